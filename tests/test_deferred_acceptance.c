/* Deferred acceptance against its promises: among all stable matchings, found by brute force, every
 * youth likes ours best; nobody gains by another list; order and pieces of offers do not matter. */
#include "market.h"
#include "match/check.h"
#include "match/deferred_acceptance.h"
#include "memory.h"
#include "runner.h"

#include <stdlib.h>
#include <string.h>

#define TINY 5
#define TINY_POSTS 4
static const nw_market_shape tiny = {TINY, TINY_POSTS, 3, 4, 3, 4};
static const nw_market_shape tiny_single = {TINY, TINY_POSTS, 3, 4, 2, -1};
/* Many small posts, few with many seats, and few companies with large caps. */
#define MIDDLES 3
static const nw_market_shape middles[MIDDLES] = {
    {120, 20, 8, 12, 12, 20}, {120, 4, 3, 4, 60, 90}, {120, 20, 2, 12, 20, 80}};

/* ---- every stable matching of a tiny market -------------------------------------------------- */

static int is_feasible(const nw_market *market, const int32_t *post_of)
{
    const nw_seats *seats = &market->seats;
    int32_t at_post[TINY_POSTS] = {0}, at_company[TINY_POSTS] = {0};
    for (int32_t y = 0; y < market->youths; y++) {
        if (post_of[y] >= 0) {
            at_post[post_of[y]]++;
            at_company[seats->post_company[post_of[y]]]++;
        }
    }
    for (int32_t p = 0; p < seats->posts; p++)
        if (at_post[p] > seats->post_seats[p])
            return 0;
    for (int32_t c = 0; c < seats->companies; c++)
        if (at_company[c] > seats->company_seats[c])
            return 0;
    return 1;
}

static int is_stable(const nw_market *market, const int32_t *post_of)
{
    if (!is_feasible(market, post_of))
        return 0;
    for (int32_t y = 0; y < market->youths; y++) {
        int64_t own = nw_market_rank(market, y, post_of[y]);
        for (int64_t i = 0; i < own; i++)
            if (nw_market_blocks(market, post_of, y,
                                 (int32_t)market->choices[market->start[y] + i].post))
                return 0;
    }
    return 1;
}

/* Steps to the next assignment of youths to posts of their lists or to none, like the digits of a
 * counter; 0 after the last. */
static int next_assignment(const nw_market *market, int64_t *rank, int32_t *post_of)
{
    for (int32_t y = 0; y < market->youths; y++) {
        int64_t length = market->start[y + 1] - market->start[y];
        rank[y] = rank[y] == length ? 0 : rank[y] + 1;
        post_of[y] =
            rank[y] == length ? -1 : (int32_t)market->choices[market->start[y] + rank[y]].post;
        if (rank[y] != length)
            return 1;
    }
    return 0;
}

/* Starts with nobody placed. */
static void first_assignment(const nw_market *market, int64_t *rank, int32_t *post_of)
{
    for (int32_t y = 0; y < market->youths; y++) {
        rank[y] = market->start[y + 1] - market->start[y];
        post_of[y] = -1;
    }
}

static void is_best_of_all_stable(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 1);
    for (int round = 0; round < 6000; round++) {
        nw_market market;
        nw_market_draw(&market, &random, &tiny);
        int32_t ours[TINY], other[TINY];
        int64_t rank[TINY], stable = 0, worse = 0;
        nw_market_place(ours, NULL, &market);
        CU_ASSERT_FATAL(is_stable(&market, ours));
        first_assignment(&market, rank, other);
        do {
            if (!is_stable(&market, other))
                continue;
            stable++;
            for (int32_t y = 0; y < market.youths; y++)
                worse += nw_market_rank(&market, y, ours[y]) > rank[y];
        } while (next_assignment(&market, rank, other));
        CU_ASSERT_FATAL(stable > 0);
        CU_ASSERT_EQUAL_FATAL(worse, 0);
        nw_market_free(&market);
    }
}

/* The rural hospitals theorem (Roth, 1986): whom and how many a stable matching places is the same
 * in all of them. */
static void all_stable_place_the_same_youths(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 2);
    for (int round = 0; round < 3000; round++) {
        nw_market market;
        nw_market_draw(&market, &random, &tiny_single);
        int32_t ours[TINY], other[TINY];
        int64_t rank[TINY];
        nw_market_place(ours, NULL, &market);
        first_assignment(&market, rank, other);
        do {
            if (!is_stable(&market, other))
                continue;
            int32_t filled[TINY_POSTS] = {0};
            for (int32_t y = 0; y < market.youths; y++) {
                CU_ASSERT_EQUAL_FATAL(ours[y] < 0, other[y] < 0);
                if (ours[y] >= 0) {
                    filled[ours[y]]++;
                    filled[other[y]]--;
                }
            }
            for (int32_t p = 0; p < market.seats.posts; p++)
                CU_ASSERT_EQUAL_FATAL(filled[p], 0);
        } while (next_assignment(&market, rank, other));
        nw_market_free(&market);
    }
}

/* ---- nobody gains by another list ------------------------------------------------------------ */

static int32_t place_with_list(const nw_market *market, int32_t liar, const nw_choice *list,
                               int64_t length)
{
    int32_t post_of[TINY];
    nw_da *da = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, &market->seats, market->youths), NEXTWORK_OK);
    for (int32_t y = 0; y < market->youths; y++) {
        if (y == liar)
            nw_da_offer(da, y, list, length);
        else
            nw_da_offer(da, y, market->choices + market->start[y],
                        market->start[y + 1] - market->start[y]);
    }
    CU_ASSERT_EQUAL(nw_da_run(da, NULL), NW_RUNNING);
    nw_da_posts(post_of, da);
    nw_da_free(da);
    return post_of[liar];
}

/* Tries every ordered selection of posts that begins with `list`; gives the best true rank got. */
static int64_t best_by_lying(const nw_market *market, int32_t liar, nw_choice *list, int32_t length)
{
    int64_t best = nw_market_rank(market, liar, place_with_list(market, liar, list, length));
    for (int32_t post = 0; length < TINY_POSTS && post < market->seats.posts; post++) {
        int used = 0;
        for (int32_t i = 0; i < length; i++)
            used |= (int32_t)list[i].post == post;
        if (used)
            continue;
        list[length] = (nw_choice){(uint32_t)post, nw_market_key(market, liar, post)};
        int64_t got = best_by_lying(market, liar, list, length + 1);
        best = got < best ? got : best;
    }
    return best;
}

static void lying_gains_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 3);
    for (int round = 0; round < 2000; round++) {
        nw_market market;
        nw_market_draw(&market, &random, &tiny);
        int32_t honest[TINY];
        nw_market_place(honest, NULL, &market);
        for (int32_t y = 0; y < market.youths; y++) {
            nw_choice list[TINY_POSTS];
            CU_ASSERT_FATAL(best_by_lying(&market, y, list, 0) >=
                            nw_market_rank(&market, y, honest[y]));
        }
        nw_market_free(&market);
    }
}

/* ---- larger markets -------------------------------------------------------------------------- */

static void equals_the_textbook(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 4);
    for (int round = 0; round < 400; round++) {
        nw_market market;
        nw_market_draw(&market, &random, &middles[round % MIDDLES]);
        int32_t ours[120], slow[120];
        nw_market_place(ours, NULL, &market);
        nw_market_place_slowly(slow, &market);
        CU_ASSERT_EQUAL_FATAL(memcmp(ours, slow, (size_t)market.youths * sizeof *ours), 0);
        nw_market_free(&market);
    }
}

static void cutoffs_are_as_defined(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 5);
    for (int round = 0; round < 3000; round++) {
        nw_market market;
        nw_market_draw(&market, &random, round % 10 ? &tiny : &middles[round / 10 % MIDDLES]);
        int32_t post_of[120];
        uint32_t cutoff[20];
        nw_market_place(post_of, cutoff, &market);
        const nw_seats *seats = &market.seats;
        for (int32_t p = 0; p < seats->posts; p++) {
            int32_t cap = seats->company_seats[seats->post_company[p]];
            int32_t at_post = 0, at_company = 0;
            uint32_t post_worst = 0, company_worst = 0;
            for (int32_t y = 0; y < market.youths; y++) {
                int32_t own = post_of[y];
                if (own < 0 || seats->post_company[own] != seats->post_company[p])
                    continue;
                uint32_t key = nw_market_key(&market, y, own);
                at_company++;
                company_worst = key > company_worst ? key : company_worst;
                if (own == p) {
                    at_post++;
                    post_worst = key > post_worst ? key : post_worst;
                }
            }
            uint32_t expected = seats->post_seats[p] == 0 || cap == 0 ? 0
                                : at_post == seats->post_seats[p]     ? post_worst
                                : at_company == cap                   ? company_worst
                                                                      : NW_NO_CUTOFF;
            CU_ASSERT_EQUAL_FATAL(cutoff[p], expected);
        }
        nw_market_free(&market);
    }
}

static void order_of_offers_does_not_matter(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 6);
    for (int round = 0; round < 300; round++) {
        nw_market market;
        nw_market_draw(&market, &random, &middles[round % MIDDLES]);
        int32_t ours[120], shuffled[120], order[120];
        nw_market_place(ours, NULL, &market);
        nw_da *da = NULL;
        CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, &market.seats, market.youths), NEXTWORK_OK);
        for (int32_t i = 0; i < market.youths; i++) {
            int32_t j = (int32_t)nw_random_below(&random, (uint64_t)i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        for (int32_t i = 0; i < market.youths; i++) {
            int32_t y = order[i];
            nw_da_offer(da, y, market.choices + market.start[y],
                        market.start[y + 1] - market.start[y]);
        }
        CU_ASSERT_EQUAL(nw_da_run(da, NULL), NW_RUNNING);
        nw_da_posts(shuffled, da);
        nw_da_free(da);
        CU_ASSERT_EQUAL_FATAL(memcmp(ours, shuffled, (size_t)market.youths * sizeof *ours), 0);
        nw_market_free(&market);
    }
}

/* Gives each youth without a place the next piece of its list; how many got one. */
static int32_t offer_pieces(nw_da *da, const nw_market *market, const int32_t *post_of,
                            int64_t *offered, nw_random *random)
{
    int32_t offers = 0;
    for (int32_t y = 0; y < market->youths; y++) {
        int64_t left = market->start[y + 1] - offered[y];
        if (post_of[y] >= 0 || left == 0)
            continue;
        int64_t piece = 1 + (int64_t)nw_random_below(random, (uint64_t)left);
        nw_da_offer(da, y, market->choices + offered[y], piece);
        offered[y] += piece;
        offers++;
    }
    return offers;
}

static void lists_in_pieces_change_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 7);
    for (int round = 0; round < 300; round++) {
        nw_market market;
        nw_market_draw(&market, &random, &middles[round % MIDDLES]);
        int32_t whole[120], pieces[120];
        int64_t offered[120];
        nw_market_place(whole, NULL, &market);
        nw_da *da = NULL;
        CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, &market.seats, market.youths), NEXTWORK_OK);
        memcpy(offered, market.start, (size_t)market.youths * sizeof *offered);
        nw_da_posts(pieces, da);
        while (offer_pieces(da, &market, pieces, offered, &random) > 0) {
            CU_ASSERT_EQUAL(nw_da_run(da, NULL), NW_RUNNING);
            nw_da_posts(pieces, da);
        }
        nw_da_free(da);
        CU_ASSERT_EQUAL_FATAL(memcmp(whole, pieces, (size_t)market.youths * sizeof *whole), 0);
        nw_market_free(&market);
    }
}

/* ---- edges ----------------------------------------------------------------------------------- */

static void seats_beyond_counting_cost_nothing(void)
{
    const int32_t post_seats[] = {INT32_MAX, INT32_MAX}, post_company[] = {0, 0};
    const int32_t company_seats[] = {INT32_MAX - 1};
    const nw_seats seats = {2, 1, post_seats, post_company, company_seats};
    const nw_choice one = {0, 7}, two = {1, 8};
    int32_t post_of[2];
    nw_da *da = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, &seats, 2), NEXTWORK_OK);
    nw_da_offer(da, 0, &one, 1);
    nw_da_offer(da, 1, &two, 1);
    CU_ASSERT_EQUAL(nw_da_run(da, NULL), NW_RUNNING);
    nw_da_posts(post_of, da);
    nw_da_free(da);
    CU_ASSERT_EQUAL(post_of[0], 0);
    CU_ASSERT_EQUAL(post_of[1], 1);
}

/* The smallest key of all, at a post with one seat, in a company that is full. */
static void first_youth_with_the_first_key(void)
{
    const int32_t post_seats[] = {2, 1}, post_company[] = {0, 0}, company_seats[] = {2};
    const nw_seats seats = {2, 1, post_seats, post_company, company_seats};
    const nw_choice choices[] = {{1, 0}, {0, 5}};
    uint32_t cutoff[2];
    nw_da *da = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, &seats, 2), NEXTWORK_OK);
    nw_da_offer(da, 0, &choices[0], 1);
    nw_da_offer(da, 1, &choices[1], 1);
    CU_ASSERT_EQUAL(nw_da_run(da, NULL), NW_RUNNING);
    nw_da_cutoffs(cutoff, da);
    nw_da_free(da);
    CU_ASSERT_EQUAL(cutoff[0], 5);
    CU_ASSERT_EQUAL(cutoff[1], 0);
}

static void cancelled_run_goes_on_later(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 8);
    nw_market market;
    do {
        nw_market_draw(&market, &random, &middles[0]);
    } while (market.youths < 10 || market.start[market.youths] == 0);
    int32_t at_once[120], later[120];
    nw_market_place(at_once, NULL, &market);
    nextwork_monitor *monitor = NULL, *fresh = NULL;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&fresh), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    nw_da *da = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, &market.seats, market.youths), NEXTWORK_OK);
    int64_t offered = 0, done = 0, total = 0;
    for (int32_t y = 0; y < market.youths; y++) {
        int64_t length = market.start[y + 1] - market.start[y];
        nw_da_offer(da, y, market.choices + market.start[y], length);
        offered += length > 0;
    }
    CU_ASSERT_EQUAL(nw_da_run(da, monitor), NW_STOP_CANCELLED);
    CU_ASSERT_EQUAL(nw_da_run(da, fresh), NW_RUNNING);
    nw_da_posts(later, da);
    nw_da_free(da);
    CU_ASSERT_EQUAL(memcmp(at_once, later, (size_t)market.youths * sizeof *later), 0);
    int64_t before = 0;
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&before, &total, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&done, &total, fresh), NEXTWORK_OK);
    CU_ASSERT_EQUAL(before + done, offered);
    nextwork_monitor_free(monitor);
    nextwork_monitor_free(fresh);
    nw_market_free(&market);
}

/* One seat, and each youth has a better key than the one before. */
static void stopped_run_places_nobody_twice(void)
{
    enum { MANY = 40 };
    const int32_t one = 1, none = 0;
    const nw_seats seats = {1, 1, &one, &none, &one};
    nw_choice choices[MANY];
    int32_t post_of[MANY], placed = 0;
    nextwork_monitor *monitor = NULL;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    nw_da *da = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, &seats, MANY), NEXTWORK_OK);
    for (int32_t y = 0; y < MANY; y++) {
        choices[y] = (nw_choice){0, (uint32_t)(MANY - y)};
        nw_da_offer(da, y, &choices[y], 1);
    }
    CU_ASSERT_EQUAL(nw_da_run(da, monitor), NW_STOP_CANCELLED);
    nw_da_posts(post_of, da);
    for (int32_t y = 0; y < MANY; y++)
        placed += post_of[y] == 0;
    CU_ASSERT_EQUAL(placed, 1);
    nw_da_free(da);
    nextwork_monitor_free(monitor);
}

static nextwork_status place_once(void *context)
{
    const nw_market *market = context;
    nw_da *da = NULL;
    nextwork_status status = nw_da_new(&da, &market->seats, market->youths);
    if (status != NEXTWORK_OK)
        return status;
    for (int32_t y = 0; y < market->youths; y++)
        nw_da_offer(da, y, market->choices + market->start[y],
                    market->start[y + 1] - market->start[y]);
    CU_ASSERT_EQUAL(nw_da_run(da, NULL), NW_RUNNING);
    nw_da_free(da);
    return NEXTWORK_OK;
}

static void survives_without_memory(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 9);
    nw_market market = {0};
    do { /* until a company may hold more than are looked through */
        nw_market_free(&market);
        nw_market_draw(&market, &random, &middles[2]);
    } while (market.seats.company_seats[0] < 60 || market.seats.company_seats[0] == INT32_MAX);
    CU_ASSERT(nw_test_each_allocation(place_once, &market) > 1);
    nw_market_free(&market);
}

int main(void)
{
    static const nw_case cases[] = {
        {"every youth likes ours best of all stable matchings", is_best_of_all_stable},
        {"all stable matchings place the same youths (one level)",
         all_stable_place_the_same_youths},
        {"no other list gains a youth anything", lying_gains_nothing},
        {"equals the textbook algorithm", equals_the_textbook},
        {"cut-offs are as defined", cutoffs_are_as_defined},
        {"the order of offers does not matter", order_of_offers_does_not_matter},
        {"lists in pieces change nothing", lists_in_pieces_change_nothing},
        {"seats beyond counting cost nothing", seats_beyond_counting_cost_nothing},
        {"the first youth with the first key counts", first_youth_with_the_first_key},
        {"a cancelled run goes on later", cancelled_run_goes_on_later},
        {"a stopped run places nobody twice", stopped_run_places_nobody_twice},
        {"running out of memory is a status", survives_without_memory},
        {NULL, NULL},
    };
    return nw_run_cases("deferred acceptance", cases);
}
