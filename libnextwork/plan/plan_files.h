/* The certificate of a plan, and with the tables the files of a plan. */
#ifndef NW_PLAN_PLAN_FILES_H
#define NW_PLAN_PLAN_FILES_H

#include "cohort/finding.h"
#include "plan/plan.h"

/* The tables, in the order in which the seal is over them. */
enum {
    NW_PLAN_CSV,
    NW_PLAN_UNPLACED_CSV,
    NW_PLAN_COVERAGE_CSV,
    NW_PLAN_PRICES_CSV,
    /* Of a plan that was made from an earlier one: */
    NW_PLAN_KEPT_CSV,
    NW_PLAN_CHANGES_CSV,
    NW_PLAN_FILES
};

extern const char *const nw_plan_file_names[NW_PLAN_FILES];

/* The table that the file has to hold. */
nextwork_status nw_plan_file_table(nw_table **table, const nw_plan *plan, int file);

/* Whether there is such a file of the plan. */
static inline bool nw_plan_has_file(const nw_plan *plan, int file)
{
    return file < NW_PLAN_KEPT_CSV || plan->earlier_sha256[0] != '\0';
}

/* The plan's files in memory: tables as CSV and the certificate. */
typedef struct {
    nw_text table[NW_PLAN_FILES]; /* heap; NULL: there is none */
    nw_text certificate;          /* heap, with a NUL after it */
} nw_plan_files;

nextwork_status nw_plan_files_of(nw_plan_files *files, const nw_plan *plan);
nextwork_status nw_plan_files_read(nw_plan_files *files, const char *folder);
nextwork_status nw_plan_files_write(const nw_plan_files *files, const char *folder);
void nw_plan_files_clear(nw_plan_files *files);

/* Reads the text of one of the files as a table, to be freed; what is wrong with it is added to the
 * findings. */
nextwork_status nw_plan_parse(nw_table **table, const nw_table_schema *schema, int file,
                              nw_text text, nw_findings *findings);

/* Whether a folder's certificate is that of a plan: it has periods. *is stays when it cannot be
 * read as JSON: then it is neither. */
nextwork_status nw_is_plan(bool *is, const char *folder);

/* What the certificate's seal has to be. */
nextwork_status nw_plan_sha256(char hex[65], const nw_plan_files *files);

#endif
