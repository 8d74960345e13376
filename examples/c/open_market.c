/* An intake desk: a market is open, a youth comes, another changes their mind, a company offers one
 * more seat, and each time it is told at once who moves. */
#include <nextwork.h>

#include <stdio.h>
#include <stdlib.h>

static void check(nextwork_status status)
{
    if (status == NEXTWORK_OK)
        return;
    fprintf(stderr, "%s: %s\n", nextwork_status_text(status), nextwork_error_message());
    exit(EXIT_FAILURE);
}

static nextwork_cohort *read_cohort(void)
{
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    check(nextwork_builder_new(&builder));
    check(nextwork_builder_read_folder(builder, "examples/cohorts/prototype", NULL));
    check(nextwork_builder_freeze(&cohort, builder, NULL));
    nextwork_builder_free(builder);
    return cohort;
}

static int64_t number_of(const nextwork_cohort *cohort, const char *table, const char *id)
{
    int64_t row;
    check(nextwork_cohort_find(&row, cohort, table, id));
    return row;
}

/* Says what was done, and whom it moved from where to where. */
static void tell(const char *what, const nextwork_market *market)
{
    nextwork_table *changes;
    char *text;
    check(nextwork_market_changes(&changes, market));
    check(nextwork_table_render(&text, changes, NEXTWORK_FORMAT_TABLE));
    printf("%s\n%s\n", what, text);
    nextwork_text_free(text);
    nextwork_table_free(changes);
}

int main(void)
{
    nextwork_cohort *cohort = read_cohort();
    nextwork_round *round;
    nextwork_market *market;
    check(nextwork_round_new(&round, cohort, NULL));

    /* The mode is exact where nobody sets it: whoever has the better claim gets the place. With
     * "protect-incumbents" nobody would lose theirs, with "vacancy-only" nobody would move. -1:
     * everybody of the cohort is in the market from the start. */
    check(nextwork_market_new(&market, round, NULL, -1, NULL, NULL));

    int64_t youth = number_of(cohort, "youths", "Y00018");
    check(nextwork_market_leave(market, youth));
    tell("Y00018 leaves.", market);
    check(nextwork_market_join(market, youth));
    tell("Y00018 comes again.", market);

    const int64_t posts[] = {number_of(cohort, "posts", "P0001"),
                             number_of(cohort, "posts", "P0005")};
    check(
        nextwork_market_set_wishes(market, number_of(cohort, "youths", "Y00003"), posts, NULL, 2));
    tell("Y00003 wishes for P0001, else for P0005.", market);

    check(nextwork_market_set_seats(market, number_of(cohort, "posts", "P0014"), 4));
    tell("P0014 can take a fourth youth.", market);

    /* Nobody has to take the market's word for it. */
    nextwork_table *checks;
    int32_t holds;
    check(nextwork_market_verify(&checks, &holds, market, NULL));
    printf("Matching everybody anew %s.\n", holds ? "gives the same" : "gives something else");

    nextwork_table_free(checks);
    nextwork_market_free(market);
    nextwork_round_unref(round);
    nextwork_cohort_unref(cohort);
    return holds ? EXIT_SUCCESS : EXIT_FAILURE;
}
