/**
 * @file
 * Everything of libnextwork in one include.
 */
#ifndef NEXTWORK_H
#define NEXTWORK_H

#include <nextwork/api.h>
#include <nextwork/arrow.h>
#include <nextwork/chances.h>
#include <nextwork/codes.h>
#include <nextwork/cohort.h>
#include <nextwork/compare.h>
#include <nextwork/market.h>
#include <nextwork/match.h>
#include <nextwork/memory.h>
#include <nextwork/monitor.h>
#include <nextwork/options.h>
#include <nextwork/plan.h>
#include <nextwork/round.h>
#include <nextwork/status.h>
#include <nextwork/table.h>
#include <nextwork/verify.h>
#include <nextwork/version.h>

#endif
