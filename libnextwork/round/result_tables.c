#include "round/result_tables.h"
#include "round/mechanism.h"

#include "base/arith.h"
#include "base/memory.h"
#include "round/unplaced.h"

enum { PLACED_COMPANY = 2, PLACED_FIT = NW_PLACED_END + 1, PLACED_RANK };
static const nw_column_schema placements_columns[] = {
    {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    {"post_id", NW_ID, true, 0, 0, NULL, "the post"},
    {"company_id", NW_ID, true, 0, 0, NULL, "the post's company"},
    {"start", NW_DATE, true, 0, 0, NULL, "first day"},
    {"end", NW_DATE, true, 0, 0, NULL, "the day after the last"},
    {"fit", NW_INT, true, 0, 10000, NULL, "basis points"},
    {"rank", NW_INT, false, 1, 9999, NULL,
     "rank at which the youth listed the post; empty: not listed"},
};
const nw_table_schema nw_placements_schema = {.name = "placements",
                                              .required = true,
                                              .n_columns = 7,
                                              .columns = placements_columns,
                                              .help = "the placed, by youth"};

enum { UNPLACED_YOUTH, UNPLACED_REASONS };
static const nw_column_schema unplaced_columns[] = {
    {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    {"reasons", NW_STRING, true, 0, 0, NULL,
     "why, separated by |: reasons that hold at any post, no-wishes, or for each wish "
     "POST=reason+reason or POST=contest(last TIER:LOTTERY; own TIER:LOTTERY) or "
     "POST=outweighed or POST=traded"},
};
const nw_table_schema nw_unplaced_schema = {.name = "unplaced",
                                            .required = true,
                                            .n_columns = 2,
                                            .columns = unplaced_columns,
                                            .help = "the unplaced, by youth"};

enum { POSTS_POST, POSTS_SEATS, POSTS_PLACED, POSTS_CUTOFF };
static const nw_column_schema posts_columns[] = {
    {"post_id", NW_ID, true, 0, 0, NULL, "the post"},
    {"seats_free", NW_INT, true, 0, INT32_MAX, NULL, "what the post could take before the match"},
    {"placed", NW_INT, true, 0, INT32_MAX, NULL, "youths placed there"},
    {"cutoff", NW_STRING, false, 0, 0, NULL,
     "TIER:LOTTERY of the last admitted where a better standing is needed to get in; "
     "empty: nobody is kept out by others"},
};
const nw_table_schema nw_posts_schema = {.name = "posts",
                                         .required = true,
                                         .n_columns = 4,
                                         .columns = posts_columns,
                                         .help = "every post after the match"};

static nextwork_status add_placement(nw_table *table, const nw_result *result, int32_t youth)
{
    const nw_cohort *cohort = result->round->cohort;
    int32_t post = result->post_of[youth];
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, NW_PLACED_YOUTH, cohort->youths.ids.texts[youth]));
    NW_TRY(nw_table_set_text(table, NW_PLACED_POST, cohort->posts.ids.texts[post]));
    NW_TRY(nw_table_set_text(table, PLACED_COMPANY,
                             cohort->companies.ids.texts[cohort->posts.company[post]]));
    nw_table_set_int(table, NW_PLACED_START, result->round->start);
    nw_table_set_int(table, NW_PLACED_END, result->round->end);
    nw_table_set_int(table, PLACED_FIT, result->fit_of[youth]);
    int32_t rank = nw_wish_rank(cohort, youth, post);
    if (rank != NW_UNKNOWN)
        nw_table_set_int(table, PLACED_RANK, rank);
    return NEXTWORK_OK;
}

static nextwork_status fill_placements(nw_table *table, const nw_result *result)
{
    for (int32_t y = 0; y < result->round->cohort->youths.count; y++)
        if (result->post_of[y] >= 0)
            NW_TRY(add_placement(table, result, y));
    return NEXTWORK_OK;
}

static nextwork_status fill_posts(nw_table *table, const nw_result *result)
{
    const nw_round *round = result->round;
    const nw_posts *posts = &round->cohort->posts;
    const nw_capacity *places = nw_round_places(round);
    int32_t *placed = NW_NEW_ZERO(int32_t, posts->count);
    if (placed == NULL)
        return nw_fail_memory("the posts of a result");
    for (int32_t y = 0; y < round->cohort->youths.count; y++)
        if (result->post_of[y] >= 0)
            placed[result->post_of[y]]++;
    nextwork_status status = NEXTWORK_OK;
    for (int32_t p = 0; p < posts->count && status == NEXTWORK_OK; p++) {
        status = nw_table_add_row(table);
        if (status == NEXTWORK_OK)
            status = nw_table_set_text(table, POSTS_POST, posts->ids.texts[p]);
        if (status != NEXTWORK_OK)
            break;
        nw_table_set_int(table, POSTS_SEATS,
                         nw_min32(places->post_free[p], places->company_free[posts->company[p]]));
        nw_table_set_int(table, POSTS_PLACED, placed[p]);
        if (result->cutoff[p] != NW_NO_STANDING) {
            char text[NW_STANDING_BYTES];
            nw_result_standing_text(text, result, result->cutoff[p]);
            status = nw_table_set_text(table, POSTS_CUTOFF, nw_text_of(text));
        }
    }
    nw_free(placed);
    return status;
}

static nextwork_status fill_unplaced(nw_table *table, const nw_result *result)
{
    const nw_cohort *cohort = result->round->cohort;
    nw_line l = {0};
    for (int32_t y = 0; y < cohort->youths.count && l.status == NEXTWORK_OK; y++) {
        if (result->post_of[y] >= 0)
            continue;
        nw_unplaced_reasons(&l, result, y);
        if (l.status == NEXTWORK_OK)
            l.status = nw_table_add_row(table);
        if (l.status == NEXTWORK_OK)
            l.status = nw_table_set_text(table, UNPLACED_YOUTH, cohort->youths.ids.texts[y]);
        if (l.status == NEXTWORK_OK)
            l.status = nw_table_set_text(table, UNPLACED_REASONS, (nw_text){l.text, l.bytes});
    }
    nw_free(l.text);
    return l.status;
}

static nextwork_status make_table(nw_table **table, const nw_table_schema *schema,
                                  nextwork_status (*fill)(nw_table *, const nw_result *),
                                  const nw_result *result)
{
    nw_table *made;
    NW_TRY(nw_table_new(&made, schema));
    nextwork_status status = fill(made, result);
    return nw_table_finish(table, made, status);
}

nextwork_status nw_placements_table(nw_table **table, const nw_result *result)
{
    return make_table(table, &nw_placements_schema, fill_placements, result);
}

nextwork_status nw_unplaced_table(nw_table **table, const nw_result *result)
{
    return make_table(table, &nw_unplaced_schema, fill_unplaced, result);
}

nextwork_status nw_posts_table(nw_table **table, const nw_result *result)
{
    return make_table(table, &nw_posts_schema, fill_posts, result);
}
