#include "cohort/cohort.h"

#include <glib.h>
#include <nextwork/cohort.h>

#define DIGEST_BYTES 65
#define IDS_COMPARED                                                                               \
    100000 /* "did you mean" among more would take longer than the answer is worth */

nextwork_cohort *nextwork_cohort_ref(nextwork_cohort *cohort)
{
    return cohort == NULL ? NULL : nw_cohort_ref(cohort);
}

void nextwork_cohort_unref(nextwork_cohort *cohort)
{
    nw_cohort_unref(cohort);
}

/* One of the three tables whose rows have numbers. */
typedef struct {
    const char *name, *column; /* that of the ids */
    const nw_ids *ids;
    int64_t count;
} side;

static nextwork_status side_of(side *found, const nw_cohort *cohort, const char *table)
{
    const side sides[] = {
        {"youths", "youth_id", &cohort->youths.ids, cohort->youths.count},
        {"companies", "company_id", &cohort->companies.ids, cohort->companies.count},
        {"posts", "post_id", &cohort->posts.ids, cohort->posts.count},
    };
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        if (strcmp(sides[i].name, table) == 0) {
            *found = sides[i];
            return NEXTWORK_OK;
        }
    }
    return nw_fail(NEXTWORK_ERROR_NOT_FOUND,
                   "\"%.64s\" is none of the numbered tables; give youths, companies or posts",
                   table);
}

nextwork_status nextwork_cohort_count(int64_t *count, const nextwork_cohort *cohort,
                                      const char *table)
{
    NW_GIVEN(count);
    NW_GIVEN(cohort);
    NW_GIVEN(table);
    side rows = {.name = ""};
    NW_TRY(side_of(&rows, cohort, table));
    *count = rows.count;
    return NEXTWORK_OK;
}

/* The id that may have been meant, or NULL. */
static const char *nearest_id(const side *rows, nw_text id)
{
    const char *nearest = NULL;
    int best = id.bytes <= 4 ? 2 : 3;
    for (int64_t row = 0; rows->count <= IDS_COMPARED && row < rows->count; row++) {
        int distance = nw_text_distance(id, rows->ids->texts[row]);
        if (distance < best) {
            best = distance;
            nearest = rows->ids->texts[row].at;
        }
    }
    return nearest;
}

/* What to do about an id that is not there: the one that may have been meant, else what ids there
 * are. To be freed. */
static char *remedy(const side *rows, nw_text id)
{
    const char *nearest = nearest_id(rows, id);
    if (nearest != NULL)
        return g_strdup_printf("did you mean %s?", nearest);
    if (rows->count == 0)
        return g_strdup("the table is empty");
    return g_strdup_printf("its ids stand in the column %s, such as %s", rows->column,
                           rows->ids->texts[0].at);
}

static nextwork_status no_such_id(const side *rows, nw_text id)
{
    bool hidden = nw_looks_like_cpr(id, strcmp(rows->name, "youths") != 0);
    char *advice = remedy(rows, id);
    nextwork_status status = nw_fail_at(
        NEXTWORK_ERROR_NOT_FOUND, rows->name, -1, "", "%s has no id %s%.64s%s; %s", rows->name,
        hidden ? "" : "\"", hidden ? "like that, which may be a CPR number" : id.at,
        hidden ? "" : "\"", advice);
    g_free(advice);
    return status;
}

nextwork_status nextwork_cohort_find(int64_t *row, const nextwork_cohort *cohort, const char *table,
                                     const char *id)
{
    NW_GIVEN(row);
    NW_GIVEN(cohort);
    NW_GIVEN(table);
    NW_GIVEN(id);
    side rows = {.name = ""};
    NW_TRY(side_of(&rows, cohort, table));
    int64_t found = nw_id_index_find(&rows.ids->index, nw_text_of(id));
    if (found < 0)
        return no_such_id(&rows, nw_text_of(id));
    *row = found;
    return NEXTWORK_OK;
}

nextwork_status nextwork_cohort_id(const char **id, const nextwork_cohort *cohort,
                                   const char *table, int64_t row)
{
    NW_GIVEN(id);
    NW_GIVEN(cohort);
    NW_GIVEN(table);
    side rows = {.name = ""};
    NW_TRY(side_of(&rows, cohort, table));
    if (row < 0 || row >= rows.count)
        return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, rows.name, row, "", "row %lld; %s has %lld",
                          (long long)row, rows.name, (long long)rows.count);
    *id = rows.ids->texts[row].at;
    return NEXTWORK_OK;
}

nextwork_status nextwork_cohort_digest(char *hex, int64_t bytes, const nextwork_cohort *cohort)
{
    NW_GIVEN(hex);
    NW_GIVEN(cohort);
    if (bytes < DIGEST_BYTES)
        return nw_fail(NEXTWORK_ERROR_BUFFER, "a buffer of %lld bytes; a digest needs %d",
                       (long long)bytes, DIGEST_BYTES);
    char digest[DIGEST_BYTES];
    NW_TRY(nw_cohort_digest(digest, cohort));
    memcpy(hex, digest, sizeof digest);
    return NEXTWORK_OK;
}
