#include "io/arrow.h"

#include "api/builder.h"
#include "base/parallel.h"

/* --- In ----------------------------------------------------------------------------------------
 */

static nextwork_status find_table(nw_table **table, nextwork_builder *builder, const char *name)
{
    int t = -1;
    NW_TRY(nw_builder_find(&t, name));
    *table = &builder->tables[t];
    if (!(*table)->given)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_STATE, (*table)->schema->name, -1, "",
                      "%s is given already; give each table once", (*table)->schema->name);
}

/* Into a table and findings of its own, which take the builder's place when all went well. */
static nextwork_status read_apart(nw_table *made, nw_findings *found, nextwork_builder *builder,
                                  const nw_table_schema *schema, struct ArrowArrayStream *stream)
{
    NW_TRY(nw_findings_copy(found, &builder->found));
    NW_TRY(nw_table_init(made, schema));
    return nw_arrow_read(made, stream, nw_threads(builder->threads), found);
}

static nextwork_status read_arrow(nextwork_builder *builder, const char *name,
                                  struct ArrowArrayStream *stream)
{
    if (stream->release == NULL)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "the Arrow stream is released already; a stream "
                                                "can be read once");
    nw_table *table, made = {0};
    nw_findings found = {0};
    NW_TRY(find_table(&table, builder, name));
    nextwork_status status = read_apart(&made, &found, builder, table->schema, stream);
    if (status != NEXTWORK_OK) {
        nw_table_clear(&made);
        nw_findings_clear(&found);
        return status;
    }
    nw_builder_touch(builder);
    nw_findings_clear(&builder->found);
    builder->found = found;
    nw_table_clear(table);
    *table = made;
    return NEXTWORK_OK;
}

nextwork_status nextwork_builder_read_arrow(nextwork_builder *builder, const char *table,
                                            struct ArrowArrayStream *stream)
{
    NW_GIVEN(stream);
    const char *missing = builder == NULL ? "builder" : table == NULL ? "table" : NULL;
    nextwork_status status =
        missing == NULL ? read_arrow(builder, table, stream)
                        : nw_fail(NEXTWORK_ERROR_HANDLE, "%s: %s is NULL", __func__, missing);
    if (stream->release != NULL)
        stream->release(stream);
    return status;
}

/* --- Out ---------------------------------------------------------------------------------------
 */

nextwork_status nextwork_table_export_arrow(struct ArrowArrayStream *stream,
                                            const nextwork_table *table)
{
    NW_GIVEN(stream);
    NW_GIVEN(table);
    return nw_arrow_write(stream, table);
}

nextwork_status nextwork_builder_export_arrow(struct ArrowArrayStream *stream,
                                              const nextwork_builder *builder, const char *table)
{
    NW_GIVEN(stream);
    NW_GIVEN(builder);
    NW_GIVEN(table);
    int t = -1;
    nw_table *copy = NULL;
    NW_TRY(nw_builder_find_given(&t, builder, table));
    NW_TRY(nw_table_copy(&copy, &builder->tables[t]));
    nextwork_status status = nw_arrow_write(stream, copy);
    nw_table_free(copy); /* the stream holds it */
    return status;
}
