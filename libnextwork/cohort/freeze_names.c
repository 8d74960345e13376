/* Codes in their final numbers: once every table has been read, all names of a kind are known and
 * numbered in their sorted order, which does not depend on the order of rows. */
#include "base/memory.h"
#include "cohort/freeze.h"

static void renumber(int32_t *numbers, int32_t count, const int32_t *place)
{
    for (int32_t row = 0; row < count; row++)
        if (numbers[row] >= 0)
            numbers[row] = place[numbers[row]];
}

static nextwork_status number_networks(nw_freeze *freeze, const int32_t *place)
{
    nw_cohort *cohort = freeze->cohort;
    renumber(cohort->youths.network, cohort->youths.count, place);
    NW_TRY(
        nw_lists_sort(freeze, &freeze->company_networks, place, &freeze->companies, NW_C_NETWORK));
    cohort->companies.network_start = freeze->company_networks.start;
    cohort->companies.network = freeze->company_networks.code;
    freeze->company_networks = (nw_code_rows){0};
    return NEXTWORK_OK;
}

static nextwork_status number_owners(nw_freeze *freeze, const int32_t *place)
{
    nw_companies *companies = &freeze->cohort->companies;
    renumber(companies->owner, companies->count, place);
    return NEXTWORK_OK;
}

static nextwork_status number_needs(nw_freeze *freeze, const int32_t *place)
{
    nw_cohort *cohort = freeze->cohort;
    NW_TRY(nw_lists_sort(freeze, &cohort->youths.needs, place, &freeze->youths, NW_Y_NEEDS));
    return nw_lists_sort(freeze, &cohort->posts.offers, place, &freeze->posts, NW_P_OFFERS);
}

static nextwork_status number_skills(nw_freeze *freeze, const int32_t *place)
{
    nw_cohort *cohort = freeze->cohort;
    NW_TRY(nw_lists_sort(freeze, &cohort->youths.skills, place, &freeze->youths, NW_Y_SKILLS));
    NW_TRY(nw_lists_sort(freeze, &cohort->posts.requires, place, &freeze->posts, NW_P_REQUIRES));
    return nw_lists_sort(freeze, &cohort->posts.prefers, place, &freeze->posts, NW_P_PREFERS);
}

static nextwork_status number_all(nw_freeze *freeze, nw_names *names,
                                  const nw_dictionary *dictionary,
                                  nextwork_status (*number)(nw_freeze *, const int32_t *))
{
    int32_t *place = NULL;
    nextwork_status status = nw_dictionary_sort(names, &place, dictionary);
    if (status == NEXTWORK_OK)
        status = number(freeze, place);
    nw_free(place);
    return status;
}

nextwork_status nw_freeze_names(nw_freeze *freeze)
{
    nw_cohort *cohort = freeze->cohort;
    NW_TRY(number_all(freeze, &cohort->networks, &freeze->networks, number_networks));
    NW_TRY(number_all(freeze, &cohort->owners, &freeze->owners, number_owners));
    NW_TRY(number_all(freeze, &cohort->need_codes, &freeze->needs, number_needs));
    return number_all(freeze, &cohort->skill_codes, &freeze->skills, number_skills);
}
