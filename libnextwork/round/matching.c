#include "round/matching.h"

#include "base/memory.h"
#include "round/mechanism.h"

#include <nextwork/match.h>

static nextwork_status allocate(nw_result *result, const nw_cohort *cohort)
{
    result->post_of = NW_NEW(int32_t, cohort->youths.count);
    result->fit_of = NW_NEW(int32_t, cohort->youths.count);
    result->cutoff = NW_NEW(nw_standing, cohort->posts.count);
    return result->post_of == NULL || result->fit_of == NULL || result->cutoff == NULL
               ? nw_fail_memory("the result of a match")
               : NEXTWORK_OK;
}

static nextwork_status run(nw_result *result, const nw_mechanism *mechanism,
                           nextwork_monitor *monitor)
{
    nw_placing placing;
    NW_TRY(allocate(result, result->round->cohort));
    NW_TRY(nw_placing_new(&placing, result->round, &result->options, monitor));
    result->lottery = placing.priorities.lottery; /* the result's from now on */
    result->carries = placing.carries;
    nextwork_status status = mechanism->run(result, &placing);
    if (status == NEXTWORK_OK)
        status = nw_result_set_fits(result);
    placing.priorities.lottery = NULL;
    placing.carries = NULL;
    nw_placing_clear(&placing);
    return status;
}

static nextwork_status new_result(nw_result **result, nw_round *round,
                                  const nw_match_options *options, const nw_mechanism *mechanism)
{
    nw_result *made = NW_NEW_ZERO(nw_result, 1);
    if (made == NULL)
        return nw_fail_memory("the result of a match");
    made->references = 1;
    made->options = *options;
    made->options.mechanism = mechanism->name;
    made->mechanism = mechanism;
    nextwork_status status = nw_round_to_match(&made->round, round, mechanism, options);
    if (status == NEXTWORK_OK)
        *result = made;
    else
        nw_result_unref(made);
    return status;
}

nextwork_status nw_match_round(nw_result **result, nw_round *round, const nw_match_options *options,
                               nextwork_monitor *monitor)
{
    const nw_mechanism *mechanism;
    NW_TRY(nw_mechanism_chosen(&mechanism, options));
    nw_result *made = NULL;
    NW_TRY(new_result(&made, round, options, mechanism));
    nextwork_status status = run(made, mechanism, monitor);
    if (status == NEXTWORK_OK)
        made->outcome = mechanism->outcome;
    else if (status == NEXTWORK_ERROR_CANCELLED)
        made->outcome = nw_monitor_step(monitor, 0) == NW_STOP_DEADLINE
                            ? NEXTWORK_OUTCOME_TIME_LIMIT
                            : NEXTWORK_OUTCOME_CANCELLED;
    else {
        nw_result_unref(made);
        return status;
    }
    *result = made;
    return NEXTWORK_OK;
}
