/* The base layer: arithmetic, text, memory, failures, threads, monitors. */
#include "base/arith.h"
#include "base/memory.h"
#include "base/monitor.h"
#include "base/parallel.h"
#include "base/status.h"
#include "base/text.h"
#include "runner.h"

#include <nextwork/memory.h>

#include <glib.h>
#include <stdatomic.h>

/* --- Arithmetic --------------------------------------------------------------------------------
 */

static void division_rounds_half_up(void)
{
    static const int64_t cases[][3] = {
        {0, 1, 0},  {1, 2, 1},    {-1, 2, 0},
        {3, 2, 2},  {-3, 2, -1},  {1, 3, 0},
        {2, 3, 1},  {-1, 3, 0},   {-2, 3, -1},
        {5, 10, 1}, {-5, 10, 0},  {-6, 10, -1},
        {14, 4, 4}, {-14, 4, -3}, {INT64_C(1) << 60, 1, INT64_C(1) << 60},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        CU_ASSERT_EQUAL(nw_div_round(cases[i][0], cases[i][1]), cases[i][2]);
}

/* Half of b is the farthest, and that only upwards. */
static void rounded_quotient_is_the_nearest(void)
{
    for (int64_t a = -300; a <= 300; a++)
        for (int64_t b = 1; b <= 40; b++) {
            int64_t twice_over = 2 * (a - nw_div_round(a, b) * b); /* twice the remainder */
            CU_ASSERT(-b <= twice_over && twice_over < b);
        }
}

static void root_is_the_largest_whole_one(void)
{
    static const int64_t numbers[] = {0,
                                      1,
                                      2,
                                      3,
                                      4,
                                      8,
                                      9,
                                      INT32_MAX,
                                      INT64_C(1) << 40,
                                      99,
                                      100,
                                      INT64_MAX,
                                      INT64_MAX - 1,
                                      INT64_C(3037000499) * 3037000499,
                                      INT64_C(3037000499) * 3037000499 - 1};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        int64_t n = numbers[i], r = nw_isqrt(n);
        CU_ASSERT(r * r <= n);
        CU_ASSERT((unsigned __int128)(r + 1) * (unsigned __int128)(r + 1) > (unsigned __int128)n);
    }
    CU_ASSERT_EQUAL(nw_isqrt(-1), 0);
}

/* --- Text --------------------------------------------------------------------------------------
 */

static void texts_compare_by_bytes_and_length(void)
{
    static const char *const ordered[] = {"",   "-", "0", "00", "1",   "A",
                                          "AB", "B", "_", "a",  "\xc3"};
    for (size_t i = 0; i < G_N_ELEMENTS(ordered); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(ordered); j++) {
            int order = nw_text_compare(nw_text_of(ordered[i]), nw_text_of(ordered[j]));
            CU_ASSERT_EQUAL((order > 0) - (order < 0), (i > j) - (i < j));
            CU_ASSERT_EQUAL(nw_text_equal(nw_text_of(ordered[i]), nw_text_of(ordered[j])), i == j);
        }
}

static void text_without_bytes_may_be_nowhere(void)
{
    CU_ASSERT(nw_text_equal((nw_text){NULL, 0}, nw_text_of("")));
    CU_ASSERT_FALSE(nw_text_equal((nw_text){NULL, 0}, nw_text_of("a")));
}

static void distance_counts_edits(void)
{
    static const struct {
        const char *a, *b;
        int edits;
    } cases[] = {
        {"", "", 0},         {"", "abc", 3},   {"abc", "abc", 0},        {"abc", "abd", 1},
        {"abc", "ac", 1},    {"ac", "abc", 1}, {"kitten", "sitting", 3}, {"RANK", "rank", 0},
        {"wish", "wsih", 1}, {"ca", "abc", 3}, {"seed", "sede", 1},      {"ab", "ba", 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        CU_ASSERT_EQUAL(nw_text_distance(nw_text_of(cases[i].a), nw_text_of(cases[i].b)),
                        cases[i].edits);
        CU_ASSERT_EQUAL(nw_text_distance(nw_text_of(cases[i].b), nw_text_of(cases[i].a)),
                        cases[i].edits);
    }
}

static void only_a_near_name_is_suggested(void)
{
    static const char *const names[] = {"youth_id", "hours_min", "hours_max", "seats"};
    static const struct {
        const char *typed, *meant;
    } cases[] = {
        {"youthid", "youth_id"},  {"Youth_ID", "youth_id"}, {"hour_max", "hours_max"},
        {"hours_m", "hours_min"}, /* the first of the nearest */
        {"seat", "seats"},        {"something_else", NULL}, {"", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *nearest = nw_text_nearest(nw_text_of(cases[i].typed), names, 4);
        CU_ASSERT_EQUAL(g_strcmp0(nearest, cases[i].meant), 0);
    }
    CU_ASSERT_PTR_NULL(nw_text_nearest(nw_text_of("a"), NULL, 0));
}

static void every_byte_of_no_character_becomes_a_question_mark(void)
{
    static const struct {
        const char *given, *valid;
    } cases[] = {
        {"", ""},
        {"plain", "plain"},
        {"sm\u00f8rrebr\u00f8d \u2026 \U0001f600", "sm\u00f8rrebr\u00f8d \u2026 \U0001f600"},
        {"sm\xf8rrebr\xf8"
         "d",
         "sm?rrebr?d"},        /* Latin 1 */
        {"cut \xc3", "cut ?"}, /* in the middle of a character */
        {"cut \xe2\x80", "cut ??"},
        {"cut \xf0\x9f\x98", "cut ???"},
        {"\x80\xbf", "??"},                       /* nothing to go on with */
        {"\xc0\xaf \xe0\x80\xaf", "?? ???"},      /* longer than need be */
        {"\xed\xa0\x80", "???"},                  /* a surrogate */
        {"\xf4\x90\x80\x80 \xf5\xbf", "???? ??"}, /* past the last character */
        {"\xe2\x80x", "??x"},                     /* cut off by another */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        snprintf(text, sizeof text, "%s", cases[i].given);
        nw_text_make_valid(text);
        CU_ASSERT_STRING_EQUAL(text, cases[i].valid);
    }
}

static void slices_hold_the_largest_places(void)
{
    nw_slice slice = nw_slice_of((INT64_C(1) << 40) - 1, NW_SLICE_MAX_BYTES);
    CU_ASSERT_EQUAL(slice.at, (UINT64_C(1) << 40) - 1);
    CU_ASSERT_EQUAL(slice.bytes, NW_SLICE_MAX_BYTES);
    CU_ASSERT_EQUAL(sizeof slice, 8);
}

/* --- Memory and failures -----------------------------------------------------------------------
 */

static void sizes_past_counting_give_no_memory(void)
{
    CU_ASSERT_PTR_NULL(nw_alloc(INT64_MAX / 2, 4));
    CU_ASSERT_PTR_NULL(nw_alloc(-1, 4));
    CU_ASSERT_PTR_NULL(nw_alloc_zero(INT64_MAX, INT64_MAX));
    void *nothing = nw_alloc(0, 4);
    CU_ASSERT_PTR_NOT_NULL(nothing);
    nw_free(nothing);
    nw_free(NULL);
}

static void arrays_grow_and_keep_what_they_hold(void)
{
    int32_t *items = NULL;
    int64_t capacity = 0;
    for (int32_t i = 0; i < 1000; i++) {
        CU_ASSERT_EQUAL_FATAL(nw_grow((void **)&items, &capacity, i + 1, sizeof *items),
                              NEXTWORK_OK);
        items[i] = i;
    }
    for (int32_t i = 0; i < 1000; i++)
        CU_ASSERT_EQUAL(items[i], i);
    int64_t before = capacity;
    CU_ASSERT_EQUAL(nw_grow((void **)&items, &capacity, INT64_MAX, 8), NEXTWORK_ERROR_LIMIT);
    CU_ASSERT_EQUAL(capacity, before);
    CU_ASSERT_EQUAL(items[999], 999);
    nw_free(items);
}

static void *refuse(void *context, int64_t bytes)
{
    (void)context, (void)bytes;
    return NULL;
}

static void allocator_needs_all_three_functions(void)
{
    CU_ASSERT_EQUAL(nextwork_set_allocator(refuse, NULL, NULL, NULL), NEXTWORK_ERROR_ARGUMENT);
    void *memory = nw_alloc(1, 1); /* the old one still works */
    CU_ASSERT_PTR_NOT_NULL(memory);
    nw_free(memory);
}

static void failure_keeps_its_detail(void)
{
    CU_ASSERT_EQUAL(nw_fail_at(NEXTWORK_ERROR_DATA, "posts", 4, "seats", "is %d", 7),
                    NEXTWORK_ERROR_DATA);
    CU_ASSERT_STRING_EQUAL(nextwork_error_message(), "is 7");
    CU_ASSERT_STRING_EQUAL(nextwork_error_table(), "posts");
    CU_ASSERT_EQUAL(nextwork_error_row(), 4);
    CU_ASSERT_STRING_EQUAL(nextwork_error_column(), "seats");
    CU_ASSERT_EQUAL(nw_fail(NEXTWORK_ERROR_STATE, "its words: %s", "\xe6"), NEXTWORK_ERROR_STATE);
    CU_ASSERT_STRING_EQUAL(nextwork_error_message(), "its words: ?");
    CU_ASSERT_EQUAL(nw_fail(NEXTWORK_ERROR_STATE, "later"), NEXTWORK_ERROR_STATE);
    CU_ASSERT_STRING_EQUAL(nextwork_error_message(), "later");
    CU_ASSERT_STRING_EQUAL(nextwork_error_table(), "");
    CU_ASSERT_EQUAL(nextwork_error_row(), -1);
    CU_ASSERT_STRING_EQUAL(nextwork_error_column(), "");
}

static void every_status_has_a_text(void)
{
    for (nextwork_status status = NEXTWORK_OK; status <= NEXTWORK_ERROR_INTERNAL; status++)
        CU_ASSERT_STRING_NOT_EQUAL(nextwork_status_text(status), "unknown status");
    CU_ASSERT_STRING_EQUAL(nextwork_status_text(-1), "unknown status");
    CU_ASSERT_STRING_EQUAL(nextwork_status_text(NEXTWORK_ERROR_INTERNAL + 1), "unknown status");
}

/* --- Threads -----------------------------------------------------------------------------------
 */

#define BLOCKS 1000

typedef struct {
    int64_t done[BLOCKS];
    int64_t fails_from; /* this block and every tenth after it */
    atomic_int highest; /* worker */
} blocks;

static nextwork_status do_block(void *context, int64_t block, int worker)
{
    blocks *all = context;
    all->done[block]++;
    int seen = atomic_load(&all->highest);
    while (worker > seen && !atomic_compare_exchange_weak(&all->highest, &seen, worker))
        continue;
    if (all->fails_from >= 0 && block >= all->fails_from && (block - all->fails_from) % 10 == 0)
        return nw_fail(NEXTWORK_ERROR_DATA, "block %lld", (long long)block);
    return NEXTWORK_OK;
}

static void every_block_is_done_once(void)
{
    for (int threads = 1; threads <= 8; threads++)
        for (int64_t count = 0; count <= BLOCKS; count = count * 3 + 1) {
            blocks all = {.fails_from = -1};
            CU_ASSERT_EQUAL(nw_parallel(count, threads, do_block, &all), NEXTWORK_OK);
            for (int64_t i = 0; i < BLOCKS; i++)
                CU_ASSERT_EQUAL(all.done[i], i < count);
            CU_ASSERT(atomic_load(&all.highest) < threads);
        }
}

static void lowest_failing_block_is_told(void)
{
    for (int threads = 1; threads <= 8; threads++)
        for (int repeat = 0; repeat < 20; repeat++) {
            blocks all = {.fails_from = 37};
            CU_ASSERT_EQUAL(nw_parallel(BLOCKS, threads, do_block, &all), NEXTWORK_ERROR_DATA);
            CU_ASSERT_STRING_EQUAL(nextwork_error_message(), "block 37");
        }
}

static void number_of_threads_is_bounded(void)
{
    CU_ASSERT_EQUAL(nw_threads(3), 3);
    CU_ASSERT_EQUAL(nw_threads(1000000), 64);
    CU_ASSERT(nw_threads(0) >= 1 && nw_threads(0) <= 64);
}

/* --- Monitors ----------------------------------------------------------------------------------
 */

static void monitor_counts_cancels_and_limits(void)
{
    nextwork_monitor *monitor = NULL;
    int64_t done = -1, total = -1;
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    nw_monitor_begin(monitor, 10);
    CU_ASSERT_EQUAL(nw_monitor_step(monitor, 4), NW_RUNNING);
    CU_ASSERT_EQUAL(nw_monitor_step(monitor, 3), NW_RUNNING);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&done, &total, monitor), NEXTWORK_OK);
    CU_ASSERT(done == 7 && total == 10);
    nw_monitor_begin(monitor, 0);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&done, &total, monitor), NEXTWORK_OK);
    CU_ASSERT(done == 0 && total == 0);
    int64_t gap = 0;
    CU_ASSERT_EQUAL(nextwork_monitor_gap(&gap, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(gap, -1);
    nw_monitor_report_gap(monitor, 0);
    CU_ASSERT_EQUAL(nextwork_monitor_gap(&gap, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(gap, 0);
    nw_monitor_report_gap(monitor, 1234);
    CU_ASSERT_EQUAL(nextwork_monitor_gap(&gap, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(gap, 1234);
    nw_monitor_begin(monitor, 0);
    CU_ASSERT_EQUAL(nextwork_monitor_gap(&gap, monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(gap, -1);
    CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(monitor, 0), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_monitor_step(monitor, 1), NW_STOP_DEADLINE);
    CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(monitor, -1), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_monitor_step(monitor, 1), NW_RUNNING);
    CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(monitor, 3600000), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_monitor_step(monitor, 1), NW_RUNNING);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_monitor_step(monitor, 1), NW_STOP_CANCELLED);
    nextwork_monitor_free(monitor);
}

static void nobody_need_watch(void)
{
    nw_monitor_begin(NULL, 10);
    CU_ASSERT_EQUAL(nw_monitor_step(NULL, 1), NW_RUNNING);
    nextwork_monitor_free(NULL);
}

static void monitor_handles_are_checked(void)
{
    nextwork_monitor *monitor = NULL;
    int64_t number;
    CU_ASSERT_EQUAL(nextwork_monitor_new(NULL), NEXTWORK_ERROR_HANDLE);
    CU_ASSERT_EQUAL(nextwork_monitor_cancel(NULL), NEXTWORK_ERROR_HANDLE);
    CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(NULL, 1), NEXTWORK_ERROR_HANDLE);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&number, &number, NULL), NEXTWORK_ERROR_HANDLE);
    CU_ASSERT_EQUAL_FATAL(nextwork_monitor_new(&monitor), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(NULL, &number, monitor), NEXTWORK_ERROR_HANDLE);
    CU_ASSERT_EQUAL(nextwork_monitor_progress(&number, NULL, monitor), NEXTWORK_ERROR_HANDLE);
    CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(monitor, -2), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nextwork_monitor_set_deadline(monitor, INT64_MAX), NEXTWORK_ERROR_ARGUMENT);
    nextwork_monitor_free(monitor);
}

int main(void)
{
    static const nw_case cases[] = {
        {"division rounds half up", division_rounds_half_up},
        {"a rounded quotient is the nearest", rounded_quotient_is_the_nearest},
        {"a root is the largest whole one", root_is_the_largest_whole_one},
        {"texts compare by bytes and length", texts_compare_by_bytes_and_length},
        {"a text without bytes may be nowhere", text_without_bytes_may_be_nowhere},
        {"distance counts edits", distance_counts_edits},
        {"only a near name is suggested", only_a_near_name_is_suggested},
        {"every byte of no character becomes a question mark",
         every_byte_of_no_character_becomes_a_question_mark},
        {"slices hold the largest places", slices_hold_the_largest_places},
        {"sizes past counting give no memory", sizes_past_counting_give_no_memory},
        {"arrays grow and keep what they hold", arrays_grow_and_keep_what_they_hold},
        {"an allocator needs all three functions", allocator_needs_all_three_functions},
        {"a failure keeps its detail", failure_keeps_its_detail},
        {"every status has a text", every_status_has_a_text},
        {"every block is done once", every_block_is_done_once},
        {"the lowest failing block is told", lowest_failing_block_is_told},
        {"the number of threads is bounded", number_of_threads_is_bounded},
        {"a monitor counts, cancels and limits", monitor_counts_cancels_and_limits},
        {"nobody need watch", nobody_need_watch},
        {"handles of monitors are checked", monitor_handles_are_checked},
        {NULL, NULL},
    };
    return nw_run_cases("base", cases);
}
