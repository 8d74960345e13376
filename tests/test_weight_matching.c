/* A round by greatest total fit: against brute force, its proof, and what it tells. */
#include "base/memory.h"
#include "fit/explain.h"
#include "fit/reasons.h"
#include "forgery.h"
#include "match/max_weight.h"
#include "random_cohort.h"
#include "random_round.h"
#include "round/explain_youth.h"
#include "round/matching.h"
#include "round/pairs.h"
#include "round/result_tables.h"
#include "round/weight_matching.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <stdio.h>

enum { MOST = 6 };

static nw_match_options options_of(bool extend, bool most_placed)
{
    return (nw_match_options){.mechanism = "max-weight",
                              .seed = 1,
                              .extend = extend,
                              .threads = 2,
                              .most_placed = most_placed};
}

static nw_result *match(nw_round *round, bool extend, bool most_placed)
{
    nw_match_options options = options_of(extend, most_placed);
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(result->outcome, NEXTWORK_OUTCOME_OPTIMAL);
    return result;
}

static nw_result_files files_of(nw_round *round, bool extend, bool most_placed)
{
    nw_match_options options = options_of(extend, most_placed);
    return nw_test_files(round, &options);
}

/* --- The promise -------------------------------------------------------------------------------
 */

typedef struct {
    const nw_result *result;
    int32_t post_left[MOST], company_left[MOST];
    int64_t bonus;
} trial;

static int64_t worth(const trial *t, int32_t youth, int32_t post)
{
    nw_fit fit;
    nw_fit_pair(&fit, t->result->round, youth, post);
    return fit.fit + t->bonus;
}

/* The most that all placings of this youth and those after it are worth. */
static int64_t best_of_all(trial *t, int32_t youth)
{
    const nw_round *round = t->result->round;
    const nw_cohort *cohort = round->cohort;
    if (youth == cohort->youths.count)
        return 0;
    int64_t best = best_of_all(t, youth + 1);
    for (int32_t p = 0; p < cohort->posts.count; p++) {
        int32_t c = cohort->posts.company[p];
        bool wanted = t->result->options.extend || nw_wish_rank(cohort, youth, p) != NW_UNKNOWN;
        if (!wanted || t->post_left[p] == 0 || t->company_left[c] == 0 ||
            nw_pair_reasons(round, youth, p) != 0)
            continue;
        t->post_left[p]--;
        t->company_left[c]--;
        int64_t with = worth(t, youth, p) + best_of_all(t, youth + 1);
        best = with > best ? with : best;
        t->post_left[p]++;
        t->company_left[c]++;
    }
    return best;
}

static void no_matching_has_more_fit(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 31);
    for (int n = 0; n < 800; n++) {
        nw_test_size size = {1 + (int)nw_random_below(&random, 5),
                             1 + (int)nw_random_below(&random, 3),
                             1 + (int)nw_random_below(&random, 4)};
        GString *text = nw_random_round(&random, size);
        nw_round *round = nw_test_round(text->str);
        nw_result *result = match(round, n % 2 == 0, n % 4 < 2);
        trial t = {.result = result, .bonus = n % 4 < 2 ? 10000 * size.youths + 1 : 0};
        for (int p = 0; p < size.posts; p++)
            t.post_left[p] = round->capacity.post_free[p];
        for (int c = 0; c < size.companies; c++)
            t.company_left[c] = round->capacity.company_free[c];
        int64_t sum = 0, placed = 0;
        for (int32_t y = 0; y < size.youths; y++)
            if (result->post_of[y] >= 0) {
                sum += worth(&t, y, result->post_of[y]);
                placed++;
            }
        CU_ASSERT_EQUAL(sum, best_of_all(&t, 0));
        CU_ASSERT_EQUAL(result->bound, sum - placed * t.bonus);
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

/* Youths in three times as many posts, so that most pairs are left out at first. */
static nw_round *draw_round(nw_random *random)
{
    nw_cohort *cohort = nw_test_random_cohort(random, 1 + (int)nw_random_below(random, 40),
                                              1 + (int)nw_random_below(random, 25), 3);
    nw_round *round;
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, NW_TEST_START, NW_TEST_WEEKS), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    if (nw_random_below(random, 2) == 0)
        round->enabled &= ~NW_BIT(NW_REASON_OUTSIDE_NETWORK);
    return round;
}

typedef struct {
    nw_round *round;
    nw_match_options options;
    nw_placing placing;
    nw_weighed weighed;
} weighing;

static void begin(weighing *w, nw_round *round, int threads, bool most_placed)
{
    const nw_cohort *cohort = round->cohort;
    *w = (weighing){.round = round,
                    .options = {.mechanism = "max-weight",
                                .seed = 1,
                                .extend = true,
                                .threads = threads,
                                .most_placed = most_placed},
                    .weighed = {.post_of = NW_NEW(int32_t, cohort->youths.count),
                                .youth_price = NW_NEW(int64_t, cohort->youths.count),
                                .post_price = NW_NEW(int64_t, cohort->posts.count),
                                .company_price = NW_NEW(int64_t, cohort->companies.count)}};
    CU_ASSERT_EQUAL_FATAL(nw_placing_new(&w->placing, round, &w->options, NULL), NEXTWORK_OK);
}

static void end(weighing *w)
{
    nw_placing_clear(&w->placing);
    nw_free(w->weighed.post_of);
    nw_free(w->weighed.youth_price);
    nw_free(w->weighed.post_price);
    nw_free(w->weighed.company_price);
}

static int64_t worth_of_all_pairs(nw_round *round, bool most_placed)
{
    weighing w;
    nw_pairs pairs;
    begin(&w, round, 1, most_placed);
    CU_ASSERT_EQUAL_FATAL(nw_pairs_new(&pairs, &w.placing), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_max_weight(&w.weighed, &pairs, &w.placing.seats, most_placed, NULL),
                    NEXTWORK_OK);
    int64_t objective = w.weighed.objective;
    nw_pairs_clear(&pairs);
    end(&w);
    return objective;
}

static void few_pairs_at_a_time_give_the_optimum_of_all(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 34);
    for (int n = 0; n < 120; n++) {
        nw_round *round = draw_round(&random);
        bool most_placed = n % 2 == 1;
        weighing w, again;
        begin(&w, round, 1, most_placed);
        begin(&again, round, 3, most_placed);
        int32_t few = 1 + (int32_t)nw_random_below(&random, 3);
        CU_ASSERT_EQUAL(nw_weigh_all_posts(&w.weighed, &w.placing, few), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nw_weigh_all_posts(&again.weighed, &again.placing, few), NEXTWORK_OK);
        CU_ASSERT_EQUAL(w.weighed.objective, worth_of_all_pairs(round, most_placed));
        for (int32_t y = 0; y < round->cohort->youths.count; y++) {
            CU_ASSERT_EQUAL(w.weighed.post_of[y], again.weighed.post_of[y]);
            CU_ASSERT_EQUAL(w.weighed.youth_price[y], again.weighed.youth_price[y]);
        }
        end(&w);
        end(&again);
        nw_round_unref(round);
    }
}

/* A and B want P most; B fits Q nearly as well, and A fits nothing else. C fits nothing well. */
static const char *const contest =
    "youths: youth_id\nA\nB\nC\n"
    "companies: company_id,headcount\nK,50\n"
    "posts: post_id,company_id,seats\nP,K,1\nQ,K,1\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\nB,Q,2\nC,Q,1\n"
    "fits: youth_id,post_id,fit\nA,P,7000\nB,P,8000\nB,Q,7500\nC,Q,600\n";

static void the_sum_counts_and_with_most_placed_the_number_first(void)
{
    nw_round *round = nw_test_round(contest);
    nw_result *greatest = match(round, false, false);
    CU_ASSERT_EQUAL(greatest->post_of[0], 0);
    CU_ASSERT_EQUAL(greatest->post_of[1], 1);
    CU_ASSERT_EQUAL(greatest->post_of[2], -1);
    CU_ASSERT_EQUAL(greatest->bound, 14500);
    nw_result_unref(greatest);
    nw_round_unref(round);
    round = nw_test_round("youths: youth_id\nA\nB\n"
                          "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
                          "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,P,1\n"
                          "fits: youth_id,post_id,fit\nA,P,9000\nA,Q,100\nB,P,200\n");
    nw_result *fewer = match(round, false, false), *more = match(round, false, true);
    CU_ASSERT_EQUAL(fewer->post_of[1], -1);
    CU_ASSERT_EQUAL(more->post_of[0], 1);
    CU_ASSERT_EQUAL(more->post_of[1], 0);
    nw_result_unref(fewer);
    nw_result_unref(more);
    nw_round_unref(round);
}

static void most_placed_belongs_to_this_mechanism(void)
{
    nw_round *round = nw_test_round(contest);
    nw_match_options options = {
        .mechanism = "serial-dictatorship", .threads = 1, .most_placed = true};
    nw_result *result = NULL;
    CU_ASSERT_EQUAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_PTR_NULL(result);
    nw_round_unref(round);
}

/* --- What it tells -----------------------------------------------------------------------------
 */

static void expect_text(const nw_table *table, int64_t row, int64_t column, const char *text)
{
    nw_text is = nw_cell_text(&table->columns[column], row);
    CU_ASSERT(nw_text_equal(is, nw_text_of(text)));
    if (!nw_text_equal(is, nw_text_of(text)))
        printf("%.*s\n", (int)is.bytes, is.at);
}

static void a_higher_wish_is_outweighed_by_what_it_costs(void)
{
    nw_round *round = nw_test_round(contest);
    nw_result *result = match(round, false, false);
    nw_table *story;
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&story, result, 1, NW_ENGLISH), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(story->rows, 2);
    CU_ASSERT_STRING_EQUAL(story->schema->columns[3].choices[nw_cell_int(&story->columns[3], 0)],
                           "outweighed");
    /* A would lose 7000, C gain 600 at Q: 6400, against 500 that B would gain. */
    CU_ASSERT(story->columns[8].bigints[0] >= 500 && story->columns[8].bigints[0] <= 6400);
    nw_table_free(story);
    nw_table *unplaced;
    CU_ASSERT_EQUAL_FATAL(nw_unplaced_table(&unplaced, result), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(unplaced->rows, 1);
    nw_table_free(unplaced);
    nw_result_unref(result);
    nw_round_unref(round);
}

/* One seat, so that its price can only lie between what the two make of it. */
static void prices_are_told_in_both_languages(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n"
                                    "fits: youth_id,post_id,fit\nA,P,7000\nB,P,7000\n");
    nw_result *result = match(round, false, false);
    int32_t loser = result->post_of[0] < 0 ? 0 : 1;
    nw_table *story;
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&story, result, loser, NW_ENGLISH), NEXTWORK_OK);
    expect_text(story, 0, 7,
                "Giving this youth the post would cost the others at least 7000 basis points; the "
                "youth's own fit would be 7000. All fits together would not be greater.");
    nw_table_free(story);
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&story, result, loser, NW_DANISH), NEXTWORK_OK);
    expect_text(story, 0, 7,
                "At give den unge pladsen ville koste de andre mindst 7000 basispoint; den unges "
                "eget match ville være 7000. Alt i alt ville matchet ikke blive bedre.");
    nw_table_free(story);
    nw_table *unplaced;
    CU_ASSERT_EQUAL_FATAL(nw_unplaced_table(&unplaced, result), NEXTWORK_OK);
    expect_text(unplaced, 0, 1, "P=outweighed(cost 7000; fit 7000)");
    nw_table_free(unplaced);
    nw_result_unref(result);
    result = match(round, false, true);
    loser = result->post_of[0] < 0 ? 0 : 1;
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&story, result, loser, NW_ENGLISH), NEXTWORK_OK);
    expect_text(story, 0, 7,
                "Giving this youth the post would cost somebody else their placement, and the "
                "others at least 7000 basis points besides; the youth's own fit would be 7000.");
    nw_table_free(story);
    CU_ASSERT_EQUAL_FATAL(nw_unplaced_table(&unplaced, result), NEXTWORK_OK);
    expect_text(unplaced, 0, 1, "P=outweighed(cost 1 placement + 7000; fit 7000)");
    nw_table_free(unplaced);
    nw_result_unref(result);
    nw_round_unref(round);
}

/* B has Q, and would rather have P, where there is room for all. A would take B's place. */
static void what_an_exchange_gives_is_told(void)
{
    static const struct {
        int seats;                /* of Q */
        const char *from, *until; /* how the sentence begins and ends */
    } cases[] = {
        {3, "With this youth here the others would gain nothing; the youth's own fit",
         "would be 5000 instead of 6000. All fits together would not be greater."},
        {1, "With this youth here the others would gain at most ",
         " basis points; the youth's own fit would be 5000 instead of 6000. All fits together "
         "would not be greater."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char cohort[512];
        snprintf(cohort, sizeof cohort,
                 "youths: youth_id\nA\nB\n"
                 "posts: post_id,company_id,seats\nP,C,2\nQ,C,%d\n"
                 "wishes: youth_id,post_id,rank\nA,Q,1\nB,P,1\nB,Q,2\n"
                 "fits: youth_id,post_id,fit\nA,Q,900\nB,P,5000\nB,Q,6000\n",
                 cases[i].seats);
        nw_round *round = nw_test_round(cohort);
        nw_result *result = match(round, false, false);
        nw_table *story;
        CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&story, result, 1, NW_ENGLISH), NEXTWORK_OK);
        nw_text is = nw_cell_text(&story->columns[7], 0);
        size_t from = strlen(cases[i].from), until = strlen(cases[i].until);
        CU_ASSERT_FATAL((size_t)is.bytes > from + until);
        CU_ASSERT(memcmp(is.at, cases[i].from, from) == 0);
        CU_ASSERT(memcmp(is.at + is.bytes - until, cases[i].until, until) == 0);
        nw_table_free(story);
        nw_result_unref(result);
        nw_round_unref(round);
    }
}

/* --- Verification ------------------------------------------------------------------------------
 */

static void a_true_result_holds(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 32);
    char failed[64];
    for (int n = 0; n < 200; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){8, 4, 6});
        nw_round *round = nw_test_round(text->str);
        nw_result_files files = files_of(round, n % 2 == 0, n % 4 < 2);
        CU_ASSERT(nw_test_holds(round->cohort, &files, failed));
        nw_result_files_clear(&files);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

/* Headcounts bind: K and L take one youth each. */
static const char *const capped =
    "youths: youth_id\nA\nB\nC\n"
    "companies: company_id,headcount\nK,5\nL,5\n"
    "posts: post_id,company_id,seats\nP,K,2\nQ,K,2\nR,L,1\nS,L,1\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nB,Q,1\nB,R,2\nC,P,1\n"
    "fits: youth_id,post_id,fit\nA,P,7000\nB,Q,8000\nB,R,7500\nC,P,600\n";

static void a_forger_who_mends_the_seal_is_found(void)
{
    static const nw_test_forgery forgeries[] = {
        {NW_PLACEMENTS_FILE, "A,P,K", "C,P,K", "optimality"},
        {NW_PLACEMENTS_FILE, "B,R,L", "B,Q,K", "headcount"},
        {NW_PLACEMENTS_FILE, "B,R,L", "B,S,L", "reasons"},
        {NW_UNPLACED_FILE, "cost ", "cost 1", "unplaced.csv"},
        {NW_UNPLACED_FILE, "fit 600", "fit 601", "unplaced.csv"},
        {NW_POSTS_FILE, "P,1,1,", "P,1,1,open:1", "posts.csv"},
        {NW_PRICES_FILE, "company,K,", "company,K,1", "optimality"},
        {NW_PRICES_FILE, "company,K,", "company,L,", "prices"},
        {NW_PRICES_FILE, "company,K,", "company,X,", "prices"},
        {NW_PRICES_FILE, "company,K,", "post,P,", "prices"},
        {NW_PRICES_FILE, "company,K,", "company,K,-", "prices"},
        {NW_PRICES_FILE, "company,K,", "company,K,9223372036854775807", "prices"},
        {NW_PRICES_FILE, "youth,B,", "youth,B,1", "optimality"},
        {NW_PRICES_FILE, "youth,B,", "youth,B,9223372036854775807", "prices"},
        {NW_PRICES_FILE, "youth,B,1", "youth,B,", "prices"},
        {NW_PRICES_FILE, "kind,id", "id,kind", "prices"},
        {NW_CERTIFICATE_FILE, "\"bound\": ", "\"bound\": 1", "bound"},
        {NW_CERTIFICATE_FILE, "\"objective\": ", "\"objective\": 1", "objective"},
        {NW_CERTIFICATE_FILE, "\"most_placed\": false", "\"most_placed\": true", "prices"},
        {NW_CERTIFICATE_FILE, "\"most_placed\"", "\"most\"", "certificate"},
        {NW_CERTIFICATE_FILE, "max-weight", "serial-dictatorship", "options"},
    };
    nw_round *round = nw_test_round(capped);
    nw_test_forgeries(round,
                      &(nw_match_options){.mechanism = "max-weight", .seed = 1, .threads = 1},
                      forgeries, sizeof forgeries / sizeof *forgeries);
    nw_round_unref(round);
}

/* B did not list Q, which is worth 6400 to B: less is no price for it. */
static void a_price_too_low_for_an_unlisted_post_is_found(void)
{
    static const char text[] =
        "youths: youth_id\nA\nB\n"
        "companies: company_id,headcount\nK,50\n"
        "posts: post_id,company_id,seats\nP,K,1\nQ,K,1\n"
        "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n"
        "fits: youth_id,post_id,fit\nA,P,8000\nA,Q,100\nB,P,7000\nB,Q,6400\n";
    static const nw_test_forgery forgeries[] = {
        {NW_PRICES_FILE, "post,Q,6400", "post,Q,6399", "prices"},
        {NW_PRICES_FILE, "post,Q,6400", "post,Q,6401", "optimality"},
    };
    nw_round *round = nw_test_round(text);
    nw_match_options options = {.mechanism = "max-weight", .seed = 1, .threads = 1, .extend = true};
    nw_test_forgeries(round, &options, forgeries, sizeof forgeries / sizeof *forgeries);
    nw_round_unref(round);
}

/* Every byte of the prices in turn becomes another one; and all of them are taken away. */
static void any_changed_price_is_found(void)
{
    nw_round *round = nw_test_round(capped);
    nw_result_files files = files_of(round, false, false);
    char failed[64];
    CU_ASSERT(nw_test_holds(round->cohort, &files, failed));
    for (int64_t i = 0; i < files.prices_bytes; i++) {
        char was = files.prices[i];
        files.prices[i] = was == '1' ? '2' : '1';
        CU_ASSERT(!nw_test_holds(round->cohort, &files, failed));
        files.prices[i] = was;
    }
    nw_free(files.prices);
    files.prices = NULL;
    CU_ASSERT(!nw_test_holds(round->cohort, &files, failed));
    CU_ASSERT_STRING_EQUAL(failed, "prices");
    nw_result_files_clear(&files);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"no matching has more fit", no_matching_has_more_fit},
        {"few pairs at a time give the optimum of all",
         few_pairs_at_a_time_give_the_optimum_of_all},
        {"the sum counts, and with most placed the number first",
         the_sum_counts_and_with_most_placed_the_number_first},
        {"most placed belongs to this mechanism", most_placed_belongs_to_this_mechanism},
        {"a higher wish is outweighed by what it costs",
         a_higher_wish_is_outweighed_by_what_it_costs},
        {"prices are told in both languages", prices_are_told_in_both_languages},
        {"what an exchange gives is told", what_an_exchange_gives_is_told},
        {"a true result holds", a_true_result_holds},
        {"a forger who mends the seal is found", a_forger_who_mends_the_seal_is_found},
        {"a price too low for an unlisted post is found",
         a_price_too_low_for_an_unlisted_post_is_found},
        {"any changed price is found", any_changed_price_is_found},
        {NULL, NULL},
    };
    return nw_run_cases("weight_matching", cases);
}
