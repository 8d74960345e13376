/* A table in and an answer out as Arrow streams: how a program in any language hands over columns
 * without a file between. Here a builder plays the other program. */
#include <nextwork.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void check(nextwork_status status)
{
    if (status == NEXTWORK_OK)
        return;
    fprintf(stderr, "%s: %s\n", nextwork_status_text(status), nextwork_error_message());
    exit(EXIT_FAILURE);
}

/* What a stream's producer answers is an errno. */
static void check_stream(struct ArrowArrayStream *stream, int error)
{
    if (error == 0)
        return;
    fprintf(stderr, "error %d: %s\n", error, stream->get_last_error(stream));
    exit(EXIT_FAILURE);
}

/* All tables of one builder into another, as if they came from a data frame. */
static nextwork_cohort *make_cohort(void)
{
    static const char *const tables[] = {"youths", "companies", "posts", "wishes", "answers"};
    nextwork_builder *other, *builder;
    nextwork_cohort *cohort;
    check(nextwork_builder_new(&other));
    check(nextwork_builder_new(&builder));
    check(nextwork_builder_read_folder(other, "examples/cohorts/prototype", NULL));
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct ArrowArrayStream stream;
        check(nextwork_builder_export_arrow(&stream, other, tables[i]));
        check(nextwork_builder_read_arrow(builder, tables[i], &stream)); /* releases it */
    }
    check(nextwork_builder_read_policy(builder, "examples/cohorts/prototype/policy.ini"));
    check(nextwork_builder_freeze(&cohort, builder, NULL));
    nextwork_builder_free(builder);
    nextwork_builder_free(other);
    return cohort;
}

static void print_columns(nextwork_table *table)
{
    struct ArrowArrayStream stream;
    struct ArrowSchema schema;
    struct ArrowArray batch;
    check(nextwork_table_export_arrow(&stream, table));
    nextwork_table_free(table); /* the stream stands without it */
    check_stream(&stream, stream.get_schema(&stream, &schema));
    check_stream(&stream, stream.get_next(&stream, &batch));
    for (int64_t c = 0; batch.release != NULL && c < schema.n_children; c++)
        printf("%-10s %-4s %" PRId64 " rows, %" PRId64 " unknown\n", schema.children[c]->name,
               schema.children[c]->format, batch.children[c]->length,
               batch.children[c]->null_count);
    if (batch.release != NULL) /* else there are no rows */
        batch.release(&batch);
    schema.release(&schema);
    stream.release(&stream);
}

int main(void)
{
    nextwork_cohort *cohort = make_cohort();
    nextwork_round *round;
    nextwork_result *result;
    nextwork_table *table;
    check(nextwork_round_new(&round, cohort, NULL));
    check(nextwork_round_match(&result, round, NULL, NULL));
    check(nextwork_result_table(&table, result, "placements"));
    print_columns(table);
    nextwork_result_unref(result);
    nextwork_round_unref(round);
    nextwork_cohort_unref(cohort);
    return EXIT_SUCCESS;
}
