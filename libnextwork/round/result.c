#include "round/result.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/parallel.h"

#define BLOCK 1024 /* youths a block of parallel work */

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

static nextwork_status set_fits(void *context, int64_t block, int worker)
{
    nw_result *result = context;
    int32_t first = (int32_t)(block * BLOCK);
    int32_t end = nw_min32(first + BLOCK, result->round->cohort->youths.count);
    (void)worker; /* no memory is needed */
    for (int32_t y = first; y < end; y++) {
        nw_fit fit = {.fit = NW_UNKNOWN};
        if (result->post_of[y] >= 0)
            nw_fit_pair(&fit, result->round, y, result->post_of[y]);
        result->fit_of[y] = fit.fit;
    }
    return NEXTWORK_OK;
}

nextwork_status nw_result_set_fits(nw_result *result)
{
    int64_t youths = result->round->cohort->youths.count;
    return nw_parallel((youths + BLOCK - 1) / BLOCK, nw_threads(result->options.threads), set_fits,
                       result);
}
