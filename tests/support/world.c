#include "world.h"

#include "base/status.h"

#include <stddef.h>

#define COUNT(array) ((int64_t)(sizeof(array) / sizeof *(array)))
#define TEXT(table, column, ...)                                                                   \
    do {                                                                                           \
        static const char *const values[] = {__VA_ARGS__};                                         \
        NW_TRY(nextwork_builder_set_text(builder, table, column, values, COUNT(values)));          \
    } while (0)
#define NUMBERS(table, column, ...)                                                                \
    do {                                                                                           \
        static const int64_t values[] = {__VA_ARGS__};                                             \
        NW_TRY(nextwork_builder_set_int64(builder, table, column, values, COUNT(values)));         \
    } while (0)
#define NONE NEXTWORK_UNKNOWN

static nextwork_status fill_youths(nextwork_builder *builder)
{
    TEXT("youths", "youth_id", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7");
    NUMBERS("youths", "birth_year", 2006, 2007, 2005, 2008, NONE, 2006, 2004);
    NUMBERS("youths", "latitude", 55641900, 55650000, 55600000, NONE, 55641900, 55700000, 55630000);
    NUMBERS("youths", "longitude", 12080000, 12100000, 12000000, NONE, 12080000, 12200000,
            12090000);
    TEXT("youths", "travel_mode", "bike", "transit", "car", NULL, "", "walk", "bike");
    NUMBERS("youths", "hours_max", 37, 25, 37, NONE, 15, 37, 30);
    TEXT("youths", "needs", "quiet:2", NULL, "early:1|quiet:1", NULL, NULL, NULL, NULL);
    return NEXTWORK_OK;
}

static nextwork_status fill_companies(nextwork_builder *builder)
{
    TEXT("companies", "company_id", "C1", "C2", "C3", "C4");
    TEXT("companies", "industry_scheme", "DB07", "DB25", "DB25", NULL);
    TEXT("companies", "industry", "471100", "56", "87", NULL);
    NUMBERS("companies", "headcount", 4, 12, NONE, 8);
    NUMBERS("companies", "latitude", 55642000, 55660000, NONE, 55610000);
    NUMBERS("companies", "longitude", 12085000, 12110000, NONE, 12010000);
    return NEXTWORK_OK;
}

/* C1 may have one youth only (four employees), at two posts. */
static nextwork_status fill_posts(nextwork_builder *builder)
{
    TEXT("posts", "post_id", "P1", "P2", "P3", "P4", "P5");
    TEXT("posts", "company_id", "C1", "C1", "C2", "C3", "C4");
    TEXT("posts", "function", "5223", "9334", "5120", "53", NULL);
    NUMBERS("posts", "seats", 1, 2, 1, 2, 1);
    NUMBERS("posts", "hours_max", 37, 20, 30, NONE, 37);
    TEXT("posts", "offers", "quiet", "early|quiet", NULL, NULL, NULL);
    return NEXTWORK_OK;
}

static nextwork_status fill_wishes(nextwork_builder *builder)
{
    TEXT("wishes", "youth_id", "Y1", "Y1", "Y2", "Y2", "Y3", "Y3", "Y4", "Y5", "Y5", "Y6", "Y6");
    TEXT("wishes", "post_id", "P1", "P3", "P1", "P2", "P3", "P4", "P3", "P2", "P1", "P4", "P5");
    NUMBERS("wishes", "rank", 1, 2, 1, 1, 1, 2, 1, 1, 2, 1, NONE);
    NUMBERS("wishes", "veto", 0, 0, 0, 0, 0, 0, 0, 0, 0, NONE, 1);
    TEXT("answers", "post_id", "P1", "P1", "P3", "P3", "P4");
    TEXT("answers", "youth_id", "Y1", "Y2", "Y3", "Y4", "Y6");
    TEXT("answers", "answer", "maybe", "yes", "no", "yes", NULL);
    NUMBERS("answers", "rank", NONE, NONE, NONE, NONE, 2);
    return NEXTWORK_OK;
}

static nextwork_status fill_history(nextwork_builder *builder)
{
    TEXT("placements", "placement_id", "L1", "L2", "L3");
    TEXT("placements", "youth_id", "Y1", "Y2", "Y5");
    TEXT("placements", "post_id", "P3", "P5", "P4");
    TEXT("placements", "start", "2026-03-02", "2026-08-03", "2026-12-07");
    TEXT("placements", "end", "2026-04-27", "2026-09-28", "2027-01-18");
    NUMBERS("placements", "weeks_attended", 6, NONE, NONE);
    TEXT("placements", "status", "done", "done", "running");
    TEXT("interests", "youth_id", "Y1", "Y3", "Y7");
    TEXT("interests", "scheme", "DB25", "DISCO08", "DB07");
    TEXT("interests", "code", "47", "53", "56");
    NUMBERS("interests", "value", 2, 1, -2);
    return NEXTWORK_OK;
}

nextwork_status nw_world_fill(nextwork_builder *builder)
{
    NW_TRY(fill_youths(builder));
    NW_TRY(fill_companies(builder));
    NW_TRY(fill_posts(builder));
    NW_TRY(fill_wishes(builder));
    NW_TRY(fill_history(builder));
    return nextwork_builder_set_policy(builder, NW_WORLD_POLICY);
}

nextwork_status nw_world_cohort(nextwork_cohort **cohort)
{
    nextwork_builder *builder;
    NW_TRY(nextwork_builder_new(&builder));
    nextwork_status status = nw_world_fill(builder);
    if (status == NEXTWORK_OK)
        status = nextwork_builder_freeze(cohort, builder, NULL);
    nextwork_builder_free(builder);
    return status;
}

nextwork_status nw_world_round(nextwork_round **round)
{
    nextwork_cohort *cohort;
    NW_TRY(nw_world_cohort(&cohort));
    nextwork_status status = nextwork_round_new(round, cohort, NULL);
    nextwork_cohort_unref(cohort);
    return status;
}
