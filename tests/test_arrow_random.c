/* Random streams with one thing changed at random, of those that a reader can notice: whatever it
 * is, reading ends with a table or an error, reads nothing that is not there, and gives everything
 * back. Under the sanitizers this test says most. */
#include "arrow.h"
#include "base/random.h"
#include "io/arrow.h"
#include "runner.h"

#include <string.h>

#define TRIALS 4000
#define ROWS 7

static uint64_t below(nw_random *random, uint64_t count)
{
    return nw_random_below(random, count);
}

/* A text buffer's size is not part of the interface, so offsets only ever point before its end. */
static int32_t any_number(nw_random *random, int64_t most)
{
    static const int32_t edges[] = {INT32_MIN, -1, 0, 1, 11, 12, 13, INT32_MAX};
    int32_t value = edges[below(random, sizeof edges / sizeof *edges)];
    return value > most ? (int32_t)most : value;
}

static void set_int32(const void *buffer, int64_t place, int32_t value)
{
    memcpy((char *)(uintptr_t)buffer + 4 * place, &value, sizeof value);
}

typedef struct {
    nw_random *random;
    const nw_test_column *column;
} spoiling;

static void spoil_cells(struct ArrowArray *array, const char *format, const spoiling *how)
{
    nw_random *random = how->random;
    int64_t place;
    if (array->length == 0)
        return;
    if (strcmp(format, "vu") == 0) {
        place = 4 * (array->offset + (int64_t)below(random, (uint64_t)array->length));
        set_int32(array->buffers[1], place + (int64_t)below(random, 4),
                  any_number(random, INT32_MAX));
    } else if (strcmp(format, "u") == 0) {
        int32_t end;
        memcpy(&end, (const char *)array->buffers[1] + 4 * (array->offset + array->length), 4);
        place = array->offset + (int64_t)below(random, (uint64_t)array->length + 1);
        set_int32(array->buffers[1], place, any_number(random, end));
    } else {
        place = strcmp(format, "b") == 0 ? array->offset / 8 : array->offset;
        ((char *)(uintptr_t)array->buffers[1])[place] = (char)below(random, 256);
    }
}

static void spoil_array(struct ArrowArray *array, const char *format, const spoiling *how)
{
    nw_random *random = how->random;
    bool views = strcmp(format, "vu") == 0;
    switch (below(random, 8)) {
    case 0:
        array->length = any_number(random, array->length);
        break;
    case 1:
        array->offset = below(random, 2) == 0 ? -1 : INT64_MAX - (int64_t)below(random, 3);
        break;
    case 2:
        array->null_count = any_number(random, INT32_MAX);
        break;
    case 3:
        array->n_buffers = (int64_t)below(random, views ? 3 : 9) - 1;
        break;
    case 4:
        array->buffers[below(random, views ? 5 : strcmp(format, "u") == 0 ? 3 : 2)] = NULL;
        break;
    case 5:
        array->buffers = NULL;
        break;
    default:
        spoil_cells(array, format, how);
    }
}

static void spoil_batch(struct ArrowArray *batch, void *context)
{
    const spoiling *how = context;
    struct ArrowArray *array = batch->children[0];
    switch (below(how->random, 12)) {
    case 0:
        batch->length = any_number(how->random, INT32_MAX);
        return;
    case 1:
        batch->offset = any_number(how->random, INT32_MAX);
        return;
    case 2:
        batch->n_children = any_number(how->random, INT32_MAX);
        return;
    case 3:
        batch->children[0] = NULL;
        return;
    case 4:
        array->dictionary = NULL;
        return;
    default:
        if (array->dictionary != NULL && below(how->random, 2) == 0)
            spoil_array(array->dictionary, how->column->values, how);
        else
            spoil_array(array, how->column->format, how);
    }
}

static const nw_test_column columns[] = {
    {"network_id", "u", "N1,~,N3,,N5-a-long-text-that-no-view-holds,N6,N7", NULL},
    {"network_id", "vu", "N1,~,N3,,N5-a-long-text-that-no-view-holds,N6-another-one-of-them,N7",
     NULL},
    {"network_id", "c", "N1,~,N3,N1,N1,N3-a-long-text-that-no-view-holds,N7", "vu"},
    {"intent", "C", "explore,~,deepen,explore,neutral,explore,explore", "u"},
    {"hours_max", "l", "1,2,3,~,5,6,7", NULL},
    {"hours_max", "g", "1,2,3,~,5,6.5,7", NULL},
    {"latitude", "g", "55,56.5,57,~,nan,55,55", NULL},
    {"municipality", "s", "101,~,265,101,101,101,101", NULL},
    {"enrolled", "b", "1,0,~,1,1,0,1", NULL},
    {"nobody_knows_this", "u", "1,0,~,1,1,0,1", NULL},
};

#define COLUMNS (sizeof columns / sizeof *columns)

/* Whether it was read. */
static bool read_one(const nw_test_column *column, nw_test_layout layout)
{
    struct ArrowArrayStream stream;
    nw_table table;
    nw_findings findings = {0};
    CU_ASSERT_EQUAL_FATAL(nw_table_init(&table, nw_schema(NW_YOUTHS)), NEXTWORK_OK);
    nw_test_stream(&stream, column, 1, layout);
    nextwork_status status = nw_arrow_read(&table, &stream, 2, &findings);
    stream.release(&stream);
    CU_ASSERT(status == NEXTWORK_OK || status == NEXTWORK_ERROR_ARGUMENT ||
              status == NEXTWORK_ERROR_LIMIT);
    nw_table_clear(&table);
    nw_findings_clear(&findings);
    CU_ASSERT_EQUAL(nw_test_unreleased(), 0);
    return status == NEXTWORK_OK;
}

static void whatever_is_changed_reading_ends_well(void)
{
    int64_t read = 0;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        nw_random random = nw_random_start(nw_test_seed(), trial);
        const nw_test_column *column = &columns[below(&random, COLUMNS)];
        spoiling how = {&random, column};
        read += read_one(column, (nw_test_layout){.batch_rows = (int64_t)below(&random, ROWS),
                                                  .skipped = (int64_t)below(&random, 10),
                                                  .uncounted = below(&random, 2) == 0,
                                                  .spoil_batch = spoil_batch,
                                                  .context = &how});
    }
    CU_ASSERT(read > TRIALS / 20 && read < TRIALS * 19 / 20); /* both happen */
}

int main(void)
{
    static const nw_case cases[] = {
        {"whatever is changed, reading ends well", whatever_is_changed_reading_ends_well},
        {NULL, NULL},
    };
    return nw_run_cases("arrow, random", cases);
}
