/* Arguments that several public functions take: numbers of youths and posts, and a language. */
#ifndef NW_API_PAIR_H
#define NW_API_PAIR_H

#include "cohort/cohort.h"

nextwork_status nw_check_youth(const nw_cohort *cohort, int64_t youth);
nextwork_status nw_check_post(const nw_cohort *cohort, int64_t post);

/* NW_ENGLISH for "en", NW_DANISH for "da". */
nextwork_status nw_language_of(int *number, const char *language);

#endif
