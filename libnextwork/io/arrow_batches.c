#include "base/memory.h"
#include "cohort/cpr.h"
#include "io/arrow_reader.h"

#include <errno.h>
#include <stdio.h>

#define MOST_ROWS ((int64_t)INT32_MAX - 1)
#define CAUSE_BYTES 512

static nextwork_status broken(const char *what)
{
    return nw_fail(NEXTWORK_ERROR_ARGUMENT, "the Arrow stream is malformed: %s", what);
}

/* What the producer said, which may quote the data. */
static nextwork_status producer_failed(struct ArrowArrayStream *stream, int error)
{
    const char *said = stream->get_last_error == NULL ? NULL : stream->get_last_error(stream);
    char cause[CAUSE_BYTES];
    snprintf(cause, sizeof cause, "%s",
             said != NULL && said[0] != '\0' ? said : "its producer does not say why");
    nw_cpr_hide(cause, false);
    if (error == ENOMEM)
        return nw_fail(NEXTWORK_ERROR_MEMORY, "out of memory in the Arrow stream: %s", cause);
    return nw_fail(NEXTWORK_ERROR_IO, "the Arrow stream failed with error %d: %s", error, cause);
}

/* --- The schema --------------------------------------------------------------------------------
 */

static nextwork_status check_schema(const struct ArrowSchema *schema)
{
    if (schema->release == NULL)
        return broken("its schema is released already");
    if (schema->format == NULL)
        return broken("its schema has no format");
    if (strcmp(schema->format, "+s") != 0)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "the Arrow stream has batches of the format \"%.32s\" and not of rows with "
                       "columns; give the stream of a table",
                       schema->format);
    if (schema->n_children < 0 || (schema->n_children > 0 && schema->children == NULL))
        return broken("its schema has no list of columns");
    for (int64_t c = 0; c < schema->n_children; c++)
        if (schema->children[c] == NULL || schema->children[c]->format == NULL)
            return broken("its schema has a column without a format");
    return NEXTWORK_OK;
}

static nextwork_status get_schema(nw_arrow_batches *batches, struct ArrowArrayStream *stream)
{
    int error = stream->get_schema(stream, &batches->schema);
    if (error != 0) {
        batches->schema.release = NULL; /* whatever it left there is no schema */
        return producer_failed(stream, error);
    }
    return check_schema(&batches->schema);
}

/* --- Batches -----------------------------------------------------------------------------------
 */

/* Rows may lack values; a row that is itself a null is none. */
static bool has_null_rows(const struct ArrowArray *batch)
{
    if (batch->null_count == 0 || batch->n_buffers < 1 || batch->buffers == NULL ||
        batch->buffers[0] == NULL)
        return false;
    for (int64_t row = 0; row < batch->length; row++)
        if (!nw_arrow_bit(batch->buffers[0], batch->offset + row))
            return true;
    return false;
}

static nextwork_status check_batch(const nw_arrow_batches *batches, const struct ArrowArray *batch)
{
    if (batch->length < 0 || batch->offset < 0 || batch->offset > INT64_MAX / 2)
        return broken("a batch has rows from where there can be none");
    if (batch->length > MOST_ROWS - batches->rows)
        return nw_fail(NEXTWORK_ERROR_LIMIT,
                       "the Arrow stream has more rows than the %lld that a table holds",
                       (long long)MOST_ROWS);
    if (batch->n_children != batches->schema.n_children)
        return broken("a batch has not as many columns as its schema");
    if (batch->n_children > 0 && batch->children == NULL)
        return broken("a batch has no list of columns");
    if (has_null_rows(batch))
        return broken("a batch has a row that is null as a whole");
    return NEXTWORK_OK;
}

/* Takes over the batch. */
static nextwork_status keep(nw_arrow_batches *batches, struct ArrowArray *batch)
{
    nextwork_status status = check_batch(batches, batch);
    if (status == NEXTWORK_OK && batch->length > 0)
        status = nw_grow((void **)&batches->batches, &batches->room, batches->count + 1,
                         (int64_t)sizeof *batches->batches);
    if (status != NEXTWORK_OK || batch->length == 0) {
        batch->release(batch);
        return status;
    }
    batches->batches[batches->count++] = *batch;
    batches->rows += batch->length;
    return NEXTWORK_OK;
}

nextwork_status nw_arrow_collect(nw_arrow_batches *batches, struct ArrowArrayStream *stream)
{
    if (stream->get_schema == NULL || stream->get_next == NULL)
        return broken("it has no functions");
    NW_TRY(get_schema(batches, stream));
    for (;;) {
        struct ArrowArray batch = {0};
        int error = stream->get_next(stream, &batch);
        if (error != 0)
            return producer_failed(stream, error);
        if (batch.release == NULL)
            return NEXTWORK_OK;
        NW_TRY(keep(batches, &batch));
    }
}

void nw_arrow_batches_clear(nw_arrow_batches *batches)
{
    for (int64_t i = 0; i < batches->count; i++)
        batches->batches[i].release(&batches->batches[i]);
    nw_free(batches->batches);
    if (batches->schema.release != NULL)
        batches->schema.release(&batches->schema);
    *batches = (nw_arrow_batches){0};
}
