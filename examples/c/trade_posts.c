/* Youths who have a post already trade it: nobody ends worse than they stand, and each is told why.
 * The library proposes; that a trade ends two placements and begins two is for people to decide. */
#include <nextwork.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) ((int64_t)(sizeof(array) / sizeof *(array)))

static void check(nextwork_status status)
{
    if (status == NEXTWORK_OK)
        return;
    fprintf(stderr, "%s: %s\n", nextwork_status_text(status), nextwork_error_message());
    exit(EXIT_FAILURE);
}

static void set_text(nextwork_builder *builder, const char *table, const char *column,
                     const char *const *values, int64_t count)
{
    check(nextwork_builder_set_text(builder, table, column, values, count));
}

static void set_numbers(nextwork_builder *builder, const char *table, const char *column,
                        const int64_t *values, int64_t count)
{
    check(nextwork_builder_set_int64(builder, table, column, values, count));
}

/* Three workplaces with a post of one seat each, but for the garage, which has two. */
static void fill_posts(nextwork_builder *builder)
{
    static const char *const names[] = {"Bakery", "Garage", "Kindergarten"};
    static const int64_t seats[] = {1, 2, 1};
    set_text(builder, "companies", "company_id", names, COUNT(names));
    set_text(builder, "posts", "post_id", names, COUNT(names));
    set_text(builder, "posts", "company_id", names, COUNT(names));
    set_numbers(builder, "posts", "seats", seats, COUNT(seats));
}

/* Ane would rather be where Bo is, and Bo where Ane is. The garage's second seat is free: Cem, who
 * has a post to leave, and Dagny, who has none, both want it. */
static void fill_youths(nextwork_builder *builder)
{
    static const char *const youths[] = {"Ane", "Bo", "Cem", "Dagny"};
    static const char *const wanted[] = {"Garage", "Bakery", "Garage", "Garage"};
    static const int64_t ranks[] = {1, 1, 1, 1};
    static const char *const ids[] = {"1", "2", "3"};
    static const char *const now[] = {"Bakery", "Garage", "Kindergarten"};
    static const char *const starts[] = {"2026-11-02", "2026-11-02", "2026-12-07"};
    static const char *const ends[] = {"2027-02-01", "2027-02-01", "2027-03-01"};
    static const char *const states[] = {"running", "running", "running"};
    set_text(builder, "youths", "youth_id", youths, COUNT(youths));
    set_text(builder, "wishes", "youth_id", youths, COUNT(youths));
    set_text(builder, "wishes", "post_id", wanted, COUNT(wanted));
    set_numbers(builder, "wishes", "rank", ranks, COUNT(ranks));
    set_text(builder, "placements", "placement_id", ids, COUNT(ids));
    set_text(builder, "placements", "youth_id", youths, COUNT(ids));
    set_text(builder, "placements", "post_id", now, COUNT(now));
    set_text(builder, "placements", "start", starts, COUNT(starts));
    set_text(builder, "placements", "end", ends, COUNT(ends));
    set_text(builder, "placements", "status", states, COUNT(states));
}

static nextwork_round *make_round(nextwork_options *options)
{
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    nextwork_round *round;
    check(nextwork_builder_new(&builder));
    fill_posts(builder);
    fill_youths(builder);
    check(nextwork_builder_freeze(&cohort, builder, NULL));
    check(nextwork_round_new(&round, cohort, options));
    nextwork_cohort_unref(cohort); /* the round holds it */
    nextwork_builder_free(builder);
    return round;
}

static void tell(const nextwork_result *result, int64_t youth)
{
    nextwork_table *story;
    int64_t rows, column, bytes;
    const char *text;
    check(nextwork_result_explain(&story, result, youth, "en"));
    check(nextwork_table_find(&column, story, "text"));
    check(nextwork_table_rows(&rows, story));
    for (int64_t row = 0; row < rows; row++) {
        check(nextwork_table_text(&text, &bytes, story, row, column));
        printf("  %.*s\n", (int)bytes, text);
    }
    nextwork_table_free(story);
}

int main(void)
{
    nextwork_options *options;
    nextwork_result *result;
    check(nextwork_options_new(&options));
    check(nextwork_options_set_text(options, "start", "2027-01-04"));
    check(nextwork_options_set_text(options, "mechanism", "top-trading-cycles"));
    nextwork_round *round = make_round(options);
    check(nextwork_round_match(&result, round, options, NULL));

    int64_t posts[4];
    check(nextwork_result_posts(posts, COUNT(posts), result));
    for (int64_t youth = 0; youth < COUNT(posts); youth++) {
        printf("youth %" PRId64 ": post %" PRId64 "\n", youth, posts[youth]);
        tell(result, youth);
    }

    nextwork_result_unref(result);
    nextwork_round_unref(round);
    nextwork_options_free(options);
    return EXIT_SUCCESS;
}
