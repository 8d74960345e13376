#include "round/market/open_market_tables.h"

#include "base/memory.h"

/* ---- changes --------------------------------------------------------------------------------- */

enum { MOVED, FROM, FROM_RANK, TO, TO_RANK, CHANGES_COLUMNS };

static const nw_column_schema changes_columns[CHANGES_COLUMNS] = {
    [MOVED] = {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    [FROM] = {"from_post_id", NW_ID, false, 0, 0, NULL, "the post before; empty: none"},
    [FROM_RANK] = {"from_rank", NW_INT, false, 1, 9999, NULL,
                   "rank at which the youth wishes for it now; empty: not at all"},
    [TO] = {"to_post_id", NW_ID, false, 0, 0, NULL, "the post after; empty: none"},
    [TO_RANK] = {"to_rank", NW_INT, false, 1, 9999, NULL, "rank of that"},
};

static const nw_table_schema changes_schema = {"changes", true, CHANGES_COLUMNS, changes_columns,
                                               "whom an edit of an open market moved"};

static nextwork_status set_post(nw_table *table, const nw_open_market *market, int32_t youth,
                                int32_t post, int64_t column)
{
    if (post < 0)
        return NEXTWORK_OK;
    int32_t rank = nw_open_market_rank(market, youth, post);
    if (rank != NW_UNKNOWN)
        nw_table_set_int(table, column + 1, rank);
    return nw_table_set_text(table, column, market->round->cohort->posts.ids.texts[post]);
}

static nextwork_status add_change(nw_table *table, const nw_open_market *market,
                                  nw_live_change change)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, MOVED, market->round->cohort->youths.ids.texts[change.youth]));
    NW_TRY(set_post(table, market, change.youth, change.from, FROM));
    return set_post(table, market, change.youth, change.to, TO);
}

static nextwork_status fill_changes(nw_table *table, const nw_open_market *market)
{
    int32_t count;
    const nw_live_change *changes = nw_live_changes(&count, market->live);
    nw_keyed *order = NW_NEW(nw_keyed, 2 * (int64_t)count);
    if (order == NULL)
        return nw_fail_memory("the changes of a market");
    for (int32_t i = 0; i < count; i++)
        order[i] = (nw_keyed){(uint64_t)changes[i].youth, i};
    nw_sort_keyed(order, order + count, count);
    nextwork_status status = NEXTWORK_OK;
    for (int32_t i = 0; i < count && status == NEXTWORK_OK; i++)
        status = add_change(table, market, changes[order[i].item]);
    nw_free(order);
    return status;
}

/* ---- youths ---------------------------------------------------------------------------------- */

enum { YOUTH, YOUTH_POST, YOUTH_COMPANY, YOUTH_RANK, YOUTHS_COLUMNS };

static const nw_column_schema youths_columns[YOUTHS_COLUMNS] = {
    [YOUTH] = {"youth_id", NW_ID, true, 0, 0, NULL, "a youth in the market"},
    [YOUTH_POST] = {"post_id", NW_ID, false, 0, 0, NULL, "the youth's post; empty: none"},
    [YOUTH_COMPANY] = {"company_id", NW_ID, false, 0, 0, NULL, "the post's company"},
    [YOUTH_RANK] = {"rank", NW_INT, false, 1, 9999, NULL,
                    "rank at which the youth wishes for the post; empty: not at all"},
};

static const nw_table_schema youths_schema = {"youths", true, YOUTHS_COLUMNS, youths_columns,
                                              "everybody in an open market"};

static nextwork_status add_youth(nw_table *table, const nw_open_market *market, int32_t youth)
{
    const nw_cohort *cohort = market->round->cohort;
    int32_t post = nw_live_post_of(market->live, youth);
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, YOUTH, cohort->youths.ids.texts[youth]));
    if (post < 0)
        return NEXTWORK_OK;
    NW_TRY(nw_table_set_text(table, YOUTH_POST, cohort->posts.ids.texts[post]));
    int32_t rank = nw_open_market_rank(market, youth, post);
    if (rank != NW_UNKNOWN)
        nw_table_set_int(table, YOUTH_RANK, rank);
    return nw_table_set_text(table, YOUTH_COMPANY,
                             cohort->companies.ids.texts[cohort->posts.company[post]]);
}

static nextwork_status fill_youths(nw_table *table, const nw_open_market *market)
{
    for (int32_t y = 0; y < market->round->cohort->youths.count; y++)
        if (nw_live_has(market->live, y))
            NW_TRY(add_youth(table, market, y));
    return NEXTWORK_OK;
}

static const nw_table_schema placements_schema = {
    "placements", true, YOUTHS_COLUMNS, youths_columns, "who has a post in an open market"};

static nextwork_status fill_placements(nw_table *table, const nw_open_market *market)
{
    for (int32_t y = 0; y < market->round->cohort->youths.count; y++)
        if (nw_live_has(market->live, y) && nw_live_post_of(market->live, y) >= 0)
            NW_TRY(add_youth(table, market, y));
    return NEXTWORK_OK;
}

/* ---- posts ----------------------------------------------------------------------------------- */

enum { POST, POST_COMPANY, POST_SEATS, POST_PLACES, POST_PLACED, POST_CLAIMS, POSTS_COLUMNS };

static const nw_column_schema posts_columns[POSTS_COLUMNS] = {
    [POST] = {"post_id", NW_ID, true, 0, 0, NULL, "the post"},
    [POST_COMPANY] = {"company_id", NW_ID, true, 0, 0, NULL, "its company"},
    [POST_SEATS] = {"seats", NW_INT, true, 0, INT32_MAX, NULL, "what the post can take"},
    [POST_PLACES] = {"places", NW_INT, false, 0, INT32_MAX, NULL,
                     "what the company can take at all its posts; empty: no rule binds it"},
    [POST_PLACED] = {"placed", NW_INT, true, 0, INT32_MAX, NULL, "youths who have the post"},
    [POST_CLAIMS] = {"claims", NW_INT, true, 0, INT32_MAX, NULL,
                     "youths who would rather have it and may still move to it"},
};

static const nw_table_schema posts_schema = {"posts", true, POSTS_COLUMNS, posts_columns,
                                             "every post of an open market"};

static nextwork_status add_post(nw_table *table, const nw_open_market *market, int32_t post)
{
    const nw_cohort *cohort = market->round->cohort;
    int32_t company = cohort->posts.company[post], places = nw_live_cap(market->live, company);
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, POST, cohort->posts.ids.texts[post]));
    NW_TRY(nw_table_set_text(table, POST_COMPANY, cohort->companies.ids.texts[company]));
    nw_table_set_int(table, POST_SEATS, nw_live_seats(market->live, post));
    if (places != NW_UNLIMITED)
        nw_table_set_int(table, POST_PLACES, places);
    nw_table_set_int(table, POST_PLACED, nw_live_placed(market->live, post));
    nw_table_set_int(table, POST_CLAIMS, nw_live_claims(market->live, post));
    return NEXTWORK_OK;
}

static nextwork_status fill_posts(nw_table *table, const nw_open_market *market)
{
    for (int32_t p = 0; p < market->round->cohort->posts.count; p++)
        NW_TRY(add_post(table, market, p));
    return NEXTWORK_OK;
}

/* ---- each as a table ------------------------------------------------------------------------- */

static nextwork_status make_table(nw_table **table, const nw_table_schema *schema,
                                  nextwork_status (*fill)(nw_table *, const nw_open_market *),
                                  const nw_open_market *market)
{
    nw_table *made;
    NW_TRY(nw_table_new(&made, schema));
    nextwork_status status = fill(made, market);
    return nw_table_finish(table, made, status);
}

nextwork_status nw_open_market_changes(nw_table **table, const nw_open_market *market)
{
    return make_table(table, &changes_schema, fill_changes, market);
}

nextwork_status nw_open_market_youths(nw_table **table, const nw_open_market *market)
{
    return make_table(table, &youths_schema, fill_youths, market);
}

nextwork_status nw_open_market_placements(nw_table **table, const nw_open_market *market)
{
    return make_table(table, &placements_schema, fill_placements, market);
}

nextwork_status nw_open_market_posts(nw_table **table, const nw_open_market *market)
{
    return make_table(table, &posts_schema, fill_posts, market);
}
