/* Cases of a cohort that is in memory already, with the tables of the case `load`: as Arrow
 * streams, and as arrays column by column. Each run fills a builder and freezes it. */
#include "cases.h"
#include "command.h"
#include "tables.h"

#include "base/memory.h"
#include "io/arrow.h"
#include "io/buffer.h"
#include "io/csv.h"

#include <nextwork/cohort.h>
#include <nextwork/options.h>
#include <stddef.h>
#include <stdlib.h>

#define MOST_COLUMNS 20

/* A table in the hands of another program. */
typedef struct {
    struct ArrowSchema schema;
    struct ArrowArray batch;
    const char **texts[MOST_COLUMNS]; /* by column, or NULL */
    char *bytes[MOST_COLUMNS];        /* of the texts */
    int64_t *numbers[MOST_COLUMNS];   /* by column, or NULL */
} table_elsewhere;

typedef struct {
    nw_table tables[NW_TABLES];
    table_elsewhere elsewhere[NW_TABLES];
    nextwork_options *options;
    nextwork_cohort *cohort; /* of the last run */
    int64_t items;
} state;

static void clear_elsewhere(table_elsewhere *table)
{
    if (table->batch.release != NULL)
        table->batch.release(&table->batch);
    if (table->schema.release != NULL)
        table->schema.release(&table->schema);
    for (int c = 0; c < MOST_COLUMNS; c++) {
        nw_free(table->texts[c]);
        nw_free(table->bytes[c]);
        nw_free(table->numbers[c]);
    }
}

static void clean_up(void *prepared)
{
    state *s = prepared;
    nextwork_cohort_unref(s->cohort);
    nextwork_options_free(s->options);
    for (int t = 0; t < NW_TABLES; t++) {
        nw_table_clear(&s->tables[t]);
        clear_elsewhere(&s->elsewhere[t]);
    }
    nw_free(s);
}

/* --- As Arrow ----------------------------------------------------------------------------------
 */

static nextwork_status to_arrow(table_elsewhere *to, const nw_table *table)
{
    struct ArrowArrayStream stream;
    nw_table *copy = NULL;
    NW_TRY(nw_table_copy(&copy, table));
    nextwork_status status = nw_arrow_write(&stream, copy);
    nw_table_free(copy);
    if (status != NEXTWORK_OK)
        return status;
    int error = stream.get_schema(&stream, &to->schema);
    if (error == 0)
        error = stream.get_next(&stream, &to->batch);
    stream.release(&stream);
    return error == 0 ? NEXTWORK_OK : nw_fail_memory("a batch");
}

/* The same schema and batch for each run; what is lent, nobody but the owner frees. */
typedef struct {
    const table_elsewhere *table;
    bool handed_out;
} lending;

static void give_back_schema(struct ArrowSchema *schema)
{
    schema->release = NULL;
}

static void give_back_batch(struct ArrowArray *batch)
{
    batch->release = NULL;
}

static void give_back_stream(struct ArrowArrayStream *stream)
{
    stream->release = NULL;
}

static int lend_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema)
{
    const lending *from = stream->private_data;
    *schema = from->table->schema;
    schema->release = give_back_schema;
    return 0;
}

static int lend_batch(struct ArrowArrayStream *stream, struct ArrowArray *batch)
{
    lending *from = stream->private_data;
    *batch = from->table->batch;
    batch->release = from->handed_out ? NULL : give_back_batch;
    from->handed_out = true;
    return 0;
}

static nextwork_status give_arrow(nextwork_builder *builder, const state *s, int t)
{
    lending from = {&s->elsewhere[t], false};
    struct ArrowArrayStream stream = {lend_schema, lend_batch, NULL, give_back_stream, &from};
    return nextwork_builder_read_arrow(builder, s->tables[t].schema->name, &stream);
}

/* --- As arrays ---------------------------------------------------------------------------------
 */

/* Numbers as numbers, everything else as text. */
static bool is_number(const nw_column_schema *schema)
{
    return !nw_kind_is_text(schema->kind) && schema->kind != NW_CHOICE;
}

static nextwork_status to_numbers(int64_t **numbers, const nw_table *table, int64_t column)
{
    *numbers = NW_NEW(int64_t, table->rows);
    if (*numbers == NULL)
        return nw_fail_memory("an array");
    for (int64_t row = 0; row < table->rows; row++)
        (*numbers)[row] =
            nw_cell_number(&table->columns[column], &table->schema->columns[column], row);
    return NEXTWORK_OK;
}

static nextwork_status to_texts(const char ***texts, char **bytes, const nw_table *table,
                                int64_t column)
{
    char number[NW_NUMBER_BYTES];
    int64_t size = 0, at = 0;
    for (int64_t row = 0; row < table->rows; row++)
        size += nw_buffer_cell(number, table, row, column).bytes + 1;
    *texts = NW_NEW(const char *, table->rows);
    *bytes = NW_NEW(char, size);
    if (*texts == NULL || *bytes == NULL)
        return nw_fail_memory("an array");
    for (int64_t row = 0; row < table->rows; row++) {
        nw_text text = nw_buffer_cell(number, table, row, column);
        (*texts)[row] = *bytes + at;
        memcpy(*bytes + at, text.at, (size_t)text.bytes);
        (*bytes)[at + text.bytes] = '\0';
        at += text.bytes + 1;
    }
    return NEXTWORK_OK;
}

static nextwork_status to_arrays(table_elsewhere *to, const nw_table *table)
{
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        if (!table->columns[c].present)
            continue;
        if (is_number(&table->schema->columns[c]))
            NW_TRY(to_numbers(&to->numbers[c], table, c));
        else
            NW_TRY(to_texts(&to->texts[c], &to->bytes[c], table, c));
    }
    return NEXTWORK_OK;
}

static nextwork_status give_arrays(nextwork_builder *builder, const state *s, int t)
{
    const nw_table_schema *schema = s->tables[t].schema;
    const table_elsewhere *from = &s->elsewhere[t];
    int64_t rows = s->tables[t].rows;
    for (int64_t c = 0; c < schema->n_columns; c++) {
        const char *column = schema->columns[c].name;
        if (from->numbers[c] != NULL)
            NW_TRY(
                nextwork_builder_set_int64(builder, schema->name, column, from->numbers[c], rows));
        if (from->texts[c] != NULL)
            NW_TRY(nextwork_builder_set_text(builder, schema->name, column, from->texts[c], rows));
    }
    return NEXTWORK_OK;
}

/* --- Cases -------------------------------------------------------------------------------------
 */

static nextwork_status read_tables(state *s, const bench_ask *ask)
{
    char folder[BENCH_PATH];
    nw_findings findings = {0};
    NW_TRY(bench_folder_new(folder, ask->scratch, "case"));
    nextwork_status status = bench_write_cohort(&s->items, folder, ask->size, ask->seed);
    if (status == NEXTWORK_OK)
        status = nw_csv_read_folder(s->tables, folder, &findings, NULL);
    nw_findings_clear(&findings);
    bench_folder_remove(folder);
    return status;
}

static nextwork_status set_threads(state *s, const bench_ask *ask)
{
    NW_TRY(nextwork_options_new(&s->options));
    return nextwork_options_set_int64(s->options, "threads", ask->threads);
}

static nextwork_status prepare(void **prepared, const bench_ask *ask,
                               nextwork_status (*hand_over)(table_elsewhere *, const nw_table *))
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    nextwork_status status = set_threads(s, ask);
    if (status == NEXTWORK_OK)
        status = read_tables(s, ask);
    for (int t = 0; t < NW_TABLES && status == NEXTWORK_OK; t++)
        if (s->tables[t].given)
            status = hand_over(&s->elsewhere[t], &s->tables[t]);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status prepare_arrow(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, to_arrow);
}

static nextwork_status prepare_arrays(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, to_arrays);
}

static nextwork_status run(state *s,
                           nextwork_status (*give)(nextwork_builder *, const state *, int))
{
    nextwork_builder *builder;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = nextwork_builder_set_options(builder, s->options);
    for (int t = 0; t < NW_TABLES && status == NEXTWORK_OK; t++)
        if (s->tables[t].given)
            status = give(builder, s, t);
    nextwork_cohort_unref(s->cohort);
    s->cohort = NULL;
    if (status == NEXTWORK_OK)
        status = nextwork_builder_freeze(&s->cohort, builder, NULL);
    nextwork_builder_free(builder);
    return status;
}

static nextwork_status run_arrow(void *prepared)
{
    return run(prepared, give_arrow);
}

static nextwork_status run_arrays(void *prepared)
{
    return run(prepared, give_arrays);
}

/* The first digits of the cohort's digest. */
static void answer(bench_answer *answered, const void *prepared)
{
    const state *s = prepared;
    char digest[65] = "";
    *answered = (bench_answer){.items = s->items};
    if (nextwork_cohort_digest(digest, sizeof digest, s->cohort) != NEXTWORK_OK)
        return;
    digest[16] = '\0';
    answered->hash = strtoull(digest, NULL, 16);
}

static const int64_t sizes[] = {100000, 1000000, 0};

const bench_case bench_case_load_arrow = {
    "load-arrow",  "the cohort of load from Arrow streams in memory: read, validate, freeze",
    "rows",        sizes,
    prepare_arrow, run_arrow,
    answer,        clean_up,
};

const bench_case bench_case_load_arrays = {
    "load-arrays",  "the same from arrays, column by column",
    "rows",         sizes,
    prepare_arrays, run_arrays,
    answer,         clean_up,
};
