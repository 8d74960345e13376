/* Plans of several periods: every fit as the definition has it, no plan better than the bound, and
 * on small cohorts nearly always none better than the plan. */
#include "base/dates.h"
#include "base/memory.h"
#include "fit/fit.h"
#include "plan/history.h"
#include "plan/rotation.h"
#include "plan/rotation_recent.h"
#include "plan/rotation_search.h"
#include "plan/sequence.h"
#include "random_cohort.h"
#include "runner.h"
#include "small_cohort.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    nw_cohort *cohort;
    nw_calendar calendar;
    nw_round *rounds[NW_MOST_PERIODS];
    int32_t weight[NW_MOST_PERIODS];
    nw_rotation_task task;
    nw_rotated rotated;
} setting;

static int32_t below(nw_random *random, int32_t bound)
{
    return (int32_t)nw_random_below(random, (uint64_t)bound);
}

/* Periods of any length, with or without pauses, from around the start of the tests' rounds. */
static nw_calendar draw_calendar(nw_random *random, int32_t periods)
{
    nw_calendar calendar = {.count = periods};
    int32_t day = NW_TEST_START + below(random, 60);
    for (int32_t t = 0; t < periods; t++) {
        int32_t weeks = 1 + below(random, 20);
        calendar.period[t] = (nw_period){day, day + 7 * weeks, weeks};
        day += 7 * weeks + (below(random, 2) == 0 ? below(random, 100) : 0);
    }
    return calendar;
}

static void begin(setting *s, nw_cohort *cohort, nw_calendar calendar)
{
    *s = (setting){.cohort = cohort, .calendar = calendar};
    int64_t periods = calendar.count;
    for (int32_t t = 0; t < periods; t++) {
        CU_ASSERT_EQUAL_FATAL(
            nw_round_new(&s->rounds[t], cohort, calendar.period[t].start, calendar.period[t].weeks),
            NEXTWORK_OK);
        s->weight[t] = 10000;
    }
    s->task = (nw_rotation_task){.rounds = s->rounds,
                                 .periods = calendar.count,
                                 .weight = s->weight,
                                 .extend = true,
                                 .effort = 1,
                                 .threads = 1};
    s->rotated = (nw_rotated){.post_of = NW_NEW(int32_t, periods * cohort->youths.count),
                              .post_price = NW_NEW(int64_t, periods * cohort->posts.count),
                              .company_price = NW_NEW(int64_t, periods * cohort->companies.count)};
}

static void end(setting *s)
{
    for (int32_t t = 0; t < s->task.periods; t++)
        nw_round_unref(s->rounds[t]);
    nw_free(s->rotated.post_of);
    nw_free(s->rotated.post_price);
    nw_free(s->rotated.company_price);
    nw_cohort_unref(s->cohort);
}

/* --- The fits ----------------------------------------------------------------------------------
 */

/* A candidate that may follow the earlier ones, or -1. */
static int32_t draw_next(nw_random *random, const nw_candidates_of *of, int32_t period,
                         const int32_t *earlier)
{
    for (int32_t trials = of->count == 0 ? 0 : 4; trials > 0; trials--) {
        int32_t i = below(random, of->count);
        if (nw_worth_after(of, i, period, earlier) != NW_NEVER)
            return i;
    }
    return -1;
}

static int32_t candidate_of(const nw_candidates_of *of, int32_t post)
{
    for (int32_t i = 0; i < of->count; i++)
        if (of->post[i] == post)
            return i;
    return -1;
}

/* Whether the youth is at the post's company in an earlier period already. */
static bool repeats(const nw_rotation_table *table, int32_t post, int32_t period,
                    const nw_candidates_of *of, const int32_t *earlier)
{
    for (int32_t t = 0; t < period; t++)
        if (earlier[t] >= 0 &&
            table->traits[of->post[earlier[t]]].company == table->traits[post].company)
            return true;
    return false;
}

/* Every post, a candidate or not, in the period after the youths' earlier ones. */
static void compare_with_rows(const nw_rotation_table *table, const setting *s,
                              int32_t (*sequence)[NW_MOST_PERIODS], int32_t period)
{
    nw_round *round;
    int32_t post_of[NW_MOST_PERIODS * 8];
    for (int32_t t = 0; t < period; t++)
        for (int32_t y = 0; y < table->youths; y++)
            post_of[t * table->youths + y] =
                sequence[y][t] < 0 ? -1 : table->post[table->start[y] + sequence[y][t]];
    CU_ASSERT_EQUAL_FATAL(nw_round_in_plan(&round, s->cohort, &s->calendar, post_of, period),
                          NEXTWORK_OK);
    for (int32_t y = 0; y < table->youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(table, y);
        for (int32_t p = 0; p < table->posts; p++) {
            nw_fit fit;
            nw_fit_pair(&fit, round, y, p);
            int32_t i = candidate_of(&of, p), worth = NW_NEVER;
            if (i >= 0)
                worth = nw_worth_after(&of, i, period, sequence[y]);
            bool allowed = fit.reasons == 0 && !repeats(table, p, period, &of, sequence[y]);
            CU_ASSERT_EQUAL(worth, allowed ? fit.fit * s->weight[period] : NW_NEVER);
        }
    }
    nw_round_unref(round);
}

static void earlier_periods_count_as_rows_would(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 61);
    for (int n = 0; n < 200; n++) {
        setting s;
        nw_rotation_table table;
        int32_t sequence[8][NW_MOST_PERIODS], youths = 1 + below(&random, 8);
        nw_cohort *cohort = nw_test_random_cohort(&random, youths, 4, 3);
        begin(&s, cohort, draw_calendar(&random, 1 + below(&random, 5)));
        for (int32_t t = 0; t < s.task.periods; t++)
            s.weight[t] = 10000 - 1000 * t;
        CU_ASSERT_EQUAL_FATAL(nw_rotation_table_new(&table, &s.task, NULL), NEXTWORK_OK);
        for (int32_t t = 0; t < s.task.periods; t++) {
            compare_with_rows(&table, &s, sequence, t);
            for (int32_t y = 0; y < youths; y++) {
                nw_candidates_of of = nw_candidates_of_youth(&table, y);
                sequence[y][t] = draw_next(&random, &of, t, sequence[y]);
            }
        }
        nw_rotation_table_clear(&table);
        end(&s);
    }
}

/* --- One youth's best sequence ------------------------------------------------------------------
 */

static void draw_prices(nw_rotated *prices, nw_random *random, const nw_rotation_table *table)
{
    for (int64_t i = 0; i < (int64_t)table->periods * table->posts; i++)
        prices->post_price[i] = below(random, 3) == 0 ? below(random, 50000000) : 0;
    for (int64_t i = 0; i < (int64_t)table->periods * table->companies; i++)
        prices->company_price[i] = below(random, 3) == 0 ? below(random, 30000000) : 0;
}

/* The most with each candidate of a period, against a search in which that one is given. */
static void compare_with_each(nw_search_room *room, const nw_candidates_of *of,
                              const int32_t *price, nw_random *random)
{
    int32_t period = below(random, of->table->periods), sequence[NW_MOST_PERIODS];
    int32_t fixed[NW_MOST_PERIODS], none[NW_MOST_PERIODS];
    int64_t value[128], slack = 10000 * (int64_t)below(random, 3000);
    for (int32_t t = 0; t < NW_MOST_PERIODS; t++)
        none[t] = -1;
    memcpy(sequence, none, sizeof none);
    memcpy(fixed, of->fixed, sizeof fixed);
    int64_t best = nw_best_sequence(sequence, NULL, room, of, fixed, price, NW_NO_SEQUENCE);
    nw_best_with_each(value, room, of, fixed, price, none, period, slack);
    for (int32_t i = 0; i < of->count; i++) {
        int64_t with = NW_NO_SEQUENCE;
        fixed[period] = i;
        memcpy(sequence, none, sizeof none);
        if (of->fixed[period] == i ||
            (of->fixed[period] == NW_FREE && of->worth[period * of->count + i] != NW_NEVER))
            with = nw_best_sequence(sequence, NULL, room, of, fixed, price, NW_NO_SEQUENCE);
        CU_ASSERT_EQUAL(value[i], with > best - slack ? with : NW_NO_SEQUENCE);
    }
}

/* A search that may not take its time finds no more than the best, and knows that there may be it.
 */
static void give_up(nw_search_room *room, const nw_candidates_of *of, const int32_t *price,
                    nw_random *random, int64_t best)
{
    int32_t sequence[NW_MOST_PERIODS], enough = room->most_steps;
    int64_t most = 0;
    for (int32_t t = 0; t < NW_MOST_PERIODS; t++)
        sequence[t] = -1;
    room->gave_up = false;
    room->most_steps = 1 + below(random, 20);
    int64_t value = nw_best_sequence(sequence, &most, room, of, of->fixed, price, NW_NO_SEQUENCE);
    CU_ASSERT(value <= best && best <= most);
    CU_ASSERT_EQUAL(room->gave_up, value < most);
    room->most_steps = enough;
}

/* Against the plain search that checks plans, from any sequence to begin with. */
static void compare_searches(setting *s, const nw_rotation_table *table, nw_random *random)
{
    nw_search_room room;
    nw_sequence_search *plain;
    int32_t *price = NW_NEW(int32_t, (int64_t)table->periods * table->posts);
    draw_prices(&s->rotated, random, table);
    for (int32_t t = 0; t < table->periods; t++)
        for (int32_t p = 0; p < table->posts; p++)
            price[t * table->posts + p] =
                (int32_t)(s->rotated.post_price[t * table->posts + p] +
                          s->rotated
                              .company_price[t * table->companies + table->traits[p].company]);
    nw_sequence_choice choice = {.rounds = s->task.rounds,
                                 .periods = s->task.periods,
                                 .weight = s->task.weight,
                                 .fixed = s->task.fixed,
                                 .extend = s->task.extend,
                                 .must_place = s->task.must_place,
                                 .post_price = s->rotated.post_price,
                                 .company_price = s->rotated.company_price};
    CU_ASSERT_EQUAL_FATAL(nw_sequence_search_new(&plain, &choice), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_search_room_new(&room, table), NEXTWORK_OK);
    room.most_steps = INT32_MAX;
    for (int32_t y = 0; y < table->youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(table, y);
        int32_t sequence[NW_MOST_PERIODS];
        for (int32_t t = 0; t < table->periods; t++)
            sequence[t] = below(random, of.count + 1) - 1;
        int64_t most,
            value = nw_best_sequence(sequence, &most, &room, &of, of.fixed, price, NW_NO_SEQUENCE);
        CU_ASSERT_EQUAL(most, value);
        CU_ASSERT_EQUAL(value, nw_sequence_best(plain, y, NULL).value);
        int64_t worth = nw_worth_of_sequence(&of, sequence);
        for (int32_t t = 0; t < table->periods; t++)
            worth -= sequence[t] < 0 ? 0 : price[t * table->posts + of.post[sequence[t]]];
        CU_ASSERT_EQUAL(value, worth);
        compare_with_each(&room, &of, price, random);
        give_up(&room, &of, price, random, value);
    }
    nw_search_room_clear(&room);
    nw_sequence_search_free(plain);
    nw_free(price);
}

/* What a valid plan of somebody else might have fixed. */
static void draw_fixed(int32_t *fixed, nw_random *random, const nw_rotation_table *table)
{
    for (int32_t y = 0; y < table->youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(table, y);
        int32_t sequence[NW_MOST_PERIODS];
        for (int32_t t = 0; t < table->periods; t++) {
            bool here = below(random, 3) == 0;
            sequence[t] = here ? draw_next(random, &of, t, sequence) : -1;
            fixed[t * table->youths + y] = sequence[t] >= 0        ? of.post[sequence[t]]
                                           : below(random, 6) == 0 ? NW_STAYS_OUT
                                                                   : NW_FREE;
        }
    }
}

/* --- Plans --------------------------------------------------------------------------------------
 */

/* Youths with few reasons against them, who compete for few seats. */
static nw_cohort *draw_cohort(nw_random *random, int youths, int companies, int posts)
{
    static const char *const intents[] = {"", "explore", "neutral", "deepen"};
    static const char *const industries[] = {"47", "46", "56", "87", "41", ""};
    static const char *const functions[] = {"5223", "5311", "9412", "71", ""};
    GString *text = g_string_new("youths: youth_id,intent\n");
    for (int y = 0; y < youths; y++)
        g_string_append_printf(text, "Y%d,%s\n", y, intents[below(random, 4)]);
    g_string_append(text, "companies: company_id,owner_id,industry_scheme,industry,headcount\n");
    for (int c = 0; c < companies; c++) {
        const char *industry = industries[below(random, 6)];
        int owner = below(random, 3), headcount = below(random, 15);
        g_string_append_printf(text, "C%d,%s,%s,%s,%d\n", c, owner == 0 ? "O" : "",
                               industry[0] == 0 ? "" : "DB25", industry, headcount);
    }
    g_string_append(text, "posts: post_id,company_id,function,seats,available_from\n");
    for (int p = 0; p < posts; p++) {
        const char *function = functions[below(random, 5)];
        int company = below(random, companies), seats = 1 + below(random, 2);
        g_string_append_printf(text, "P%d,C%d,%s,%d,%s\n", p, company, function, seats,
                               below(random, 6) == 0 ? "2027-06-01" : "");
    }
    g_string_append(text, "wishes: youth_id,post_id,rank\n");
    for (int y = 0; y < youths; y++)
        for (int p = 0; p < posts; p++)
            if (below(random, 2) == 0)
                g_string_append_printf(text, "Y%d,P%d,%d\n", y, p, 1 + below(random, 5));
    g_string_append(text, "placements: placement_id,youth_id,post_id,start,end,status\n");
    for (int y = 0; y < youths; y++)
        if (below(random, 3) == 0)
            g_string_append_printf(text, "L%d,Y%d,P%d,2026-08-03,%s,%s\n", y, y,
                                   below(random, posts),
                                   below(random, 2) == 0 ? "2026-11-02" : "2027-02-01",
                                   below(random, 2) == 0 ? "" : "planned");
    nw_cohort *cohort = nw_test_cohort(text->str);
    g_string_free(text, TRUE);
    return cohort;
}

static void no_sequence_of_a_youth_is_better_at_these_prices(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 62);
    for (int n = 0; n < 300; n++) {
        setting s;
        nw_rotation_table table;
        int32_t fixed[NW_MOST_PERIODS * 8];
        nw_cohort *cohort =
            n % 10 == 0 ? draw_cohort(&random, 2, 60, 100) /* so many that some are behind others */
                        : nw_test_random_cohort(&random, 1 + below(&random, 8), 5, 2);
        begin(&s, cohort, draw_calendar(&random, 1 + below(&random, 5)));
        s.task.extend = n % 4 != 0;
        s.task.must_place = n % 5 == 0;
        s.weight[0] = n % 3 == 0 ? 9000 : 10000;
        CU_ASSERT_EQUAL_FATAL(nw_rotation_table_new(&table, &s.task, NULL), NEXTWORK_OK);
        if (n % 2 == 0) {
            draw_fixed(fixed, &random, &table);
            s.task.fixed = fixed;
            nw_rotation_table_clear(&table);
            CU_ASSERT_EQUAL_FATAL(nw_rotation_table_new(&table, &s.task, NULL), NEXTWORK_OK);
        }
        compare_searches(&s, &table, &random);
        nw_rotation_table_clear(&table);
        end(&s);
    }
}

/* --- What youths chose lately -------------------------------------------------------------------
 */

/* Those that are to be remembered, the oldest first. */
typedef struct {
    int32_t sequence[NW_RECENT][NW_MOST_PERIODS];
    int count;
} remembered;

static void remember(remembered *r, const int32_t *sequence)
{
    for (int i = 0; i < r->count; i++)
        if (memcmp(r->sequence[i], sequence, sizeof r->sequence[i]) == 0)
            return;
    if (r->count == NW_RECENT)
        memmove(r->sequence[0], r->sequence[1], sizeof *r->sequence * (size_t)--r->count);
    memcpy(r->sequence[r->count++], sequence, sizeof *r->sequence);
}

static int64_t left_by(const nw_candidates_of *of, const int32_t *sequence, const int32_t *price)
{
    int64_t left = nw_worth_of_sequence(of, sequence);
    for (int32_t t = 0; t < of->table->periods; t++)
        left -= sequence[t] < 0 ? 0 : price[t * of->table->posts + of->post[sequence[t]]];
    return left;
}

static void the_best_of_what_a_youth_chose_lately_is_found(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 68);
    setting s;
    nw_rotation_table table;
    nw_recent recent;
    remembered model = {.count = 0};
    int32_t chosen[NW_MOST_PERIODS] = {0}, found[NW_MOST_PERIODS], price[4 * 12];
    begin(&s, draw_cohort(&random, 1, 12, 12), draw_calendar(&random, 4));
    CU_ASSERT_EQUAL_FATAL(nw_rotation_table_new(&table, &s.task, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_recent_new(&recent, &table), NEXTWORK_OK);
    nw_candidates_of of = nw_candidates_of_youth(&table, 0);
    CU_ASSERT_EQUAL(nw_recent_best(found, &recent, 0, price), NW_NO_SEQUENCE);
    for (int n = 0; n < 100; n++) {
        for (int32_t t = 0; t < 4; t++)
            chosen[t] = draw_next(&random, &of, t, chosen);
        for (int i = 0; i < 4 * 12; i++)
            price[i] = below(&random, 30000000);
        nw_recent_add(&recent, &of, chosen);
        remember(&model, chosen);
        int64_t most = NW_NO_SEQUENCE;
        for (int i = 0; i < model.count; i++) {
            int64_t left = left_by(&of, model.sequence[i], price);
            most = left > most ? left : most;
        }
        CU_ASSERT_EQUAL(nw_recent_best(found, &recent, 0, price), most);
        CU_ASSERT_EQUAL(left_by(&of, found, price), most);
    }
    nw_recent_forget(&recent);
    CU_ASSERT_EQUAL(nw_recent_best(found, &recent, 0, price), NW_NO_SEQUENCE);
    nw_recent_clear(&recent);
    nw_rotation_table_clear(&table);
    end(&s);
}

static void rotate(setting *s)
{
    CU_ASSERT_EQUAL_FATAL(nw_rotate(&s->rotated, &s->task, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL(s->rotated.stop, NW_RUNNING);
}

/* From the definition: pairs by the history that the plan itself makes, both levels of seats, the
 * sum. */
static void check_plan(const setting *s)
{
    const nw_cohort *cohort = s->cohort;
    int32_t youths = cohort->youths.count, out[64] = {0}, company_at[64][NW_MOST_PERIODS];
    int64_t sum = 0, over = 0;
    for (int32_t t = 0; t < s->task.periods; t++) {
        nw_round *round;
        int32_t at_post[64] = {0}, at_company[64] = {0};
        CU_ASSERT_EQUAL_FATAL(
            nw_round_in_plan(&round, s->cohort, &s->calendar, s->rotated.post_of, t), NEXTWORK_OK);
        for (int32_t y = 0; y < youths; y++) {
            int32_t p = s->rotated.post_of[t * youths + y];
            company_at[y][t] = p < 0 ? -1 : cohort->posts.company[p];
            over += p < 0 && out[y]++ > 0;
            if (p < 0)
                continue;
            nw_fit fit;
            nw_fit_pair(&fit, round, y, p);
            sum += (int64_t)fit.fit * s->task.weight[t];
            CU_ASSERT_EQUAL(fit.reasons, 0);
            CU_ASSERT(s->task.extend || nw_wish_rank(cohort, y, p) != NW_UNKNOWN);
            CU_ASSERT(++at_post[p] <= round->capacity.post_free[p]);
            CU_ASSERT(++at_company[company_at[y][t]] <=
                      round->capacity.company_free[company_at[y][t]]);
            for (int32_t before = 0; before < t; before++)
                CU_ASSERT_NOT_EQUAL(company_at[y][before], company_at[y][t]);
        }
        nw_round_unref(round);
    }
    CU_ASSERT_EQUAL(s->rotated.sat_out, over);
    CU_ASSERT_EQUAL(s->rotated.objective, sum - (s->task.must_place ? over * NW_SAT_OUT_COST : 0));
}

/* What the prices prove, by the plain search. */
static void check_bound(const setting *s)
{
    const nw_rotated *r = &s->rotated;
    int64_t sum = 0, posts = s->cohort->posts.count, companies = s->cohort->companies.count;
    nw_sequence_search *plain;
    nw_sequence_choice choice = {.rounds = s->task.rounds,
                                 .periods = s->task.periods,
                                 .weight = s->task.weight,
                                 .fixed = s->task.fixed,
                                 .extend = s->task.extend,
                                 .must_place = s->task.must_place,
                                 .most_candidates = s->task.most_candidates,
                                 .post_price = r->post_price,
                                 .company_price = r->company_price};
    CU_ASSERT_EQUAL_FATAL(nw_sequence_search_new(&plain, &choice), NEXTWORK_OK);
    for (int32_t y = 0; y < s->cohort->youths.count; y++)
        sum += nw_sequence_best(plain, y, NULL).value;
    nw_sequence_search_free(plain);
    for (int32_t t = 0; t < s->task.periods; t++) {
        const nw_capacity *capacity = &s->rounds[t]->capacity;
        for (int64_t p = 0; p < posts; p++) {
            CU_ASSERT(r->post_price[t * posts + p] >= 0);
            sum += r->post_price[t * posts + p] * capacity->post_free[p];
        }
        for (int64_t c = 0; c < companies; c++) {
            int64_t price = r->company_price[t * companies + c];
            CU_ASSERT(price >= 0);
            CU_ASSERT(price == 0 || capacity->company_free[c] != NW_UNLIMITED);
            sum += price == 0 ? 0 : price * capacity->company_free[c];
        }
    }
    CU_ASSERT_EQUAL(r->bound, sum);
    CU_ASSERT(r->bound >= r->objective);
}

static void plans_keep_to_the_rules_and_their_prices_prove_the_bound(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 63);
    for (int n = 0; n < 40; n++) {
        setting s;
        int posts = 1 + below(&random, 12), companies = 1 + below(&random, posts);
        nw_cohort *cohort = draw_cohort(&random, 1 + below(&random, 20), companies, posts);
        begin(&s, cohort, draw_calendar(&random, 1 + below(&random, 5)));
        s.task.extend = n % 3 != 0;
        s.task.must_place = n % 4 == 0;
        s.task.most_candidates = n % 5 == 0 ? 4 : 0;
        for (int32_t t = 0; t < s.task.periods; t++)
            s.weight[t] = 10000 - (n % 2) * 700 * t;
        rotate(&s);
        check_plan(&s);
        check_bound(&s);
        end(&s);
    }
}

enum { BRUTE_YOUTHS = 6, BRUTE_POSTS = 5, BRUTE_PERIODS = 3, MOST_SEQUENCES = 216 };

typedef struct {
    int64_t worth;
    int32_t posts[BRUTE_PERIODS];
} one_sequence;

typedef struct {
    one_sequence sequence[MOST_SEQUENCES]; /* best first */
    int32_t count;
} all_sequences;

typedef struct {
    const nw_rotation_table *table;
    all_sequences of[BRUTE_YOUTHS];
    int32_t post_left[BRUTE_PERIODS][BRUTE_POSTS], company_left[BRUTE_PERIODS][BRUTE_POSTS];
    int64_t most_from[BRUTE_YOUTHS + 1]; /* of this youth and those after it, by themselves */
    int64_t best;
} all_plans;

static void list_sequences(all_sequences *to, const nw_candidates_of *of, int32_t *sequence,
                           int32_t period)
{
    if (period < of->table->periods && period < BRUTE_PERIODS) {
        for (sequence[period] = -1; sequence[period] < of->count; sequence[period]++)
            list_sequences(to, of, sequence, period + 1);
        return;
    }
    int64_t worth = nw_worth_of_sequence(of, sequence);
    if (worth == NW_NO_SEQUENCE)
        return;
    int32_t at = to->count++;
    for (; at > 0 && to->sequence[at - 1].worth < worth; at--)
        to->sequence[at] = to->sequence[at - 1];
    to->sequence[at].worth = worth;
    for (int32_t t = 0; t < of->table->periods && t < BRUTE_PERIODS; t++)
        to->sequence[at].posts[t] = sequence[t] < 0 ? -1 : of->post[sequence[t]];
}

static bool take_seats(all_plans *a, const int32_t *posts, int32_t seats)
{
    bool fits = true;
    for (int32_t t = 0; t < a->table->periods; t++) {
        if (posts[t] < 0)
            continue;
        int32_t *post = &a->post_left[t][posts[t]];
        int32_t *company = &a->company_left[t][a->table->traits[posts[t]].company];
        *post -= seats;
        *company -= *company == NW_UNLIMITED ? 0 : seats;
        fits = fits && *post >= 0 && *company >= 0;
    }
    return fits;
}

/* The most that all plans of this youth and those after it are worth, beside `value`; those after
 * it alone are worth no more than was found for them before (Russian doll search). */
static void try_all(all_plans *a, int32_t youth, int64_t value)
{
    if (youth == a->table->youths) {
        a->best = value > a->best ? value : a->best;
        return;
    }
    for (int32_t i = 0; i < a->of[youth].count; i++) {
        const one_sequence *sequence = &a->of[youth].sequence[i];
        if (value + sequence->worth + a->most_from[youth + 1] <= a->best)
            return;
        if (take_seats(a, sequence->posts, 1))
            try_all(a, youth + 1, value + sequence->worth);
        (void)take_seats(a, sequence->posts, -1);
    }
}

/* The best of all plans, knowing that there is one of `known`. */
static int64_t best_of_all(const setting *s, int64_t known)
{
    nw_rotation_table table;
    static all_plans a;
    memset(&a, 0, sizeof a);
    CU_ASSERT_EQUAL_FATAL(nw_rotation_table_new(&table, &s->task, NULL), NEXTWORK_OK);
    a.table = &table;
    for (int32_t t = 0; t < table.periods; t++) {
        for (int32_t p = 0; p < table.posts; p++)
            a.post_left[t][p] = table.seats[t].post_seats[p];
        for (int32_t c = 0; c < table.companies; c++)
            a.company_left[t][c] = table.seats[t].company_seats[c];
    }
    for (int32_t y = 0; y < table.youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(&table, y);
        int32_t sequence[NW_MOST_PERIODS];
        list_sequences(&a.of[y], &of, sequence, 0);
    }
    for (int32_t y = table.youths - 1; y >= 0; y--) {
        a.best = y == 0 ? known : NW_NO_SEQUENCE;
        try_all(&a, y, 0);
        a.most_from[y] = a.best;
    }
    nw_rotation_table_clear(&table);
    return a.best;
}

static void small_plans_are_nearly_always_the_best_of_all(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 64);
    int best = 0, plans = 80;
    for (int n = 0; n < plans; n++) {
        setting s;
        int posts = 2 + below(&random, BRUTE_POSTS - 1), companies = 1 + below(&random, posts);
        int youths = 2 + below(&random, BRUTE_YOUTHS - 1);
        nw_cohort *cohort = draw_cohort(&random, youths, companies, posts);
        begin(&s, cohort, draw_calendar(&random, 2 + below(&random, BRUTE_PERIODS - 1)));
        s.task.extend = n % 2 == 0;
        s.task.must_place = n % 7 == 0;
        s.task.effort = 10;
        rotate(&s);
        int64_t most = best_of_all(&s, s.rotated.objective);
        CU_ASSERT(s.rotated.bound >= most);
        best += s.rotated.objective == most;
        end(&s);
    }
    printf("\n    %d of %d are the best of all\n", best, plans);
    CU_ASSERT(100 * best >= 95 * plans);
}

static void what_is_fixed_stays(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 65);
    for (int n = 0; n < 40; n++) {
        setting s;
        int32_t fixed[NW_MOST_PERIODS * 20], youths = 1 + below(&random, 20);
        begin(&s, draw_cohort(&random, youths, 5, 8), draw_calendar(&random, 4));
        rotate(&s);
        for (int32_t y = 0; y < youths; y++) /* as far as the youth has come */
            for (int32_t t = 0, kept = below(&random, 5); t < s.task.periods; t++) {
                int32_t post = s.rotated.post_of[t * youths + y];
                fixed[t * youths + y] = t >= kept ? NW_FREE : post < 0 ? NW_STAYS_OUT : post;
            }
        s.task.fixed = fixed;
        rotate(&s);
        check_plan(&s);
        check_bound(&s);
        for (int32_t i = 0; i < s.task.periods * youths; i++)
            CU_ASSERT(fixed[i] == NW_FREE ||
                      s.rotated.post_of[i] == (fixed[i] == NW_STAYS_OUT ? -1 : fixed[i]));
        end(&s);
    }
}

static uint64_t hash_of(const setting *s)
{
    const nw_rotated *r = &s->rotated;
    int64_t periods = s->task.periods;
    uint64_t hash = nw_keyed_hash(0, (uint64_t)r->objective, NULL, 0);
    hash = nw_keyed_hash(hash, (uint64_t)r->bound, NULL, 0);
    for (int64_t i = 0; i < periods * s->cohort->youths.count; i++)
        hash = nw_keyed_hash(hash, (uint64_t)(int64_t)r->post_of[i], NULL, 0);
    for (int64_t i = 0; i < periods * s->cohort->posts.count; i++)
        hash = nw_keyed_hash(hash, (uint64_t)r->post_price[i], NULL, 0);
    for (int64_t i = 0; i < periods * s->cohort->companies.count; i++)
        hash = nw_keyed_hash(hash, (uint64_t)r->company_price[i], NULL, 0);
    return hash;
}

static void a_plan_is_the_same_on_any_threads(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 66);
    nw_calendar calendar = nw_calendar_of(NW_TEST_START, NW_TEST_WEEKS, 4);
    setting s;
    begin(&s, draw_cohort(&random, 200, 40, 60), calendar);
    s.task.effort = 2;
    rotate(&s);
    uint64_t hash = hash_of(&s);
    s.task.threads = 3;
    rotate(&s);
    CU_ASSERT_EQUAL(hash_of(&s), hash);
    end(&s);
}

static void stopped_at_any_time_there_is_a_plan(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 67);
    setting s;
    nextwork_monitor *monitor;
    begin(&s, draw_cohort(&random, 40, 8, 12), draw_calendar(&random, 3));
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    for (int64_t milliseconds = 1; milliseconds < 40; milliseconds += 3) {
        CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(monitor, milliseconds), NEXTWORK_OK);
        nextwork_status status = nw_rotate(&s.rotated, &s.task, monitor);
        if (status == NEXTWORK_ERROR_CANCELLED)
            continue; /* before there was anything */
        CU_ASSERT_EQUAL(status, NEXTWORK_OK);
        check_plan(&s);
        check_bound(&s);
    }
    nextwork_monitor_free(monitor);
    end(&s);
}

int main(void)
{
    static const nw_case cases[] = {
        {"earlier periods count as rows would", earlier_periods_count_as_rows_would},
        {"no sequence of a youth is better at these prices",
         no_sequence_of_a_youth_is_better_at_these_prices},
        {"the best of what a youth chose lately is found",
         the_best_of_what_a_youth_chose_lately_is_found},
        {"plans keep to the rules, and their prices prove the bound",
         plans_keep_to_the_rules_and_their_prices_prove_the_bound},
        {"small plans are nearly always the best of all",
         small_plans_are_nearly_always_the_best_of_all},
        {"what is fixed stays", what_is_fixed_stays},
        {"a plan is the same on any threads", a_plan_is_the_same_on_any_threads},
        {"stopped at any time there is a plan", stopped_at_any_time_there_is_a_plan},
        {NULL, NULL},
    };
    return nw_run_cases("rotation", cases);
}
