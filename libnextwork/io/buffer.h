/* Text that grows as it is written. */
#ifndef NW_IO_BUFFER_H
#define NW_IO_BUFFER_H

#include "base/memory.h"
#include "base/text.h"
#include "cohort/cell.h"

/* Starts as {0}; `text` is freed with nw_free. */
typedef struct {
    char *text;
    int64_t bytes, room;
} nw_buffer;

static inline nextwork_status nw_buffer_add(nw_buffer *buffer, nw_text text)
{
    if (text.bytes == 0) /* memcpy wants a pointer even then */
        return NEXTWORK_OK;
    NW_TRY(nw_grow((void **)&buffer->text, &buffer->room, buffer->bytes + text.bytes, 1));
    memcpy(buffer->text + buffer->bytes, text.at, (size_t)text.bytes);
    buffer->bytes += text.bytes;
    return NEXTWORK_OK;
}

/* Adds `byte` `count` times. */
static inline nextwork_status nw_buffer_fill(nw_buffer *buffer, char byte, int64_t count)
{
    if (count == 0)
        return NEXTWORK_OK;
    NW_TRY(nw_grow((void **)&buffer->text, &buffer->room, buffer->bytes + count, 1));
    memset(buffer->text + buffer->bytes, byte, (size_t)count);
    buffer->bytes += count;
    return NEXTWORK_OK;
}

/* A cell as text, "" when unknown; `number` is where a number is written. */
static inline nw_text nw_buffer_cell(char number[NW_NUMBER_BYTES], const nw_table *table,
                                     int64_t row, int64_t column)
{
    const nw_column_schema *schema = &table->schema->columns[column];
    const nw_column *cells = &table->columns[column];
    if (nw_kind_is_text(schema->kind))
        return nw_cell_text(cells, row);
    int64_t value = nw_cell_number(cells, schema, row);
    return (nw_text){number, nw_number_format(number, schema, value)};
}

#endif
