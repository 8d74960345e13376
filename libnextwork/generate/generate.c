#include "generate/cells.h"

#include "base/dates.h"
#include "base/memory.h"

#include <stdio.h>

#define WEEKS 13
#define POLICY_ROOM 512
#define STREAM_ROWS 48 /* bits of a stream's number that hold the row, or company and youth */

nw_random nw_stream_of(const nw_world *world, nw_stream purpose, int64_t row)
{
    return nw_random_start(world->knobs.seed, (uint64_t)purpose << STREAM_ROWS | (uint64_t)row);
}

static nextwork_status write_policy(char **policy, const nw_knobs *knobs)
{
    char start[11];
    char *text = NW_NEW(char, POLICY_ROOM);
    if (text == NULL)
        return nw_fail_memory("the policy");
    nw_date_format(start, (int32_t)knobs->start);
    snprintf(text, POLICY_ROOM,
             "# A synthetic cohort: nobody in it exists. What is not stated here is as in the "
             "default policy.\n"
             "[policy]\n"
             "id = synthetic\n"
             "\n"
             "[round]\n"
             "start = %s\n"
             "weeks = %d\n",
             start, WEEKS);
    *policy = text;
    return NEXTWORK_OK;
}

static nextwork_status make_all(nw_world *world)
{
    NW_TRY(nw_make_networks(world));
    NW_TRY(nw_make_companies(world));
    NW_TRY(nw_make_posts(world));
    NW_TRY(nw_make_youths(world));
    NW_TRY(nw_make_interests(world));
    NW_TRY(nw_make_placements(world));
    NW_TRY(nw_make_wishes(world));
    return nw_make_answers(world);
}

static void clear_world(nw_world *world)
{
    nw_free(world->networks);
    nw_free(world->companies);
    nw_free(world->posts);
    nw_free(world->shelf);
    nw_free(world->youths);
}

static bool is_empty(const nw_table *table, int64_t column)
{
    const nw_column *cells = &table->columns[column];
    bool text = nw_kind_is_text(table->schema->columns[column].kind);
    for (int64_t row = 0; row < table->rows; row++)
        if (text ? cells->slices[row].bytes > 0 : cells->ints[row] != NW_UNKNOWN)
            return false;
    return true;
}

/* A column without a single value is left out, unless a table cannot be read without it. */
static void drop_empty_columns(nw_table *table)
{
    for (int64_t c = 0; c < table->schema->n_columns; c++)
        table->columns[c].present = table->schema->columns[c].required || !is_empty(table, c);
}

/* All tables but the integrator's own fits and the outcomes of earlier rounds are given, rows or
 * none. */
static nextwork_status start_tables(nw_table *tables)
{
    for (int t = 0; t < NW_TABLES; t++)
        tables[t] = (nw_table){.schema = nw_schema((nw_table_name)t)};
    for (int t = 0; t < NW_TABLES; t++) {
        NW_TRY(nw_table_init(&tables[t], nw_schema((nw_table_name)t)));
        tables[t].given = t != NW_FITS && t != NW_OUTCOMES;
    }
    return NEXTWORK_OK;
}

static nextwork_status fill(nw_table *tables, const nw_knobs *knobs)
{
    NW_TRY(start_tables(tables));
    nw_world world = {
        .knobs = *knobs,
        .tables = tables,
        .n_companies = (int32_t)knobs->companies,
        .n_youths = (int32_t)knobs->youths,
        .company_digits = nw_id_digits(knobs->companies, 4),
        .youth_digits = nw_id_digits(knobs->youths, 5),
    };
    nextwork_status status = make_all(&world);
    clear_world(&world);
    for (int t = 0; status == NEXTWORK_OK && t < NW_TABLES; t++)
        if (tables[t].given)
            drop_empty_columns(&tables[t]);
    return status;
}

nextwork_status nw_generate(nw_table *tables, char **policy, const nw_knobs *knobs)
{
    NW_TRY(nw_knobs_check(knobs));
    nextwork_status status = fill(tables, knobs);
    if (status == NEXTWORK_OK)
        status = write_policy(policy, knobs);
    for (int t = 0; status != NEXTWORK_OK && t < NW_TABLES; t++)
        nw_table_clear(&tables[t]);
    return status;
}
