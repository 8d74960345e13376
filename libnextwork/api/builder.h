/* The inside of a builder: tables being filled, and what was found while filling them. */
#ifndef NW_API_BUILDER_H
#define NW_API_BUILDER_H

#include <nextwork/cohort.h>

#include "cohort/finding.h"

struct nextwork_builder {
    nw_table tables[NW_TABLES];
    int64_t threads;    /* to work on; 0: one a processor */
    char *policy;       /* text of an INI file; NULL: the default */
    char *policy_file;  /* its name in messages */
    bool policy_is_cut; /* a zero byte ends it before its end */
    nw_findings found;  /* while the tables were filled */
    /* The same and what the last freezing found besides, which stays out of `found`: it would be
     * there twice after the next one. */
    nw_findings frozen;
    bool has_frozen; /* and nothing was filled in since */
};

/* Says that something is filled in. */
void nw_builder_touch(nextwork_builder *builder);

/* Whether no table was given. */
bool nw_builder_is_empty(const nextwork_builder *builder);

/* Fails unless it is. */
nextwork_status nw_builder_expect_empty(const nextwork_builder *builder);

/* Fails when filling it gave errors: its cells are then not what was given. */
nextwork_status nw_builder_expect_sound(const nextwork_builder *builder);

/* Gives the place of a table in `tables`. */
nextwork_status nw_builder_find(int *table, const char *name);

/* The same of a table that was given, and whose cells are what was given. */
nextwork_status nw_builder_find_given(int *table, const nextwork_builder *builder,
                                      const char *name);

/* Puts NW_TABLES tables in place of the empty ones; takes them over. */
void nw_builder_take_tables(nextwork_builder *builder, nw_table *tables);

/* Puts a table that nw_table_new made, and that nobody else holds, in place of one; its cells are
 * taken over and its shell goes. */
void nw_builder_replace(nextwork_builder *builder, nw_table_name name, nw_table *with);

/* Copies a policy of that many bytes; `file` names it in messages. */
nextwork_status nw_builder_take_policy(nextwork_builder *builder, const char *text, int64_t bytes,
                                       const char *file);

#endif
