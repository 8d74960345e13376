#include "api/pair.h"

#include "fit/explain.h"

static nextwork_status check_row(const char *table, int64_t count, int64_t row)
{
    if (row >= 0 && row < count)
        return NEXTWORK_OK;
    return nw_fail_at(NEXTWORK_ERROR_ARGUMENT, table, row, "",
                      "number %lld; the cohort has %lld %s, numbered from 0", (long long)row,
                      (long long)count, table);
}

nextwork_status nw_check_youth(const nw_cohort *cohort, int64_t youth)
{
    return check_row("youths", cohort->youths.count, youth);
}

nextwork_status nw_check_post(const nw_cohort *cohort, int64_t post)
{
    return check_row("posts", cohort->posts.count, post);
}

nextwork_status nw_check_company(const nw_cohort *cohort, int64_t company)
{
    return check_row("companies", cohort->companies.count, company);
}

nextwork_status nw_language_of(int *number, const char *language)
{
    bool danish = strcmp(language, "da") == 0;
    if (!danish && strcmp(language, "en") != 0)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "language \"%.64s\"; give en or da", language);
    *number = danish ? NW_DANISH : NW_ENGLISH;
    return NEXTWORK_OK;
}
