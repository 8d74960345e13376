/* Sorting and looking up: the same order on every machine, and every id found again. */
#include "base/ids.h"
#include "base/memory.h"
#include "base/random.h"
#include "base/sort.h"
#include "memory.h"
#include "runner.h"

#include <glib.h>

#define MOST 600

/* Random keys of few or many values, in few or many of their bytes, so that ties and equal bytes
 * are met. */
static void draw_keys(nw_keyed *items, int64_t count, nw_random *random)
{
    uint64_t values = 1 + nw_random_below(random, 2000);
    unsigned shift = (unsigned)nw_random_below(random, 50);
    for (int64_t i = 0; i < count; i++)
        items[i] = (nw_keyed){nw_random_below(random, values) << shift, i};
}

static void keys_are_sorted_and_ties_keep_their_order(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 1);
    for (int round = 0; round < 500; round++) {
        nw_keyed items[MOST], scratch[MOST], given[MOST];
        int64_t count = (int64_t)nw_random_below(&random, MOST);
        draw_keys(items, count, &random);
        memcpy(given, items, sizeof items);
        nw_sort_keyed(items, scratch, count);
        bool seen[MOST] = {false};
        for (int64_t i = 0; i < count; i++) {
            CU_ASSERT_EQUAL(given[items[i].item].key, items[i].key);
            CU_ASSERT_FALSE(seen[items[i].item]);
            seen[items[i].item] = true;
            if (i > 0)
                CU_ASSERT(items[i - 1].key < items[i].key ||
                          (items[i - 1].key == items[i].key && items[i - 1].item < items[i].item));
        }
    }
}

static void the_whole_width_of_a_key_counts(void)
{
    nw_keyed items[64], scratch[64];
    for (int64_t i = 0; i < 64; i++)
        items[i] = (nw_keyed){UINT64_C(1) << (63 - i), i};
    nw_sort_keyed(items, scratch, 64);
    for (int64_t i = 0; i < 64; i++)
        CU_ASSERT_EQUAL(items[i].key, UINT64_C(1) << i);
}

/* --- Texts -------------------------------------------------------------------------------------
 */

/* Ids that share prefixes, some of them longer than the eight bytes that are compared at once. */
static char *draw_id(nw_random *random)
{
    static const char *const prefixes[] = {"", "Y", "company-", "company-0000000000-", "a.b:c_d"};
    static const char bytes[] = "0129AZaz_.:-";
    GString *id = g_string_new(prefixes[nw_random_below(random, 5)]);
    for (uint64_t left = nw_random_below(random, 12); left > 0; left--)
        g_string_append_c(id, bytes[nw_random_below(random, sizeof bytes - 1)]);
    return g_string_free(id, FALSE);
}

static int64_t draw_ids(nw_text *texts, nw_random *random)
{
    int64_t count = (int64_t)nw_random_below(random, MOST);
    for (int64_t i = 0; i < count; i++)
        texts[i] = nw_text_of(draw_id(random));
    return count;
}

static void free_ids(nw_text *texts, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        g_free((char *)texts[i].at);
}

static void texts_are_sorted_by_their_bytes(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 2);
    for (int round = 0; round < 300; round++) {
        nw_text texts[MOST];
        int64_t order[MOST], count = draw_ids(texts, &random);
        CU_ASSERT_EQUAL_FATAL(nw_sort_texts(order, texts, count), NEXTWORK_OK);
        for (int64_t i = 1; i < count; i++) {
            int compared = strcmp(texts[order[i - 1]].at, texts[order[i]].at);
            CU_ASSERT(compared < 0 || (compared == 0 && order[i - 1] < order[i]));
        }
        free_ids(texts, count);
    }
}

static void order_of_rows_does_not_matter(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 3);
    nw_text texts[MOST], shuffled[MOST];
    int64_t order[MOST], again[MOST], count = draw_ids(texts, &random);
    memcpy(shuffled, texts, sizeof texts);
    for (int64_t i = count; i > 1; i--) {
        int64_t other = (int64_t)nw_random_below(&random, (uint64_t)i);
        nw_text swap = shuffled[i - 1];
        shuffled[i - 1] = shuffled[other];
        shuffled[other] = swap;
    }
    CU_ASSERT_EQUAL_FATAL(nw_sort_texts(order, texts, count), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_sort_texts(again, shuffled, count), NEXTWORK_OK);
    for (int64_t i = 0; i < count; i++)
        CU_ASSERT(nw_text_equal(texts[order[i]], shuffled[again[i]]));
    free_ids(texts, count);
}

static void sorted_and_empty_columns_are_sorted(void)
{
    nw_text texts[] = {{"a", 1}, {"a", 1}, {"ab", 2}, {"b", 1}};
    int64_t order[4] = {9, 9, 9, 9};
    CU_ASSERT_EQUAL(nw_sort_texts(order, texts, 0), NEXTWORK_OK);
    CU_ASSERT_EQUAL(order[0], 9);
    CU_ASSERT_EQUAL(nw_sort_texts(order, texts, 4), NEXTWORK_OK);
    for (int64_t i = 0; i < 4; i++)
        CU_ASSERT_EQUAL(order[i], i);
}

/* --- Index of ids ------------------------------------------------------------------------------
 */

static int64_t first_of(const nw_text *texts, int64_t count, nw_text wanted)
{
    for (int64_t i = 0; i < count; i++)
        if (nw_text_equal(texts[i], wanted))
            return i;
    return -1;
}

static void index_gives_the_first_row_of_every_id(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 4);
    for (int round = 0; round < 50; round++) {
        nw_text texts[MOST];
        nw_id_index index;
        int64_t count = draw_ids(texts, &random);
        CU_ASSERT_EQUAL_FATAL(nw_id_index_new(&index, texts, count), NEXTWORK_OK);
        for (int64_t i = 0; i < count; i++) {
            int64_t first = first_of(texts, i, texts[i]);
            CU_ASSERT_EQUAL(nw_id_index_add(&index, i), first < 0 ? i : first);
        }
        for (int64_t i = 0; i < count; i++)
            CU_ASSERT_EQUAL(nw_id_index_find(&index, texts[i]), first_of(texts, count, texts[i]));
        CU_ASSERT_EQUAL(nw_id_index_find(&index, nw_text_of("nobody has this id")), -1);
        nw_id_index_clear(&index);
        free_ids(texts, count);
    }
}

static void empty_index_has_nothing(void)
{
    nw_id_index index = {0};
    CU_ASSERT_EQUAL(nw_id_index_find(&index, nw_text_of("a")), -1);
    CU_ASSERT_EQUAL_FATAL(nw_id_index_new(&index, NULL, 0), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_id_index_find(&index, nw_text_of("a")), -1);
    nw_id_index_clear(&index);
    nw_id_index_clear(&index);
}

static nextwork_status sort_and_index(void *context)
{
    (void)context;
    static const nw_text texts[] = {{"b", 1}, {"a", 1}};
    int64_t order[2];
    nw_id_index index;
    NW_TRY(nw_sort_texts(order, texts, 2));
    NW_TRY(nw_id_index_new(&index, texts, 2));
    nw_id_index_clear(&index);
    return NEXTWORK_OK;
}

static void running_out_of_memory_is_a_status(void)
{
    CU_ASSERT_EQUAL(nw_test_each_allocation(sort_and_index, NULL), 4);
}

int main(void)
{
    static const nw_case cases[] = {
        {"keys are sorted and ties keep their order", keys_are_sorted_and_ties_keep_their_order},
        {"the whole width of a key counts", the_whole_width_of_a_key_counts},
        {"texts are sorted by their bytes", texts_are_sorted_by_their_bytes},
        {"the order of rows does not matter", order_of_rows_does_not_matter},
        {"sorted and empty columns are sorted", sorted_and_empty_columns_are_sorted},
        {"the index gives the first row of every id", index_gives_the_first_row_of_every_id},
        {"an empty index has nothing", empty_index_has_nothing},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("sort", cases);
}
