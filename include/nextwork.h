/**
 * @file
 * Everything of libnextwork in one include.
 */
#ifndef NEXTWORK_H
#define NEXTWORK_H

#include <nextwork/api.h>
#include <nextwork/memory.h>
#include <nextwork/monitor.h>
#include <nextwork/status.h>
#include <nextwork/table.h>
#include <nextwork/version.h>

#endif
