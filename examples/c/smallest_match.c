/* The smallest match: a folder of tables in, placements out. */
#include <nextwork.h>

#include <stdio.h>
#include <stdlib.h>

/* Every call that can fail gives a status; the library keeps the message. */
static void check(nextwork_status status)
{
    if (status == NEXTWORK_OK)
        return;
    fprintf(stderr, "%s: %s\n", nextwork_status_text(status), nextwork_error_message());
    exit(EXIT_FAILURE);
}

int main(void)
{
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    nextwork_round *round;
    nextwork_result *result;
    nextwork_table *placements;
    char *text;

    /* Tables come into a builder; freezing checks all of it and makes an immutable cohort. */
    check(nextwork_builder_new(&builder));
    check(nextwork_builder_read_folder(builder, "examples/cohorts/prototype", NULL));
    check(nextwork_builder_freeze(&cohort, builder, NULL));

    /* When the round starts stands in the folder's policy.ini. NULL: no options, no monitor. */
    check(nextwork_round_new(&round, cohort, NULL));
    check(nextwork_round_match(&result, round, NULL, NULL));

    /* Whatever the library answers is a table, which can be read cell by cell or as text. */
    check(nextwork_result_table(&placements, result, "placements"));
    check(nextwork_table_render(&text, placements, NEXTWORK_FORMAT_TABLE));
    fputs(text, stdout);

    nextwork_text_free(text);
    nextwork_table_free(placements);
    nextwork_result_unref(result);
    nextwork_round_unref(round);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(builder);
    return EXIT_SUCCESS;
}
