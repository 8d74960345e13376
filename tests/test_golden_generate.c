/* A synthetic cohort is the same to the byte with every compiler: hashes of its CSV files. They
 * change only when the generator is meant to make other cohorts, with a line in the changelog. */
#include "base/memory.h"
#include "base/random.h"
#include "generate/generate.h"
#include "io/csv.h"
#include "io/folder.h"
#include "runner.h"

#include <inttypes.h>
#include <stdio.h>

#define HASH_KEY 2027

typedef struct {
    nw_table tables[NW_TABLES];
    char *policy;
} nw_made;

static void make(nw_made *made, const char *scenario)
{
    nw_knobs knobs;
    CU_ASSERT_FATAL(nw_knobs_of(&knobs, scenario));
    CU_ASSERT_EQUAL_FATAL(nw_generate(made->tables, &made->policy, &knobs), NEXTWORK_OK);
}

static void clear(nw_made *made)
{
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&made->tables[t]);
    nw_free(made->policy);
}

/* The table as CSV; free with nw_free. */
static char *csv_of(int64_t *bytes, const nw_table *table)
{
    char *csv = NULL;
    int64_t room = 0;
    *bytes = 0;
    CU_ASSERT_EQUAL_FATAL(nw_csv_append(&csv, bytes, &room, table), NEXTWORK_OK);
    return csv;
}

static void site_stays(void)
{
    static const uint64_t expected[NW_FITS] = {
        [NW_YOUTHS] = UINT64_C(0x3ef836e771303a61),
        [NW_COMPANIES] = UINT64_C(0x19cb2eb556103f21),
        [NW_POSTS] = UINT64_C(0x9cf42561c27550c5),
        [NW_WISHES] = UINT64_C(0x1bba13a851b41042),
        [NW_ANSWERS] = UINT64_C(0xe0eab491097721a7),
        [NW_INTERESTS] = UINT64_C(0xa4ddae37ca5f3ac6),
        [NW_PLACEMENTS] = UINT64_C(0xf5a4b3979336ae8d),
        [NW_TRAVEL] = UINT64_C(0x385975538a5be6e6),
    };
    nw_made made;
    make(&made, "site");
    for (int t = 0; t < NW_FITS; t++) {
        int64_t bytes;
        char *csv = csv_of(&bytes, &made.tables[t]);
        uint64_t hash = nw_keyed_hash(0, HASH_KEY, csv, bytes);
        if (hash != expected[t])
            printf("\n    %s is 0x%016" PRIx64 " ", made.tables[t].schema->name, hash);
        CU_ASSERT_EQUAL(hash, expected[t]);
        nw_free(csv);
    }
    clear(&made);
}

/* Whether a file of the committed example holds exactly that text. */
static bool committed(const char *name, const char *ending, nw_text expected)
{
    char path[1024], *content;
    int64_t bytes;
    snprintf(path, sizeof path, "%s/examples/cohorts/prototype/%s%s", nw_source_root(), name,
             ending);
    if (nw_file_read(&content, &bytes, path) != NEXTWORK_OK)
        return false;
    bool same = nw_text_equal((nw_text){content, bytes}, expected);
    nw_free(content);
    return same;
}

static void committed_prototype_is_what_is_made(void)
{
    nw_made made;
    make(&made, "prototype");
    for (int t = 0; t < NW_FITS; t++) {
        int64_t bytes;
        char *csv = csv_of(&bytes, &made.tables[t]);
        CU_ASSERT_TRUE(committed(made.tables[t].schema->name, ".csv", (nw_text){csv, bytes}));
        nw_free(csv);
    }
    CU_ASSERT_TRUE(committed("policy", ".ini", nw_text_of(made.policy)));
    clear(&made);
}

int main(void)
{
    static const nw_case cases[] = {
        {"the site scenario stays", site_stays},
        {"the committed prototype is what is made", committed_prototype_is_what_is_made},
        {NULL, NULL},
    };
    return nw_run_cases("golden generate", cases);
}
