/* Rounds by ranks, and the proof that no profile is better: both against all matchings there are.
 */
#include "round/matching.h"

#include "base/memory.h"
#include "fit/explain.h"
#include "forgery.h"
#include "match/pairs.h"
#include "memory.h"
#include "random_round.h"
#include "round/cutoffs.h"
#include "round/explain_youth.h"
#include "round/rank_proof.h"
#include "round/result_tables.h"
#include "round/verify/verify.h"
#include "round/verify/verify_feasible.h"
#include "runner.h"
#include "small_cohort.h"

#include <nextwork/match.h>

#include <stdio.h>
#include <string.h>

enum { INSTANCES = 700, MOST = 5, RANKS = 4, UNLISTED = RANKS + 1, LOOKS = 1000000 };

static const char *const names[] = {"rank-maximal", "fair"};

/* Placements at ranks 1 .. RANKS, unlisted behind them, all of them at [0]. */
typedef struct {
    int32_t at[UNLISTED + 1];
} profile;

static nw_result *match(nw_round *round, const char *mechanism, uint64_t seed, bool extend)
{
    nw_match_options options = {
        .mechanism = mechanism, .seed = seed, .extend = extend, .threads = 1};
    nw_result *result = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(result->outcome, NEXTWORK_OUTCOME_OPTIMAL);
    return result;
}

static bool feasible(const nw_result *r, const int32_t *post_of)
{
    const nw_cohort *cohort = r->round->cohort;
    int32_t at_post[MOST] = {0}, at_company[MOST] = {0};
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int32_t p = post_of[y];
        if (p < 0)
            continue;
        bool listed = nw_wish_rank(cohort, y, p) != NW_UNKNOWN;
        if ((!listed && !r->options.extend) || nw_pair_reasons(r->round, y, p) != 0 ||
            ++at_post[p] > r->round->capacity.post_free[p] ||
            ++at_company[cohort->posts.company[p]] >
                r->round->capacity.company_free[cohort->posts.company[p]])
            return false;
    }
    return true;
}

static profile profile_of(const nw_cohort *cohort, const int32_t *post_of)
{
    profile made = {{0}};
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        if (post_of[y] < 0)
            continue;
        int32_t rank = nw_wish_rank(cohort, y, post_of[y]);
        made.at[rank == NW_UNKNOWN ? UNLISTED : rank]++;
        made.at[0]++;
    }
    return made;
}

/* The rank that makes `a` the better one, or 0. */
static int32_t better_at(const profile *a, const profile *b, bool fair)
{
    if (fair && a->at[0] != b->at[0])
        return a->at[0] > b->at[0] ? NW_RANK_PLACED : 0;
    for (int i = 1; i <= UNLISTED; i++) {
        int r = fair ? UNLISTED + 1 - i : i;
        if (a->at[r] != b->at[r]) {
            bool better = fair ? a->at[r] < b->at[r] : a->at[r] > b->at[r];
            return !better ? 0 : r == UNLISTED ? NW_RANK_UNLISTED : r;
        }
    }
    return 0;
}

static bool next_assignment(const nw_cohort *cohort, int32_t *post_of)
{
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        if (++post_of[y] < cohort->posts.count)
            return true;
        post_of[y] = -1;
    }
    return false;
}

static nw_rank_proof prove(const nw_result *claim, bool fair, int64_t looks)
{
    nw_seats seats = nw_claimed_seats(claim);
    nw_check check;
    nw_rank_proof proof;
    CU_ASSERT_EQUAL_FATAL(nw_count_placements(&check, &seats, claim), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_rank_proof_of(&proof, claim, &check, fair, looks, NULL), NEXTWORK_OK);
    nw_check_clear(&check);
    return proof;
}

/* The result against every matching, and the proof on every matching against the result. */
static void check_against_all(nw_result *result, bool fair)
{
    const nw_cohort *cohort = result->round->cohort;
    int32_t *own = result->post_of, other[MOST];
    CU_ASSERT(feasible(result, own));
    profile best = profile_of(cohort, own);
    CU_ASSERT_EQUAL(prove(result, fair, LOOKS).verdict, NW_RANK_PROVEN);
    memset(other, -1, sizeof other);
    result->post_of = other;
    do {
        if (!feasible(result, other))
            continue;
        profile p = profile_of(cohort, other);
        CU_ASSERT_EQUAL(better_at(&p, &best, fair), 0);
        nw_rank_proof proof = prove(result, fair, LOOKS);
        int32_t rank = better_at(&best, &p, fair);
        CU_ASSERT_EQUAL(proof.verdict, rank == 0 ? NW_RANK_PROVEN : NW_RANK_BETTERED);
        CU_ASSERT_EQUAL(proof.rank, rank);
    } while (next_assignment(cohort, other));
    result->post_of = own;
}

static void no_matching_has_a_better_profile_and_the_proof_knows(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 31);
    for (int n = 0; n < INSTANCES; n++) {
        nw_test_size size = {1 + (int)nw_random_below(&random, 4),
                             1 + (int)nw_random_below(&random, 3),
                             1 + (int)nw_random_below(&random, MOST)};
        GString *text = nw_random_round(&random, size);
        nw_round *round = nw_test_round(text->str);
        bool fair = n % 2 != 0, extend = n % 4 >= 2;
        nw_result *result = match(round, names[fair], nw_random_next(&random) >> 1, extend);
        check_against_all(result, fair);
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

static void middle_sized_rounds_are_proven_too(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 32);
    for (int n = 0; n < 8; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){60, 12, 20});
        nw_round *round = nw_test_round(text->str);
        bool fair = n % 2 != 0;
        nw_result *result = match(round, names[fair], 5, n % 4 >= 2);
        CU_ASSERT_EQUAL(prove(result, fair, INT64_C(100) * LOOKS).verdict, NW_RANK_PROVEN);
        nw_result_unref(result);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

static const char *const contested =
    "youths: youth_id\nA\nB\nC\n"
    "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\nR,C,1\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,P,2\nB,Q,3\nC,P,1\nC,R,2\n";

static void what_is_too_large_is_not_proven(void)
{
    nw_round *round = nw_test_round(contested);
    for (int fair = 0; fair < 2; fair++) {
        nw_result *result = match(round, names[fair], 1, false);
        CU_ASSERT_EQUAL(prove(result, fair, 10).verdict, NW_RANK_TOO_LARGE);
        CU_ASSERT_EQUAL(prove(result, fair, LOOKS).verdict, NW_RANK_PROVEN);
        nw_result_unref(result);
    }
    nw_round_unref(round);
}

static void the_lottery_decides_between_equals(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n");
    for (int fair = 0; fair < 2; fair++)
        for (uint64_t seed = 0; seed < 20; seed++) {
            nw_result *result = match(round, names[fair], seed, false);
            int winner = result->lottery[0] < result->lottery[1] ? 0 : 1;
            CU_ASSERT_EQUAL(result->post_of[winner], 0);
            CU_ASSERT_EQUAL(result->post_of[1 - winner], -1);
            nw_result_unref(result);
        }
    nw_round_unref(round);
}

/* Whoever writes such files must know the optimum: all is sealed and agrees, and is not best. */
static void verification_rejects_any_worse_profile(void)
{
    nw_round *round = nw_test_round(contested);
    for (int fair = 0; fair < 2; fair++) {
        nw_result *result = match(round, names[fair], 1, false);
        profile best = profile_of(round->cohort, result->post_of);
        char failed[64];
        nw_test_result_holds(result, failed);
        CU_ASSERT_STRING_EQUAL(failed, "");
        for (int y = 0; y < 3; y++)
            result->post_of[y] = -1;
        do {
            profile p = profile_of(round->cohort, result->post_of);
            if (!feasible(result, result->post_of) || better_at(&best, &p, fair) == 0)
                continue;
            nw_result_set_fits(result);
            nw_test_result_holds(result, failed);
            CU_ASSERT_STRING_EQUAL(failed, "profile-optimal");
        } while (next_assignment(round->cohort, result->post_of));
        nw_result_unref(result);
    }
    nw_round_unref(round);
}

static void column(char text[512], const nw_table *table, int64_t row, const char *name)
{
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        const nw_column_schema *schema = &table->schema->columns[c];
        if (strcmp(schema->name, name) != 0)
            continue;
        if (schema->choices != NULL)
            snprintf(text, 512, "%s", schema->choices[nw_cell_int(&table->columns[c], row)]);
        else
            snprintf(text, 512, "%.*s", (int)nw_cell_text(&table->columns[c], row).bytes,
                     nw_cell_text(&table->columns[c], row).at);
    }
}

/* What is told of a youth's first wish. */
static void story(char outcome[512], char text[512], const nw_result *result, const char *youth,
                  int language)
{
    nw_table *table;
    int32_t row_of = nw_test_youth(result->round->cohort, youth);
    CU_ASSERT_EQUAL_FATAL(nw_explain_youth(&table, result, row_of, language), NEXTWORK_OK);
    column(outcome, table, 0, "outcome");
    column(text, table, 0, "text");
    nw_table_free(table);
}

/* rank-maximal: A at P, B at Q, C at R, one at each rank. fair: A at Q, B at P, C at R, all at
 * their second. */
static void what_an_exchange_would_cost_is_told(void)
{
    static const struct {
        bool fair;
        const char *youth, *text;
    } cases[] = {
        {false, "B",
         "With this youth here, and as many as now at every better rank, at most 0 youths could "
         "have their wish of rank 1, not 1."},
        {false, "C",
         "With this youth here, and as many as now at every better rank, at most 0 youths could "
         "have their wish of rank 3, not 1."},
        {true, "A",
         "With this youth here, as many placed as now and as many at every worse rank, at least 1 "
         "youths would have their wish of rank 3, not 0."},
        {true, "C", "With this youth here at most 2 youths could be placed, not 3."},
    };
    nw_round *round = nw_test_round(contested);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char outcome[512], text[512];
        nw_result *result = match(round, names[cases[i].fair], 1, false);
        story(outcome, text, result, cases[i].youth, NW_ENGLISH);
        CU_ASSERT_STRING_EQUAL(outcome, "outweighed");
        CU_ASSERT_STRING_EQUAL(text, cases[i].text);
        story(outcome, text, result, cases[i].youth, NW_DANISH);
        CU_ASSERT_STRING_NOT_EQUAL(text, cases[i].text);
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "Med denne unge her"));
        nw_result_unref(result);
    }
    nw_round_unref(round);
}

static void that_the_lottery_decided_is_told(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\n");
    for (int fair = 0; fair < 2; fair++) {
        char outcome[512], text[512];
        nw_result *result = match(round, names[fair], 1, false);
        story(outcome, text, result, result->post_of[0] < 0 ? "A" : "B", NW_ENGLISH);
        CU_ASSERT_STRING_EQUAL(outcome, "outweighed");
        CU_ASSERT_STRING_EQUAL(text,
                               "All ranks together would have been as good with this youth here "
                               "and somebody else elsewhere; the lottery decided.");
        nw_result_unref(result);
    }
    nw_round_unref(round);
}

/* A can be at Q only so that both have their first rank; for A, P ties with it. */
static void a_wish_of_the_same_rank_is_no_loss(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,1\nB,P,1\n");
    bool told = false;
    for (uint64_t seed = 0; seed < 20; seed++) {
        char outcome[512], text[512];
        nw_result *result = match(round, names[0], seed, false);
        CU_ASSERT_EQUAL(result->post_of[0], nw_test_post(round->cohort, "Q"));
        story(outcome, text, result, "A", NW_ENGLISH);
        told = told || (strcmp(outcome, "not-needed") == 0 &&
                        strcmp(text, "A wish of the same rank was met.") == 0);
        CU_ASSERT_STRING_NOT_EQUAL(outcome, "outweighed");
        nw_result_unref(result);
    }
    CU_ASSERT(told);
    nw_round_unref(round);
}

static void nobody_has_a_claim_on_a_post(void)
{
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,2\n");
    nw_result *result = match(round, names[0], 1, false);
    nw_table *unplaced, *posts;
    char text[512];
    CU_ASSERT_EQUAL_FATAL(nw_unplaced_table(&unplaced, result), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_posts_table(&posts, result), NEXTWORK_OK);
    column(text, unplaced, 0, "reasons");
    CU_ASSERT_STRING_EQUAL(text, "P=outweighed");
    column(text, posts, 0, "cutoff");
    CU_ASSERT_STRING_EQUAL(text, "");
    nw_table_free(unplaced);
    nw_table_free(posts);
    nw_result_unref(result);
    nw_round_unref(round);
}

typedef struct {
    nw_round *round;
    const char *mechanism;
} job;

static nextwork_status explain_all(const nw_result *result)
{
    for (int32_t y = 0; y < result->round->cohort->youths.count; y++) {
        nw_table *table;
        NW_TRY(nw_explain_youth(&table, result, y, NW_ENGLISH));
        nw_table_free(table);
    }
    return NEXTWORK_OK;
}

static nextwork_status prove_again(const nw_result *result, bool fair)
{
    nw_seats seats = nw_claimed_seats(result);
    nw_check check;
    nw_rank_proof proof;
    NW_TRY(nw_count_placements(&check, &seats, result));
    nextwork_status status = nw_rank_proof_of(&proof, result, &check, fair, LOOKS, NULL);
    nw_check_clear(&check);
    return status;
}

static nextwork_status match_prove_and_explain(void *context)
{
    const job *j = context;
    nw_match_options options = {.mechanism = j->mechanism, .seed = 1, .threads = 1};
    nw_result *result;
    NW_TRY(nw_match_round(&result, j->round, &options, NULL));
    nextwork_status status = prove_again(result, strcmp(j->mechanism, "fair") == 0);
    if (status == NEXTWORK_OK)
        status = explain_all(result);
    nw_result_unref(result);
    return status;
}

static void running_out_of_memory_is_a_status(void)
{
    nw_round *round = nw_test_round(contested);
    for (int fair = 0; fair < 2; fair++) {
        job j = {round, names[fair]};
        CU_ASSERT(nw_test_each_allocation(match_prove_and_explain, &j) > 50);
    }
    nw_round_unref(round);
}

static void threads_change_nothing(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 33);
    GString *text = nw_random_round(&random, (nw_test_size){300, 40, 50});
    nw_round *round = nw_test_round(text->str);
    for (int fair = 0; fair < 2; fair++) {
        nw_match_options options = {
            .mechanism = names[fair], .seed = 3, .extend = true, .threads = 4};
        nw_result *one = match(round, names[fair], 3, true), *four;
        CU_ASSERT_EQUAL_FATAL(nw_match_round(&four, round, &options, NULL), NEXTWORK_OK);
        CU_ASSERT(memcmp(one->post_of, four->post_of, 300 * sizeof(int32_t)) == 0);
        nw_result_unref(one);
        nw_result_unref(four);
    }
    nw_round_unref(round);
    g_string_free(text, TRUE);
}

int main(void)
{
    static const nw_case cases[] = {
        {"no matching has a better profile, and the proof knows",
         no_matching_has_a_better_profile_and_the_proof_knows},
        {"middle-sized rounds are proven too", middle_sized_rounds_are_proven_too},
        {"what is too large is not proven", what_is_too_large_is_not_proven},
        {"the lottery decides between equals", the_lottery_decides_between_equals},
        {"verification rejects any worse profile", verification_rejects_any_worse_profile},
        {"what an exchange would cost is told", what_an_exchange_would_cost_is_told},
        {"that the lottery decided is told", that_the_lottery_decided_is_told},
        {"a wish of the same rank is no loss", a_wish_of_the_same_rank_is_no_loss},
        {"nobody has a claim on a post", nobody_has_a_claim_on_a_post},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {"threads change nothing", threads_change_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("rank_matching", cases);
}
