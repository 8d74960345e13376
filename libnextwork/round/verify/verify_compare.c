#include "round/verify/verify_compare.h"

#include "base/memory.h"
#include "io/csv.h"

#include <string.h>

#define SHOWN 160 /* bytes of a line that a detail repeats */

nextwork_status nw_report_equal(nw_report *report, const char *check, const char *claimed,
                                const char *found, const char *what)
{
    bool holds = strcmp(claimed, found) == 0;
    if (holds)
        return nw_report_check(report, check, true, "%s agrees", what);
    return nw_report_check(report, check, false, "%s is %.80s, the certificate says %.80s", what,
                           found, claimed);
}

nextwork_status nw_report_number(nw_report *report, const char *check, int64_t claimed,
                                 int64_t counted)
{
    return nw_report_check(report, check, claimed == counted,
                           claimed == counted ? "%lld" : "counted %lld, the certificate says %lld",
                           (long long)counted, (long long)claimed);
}

/* A column that is missing has no line: it is the header that lacks it. */
nextwork_status nw_report_finding(nw_report *report, const char *check, const char *file,
                                  const nw_findings *findings)
{
    const nw_finding *first = &findings->items[0];
    return nw_report_check(report, check, false, "%s, line %lld: %s", file,
                           (long long)(first->line > 0 ? first->line : 1), first->message);
}

static nw_text next_line(nw_text *rest)
{
    const char *end = memchr(rest->at, '\n', (size_t)rest->bytes);
    int64_t bytes = end == NULL ? rest->bytes : end - rest->at;
    nw_text line = {rest->at, bytes};
    int64_t taken = end == NULL ? bytes : bytes + 1;
    *rest = (nw_text){rest->at + taken, rest->bytes - taken};
    return line;
}

/* What of a line a detail repeats: its beginning, and nothing that looks like a CPR number. */
static nw_text shown(nw_text line)
{
    if (nw_looks_like_cpr(line, false))
        return nw_text_of("(not shown: it holds what looks like a CPR number)");
    return (nw_text){line.at, line.bytes < SHOWN ? line.bytes : SHOWN};
}

/* Holds when both are the same bytes; else tells the first line that differs. */
static nextwork_status compare(nw_report *report, const char *name, nw_text found, nw_text expected)
{
    if (nw_text_equal(found, expected))
        return nw_report_check(report, name, true, "every value follows from the cohort");
    int64_t line = 1;
    nw_text is = next_line(&found), should = next_line(&expected);
    while (nw_text_equal(is, should) && found.bytes > 0 && expected.bytes > 0) {
        is = next_line(&found);
        should = next_line(&expected);
        line++;
    }
    is = shown(is);
    should = shown(should);
    return nw_report_check(report, name, false,
                           "line %lld is \"%.*s\"; the cohort and the placements give \"%.*s\"",
                           (long long)line, (int)is.bytes, is.at, (int)should.bytes, should.at);
}

nextwork_status nw_report_file(nw_report *report, const char *name, nw_text found,
                               nw_table *expected)
{
    char *text = NULL;
    int64_t bytes = 0, room = 0;
    nextwork_status status = nw_csv_append(&text, &bytes, &room, expected);
    nw_table_free(expected);
    if (status == NEXTWORK_OK)
        status = compare(report, name, found, (nw_text){text, bytes});
    nw_free(text);
    return status;
}
