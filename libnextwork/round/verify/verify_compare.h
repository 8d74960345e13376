/* Checks that compare what a result says with what follows from the cohort: each adds one line to
 * the report. */
#ifndef NW_ROUND_VERIFY_VERIFY_COMPARE_H
#define NW_ROUND_VERIFY_VERIFY_COMPARE_H

#include "cohort/finding.h"
#include "round/verify/verify_report.h"

/* Two texts that have to be the same; `what` names them in the sentence. */
nextwork_status nw_report_equal(nw_report *report, const char *check, const char *claimed,
                                const char *found, const char *what);

/* A number that was counted. */
nextwork_status nw_report_number(nw_report *report, const char *check, int64_t claimed,
                                 int64_t counted);

/* A file that is no such table: its first finding. */
nextwork_status nw_report_finding(nw_report *report, const char *check, const char *file,
                                  const nw_findings *findings);

/* A file against the table that it should hold, which is freed: else tells the first line that
 * differs. */
nextwork_status nw_report_file(nw_report *report, const char *name, nw_text found,
                               nw_table *expected);

#endif
