/* The scoring kernel: every path, every shape and every number of threads gives what nw_fit_pair
 * says, pair by pair. */
#include "base/arith.h"
#include "cohort/place.h"
#include "fit/kernel/round.h"
#include "fit/reasons.h"
#include "memory.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALLOWED 0

typedef struct {
    int32_t youths, posts;
    int32_t *fits, *coverage;
    uint32_t *reasons;
} matrix;

static matrix matrix_new(const nw_round *round, int32_t youths)
{
    matrix m = {.youths = youths, .posts = round->cohort->posts.count};
    size_t pairs = (size_t)youths * (size_t)m.posts;
    m.fits = malloc(pairs * sizeof *m.fits);
    m.coverage = malloc(pairs * sizeof *m.coverage);
    m.reasons = malloc(pairs * sizeof *m.reasons);
    return m;
}

static void matrix_free(matrix *m)
{
    free(m->fits);
    free(m->coverage);
    free(m->reasons);
}

static matrix plain_matrix(const nw_round *round)
{
    matrix m = matrix_new(round, round->cohort->youths.count);
    for (int32_t y = 0; y < m.youths; y++)
        for (int32_t p = 0; p < m.posts; p++) {
            nw_fit fit;
            int64_t at = (int64_t)y * m.posts + p;
            nw_fit_pair(&fit, round, y, p);
            m.fits[at] = fit.fit;
            m.coverage[at] = fit.coverage;
            m.reasons[at] = fit.reasons;
        }
    return m;
}

static nw_kernel *kernel_of(const nw_round *round, nw_kernel_path path)
{
    nw_kernel *kernel;
    CU_ASSERT_EQUAL_FATAL(nw_kernel_new(&kernel, round, path), NEXTWORK_OK);
    return kernel;
}

/* The first pair at which the two differ, or -1. */
static int64_t difference(const matrix *is, const matrix *expected, int32_t first)
{
    int64_t offset = (int64_t)first * is->posts;
    for (int64_t i = 0; i < (int64_t)is->youths * is->posts; i++)
        if (is->fits[i] != expected->fits[offset + i] ||
            is->coverage[i] != expected->coverage[offset + i] ||
            is->reasons[i] != expected->reasons[offset + i])
            return i;
    return -1;
}

static bool rows_equal(const nw_kernel *kernel, const matrix *expected, int32_t first,
                       int32_t count, int threads)
{
    matrix is = matrix_new(kernel->round, count);
    nw_scores scores = {is.fits, is.coverage, is.reasons};
    CU_ASSERT_EQUAL_FATAL(nw_score_rows(&scores, kernel, first, count, threads, NULL), NEXTWORK_OK);
    int64_t at = difference(&is, expected, first);
    if (at >= 0) {
        int64_t other = (int64_t)first * is.posts + at;
        fprintf(stderr,
                "youth %" PRId64 " post %" PRId64 ": fit %d, not %d; coverage %d, not %d; reasons "
                "%x, not %x\n",
                first + at / is.posts, at % is.posts, is.fits[at], expected->fits[other],
                is.coverage[at], expected->coverage[other], is.reasons[at],
                expected->reasons[other]);
    }
    matrix_free(&is);
    return at < 0;
}

/* The k best allowed posts of a row, by looking for the best again and again. */
static void plain_top(int32_t *posts, int32_t *fits, const matrix *m, int32_t youth, int32_t k)
{
    const int32_t *fit = m->fits + (int64_t)youth * m->posts;
    const uint32_t *reasons = m->reasons + (int64_t)youth * m->posts;
    bool *taken = calloc((size_t)m->posts + 1, sizeof *taken);
    for (int32_t i = 0; i < k; i++) {
        int32_t best = -1;
        for (int32_t p = 0; p < m->posts; p++)
            if (!taken[p] && reasons[p] == ALLOWED && (best < 0 || fit[p] > fit[best]))
                best = p;
        posts[i] = best;
        fits[i] = best < 0 ? -1 : fit[best];
        if (best >= 0)
            taken[best] = true;
    }
    free(taken);
}

static bool top_equal(const nw_kernel *kernel, const matrix *expected, int32_t first, int32_t count,
                      int32_t k, int threads)
{
    size_t places = (size_t)count * (size_t)k;
    int32_t *posts = malloc(places * sizeof *posts), *fits = malloc(places * sizeof *fits);
    int32_t *best = malloc((size_t)k * sizeof *best), *best_fits = malloc((size_t)k * sizeof *best);
    CU_ASSERT_EQUAL_FATAL(nw_score_top(posts, fits, kernel, first, count, k, threads, NULL),
                          NEXTWORK_OK);
    bool equal = true;
    for (int32_t i = 0; i < count; i++) {
        plain_top(best, best_fits, expected, first + i, k);
        equal = equal && memcmp(best, posts + (int64_t)i * k, (size_t)k * sizeof *best) == 0 &&
                memcmp(best_fits, fits + (int64_t)i * k, (size_t)k * sizeof *best) == 0;
    }
    free(posts);
    free(fits);
    free(best);
    free(best_fits);
    return equal;
}

/* By the definition: the row's pairs above their prices, the most above first. */
static void plain_worth(int32_t *posts, int32_t *fits, const matrix *m, const nw_fit_prices *prices,
                        int32_t youth, int32_t k)
{
    const int32_t *fit = m->fits + (int64_t)youth * m->posts;
    int64_t least = prices->youth[youth];
    bool *taken = calloc((size_t)m->posts + 1, sizeof *taken);
    for (int32_t i = 0; i < k; i++) {
        int32_t best = -1;
        for (int32_t p = 0; p < m->posts; p++)
            if (!taken[p] && m->reasons[(int64_t)youth * m->posts + p] == ALLOWED &&
                fit[p] > least + prices->post[p] &&
                (best < 0 || fit[p] - prices->post[p] > fit[best] - prices->post[best]))
                best = p;
        posts[i] = best;
        fits[i] = best < 0 ? -1 : fit[best];
        if (best >= 0)
            taken[best] = true;
    }
    free(taken);
}

static bool worth_equal(const nw_kernel *kernel, const matrix *expected, nw_random *random,
                        int threads)
{
    enum { K = 3 };
    size_t youths = (size_t)expected->youths, n_posts = (size_t)expected->posts;
    int64_t *youth_price = malloc(youths * 8), *post_price = malloc(n_posts * 8);
    int32_t *posts = malloc(youths * K * 4), *fits = malloc(youths * K * 4);
    int64_t shift = nw_random_below(random, 4) == 0 ? INT64_C(-100000000000) : 0;
    for (size_t y = 0; y < youths; y++)
        youth_price[y] = shift + (int64_t)nw_random_below(random, 8000);
    for (size_t p = 0; p < n_posts; p++)
        post_price[p] =
            nw_random_below(random, 2) == 0 ? 0 : (int64_t)nw_random_below(random, 8000) - shift;
    nw_fit_prices prices = {youth_price, post_price};
    CU_ASSERT_EQUAL_FATAL(nw_score_worth(posts, fits, kernel, &prices, K, threads, NULL),
                          NEXTWORK_OK);
    bool equal = true;
    for (int32_t y = 0; y < expected->youths; y++) {
        int32_t best[K], best_fits[K];
        plain_worth(best, best_fits, expected, &prices, y, K);
        for (int i = 0; i < K && shift == 0; i++)
            equal = equal && best[i] == posts[y * K + i] && best_fits[i] == fits[y * K + i];
        /* Beyond 31 bits only whether there is one is told exactly. */
        equal = equal && (best[0] >= 0) == (posts[y * K] >= 0);
    }
    free(youth_price);
    free(post_price);
    free(posts);
    free(fits);
    return equal;
}

static bool all_equal(const nw_round *round)
{
    bool equal = true;
    matrix expected = plain_matrix(round);
    for (int path = 0; path < NW_PATHS; path++) {
        if (!nw_kernel_has((nw_kernel_path)path))
            continue;
        nw_kernel *kernel = kernel_of(round, (nw_kernel_path)path);
        equal = equal && rows_equal(kernel, &expected, 0, expected.youths, 1) &&
                top_equal(kernel, &expected, 0, expected.youths, 5, 1);
        nw_kernel_free(kernel);
    }
    matrix_free(&expected);
    return equal;
}

/* --- Random cohorts and policies -------------------------------------------------------------- */

static int32_t between(nw_random *random, int32_t least, int32_t most)
{
    return least + (int32_t)nw_random_below(random, (uint64_t)most - (uint64_t)least + 1);
}

static bool one_in(nw_random *random, int n)
{
    return nw_random_below(random, (uint64_t)n) == 0;
}

static void draw_policy(nw_policy *policy, nw_random *random)
{
    nw_term_parameters *terms = &policy->terms;
    int32_t most = one_in(random, 3) ? 1000 : 30;
    for (int term = 0; term < NW_TERMS; term++) {
        policy->weights[term] = one_in(random, 4) ? 0 : between(random, 0, most);
        if (one_in(random, 2))
            terms->neutral[term] = between(random, 0, NW_FIT_MAX);
    }
    policy->weights[NW_TERM_WISH] += 1;
    terms->travel_free = between(random, 0, one_in(random, 4) ? 1440 : 40);
    terms->travel_default_max = between(random, 1, one_in(random, 4) ? 1440 : 90);
    terms->detour = between(random, 1000, one_in(random, 8) ? 10000 : 2000);
    terms->walk = between(random, 1, one_in(random, 8) ? 10000 : 150);
    terms->transit_wait = between(random, 0, 30);
}

/* What a rule refuses is switched off and on behind the policy's back, alike for all who read it.
 */
static void draw_rules(nw_round *round, nw_random *random)
{
    for (int reason = 0; reason < NW_REASONS; reason++)
        if (one_in(random, 3))
            round->enabled ^= NW_BIT(reason);
    round->rules.need_level = between(random, 1, 3);
    round->rules.maybe_is_mutual = one_in(random, 2);
}

static nw_round *draw_round(nw_random *random, int youths, int companies, int posts_each)
{
    nw_cohort *cohort = nw_test_random_cohort(random, youths, companies, posts_each);
    nw_round *round;
    draw_policy(&cohort->policy, random);
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, NW_TEST_WEEKS), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    draw_rules(round, random);
    return round;
}

static void random_cohorts_score_as_defined(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 31);
    for (int i = 0; i < 60; i++) {
        int youths = between(&random, 1, 40), companies = between(&random, 1, 40);
        nw_round *round = draw_round(&random, youths, companies, between(&random, 1, 4));
        bool equal = all_equal(round);
        CU_ASSERT_TRUE(equal);
        if (!equal)
            fprintf(stderr, "cohort %d\n", i);
        nw_round_unref(round);
    }
}

static void any_number_of_threads_and_any_block(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 32);
    nw_round *round = draw_round(&random, 100, 30, 2);
    matrix expected = plain_matrix(round);
    nw_kernel *kernel = kernel_of(round, NW_PATH_BEST);
    for (int threads = 1; threads <= 4; threads++) {
        CU_ASSERT_TRUE(rows_equal(kernel, &expected, 0, 100, threads));
        CU_ASSERT_TRUE(rows_equal(kernel, &expected, 37, 41, threads));
        CU_ASSERT_TRUE(top_equal(kernel, &expected, 0, 100, 7, threads));
        CU_ASSERT_TRUE(top_equal(kernel, &expected, 99, 1, 1, threads));
    }
    CU_ASSERT_TRUE(rows_equal(kernel, &expected, 100, 0, 1));
    nw_kernel_free(kernel);
    matrix_free(&expected);
    nw_round_unref(round);
}

static void what_is_above_its_prices(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 38);
    for (int i = 0; i < 40; i++) {
        nw_round *round = draw_round(&random, between(&random, 1, 40), between(&random, 1, 40), 2);
        matrix expected = plain_matrix(round);
        nw_kernel *kernel = kernel_of(round, NW_PATH_BEST);
        CU_ASSERT_TRUE(worth_equal(kernel, &expected, &random, 1 + i % 3));
        nw_kernel_free(kernel);
        matrix_free(&expected);
        nw_round_unref(round);
    }
}

static void more_than_there_are(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 33);
    nw_round *round = draw_round(&random, 30, 10, 2);
    matrix expected = plain_matrix(round);
    nw_kernel *kernel = kernel_of(round, NW_PATH_BEST);
    CU_ASSERT_TRUE(top_equal(kernel, &expected, 0, 30, 20, 1));
    CU_ASSERT_TRUE(top_equal(kernel, &expected, 0, 30, 1000, 1));
    nw_kernel_free(kernel);
    matrix_free(&expected);
    nw_round_unref(round);
}

/* Many posts that differ in nothing: the earlier ones win. */
static void ties_go_to_the_earlier_post(void)
{
    char text[40000] = "posts: post_id,company_id,seats\n";
    char *at = text + strlen(text);
    for (int p = 0; p < 1500; p++)
        at += sprintf(at, "P%04d,C,%d\n", p, p % 100 == 99 ? 0 : 1);
    nw_round *round = nw_test_round(text);
    matrix expected = plain_matrix(round);
    nw_kernel *kernel = kernel_of(round, NW_PATH_BEST);
    CU_ASSERT_EQUAL(kernel->n_runs, (1500 + NW_RUN_POSTS - 1) / NW_RUN_POSTS);
    CU_ASSERT_TRUE(rows_equal(kernel, &expected, 0, 1, 1));
    CU_ASSERT_TRUE(top_equal(kernel, &expected, 0, 1, 10, 1));
    CU_ASSERT_TRUE(top_equal(kernel, &expected, 0, 1, 1490, 1));
    nw_kernel_free(kernel);
    matrix_free(&expected);
    nw_round_unref(round);
}

/* Only reliability counts, and all companies are alike but one, which is better by a basis point:
 * the least there is. */
static void one_better_by_the_least(void)
{
    GString *text = g_string_new("companies: company_id,asked,answered\n");
    for (int c = 0; c < 1000; c++)
        g_string_append_printf(text, "C%04d,9997,%d\n", c, c == 700 ? 101 : 100);
    g_string_append(text, "posts: post_id,company_id,seats\n");
    for (int p = 0; p < 1000; p++)
        g_string_append_printf(text, "P%04d,C%04d,1\n", p, p);
    g_string_append(text, "policy:\n[policy]\noverride_reason=test\n[weights]\nwish=0\n"
                          "novelty=0\nmutual=0\ntravel=0\ngoal=0\nsupport=0\nhours=0\n"
                          "reliability=1\nskill=0\nroom=0\n");
    nw_round *round = nw_test_round(text->str);
    for (int path = 0; path < NW_PATHS; path++)
        if (nw_kernel_has((nw_kernel_path)path)) {
            nw_kernel *kernel = kernel_of(round, (nw_kernel_path)path);
            int32_t posts[3];
            CU_ASSERT_EQUAL(nw_score_top(posts, NULL, kernel, 0, 1, 3, 1, NULL), NEXTWORK_OK);
            CU_ASSERT_TRUE(posts[0] == 700 && posts[1] == 0 && posts[2] == 1);
            nw_kernel_free(kernel);
        }
    nw_round_unref(round);
    g_string_free(text, TRUE);
}

/* A has more classes of codes than there is room for, B a longer history; C neither. */
static void more_codes_and_placements_than_usual(void)
{
    static const int divisions[] = {41, 42, 43, 46, 47, 49, 50, 52, 53, 55, 56, 58, 59};
    GString *text = g_string_new("companies: company_id,industry_scheme,industry\n");
    for (int c = 0; c < 65; c++)
        g_string_append_printf(text, "C%02d,DB25,%d%d\n", c, divisions[c / 5], 11 + c % 5);
    g_string_append(text, "posts: post_id,company_id,seats,function\n");
    for (int p = 0; p < 195; p++)
        g_string_append_printf(text, "P%03d,C%02d,1,%d\n", p, p % 65, 5110 + p % 7);
    g_string_append(text, "youths: youth_id\nA\nB\nC\ninterests: youth_id,scheme,code,value\n");
    for (int c = 0; c < 65; c++)
        g_string_append_printf(text, "A,DB25,%d%d,%d\n", divisions[c / 5], 11 + c % 5, c % 5 - 2);
    g_string_append(text, "placements: placement_id,youth_id,company_id,industry_scheme,industry,"
                          "function,start,end,status\n");
    for (int i = 0; i < 37; i++)
        g_string_append_printf(text, "L%02d,%s,Z,DB25,%d,%d,20%02d-%02d-01,20%02d-%02d-15,done\n",
                               i, i < 13 ? "A" : "B", divisions[i % 13], 51 + i % 3, 20 + i / 12,
                               1 + i % 12, 20 + i / 12, 1 + i % 12);
    nw_round *round = nw_test_round(text->str);
    CU_ASSERT_TRUE(all_equal(round));
    nw_round_unref(round);
    g_string_free(text, TRUE);
}

/* --- Travel ----------------------------------------------------------------------------------- */

/* Homes at every distance around the places where a minute ends, for the loop's guess to be wrong
 * about. */
static void minutes_end_where_they_should(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 34);
    for (int i = 0; i < 40; i++) {
        nw_round *round = draw_round(&random, 64, 4, 1);
        nw_youths *youths = &round->cohort->youths;
        nw_companies *companies = &round->cohort->companies;
        const nw_term_parameters *terms = &round->cohort->policy.terms;
        companies->place[0] = nw_place_of(55600000, 12500000);
        for (int32_t y = 0; y < youths->count; y++) {
            int32_t mode = (unsigned char)youths->travel_mode[y], metres = 1;
            int32_t wanted = nw_travel_wait(terms, mode) + between(&random, 1, 60);
            while (metres < 200000 && nw_travel_estimate(terms, mode, metres) < wanted)
                metres += metres < 4000 ? 1 : between(&random, 1, 3);
            youths->place[y] = companies->place[0];
            youths->place[y].x += metres / 5 * 3 + between(&random, -1, 1);
            youths->place[y].z += metres / 5 * 4 + between(&random, -1, 1) + metres % 5;
        }
        CU_ASSERT_TRUE(all_equal(round));
        nw_round_unref(round);
    }
}

/* The loop's arithmetic for the value of minutes, as kernel/loop.h has it, for all limits. */
static void the_fall_is_exact(void)
{
    int64_t wrong = 0;
    for (int32_t span = 1; span <= 1440; span++)
        for (int32_t left = 0; left <= span; left++) {
            int32_t quotient = NW_FIT_MAX / span;
            float whole = (float)quotient, rest = (float)(2 * (NW_FIT_MAX % span));
            float inverse = 1.0F / (float)(2 * span);
            volatile float parts = (float)left * rest + ((float)span + 0.5F);
            volatile float share = parts * inverse;
            int32_t value = (int32_t)((float)left * whole) + (int32_t)share;
            wrong += value != (int32_t)nw_div_round((int64_t)NW_FIT_MAX * left, span);
        }
    CU_ASSERT_EQUAL(wrong, 0);
}

/* For every sum of weights: each loss at which the fit changes, and the losses beside it. */
static void shares_are_exact(void)
{
    nw_round *round = nw_test_round("");
    int64_t wrong = 0;
    for (int32_t sum = 1; sum <= 10000; sum += sum < 300 ? 1 : 97) {
        round->weight_sum = sum;
        nw_kernel *kernel = kernel_of(round, NW_PATH_PORTABLE);
        for (int32_t fit = 0; fit <= NW_FIT_MAX; fit++)
            for (int32_t beside = -1; beside <= 1; beside++) {
                int64_t loss = (int64_t)(NW_FIT_MAX - fit) * sum + sum / 2 + beside;
                if (loss < 0 || loss > (int64_t)NW_FIT_MAX * sum)
                    continue;
                wrong += nw_share_of(&kernel->shares[NW_LOSS], (uint32_t)loss) !=
                         nw_div_round((int64_t)NW_FIT_MAX * sum - loss, sum);
            }
        for (int32_t unknown = 0; unknown <= sum; unknown++)
            wrong += nw_share_of(&kernel->shares[NW_UNKNOWN_WEIGHT], (uint32_t)unknown) !=
                     nw_div_round((int64_t)NW_FIT_MAX * (sum - unknown), sum);
        nw_kernel_free(kernel);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    nw_round_unref(round);
}

/* --- Networks --------------------------------------------------------------------------------- */

static void a_network_leaves_what_no_other_has(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 38);
    for (int i = 0; i < 10; i++) {
        nw_round *round = draw_round(&random, 20, 30, 2);
        int32_t posts[60];
        int wrong = 0;
        for (int32_t y = 0; y < 20; y++) {
            int64_t count = nw_posts_of_network(posts, round->kernel, y), at = 0;
            for (int32_t p = 0; p < 60; p++) {
                bool left = at < count && posts[at] == p;
                uint32_t reasons = nw_pair_reasons(round, y, p);
                at += left;
                wrong += left != ((reasons & NW_BIT(NW_REASON_OUTSIDE_NETWORK)) == 0);
            }
            wrong += at != count;
        }
        CU_ASSERT_EQUAL(wrong, 0);
        nw_round_unref(round);
    }
}

/* --- Edges ------------------------------------------------------------------------------------ */

static void every_youth_refused_everywhere_has_no_best(void)
{
    nw_round *round = nw_test_round("youths: youth_id,trial_arm\nY,control\n");
    nw_kernel *kernel = kernel_of(round, NW_PATH_BEST);
    int32_t post[2] = {7, 7}, fit[2] = {7, 7};
    CU_ASSERT_EQUAL(nw_score_top(post, fit, kernel, 0, 1, 2, 1, NULL), NEXTWORK_OK);
    CU_ASSERT_TRUE(post[0] == -1 && post[1] == -1 && fit[0] == -1 && fit[1] == -1);
    nw_kernel_free(kernel);
    nw_round_unref(round);
}

static void a_list_of_pairs(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 35);
    nw_round *round = draw_round(&random, 50, 30, 2);
    matrix expected = plain_matrix(round);
    static int32_t youths[6000], posts[6000], fits[6000];
    static uint32_t reasons[6000];
    for (int i = 0; i < 6000; i++) {
        youths[i] = between(&random, 0, 49);
        posts[i] = between(&random, 0, 59);
    }
    nw_scores scores = {fits, NULL, reasons};
    CU_ASSERT_EQUAL(nw_score_pairs(&scores, round, youths, posts, 6000, 2, NULL), NEXTWORK_OK);
    int wrong = 0;
    for (int i = 0; i < 6000; i++) {
        int64_t at = (int64_t)youths[i] * expected.posts + posts[i];
        wrong += fits[i] != expected.fits[at] || reasons[i] != expected.reasons[at];
    }
    CU_ASSERT_EQUAL(wrong, 0);
    matrix_free(&expected);
    nw_round_unref(round);
}

static void a_cancelled_scoring_stops(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 36);
    nw_round *round = draw_round(&random, 50, 30, 2);
    nw_kernel *kernel = kernel_of(round, NW_PATH_BEST);
    nextwork_monitor *monitor;
    matrix m = matrix_new(round, 50);
    nw_scores scores = {m.fits, NULL, NULL};
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_score_rows(&scores, kernel, 0, 50, 2, monitor), NEXTWORK_ERROR_CANCELLED);
    CU_ASSERT_EQUAL(nw_score_top(m.fits, NULL, kernel, 0, 50, 3, 2, monitor),
                    NEXTWORK_ERROR_CANCELLED);
    nextwork_monitor_free(monitor);
    matrix_free(&m);
    nw_kernel_free(kernel);
    nw_round_unref(round);
}

static nextwork_status score_both_ways(void *context)
{
    const nw_round *round = context;
    nw_kernel *kernel;
    matrix m = matrix_new(round, 20);
    nw_scores scores = {m.fits, m.coverage, m.reasons};
    nextwork_status status = nw_kernel_new(&kernel, round, NW_PATH_BEST);
    if (status == NEXTWORK_OK) {
        status = nw_score_rows(&scores, kernel, 0, 20, 1, NULL);
        if (status == NEXTWORK_OK)
            status = nw_score_top(m.fits, m.coverage, kernel, 0, 20, 3, 1, NULL);
        nw_kernel_free(kernel);
    }
    matrix_free(&m);
    return status;
}

static void out_of_memory_is_a_status(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 37);
    nw_round *round = draw_round(&random, 20, 10, 2);
    CU_ASSERT_TRUE(nw_test_each_allocation(score_both_ways, round) > 10);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"random cohorts and policies score as defined, on every path",
         random_cohorts_score_as_defined},
        {"any number of threads, any block of youths", any_number_of_threads_and_any_block},
        {"what is above its prices", what_is_above_its_prices},
        {"a top longer than the posts there are", more_than_there_are},
        {"ties go to the earlier post", ties_go_to_the_earlier_post},
        {"one post better by the least there is", one_better_by_the_least},
        {"more codes and placements than usual", more_codes_and_placements_than_usual},
        {"minutes end where they should", minutes_end_where_they_should},
        {"the fall of the travel term is exact for all limits", the_fall_is_exact},
        {"losses become fits exactly for all weights", shares_are_exact},
        {"a network leaves the posts that no other network has",
         a_network_leaves_what_no_other_has},
        {"who is refused everywhere has no best posts", every_youth_refused_everywhere_has_no_best},
        {"a list of pairs", a_list_of_pairs},
        {"a cancelled scoring stops", a_cancelled_scoring_stops},
        {"out of memory is a status", out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("kernel", cases);
}
