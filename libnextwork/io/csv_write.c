#include "io/buffer.h"
#include "io/csv.h"

static bool needs_quotes(nw_text text)
{
    for (int64_t i = 0; i < text.bytes; i++)
        if (text.at[i] == ',' || text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r')
            return true;
    return false;
}

static nextwork_status append_quoted(nw_buffer *out, nw_text text)
{
    NW_TRY(nw_buffer_fill(out, '"', 1));
    for (int64_t i = 0; i < text.bytes; i++) {
        if (text.at[i] == '"')
            NW_TRY(nw_buffer_fill(out, '"', 1));
        NW_TRY(nw_buffer_fill(out, text.at[i], 1));
    }
    return nw_buffer_fill(out, '"', 1);
}

/* An empty cell that is a line by itself is quoted: a blank line is no row. */
static nextwork_status append_cell(nw_buffer *out, const nw_table *table, int64_t row,
                                   int64_t column, bool alone)
{
    char number[NW_NUMBER_BYTES];
    nw_text text = nw_buffer_cell(number, table, row, column);
    if (needs_quotes(text) || (alone && text.bytes == 0))
        return append_quoted(out, text);
    return nw_buffer_add(out, text);
}

static int64_t count_present(const nw_table *table)
{
    int64_t count = 0;
    for (int64_t c = 0; c < table->schema->n_columns; c++)
        count += table->columns[c].present;
    return count;
}

/* Row -1 is the header. */
static nextwork_status append_row(nw_buffer *out, const nw_table *table, int64_t row, bool alone)
{
    bool first = true;
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        if (!table->columns[c].present)
            continue;
        if (!first)
            NW_TRY(nw_buffer_fill(out, ',', 1));
        if (row < 0)
            NW_TRY(nw_buffer_add(out, nw_text_of(table->schema->columns[c].name)));
        else
            NW_TRY(append_cell(out, table, row, c, alone));
        first = false;
    }
    return nw_buffer_fill(out, '\n', 1);
}

nextwork_status nw_csv_append(char **text, int64_t *bytes, int64_t *room, const nw_table *table)
{
    nw_buffer out = {*text, *bytes, *room};
    bool alone = count_present(table) == 1;
    nextwork_status status = NEXTWORK_OK;
    for (int64_t row = -1; row < table->rows && status == NEXTWORK_OK; row++)
        status = append_row(&out, table, row, alone);
    *text = out.text;
    *bytes = out.bytes;
    *room = out.room;
    return status;
}
