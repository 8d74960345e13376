/* The certificate of a plan, and with the tables the files of a plan. */
#ifndef NW_PLAN_PLAN_FILES_H
#define NW_PLAN_PLAN_FILES_H

#include "plan/plan.h"

/* The tables, in the order in which the seal is over them. */
enum { NW_PLAN_CSV, NW_PLAN_UNPLACED_CSV, NW_PLAN_COVERAGE_CSV, NW_PLAN_PRICES_CSV, NW_PLAN_FILES };

extern const char *const nw_plan_file_names[NW_PLAN_FILES];

/* The plan's files in memory: tables as CSV and the certificate. */
typedef struct {
    nw_text table[NW_PLAN_FILES]; /* heap */
    nw_text certificate;          /* heap, with a NUL after it */
} nw_plan_files;

nextwork_status nw_plan_files_of(nw_plan_files *files, const nw_plan *plan);
nextwork_status nw_plan_files_read(nw_plan_files *files, const char *folder);
nextwork_status nw_plan_files_write(const nw_plan_files *files, const char *folder);
void nw_plan_files_clear(nw_plan_files *files);

/* Whether a folder's certificate is that of a plan: it has periods. *is stays when it cannot be
 * read as JSON: then it is neither. */
nextwork_status nw_is_plan(bool *is, const char *folder);

/* What the certificate's seal has to be. */
nextwork_status nw_plan_sha256(char hex[65], const nw_plan_files *files);

#endif
