#include "market.h"

#include "match/deferred_acceptance.h"
#include "match/priority.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>

static int32_t draw(nw_random *random, int32_t least, int32_t most)
{
    return least + (int32_t)nw_random_below(random, (uint64_t)(most - least) + 1);
}

static void *need(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);
    if (memory == NULL)
        abort();
    return memory;
}

static void draw_seats(nw_market *market, nw_random *random, const nw_market_shape *shape)
{
    int32_t posts = draw(random, 1, shape->posts), companies = draw(random, 1, shape->companies);
    int32_t *post_seats = market->numbers = need(2 * (size_t)posts + (size_t)companies, 4);
    int32_t *post_company = post_seats + posts, *company_seats = post_company + posts;
    for (int32_t post = 0; post < posts; post++) {
        post_seats[post] = draw(random, 0, shape->seats);
        post_company[post] = draw(random, 0, companies - 1);
    }
    for (int32_t company = 0; company < companies; company++) {
        int capped = shape->cap >= 0 && draw(random, 0, 1);
        company_seats[company] = capped ? draw(random, 0, shape->cap) : INT32_MAX;
    }
    market->seats = (nw_seats){posts, companies, post_seats, post_company, company_seats};
}

/* About half of all pairs are answered, in few tiers, so that the lottery has much to decide. */
static void draw_keys(nw_market *market, nw_random *random)
{
    size_t youths = (size_t)market->youths, posts = (size_t)market->seats.posts;
    int64_t *numbers = need(youths, 8), *start = need(youths + 1, 8), count = 0;
    int32_t *post_of = need(youths * posts, 4), *tier = need(youths * posts, 4);
    uint32_t *positions = need(youths, 4), *entry_keys = need(youths * posts, 4);
    uint32_t *answered = need((size_t)market->seats.companies, 4);
    market->keys = need(youths * posts, 4);
    for (size_t y = 0; y < youths; y++) {
        numbers[y] = draw(random, 0, 1000);
        for (int32_t p = 0; p < (int32_t)posts; p++) {
            if (draw(random, 0, 1)) {
                post_of[count] = p;
                tier[count++] = draw(random, 0, 2);
            }
        }
        start[y + 1] = count;
    }
    nw_answered entries = {market->youths, market->seats.companies,   start, post_of,
                           tier,           market->seats.post_company};
    if (nw_lottery_positions(positions, numbers, market->youths) != NEXTWORK_OK ||
        nw_priority_keys(entry_keys, answered, &entries, positions) != NEXTWORK_OK)
        abort();
    for (size_t y = 0; y < youths; y++) {
        uint32_t *row = market->keys + y * posts;
        for (size_t p = 0; p < posts; p++)
            row[p] = answered[market->seats.post_company[p]] + positions[y];
        for (int64_t i = start[y]; i < start[y + 1]; i++)
            row[post_of[i]] = entry_keys[i];
    }
    free(numbers);
    free(start);
    free(post_of);
    free(tier);
    free(positions);
    free(entry_keys);
    free(answered);
}

static void draw_lists(nw_market *market, nw_random *random, const nw_market_shape *shape)
{
    int32_t posts = market->seats.posts;
    int32_t longest = shape->list < posts ? shape->list : posts;
    int32_t *shuffled = need((size_t)posts, 4);
    for (int32_t p = 0; p < posts; p++)
        shuffled[p] = p;
    market->start = need((size_t)market->youths + 1, sizeof *market->start);
    market->choices = need((size_t)market->youths * (size_t)longest, sizeof *market->choices);
    int64_t count = 0;
    for (int32_t y = 0; y < market->youths; y++) {
        int32_t length = draw(random, 0, longest);
        for (int32_t i = 0; i < length; i++) {
            int32_t j = draw(random, i, posts - 1), post = shuffled[j];
            shuffled[j] = shuffled[i];
            shuffled[i] = post;
            market->choices[count++] = (nw_choice){(uint32_t)post, nw_market_key(market, y, post)};
        }
        market->start[y + 1] = count;
    }
    free(shuffled);
}

void nw_market_draw(nw_market *market, nw_random *random, const nw_market_shape *shape)
{
    *market = (nw_market){.youths = draw(random, 0, shape->youths)};
    draw_seats(market, random, shape);
    draw_keys(market, random);
    draw_lists(market, random, shape);
}

void nw_market_free(nw_market *market)
{
    free(market->start);
    free(market->choices);
    free(market->keys);
    free(market->numbers);
}

int64_t nw_market_rank(const nw_market *market, int32_t youth, int32_t post)
{
    int64_t i = market->start[youth];
    while (i < market->start[youth + 1] && (int32_t)market->choices[i].post != post)
        i++;
    return i - market->start[youth];
}

void nw_market_place(int32_t *post_of, uint32_t *cutoff, const nw_market *market)
{
    nw_da *da = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, &market->seats, market->youths), NEXTWORK_OK);
    for (int32_t y = 0; y < market->youths; y++)
        nw_da_offer(da, y, market->choices + market->start[y],
                    market->start[y + 1] - market->start[y]);
    CU_ASSERT_EQUAL(nw_da_run(da, NULL), NW_RUNNING);
    if (post_of != NULL)
        nw_da_posts(post_of, da);
    if (cutoff != NULL)
        nw_da_cutoffs(cutoff, da);
    nw_da_free(da);
}

typedef struct {
    uint32_t key;
    int32_t youth, post;
    int is_new;
} contract;

static int by_key(const void *a, const void *b)
{
    const contract *one = a, *two = b;
    if (one->key != two->key)
        return one->key < two->key ? -1 : 1;
    return two->is_new - one->is_new; /* equal keys: one youth, who prefers the new contract */
}

/* What the post's company would choose from; gives how many. */
static int32_t gather(contract *contracts, const nw_market *market, const int32_t *post_of,
                      int32_t youth, int32_t post)
{
    const int32_t *company = market->seats.post_company;
    int32_t count = 0;
    for (int32_t y = 0; y < market->youths; y++) {
        int32_t own = post_of[y];
        if (own >= 0 && company[own] == company[post])
            contracts[count++] = (contract){nw_market_key(market, y, own), y, own, 0};
    }
    contracts[count++] = (contract){nw_market_key(market, youth, post), youth, post, 1};
    return count;
}

/* Greedy by key within both levels: moves the contracts that are not chosen to the end, and gives
 * how many are chosen. */
static int32_t choose(contract *contracts, int32_t count, const nw_seats *seats)
{
    int32_t *taken = need((size_t)seats->posts, 4), chosen = 0, left = 0;
    contract *refused = need((size_t)count, sizeof *refused);
    qsort(contracts, (size_t)count, sizeof *contracts, by_key);
    for (int32_t i = 0; i < count; i++) {
        int32_t post = contracts[i].post;
        if (taken[post] < seats->post_seats[post] &&
            chosen < seats->company_seats[seats->post_company[post]]) {
            taken[post]++;
            contracts[chosen++] = contracts[i];
        } else {
            refused[left++] = contracts[i];
        }
    }
    for (int32_t i = 0; i < left; i++)
        contracts[chosen + i] = refused[i];
    free(refused);
    free(taken);
    return chosen;
}

int nw_market_blocks(const nw_market *market, const int32_t *post_of, int32_t youth, int32_t post)
{
    contract *contracts = need((size_t)market->youths + 1, sizeof *contracts);
    int32_t count = gather(contracts, market, post_of, youth, post);
    int32_t chosen = choose(contracts, count, &market->seats);
    int kept = 0;
    for (int32_t i = 0; i < chosen; i++)
        kept |= contracts[i].is_new;
    free(contracts);
    return kept;
}

void nw_market_place_slowly(int32_t *post_of, const nw_market *market)
{
    contract *contracts = need((size_t)market->youths + 1, sizeof *contracts);
    int64_t *next = need((size_t)market->youths, 8);
    for (int32_t y = 0; y < market->youths; y++) {
        post_of[y] = -1;
        next[y] = market->start[y];
    }
    for (int32_t y = 0; y < market->youths;) {
        if (post_of[y] >= 0 || next[y] == market->start[y + 1]) {
            y++;
            continue;
        }
        int32_t post = (int32_t)market->choices[next[y]++].post;
        int32_t count = gather(contracts, market, post_of, y, post);
        int32_t chosen = choose(contracts, count, &market->seats);
        post_of[y] = post;
        for (int32_t i = chosen; i < count; i++) {
            post_of[contracts[i].youth] = -1;
            y = contracts[i].youth < y ? contracts[i].youth : y;
        }
    }
    free(contracts);
    free(next);
}
