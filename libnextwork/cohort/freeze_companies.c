#include "base/memory.h"
#include "cohort/freeze.h"

/* --- Companies ------------------------------------------------------------------------------ */

static nextwork_status read_industries(nw_freeze *freeze)
{
    const nw_source *source = &freeze->companies;
    nw_industry *industries = NW_NEW(nw_industry, source->count);
    freeze->cohort->companies.industry = industries;
    if (industries == NULL)
        return nw_fail_memory("a column of industries");
    for (int32_t row = 0; row < source->count; row++)
        NW_TRY(nw_read_industry(&industries[row], freeze, source->table, source->from[row],
                                NW_C_INDUSTRY_SCHEME, NW_C_INDUSTRY));
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_companies(nw_freeze *freeze)
{
    nw_companies *companies = &freeze->cohort->companies;
    nw_source *source = &freeze->companies;
    NW_TRY(nw_freeze_ids(freeze, &companies->ids, source, NW_COMPANIES, NW_C_ID));
    NW_TRY(nw_index_ids(&companies->ids, source->count));
    companies->count = source->count;
    NW_TRY(nw_lists_read(&freeze->company_networks, &freeze->networks, source, NW_C_NETWORK));
    NW_TRY(nw_single_read(&companies->owner, &freeze->owners, source, NW_C_OWNER));
    NW_TRY(nw_freeze_municipalities(&companies->municipality, freeze, source, NW_C_MUNICIPALITY));
    NW_TRY(nw_freeze_places(&companies->place, source, NW_C_LATITUDE, NW_C_LONGITUDE));
    NW_TRY(read_industries(freeze));
    NW_TRY(nw_freeze_ints(&companies->headcount, source, NW_C_HEADCOUNT));
    NW_TRY(nw_freeze_ints(&companies->others_placed, source, NW_C_OTHERS_PLACED));
    NW_TRY(nw_freeze_ints(&companies->answered, source, NW_C_ANSWERED));
    return nw_freeze_ints(&companies->asked, source, NW_C_ASKED);
}

/* --- Posts ---------------------------------------------------------------------------------- */

static nextwork_status read_companies(nw_freeze *freeze)
{
    const nw_source *source = &freeze->posts;
    int32_t *companies = NW_NEW(int32_t, source->count);
    freeze->cohort->posts.company = companies;
    if (companies == NULL)
        return nw_fail_memory("the companies of posts");
    nw_reference company = nw_reference_to(freeze, source->table, NW_P_COMPANY, NW_COMPANIES);
    for (int32_t row = 0; row < source->count; row++) {
        companies[row] = nw_resolve(&company, source->from[row]);
        if (companies[row] == NW_NOT_FOUND)
            NW_TRY(nw_unknown_id(freeze, NW_ERROR, &company, source->from[row],
                                 "add it there, or remove this post"));
    }
    return NEXTWORK_OK;
}

static nextwork_status read_functions(nw_freeze *freeze)
{
    const nw_source *source = &freeze->posts;
    nw_function *functions = NW_NEW(nw_function, source->count);
    freeze->cohort->posts.function = functions;
    if (functions == NULL)
        return nw_fail_memory("a column of functions");
    for (int32_t row = 0; row < source->count; row++)
        NW_TRY(nw_read_function(&functions[row], freeze, source->table, source->from[row],
                                NW_P_FUNCTION));
    return NEXTWORK_OK;
}

/* Each company's posts, ascending. */
static nextwork_status group_posts(nw_freeze *freeze)
{
    nw_companies *companies = &freeze->cohort->companies;
    const nw_posts *posts = &freeze->cohort->posts;
    int64_t *start = NW_NEW_ZERO(int64_t, (int64_t)companies->count + 1);
    companies->post_start = start;
    companies->post = NW_NEW(int32_t, posts->count);
    if (start == NULL || companies->post == NULL)
        return nw_fail_memory("the posts of companies");
    for (int32_t post = 0; post < posts->count; post++)
        if (posts->company[post] >= 0)
            start[posts->company[post] + 1]++;
    for (int32_t company = 0; company < companies->count; company++)
        start[company + 1] += start[company];
    for (int32_t post = 0; post < posts->count; post++)
        if (posts->company[post] >= 0)
            companies->post[start[posts->company[post]]++] = post;
    memmove(start + 1, start, (size_t)companies->count * sizeof *start);
    start[0] = 0;
    return NEXTWORK_OK;
}

nextwork_status nw_freeze_posts(nw_freeze *freeze)
{
    nw_posts *posts = &freeze->cohort->posts;
    nw_source *source = &freeze->posts;
    NW_TRY(nw_freeze_ids(freeze, &posts->ids, source, NW_POSTS, NW_P_ID));
    NW_TRY(nw_index_ids(&posts->ids, source->count));
    posts->count = source->count;
    NW_TRY(read_companies(freeze));
    NW_TRY(read_functions(freeze));
    NW_TRY(group_posts(freeze));
    NW_TRY(nw_freeze_ints(&posts->seats, source, NW_P_SEATS));
    NW_TRY(nw_freeze_ints(&posts->hours_min, source, NW_P_HOURS_MIN));
    NW_TRY(nw_freeze_ints(&posts->hours_max, source, NW_P_HOURS_MAX));
    NW_TRY(nw_freeze_ints(&posts->available_from, source, NW_P_AVAILABLE_FROM));
    NW_TRY(nw_freeze_ints(&posts->available_to, source, NW_P_AVAILABLE_TO));
    NW_TRY(nw_lists_read(&posts->requires, &freeze->skills, source, NW_P_REQUIRES));
    NW_TRY(nw_lists_read(&posts->prefers, &freeze->skills, source, NW_P_PREFERS));
    return nw_lists_read(&posts->offers, &freeze->needs, source, NW_P_OFFERS);
}
