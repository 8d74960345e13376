/* Plans of several periods: every fit as the definition has it, no plan better than the bound, and
 * on small cohorts nearly always none better than the plan. */
#include "base/dates.h"
#include "base/memory.h"
#include "fit/fit.h"
#include "plan/history.h"
#include "plan/rotation.h"
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
    for (int32_t y = 0; y < table->youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(table, y);
        int32_t sequence[NW_MOST_PERIODS];
        for (int32_t t = 0; t < table->periods; t++)
            sequence[t] = below(random, of.count + 1) - 1;
        int64_t value = nw_best_sequence(sequence, &room, &of, of.fixed, price);
        CU_ASSERT_EQUAL(value, nw_sequence_best(plain, y, NULL).value);
        int64_t worth = nw_worth_of_sequence(&of, sequence);
        for (int32_t t = 0; t < table->periods; t++)
            worth -= sequence[t] < 0 ? 0 : price[t * table->posts + of.post[sequence[t]]];
        CU_ASSERT_EQUAL(value, worth);
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

static void no_sequence_of_a_youth_is_better_at_these_prices(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 62);
    for (int n = 0; n < 300; n++) {
        setting s;
        nw_rotation_table table;
        int32_t fixed[NW_MOST_PERIODS * 8];
        nw_cohort *cohort = nw_test_random_cohort(&random, 1 + below(&random, 8), 5, 2);
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

int main(void)
{
    static const nw_case cases[] = {
        {"earlier periods count as rows would", earlier_periods_count_as_rows_would},
        {"no sequence of a youth is better at these prices",
         no_sequence_of_a_youth_is_better_at_these_prices},
        {NULL, NULL},
    };
    return nw_run_cases("rotation", cases);
}
