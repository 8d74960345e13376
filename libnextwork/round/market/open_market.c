#include "round/market/open_market.h"

#include "base/memory.h"
#include "fit/kernel.h"
#include "fit/reasons.h"
#include "round/mechanism.h"

/* ---- lists ----------------------------------------------------------------------------------- */

/* Seats may come while the market is open, so that it is no reason that there are none now. */
#define REASONS_OF_ROOM (NW_BIT(NW_REASON_NO_SEAT) | NW_BIT(NW_REASON_HEADCOUNT_RULE))

nw_own_wishes nw_open_market_wishes(const nw_open_market *market, int32_t youth)
{
    const nw_wishes *wishes = &market->round->cohort->wishes;
    if (market->own[youth].post != NULL)
        return market->own[youth];
    int64_t first = wishes->start[youth], count = wishes->start[youth + 1] - first;
    return (nw_own_wishes){wishes->post + first, wishes->rank + first, (int32_t)count};
}

int32_t nw_open_market_rank(const nw_open_market *market, int32_t youth, int32_t post)
{
    nw_own_wishes wishes = nw_open_market_wishes(market, youth);
    for (int32_t i = 0; i < wishes.count; i++)
        if (wishes.post[i] == post)
            return wishes.rank[i];
    return NW_UNKNOWN;
}

/* A veto of the cohort does not stand against a wish, which is newer. */
uint32_t nw_open_market_reasons(nw_preference *preference, const nw_open_market *market,
                                int32_t youth, int32_t post, int32_t rank)
{
    nw_pair pair;
    nw_pair_look_up(&pair, market->round, youth, post);
    pair.rank = rank;
    pair.vetoed = pair.vetoed && rank == NW_UNKNOWN;
    *preference = nw_preference_at(&pair, market->options.seed);
    return nw_reasons_of(&pair) & ~REASONS_OF_ROOM;
}

/* Adds a post at a rank to the list unless a reason forbids it. */
static void consider(nw_open_market *market, int64_t *count, int32_t youth, int32_t post,
                     int32_t rank)
{
    nw_preference preference;
    if (nw_open_market_reasons(&preference, market, youth, post, rank) == 0)
        market->room.choices[(*count)++] = preference;
}

static bool is_listed(nw_own_wishes wishes, int32_t post)
{
    for (int32_t i = 0; i < wishes.count; i++)
        if (wishes.post[i] == post)
            return true;
    return false;
}

uint64_t nw_open_market_claim(const nw_open_market *market, int32_t youth, int32_t post)
{
    return nw_standing_at(nw_pair_tier(market->round->cohort, youth, post),
                          market->priorities.lottery[youth]);
}

nw_standing nw_standing_of_claim(uint64_t claim)
{
    return nw_standing_of((int32_t)(claim >> 48), nw_standing_lottery(claim));
}

/* Makes the youth's list in market->choices; gives its length. */
static int32_t make_list(nw_open_market *market, int32_t youth, nw_own_wishes wishes)
{
    int64_t count = 0;
    for (int32_t i = 0; i < wishes.count; i++)
        consider(market, &count, youth, wishes.post[i], wishes.rank[i]);
    int64_t posts = !market->options.extend || market->round->youth_reasons[youth] != 0
                        ? 0
                        : nw_posts_of_network(market->room.posts, market->round->kernel, youth);
    for (int64_t i = 0; i < posts; i++)
        if (!is_listed(wishes, market->room.posts[i]))
            consider(market, &count, youth, market->room.posts[i], NW_UNKNOWN);
    nw_sort_choices(&market->room, count);
    for (int64_t i = 0; i < count; i++) {
        int32_t post = market->room.choices[i].post;
        market->choices[i].post = post;
        market->choices[i].standing = nw_open_market_claim(market, youth, post);
    }
    return (int32_t)count;
}

/* ---- opening --------------------------------------------------------------------------------- */

static nextwork_status check_options(const nw_match_options *options)
{
    const nw_mechanism *mechanism;
    NW_TRY(nw_mechanism_chosen(&mechanism, options));
    if (!mechanism->deferred || options->equals || options->post_optimal || options->protect ||
        options->carry_over)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "an open market is kept by deferred-acceptance with the lottery alone among "
                       "equals; leave the options mechanism, ties, side, protect and carry_over as "
                       "they are");
    return NEXTWORK_OK;
}

static nextwork_status allocate(nw_open_market *market)
{
    const nw_round *round = market->round;
    const nw_cohort *cohort = round->cohort;
    int32_t posts = cohort->posts.count, youths = cohort->youths.count;
    const nw_seats seats = {posts, cohort->companies.count, round->capacity.post_free,
                            cohort->posts.company, round->capacity.company_free};
    market->own = NW_NEW_ZERO(nw_own_wishes, youths);
    market->choices = NW_NEW(nw_live_choice, posts);
    if (market->own == NULL || market->choices == NULL)
        return nw_fail_memory("an open market");
    NW_TRY(nw_choice_room_new(&market->room, posts));
    NW_TRY(nw_priorities_new(&market->priorities, cohort, market->options.seed, NULL));
    return nw_live_new(&market->live, &seats, youths);
}

/* Everybody competes before anybody keeps a place. */
static nextwork_status fill(nw_open_market *market, const int64_t *youths, int64_t count,
                            nextwork_monitor *monitor)
{
    bool all = count < 0;
    if (all)
        count = market->round->cohort->youths.count;
    nw_monitor_begin(monitor, count);
    for (int64_t i = 0; i < count; i++) {
        NW_TRY(nw_open_market_join(market, (int32_t)(all ? i : youths[i])));
        if (nw_monitor_step(monitor, 1) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the opening of the market was stopped");
    }
    nw_live_set_mode(market->live, market->mode);
    nw_live_forget_changes(market->live);
    return NEXTWORK_OK;
}

nextwork_status nw_open_market_new(nw_open_market **market, nw_round *round,
                                   const nw_match_options *options, int mode, const int64_t *youths,
                                   int64_t count, nextwork_monitor *monitor)
{
    NW_TRY(check_options(options));
    nw_open_market *made = NW_NEW_ZERO(nw_open_market, 1);
    if (made == NULL)
        return nw_fail_memory("an open market");
    made->round = nw_round_ref(round);
    made->options = *options;
    made->mode = mode;
    nextwork_status status = allocate(made);
    if (status == NEXTWORK_OK)
        status = fill(made, youths, count, monitor);
    if (status == NEXTWORK_OK)
        *market = made;
    else
        nw_open_market_free(made);
    return status;
}

static void clear_wishes(nw_own_wishes *wishes)
{
    nw_free(wishes->post);
    nw_free(wishes->rank);
    *wishes = (nw_own_wishes){0};
}

void nw_open_market_free(nw_open_market *market)
{
    if (market == NULL)
        return;
    for (int32_t y = 0; market->own != NULL && y < market->round->cohort->youths.count; y++)
        clear_wishes(&market->own[y]);
    nw_free(market->own);
    nw_free(market->choices);
    nw_choice_room_clear(&market->room);
    nw_priorities_clear(&market->priorities);
    nw_live_free(market->live);
    nw_round_unref(market->round);
    nw_free(market);
}

/* ---- edits ----------------------------------------------------------------------------------- */

nextwork_status nw_open_market_expect(const nw_open_market *market, int32_t youth, bool there)
{
    nw_text id = market->round->cohort->youths.ids.texts[youth];
    if (nw_live_has(market->live, youth) == there)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_STATE, "youths", youth, "",
                      there ? "youth %.*s is not in the market; let them join first"
                            : "youth %.*s is in the market already",
                      (int)id.bytes, id.at);
}

nextwork_status nw_open_market_join(nw_open_market *market, int32_t youth)
{
    NW_TRY(nw_open_market_expect(market, youth, false));
    int32_t count = make_list(market, youth, nw_open_market_wishes(market, youth));
    return nw_live_join(market->live, youth, market->choices, count);
}

nextwork_status nw_open_market_leave(nw_open_market *market, int32_t youth)
{
    NW_TRY(nw_open_market_expect(market, youth, true));
    nw_live_leave(market->live, youth);
    return NEXTWORK_OK;
}

nextwork_status nw_open_market_set_wishes(nw_open_market *market, int32_t youth,
                                          nw_own_wishes wishes)
{
    nextwork_status status = NEXTWORK_OK;
    if (nw_live_has(market->live, youth)) {
        int32_t count = make_list(market, youth, wishes);
        status = nw_live_set_choices(market->live, youth, market->choices, count);
    } else {
        nw_live_forget_changes(market->live);
    }
    if (status != NEXTWORK_OK) {
        clear_wishes(&wishes);
        return status;
    }
    clear_wishes(&market->own[youth]);
    market->own[youth] = wishes;
    return NEXTWORK_OK;
}
