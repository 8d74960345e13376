/* A frozen cohort: everything known for one matching, checked, immutable, and in canonical order
 * (rows sorted by id), so that the order of input rows cannot reach any result. Code above this
 * layer trusts it: every index is in range, every code exists.
 *
 * Unknown numbers are NW_UNKNOWN, unknown indices -1. A ragged column ("rows") gives row r the
 * items start[r] .. start[r + 1] - 1. */
#ifndef NW_COHORT_COHORT_H
#define NW_COHORT_COHORT_H

#include "cohort/codes.h"
#include "cohort/policy.h"
#include "cohort/table.h"

#include "base/ids.h"
#include "base/monitor.h"

/* A point on the sphere as whole metres on three axes (x towards 0°N 0°E, z towards the pole). */
typedef struct {
    int32_t x, y, z;
    int32_t known; /* 0 or 1 */
} nw_place;

typedef struct {
    nw_text *texts; /* sorted by nw_text_compare */
    char *bytes;
    nw_id_index index;
} nw_ids;

/* Ragged lists of small codes, each list sorted. */
typedef struct {
    int64_t *start; /* rows + 1 */
    int32_t *code;  /* place in the cohort's list of such codes */
    int8_t *level;  /* needs only: 1-3 */
} nw_code_rows;

typedef struct {
    int32_t count;
    nw_ids ids;
    int32_t *network;      /* -1: unknown */
    int32_t *municipality; /* code as a number; NW_UNKNOWN */
    nw_place *place;
    int32_t *birth_year, *hours_min, *hours_max, *travel_max;
    int8_t *travel_mode; /* NW_WALK ..; transit when not given */
    int8_t *intent;      /* NW_EXPLORE ..; explore when not given */
    int8_t *enrolled;    /* 1, 0, -1 unknown */
    int8_t *trial_arm;   /* NW_TREATMENT, NW_CONTROL, -1 */
    nw_code_rows needs;  /* empty: none */
    nw_code_rows skills; /* empty: unknown */
} nw_youths;

typedef struct {
    int32_t count;
    nw_ids ids;
    int64_t *network_start; /* count + 1; empty: unknown */
    int32_t *network;
    int32_t *owner; /* -1: unknown; equal numbers are one firm */
    int32_t *municipality;
    nw_place *place;
    nw_industry *industry;
    int32_t *headcount, *others_placed, *answered, *asked;
    int64_t *post_start; /* count + 1: the company's posts */
    int32_t *post;       /* ascending */
} nw_companies;

typedef struct {
    int32_t count;
    nw_ids ids;
    int32_t *company;
    nw_function *function;
    int32_t *seats, *hours_min, *hours_max, *available_from, *available_to;
    nw_code_rows requires, prefers; /* empty: none */
    nw_code_rows offers;            /* need codes; empty: unknown */
} nw_posts;

/* A youth's wishes by rank, then post; vetoes apart, by post. */
typedef struct {
    int64_t *start;
    int32_t *post, *rank;
    int64_t *veto_start;
    int32_t *veto;
} nw_wishes;

/* Answers about a youth, by post. */
typedef struct {
    int64_t *start;
    int32_t *post;
    int32_t *rank;  /* NW_UNKNOWN: none */
    int8_t *answer; /* NW_YES, NW_MAYBE, NW_NO; a rank alone is a yes */
} nw_answers;

typedef struct {
    int8_t scheme;        /* NW_DB07, NW_DB25, NW_DISCO08 */
    int8_t value;         /* -2 .. 2 */
    nw_industry industry; /* of the first two schemes */
    nw_function function; /* of the third */
} nw_interest;

typedef struct {
    int64_t *start;
    nw_interest *item; /* by scheme, then digits of the code as text */
} nw_interests;

typedef struct {
    int32_t company, post; /* -1: outside the cohort or unknown */
    nw_industry industry;  /* of the row, else of its company */
    nw_function function;  /* of the row, else of its post */
    int32_t start, end;    /* days, half-open */
    int32_t weeks;         /* attended; NW_UNKNOWN */
    int8_t status;         /* NW_DONE ..; -1 */
    int8_t rating;         /* 1-5; -1 */
} nw_placement;

typedef struct {
    bool given; /* whether there is such a table: without one novelty is unknown */
    int64_t *start;
    nw_placement *item; /* a youth's, by start, then end, then id */
    nw_text *id;
    char *id_bytes;
} nw_placements;

/* Ragged (other side, value) rows by youth, sorted by the other side: travel and own fits. */
typedef struct {
    int64_t *start;
    int32_t *to; /* company for travel, post for fits */
    int32_t *value;
} nw_values;

/* What an earlier round gave a youth. */
typedef struct {
    int32_t start; /* the round's first day */
    int32_t rank;  /* of the wish that was met; NW_UNKNOWN: none was */
    int8_t placed; /* 0 or 1 */
} nw_outcome;

typedef struct {
    int64_t *start;
    nw_outcome *item; /* a youth's, oldest first */
} nw_outcomes;

/* Sorted names of codes (networks, needs, skills). */
typedef struct {
    int32_t count;
    nw_text *names;
    char *bytes;
} nw_names;

typedef struct nextwork_cohort {
    int32_t references; /* atomic */
    nw_youths youths;
    nw_companies companies;
    nw_posts posts;
    nw_wishes wishes;
    nw_answers answers;
    nw_interests interests;
    nw_placements placements;
    nw_values travel; /* minutes */
    nw_values fits;   /* own scores */
    nw_outcomes outcomes;
    nw_names networks, owners, need_codes, skill_codes;
    nw_policy policy;
    struct nextwork_cohort *base; /* whose all this is but the placements; NULL: the cohort's own */
} nw_cohort;

/* Checks everything in `tables` (NW_TABLES of them) and `policy_text` (NULL: the default), adding
 * to `findings`; when they hold no error, gives the frozen cohort in *cohort, else
 * NEXTWORK_ERROR_DATA. The tables are only read. */
nextwork_status nw_cohort_freeze(nw_cohort **cohort, const nw_table *tables,
                                 const char *policy_text, const char *policy_file,
                                 nw_findings *findings);

/* The same on `threads` threads, which changes neither cohort nor findings, and watched by a
 * monitor (or NULL): NEXTWORK_ERROR_CANCELLED when that stops it. */
nextwork_status nw_cohort_freeze_watched(nw_cohort **cohort, const nw_table *tables,
                                         const char *policy_text, const char *policy_file,
                                         nw_findings *findings, int threads,
                                         nextwork_monitor *monitor);

/* The cohort `base` with other placements, in the form and order of a cohort's: everything else is
 * shared, and a reference to `base` held. Takes the placements over, also when it fails. */
nextwork_status nw_cohort_with_placements(nw_cohort **cohort, nw_cohort *base,
                                          const nw_placements *placements);
void nw_placements_clear(nw_placements *placements);

nw_cohort *nw_cohort_ref(nw_cohort *cohort);
void nw_cohort_unref(nw_cohort *cohort); /* NULL allowed */

/* SHA-256 over all tables in canonical form and the policy's text, as 64 lower-case hex digits and
 * a NUL: the same for shuffled rows, reordered columns, CSV or arrays, empty or absent columns. */
nextwork_status nw_cohort_digest(char hex[65], const nw_cohort *cohort);

/* Rows by id, or -1. */
int32_t nw_cohort_youth(const nw_cohort *cohort, nw_text id);
int32_t nw_cohort_company(const nw_cohort *cohort, nw_text id);
int32_t nw_cohort_post(const nw_cohort *cohort, nw_text id);

/* The value of `to` in row `row`, or NW_UNKNOWN (binary search). */
int32_t nw_values_find(const nw_values *values, int32_t row, int32_t to);

#endif
