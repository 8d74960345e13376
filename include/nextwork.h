/**
 * @file
 * Everything of libnextwork in one include.
 */
#ifndef NEXTWORK_H
#define NEXTWORK_H

#include <nextwork/api.h>
#include <nextwork/version.h>

#endif
