/* Findings: everything that is wrong or doubtful in the input, collected and never cut short at
 * the first. */
#ifndef NW_COHORT_FINDING_H
#define NW_COHORT_FINDING_H

#include "cohort/cpr.h"
#include "cohort/table.h"

typedef enum { NW_ERROR, NW_WARNING } nw_severity;

/* Of each code at most this many are kept; the rest are counted in one closing finding. */
#define NW_FINDINGS_KEPT 1000

typedef struct {
    nw_severity severity;
    const char *code;   /* static, such as "duplicate-id" */
    char *file;         /* "youths.csv", "policy.ini", or the table's name when there is no file */
    int64_t line;       /* 0: none */
    int64_t row;        /* -1: none */
    const char *column; /* static or "" */
    char *value;        /* "" when it must not be repeated */
    char *message;      /* what is wrong and what to do */
} nw_finding;

typedef struct {
    nw_finding *items;
    int64_t count, room;
    int64_t errors, warnings;        /* all there were, kept or not */
    struct nw_finding_count *counts; /* by code */
    int64_t n_counts, room_counts;
} nw_findings;

/* Adds a finding about a cell (column -1: the row; row -1: the table). The value is taken from the
 * cell and left out when it looks like a CPR number. */
nextwork_status nw_finding_cell(nw_findings *findings, nw_severity severity, const char *code,
                                const nw_table *table, int64_t row, int64_t column,
                                const char *format, ...) __attribute__((format(printf, 7, 8)));

/* As nw_finding_cell, with the value that was meant for the cell and that it could not hold. */
nextwork_status nw_finding_value(nw_findings *findings, nw_severity severity, const char *code,
                                 const nw_table *table, int64_t row, int64_t column, nw_text value,
                                 const char *format, ...) __attribute__((format(printf, 8, 9)));

/* Adds a finding about a file as a whole or one line of it, with the value in question or "". */
nextwork_status nw_finding_file(nw_findings *findings, nw_severity severity, const char *code,
                                const char *file, int64_t line, const char *column, nw_text value,
                                const char *format, ...) __attribute__((format(printf, 8, 9)));

/* The findings as a result table (severity, code, file, line, column, value, message), errors
 * first, then by table, line and column; closing counts last. */
nextwork_status nw_findings_table(nw_table **table, const nw_findings *findings);

/* The first of them in that order; NULL when there is none. */
const nw_finding *nw_findings_first(const nw_findings *findings);

/* Gives a copy, to which others may be added; *copy is empty before. */
nextwork_status nw_findings_copy(nw_findings *copy, const nw_findings *findings);

void nw_findings_clear(nw_findings *findings);

#endif
