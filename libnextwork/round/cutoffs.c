#include "round/cutoffs.h"

#include "base/memory.h"
#include "round/mechanism.h"

nextwork_status nw_count_placements(nw_check *check, const nw_seats *seats, const nw_result *result)
{
    int32_t youths = result->round->cohort->youths.count;
    nw_standing *own = NW_NEW_ZERO(nw_standing, youths);
    if (own == NULL)
        return nw_fail_memory("the count of placements");
    for (int32_t y = 0; y < youths; y++)
        if (result->post_of[y] >= 0)
            own[y] = nw_result_standing(result, y, result->post_of[y]);
    nextwork_status status = nw_check_new(check, seats, youths, result->post_of, own);
    nw_free(own);
    return status;
}

void nw_set_cutoffs(nw_result *result, const nw_check *check)
{
    const nw_seats *seats = check->seats;
    for (int32_t p = 0; p < seats->posts; p++) {
        int32_t c = seats->post_company[p];
        result->cutoff[p] = NW_NO_STANDING;
        if (seats->post_seats[p] == 0)
            continue;
        if (check->post_placed[p] >= seats->post_seats[p])
            result->cutoff[p] = check->post_worst[p];
        else if (check->company_placed[c] > 0 &&
                 check->company_placed[c] >= seats->company_seats[c])
            result->cutoff[p] = check->company_worst[c];
    }
}

void nw_no_cutoffs(nw_result *result)
{
    for (int32_t p = 0; p < result->round->cohort->posts.count; p++)
        result->cutoff[p] = NW_NO_STANDING;
}
