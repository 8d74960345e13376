#include "plan/result.h"

#include "base/memory.h"

nw_result *nw_result_ref(nw_result *result)
{
    if (result != NULL)
        __atomic_add_fetch(&result->references, 1, __ATOMIC_RELAXED);
    return result;
}

void nw_result_unref(nw_result *result)
{
    if (result == NULL || __atomic_sub_fetch(&result->references, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    nw_round_unref(result->round);
    nw_free(result->post_of);
    nw_free(result->fit_of);
    nw_free(result->lottery);
    nw_free(result->carries);
    nw_free(result->cutoff);
    nw_free(result->youth_price);
    nw_free(result->post_price);
    nw_free(result->company_price);
    nw_free(result->served);
    nw_free(result->traders);
    nw_free(result);
}

void nw_result_set_fits(nw_result *result)
{
    for (int32_t y = 0; y < result->round->cohort->youths.count; y++) {
        nw_fit fit = {.fit = NW_UNKNOWN};
        if (result->post_of[y] >= 0)
            nw_fit_pair(&fit, result->round, y, result->post_of[y]);
        result->fit_of[y] = fit.fit;
    }
}
