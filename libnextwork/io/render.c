#include "io/render.h"

#include "io/buffer.h"
#include "io/csv.h"

#include <nextwork/table.h>

#include <glib.h>

/* --- For a person ------------------------------------------------------------------------------
 */

/* Columns of a terminal that a text takes. */
static int64_t display_width(nw_text text)
{
    int64_t width = 0;
    const char *end = text.at + text.bytes;
    for (const char *at = text.at; at < end;) {
        gunichar c = g_utf8_get_char_validated(at, end - at);
        bool valid = c < (gunichar)-2;
        width += valid && g_unichar_iszerowidth(c) ? 0 : valid && g_unichar_iswide(c) ? 2 : 1;
        at = valid ? g_utf8_next_char(at) : at + 1;
    }
    return width;
}

static bool is_right_aligned(nw_kind kind)
{
    return kind == NW_INT || kind == NW_BIGINT || kind == NW_DEGREES || kind == NW_BOOL;
}

/* Row -1 is the header. */
static nw_text cell_of(char number[NW_NUMBER_BYTES], const nw_table *table, int64_t row, int64_t c)
{
    return row < 0 ? nw_text_of(table->schema->columns[c].name)
                   : nw_buffer_cell(number, table, row, c);
}

/* The width of each column that is there; 0 for the others. */
static void measure(int64_t *widths, const nw_table *table)
{
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        widths[c] = 0;
        for (int64_t row = -1; table->columns[c].present && row < table->rows; row++) {
            char number[NW_NUMBER_BYTES];
            int64_t width = display_width(cell_of(number, table, row, c));
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
}

/* Two spaces go between columns, and none after the last text of a line. */
static nextwork_status add_line(nw_buffer *out, const nw_table *table, const int64_t *widths,
                                int64_t row)
{
    int64_t owed = 0; /* spaces that the next text has to bring */
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        if (widths[c] == 0)
            continue;
        char number[NW_NUMBER_BYTES];
        nw_text text = cell_of(number, table, row, c);
        int64_t rest = widths[c] - display_width(text);
        bool right = is_right_aligned(table->schema->columns[c].kind);
        if (text.bytes > 0) {
            NW_TRY(nw_buffer_fill(out, ' ', owed + (right ? rest : 0)));
            NW_TRY(nw_buffer_add(out, text));
            owed = right ? 2 : rest + 2;
        } else {
            owed += widths[c] + 2;
        }
    }
    return nw_buffer_fill(out, '\n', 1);
}

static nextwork_status add_rule(nw_buffer *out, const nw_table *table, const int64_t *widths)
{
    bool first = true;
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        if (widths[c] == 0)
            continue;
        NW_TRY(nw_buffer_fill(out, ' ', first ? 0 : 2));
        NW_TRY(nw_buffer_fill(out, '-', widths[c]));
        first = false;
    }
    return nw_buffer_fill(out, '\n', 1);
}

static nextwork_status add_lines(nw_buffer *out, const nw_table *table, const int64_t *widths)
{
    NW_TRY(add_line(out, table, widths, -1));
    NW_TRY(add_rule(out, table, widths));
    for (int64_t row = 0; row < table->rows; row++)
        NW_TRY(add_line(out, table, widths, row));
    return NEXTWORK_OK;
}

static nextwork_status render_aligned(nw_buffer *out, const nw_table *table)
{
    int64_t *widths = NW_NEW(int64_t, table->schema->n_columns);
    if (widths == NULL)
        return nw_fail_memory("the widths of columns");
    measure(widths, table);
    nextwork_status status = add_lines(out, table, widths);
    nw_free(widths);
    return status;
}

/* --- JSON --------------------------------------------------------------------------------------
 */

static nextwork_status add_json_byte(nw_buffer *out, char byte)
{
    unsigned char code = (unsigned char)byte;
    char escaped[8] = {'\\', byte};
    if (byte == '"' || byte == '\\')
        return nw_buffer_add(out, (nw_text){escaped, 2});
    if (code >= ' ' && code != 0x7f)
        return nw_buffer_add(out, (nw_text){&byte, 1});
    g_snprintf(escaped, sizeof escaped, "\\u%04x", code);
    return nw_buffer_add(out, nw_text_of(escaped));
}

static nextwork_status add_json_text(nw_buffer *out, nw_text text)
{
    NW_TRY(nw_buffer_fill(out, '"', 1));
    for (int64_t i = 0; i < text.bytes; i++)
        NW_TRY(add_json_byte(out, text.at[i]));
    return nw_buffer_fill(out, '"', 1);
}

static nextwork_status add_json_cell(nw_buffer *out, const nw_table *table, int64_t row, int64_t c)
{
    char number[NW_NUMBER_BYTES];
    nw_text text = nw_buffer_cell(number, table, row, c);
    if (text.bytes == 0)
        return nw_buffer_add(out, nw_text_of("null"));
    if (is_right_aligned(table->schema->columns[c].kind))
        return nw_buffer_add(out, text);
    return add_json_text(out, text);
}

static nextwork_status add_json_object(nw_buffer *out, const nw_table *table, int64_t row)
{
    bool first = true;
    for (int64_t c = 0; c < table->schema->n_columns; c++) {
        if (!table->columns[c].present)
            continue;
        NW_TRY(nw_buffer_fill(out, first ? '{' : ',', 1));
        NW_TRY(add_json_text(out, nw_text_of(table->schema->columns[c].name)));
        NW_TRY(nw_buffer_fill(out, ':', 1));
        NW_TRY(add_json_cell(out, table, row, c));
        first = false;
    }
    return nw_buffer_add(out, nw_text_of(first ? "{}" : "}"));
}

static nextwork_status render_json(nw_buffer *out, const nw_table *table)
{
    NW_TRY(nw_buffer_fill(out, '[', 1));
    for (int64_t row = 0; row < table->rows; row++) {
        NW_TRY(nw_buffer_add(out, nw_text_of(row == 0 ? "\n" : ",\n")));
        NW_TRY(add_json_object(out, table, row));
    }
    return nw_buffer_add(out, nw_text_of(table->rows == 0 ? "]\n" : "\n]\n"));
}

/* -----------------------------------------------------------------------------------------------
 */

static nextwork_status render(nw_buffer *out, const nw_table *table, int32_t format)
{
    switch (format) {
    case NEXTWORK_FORMAT_TABLE:
        NW_TRY(render_aligned(out, table));
        break;
    case NEXTWORK_FORMAT_CSV:
        NW_TRY(nw_csv_append(&out->text, &out->bytes, &out->room, table));
        break;
    case NEXTWORK_FORMAT_JSON:
        NW_TRY(render_json(out, table));
        break;
    default:
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "format %d; give NEXTWORK_FORMAT_TABLE, _CSV or _JSON", format);
    }
    return nw_buffer_fill(out, '\0', 1);
}

nextwork_status nw_render(char **text, const nw_table *table, int32_t format)
{
    nw_buffer out = {0};
    nextwork_status status = render(&out, table, format);
    if (status == NEXTWORK_OK)
        *text = out.text;
    else
        nw_free(out.text);
    return status;
}
