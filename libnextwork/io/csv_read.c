#include "base/memory.h"
#include "io/csv.h"
#include "io/csv_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROWS_A_STEP 4096
#define SAMPLE_BYTES 65536

/* --- Rows --------------------------------------------------------------------------------------
 */

/* Rows in what is left of the file, were they as long as those at its start. */
static int64_t estimate_rows(const nw_csv *csv)
{
    int64_t bytes = csv->end - csv->at, sample = bytes < SAMPLE_BYTES ? bytes : SAMPLE_BYTES;
    int64_t lines = 1;
    for (int64_t i = 0; i < sample; i++)
        lines += csv->at[i] == '\n';
    int64_t rows = sample == bytes ? lines : bytes / sample * lines;
    return rows < INT32_MAX / 2 ? rows : INT32_MAX / 2;
}

/* Keeps the line of each row, once a row is not on the line that follows from its number. */
static nextwork_status keep_line(nw_csv *csv)
{
    nw_table *table = csv->table;
    int64_t row = table->rows - 1;
    if (table->lines == NULL) {
        if (csv->row_line == row + 2)
            return NEXTWORK_OK;
        table->lines = NW_NEW(int32_t, table->room);
        if (table->lines == NULL)
            return nw_fail_memory("the lines of rows");
        for (int64_t r = 0; r < row; r++)
            table->lines[r] = (int32_t)(r + 2);
    }
    table->lines[row] = (int32_t)(csv->row_line < INT32_MAX ? csv->row_line : INT32_MAX);
    return NEXTWORK_OK;
}

/* Reads past the fields that are too many and says how many there are in all. */
static void note_more_fields(nw_csv *csv)
{
    int64_t fields = csv->n_fields;
    while (csv->at[0] == csv->separator) {
        csv->at++;
        nw_csv_next_field(csv);
        fields++;
    }
    if (!csv->broken)
        nw_csv_note(csv, "field-count", "", nw_text_of(""),
                    "the row has %lld fields and the header %lld; write a value that holds %c "
                    "between quotes",
                    (long long)fields, (long long)csv->n_fields, csv->separator);
}

static void note_fewer_fields(nw_csv *csv, int64_t fields)
{
    if (!csv->broken)
        nw_csv_note(csv, "field-count", "", nw_text_of(""),
                    "the row has %lld of the header's %lld fields; write a %c for each, for empty "
                    "ones too",
                    (long long)fields, (long long)csv->n_fields, csv->separator);
    for (int64_t f = fields; f < csv->n_fields; f++)
        if (csv->fields[f].column >= 0)
            nw_csv_set_unknown(csv, &csv->fields[f]);
}

static void read_row(nw_csv *csv)
{
    int64_t f = 0;
    for (;;) {
        if (csv->fields[f].column >= 0)
            nw_csv_read_cell(csv, &csv->fields[f]);
        else
            nw_csv_next_field(csv);
        f++;
        if (csv->at[0] != csv->separator || f == csv->n_fields)
            break;
        csv->at++;
    }
    if (f < csv->n_fields)
        note_fewer_fields(csv, f);
    else if (csv->at[0] == csv->separator)
        note_more_fields(csv);
    nw_csv_skip_line_end(csv);
}

static nextwork_status check_monitor(const nw_csv *csv, nextwork_monitor *monitor, int64_t bytes)
{
    if (nw_monitor_step(monitor, bytes) == NW_RUNNING)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_CANCELLED, csv->table->source, csv->table->rows, "",
                      "reading %s was stopped", csv->table->source);
}

static nextwork_status read_rows(nw_csv *csv, nextwork_monitor *monitor)
{
    nw_table *table = csv->table;
    const char *reported = csv->start;
    if (csv->at < csv->end)
        NW_TRY(nw_table_reserve(table, estimate_rows(csv)));
    while (csv->at < csv->end) {
        if (nw_csv_skip_line_end(csv))
            continue;
        if (table->rows == table->room)
            NW_TRY(nw_table_reserve(table, table->rows + 1));
        csv->row_line = csv->line;
        csv->broken = false;
        table->rows++;
        NW_TRY(keep_line(csv));
        read_row(csv);
        NW_TRY(csv->status);
        if (table->rows % ROWS_A_STEP == 0) {
            NW_TRY(check_monitor(csv, monitor, csv->at - reported));
            reported = csv->at;
        }
    }
    return check_monitor(csv, monitor, csv->end - reported);
}

/* --- Files -------------------------------------------------------------------------------------
 */

static nextwork_status fail_io(const char *path, const char *what)
{
    return nw_fail_at(NEXTWORK_ERROR_IO, path, -1, "", "%s: %s", path, what);
}

/* Zeros to put `bytes` bytes of CSV over, and at least one more: a NUL byte ends them always. */
static nextwork_status map_zeros(nw_table *table, int64_t bytes)
{
    int64_t page = (int64_t)sysconf(_SC_PAGESIZE);
    int64_t room = (bytes / page + 1) * page;
    void *map =
        mmap(NULL, (size_t)room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED)
        return nw_fail_memory("a map of a file");
    table->mapped = map;
    table->mapped_bytes = room;
    return NEXTWORK_OK;
}

/* Maps an open file for this process alone: quoted text is rewritten where it stands. */
static nextwork_status map_open(nw_table *table, int64_t *bytes, int file, const char *path)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        return fail_io(path, g_strerror(errno));
    if (S_ISDIR(about.st_mode))
        return fail_io(path, "is a folder; give a CSV file");
    if (!S_ISREG(about.st_mode))
        return fail_io(path, "is not a file that can be mapped; copy it to a disk");
    *bytes = (int64_t)about.st_size;
    NW_TRY(map_zeros(table, *bytes));
    if (*bytes > 0 && mmap(table->mapped, (size_t)*bytes, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_FIXED, file, 0) == MAP_FAILED)
        return fail_io(path, g_strerror(errno));
    return NEXTWORK_OK;
}

static nextwork_status map_file(nw_table *table, int64_t *bytes, const char *path)
{
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); /* a pipe keeps nobody waiting */
    if (file < 0)
        return fail_io(path, g_strerror(errno));
    nextwork_status status = map_open(table, bytes, file, path);
    close(file);
    return status;
}

/* Reads the first `bytes` bytes of the table's map. */
static nextwork_status read_mapped(nw_table *table, int64_t bytes, char *name,
                                   nw_findings *findings, nextwork_monitor *monitor)
{
    g_free(table->source);
    table->source = name;
    table->given = true;
    table->checked = true;
    nw_csv csv = {
        .table = table,
        .findings = findings,
        .start = table->mapped,
        .at = table->mapped,
        .end = table->mapped + bytes,
        .line = 1,
    };
    nextwork_status status = nw_csv_read_header(&csv);
    if (status == NEXTWORK_OK)
        status = read_rows(&csv, monitor);
    nw_free(csv.fields);
    return status;
}

nextwork_status nw_csv_parse(nw_table *table, nw_text text, const char *name, nw_findings *findings)
{
    NW_TRY(map_zeros(table, text.bytes));
    memcpy(table->mapped, text.at, (size_t)text.bytes);
    return read_mapped(table, text.bytes, g_strdup(name), findings, NULL);
}

nextwork_status nw_csv_parse_new(nw_table **table, const nw_table_schema *schema, nw_text text,
                                 const char *name, nw_findings *findings)
{
    nw_table *made = NW_NEW_ZERO(nw_table, 1);
    if (made == NULL)
        return nw_fail_memory("a table of a result");
    nextwork_status status = nw_table_init(made, schema);
    if (status == NEXTWORK_OK)
        status = nw_csv_parse(made, text, name, findings);
    return nw_table_finish(table, made, status);
}

nextwork_status nw_csv_read(nw_table *table, const char *path, nw_findings *findings,
                            nextwork_monitor *monitor)
{
    int64_t bytes = 0;
    NW_TRY(map_file(table, &bytes, path));
    return read_mapped(table, bytes, g_path_get_basename(path), findings, monitor);
}
