/* Synthetic cohorts have the sizes and shapes that their knobs say, from real code lists. */
#include "generate/generate.h"

#include "base/dates.h"
#include "base/ids.h"
#include "base/memory.h"
#include "cohort/cohort.h"
#include "generate/areas.h"
#include "generate/industries.h"
#include "memory.h"
#include "round/matching.h"
#include "runner.h"

#include <glib.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct {
    nw_knobs knobs;
    nw_table tables[NW_TABLES];
    char *policy;
} nw_made;

static void make(nw_made *made)
{
    CU_ASSERT_EQUAL_FATAL(nw_generate(made->tables, &made->policy, &made->knobs), NEXTWORK_OK);
}

static void make_scenario(nw_made *made, const char *scenario)
{
    CU_ASSERT_FATAL(nw_knobs_of(&made->knobs, scenario));
    make(made);
}

static void clear(nw_made *made)
{
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&made->tables[t]);
    nw_free(made->policy);
}

static int32_t number(const nw_made *made, nw_table_name table, int64_t column, int64_t row)
{
    return nw_cell_int(&made->tables[table].columns[column], row);
}

static nw_text text(const nw_made *made, nw_table_name table, int64_t column, int64_t row)
{
    const nw_column *cells = &made->tables[table].columns[column];
    return cells->present ? nw_cell_text(cells, row) : (nw_text){"", 0};
}

static bool near(double got, double expected, double tolerance)
{
    if (fabs(got - expected) <= tolerance)
        return true;
    printf("\n    got %g, expected %g +- %g ", got, expected, tolerance);
    return false;
}

/* Share of the rows that hold `value` in a column of numbers. */
static double share(const nw_made *made, nw_table_name table, int64_t column, int32_t value)
{
    int64_t rows = made->tables[table].rows, count = 0;
    for (int64_t row = 0; row < rows; row++)
        count += number(made, table, column, row) == value;
    return (double)count / (double)rows;
}

static int by_value(const void *a, const void *b)
{
    return *(const int32_t *)a - *(const int32_t *)b;
}

/* The known cells of a column of numbers, sorted; free with g_free. */
static int32_t *sorted(const nw_made *made, nw_table_name table, int64_t column, size_t *count)
{
    int64_t rows = made->tables[table].rows;
    int32_t *values = g_new(int32_t, (size_t)rows);
    *count = 0;
    for (int64_t row = 0; row < rows; row++)
        if (number(made, table, column, row) != NW_UNKNOWN)
            values[(*count)++] = number(made, table, column, row);
    qsort(values, *count, sizeof *values, by_value);
    return values;
}

/* Row of each cell's id among `rows` ids; free with g_free. */
static int32_t *rows_of(const nw_made *made, nw_table_name table, int64_t column, nw_table_name of)
{
    int64_t ids = made->tables[of].rows, rows = made->tables[table].rows;
    nw_text *texts = g_new(nw_text, (size_t)ids);
    int32_t *found = g_new(int32_t, (size_t)rows);
    nw_id_index index;
    CU_ASSERT_EQUAL_FATAL(nw_id_index_new(&index, texts, ids), NEXTWORK_OK);
    for (int64_t row = 0; row < ids; row++) {
        texts[row] = text(made, of, 0, row);
        CU_ASSERT_EQUAL(nw_id_index_add(&index, row), row);
    }
    for (int64_t row = 0; row < rows; row++)
        found[row] = (int32_t)nw_id_index_find(&index, text(made, table, column, row));
    nw_id_index_clear(&index);
    g_free(texts);
    return found;
}

static void scenarios_have_their_sizes(void)
{
    static const struct {
        const char *name;
        int64_t youths, companies;
    } sizes[] = {
        {"prototype", 24, 22}, {"site", 160, 100},      {"pilots", 900, 600},
        {"trial", 2400, 600},  {"region", 12000, 8000}, {"nation", 43000, 30000},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        nw_made made;
        make_scenario(&made, sizes[i].name);
        CU_ASSERT_EQUAL(made.tables[NW_YOUTHS].rows, sizes[i].youths);
        CU_ASSERT_EQUAL(made.tables[NW_COMPANIES].rows, sizes[i].companies);
        CU_ASSERT_FALSE(made.tables[NW_FITS].given);
        double posts = (double)made.tables[NW_POSTS].rows / (double)sizes[i].companies;
        CU_ASSERT(near(posts, 1.5, 2.6 / sqrt((double)sizes[i].companies)));
        clear(&made);
    }
    nw_knobs knobs;
    CU_ASSERT_FALSE(nw_knobs_of(&knobs, "planet"));
}

/* A few companies have no headcount on purpose; nothing else may be found. */
static void expect_unknown_headcounts_only(const nw_findings *findings)
{
    for (int64_t i = 0; i < findings->count; i++)
        if (strcmp(findings->items[i].code, "unknown-headcount") != 0)
            CU_FAIL_FATAL(findings->items[i].message);
}

static void every_scenario_freezes(void)
{
    static const char *const scenarios[] = {"prototype", "site",   "pilots",
                                            "trial",     "region", "nation"};
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        nw_made made;
        nw_findings findings = {0};
        nw_cohort *cohort;
        make_scenario(&made, scenarios[i]);
        nextwork_status status =
            nw_cohort_freeze(&cohort, made.tables, made.policy, "policy.ini", &findings);
        expect_unknown_headcounts_only(&findings);
        CU_ASSERT_EQUAL_FATAL(status, NEXTWORK_OK);
        CU_ASSERT_EQUAL(cohort->policy.start, made.knobs.start);
        nw_cohort_unref(cohort);
        nw_findings_clear(&findings);
        clear(&made);
    }
}

/* Youths who list something, and of those how many deferred acceptance places. */
static void count_placed(int32_t *listing, int32_t *placed, const nw_made *made)
{
    nw_findings findings = {0};
    nw_cohort *cohort;
    nw_round *round;
    nw_result *result;
    nw_match_options options = {.mechanism = "deferred-acceptance", .threads = 1};
    CU_ASSERT_EQUAL_FATAL(nw_cohort_freeze(&cohort, made->tables, made->policy, "", &findings),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_round_new(&round, cohort, cohort->policy.start, cohort->policy.weeks),
                          NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    *listing = *placed = 0;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        *listing += cohort->wishes.start[y + 1] > cohort->wishes.start[y];
        *placed += result->post_of[y] >= 0;
    }
    nw_result_unref(result);
    nw_round_unref(round);
    nw_cohort_unref(cohort);
    nw_findings_clear(&findings);
}

static void most_who_list_something_are_placed(void)
{
    nw_made made;
    int32_t listing, placed;
    CU_ASSERT_FATAL(nw_knobs_of(&made.knobs, "pilots"));
    for (made.knobs.seed = 1; made.knobs.seed <= 3; made.knobs.seed++) {
        make(&made);
        count_placed(&listing, &placed, &made);
        CU_ASSERT(near((double)placed / (double)listing, 0.85, 0.10));
        clear(&made);
    }
}

static void headcounts_are_lognormal(void)
{
    nw_made made;
    size_t count;
    make_scenario(&made, "region");
    int32_t *headcounts = sorted(&made, NW_COMPANIES, NW_C_HEADCOUNT, &count);
    int32_t median = headcounts[count / 2];
    int32_t one_sigma_up = headcounts[count * 8413 / 10000]; /* the normal quantile of 1 */
    CU_ASSERT(near(median, 8, 1));
    CU_ASSERT(near(log(one_sigma_up / 8.0), 1.35, 0.1));
    CU_ASSERT(headcounts[0] >= 1);
    CU_ASSERT(near((double)count / (double)made.tables[NW_COMPANIES].rows, 0.96, 0.02));
    g_free(headcounts);
    clear(&made);
}

/* Share of the companies in divisions first .. last of either scheme. */
static double share_in(const nw_made *made, int first, int last)
{
    int64_t rows = made->tables[NW_COMPANIES].rows, count = 0;
    for (int64_t row = 0; row < rows; row++) {
        nw_text code = text(made, NW_COMPANIES, NW_C_INDUSTRY, row);
        int division = (code.at[0] - '0') * 10 + code.at[1] - '0';
        count += division >= first && division <= last;
    }
    return (double)count / (double)rows;
}

static void retail_care_hospitality_manufacturing_and_construction_lead(void)
{
    nw_made made;
    make_scenario(&made, "region");
    CU_ASSERT(near(share_in(&made, 47, 47), 0.15, 0.02));
    CU_ASSERT(near(share_in(&made, 87, 88), 0.14, 0.02));
    CU_ASSERT(near(share_in(&made, 55, 56), 0.11, 0.02));
    CU_ASSERT(near(share_in(&made, 10, 33), 0.13, 0.02));
    CU_ASSERT(near(share_in(&made, 41, 43), 0.11, 0.02));
    CU_ASSERT(near(share(&made, NW_COMPANIES, NW_C_INDUSTRY_SCHEME, NW_DB07), 0.22, 0.03));
    clear(&made);
}

static void industries_are_every_division_of_db25(void)
{
    int32_t seen = 0;
    for (int32_t i = 0; i < NW_INDUSTRIES; i++) {
        const nw_industry_share *share = &nw_industries[i];
        int32_t scheme = share->only_db07 ? NW_DB07 : NW_DB25;
        nw_industry industry;
        nw_function function;
        CU_ASSERT(nw_industry_parse(&industry, scheme, nw_text_of(share->division)));
        seen += !share->only_db07;
        CU_ASSERT(share->weight > 0);
        for (int c = 0; c < 3 && share->classes[c] != NULL; c++) {
            CU_ASSERT(nw_industry_parse(&industry, NW_DB07, nw_text_of(share->classes[c])));
            CU_ASSERT_EQUAL(strncmp(share->classes[c], share->division, 2), 0);
        }
        for (int f = 0; f < NW_SECTOR_FUNCTIONS; f++)
            CU_ASSERT(nw_function_parse(&function, nw_text_of(share->sector->functions[f])));
        for (int32_t j = 0; j < i; j++)
            CU_ASSERT_STRING_NOT_EQUAL(share->division, nw_industries[j].division);
    }
    CU_ASSERT_EQUAL(seen, nw_divisions());
}

static void areas_are_every_municipality(void)
{
    static const char *const pilots[] = {"0265", "0101", "0540", "0630", "0615", "0326"};
    for (int i = 0; i < 6; i++)
        CU_ASSERT_STRING_EQUAL(nw_areas[i].code, pilots[i]);
    for (int i = 0; i < NW_AREAS; i++) {
        CU_ASSERT(nw_municipality_exists(nw_text_of(nw_areas[i].code)));
        CU_ASSERT(nw_areas[i].latitude > 54500000 && nw_areas[i].latitude < 57800000);
        CU_ASSERT(nw_areas[i].longitude > 8000000 && nw_areas[i].longitude < 15200000);
        for (int j = 0; j < i; j++)
            CU_ASSERT_STRING_NOT_EQUAL(nw_areas[i].code, nw_areas[j].code);
    }
}

static void pilots_lie_in_the_six_municipalities(void)
{
    static const nw_table_name tables[] = {NW_YOUTHS, NW_COMPANIES};
    static const int64_t columns[] = {NW_Y_MUNICIPALITY, NW_C_MUNICIPALITY};
    nw_made made;
    make_scenario(&made, "pilots");
    for (int side = 0; side < 2; side++) {
        int64_t counts[6] = {0}, rows = made.tables[tables[side]].rows, sum = 0;
        for (int64_t row = 0; row < rows; row++)
            for (int area = 0; area < 6; area++)
                counts[area] += nw_text_equal(text(&made, tables[side], columns[side], row),
                                              nw_text_of(nw_areas[area].code));
        for (int area = 0; area < 6; area++) {
            CU_ASSERT(counts[area] * 20 > rows);
            sum += counts[area];
        }
        CU_ASSERT_EQUAL(sum, rows);
    }
    clear(&made);
}

static void a_tenth_lists_nothing_the_others_three_at_most_twelve(void)
{
    nw_made made;
    make_scenario(&made, "region");
    int64_t youths = made.tables[NW_YOUTHS].rows, wishes = made.tables[NW_WISHES].rows;
    int32_t *youth = rows_of(&made, NW_WISHES, NW_W_YOUTH, NW_YOUTHS);
    int32_t *lengths = g_new0(int32_t, (size_t)youths);
    int64_t with = 0, ranked = 0;
    int32_t longest = 0;
    for (int64_t row = 0; row < wishes; row++) {
        CU_ASSERT_FATAL(youth[row] >= 0);
        if (number(&made, NW_WISHES, NW_W_RANK, row) != NW_UNKNOWN)
            lengths[youth[row]]++;
        else
            CU_ASSERT_EQUAL(number(&made, NW_WISHES, NW_W_VETO, row), 1);
    }
    for (int64_t y = 0; y < youths; y++) {
        with += lengths[y] > 0;
        ranked += lengths[y];
        longest = lengths[y] > longest ? lengths[y] : longest;
    }
    CU_ASSERT(near((double)with / (double)youths, 0.9, 0.01));
    CU_ASSERT(near((double)ranked / (double)with, 3, 0.1));
    CU_ASSERT_EQUAL(longest, 12);
    CU_ASSERT(wishes > ranked);
    g_free(lengths);
    g_free(youth);
    clear(&made);
}

static int descending(const void *a, const void *b)
{
    return *(const int32_t *)b - *(const int32_t *)a;
}

/* The first wishes that fall on the most wished fifth of the posts: those that the generator calls
 * popular, and by chance a few more. */
static void first_wishes_crowd_on_few_posts(void)
{
    nw_made made;
    CU_ASSERT_FATAL(nw_knobs_of(&made.knobs, "site"));
    made.knobs.youths = 40000;
    make(&made);
    int64_t posts = made.tables[NW_POSTS].rows, first = 0, crowded = 0;
    int32_t *post = rows_of(&made, NW_WISHES, NW_W_POST, NW_POSTS);
    int32_t *counts = g_new0(int32_t, (size_t)posts);
    for (int64_t row = 0; row < made.tables[NW_WISHES].rows; row++) {
        CU_ASSERT_FATAL(post[row] >= 0);
        if (number(&made, NW_WISHES, NW_W_RANK, row) == 1) {
            counts[post[row]]++;
            first++;
        }
    }
    qsort(counts, (size_t)posts, sizeof *counts, descending);
    for (int64_t p = 0; p < posts / 5; p++)
        crowded += counts[p];
    CU_ASSERT(near((double)crowded / (double)first, 0.6, 0.06));
    g_free(counts);
    g_free(post);
    clear(&made);
}

static void companies_answer_yes_maybe_no(void)
{
    nw_made made;
    make_scenario(&made, "pilots");
    CU_ASSERT(near(share(&made, NW_ANSWERS, NW_A_ANSWER, NW_YES), 0.45, 0.02));
    CU_ASSERT(near(share(&made, NW_ANSWERS, NW_A_ANSWER, NW_MAYBE), 0.30, 0.02));
    CU_ASSERT(near(share(&made, NW_ANSWERS, NW_A_ANSWER, NW_NO), 0.25, 0.02));
    double ranked = 1 - share(&made, NW_ANSWERS, NW_A_RANK, NW_UNKNOWN);
    CU_ASSERT(near(ranked, 0.25 * 0.45, 0.03));
    /* Each post meets 55 % of the 27 youths of its network: 900 youths, 33 networks. */
    double met = (double)made.tables[NW_ANSWERS].rows / (double)made.tables[NW_POSTS].rows;
    CU_ASSERT(near(met, 0.55 * 900 / 33, 1.5));
    clear(&made);
}

static void only_the_wanted_are_ranked(void)
{
    nw_made made;
    make_scenario(&made, "pilots");
    for (int64_t row = 0; row < made.tables[NW_ANSWERS].rows; row++)
        if (number(&made, NW_ANSWERS, NW_A_RANK, row) != NW_UNKNOWN)
            CU_ASSERT_EQUAL(number(&made, NW_ANSWERS, NW_A_ANSWER, row), NW_YES);
    clear(&made);
}

static bool one_of(int32_t value, const int32_t *values, int count)
{
    for (int i = 0; i < count; i++)
        if (values[i] == value)
            return true;
    return false;
}

static void placements_follow_each_other(void)
{
    static const int32_t lengths[] = {4 * 7, 8 * 7, 13 * 7, 26 * 7};
    nw_made made;
    make_scenario(&made, "pilots");
    int64_t rows = made.tables[NW_PLACEMENTS].rows, into = 0;
    CU_ASSERT(near((double)rows / (double)made.knobs.youths, 2, 0.15));
    int32_t *youth = rows_of(&made, NW_PLACEMENTS, NW_L_YOUTH, NW_YOUTHS);
    for (int64_t row = 0; row < rows; row++) {
        int32_t start = number(&made, NW_PLACEMENTS, NW_L_START, row);
        int32_t end = number(&made, NW_PLACEMENTS, NW_L_END, row);
        int32_t weeks = number(&made, NW_PLACEMENTS, NW_L_WEEKS, row);
        bool done = number(&made, NW_PLACEMENTS, NW_L_STATUS, row) == NW_DONE;
        CU_ASSERT(one_of(end - start, lengths, 4));
        CU_ASSERT(weeks == NW_UNKNOWN || (weeks >= 0 && weeks * 7 <= end - start));
        CU_ASSERT_EQUAL(done, end <= made.knobs.start);
        into += !done;
        if (row > 0 && youth[row] == youth[row - 1]) /* the latest comes first */
            CU_ASSERT(end <= number(&made, NW_PLACEMENTS, NW_L_START, row - 1));
    }
    CU_ASSERT(near((double)into / (double)made.knobs.youths, 0.86 * 0.03, 0.015));
    g_free(youth);
    clear(&made);
}

static void running_placements_have_a_seat(void)
{
    nw_made made;
    CU_ASSERT_FATAL(nw_knobs_of(&made.knobs, "pilots"));
    made.knobs.running = NW_SHARE;
    make(&made);
    int64_t posts = made.tables[NW_POSTS].rows;
    int32_t *post = rows_of(&made, NW_PLACEMENTS, NW_L_POST, NW_POSTS);
    int32_t *taken = g_new0(int32_t, (size_t)posts);
    for (int64_t row = 0; row < made.tables[NW_PLACEMENTS].rows; row++)
        if (number(&made, NW_PLACEMENTS, NW_L_STATUS, row) != NW_DONE && post[row] >= 0)
            taken[post[row]]++;
    int64_t all = 0;
    for (int64_t p = 0; p < posts; p++) {
        CU_ASSERT(taken[p] <= number(&made, NW_POSTS, NW_P_SEATS, p));
        all += taken[p];
    }
    CU_ASSERT(all > made.knobs.youths / 2);
    g_free(taken);
    g_free(post);
    clear(&made);
}

static void half_of_a_trial_is_control(void)
{
    nw_made made;
    make_scenario(&made, "trial");
    CU_ASSERT_EQUAL(share(&made, NW_YOUTHS, NW_Y_TRIAL_ARM, NW_CONTROL), 0.5);
    CU_ASSERT_EQUAL(share(&made, NW_YOUTHS, NW_Y_TRIAL_ARM, NW_TREATMENT), 0.5);
    clear(&made);
    make_scenario(&made, "pilots");
    CU_ASSERT_FALSE(made.tables[NW_YOUTHS].columns[NW_Y_TRIAL_ARM].present);
    clear(&made);
}

static void youths_are_sixteen_to_twenty_nine(void)
{
    nw_made made;
    make_scenario(&made, "pilots");
    int32_t year = nw_date_year((int32_t)made.knobs.start);
    for (int64_t row = 0; row < made.knobs.youths; row++) {
        int32_t age = year - number(&made, NW_YOUTHS, NW_Y_BIRTH_YEAR, row);
        CU_ASSERT(age >= 16 && age <= 29);
        int32_t low = number(&made, NW_YOUTHS, NW_Y_HOURS_MIN, row);
        CU_ASSERT(low <= number(&made, NW_YOUTHS, NW_Y_HOURS_MAX, row));
    }
    clear(&made);
}

static bool same_cells(const nw_made *a, const nw_made *b, nw_table_name table)
{
    const nw_table *one = &a->tables[table], *two = &b->tables[table];
    if (one->rows != two->rows)
        return false;
    for (int64_t c = 0; c < one->schema->n_columns; c++) {
        bool as_text = nw_kind_is_text(one->schema->columns[c].kind);
        for (int64_t row = 0; row < one->rows; row++)
            if (as_text ? !nw_text_equal(text(a, table, c, row), text(b, table, c, row))
                        : number(a, table, c, row) != number(b, table, c, row))
                return false;
    }
    return true;
}

static void same_seed_same_cohort(void)
{
    nw_made one, two;
    make_scenario(&one, "site");
    make_scenario(&two, "site");
    for (int t = 0; t < NW_TABLES; t++)
        CU_ASSERT(same_cells(&one, &two, (nw_table_name)t));
    CU_ASSERT_STRING_EQUAL(one.policy, two.policy);
    clear(&two);
    CU_ASSERT_FATAL(nw_knobs_of(&two.knobs, "site"));
    two.knobs.seed = 2;
    make(&two);
    for (int t = 0; t < NW_FITS; t++)
        CU_ASSERT_FALSE(same_cells(&one, &two, (nw_table_name)t));
    clear(&one);
    clear(&two);
}

static void a_knob_moves_what_hangs_on_it_only(void)
{
    nw_made one, two;
    make_scenario(&one, "site");
    CU_ASSERT_FATAL(nw_knobs_of(&two.knobs, "site"));
    two.knobs.wishes_mean = 500;
    make(&two);
    for (int t = 0; t < NW_TABLES; t++)
        CU_ASSERT_EQUAL(same_cells(&one, &two, (nw_table_name)t), t != NW_WISHES && t != NW_TRAVEL);
    clear(&one);
    clear(&two);
}

static void smallest_cohort_is_one_of_each(void)
{
    nw_made made;
    CU_ASSERT_FATAL(nw_knobs_of(&made.knobs, "prototype"));
    made.knobs.youths = made.knobs.companies = 1;
    made.knobs.municipalities = NW_AREAS;
    made.knobs.posts_per_company = 100;
    for (made.knobs.seed = 0; made.knobs.seed < 50; made.knobs.seed++) {
        make(&made);
        CU_ASSERT_EQUAL(made.tables[NW_POSTS].rows, 1);
        clear(&made);
    }
}

static void empty_tables_keep_their_required_columns(void)
{
    nw_made made;
    CU_ASSERT_FATAL(nw_knobs_of(&made.knobs, "prototype"));
    made.knobs.youths = 1;
    made.knobs.no_wishes = NW_SHARE;
    made.knobs.met_min = made.knobs.met_max = made.knobs.placements_mean = 0;
    make(&made);
    static const nw_table_name tables[] = {NW_WISHES, NW_ANSWERS, NW_PLACEMENTS, NW_TRAVEL};
    for (int i = 0; i < 4; i++) {
        const nw_table *table = &made.tables[tables[i]];
        CU_ASSERT_TRUE(table->given);
        CU_ASSERT_EQUAL(table->rows, 0);
        for (int64_t c = 0; c < table->schema->n_columns; c++)
            CU_ASSERT_EQUAL(table->columns[c].present, table->schema->columns[c].required);
    }
    clear(&made);
}

static void policy_states_the_round(void)
{
    nw_made made;
    CU_ASSERT_FATAL(nw_knobs_of(&made.knobs, "prototype"));
    made.knobs.start += 7;
    make(&made);
    CU_ASSERT_PTR_NOT_NULL(strstr(made.policy, "[round]\nstart = 2027-01-11\nweeks = 13\n"));
    clear(&made);
}

/* The knobs and the options of the same names: every option that generate has sets its knob. */
static void every_option_sets_a_knob(void)
{
    nw_knobs before, after;
    for (int64_t i = 0; i < nw_option_count; i++) {
        const nw_option_info *info = &nw_option_infos[i];
        if ((info->groups & NW_GROUP_GENERATE) == 0)
            continue;
        nw_options *options;
        CU_ASSERT_EQUAL_FATAL(nw_options_new(&options), NEXTWORK_OK);
        nw_knobs_from_options(&before, options);
        char most[32];
        snprintf(most, sizeof most, "%lld", (long long)info->max);
        const char *value = info->type == NW_OPTION_DATE   ? "2030-05-06"
                            : info->type == NW_OPTION_TEXT ? "site"
                                                           : most;
        CU_ASSERT_EQUAL(nw_options_parse(options, info->name, value), NEXTWORK_OK);
        nw_knobs_from_options(&after, options);
        if (memcmp(&before, &after, sizeof before) == 0)
            CU_FAIL_FATAL(info->name);
        nw_options_free(options);
    }
}

static void knobs_out_of_range_are_errors(void)
{
    static const struct {
        const char *option, *message;
        int64_t offset, value;
    } wrong[] = {
        {"youths", "youths is 0; give 1 to 10000000", offsetof(nw_knobs, youths), 0},
        {"municipalities", "municipalities is 99; give 1 to 98", offsetof(nw_knobs, municipalities),
         99},
        {"no_wishes", "no_wishes is 10001; give 0 to 10000", offsetof(nw_knobs, no_wishes), 10001},
        {"met_min", "met_min is 7001, above met_max, which is 7000; raise one or lower the other",
         offsetof(nw_knobs, met_min), 7001},
        {"answer_yes",
         "answer_yes is 7001 and answer_maybe 3000; together they may be at most "
         "10000",
         offsetof(nw_knobs, answer_yes), 7001},
        {"start", "start is 90000 days from 1970-01-01; give a date from 1930-01-01 to 2198-12-31",
         offsetof(nw_knobs, start), 90000},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        nw_made made;
        CU_ASSERT_FATAL(nw_knobs_of(&made.knobs, "prototype"));
        memcpy((char *)&made.knobs + wrong[i].offset, &wrong[i].value, sizeof wrong[i].value);
        CU_ASSERT_EQUAL(nw_generate(made.tables, &made.policy, &made.knobs),
                        NEXTWORK_ERROR_ARGUMENT);
        CU_ASSERT_STRING_EQUAL(nextwork_error_message(), wrong[i].message);
    }
}

static nextwork_status generate_prototype(void *context)
{
    nw_made made;
    (void)context;
    CU_ASSERT_FATAL(nw_knobs_of(&made.knobs, "prototype"));
    NW_TRY(nw_generate(made.tables, &made.policy, &made.knobs));
    clear(&made);
    return NEXTWORK_OK;
}

static void survives_without_memory(void)
{
    CU_ASSERT(nw_test_each_allocation(generate_prototype, NULL) > 1);
}

int main(void)
{
    static const nw_case cases[] = {
        {"scenarios have their sizes", scenarios_have_their_sizes},
        {"every scenario freezes", every_scenario_freezes},
        {"most who list something are placed", most_who_list_something_are_placed},
        {"head counts are lognormal", headcounts_are_lognormal},
        {"retail, care, hospitality, manufacturing and construction lead",
         retail_care_hospitality_manufacturing_and_construction_lead},
        {"industries are every division of DB25", industries_are_every_division_of_db25},
        {"areas are every municipality, the pilots first", areas_are_every_municipality},
        {"pilots lie in the six municipalities", pilots_lie_in_the_six_municipalities},
        {"a tenth lists nothing, the others three on average, at most twelve",
         a_tenth_lists_nothing_the_others_three_at_most_twelve},
        {"first wishes crowd on few posts", first_wishes_crowd_on_few_posts},
        {"companies answer yes, maybe, no", companies_answer_yes_maybe_no},
        {"only the wanted are ranked", only_the_wanted_are_ranked},
        {"placements follow each other", placements_follow_each_other},
        {"running placements have a seat", running_placements_have_a_seat},
        {"half of a trial is control", half_of_a_trial_is_control},
        {"youths are sixteen to twenty-nine", youths_are_sixteen_to_twenty_nine},
        {"same seed, same cohort", same_seed_same_cohort},
        {"a knob moves only what hangs on it", a_knob_moves_what_hangs_on_it_only},
        {"the smallest cohort is one of each", smallest_cohort_is_one_of_each},
        {"empty tables keep their required columns", empty_tables_keep_their_required_columns},
        {"the policy states the round", policy_states_the_round},
        {"every option sets a knob", every_option_sets_a_knob},
        {"knobs out of range are errors", knobs_out_of_range_are_errors},
        {"survives without memory", survives_without_memory},
        {NULL, NULL},
    };
    return nw_run_cases("generate", cases);
}
