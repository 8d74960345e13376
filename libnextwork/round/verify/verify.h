/* Verification of a match by its files: shares the definitions of fit, reasons, preference and
 * standing with the rest of the library, and no code with any mechanism. */
#ifndef NW_ROUND_VERIFY_VERIFY_H
#define NW_ROUND_VERIFY_VERIFY_H

#include "base/monitor.h"
#include "round/certificate.h"

/* check, holds, detail: one row a check; what depends on a failed check is not looked at. *holds is
 * whether all do. */
nextwork_status nw_verify(nw_table **table, bool *holds, nw_cohort *cohort,
                          const nw_result_files *files, nextwork_monitor *monitor);

#endif
