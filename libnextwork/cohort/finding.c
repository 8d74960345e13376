#include "cohort/finding.h"

#include "base/memory.h"
#include "cohort/cell.h"

#include <glib.h>
#include <stdarg.h>
#include <stdlib.h>

#define VALUE_BYTES 64
#define MESSAGE_BYTES 1000

struct nw_finding_count {
    const char *code;
    nw_severity severity;
    int64_t count;
};

/* --- Text fit to be shown ----------------------------------------------------------------------
 */

/* Text with control bytes and what is not UTF-8 made visible, cut to about `limit` bytes. */
static GString *shown(nw_text text, int64_t limit)
{
    GString *out = g_string_new(NULL);
    const char *at = text.at, *end = text.at + text.bytes;
    while (at < end) {
        gunichar c = g_utf8_get_char_validated(at, end - at);
        bool valid = c < (gunichar)-2;
        const char *next = valid ? g_utf8_next_char(at) : at + 1;
        if ((int64_t)out->len + (next - at) > limit) {
            g_string_append(out, "…");
            break;
        }
        if (c == '\n')
            g_string_append(out, "\\n");
        else if (c == '\t')
            g_string_append(out, "\\t");
        else if (c == '\r')
            g_string_append(out, "\\r");
        else if (!valid || g_unichar_iscntrl(c))
            for (; at < next; at++)
                g_string_append_printf(out, "\\x%02x", (unsigned char)*at);
        else
            g_string_append_len(out, at, next - at);
        at = next;
    }
    return out;
}

/* The value as a finding repeats it: nothing when it may be a CPR number. */
static char *shown_value(nw_text value, bool dash_only)
{
    if (nw_looks_like_cpr(value, dash_only))
        return g_strdup("");
    return g_string_free(shown(value, VALUE_BYTES), FALSE);
}

/* A message may quote other cells than the one it is about: no CPR number passes here either. */
static char *shown_message(const char *message, bool dash_only)
{
    GString *text = shown(nw_text_of(message), MESSAGE_BYTES);
    nw_cpr_hide(text->str, dash_only);
    return g_string_free(text, FALSE);
}

/* A cell as it would stand in a CSV file; free with g_free. */
static char *cell_as_text(const nw_table *table, int64_t row, int64_t column)
{
    const nw_column *cells = &table->columns[column];
    const nw_column_schema *schema = &table->schema->columns[column];
    if (nw_kind_is_text(schema->kind)) {
        nw_text text = nw_cell_text(cells, row);
        return g_strndup(text.at, (gsize)text.bytes);
    }
    char number[NW_NUMBER_BYTES];
    nw_number_format(number, schema, nw_cell_number(cells, schema, row));
    return g_strdup(number);
}

/* --- The collection ----------------------------------------------------------------------------
 */

/* Counts one more of that code and says in *kept whether there is still room for it. */
static nextwork_status count_one(bool *kept, nw_findings *findings, nw_severity severity,
                                 const char *code)
{
    int64_t i = 0;
    while (i < findings->n_counts && strcmp(findings->counts[i].code, code) != 0)
        i++;
    if (i == findings->n_counts) {
        NW_TRY(nw_grow((void **)&findings->counts, &findings->room_counts, i + 1,
                       (int64_t)sizeof *findings->counts));
        findings->counts[i] = (struct nw_finding_count){code, severity, 0};
        findings->n_counts++;
    }
    *kept = ++findings->counts[i].count <= NW_FINDINGS_KEPT;
    if (severity == NW_ERROR)
        findings->errors++;
    else
        findings->warnings++;
    return NEXTWORK_OK;
}

/* Takes over the finding's file and value. */
static nextwork_status add(nw_findings *findings, nw_finding finding, bool dash_only,
                           const char *format, va_list arguments)
{
    nextwork_status status = nw_grow((void **)&findings->items, &findings->room,
                                     findings->count + 1, (int64_t)sizeof *findings->items);
    if (status != NEXTWORK_OK) {
        g_free(finding.file);
        g_free(finding.value);
        return status;
    }
    char *message = g_strdup_vprintf(format, arguments);
    finding.message = shown_message(message, dash_only);
    g_free(message);
    findings->items[findings->count++] = finding;
    return NEXTWORK_OK;
}

/* Adds a finding that is counted already, about a cell and the value given with it. */
static nextwork_status add_about(nw_findings *findings, nw_severity severity, const char *code,
                                 const nw_table *table, int64_t row, int64_t column, nw_text value,
                                 const char *format, va_list arguments)
{
    const nw_column_schema *about = column < 0 ? NULL : &table->schema->columns[column];
    bool dash_only = about != NULL && nw_column_may_be_p_number(about->name);
    nw_finding finding = {
        .severity = severity,
        .code = code,
        .file = g_strdup(table->source[0] != '\0' ? table->source : table->schema->name),
        .line = nw_table_line(table, row),
        .row = row,
        .column = about == NULL ? "" : about->name,
        .value = shown_value(value, dash_only),
    };
    return add(findings, finding, dash_only, format, arguments);
}

nextwork_status nw_finding_cell(nw_findings *findings, nw_severity severity, const char *code,
                                const nw_table *table, int64_t row, int64_t column,
                                const char *format, ...)
{
    bool kept;
    NW_TRY(count_one(&kept, findings, severity, code));
    if (!kept)
        return NEXTWORK_OK;
    bool has_cell = column >= 0 && row >= 0 && table->columns[column].present;
    char *cell = has_cell ? cell_as_text(table, row, column) : g_strdup("");
    va_list arguments;
    va_start(arguments, format);
    nextwork_status status = add_about(findings, severity, code, table, row, column,
                                       nw_text_of(cell), format, arguments);
    va_end(arguments);
    g_free(cell);
    return status;
}

nextwork_status nw_finding_value(nw_findings *findings, nw_severity severity, const char *code,
                                 const nw_table *table, int64_t row, int64_t column, nw_text value,
                                 const char *format, ...)
{
    bool kept;
    NW_TRY(count_one(&kept, findings, severity, code));
    if (!kept)
        return NEXTWORK_OK;
    va_list arguments;
    va_start(arguments, format);
    nextwork_status status =
        add_about(findings, severity, code, table, row, column, value, format, arguments);
    va_end(arguments);
    return status;
}

nextwork_status nw_finding_file(nw_findings *findings, nw_severity severity, const char *code,
                                const char *file, int64_t line, const char *column, nw_text value,
                                const char *format, ...)
{
    bool kept;
    NW_TRY(count_one(&kept, findings, severity, code));
    if (!kept)
        return NEXTWORK_OK;
    bool dash_only = nw_column_may_be_p_number(column);
    nw_finding finding = {
        .severity = severity,
        .code = code,
        .file = g_strdup(file),
        .line = line,
        .row = -1,
        .column = column,
        .value = shown_value(value, dash_only),
    };
    va_list arguments;
    va_start(arguments, format);
    nextwork_status status = add(findings, finding, dash_only, format, arguments);
    va_end(arguments);
    return status;
}

void nw_findings_clear(nw_findings *findings)
{
    for (int64_t i = 0; i < findings->count; i++) {
        g_free(findings->items[i].file);
        g_free(findings->items[i].value);
        g_free(findings->items[i].message);
    }
    nw_free(findings->items);
    nw_free(findings->counts);
    *findings = (nw_findings){0};
}

static nextwork_status reserve(nw_findings *findings, int64_t items, int64_t counts)
{
    NW_TRY(nw_grow((void **)&findings->items, &findings->room, items,
                   (int64_t)sizeof *findings->items));
    return nw_grow((void **)&findings->counts, &findings->room_counts, counts,
                   (int64_t)sizeof *findings->counts);
}

nextwork_status nw_findings_copy(nw_findings *copy, const nw_findings *findings)
{
    nextwork_status status = reserve(copy, findings->count, findings->n_counts);
    if (status != NEXTWORK_OK) {
        nw_findings_clear(copy);
        return status;
    }
    for (int64_t i = 0; i < findings->count; i++) {
        copy->items[i] = findings->items[i];
        copy->items[i].file = g_strdup(findings->items[i].file);
        copy->items[i].value = g_strdup(findings->items[i].value);
        copy->items[i].message = g_strdup(findings->items[i].message);
    }
    for (int64_t i = 0; i < findings->n_counts; i++)
        copy->counts[i] = findings->counts[i];
    copy->count = findings->count;
    copy->n_counts = findings->n_counts;
    copy->errors = findings->errors;
    copy->warnings = findings->warnings;
    return NEXTWORK_OK;
}

/* --- As a table --------------------------------------------------------------------------------
 */

enum { SEVERITY, CODE, FILE_NAME, LINE, COLUMN, VALUE, MESSAGE, COLUMNS };

static const char *const severities[] = {[NW_ERROR] = "error", [NW_WARNING] = "warning", NULL};

static const nw_column_schema columns[COLUMNS] = {
    [SEVERITY] = {"severity", NW_CHOICE, true, 0, 0, severities,
                  "error: nothing is matched; warning: worth a look"},
    [CODE] = {"code", NW_STRING, true, 0, 0, NULL, "kind of finding, fixed for ever"},
    [FILE_NAME] = {"file", NW_STRING, false, 0, 0, NULL, "file, or table that came from arrays"},
    [LINE] = {"line", NW_BIGINT, false, 0, 0, NULL, "line of the file, 1 is the header"},
    [COLUMN] = {"column", NW_STRING, false, 0, 0, NULL, "column or key"},
    [VALUE] = {"value", NW_STRING, false, 0, 0, NULL,
               "what stands there; empty when it may be a CPR number"},
    [MESSAGE] = {"message", NW_STRING, true, 0, 0, NULL, "what is wrong and what to do"},
};

static const nw_table_schema findings_schema = {"findings", false, COLUMNS, columns,
                                                "what is wrong or doubtful in the input"};

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* The table that a file holds, in the order in which tables stand on one another: what is wrong
 * with one is often the cause of what is wrong with a later one. Other files come after them. */
static int table_of(const char *file)
{
    for (int t = 0; t < NW_TABLES; t++) {
        const char *name = nw_schema((nw_table_name)t)->name;
        size_t bytes = strlen(name);
        if (strncmp(file, name, bytes) == 0 && (file[bytes] == '.' || file[bytes] == '\0'))
            return t;
    }
    return NW_TABLES;
}

/* Errors first, then by place; in the order of finding where the place is the same. */
static int compare(const void *a, const void *b)
{
    const nw_finding *x = *(nw_finding *const *)a, *y = *(nw_finding *const *)b;
    int order = compare_numbers(x->severity, y->severity);
    if (order == 0)
        order = compare_numbers(table_of(x->file), table_of(y->file));
    if (order == 0)
        order = strcmp(x->file, y->file);
    if (order == 0)
        order = compare_numbers(x->line, y->line);
    if (order == 0)
        order = compare_numbers(x->row, y->row);
    if (order == 0)
        order = strcmp(x->column, y->column);
    return order != 0 ? order : (x > y) - (x < y);
}

const nw_finding *nw_findings_first(const nw_findings *findings)
{
    const nw_finding *first = findings->count > 0 ? &findings->items[0] : NULL;
    for (int64_t i = 1; i < findings->count; i++) {
        const nw_finding *other = &findings->items[i];
        if (compare(&other, &first) < 0)
            first = other;
    }
    return first;
}

static nextwork_status add_text(nw_table *table, int64_t column, const char *text)
{
    return nw_table_set_text(table, column, nw_text_of(text));
}

static nextwork_status add_finding(nw_table *table, const nw_finding *finding)
{
    NW_TRY(nw_table_add_row(table));
    nw_table_set_int(table, SEVERITY, finding->severity);
    NW_TRY(add_text(table, CODE, finding->code));
    NW_TRY(add_text(table, FILE_NAME, finding->file));
    if (finding->line > 0)
        nw_table_set_int(table, LINE, finding->line);
    NW_TRY(add_text(table, COLUMN, finding->column));
    NW_TRY(add_text(table, VALUE, finding->value));
    if (finding->line > 0 || finding->row < 0)
        return add_text(table, MESSAGE, finding->message);
    char *message = g_strdup_printf("row %lld: %s", (long long)finding->row, finding->message);
    nextwork_status status = add_text(table, MESSAGE, message);
    g_free(message);
    return status;
}

static nextwork_status add_count(nw_table *table, const struct nw_finding_count *count)
{
    NW_TRY(nw_table_add_row(table));
    nw_table_set_int(table, SEVERITY, count->severity);
    NW_TRY(add_text(table, CODE, count->code));
    char *more = g_strdup_printf("%lld", (long long)(count->count - NW_FINDINGS_KEPT));
    char *message = g_strconcat("and ", more, " more of this kind", NULL);
    nextwork_status status = add_text(table, VALUE, more);
    if (status == NEXTWORK_OK)
        status = add_text(table, MESSAGE, message);
    g_free(more);
    g_free(message);
    return status;
}

static nextwork_status fill(nw_table *table, const nw_findings *findings, nw_finding **order)
{
    for (int64_t i = 0; i < findings->count; i++)
        order[i] = &findings->items[i];
    qsort(order, (size_t)findings->count, sizeof(const nw_finding *), compare);
    for (int64_t i = 0; i < findings->count; i++)
        NW_TRY(add_finding(table, order[i]));
    for (int64_t i = 0; i < findings->n_counts; i++)
        if (findings->counts[i].count > NW_FINDINGS_KEPT)
            NW_TRY(add_count(table, &findings->counts[i]));
    return NEXTWORK_OK;
}

nextwork_status nw_findings_table(nw_table **table, const nw_findings *findings)
{
    nw_finding **order = NW_NEW(nw_finding *, findings->count);
    if (order == NULL)
        return nw_fail_memory("a sorted list of findings");
    nw_table *made = NULL;
    nextwork_status status = nw_table_new(&made, &findings_schema);
    if (status == NEXTWORK_OK)
        status = fill(made, findings, order);
    nw_free(order);
    return nw_table_finish(table, made, status);
}
