#include <nextwork/market.h>

#include "api/effective.h"
#include "api/match_options.h"
#include "api/pair.h"
#include "base/memory.h"
#include "round/market/explain_market.h"
#include "round/market/open_market_tables.h"
#include "round/market/verify_market.h"

#define RANK_MOST 9999

/* --- Opening -----------------------------------------------------------------------------------
 */

static int mode_of(const nw_options *options)
{
    const char *mode = nw_options_text(options, "mode");
    if (strcmp(mode, "protect-incumbents") == 0)
        return NW_LIVE_PROTECT;
    return strcmp(mode, "vacancy-only") == 0 ? NW_LIVE_VACANCY : NW_LIVE_EXACT;
}

nextwork_status nextwork_market_new(nextwork_market **market, nextwork_round *round,
                                    const int64_t *youths, int64_t count,
                                    const nextwork_options *options, nextwork_monitor *monitor)
{
    NW_GIVEN(market);
    NW_GIVEN(round);
    if (count < -1)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "%lld youths; give 0 or more, or -1 for all",
                       (long long)count);
    if (count > 0)
        NW_GIVEN(youths);
    for (int64_t i = 0; i < count; i++)
        NW_TRY(nw_check_youth(round->cohort, youths[i]));
    nw_options *effective;
    NW_TRY(nw_effective_options(&effective, options, &round->cohort->policy));
    nw_match_options chosen = nw_match_options_of(effective);
    int mode = mode_of(effective);
    nw_options_free(effective);
    return nw_open_market_new(market, round, &chosen, mode, youths, count, monitor);
}

void nextwork_market_free(nextwork_market *market)
{
    nw_open_market_free(market);
}

/* --- Edits -------------------------------------------------------------------------------------
 */

nextwork_status nextwork_market_join(nextwork_market *market, int64_t youth)
{
    NW_GIVEN(market);
    NW_TRY(nw_check_youth(market->round->cohort, youth));
    return nw_open_market_join(market, (int32_t)youth);
}

nextwork_status nextwork_market_leave(nextwork_market *market, int64_t youth)
{
    NW_GIVEN(market);
    NW_TRY(nw_check_youth(market->round->cohort, youth));
    return nw_open_market_leave(market, (int32_t)youth);
}

/* A wish that cannot be, in words that tell its place in the list. */
static nextwork_status check_wish(const nw_cohort *cohort, const int64_t *posts,
                                  const int64_t *ranks, int64_t i)
{
    if (posts[i] < 0 || posts[i] >= cohort->posts.count)
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "wishes", i, "post_id",
                          "wish %lld is for post number %lld; the cohort has %lld posts, numbered "
                          "from 0",
                          (long long)i, (long long)posts[i], (long long)cohort->posts.count);
    if (ranks != NULL && (ranks[i] < 1 || ranks[i] > RANK_MOST))
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "wishes", i, "rank",
                          "wish %lld has rank %lld; give 1 to %d", (long long)i,
                          (long long)ranks[i], RANK_MOST);
    return NEXTWORK_OK;
}

static nextwork_status check_wishes(const nw_cohort *cohort, const int64_t *posts,
                                    const int64_t *ranks, int64_t count)
{
    if (ranks == NULL && count > RANK_MOST)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "%lld wishes; ranks end at %d", (long long)count,
                       RANK_MOST);
    bool *named = NW_NEW_ZERO(bool, cohort->posts.count);
    if (named == NULL)
        return nw_fail_memory("a youth's wishes");
    nextwork_status status = NEXTWORK_OK;
    for (int64_t i = 0; i < count && status == NEXTWORK_OK; i++) {
        status = check_wish(cohort, posts, ranks, i);
        if (status == NEXTWORK_OK && named[posts[i]])
            status = nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "wishes", i, "post_id",
                                "wish %lld is for post number %lld, which is named before",
                                (long long)i, (long long)posts[i]);
        if (status == NEXTWORK_OK)
            named[posts[i]] = true;
    }
    nw_free(named);
    return status;
}

nextwork_status nextwork_market_set_wishes(nextwork_market *market, int64_t youth,
                                           const int64_t *posts, const int64_t *ranks,
                                           int64_t count)
{
    NW_GIVEN(market);
    NW_TRY(nw_check_youth(market->round->cohort, youth));
    if (count < 0)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "%lld wishes; give 0 or more", (long long)count);
    if (count > 0)
        NW_GIVEN(posts);
    NW_TRY(check_wishes(market->round->cohort, posts, ranks, count));
    nw_own_wishes wishes = {NW_NEW(int32_t, count), NW_NEW(int32_t, count), (int32_t)count};
    if (wishes.post == NULL || wishes.rank == NULL) {
        nw_free(wishes.post);
        nw_free(wishes.rank);
        return nw_fail_memory("a youth's wishes");
    }
    for (int64_t i = 0; i < count; i++) {
        wishes.post[i] = (int32_t)posts[i];
        wishes.rank[i] = (int32_t)(ranks == NULL ? i + 1 : ranks[i]);
    }
    return nw_open_market_set_wishes(market, (int32_t)youth, wishes);
}

nextwork_status nextwork_market_set_seats(nextwork_market *market, int64_t post, int64_t seats)
{
    NW_GIVEN(market);
    NW_TRY(nw_check_post(market->round->cohort, post));
    if (seats < 0 || seats > INT32_MAX)
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "posts", post, "seats",
                          "%lld seats; give 0 to %d", (long long)seats, INT32_MAX);
    nw_live_set_seats(market->live, (int32_t)post, (int32_t)seats);
    return NEXTWORK_OK;
}

nextwork_status nextwork_market_set_places(nextwork_market *market, int64_t company, int64_t places)
{
    NW_GIVEN(market);
    NW_TRY(nw_check_company(market->round->cohort, company));
    if (places < -1 || places > INT32_MAX)
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, "companies", company, "",
                          "%lld places; give 0 to %d, or -1 where no rule binds", (long long)places,
                          INT32_MAX);
    nw_live_set_cap(market->live, (int32_t)company, places < 0 ? NW_UNLIMITED : (int32_t)places);
    return NEXTWORK_OK;
}

/* --- How it stands -----------------------------------------------------------------------------
 */

nextwork_status nextwork_market_changes(nextwork_table **table, const nextwork_market *market)
{
    NW_GIVEN(table);
    NW_GIVEN(market);
    return nw_open_market_changes(table, market);
}

nextwork_status nextwork_market_posts(int64_t *posts, int64_t room, const nextwork_market *market)
{
    NW_GIVEN(posts);
    NW_GIVEN(market);
    int32_t youths = market->round->cohort->youths.count;
    if (room < youths)
        return nw_fail(NEXTWORK_ERROR_BUFFER, "room for %lld numbers; there are %lld youths",
                       (long long)room, (long long)youths);
    for (int32_t y = 0; y < youths; y++)
        posts[y] = nw_live_has(market->live, y) ? nw_live_post_of(market->live, y) : -2;
    return NEXTWORK_OK;
}

nextwork_status nextwork_market_table(nextwork_table **table, const nextwork_market *market,
                                      const char *name)
{
    NW_GIVEN(table);
    NW_GIVEN(market);
    NW_GIVEN(name);
    if (strcmp(name, "youths") == 0)
        return nw_open_market_youths(table, market);
    if (strcmp(name, "placements") == 0)
        return nw_open_market_placements(table, market);
    if (strcmp(name, "posts") == 0)
        return nw_open_market_posts(table, market);
    return nw_fail(NEXTWORK_ERROR_NOT_FOUND,
                   "a market has no table \"%.64s\"; give youths, placements or posts", name);
}

nextwork_status nextwork_market_explain(nextwork_table **table, const nextwork_market *market,
                                        int64_t youth)
{
    NW_GIVEN(table);
    NW_GIVEN(market);
    NW_TRY(nw_check_youth(market->round->cohort, youth));
    return nw_explain_market(table, market, (int32_t)youth);
}

nextwork_status nextwork_market_verify(nextwork_table **table, int32_t *holds,
                                       const nextwork_market *market, nextwork_monitor *monitor)
{
    NW_GIVEN(table);
    NW_GIVEN(holds);
    NW_GIVEN(market);
    bool all;
    NW_TRY(nw_verify_market(table, &all, market, monitor));
    *holds = all;
    return NEXTWORK_OK;
}
