#include "small_cohort.h"

#include "io/csv.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    nw_table tables[NW_TABLES];
    nw_findings findings;
    nw_text policy; /* at NULL: none */
} draft;

static void fail(const char *what, nw_text where)
{
    fprintf(stderr, "%s: %.*s\n", what, (int)where.bytes, where.at);
    exit(EXIT_FAILURE);
}

static void must(nextwork_status status)
{
    if (status != NEXTWORK_OK)
        fail("test cohort", nw_text_of(nextwork_error_message()));
}

/* The end of the line that begins at `at`, with its line feed. */
static int64_t line_end(nw_text text, int64_t at)
{
    const char *end = memchr(text.at + at, '\n', (size_t)(text.bytes - at));
    return end == NULL ? text.bytes : end - text.at + 1;
}

/* The place of the ": " of a table's heading, or -1. */
static int64_t heading(nw_text line)
{
    for (int64_t i = 0; i + 1 < line.bytes; i++)
        if (line.at[i] == ':' && line.at[i + 1] == ' ')
            return i;
    return -1;
}

static bool begins_section(nw_text line)
{
    return heading(line) >= 0 || nw_text_equal(line, nw_text_of("policy:\n"));
}

static void parse_table(draft *to, nw_text section)
{
    int64_t colon = heading(section);
    nw_text name = {section.at, colon < 0 ? 0 : colon};
    int table = nw_schema_table(name);
    if (table < 0)
        fail("no table begins here", section);
    nw_text csv = {section.at + colon + 2, section.bytes - colon - 2};
    must(nw_csv_parse(&to->tables[table], csv, to->tables[table].schema->name, &to->findings));
}

static void parse(draft *to, nw_text text)
{
    for (int64_t at = 0; at < text.bytes;) {
        int64_t end = line_end(text, at);
        if (nw_text_equal((nw_text){text.at + at, end - at}, nw_text_of("policy:\n"))) {
            to->policy = (nw_text){text.at + end, text.bytes - end};
            return;
        }
        for (int64_t next; end < text.bytes; end = next) {
            next = line_end(text, end);
            if (begins_section((nw_text){text.at + end, next - end}))
                break;
        }
        parse_table(to, (nw_text){text.at + at, end - at});
        at = end;
    }
}

static void add_missing(draft *to)
{
    static const struct {
        nw_table_name table;
        const char *text;
    } missing[] = {
        {NW_YOUTHS, "youths: youth_id\nY\n"},
        {NW_COMPANIES, "companies: company_id\nC\n"},
        {NW_POSTS, "posts: post_id,company_id,seats\nP,C,1\n"},
    };
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        if (!to->tables[missing[i].table].given)
            parse_table(to, nw_text_of(missing[i].text));
}

/* Errors end the program: they are the test's own. Warnings are none of its business. */
static void judge(const nw_findings *findings)
{
    for (int64_t i = 0; i < findings->count; i++)
        if (findings->items[i].severity == NW_ERROR)
            fprintf(stderr, "%s line %d %s: %s\n", findings->items[i].file,
                    (int)findings->items[i].line, findings->items[i].column,
                    findings->items[i].message);
    if (findings->errors > 0)
        fail("test cohort", nw_text_of("has errors"));
}

nw_cohort *nw_test_cohort(const char *text)
{
    draft to = {.policy = {NULL, 0}};
    nw_cohort *cohort = NULL;
    for (int t = 0; t < NW_TABLES; t++)
        must(nw_table_init(&to.tables[t], nw_schema((nw_table_name)t)));
    parse(&to, nw_text_of(text));
    add_missing(&to);
    judge(&to.findings);
    nextwork_status status =
        nw_cohort_freeze(&cohort, to.tables, to.policy.at, "policy.ini", &to.findings);
    judge(&to.findings);
    must(status);
    for (int t = 0; t < NW_TABLES; t++)
        nw_table_clear(&to.tables[t]);
    nw_findings_clear(&to.findings);
    return cohort;
}

nw_round *nw_test_round(const char *text)
{
    nw_cohort *cohort = nw_test_cohort(text);
    nw_round *round;
    must(nw_round_new(&round, cohort, NW_TEST_START, NW_TEST_WEEKS));
    nw_cohort_unref(cohort);
    return round;
}

static int32_t found(int32_t row, const char *id)
{
    if (row < 0)
        fail("no such id", nw_text_of(id));
    return row;
}

int32_t nw_test_youth(const nw_cohort *cohort, const char *id)
{
    return found(nw_cohort_youth(cohort, nw_text_of(id)), id);
}

int32_t nw_test_post(const nw_cohort *cohort, const char *id)
{
    return found(nw_cohort_post(cohort, nw_text_of(id)), id);
}

int32_t nw_test_company(const nw_cohort *cohort, const char *id)
{
    return found(nw_cohort_company(cohort, nw_text_of(id)), id);
}
