#include "round/verify/verify_ties.h"

#include "base/memory.h"
#include "round/choices.h"
#include "round/verify/verify_stable_bound.h"

static int32_t held_by(const nw_result *claim, int32_t youth)
{
    return claim->round->held == NULL ? -1 : claim->round->held[youth];
}

/* Whether the youth may end at a post that it listed: of who holds one, it or a better one. */
static bool may_have(const nw_result *claim, int32_t youth, int32_t post)
{
    int32_t held = held_by(claim, youth);
    uint64_t seed = claim->options.seed;
    if (!nw_pair_allowed(claim->round, youth, post))
        return false;
    return held < 0 || held == post ||
           nw_prefers(nw_preference_of(claim->round, youth, post, seed),
                      nw_preference_of(claim->round, youth, held, seed));
}

/* Counts a youth at each post where the youth could be; whether there is one. */
static bool count_posts(int64_t *wanting, const nw_result *claim, int32_t youth)
{
    const nw_cohort *cohort = claim->round->cohort;
    const nw_wishes *wishes = &cohort->wishes;
    int32_t held = held_by(claim, youth);
    bool any = false;
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++)
        if (may_have(claim, youth, wishes->post[w])) {
            wanting[wishes->post[w]]++;
            any = true;
        }
    if (held >= 0) {
        wanting[held] += nw_wish_rank(cohort, youth, held) == NW_UNKNOWN;
        return true;
    }
    for (int32_t p = 0; p < cohort->posts.count; p++)
        if (nw_wish_rank(cohort, youth, p) == NW_UNKNOWN &&
            nw_pair_allowed(claim->round, youth, p)) {
            wanting[p]++;
            any = true;
        }
    return any;
}

/* How many of those who want its posts a company can take. */
static int64_t room_of(const nw_result *claim, const int64_t *wanting, int32_t company)
{
    const nw_round *round = claim->round;
    const nw_companies *companies = &round->cohort->companies;
    int64_t room = 0;
    for (int64_t i = companies->post_start[company]; i < companies->post_start[company + 1]; i++) {
        int32_t p = companies->post[i];
        int64_t seats = nw_round_places(round)->post_free[p];
        room += wanting[p] < seats ? wanting[p] : seats;
    }
    int64_t cap = nw_round_places(round)->company_free[company];
    return room < cap ? room : cap;
}

static nextwork_status count_bound(nw_result *claim, int64_t *wanting, nextwork_monitor *monitor)
{
    const nw_cohort *cohort = claim->round->cohort;
    int64_t youths = 0, places = 0;
    nw_monitor_begin(monitor, cohort->youths.count);
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        youths += claim->round->youth_reasons[y] == 0 && count_posts(wanting, claim, y);
        if (nw_monitor_step(monitor, 1) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
    }
    for (int32_t c = 0; c < cohort->companies.count; c++)
        places += room_of(claim, wanting, c);
    claim->placed_bound = youths < places ? youths : places;
    return NEXTWORK_OK;
}

/* With `extend` lists are as long as there are posts, and all places count. */
static nextwork_status find_bound(nw_result *claim, nextwork_monitor *monitor)
{
    if (!claim->options.extend)
        return nw_verify_stable_bound(&claim->placed_bound, claim, monitor);
    int64_t *wanting = NW_NEW_ZERO(int64_t, claim->round->cohort->posts.count);
    if (wanting == NULL)
        return nw_fail_memory("a verification");
    nextwork_status status = count_bound(claim, wanting, monitor);
    nw_free(wanting);
    return status;
}

nextwork_status nw_verify_placed_bound(nw_report *report, nw_result *claim,
                                       nextwork_monitor *monitor)
{
    const nw_cohort *cohort = claim->round->cohort;
    NW_TRY(find_bound(claim, monitor));
    int64_t placed = 0;
    for (int32_t y = 0; y < cohort->youths.count; y++)
        placed += claim->post_of[y] >= 0;
    return nw_report_check(report, "most-placed", placed <= claim->placed_bound,
                           "%lld placed; no stable matching places more than %lld",
                           (long long)placed, (long long)claim->placed_bound);
}
