#include "nation.h"

#include "base/memory.h"
#include "cohort/cohort.h"
#include "generate/generate.h"

static nextwork_status freeze(nw_cohort **cohort, nw_table *tables, char *policy)
{
    nw_findings findings = {0};
    nextwork_status status = nw_cohort_freeze(cohort, tables, policy, "policy.ini", &findings);
    nw_findings_clear(&findings);
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
    nw_free(policy);
    return status;
}

nextwork_status bench_nation_round(nw_round **round, const bench_ask *ask, int32_t weeks)
{
    nw_knobs knobs;
    nw_table tables[NW_TABLES];
    char *policy;
    nw_cohort *cohort = NULL;
    nw_knobs_of(&knobs, "nation");
    knobs.companies = knobs.companies * ask->size / knobs.youths;
    knobs.youths = ask->size;
    knobs.seed = ask->seed;
    NW_TRY(nw_generate(tables, &policy, &knobs));
    NW_TRY(freeze(&cohort, tables, policy));
    nextwork_status status = nw_round_new(round, cohort, (int32_t)knobs.start, weeks);
    nw_cohort_unref(cohort);
    return status;
}
