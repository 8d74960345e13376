#include <nextwork/compare.h>

#include "api/placed.h"
#include "round/quality.h"

static nextwork_status expect_one_round(const nw_round *first, const nw_round *other, int64_t place)
{
    if (other->cohort == first->cohort && other->start == first->start && other->end == first->end)
        return NEXTWORK_OK;
    return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                   "result %lld is of another cohort or period than the first; compare results of "
                   "one round",
                   (long long)place);
}

nextwork_status nextwork_result_compare(nextwork_table **table,
                                        const nextwork_result *const *results, int64_t count)
{
    NW_GIVEN(table);
    NW_GIVEN(results);
    if (count < 1)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "%lld results to compare; give 1 or more",
                       (long long)count);
    for (int64_t i = 0; i < count; i++) {
        const nextwork_result *result = results[i];
        NW_GIVEN(result);
        NW_TRY(nw_expect_placements(result));
        NW_TRY(expect_one_round(results[0]->round, result->round, i));
    }
    return nw_quality_table(table, results, count);
}
