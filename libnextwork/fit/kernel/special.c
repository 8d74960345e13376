#include "fit/kernel/special.h"

#include "base/memory.h"

nextwork_status nw_specials_new(nw_specials *specials, const nw_kernel *kernel)
{
    *specials = (nw_specials){
        .kernel = kernel,
        .lanes = NW_NEW_ZERO(uint16_t, kernel->round->cohort->posts.count),
    };
    return specials->lanes != NULL ? NEXTWORK_OK : nw_fail_memory("scores");
}

void nw_specials_clear(nw_specials *specials)
{
    nw_free(specials->lanes);
    nw_free(specials->post);
    nw_free(specials->lane);
    *specials = (nw_specials){0};
}

void nw_specials_empty(nw_specials *specials)
{
    for (int64_t i = 0; i < specials->count; i++)
        specials->lanes[specials->post[i]] = 0;
    specials->count = 0;
}

static nextwork_status make_room(nw_specials *specials)
{
    void *post = specials->post, *lane = specials->lane;
    nextwork_status status = nw_grow(&post, &specials->room_post, specials->count + 1, 4);
    if (status == NEXTWORK_OK)
        status = nw_grow(&lane, &specials->room_lane, specials->count + 1, 1);
    specials->post = post;
    specials->lane = lane;
    return status;
}

static nextwork_status add(nw_specials *specials, int lane, int32_t post)
{
    if ((specials->lanes[post] >> lane & 1) != 0)
        return NEXTWORK_OK;
    NW_TRY(make_room(specials));
    specials->lanes[post] |= (uint16_t)(1U << lane);
    specials->post[specials->count] = post;
    specials->lane[specials->count] = (uint8_t)lane;
    specials->count++;
    return NEXTWORK_OK;
}

static nextwork_status add_row(nw_specials *specials, int lane, int32_t youth, const int64_t *start,
                               const int32_t *post)
{
    for (int64_t i = start[youth]; i < start[youth + 1]; i++)
        NW_TRY(add(specials, lane, post[i]));
    return NEXTWORK_OK;
}

static nextwork_status add_company(nw_specials *specials, int lane, int32_t company)
{
    const nw_companies *companies = &specials->kernel->round->cohort->companies;
    for (int64_t i = companies->post_start[company]; i < companies->post_start[company + 1]; i++)
        NW_TRY(add(specials, lane, companies->post[i]));
    return NEXTWORK_OK;
}

/* All companies of the firm that the company belongs to. */
static nextwork_status add_firm(nw_specials *specials, int lane, int32_t company)
{
    const nw_kernel *kernel = specials->kernel;
    int32_t owner = kernel->round->cohort->companies.owner[company];
    if (owner < 0)
        return add_company(specials, lane, company);
    for (int64_t i = kernel->owner_start[owner]; i < kernel->owner_start[owner + 1]; i++)
        NW_TRY(add_company(specials, lane, kernel->owner_companies[i]));
    return NEXTWORK_OK;
}

static nextwork_status add_history(nw_specials *specials, int lane, int32_t youth)
{
    const nw_round *round = specials->kernel->round;
    int32_t last = round->last_company[youth];
    for (int64_t i = round->past_start[youth]; i < round->past_start[youth + 1]; i++)
        if (round->past[i].company >= 0)
            NW_TRY(add_company(specials, lane, round->past[i].company));
    return last >= 0 ? add_firm(specials, lane, last) : NEXTWORK_OK;
}

nextwork_status nw_specials_add(nw_specials *specials, int lane, int32_t youth)
{
    const nw_cohort *cohort = specials->kernel->round->cohort;
    const nw_values *travel = &cohort->travel;
    NW_TRY(add_row(specials, lane, youth, cohort->wishes.start, cohort->wishes.post));
    NW_TRY(add_row(specials, lane, youth, cohort->wishes.veto_start, cohort->wishes.veto));
    NW_TRY(add_row(specials, lane, youth, cohort->answers.start, cohort->answers.post));
    NW_TRY(add_row(specials, lane, youth, cohort->fits.start, cohort->fits.to));
    for (int64_t i = travel->start[youth]; i < travel->start[youth + 1]; i++)
        NW_TRY(add_company(specials, lane, travel->to[i]));
    return add_history(specials, lane, youth);
}
