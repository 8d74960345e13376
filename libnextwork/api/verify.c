#include "round/verify/verify.h"

#include "api/placed.h"
#include "plan/verify_plan.h"

#include <nextwork/verify.h>

static nextwork_status verify(nextwork_table **table, int32_t *holds, nw_cohort *cohort,
                              nw_result_files *files, nextwork_monitor *monitor)
{
    bool all;
    nextwork_status status = nw_verify(table, &all, cohort, files, monitor);
    if (status == NEXTWORK_OK)
        *holds = all;
    nw_result_files_clear(files);
    return status;
}

static nextwork_status verify_plan(nextwork_table **table, int32_t *holds, nw_cohort *cohort,
                                   const char *folder, nextwork_monitor *monitor)
{
    bool all;
    nw_plan_files files;
    NW_TRY(nw_plan_files_read(&files, folder));
    nextwork_status status = nw_verify_plan(table, &all, cohort, &files, NW_BOUND_STEPS, monitor);
    if (status == NEXTWORK_OK)
        *holds = all;
    nw_plan_files_clear(&files);
    return status;
}

nextwork_status nextwork_cohort_verify(nextwork_table **table, int32_t *holds,
                                       nextwork_cohort *cohort, const char *folder,
                                       nextwork_monitor *monitor)
{
    NW_GIVEN(table);
    NW_GIVEN(holds);
    NW_GIVEN(cohort);
    NW_GIVEN(folder);
    nw_result_files files;
    bool is_plan = false;
    NW_TRY(nw_is_plan(&is_plan, folder));
    if (is_plan)
        return verify_plan(table, holds, cohort, folder, monitor);
    NW_TRY(nw_result_files_read(&files, folder));
    return verify(table, holds, cohort, &files, monitor);
}

nextwork_status nextwork_result_verify(nextwork_table **table, int32_t *holds,
                                       const nextwork_result *result, nextwork_monitor *monitor)
{
    NW_GIVEN(table);
    NW_GIVEN(holds);
    NW_GIVEN(result);
    NW_TRY(nw_expect_placements(result));
    nw_result_files files;
    NW_TRY(nw_result_files_of(&files, result));
    return verify(table, holds, result->round->cohort, &files, monitor);
}
