/* The report of a verification: a table that checks are added to, whole sentences in it. A check
 * holds, or does not, or is open: it would take too long to tell. */
#ifndef NW_ROUND_VERIFY_VERIFY_REPORT_H
#define NW_ROUND_VERIFY_VERIFY_REPORT_H

#include "cohort/table.h"

typedef struct {
    nw_table *table; /* check, holds, detail */
    bool holds;      /* all so far; what is open does not hold */
} nw_report;

nextwork_status nw_report_new(nw_report *report);

/* Adds a check that holds or does not, with what was found (printf style). */
nextwork_status nw_report_check(nw_report *report, const char *check, bool holds,
                                const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Adds a check that is open, with why; `holds` of its row is unknown. */
nextwork_status nw_report_open(nw_report *report, const char *check, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
