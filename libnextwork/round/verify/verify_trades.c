#include "round/verify/verify_trades.h"

#include "base/memory.h"
#include "round/choices.h"
#include "round/cutoffs.h"
#include "round/verify/verify_feasible.h"
#include "round/verify/verify_held.h"

#define NOTHING (-1)
#define NOBODY (-1)

/* A post or a company: how many have a place for good, how many hold one still, and these in a
 * chain (replay.next_..) in the order of the lottery. Those of the chain who are served are passed
 * over. */
typedef struct {
    int32_t settled, holding, first;
} side;

/* The trades once more: who asks whom, until somebody who has asked is asked. */
typedef struct {
    nw_result *claim;
    const nw_round *round;
    const nw_cohort *cohort;
    const nw_capacity *places;
    side *posts, *companies;
    int32_t *next_at_post, *next_at_company; /* per youth */
    nw_keyed *in_turn;                       /* all youths by lottery number; twice the room */
    int32_t *gets;                           /* per youth: served with */
    bool *served, *asking;
    int32_t *row; /* those who asked and wait, each for the next */
    int32_t waiting;
} replay;

static void clear(replay *r)
{
    nw_free(r->posts);
    nw_free(r->companies);
    nw_free(r->next_at_post);
    nw_free(r->next_at_company);
    nw_free(r->in_turn);
    nw_free(r->gets);
    nw_free(r->served);
    nw_free(r->asking);
    nw_free(r->row);
}

static nextwork_status allocate(replay *r)
{
    int64_t youths = r->cohort->youths.count;
    r->posts = NW_NEW_ZERO(side, r->cohort->posts.count);
    r->companies = NW_NEW_ZERO(side, r->cohort->companies.count);
    r->next_at_post = NW_NEW(int32_t, youths);
    r->next_at_company = NW_NEW(int32_t, youths);
    r->in_turn = NW_NEW(nw_keyed, 2 * youths);
    r->gets = NW_NEW(int32_t, youths);
    r->served = NW_NEW_ZERO(bool, youths);
    r->asking = NW_NEW_ZERO(bool, youths);
    r->row = NW_NEW(int32_t, youths);
    r->claim->served = NW_NEW(int64_t, youths);
    return r->posts == NULL || r->companies == NULL || r->next_at_post == NULL ||
                   r->next_at_company == NULL || r->in_turn == NULL || r->gets == NULL ||
                   r->served == NULL || r->asking == NULL || r->row == NULL ||
                   r->claim->served == NULL
               ? nw_fail_memory("a verification")
               : NEXTWORK_OK;
}

static side *company_of(const replay *r, int32_t post)
{
    return &r->companies[r->cohort->posts.company[post]];
}

/* Chains who hold a seat, the last of the lottery first, so that the first ends in front. */
static void set_up(replay *r)
{
    int32_t youths = r->cohort->youths.count;
    for (int32_t y = 0; y < youths; y++)
        r->in_turn[y] = (nw_keyed){(uint64_t)r->claim->lottery[y], y};
    nw_sort_keyed(r->in_turn, r->in_turn + youths, youths);
    for (int32_t p = 0; p < r->cohort->posts.count; p++)
        r->posts[p].first = NOBODY;
    for (int32_t c = 0; c < r->cohort->companies.count; c++)
        r->companies[c].first = NOBODY;
    for (int32_t i = youths; i-- > 0;) {
        int32_t y = (int32_t)r->in_turn[i].item, post = r->round->held[y];
        if (post == NOTHING)
            continue;
        side *here = &r->posts[post], *company = company_of(r, post);
        here->holding++;
        company->holding++;
        r->next_at_post[y] = here->first;
        r->next_at_company[y] = company->first;
        here->first = company->first = y;
    }
}

static bool is_closed(const replay *r, int32_t post)
{
    int32_t company = r->cohort->posts.company[post];
    return r->posts[post].settled == r->places->post_free[post] ||
           r->companies[company].settled == r->places->company_free[company];
}

/* The better of the best so far and a post, if that is open to the youth. */
static nw_preference better(const replay *r, nw_preference best, int32_t youth, int32_t post)
{
    if (is_closed(r, post) || !nw_pair_allowed(r->round, youth, post))
        return best;
    nw_preference other = nw_preference_of(r->round, youth, post, r->claim->options.seed);
    return best.post == NOTHING || nw_prefers(other, best) ? other : best;
}

/* What a youth who is not served asks for: the best that is open, of what was listed, held, and
 * with `extend` of everything; or nothing. */
static int32_t wanted(const replay *r, int32_t youth)
{
    const nw_wishes *wishes = &r->cohort->wishes;
    int32_t held = r->round->held[youth];
    nw_preference best = {0, NOTHING, 0};
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++) {
        if (best.post != NOTHING && wishes->rank[w] > wishes->rank[w - 1])
            break; /* wishes stand by rank */
        best = better(r, best, youth, wishes->post[w]);
    }
    if (held != NOTHING)
        return better(r, best, youth, held).post;
    if (best.post == NOTHING && r->claim->options.extend && r->round->youth_reasons[youth] == 0)
        for (int32_t p = 0; p < r->cohort->posts.count; p++)
            best = better(r, best, youth, p);
    return best.post;
}

static int32_t first_unserved(const replay *r, side *of, const int32_t *next)
{
    while (r->served[of->first])
        of->first = next[of->first];
    return of->first;
}

/* Whom a youth has to ask: the first of the lottery in the smallest full part around the post. */
static int32_t asked_for(const replay *r, int32_t youth, int32_t post)
{
    if (post == NOTHING || post == r->round->held[youth])
        return youth;
    side *here = &r->posts[post], *company = company_of(r, post);
    int32_t cap = r->places->company_free[r->cohort->posts.company[post]];
    if (here->settled + here->holding == r->places->post_free[post])
        return first_unserved(r, here, r->next_at_post);
    if (company->settled + company->holding == cap)
        return first_unserved(r, company, r->next_at_company);
    return r->row[0];
}

static void serve(replay *r, int32_t youth, int64_t turn)
{
    int32_t held = r->round->held[youth], post = r->gets[youth];
    if (held != NOTHING) {
        r->posts[held].holding--;
        company_of(r, held)->holding--;
    }
    if (post != NOTHING) {
        r->posts[post].settled++;
        company_of(r, post)->settled++;
    }
    r->served[youth] = true;
    r->claim->served[youth] = turn;
}

static void replay_turn(replay *r, int32_t youth)
{
    int64_t turn = r->claim->lottery[youth];
    r->row[r->waiting++] = youth;
    while (r->waiting > 0) {
        int32_t last = r->row[r->waiting - 1];
        r->asking[last] = true;
        r->gets[last] = wanted(r, last);
        int32_t asked = asked_for(r, last, r->gets[last]), done = NOBODY;
        if (!r->asking[asked])
            r->row[r->waiting++] = asked;
        else
            while (done != asked) {
                done = r->row[--r->waiting];
                serve(r, done, turn);
            }
    }
}

static nextwork_status replay_all(replay *r, nextwork_monitor *monitor)
{
    int32_t youths = r->cohort->youths.count;
    NW_TRY(allocate(r));
    set_up(r);
    nw_monitor_begin(monitor, youths);
    for (int32_t i = 0; i < youths; i++) {
        int32_t youth = (int32_t)r->in_turn[i].item;
        if (!r->served[youth])
            replay_turn(r, youth);
        if (nw_monitor_step(monitor, 1) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
    }
    return NEXTWORK_OK;
}

static nextwork_status report_trades(nw_report *report, const replay *r)
{
    for (int32_t y = 0; y < r->cohort->youths.count; y++) {
        if (r->claim->post_of[y] == r->gets[y])
            continue;
        nw_text youth = r->cohort->youths.ids.texts[y];
        nw_text is = nw_post_name(r->cohort, r->claim->post_of[y]);
        nw_text should = nw_post_name(r->cohort, r->gets[y]);
        return nw_report_check(report, "trades", false,
                               "youth %.*s has %.*s; trades in the order of the lottery give %.*s",
                               (int)youth.bytes, youth.at, (int)is.bytes, is.at, (int)should.bytes,
                               should.at);
    }
    return nw_report_check(report, "trades", true,
                           "trades in the order of the lottery give every youth the same");
}

static nextwork_status verify(nw_report *report, replay *r, nextwork_monitor *monitor)
{
    nw_seats seats = nw_claimed_seats(r->claim);
    nw_check check;
    NW_TRY(replay_all(r, monitor));
    NW_TRY(nw_count_placements(&check, &seats, r->claim));
    nw_set_cutoffs(r->claim, &check);
    nextwork_status status = nw_verify_feasible(report, r->claim, &check);
    nw_check_clear(&check);
    NW_TRY(status);
    NW_TRY(nw_verify_nobody_worse(report, r->claim));
    return report_trades(report, r);
}

nextwork_status nw_verify_trades(nw_report *report, nw_result *claim, nextwork_monitor *monitor)
{
    replay r = {.claim = claim,
                .round = claim->round,
                .cohort = claim->round->cohort,
                .places = nw_round_places(claim->round)};
    nextwork_status status = verify(report, &r, monitor);
    clear(&r);
    return status;
}
