/* The files of a result are the same bytes for ever: with every compiler and optimisation level,
 * for any number of threads, and for input rows in any order. */
#include "generate/generate.h"

#include "base/memory.h"
#include "base/random.h"
#include "round/certificate.h"
#include "round/matching.h"
#include "runner.h"

#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    nw_table tables[NW_TABLES];
    char *policy;
} input;

static void generate(input *in, const char *scenario)
{
    nw_knobs knobs;
    CU_ASSERT_FATAL(nw_knobs_of(&knobs, scenario));
    knobs.seed = 1;
    CU_ASSERT_EQUAL_FATAL(nw_generate(in->tables, &in->policy, &knobs), NEXTWORK_OK);
}

/* Of an earlier round: of three youths one was left out, and one got a late wish. */
static void add_outcomes(input *in)
{
    const nw_column *ids = &in->tables[NW_YOUTHS].columns[NW_Y_ID];
    nw_table *outcomes;
    CU_ASSERT_EQUAL_FATAL(nw_table_new(&outcomes, nw_schema(NW_OUTCOMES)), NEXTWORK_OK);
    for (int64_t y = 0; y < in->tables[NW_YOUTHS].rows; y++) {
        if (y % 3 == 2)
            continue;
        CU_ASSERT_EQUAL_FATAL(nw_table_add_row(outcomes), NEXTWORK_OK);
        CU_ASSERT_EQUAL_FATAL(nw_table_set_text(outcomes, NW_O_YOUTH, nw_cell_text(ids, y)),
                              NEXTWORK_OK);
        nw_table_set_int(outcomes, NW_O_START, 20000);
        nw_table_set_int(outcomes, NW_O_PLACED, y % 3);
        if (y % 3 == 1)
            nw_table_set_int(outcomes, NW_O_RANK, 5);
    }
    nw_table_clear(&in->tables[NW_OUTCOMES]);
    in->tables[NW_OUTCOMES] = *outcomes;
    nw_free(outcomes);
}

static void clear(input *in)
{
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&in->tables[t]);
    nw_free(in->policy);
}

static void swap_rows(nw_table *table, int64_t a, int64_t b)
{
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        nw_column *column = &table->columns[c];
        if (!column->present)
            continue;
        if (nw_kind_is_text(table->schema->columns[c].kind)) {
            nw_slice kept = column->slices[a];
            column->slices[a] = column->slices[b];
            column->slices[b] = kept;
        } else {
            int32_t kept = column->ints[a];
            column->ints[a] = column->ints[b];
            column->ints[b] = kept;
        }
    }
}

static void shuffle(input *in, uint64_t seed)
{
    nw_random random = nw_random_start(seed, 0);
    for (int t = 0; t < NW_TABLES; t++)
        for (int64_t row = in->tables[t].rows - 1; row > 0; row--)
            swap_rows(&in->tables[t], row, (int64_t)nw_random_below(&random, (uint64_t)row + 1));
}

/* A mechanism and, behind a space, its option. */
static nw_match_options options_of(const char *how, bool extend, int threads)
{
    static const char *const mechanisms[] = {
        "deferred-acceptance", "max-weight", "rank-maximal", "fair", "top-trading-cycles", NULL};
    nw_match_options options = {.seed = 7, .extend = extend, .threads = threads};
    for (int i = 0; mechanisms[i] != NULL; i++)
        if (g_str_has_prefix(how, mechanisms[i]))
            options.mechanism = mechanisms[i];
    options.equals = g_str_has_suffix(how, " most-placed");
    options.protect = g_str_has_suffix(how, " protect");
    options.carry_over = g_str_has_suffix(how, " carry-over");
    options.post_optimal = g_str_has_suffix(how, " posts");
    return options;
}

static nw_result_files files_of(const input *in, const char *how, bool extend, int threads)
{
    nw_findings findings = {0};
    nw_cohort *cohort;
    nw_round *round;
    nw_result *result;
    nw_result_files files;
    nw_match_options options = options_of(how, extend, threads);
    CU_ASSERT_EQUAL_FATAL(
        nw_cohort_freeze(&cohort, in->tables, in->policy, "policy.ini", &findings), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, cohort->policy.start, cohort->policy.weeks),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_result_files_of(&files, result), NEXTWORK_OK);
    nw_result_unref(result);
    nw_round_unref(round);
    nw_cohort_unref(cohort);
    nw_findings_clear(&findings);
    return files;
}

static bool same(const nw_result_files *a, const nw_result_files *b)
{
    return a->placements_bytes == b->placements_bytes && a->unplaced_bytes == b->unplaced_bytes &&
           a->posts_bytes == b->posts_bytes && a->prices_bytes == b->prices_bytes &&
           (a->prices == NULL || memcmp(a->prices, b->prices, (size_t)a->prices_bytes) == 0) &&
           a->certificate_bytes == b->certificate_bytes &&
           memcmp(a->placements, b->placements, (size_t)a->placements_bytes) == 0 &&
           memcmp(a->unplaced, b->unplaced, (size_t)a->unplaced_bytes) == 0 &&
           memcmp(a->posts, b->posts, (size_t)a->posts_bytes) == 0 &&
           memcmp(a->certificate, b->certificate, (size_t)a->certificate_bytes) == 0;
}

/* The tables alone: a certificate names the library's version. */
static uint64_t hash(const nw_result_files *files)
{
    uint64_t h = nw_keyed_hash(0, 0, files->placements, files->placements_bytes);
    h = nw_keyed_hash(h, 0, files->unplaced, files->unplaced_bytes);
    h = nw_keyed_hash(h, 0, files->posts, files->posts_bytes);
    return files->prices == NULL ? h : nw_keyed_hash(h, 0, files->prices, files->prices_bytes);
}

static void results_stay(void)
{
    static const struct {
        const char *how, *scenario;
        bool extend;
        uint64_t hash;
    } golden[] = {
        {"deferred-acceptance", "prototype", true, UINT64_C(0x86378194bef9434d)},
        {"deferred-acceptance", "site", false, UINT64_C(0x457bbcfad14910e8)},
        {"deferred-acceptance", "site", true, UINT64_C(0xf1c0b0571e0d7a04)},
        {"deferred-acceptance most-placed", "site", false, UINT64_C(0xba3e7e73f9f33d7e)},
        {"deferred-acceptance most-placed", "site", true, UINT64_C(0xe135ebcce87e65d7)},
        {"deferred-acceptance protect", "site", false, UINT64_C(0x12c75258ef99cf4f)},
        {"deferred-acceptance protect", "site", true, UINT64_C(0x5a1028475651b3eb)},
        {"deferred-acceptance carry-over", "pilots", false, UINT64_C(0xa052a7ea87097358)},
        {"deferred-acceptance posts", "pilots", false, UINT64_C(0x081293135ccf08ba)},
        {"deferred-acceptance posts", "pilots", true, UINT64_C(0xd074d8c9019eaabc)},
        {"max-weight", "site", false, UINT64_C(0xb297f7c6e02a8cd0)},
        {"max-weight", "site", true, UINT64_C(0xe19d152d9aa9ab86)},
        {"rank-maximal", "site", false, UINT64_C(0xf71a2d3fa0cc6cd3)},
        {"rank-maximal", "site", true, UINT64_C(0x74a03f04b8feef36)},
        {"fair", "site", false, UINT64_C(0x5fac63018dfed439)},
        {"fair", "site", true, UINT64_C(0x3b5bcb095f813259)},
        {"top-trading-cycles", "site", false, UINT64_C(0xb0869064d388e900)},
        {"top-trading-cycles", "site", true, UINT64_C(0x31e40fee4d17e60d)},
    };
    for (size_t i = 0; i < sizeof golden / sizeof *golden; i++) {
        input in;
        generate(&in, golden[i].scenario);
        if (g_str_has_suffix(golden[i].how, " carry-over"))
            add_outcomes(&in);
        nw_result_files files = files_of(&in, golden[i].how, golden[i].extend, 1);
        CU_ASSERT_EQUAL(hash(&files), golden[i].hash);
        if (hash(&files) != golden[i].hash)
            printf("%s of %s: 0x%016" PRIx64 "\n", golden[i].how, golden[i].scenario, hash(&files));
        nw_result_files_clear(&files);
        clear(&in);
    }
}

static void shuffle_and_match_again(const char *how)
{
    input in;
    generate(&in, "site");
    nw_result_files files = files_of(&in, how, true, 1);
    for (uint64_t seed = 1; seed <= 5; seed++) {
        shuffle(&in, seed);
        nw_result_files again = files_of(&in, how, true, (int)seed);
        CU_ASSERT(same(&files, &again));
        nw_result_files_clear(&again);
    }
    nw_result_files_clear(&files);
    clear(&in);
}

static void neither_rows_in_another_order_nor_threads_change_a_byte(void)
{
    static const char *const ways[] = {"deferred-acceptance",
                                       "deferred-acceptance most-placed",
                                       "deferred-acceptance posts",
                                       "deferred-acceptance protect",
                                       "max-weight",
                                       "rank-maximal",
                                       "fair",
                                       "top-trading-cycles"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        shuffle_and_match_again(ways[i]);
}

int main(void)
{
    static const nw_case cases[] = {
        {"results stay", results_stay},
        {"neither rows in another order nor threads change a byte",
         neither_rows_in_another_order_nor_threads_change_a_byte},
        {NULL, NULL},
    };
    return nw_run_cases("golden_result", cases);
}
