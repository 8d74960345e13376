/* What a builder holds, handed out: a table, or all of it once more. */
#include "api/builder.h"
#include "base/memory.h"

#include <glib.h>

/* --- A table -----------------------------------------------------------------------------------
 */

/* The columns that a table has, and no others: a schema that belongs to the one table. */
typedef struct {
    nw_table_schema schema;
    nw_column_schema columns[];
} own_schema;

static void free_schema(void *schema)
{
    nw_free(schema);
}

static own_schema *schema_of_present(const nw_table *table)
{
    int64_t most = table->schema->n_columns;
    own_schema *made = nw_alloc((int64_t)sizeof *made + most * (int64_t)sizeof *made->columns, 1);
    if (made == NULL)
        return NULL;
    made->schema = *table->schema;
    made->schema.columns = made->columns;
    made->schema.n_columns = 0;
    for (int64_t c = 0; c < most; c++)
        if (table->columns[c].present)
            made->columns[made->schema.n_columns++] = table->schema->columns[c];
    return made;
}

/* Absent columns own nothing, so that those behind them may take their places. */
static nextwork_status drop_absent(nw_table *table)
{
    own_schema *own = schema_of_present(table);
    if (own == NULL)
        return nw_fail_memory("a table");
    int64_t kept = 0;
    for (int64_t c = 0; c < table->schema->n_columns; c++)
        if (table->columns[c].present)
            table->columns[kept++] = table->columns[c];
    table->schema = &own->schema;
    table->borrowed = own;
    table->give_back = free_schema;
    return NEXTWORK_OK;
}

nextwork_status nextwork_builder_table(nextwork_table **table, const nextwork_builder *builder,
                                       const char *name)
{
    NW_GIVEN(table);
    NW_GIVEN(builder);
    NW_GIVEN(name);
    int t = -1;
    nw_table *copy = NULL;
    NW_TRY(nw_builder_find_given(&t, builder, name));
    NW_TRY(nw_table_copy(&copy, &builder->tables[t]));
    return nw_table_finish(table, copy, drop_absent(copy));
}

/* --- All of it ---------------------------------------------------------------------------------
 */

/* Where the rows came from, for messages. */
static nextwork_status copy_source(nw_table *to, const nw_table *from)
{
    to->checked = from->checked;
    g_free(to->source);
    to->source = g_strdup(from->source);
    if (from->lines == NULL || from->rows == 0)
        return NEXTWORK_OK;
    to->lines = NW_NEW(int32_t, to->room);
    if (to->lines == NULL)
        return nw_fail_memory("a table");
    memcpy(to->lines, from->lines, (size_t)from->rows * sizeof *to->lines);
    return NEXTWORK_OK;
}

static nextwork_status copy_table(nextwork_builder *to, const nextwork_builder *from, int t)
{
    nw_table *copy = NULL;
    NW_TRY(nw_table_copy(&copy, &from->tables[t]));
    nw_builder_replace(to, (nw_table_name)t, copy);
    return copy_source(&to->tables[t], &from->tables[t]);
}

static nextwork_status copy_policy(nextwork_builder *to, const nextwork_builder *from)
{
    if (from->policy == NULL)
        return NEXTWORK_OK;
    NW_TRY(
        nw_builder_take_policy(to, from->policy, (int64_t)strlen(from->policy), from->policy_file));
    to->policy_is_cut = from->policy_is_cut;
    return NEXTWORK_OK;
}

static nextwork_status copy_all(nextwork_builder *to, const nextwork_builder *from)
{
    for (int t = 0; t < NW_TABLES; t++)
        if (from->tables[t].given)
            NW_TRY(copy_table(to, from, t));
    to->threads = from->threads;
    NW_TRY(copy_policy(to, from));
    return nw_findings_copy(&to->found, &from->found);
}

nextwork_status nextwork_builder_copy(nextwork_builder **copy, const nextwork_builder *builder)
{
    NW_GIVEN(copy);
    NW_GIVEN(builder);
    nextwork_builder *made;
    NW_TRY(nextwork_builder_new(&made));
    nextwork_status status = copy_all(made, builder);
    if (status == NEXTWORK_OK)
        *copy = made;
    else
        nextwork_builder_free(made);
    return status;
}
