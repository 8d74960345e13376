#include "plan/adoptable.h"

#include "base/memory.h"
#include "fit/explain.h"
#include "fit/fit.h"
#include "round/result_tables.h"

#define REMEDY "; the cohort is another one, or has changed since: match it anew"

typedef struct {
    const nw_round *round;
    const nw_table *matched;
    int32_t *post_left, *company_left; /* room for more youths */
} adoptable;

static nextwork_status expect_allowed(const adoptable *a, int64_t row, int32_t youth, int32_t post)
{
    uint32_t reasons = nw_pair_reasons(a->round, youth, post);
    if (reasons == 0)
        return NEXTWORK_OK;
    const nw_cohort *cohort = a->round->cohort;
    nw_text youth_id = cohort->youths.ids.texts[youth], post_id = cohort->posts.ids.texts[post];
    char names[NW_REASONS * 24];
    names[nw_reasons_text(names, sizeof names - 1, reasons, '|')] = '\0';
    return nw_fail_at(NEXTWORK_ERROR_DATA, "placements.csv", row, "post_id",
                      "placements.csv, line %lld: youth %.*s may not be at post %.*s (%s)" REMEDY,
                      (long long)nw_table_line(a->matched, row), (int)youth_id.bytes, youth_id.at,
                      (int)post_id.bytes, post_id.at, names);
}

static nextwork_status take_seat(const adoptable *a, int64_t row, int32_t post)
{
    const nw_cohort *cohort = a->round->cohort;
    int32_t company = cohort->posts.company[post];
    bool full = a->post_left[post] == 0;
    if (full || a->company_left[company] == 0) {
        nw_text id = full ? cohort->posts.ids.texts[post] : cohort->companies.ids.texts[company];
        return nw_fail_at(NEXTWORK_ERROR_DATA, "placements.csv", row, "post_id",
                          "placements.csv, line %lld: %s %.*s has no room for so many" REMEDY,
                          (long long)nw_table_line(a->matched, row), full ? "post" : "company",
                          (int)id.bytes, id.at);
    }
    a->post_left[post]--;
    if (a->company_left[company] != NW_UNLIMITED)
        a->company_left[company]--;
    return NEXTWORK_OK;
}

static nextwork_status fail_unknown(const adoptable *a, int64_t row, const char *table, nw_text id)
{
    return nw_fail_at(NEXTWORK_ERROR_DATA, "placements.csv", row, "",
                      "placements.csv, line %lld: %s has no id \"%.*s\"" REMEDY,
                      (long long)nw_table_line(a->matched, row), table, (int)id.bytes, id.at);
}

static nextwork_status expect_row(const adoptable *a, int64_t row)
{
    nw_text youth_id = nw_cell_text(&a->matched->columns[NW_PLACED_YOUTH], row);
    nw_text post_id = nw_cell_text(&a->matched->columns[NW_PLACED_POST], row);
    int32_t youth = nw_cohort_youth(a->round->cohort, youth_id);
    int32_t post = nw_cohort_post(a->round->cohort, post_id);
    if (youth < 0)
        return fail_unknown(a, row, "youths", youth_id);
    if (post < 0)
        return fail_unknown(a, row, "posts", post_id);
    NW_TRY(expect_allowed(a, row, youth, post));
    return take_seat(a, row, post);
}

static int32_t *copy_of(const int32_t *numbers, int32_t count)
{
    int32_t *copy = NW_NEW(int32_t, count);
    for (int32_t i = 0; copy != NULL && i < count; i++)
        copy[i] = numbers[i];
    return copy;
}

nextwork_status nw_expect_adoptable(const nw_round *round, const nw_table *matched)
{
    const nw_capacity *room = nw_round_places(round);
    adoptable a = {round, matched, copy_of(room->post_free, round->cohort->posts.count),
                   copy_of(room->company_free, round->cohort->companies.count)};
    nextwork_status status = a.post_left == NULL || a.company_left == NULL
                                 ? nw_fail_memory("the room that a match takes")
                                 : NEXTWORK_OK;
    for (int64_t row = 0; row < matched->rows && status == NEXTWORK_OK; row++)
        status = expect_row(&a, row);
    nw_free(a.post_left);
    nw_free(a.company_left);
    return status;
}
