/* The files of a result in the hands of a forger, and whether they still hold. */
#ifndef NW_TEST_FORGERY_H
#define NW_TEST_FORGERY_H

#include "plan/plan_files.h"
#include "round/certificate.h"

/* Whether the files hold, of a result, of one in memory, of a plan; `failed` becomes the first
 * check that does not, "" when all do. */
bool nw_test_holds(nw_cohort *cohort, const nw_result_files *files, char failed[64]);
bool nw_test_result_holds(const nw_result *result, char failed[64]);
bool nw_test_plan_holds(nw_cohort *cohort, const nw_plan_files *files, char failed[64]);

/* The files of what matching the round gives. */
nw_result_files nw_test_files(nw_round *round, const nw_match_options *options);

/* Puts `to` in the place of the first `from`, which must be there, in one of the files. */
void nw_test_forge(char **text, int64_t *bytes, const char *from, const char *to);

/* Mends the seal over forged files, so that only the checks of substance are left. */
void nw_test_seal_again(nw_result_files *files);

typedef enum {
    NW_PLACEMENTS_FILE,
    NW_UNPLACED_FILE,
    NW_POSTS_FILE,
    NW_PRICES_FILE,
    NW_CERTIFICATE_FILE
} nw_result_file;

/* One change of one of the files, and the check that has to find it. */
typedef struct {
    nw_result_file file;
    const char *from, *to, *check;
} nw_test_forgery;

/* Matches the round, and for each of the forgeries puts it into the files, mends the seal (unless
 * it is the certificate as such that is to be refused) and expects its check to fail first. */
void nw_test_forgeries(nw_round *round, const nw_match_options *options,
                       const nw_test_forgery *forgeries, size_t count);

#endif
