/* The report of a verification: a table that checks are added to, whole sentences in it. */
#ifndef NW_ROUND_VERIFY_VERIFY_REPORT_H
#define NW_ROUND_VERIFY_VERIFY_REPORT_H

#include "cohort/table.h"

typedef struct {
    nw_table *table; /* check, holds, detail */
    bool holds;      /* all so far */
} nw_report;

nextwork_status nw_report_new(nw_report *report);

/* Adds a check that holds or does not, with what was found (printf style). */
nextwork_status nw_report_check(nw_report *report, const char *check, bool holds,
                                const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
