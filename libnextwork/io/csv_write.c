#include "base/memory.h"
#include "cohort/cell.h"
#include "io/csv.h"

typedef struct {
    char *text;
    int64_t bytes, room;
} buffer;

static nextwork_status append(buffer *out, nw_text text)
{
    NW_TRY(nw_grow((void **)&out->text, &out->room, out->bytes + text.bytes, 1));
    memcpy(out->text + out->bytes, text.at, (size_t)text.bytes);
    out->bytes += text.bytes;
    return NEXTWORK_OK;
}

static bool needs_quotes(nw_text text)
{
    for (int64_t i = 0; i < text.bytes; i++)
        if (text.at[i] == ',' || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r')
            return true;
    return false;
}

static nextwork_status append_quoted(buffer *out, nw_text text)
{
    NW_TRY(append(out, nw_text_of("\"")));
    for (int64_t i = 0; i < text.bytes; i++) {
        if (text.at[i] == '"')
            NW_TRY(append(out, nw_text_of("\"")));
        NW_TRY(append(out, (nw_text){text.at + i, 1}));
    }
    return append(out, nw_text_of("\""));
}

/* An empty cell that is a line by itself is quoted: a blank line is no row. */
static nextwork_status append_cell(buffer *out, const nw_table *table, int64_t row, int64_t column,
                                   bool alone)
{
    const nw_column_schema *schema = &table->schema->columns[column];
    const nw_column *cells = &table->columns[column];
    char number[NW_NUMBER_BYTES];
    nw_text text;
    if (nw_kind_is_text(schema->kind))
        text = nw_cell_text(cells, row);
    else
        text =
            (nw_text){number, nw_number_format(number, schema, nw_cell_number(cells, schema, row))};
    if (needs_quotes(text) || (alone && text.bytes == 0))
        return append_quoted(out, text);
    return append(out, text);
}

static int64_t count_present(const nw_table *table)
{
    int64_t count = 0;
    for (int64_t c = 0; c < table->schema->n_columns; c++)
        count += table->columns[c].present;
    return count;
}

/* Row -1 is the header. */
static nextwork_status append_row(buffer *out, const nw_table *table, int64_t row, bool alone)
{
    bool first = true;
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        if (!table->columns[c].present)
            continue;
        if (!first)
            NW_TRY(append(out, nw_text_of(",")));
        if (row < 0)
            NW_TRY(append(out, nw_text_of(table->schema->columns[c].name)));
        else
            NW_TRY(append_cell(out, table, row, c, alone));
        first = false;
    }
    return append(out, nw_text_of("\n"));
}

nextwork_status nw_csv_append(char **text, int64_t *bytes, int64_t *room, const nw_table *table)
{
    buffer out = {*text, *bytes, *room};
    bool alone = count_present(table) == 1;
    nextwork_status status = NEXTWORK_OK;
    for (int64_t row = -1; row < table->rows && status == NEXTWORK_OK; row++)
        status = append_row(&out, table, row, alone);
    *text = out.text;
    *bytes = out.bytes;
    *room = out.room;
    return status;
}
