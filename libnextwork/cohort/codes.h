/* Code lists: industries (DB07, DB25 and the way between them), job functions (DISCO-08) and
 * municipalities. The lists are data files in cohort/codes/ that the build turns into tables. */
#ifndef NW_COHORT_CODES_H
#define NW_COHORT_CODES_H

#include "cohort/table.h"

/* An industry code, brought to one common list: the divisions and sections of DB25. Section letters
 * of DB07 and DB25 must never be compared. */
typedef struct {
    int8_t scheme;    /* NW_DB07 or NW_DB25; -1: unknown */
    int8_t digits;    /* 2-6 */
    int16_t division; /* 0 .. nw_divisions() - 1 in the common list; -1: unknown */
    int8_t section;   /* of the common list, 0 = A; -1: unknown */
    int32_t code;     /* the digits as a number */
} nw_industry;

/* A job function of DISCO-08: 1-6 digits. */
typedef struct {
    int8_t digits;   /* 0: unknown */
    int8_t major;    /* 0-9; -1: unknown */
    int8_t submajor; /* two digits 01-96; -1 where the code has one digit only */
    int32_t code;
} nw_function;

/* Reads a code of `scheme`; false when its division is not in that scheme. DB07 codes go to their
 * DB25 division by the longest prefix in codes/crosswalk.csv: division 45, which DB25 has split, by
 * its further digits (45 alone: retail, 47). */
bool nw_industry_parse(nw_industry *industry, int32_t scheme, nw_text digits);

/* False when the major or sub-major group does not exist. */
bool nw_function_parse(nw_function *function, nw_text digits);

/* Whether a four-digit municipality code exists. */
bool nw_municipality_exists(nw_text code);

int32_t nw_divisions(void);
const char *nw_division_code(int32_t division); /* "47" */
const char *nw_municipality_name(int32_t code); /* NULL when there is none */

/* A list as a result table: "DB07", "DB25", "DISCO08", "municipalities" or "crosswalk". */
nextwork_status nw_codes_table(nw_table **table, const char *list);

#endif
