/* Danish civil registration numbers (CPR): ten digits that begin with a date, DDMMYYNNNN or
 * DDMMYY-NNNN, by some with a space for the dash. They have no place in a cohort. */
#ifndef NW_COHORT_CPR_H
#define NW_COHORT_CPR_H

#include "base/text.h"

/* True for text that holds such a number, not as part of a longer run of digits; where `dash_only`,
 * only the form with a dash counts (ids that may be P-numbers). */
bool nw_looks_like_cpr(nw_text text, bool dash_only);

/* Finds the first such number at or after `from`, as the bytes *start .. *end - 1. */
bool nw_cpr_find(int64_t *start, int64_t *end, nw_text text, int64_t from, bool dash_only);

/* The same of a whole number, which has lost the zero that such a number may begin with. */
bool nw_number_looks_like_cpr(int64_t number);

/* Puts a * over each digit of such numbers in a NUL-terminated text. */
void nw_cpr_hide(char *text, bool dash_only);

#endif
