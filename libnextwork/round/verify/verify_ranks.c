#include "round/verify/verify_ranks.h"

#include "match/pairs.h"
#include "round/cutoffs.h"
#include "round/rank_proof.h"
#include "round/verify/verify_feasible.h"

#include <stdio.h>

/* About a minute. */
#define MOST_LOOKS INT64_C(20000000000)

static void name_rank(char text[64], int32_t rank)
{
    if (rank == NW_RANK_PLACED)
        snprintf(text, 64, "places more youths");
    else if (rank == NW_RANK_UNLISTED)
        snprintf(text, 64, "is better at posts that were not listed");
    else
        snprintf(text, 64, "is better at rank %d", (int)rank);
}

static nextwork_status report_proof(nw_report *report, nw_rank_proof proof, bool fair)
{
    char better[64];
    const char *check = "profile-optimal";
    switch (proof.verdict) {
    case NW_RANK_PROVEN:
        return nw_report_check(report, check, true, "%s",
                               fair ? "no matching places more, or as many with a better profile"
                                    : "no matching has a better profile");
    case NW_RANK_BETTERED:
        name_rank(better, proof.rank);
        return nw_report_check(report, check, false, "another matching %s%s", better,
                               proof.rank == NW_RANK_PLACED ? ""
                               : fair ? ", places as many and is as good at all ranks behind it"
                                      : " and as good at all ranks before it");
    default:
        return nw_report_open(report, check, "not proven: the cohort is too large for this proof");
    }
}

static nextwork_status verify(nw_report *report, nw_result *claim, bool fair,
                              nextwork_monitor *monitor)
{
    nw_seats seats = nw_claimed_seats(claim);
    nw_check check;
    nw_no_cutoffs(claim);
    NW_TRY(nw_count_placements(&check, &seats, claim));
    nw_rank_proof proof;
    nextwork_status status = nw_verify_feasible(report, claim, &check);
    if (status == NEXTWORK_OK && report->holds) {
        status = nw_rank_proof_of(&proof, claim, &check, fair, MOST_LOOKS, monitor);
        if (status == NEXTWORK_OK)
            status = report_proof(report, proof, fair);
    }
    nw_check_clear(&check);
    return status;
}

nextwork_status nw_verify_rank_maximal(nw_report *report, nw_result *claim,
                                       nextwork_monitor *monitor)
{
    return verify(report, claim, false, monitor);
}

nextwork_status nw_verify_fair(nw_report *report, nw_result *claim, nextwork_monitor *monitor)
{
    return verify(report, claim, true, monitor);
}
