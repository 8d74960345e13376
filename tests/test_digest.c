/* The digest: the same for the same cohort however it was written, another for any other. */
#include "runner.h"
#include "tables.h"

#include "cohort/cohort.h"

#include <glib.h>

typedef struct {
    char hex[65];
} digest;

static digest digest_of_tables(const nw_table *tables, const char *policy)
{
    nw_findings findings = {0};
    nw_cohort *cohort = NULL;
    digest made = {""};
    nextwork_status status = nw_cohort_freeze(&cohort, tables, policy, NULL, &findings);
    for (int64_t i = 0; status != NEXTWORK_OK && i < findings.count; i++)
        printf("\n    %s: %s\n", findings.items[i].code, findings.items[i].message);
    CU_ASSERT_EQUAL_FATAL(status, NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_cohort_digest(made.hex, cohort), NEXTWORK_OK);
    nw_cohort_unref(cohort);
    nw_findings_clear(&findings);
    return made;
}

static digest digest_of(const char *text, const char *policy)
{
    nw_table tables[NW_TABLES];
    nw_findings findings = {0};
    nw_test_tables(tables, text, &findings);
    CU_ASSERT_EQUAL(findings.count, 0);
    digest made = digest_of_tables(tables, policy);
    nw_test_tables_clear(tables);
    nw_findings_clear(&findings);
    return made;
}

static bool same(digest a, digest b)
{
    return strcmp(a.hex, b.hex) == 0;
}

static void is_64_hex_digits(void)
{
    digest made = digest_of(nw_test_full_cohort, NULL);
    CU_ASSERT_EQUAL(strlen(made.hex), 64);
    CU_ASSERT_EQUAL(strspn(made.hex, "0123456789abcdef"), 64);
}

static void order_of_rows_does_not_matter(void)
{
    digest expected = digest_of(nw_test_full_cohort, NULL);
    for (uint64_t round = 0; round < 50; round++) {
        nw_table tables[NW_TABLES];
        nw_findings findings = {0};
        nw_test_tables(tables, nw_test_full_cohort, &findings);
        for (int t = 0; t < NW_TABLES; t++)
            nw_test_shuffle(&tables[t], nw_test_seed() + round);
        CU_ASSERT_TRUE(same(digest_of_tables(tables, NULL), expected));
        nw_test_tables_clear(tables);
    }
}

#define SMALL                                                                                      \
    "companies\ncompany_id\nC1\n\nposts\npost_id,company_id,seats\nP1,C1,2\n\nyouths\nyouth_id"

static void order_of_columns_and_empty_columns_do_not_matter(void)
{
    digest expected = digest_of(SMALL "\nY1\n", NULL);
    static const char *const texts[] = {
        SMALL ",needs,network_id,birth_year,latitude\nY1,,,,\n",
        "youths\nyouth_id\nY1\n\nposts\nseats,post_id,company_id\n2,P1,C1\n\n"
        "companies\nheadcount,company_id\n,C1\n",
        SMALL "\nY1\n\nwishes\nyouth_id,post_id,rank\n",
        SMALL "\nY1\n\ntravel\nyouth_id,company_id,minutes\n",
        SMALL "\nY1\n\noutcomes\nyouth_id,start,placed\n",
        SMALL ",travel_mode,intent\nY1,transit,explore\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        CU_ASSERT_TRUE(same(digest_of(texts[i], NULL), expected));
}

static void an_empty_placements_table_says_more_than_none(void)
{
    digest none = digest_of(SMALL "\nY1\n", NULL);
    digest empty = digest_of(SMALL "\nY1\n\nplacements\nplacement_id,youth_id,start,end\n", NULL);
    CU_ASSERT_FALSE(same(none, empty));
}

static void order_in_lists_does_not_matter(void)
{
    CU_ASSERT_TRUE(same(digest_of(SMALL ",needs,skills\nY1,a:1|b:2,x|y\n", NULL),
                        digest_of(SMALL ",needs,skills\nY1,b:2|a:1,y|x\n", NULL)));
}

/* A change of each column of each table, as a text to put in another's place wherever it stands: a
 * new id is new in every table, and a new name that sorts as the old one is new too. */
static const struct {
    const char *column, *from, *to;
} changes[] = {
    {"youths.youth_id", "\nY3,", "\nY4,"},
    {"youths.network_id", "Y2,N1,", "Y2,N2,"},
    {"youths.municipality", "N2,0265", "N2,0101"},
    {"youths.latitude", "55.6415", "55.6515"},
    {"youths.longitude", "12.0803", "12.0903"},
    {"youths.birth_year", "2004", "2005"},
    {"youths.hours_min", ",10,20,", ",11,20,"},
    {"youths.hours_max", ",10,20,", ",10,21,"},
    {"youths.travel_max", ",45,bike", ",46,bike"},
    {"youths.travel_mode", "bike", "walk"},
    {"youths.intent", "deepen", "neutral"},
    {"youths.needs", "quiet:2", "quiet:1"},
    {"youths.skills", "tig|mig", "tig|arc"},
    {"youths.enrolled", "mig,1,", "mig,0,"},
    {"youths.trial_arm", "treatment", "control"},
    {"companies.company_id", "C1", "C4"},
    {"companies.network_id", "C2,N2|N1", "C2,N2"},
    {"companies.owner_id", "C1,N1,firm", "C1,N1,"},
    {"companies.owner_id", "firm", "farm"},
    {"youths.network_id", "N1", "N0"},
    {"youths.needs", "calm", "balm"},
    {"youths.skills", "tig", "tug"},
    {"companies.municipality", "firm,0265", "firm,0340"},
    {"companies.latitude", "55.67,", "55.68,"},
    {"companies.longitude", "12.56,", "12.55,"},
    {"companies.industry_scheme", "DB25,47", "DB07,47"},
    {"companies.industry", "451110", "451111"},
    {"companies.headcount", ",23,1,2,3", ",24,1,2,3"},
    {"companies.others_placed", ",23,1,2,3", ",23,2,2,3"},
    {"companies.answered", ",23,1,2,3", ",23,1,3,3"},
    {"companies.asked", ",23,1,2,3", ",23,1,2,4"},
    {"posts.post_id", "P3", "P4"},
    {"posts.company_id", "P3,C2", "P3,C3"},
    {"posts.function", "7231", "7232"},
    {"posts.seats", "7231,2", "7231,3"},
    {"posts.hours_min", ",15,37,", ",16,37,"},
    {"posts.hours_max", ",15,37,", ",15,36,"},
    {"posts.available_from", "2026-01-01,2027-01-01", "2026-01-02,2027-01-01"},
    {"posts.available_to", "2026-01-01,2027-01-01", "2026-01-01,2027-01-02"},
    {"posts.requires", "mig,tig|crane", ",tig|crane"},
    {"posts.prefers", "mig,tig|crane", "mig,tig"},
    {"posts.offers", "calm|quiet", "calm"},
    {"wishes.youth_id", "Y2,P3,,1", "Y3,P3,,1"},
    {"wishes.post_id", "Y2,P1,1,0", "Y3,P1,1,0"},
    {"wishes.rank", "Y1,P3,2,", "Y1,P3,3,"},
    {"wishes.veto", "Y2,P3,,1", "Y2,P3,1,"},
    {"answers.post_id", "P3,Y1,yes,1", "P3,Y2,yes,1"},
    {"answers.youth_id", "P2,Y1,,3", "P2,Y3,,3"},
    {"answers.answer", "P1,Y1,maybe", "P1,Y1,yes"},
    {"answers.rank", "P2,Y1,,3", "P2,Y1,,4"},
    {"interests.youth_id", "Y2,DB25,47,1", "Y3,DB25,47,1"},
    {"interests.scheme", "Y2,DB25,47,1", "Y2,DB07,47,1"},
    {"interests.code", "Y1,DISCO08,5,-1", "Y1,DISCO08,51,-1"},
    {"interests.value", "Y1,DISCO08,5,-1", "Y1,DISCO08,5,1"},
    {"placements.placement_id", "\nL2,", "\nL4,"},
    {"placements.youth_id", "L3,Y2", "L3,Y3"},
    {"placements.post_id", "L2,Y1,P1", "L2,Y1,P3"},
    {"placements.company_id", "L1,Y1,,C3", "L1,Y1,,C1"},
    {"placements.industry_scheme", "DB25,56", "DB07,56"},
    {"placements.industry", "DB25,56", "DB25,55"},
    {"placements.function", "DB25,56,51", "DB25,56,52"},
    {"placements.start", "2026-06-01,2026-07-01", "2026-06-02,2026-07-01"},
    {"placements.end", "2026-06-01,2026-07-01", "2026-06-01,2026-07-02"},
    {"placements.weeks_attended", "2026-05-01,8", "2026-05-01,7"},
    {"placements.status", "running", "planned"},
    {"placements.rating", "done,4", "done,5"},
    {"travel.youth_id", "Y1,C2,30", "Y2,C2,30"},
    {"travel.company_id", "Y1,C2,30", "Y1,C3,30"},
    {"travel.minutes", "Y1,C2,30", "Y1,C2,31"},
    {"fits.youth_id", "Y2,P2,7000", "Y1,P2,7000"},
    {"fits.post_id", "Y2,P2,7000", "Y2,P3,7000"},
    {"fits.fit", "Y2,P2,7000", "Y2,P2,7001"},
    {"outcomes.youth_id", "Y2,2026-01-05,1", "Y1,2026-01-05,1"},
    {"outcomes.start", "Y2,2026-01-05,1", "Y2,2026-01-06,1"},
    {"outcomes.placed", "Y3,2026-01-05,0", "Y3,2026-01-05,1"},
    {"outcomes.rank", "2026-01-05,1,4", "2026-01-05,1,5"},
};

static char *replaced(const char *text, const char *from, const char *to)
{
    gchar **parts = g_strsplit(text, from, -1);
    CU_ASSERT(parts[0] != NULL && parts[1] != NULL);
    char *joined = g_strjoinv(to, parts);
    g_strfreev(parts);
    return joined;
}

static void any_changed_value_changes_it(void)
{
    char *full = g_strconcat(nw_test_full_cohort,
                             "\noutcomes\nyouth_id,start,placed,rank\n"
                             "Y2,2026-01-05,1,4\nY3,2026-01-05,0,\n",
                             NULL);
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    digest before = digest_of(full, NULL);
    g_hash_table_add(seen, g_strdup(before.hex));
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        char *text = replaced(full, changes[i].from, changes[i].to);
        bool fresh = g_hash_table_add(seen, g_strdup(digest_of(text, NULL).hex));
        CU_ASSERT_TRUE(fresh);
        if (!fresh)
            printf("\n    %s does not count\n", changes[i].column);
        g_free(text);
    }
    g_free(full);
    g_hash_table_destroy(seen);
}

static void every_column_is_among_the_changes(void)
{
    for (int t = 0; t < NW_TABLES; t++) {
        const nw_table_schema *schema = nw_schema((nw_table_name)t);
        for (int64_t c = 0; c < schema->n_columns; c++) {
            char *name = g_strdup_printf("%s.%s", schema->name, schema->columns[c].name);
            bool found = false;
            for (size_t i = 0; i < G_N_ELEMENTS(changes); i++)
                found = found || strcmp(changes[i].column, name) == 0;
            CU_ASSERT_TRUE(found);
            if (!found)
                printf("\n    %s is not tried\n", name);
            g_free(name);
        }
    }
}

static void policy_counts_by_meaning(void)
{
    digest before = digest_of(nw_test_full_cohort, NULL);
    CU_ASSERT_TRUE(same(before, digest_of(nw_test_full_cohort, "# nothing\n")));
    CU_ASSERT_TRUE(same(before, digest_of(nw_test_full_cohort, nw_policy_default_text())));
    CU_ASSERT_FALSE(same(before, digest_of(nw_test_full_cohort, "[weights]\nroom=2\n")));
    CU_ASSERT_FALSE(same(before, digest_of(nw_test_full_cohort, "[options]\nseed=2\n")));
}

/* A boundary between two columns must not be movable: text of one is never text of the next. */
static void what_stands_in_two_columns_cannot_be_exchanged(void)
{
    digest one = digest_of(SMALL ",hours_min,hours_max\nY1,5,\n", NULL);
    digest other = digest_of(SMALL ",hours_min,hours_max\nY1,,5\n", NULL);
    CU_ASSERT_FALSE(same(one, other));
    CU_ASSERT_FALSE(same(digest_of(SMALL ",skills\nY1,\nY2,a\n", NULL),
                         digest_of(SMALL ",skills\nY1,a\nY2,\n", NULL)));
}

int main(void)
{
    static const nw_case cases[] = {
        {"is 64 hex digits", is_64_hex_digits},
        {"the order of rows does not matter", order_of_rows_does_not_matter},
        {"the order of columns and empty columns do not matter",
         order_of_columns_and_empty_columns_do_not_matter},
        {"an empty placements table says more than none",
         an_empty_placements_table_says_more_than_none},
        {"the order in lists does not matter", order_in_lists_does_not_matter},
        {"any changed value changes it", any_changed_value_changes_it},
        {"every column is among the changes", every_column_is_among_the_changes},
        {"a policy counts by its meaning", policy_counts_by_meaning},
        {"what stands in two columns cannot be exchanged",
         what_stands_in_two_columns_cannot_be_exchanged},
        {NULL, NULL},
    };
    return nw_run_cases("digest", cases);
}
