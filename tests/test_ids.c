/* The index of ids against a plain search. */
#include "runner.h"

#include "base/ids.h"
#include "base/random.h"

#define COUNT 3000
#define ASKED 1000

/* Short ids over few letters, so that many are equal. */
static nw_text random_id(char *bytes, nw_random *random)
{
    int64_t length = 1 + (int64_t)nw_random_below(random, 20) / 2;
    for (int64_t i = 0; i < length; i++)
        bytes[i] = (char)('a' + nw_random_below(random, i < 3 ? 8 : 2));
    return (nw_text){bytes, length};
}

static int64_t search(const nw_text *texts, int64_t count, nw_text text)
{
    for (int64_t row = 0; row < count; row++)
        if (nw_text_equal(texts[row], text))
            return row;
    return -1;
}

static void finds_the_first_row_of_each_id(void)
{
    static char bytes[COUNT + ASKED][16];
    static nw_text texts[COUNT], asked[ASKED];
    static int64_t found[ASKED];
    nw_random random = nw_random_start(nw_test_seed(), 0);
    for (int64_t i = 0; i < COUNT; i++)
        texts[i] = random_id(bytes[i], &random);
    for (int64_t i = 0; i < ASKED; i++)
        asked[i] = random_id(bytes[COUNT + i], &random);
    nw_id_index index;
    CU_ASSERT_EQUAL_FATAL(nw_id_index_new(&index, texts, COUNT), NEXTWORK_OK);
    for (int64_t row = 0; row < COUNT; row++)
        CU_ASSERT_EQUAL(nw_id_index_add(&index, row), search(texts, COUNT, texts[row]));
    nw_id_index_find_all(&index, asked, ASKED, found);
    for (int64_t i = 0; i < ASKED; i++) {
        CU_ASSERT_EQUAL(found[i], search(texts, COUNT, asked[i]));
        CU_ASSERT_EQUAL(nw_id_index_find(&index, asked[i]), found[i]);
    }
    nw_id_index_clear(&index);
}

static void an_empty_index_finds_nothing(void)
{
    nw_text asked[] = {{"a", 1}, {"bc", 2}};
    int64_t found[] = {0, 0};
    nw_id_index index = {0};
    nw_id_index_find_all(&index, asked, 2, found);
    CU_ASSERT(found[0] == -1 && found[1] == -1 && nw_id_index_find(&index, asked[0]) == -1);
    CU_ASSERT_EQUAL_FATAL(nw_id_index_new(&index, NULL, 0), NEXTWORK_OK);
    found[0] = found[1] = 0;
    nw_id_index_find_all(&index, asked, 2, found);
    CU_ASSERT(found[0] == -1 && found[1] == -1 && nw_id_index_find(&index, asked[0]) == -1);
    nw_id_index_find_all(&index, asked, 0, found);
    nw_id_index_clear(&index);
}

int main(void)
{
    static const nw_case cases[] = {
        {"finds the first row of each id", finds_the_first_row_of_each_id},
        {"an empty index finds nothing", an_empty_index_finds_nothing},
        {NULL, NULL},
    };
    return nw_run_cases("ids", cases);
}
