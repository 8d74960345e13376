/* A match from arrays, without any file: for programs that have the data in memory already. */
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

/* Each table is given column by column; columns that nobody gives are unknown. */
static void fill(nextwork_builder *builder)
{
    static const char *const youths[] = {"Ane", "Bo", "Cem"};
    static const char *const companies[] = {"Bakery", "Garage"};
    static const char *const posts[] = {"Bakery-shop", "Garage-bench"};
    static const char *const post_companies[] = {"Bakery", "Garage"};
    static const int64_t seats[] = {1, 1};

    /* Ane wants the shop, Bo the shop and then the bench, Cem the bench. */
    static const char *const wish_youths[] = {"Ane", "Bo", "Bo", "Cem"};
    static const char *const wish_posts[] = {"Bakery-shop", "Bakery-shop", "Garage-bench",
                                             "Garage-bench"};
    static const int64_t ranks[] = {1, 1, 2, 1};

    /* The bakery has met both who want to come. */
    static const char *const answer_posts[] = {"Bakery-shop", "Bakery-shop"};
    static const char *const answer_youths[] = {"Ane", "Bo"};
    static const char *const answers[] = {"maybe", "yes"};

    check(nextwork_builder_set_text(builder, "youths", "youth_id", youths, COUNT(youths)));
    check(
        nextwork_builder_set_text(builder, "companies", "company_id", companies, COUNT(companies)));
    check(nextwork_builder_set_text(builder, "posts", "post_id", posts, COUNT(posts)));
    check(nextwork_builder_set_text(builder, "posts", "company_id", post_companies, COUNT(posts)));
    check(nextwork_builder_set_int64(builder, "posts", "seats", seats, COUNT(seats)));
    check(nextwork_builder_set_text(builder, "wishes", "youth_id", wish_youths, COUNT(ranks)));
    check(nextwork_builder_set_text(builder, "wishes", "post_id", wish_posts, COUNT(ranks)));
    check(nextwork_builder_set_int64(builder, "wishes", "rank", ranks, COUNT(ranks)));
    check(nextwork_builder_set_text(builder, "answers", "post_id", answer_posts, COUNT(answers)));
    check(nextwork_builder_set_text(builder, "answers", "youth_id", answer_youths, COUNT(answers)));
    check(nextwork_builder_set_text(builder, "answers", "answer", answers, COUNT(answers)));
}

static nextwork_round *make_round(void)
{
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    nextwork_options *options;
    nextwork_round *round;
    check(nextwork_builder_new(&builder));
    fill(builder);
    check(nextwork_builder_freeze(&cohort, builder, NULL));
    check(nextwork_options_new(&options));
    check(nextwork_options_set_text(options, "start", "2027-01-04"));
    check(nextwork_options_set_int64(options, "weeks", 8));
    check(nextwork_round_new(&round, cohort, options));
    nextwork_options_free(options);
    nextwork_cohort_unref(cohort); /* the round holds it */
    nextwork_builder_free(builder);
    return round;
}

static void print_table(const nextwork_result *result, const char *name)
{
    nextwork_table *table;
    char *text;
    check(nextwork_result_table(&table, result, name));
    check(nextwork_table_render(&text, table, NEXTWORK_FORMAT_TABLE));
    printf("%s\n%s\n", name, text);
    nextwork_text_free(text);
    nextwork_table_free(table);
}

int main(void)
{
    nextwork_round *round = make_round();
    nextwork_result *result;
    check(nextwork_round_match(&result, round, NULL, NULL));
    print_table(result, "placements");
    print_table(result, "unplaced");

    /* The same as numbers: youths and posts are numbered in the order of their ids. */
    int64_t posts[3];
    check(nextwork_result_posts(posts, COUNT(posts), result));
    for (int64_t youth = 0; youth < COUNT(posts); youth++)
        printf("youth %" PRId64 " is at post %" PRId64 "\n", youth, posts[youth]);

    nextwork_result_unref(result);
    nextwork_round_unref(round);
    return EXIT_SUCCESS;
}
