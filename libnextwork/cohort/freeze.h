/* From tables to a frozen cohort: what the steps of freezing share. Each step reads the tables,
 * adds findings and fills its part of the cohort; after an error in the data it goes on with what
 * is left, so that all findings come at once. */
#ifndef NW_COHORT_FREEZE_H
#define NW_COHORT_FREEZE_H

#include "base/sort.h"
#include "cohort/cohort.h"

#define NW_NEAREST_SEARCHES 20      /* "did you mean" among ids, each a pass over all ids */
#define NW_NEAREST_COMPARED 1000000 /* ids compared in all those passes together */

/* Names of codes as they are met, numbered in that order. */
typedef struct {
    nw_text *texts; /* in the tables' bytes */
    int64_t count, room;
    nw_id_index index;
} nw_dictionary;

/* Rows of the input in canonical order: row r of the cohort was row from[r] of the table. */
typedef struct {
    const nw_table *table;
    int32_t *from;
    int32_t count;
} nw_source;

typedef struct {
    const nw_table *tables;
    nw_findings *findings;
    int threads;
    nextwork_monitor *monitor; /* NULL: nobody watches */
    nw_cohort *cohort;
    nw_source youths, companies, posts;
    nw_dictionary networks, owners, needs, skills;
    nw_code_rows company_networks; /* until they are in the cohort's own columns */
    int64_t searches, compared;    /* spent on nearest ids */
    int64_t orphans[NW_POSTS + 1]; /* rows that name one of a table without rows, and so none */
    bool orphaned[NW_POSTS + 1];   /* whether one of those must not */
} nw_freeze;

/* Tells the monitor of that many parts done; NEXTWORK_ERROR_CANCELLED when it says to stop. */
nextwork_status nw_freeze_step(const nw_freeze *freeze, int64_t parts);

/* --- freeze_ranges.c ---------------------------------------------------------------------------
 */

/* Rows that one thread takes at a time: so many that it pays to start another for them, so few that
 * the monitor is looked at often. A smaller table is one range and pays for no thread. */
#define NW_FREEZE_RANGE 16384

/* Does items first .. end - 1. It adds no findings, for those have an order: it may say that there
 * are some, so that they are looked for one after the other. */
typedef void (*nw_range_work)(void *context, int64_t first, int64_t end, int worker);

/* Does all items on the threads of the freezing, of which `worker` tells them apart. */
nextwork_status nw_freeze_ranges(const nw_freeze *freeze, int64_t count, nw_range_work work,
                                 void *context);

/* The workers among which to share `count` rows when each needs room for `each` items: as many as
 * there are threads and ranges, but so that the room does not outgrow the rows. */
int nw_freeze_workers(const nw_freeze *freeze, int64_t count, int64_t each);

/* --- freeze_ids.c ------------------------------------------------------------------------------
 */

/* Sorts a table's ids into `ids`, with the rows they came from; a second row of an id is a finding
 * and left out. */
nextwork_status nw_freeze_ids(nw_freeze *freeze, nw_ids *ids, nw_source *source,
                              nw_table_name table, int64_t column);

/* Indexes sorted ids. */
nextwork_status nw_index_ids(nw_ids *ids, int32_t count);

/* Where a row is, for messages: "line 7", or "row 5" of arrays. */
#define NW_WHERE_BYTES 32
void nw_where(char text[NW_WHERE_BYTES], const nw_table *table, int64_t row);

/* A reference from a column of ids: rows grouped by one id look it up once. */
typedef struct {
    const nw_table *table;
    int64_t column;
    const nw_ids *ids;
    nw_table_name target;
    nw_text last;
    int32_t last_row;
} nw_reference;

nw_reference nw_reference_to(const nw_freeze *freeze, const nw_table *table, int64_t column,
                             nw_table_name target);

#define NW_NOT_GIVEN (-1) /* the cell is empty */
#define NW_NOT_FOUND (-2) /* it names no row */

/* The cohort's row that the cell names, or one of these two. */
int32_t nw_resolve(nw_reference *reference, int64_t row);

/* The same for every row of the table, many at a time; a cell that names no row is a finding. */
nextwork_status nw_resolve_rows(int32_t *found, nw_freeze *freeze, const nw_reference *reference);

/* The finding about a cell that names no row. Of a table without rows all cells are such, which
 * nw_check_orphans tells once. */
nextwork_status nw_unknown_id(nw_freeze *freeze, nw_severity severity,
                              const nw_reference *reference, int64_t row, const char *remedy);

/* Of each table without rows, how many rows of others name one of it. */
nextwork_status nw_check_orphans(nw_freeze *freeze);

/* A cell that holds what looks like a CPR number. */
nextwork_status nw_finding_cpr(nw_findings *findings, const nw_table *table, int64_t row,
                               int64_t column);

/* --- freeze_lists.c ----------------------------------------------------------------------------
 */

nextwork_status nw_dictionary_add(int32_t *number, nw_dictionary *dictionary, nw_text text);
void nw_dictionary_clear(nw_dictionary *dictionary);

/* The sorted names, and for each number of the dictionary its place among them (nw_free). */
nextwork_status nw_dictionary_sort(nw_names *names, int32_t **place,
                                   const nw_dictionary *dictionary);

/* A column of lists by row; codes are numbers of the dictionary until nw_lists_sort. */
nextwork_status nw_lists_read(nw_code_rows *rows, nw_dictionary *dictionary,
                              const nw_source *source, int64_t column);

/* Turns the numbers into places among the sorted names, sorts each list and takes out what is
 * there twice, with a finding. */
nextwork_status nw_lists_sort(nw_freeze *freeze, nw_code_rows *rows, const int32_t *place,
                              const nw_source *source, int64_t column);

/* A column of single ids as numbers of the dictionary, -1 where empty. */
nextwork_status nw_single_read(int32_t **numbers, nw_dictionary *dictionary,
                               const nw_source *source, int64_t column);

/* --- freeze_columns.c --------------------------------------------------------------------------
 */

/* Columns of numbers in canonical order. */
nextwork_status nw_freeze_ints(int32_t **values, const nw_source *source, int64_t column);
nextwork_status nw_freeze_small(int8_t **values, const nw_source *source, int64_t column,
                                int8_t unknown);
nextwork_status nw_freeze_places(nw_place **places, const nw_source *source, int64_t latitude,
                                 int64_t longitude);
nextwork_status nw_freeze_municipalities(int32_t **codes, nw_freeze *freeze,
                                         const nw_source *source, int64_t column);

/* A row's industry or function; unknown where the cells are empty, and where they are wrong, which
 * is a finding. */
nextwork_status nw_read_industry(nw_industry *industry, nw_freeze *freeze, const nw_table *table,
                                 int64_t row, int64_t scheme_column, int64_t code_column);
nextwork_status nw_read_function(nw_function *function, nw_freeze *freeze, const nw_table *table,
                                 int64_t row, int64_t column);

/* An empty text where the cell or the whole column is unknown. */
static inline nw_text nw_cell_or_empty(const nw_table *table, int64_t row, int64_t column)
{
    const nw_column *cells = &table->columns[column];
    return cells->present ? nw_cell_text(cells, row) : (nw_text){"", 0};
}

/* --- freeze_rows.c -----------------------------------------------------------------------------
 */

#define NW_ALONG 2

/* A row in its group, with what is asked of it there: the table's rows need not be near each
 * other. */
typedef struct {
    int32_t row, to;
    int32_t cells[NW_ALONG]; /* those of the columns that come along */
} nw_grouped;

/* Rows of a table that belong to youths, grouped by youth. */
typedef struct {
    const nw_table *table;
    int64_t along[NW_ALONG]; /* columns of numbers that come along; set by the caller */
    int n_along;
    int64_t rows;
    int32_t *youth; /* of each row; negative: left out */
    int32_t *to;    /* of each row: the company or post it is about; NULL: neither */
    int32_t youths;
    int64_t *start;      /* of each youth in order[]; youths + 1 */
    nw_grouped *order;   /* rows by youth; NULL: as in the table */
    int64_t longest;     /* group */
    int workers;         /* that may work on groups at once */
    nw_keyed *keys;      /* of each worker room for the longest group, twice */
    nw_grouped *scratch; /* and once, while groups are sorted */
} nw_rows;

/* Resolves the rows' youths (and, unless to_column is -1, their other side). */
nextwork_status nw_rows_read(nw_rows *rows, nw_freeze *freeze, nw_table_name table,
                             int64_t youth_column, int64_t to_column, nw_table_name target);

/* Groups by youth the rows that are not left out, in the order of `sequence` (NULL: as given, and
 * then nothing is moved where rows come by youth already). */
nextwork_status nw_rows_group(nw_rows *rows, const nw_freeze *freeze, const int32_t *sequence,
                              int64_t count);

/* Does the groups of youths first .. end - 1, as nw_freeze_ranges does rows. */
nextwork_status nw_rows_each_group(const nw_rows *rows, const nw_freeze *freeze, int workers,
                                   nw_range_work work, void *context);

/* A worker's room for two groups of keys. */
static inline nw_keyed *nw_rows_keys(const nw_rows *rows, int worker)
{
    return rows->keys + 2 * rows->longest * worker;
}

/* A row of the table as it stands in its group. */
static inline nw_grouped nw_rows_given(const nw_rows *rows, int64_t row)
{
    nw_grouped made = {.row = (int32_t)row, .to = rows->to == NULL ? -1 : rows->to[row]};
    for (int c = 0; c < rows->n_along; c++)
        made.cells[c] = nw_cell_int(&rows->table->columns[rows->along[c]], row);
    return made;
}

/* The row at place i of start[]. */
static inline nw_grouped nw_rows_at(const nw_rows *rows, int64_t i)
{
    return rows->order != NULL ? rows->order[i] : nw_rows_given(rows, i);
}

/* Sorts each group by the other side; a second row about the same is a finding. */
nextwork_status nw_rows_sort_by_to(nw_rows *rows, nw_freeze *freeze, int64_t to_column);

/* The finding about a second row on the same. */
nextwork_status nw_rows_twice(nw_freeze *freeze, const nw_table *table, int64_t row, int64_t column,
                              int64_t first);

void nw_rows_clear(nw_rows *rows);

/* --- the parts ---------------------------------------------------------------------------------
 */

nextwork_status nw_freeze_youths(nw_freeze *freeze);     /* freeze_youths.c */
nextwork_status nw_freeze_companies(nw_freeze *freeze);  /* freeze_companies.c */
nextwork_status nw_freeze_posts(nw_freeze *freeze);      /* freeze_companies.c */
nextwork_status nw_freeze_names(nw_freeze *freeze);      /* freeze_names.c */
nextwork_status nw_freeze_wishes(nw_freeze *freeze);     /* freeze_wishes.c */
nextwork_status nw_freeze_answers(nw_freeze *freeze);    /* freeze_answers.c */
nextwork_status nw_freeze_travel(nw_freeze *freeze);     /* freeze_answers.c */
nextwork_status nw_freeze_fits(nw_freeze *freeze);       /* freeze_answers.c */
nextwork_status nw_freeze_interests(nw_freeze *freeze);  /* freeze_interests.c */
nextwork_status nw_freeze_placements(nw_freeze *freeze); /* freeze_placements.c */
nextwork_status nw_freeze_outcomes(nw_freeze *freeze);   /* freeze_outcomes.c */
nextwork_status nw_check_tables(nw_freeze *freeze);      /* check_tables.c */
nextwork_status nw_check_unknowns(nw_freeze *freeze);    /* check_unknowns.c */

#endif
