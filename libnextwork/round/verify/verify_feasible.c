#include "round/verify/verify_feasible.h"

#include "fit/explain.h"

static nextwork_status verify_seats(nw_report *report, const nw_check *check)
{
    NW_TRY(nw_report_check(report, "seats", check->posts_over == 0,
                           "%lld posts have more youths than free seats",
                           (long long)check->posts_over));
    return nw_report_check(report, "headcount", check->companies_over == 0,
                           "%lld companies have more youths than the headcount rule allows",
                           (long long)check->companies_over);
}

static nextwork_status verify_reasons(nw_report *report, const nw_result *claim)
{
    const nw_cohort *cohort = claim->round->cohort;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int32_t p = claim->post_of[y];
        if (p < 0)
            continue;
        uint32_t reasons = nw_pair_reasons(claim->round, y, p);
        bool chosen = claim->options.extend || nw_wish_rank(cohort, y, p) != NW_UNKNOWN ||
                      nw_holds(claim->round, y, p);
        if (reasons == 0 && chosen)
            continue;
        char names[NW_REASONS * 24] = "not-listed";
        if (reasons != 0)
            names[nw_reasons_text(names, sizeof names - 1, reasons, '|')] = '\0';
        nw_text youth = cohort->youths.ids.texts[y], post = cohort->posts.ids.texts[p];
        return nw_report_check(report, "reasons", false, "youth %.*s may not be at post %.*s: %s",
                               (int)youth.bytes, youth.at, (int)post.bytes, post.at, names);
    }
    return nw_report_check(report, "reasons", true, "no reason forbids any placement");
}

nw_seats nw_claimed_seats(const nw_result *claim)
{
    const nw_round *round = claim->round;
    const nw_cohort *cohort = round->cohort;
    const nw_capacity *places = nw_round_places(round);
    return (nw_seats){cohort->posts.count, cohort->companies.count, places->post_free,
                      cohort->posts.company, places->company_free};
}

nextwork_status nw_verify_feasible(nw_report *report, const nw_result *claim, const nw_check *check)
{
    NW_TRY(verify_seats(report, check));
    return verify_reasons(report, claim);
}
