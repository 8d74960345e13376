/* The check of a matching against the definitions, on random matchings, stable or not. */
#include "market.h"
#include "match/check.h"
#include "memory.h"
#include "runner.h"

#define YOUTHS 7
#define POSTS 5
static const nw_market_shape shape = {YOUTHS, POSTS, 3, POSTS, 3, 5};

/* Puts youths one after another at a post drawn from their lists, or nowhere. */
static void draw_matching(int32_t *post_of, uint64_t *key_of, const nw_market *market,
                          nw_random *random)
{
    for (int32_t y = 0; y < market->youths; y++) {
        int64_t length = market->start[y + 1] - market->start[y];
        int64_t rank = (int64_t)nw_random_below(random, (uint64_t)length + 1);
        post_of[y] = -1;
        key_of[y] = 0;
        if (rank < length) {
            nw_choice choice = market->choices[market->start[y] + rank];
            post_of[y] = (int32_t)choice.post;
            key_of[y] = choice.key;
        }
    }
}

/* Takes youths out until no capacity is exceeded. */
static void make_feasible(int32_t *post_of, const nw_market *market)
{
    const nw_seats *seats = &market->seats;
    int32_t at_post[POSTS] = {0}, at_company[POSTS] = {0};
    for (int32_t y = 0; y < market->youths; y++) {
        int32_t post = post_of[y];
        if (post < 0)
            continue;
        int32_t company = seats->post_company[post];
        if (at_post[post] < seats->post_seats[post] &&
            at_company[company] < seats->company_seats[company]) {
            at_post[post]++;
            at_company[company]++;
        } else {
            post_of[y] = -1;
        }
    }
}

static void blocking_pairs_are_as_defined(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 1);
    int64_t found = 0, within = 0;
    for (int round = 0; round < 5000; round++) {
        nw_market market;
        nw_market_draw(&market, &random, &shape);
        int32_t post_of[YOUTHS];
        uint64_t key_of[YOUTHS];
        draw_matching(post_of, key_of, &market, &random);
        make_feasible(post_of, &market);
        nw_check check;
        CU_ASSERT_EQUAL_FATAL(nw_check_new(&check, &market.seats, market.youths, post_of, key_of),
                              NEXTWORK_OK);
        int64_t pairs = 0;
        for (int32_t y = 0; y < market.youths; y++) {
            int64_t own = nw_market_rank(&market, y, post_of[y]);
            for (int64_t i = 0; i < own; i++) {
                nw_choice choice = market.choices[market.start[y] + i];
                int32_t post = (int32_t)choice.post;
                int slow = nw_market_blocks(&market, post_of, y, post);
                CU_ASSERT_EQUAL_FATAL(
                    nw_check_blocks(&check, post_of[y], key_of[y], post, choice.key), slow);
                pairs += slow;
                within += slow && post_of[y] >= 0 &&
                          market.seats.post_company[post_of[y]] == market.seats.post_company[post];
            }
        }
        CU_ASSERT_EQUAL_FATAL(
            nw_check_blocking_pairs(&check, market.youths, market.start, market.choices, post_of),
            pairs);
        found += pairs;
        nw_check_clear(&check);
        nw_market_free(&market);
    }
    CU_ASSERT(found > 1000); /* the draws do reach what they are for */
    CU_ASSERT(within > 100);
}

static void counts_are_as_defined(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 2);
    for (int round = 0; round < 2000; round++) {
        nw_market market;
        nw_market_draw(&market, &random, &shape);
        const nw_seats *seats = &market.seats;
        int32_t post_of[YOUTHS], at_post[POSTS] = {0}, at_company[POSTS] = {0};
        uint64_t key_of[YOUTHS], post_worst[POSTS] = {0}, company_worst[POSTS] = {0};
        draw_matching(post_of, key_of, &market, &random);
        for (int32_t y = 0; y < market.youths; y++) {
            int32_t p = post_of[y], c = p < 0 ? -1 : seats->post_company[p];
            if (p < 0)
                continue;
            at_post[p]++;
            at_company[c]++;
            post_worst[p] = key_of[y] > post_worst[p] ? key_of[y] : post_worst[p];
            company_worst[c] = key_of[y] > company_worst[c] ? key_of[y] : company_worst[c];
        }
        nw_check check;
        CU_ASSERT_EQUAL_FATAL(nw_check_new(&check, seats, market.youths, post_of, key_of),
                              NEXTWORK_OK);
        int64_t over = 0;
        for (int32_t p = 0; p < seats->posts; p++) {
            CU_ASSERT_EQUAL_FATAL(check.post_placed[p], at_post[p]);
            CU_ASSERT_EQUAL_FATAL(check.post_worst[p], post_worst[p]);
            over += at_post[p] > seats->post_seats[p];
        }
        CU_ASSERT_EQUAL_FATAL(check.posts_over, over);
        over = 0;
        for (int32_t c = 0; c < seats->companies; c++) {
            CU_ASSERT_EQUAL_FATAL(check.company_placed[c], at_company[c]);
            CU_ASSERT_EQUAL_FATAL(check.company_worst[c], company_worst[c]);
            over += at_company[c] > seats->company_seats[c];
        }
        CU_ASSERT_EQUAL_FATAL(check.companies_over, over);
        nw_check_clear(&check);
        nw_market_free(&market);
    }
}

/* One company, cap 2, with two posts of 2 seats; youths 0 and 1 are at post 0 with keys 3 and 7. */
static const int32_t two_posts[] = {2, 2}, one_company[] = {0, 0}, cap_2[] = {2};
static const nw_seats small = {2, 1, two_posts, one_company, cap_2};
static const int32_t both_at_first[] = {0, 0};
static const uint64_t their_keys[] = {3, 7};

static void cases_at_a_full_company(void)
{
    static const struct {
        int32_t own_post, own_key, post, key;
        int blocks;
    } cases[] = {
        {-1, 0, 1, 6, 1},                  /* a stranger better than the company's last */
        {-1, 0, 1, 8, 0},                  /* and one who is worse */
        {-1, 0, 0, 6, 1},                  /* at the full post only its own last counts */
        {-1, 0, 0, 8, 0}, {0, 3, 1, 3, 1}, /* moving within the company with the same key */
        {0, 7, 1, 7, 1},                   /* even for the company's last */
        {0, 7, 1, 8, 0},                   /* but not with a worse one */
    };
    nw_check check;
    CU_ASSERT_EQUAL_FATAL(nw_check_new(&check, &small, 2, both_at_first, their_keys), NEXTWORK_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CU_ASSERT_EQUAL(nw_check_blocks(&check, cases[i].own_post, (uint64_t)cases[i].own_key,
                                        cases[i].post, (uint64_t)cases[i].key),
                        cases[i].blocks);
    nw_check_clear(&check);
}

static void post_outside_the_list_is_told(void)
{
    static const nw_choice choices[] = {{1, 5}, {0, 3}, {1, 6}};
    static const int64_t start[] = {0, 2, 3}; /* youth 1 lists post 1 only, and is at post 0 */
    nw_check check;
    CU_ASSERT_EQUAL_FATAL(nw_check_new(&check, &small, 2, both_at_first, their_keys), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_check_blocking_pairs(&check, 2, start, choices, both_at_first), -1);
    nw_check_clear(&check);
}

static void post_that_does_not_exist_is_refused(void)
{
    static const int32_t wrong[][2] = {{0, 2}, {-2, 0}};
    for (int i = 0; i < 2; i++) {
        nw_check check;
        CU_ASSERT_EQUAL(nw_check_new(&check, &small, 2, wrong[i], their_keys),
                        NEXTWORK_ERROR_ARGUMENT);
    }
}

static nextwork_status check_once(void *context)
{
    (void)context;
    nw_check check;
    nextwork_status status = nw_check_new(&check, &small, 2, both_at_first, their_keys);
    if (status == NEXTWORK_OK)
        nw_check_clear(&check);
    return status;
}

static void survives_without_memory(void)
{
    CU_ASSERT(nw_test_each_allocation(check_once, NULL) > 1);
}

int main(void)
{
    static const nw_case cases[] = {
        {"blocking pairs are as defined", blocking_pairs_are_as_defined},
        {"counts are as defined", counts_are_as_defined},
        {"cases at a full company", cases_at_a_full_company},
        {"a youth at a post outside its list is told", post_outside_the_list_is_told},
        {"a post that does not exist is refused", post_that_does_not_exist_is_refused},
        {"running out of memory is a status", survives_without_memory},
        {NULL, NULL},
    };
    return nw_run_cases("check", cases);
}
