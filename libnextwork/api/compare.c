#include <nextwork/compare.h>

#include "api/placed.h"
#include "plan/quality.h"

static nextwork_status check(const nextwork_result *const *results, int64_t count)
{
    if (count < 1)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "%lld results to compare; give 1 or more",
                       (long long)count);
    for (int64_t i = 0; i < count; i++) {
        const nextwork_result *result = results[i], *first = results[0];
        NW_GIVEN(result);
        NW_TRY(nw_expect_placements(result));
        if (result->round->cohort != first->round->cohort ||
            result->round->start != first->round->start || result->round->end != first->round->end)
            return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                           "result %lld is of another cohort or period than the first; compare "
                           "results of one round",
                           (long long)i);
    }
    return NEXTWORK_OK;
}

nextwork_status nextwork_result_compare(nextwork_table **table,
                                        const nextwork_result *const *results, int64_t count)
{
    NW_GIVEN(table);
    NW_GIVEN(results);
    NW_TRY(check(results, count));
    return nw_quality_table(table, results, count);
}
