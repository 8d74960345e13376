/* A plan of several periods is the same for ever, with every compiler. */
#include "base/memory.h"
#include "base/random.h"
#include "generate/generate.h"
#include "plan/rotation.h"
#include "runner.h"

enum { PERIODS = 4, WEEKS = 13 };

static nw_cohort *make_cohort(int32_t *start)
{
    nw_knobs knobs;
    nw_table tables[NW_TABLES];
    char *policy;
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    CU_ASSERT_FATAL(nw_knobs_of(&knobs, "site"));
    *start = (int32_t)knobs.start;
    CU_ASSERT_EQUAL_FATAL(nw_generate(tables, &policy, &knobs), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_cohort_freeze(&cohort, tables, policy, "policy.ini", &findings),
                          NEXTWORK_OK);
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
    nw_free(policy);
    nw_findings_clear(&findings);
    return cohort;
}

static uint64_t add(uint64_t hash, int64_t number)
{
    return nw_keyed_hash(hash, (uint64_t)number, NULL, 0);
}

static void plans_stay(void)
{
    int32_t start, weight[PERIODS] = {10000, 9500, 9025, 8574};
    nw_cohort *cohort = make_cohort(&start);
    nw_round *rounds[PERIODS];
    for (int32_t t = 0; t < PERIODS; t++)
        CU_ASSERT_EQUAL_FATAL(nw_round_new(&rounds[t], cohort, start + 7 * WEEKS * t, WEEKS),
                              NEXTWORK_OK);
    int64_t youths = cohort->youths.count, posts = cohort->posts.count;
    int64_t companies = cohort->companies.count;
    nw_rotation_task task = {.rounds = rounds,
                             .periods = PERIODS,
                             .weight = weight,
                             .extend = true,
                             .effort = 2,
                             .threads = 2};
    nw_rotated r = {.post_of = NW_NEW(int32_t, PERIODS * youths),
                    .post_price = NW_NEW(int64_t, PERIODS * posts),
                    .company_price = NW_NEW(int64_t, PERIODS * companies)};
    CU_ASSERT_EQUAL_FATAL(nw_rotate(&r, &task, NULL), NEXTWORK_OK);
    uint64_t plan = 0, prices = 0;
    for (int64_t i = 0; i < PERIODS * youths; i++)
        plan = add(plan, r.post_of[i]);
    for (int64_t i = 0; i < PERIODS * posts; i++)
        prices = add(prices, r.post_price[i]);
    for (int64_t i = 0; i < PERIODS * companies; i++)
        prices = add(prices, r.company_price[i]);
    CU_ASSERT_EQUAL(r.objective, INT64_C(39481718075));
    CU_ASSERT_EQUAL(r.bound, INT64_C(39498118890));
    CU_ASSERT_EQUAL(plan, UINT64_C(0x894d40733b7be1f2));
    CU_ASSERT_EQUAL(prices, UINT64_C(0x97cc01a3af6c7c6b));
    nw_free(r.post_of);
    nw_free(r.post_price);
    nw_free(r.company_price);
    for (int32_t t = 0; t < PERIODS; t++)
        nw_round_unref(rounds[t]);
    nw_cohort_unref(cohort);
}

int main(void)
{
    static const nw_case cases[] = {
        {"plans stay", plans_stay},
        {NULL, NULL},
    };
    return nw_run_cases("golden rotation", cases);
}
