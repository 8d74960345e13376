/* What is allowed but worth a word: rules that bind nobody because nothing is known. One finding a
 * kind, with a count, for such gaps are whole columns more often than single cells. */
#include "cohort/freeze.h"

#include "base/memory.h"

static bool has_seats(const nw_cohort *cohort, int32_t company)
{
    const nw_companies *companies = &cohort->companies;
    for (int64_t i = companies->post_start[company]; i < companies->post_start[company + 1]; i++)
        if (cohort->posts.seats[companies->post[i]] > 0)
            return true;
    return false;
}

static nextwork_status check_headcounts(nw_freeze *freeze)
{
    const nw_companies *companies = &freeze->cohort->companies;
    int64_t unknown = 0;
    for (int32_t company = 0; company < companies->count; company++)
        unknown +=
            companies->headcount[company] == NW_UNKNOWN && has_seats(freeze->cohort, company);
    if (unknown == 0)
        return NEXTWORK_OK;
    return nw_finding_cell(freeze->findings, NW_WARNING, "unknown-headcount",
                           freeze->companies.table, -1, NW_C_HEADCOUNT,
                           "%lld of %d companies have seats but no headcount: the headcount rule "
                           "does not bind them; give headcount where it is known",
                           (long long)unknown, companies->count);
}

static nextwork_status check_birth_years(nw_freeze *freeze)
{
    const nw_youths *youths = &freeze->cohort->youths;
    int64_t unknown = 0;
    for (int32_t youth = 0; youth < youths->count; youth++)
        unknown += youths->birth_year[youth] == NW_UNKNOWN;
    if (unknown == 0)
        return NEXTWORK_OK;
    return nw_finding_cell(freeze->findings, NW_WARNING, "unknown-birth-year", freeze->youths.table,
                           -1, NW_Y_BIRTH_YEAR,
                           "%lld of %d youths have no birth_year: the rules on age do not bind "
                           "them; give birth_year where it is known",
                           (long long)unknown, youths->count);
}

/* --- Networks ------------------------------------------------------------------------------- */

static void mark_networks(int8_t *has_company, const nw_companies *companies)
{
    for (int64_t i = 0; i < companies->network_start[companies->count]; i++)
        has_company[companies->network[i]] = 1;
}

/* For each network without a company one finding, at the first of its youths. */
static nextwork_status find_lonely(nw_freeze *freeze, int8_t *has_company)
{
    const nw_youths *youths = &freeze->cohort->youths;
    for (int32_t youth = 0; youth < youths->count; youth++) {
        int32_t network = youths->network[youth];
        if (network < 0 || has_company[network] == 1)
            continue;
        has_company[network] = 1;
        NW_TRY(nw_finding_cell(freeze->findings, NW_WARNING, "network-without-company",
                               freeze->youths.table, freeze->youths.from[youth], NW_Y_NETWORK,
                               "no company is in this network, so its youths have no post; is it "
                               "spelt as in companies?"));
    }
    return NEXTWORK_OK;
}

/* Where no company names a network at all, networks are unknown and bind nobody. */
static nextwork_status check_networks(nw_freeze *freeze)
{
    const nw_companies *companies = &freeze->cohort->companies;
    if (companies->network_start[companies->count] == 0)
        return NEXTWORK_OK;
    int8_t *has_company = NW_NEW_ZERO(int8_t, freeze->cohort->networks.count);
    if (has_company == NULL)
        return nw_fail_memory("a list of networks");
    mark_networks(has_company, companies);
    nextwork_status status = find_lonely(freeze, has_company);
    nw_free(has_company);
    return status;
}

nextwork_status nw_check_unknowns(nw_freeze *freeze)
{
    NW_TRY(check_headcounts(freeze));
    NW_TRY(check_birth_years(freeze));
    return check_networks(freeze);
}
