/* The code lists as tables, made by the build from the files in cohort/codes/. All sorted by code.
 */
#ifndef NW_COHORT_CODES_DATA_H
#define NW_COHORT_CODES_DATA_H

#include <stdint.h>

typedef struct {
    const char *code; /* two digits */
    char section;     /* a letter of its own scheme */
    const char *title;
} nw_division;

/* DB07 codes that begin with `prefix` are of division `db25`; the longest prefix decides, and a
 * code without any stays in the division of its own number. */
typedef struct {
    const char *prefix;
    const char *db25;
} nw_crossing;

typedef struct {
    const char *code; /* one digit: major group; two: sub-major group */
    const char *title_en;
    const char *title_da; /* NULL: none */
} nw_group;

typedef struct {
    int32_t number;
    const char *code;
    const char *name;
} nw_municipality;

extern const nw_division nw_db07[];
extern const int32_t nw_db07_count;
extern const nw_division nw_db25[];
extern const int32_t nw_db25_count;
extern const nw_crossing nw_crosswalk[];
extern const int32_t nw_crosswalk_count;
extern const nw_group nw_disco08[];
extern const int32_t nw_disco08_count;
extern const nw_municipality nw_municipalities[];
extern const int32_t nw_municipalities_count;

#endif
