/* Arguments that several public functions take: numbers of youths, posts and
 * companies, and a language. */
#ifndef NW_API_PAIR_H
#define NW_API_PAIR_H

#include "cohort/cohort.h"

nextwork_status nw_check_youth(const nw_cohort *cohort, int64_t youth);
nextwork_status nw_check_post(const nw_cohort *cohort, int64_t post);
nextwork_status nw_check_company(const nw_cohort *cohort, int64_t company);

/* NW_ENGLISH for "en", NW_DANISH for "da". */
nextwork_status nw_language_of(int *number, const char *language);

#endif
