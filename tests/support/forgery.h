/* The files of a result in the hands of a forger, and whether they still hold. */
#ifndef NW_TEST_FORGERY_H
#define NW_TEST_FORGERY_H

#include "plan/certificate.h"

/* Whether the files hold; `failed` becomes the first check that does not, "" when all do. */
bool nw_test_holds(nw_cohort *cohort, const nw_result_files *files, char failed[64]);

/* Puts `to` in the place of the first `from`, which must be there, in one of the files. */
void nw_test_forge(char **text, int64_t *bytes, const char *from, const char *to);

/* Mends the seal over forged files, so that only the checks of substance are left. */
void nw_test_seal_again(nw_result_files *files);

#endif
