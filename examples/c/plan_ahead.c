/* Plans four internships ahead for every youth, and draws the plan of one. */
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

static nextwork_cohort *read_cohort(const char *folder)
{
    nextwork_builder *builder;
    nextwork_cohort *cohort;
    check(nextwork_builder_new(&builder));
    check(nextwork_builder_read_folder(builder, folder, NULL));
    check(nextwork_builder_freeze(&cohort, builder, NULL));
    nextwork_builder_free(builder);
    return cohort;
}

static nextwork_plan *plan_four_periods(nextwork_cohort *cohort)
{
    nextwork_options *options;
    nextwork_plan *plan;
    check(nextwork_options_new(&options));
    check(nextwork_options_set_int64(options, "periods", 4));
    check(nextwork_options_set_int64(options, "extend", 1));
    check(nextwork_plan_new(&plan, cohort, options, NULL));
    nextwork_options_free(options);
    return plan;
}

int main(void)
{
    nextwork_cohort *cohort = read_cohort("examples/cohorts/prototype");
    nextwork_plan *plan = plan_four_periods(cohort);
    int64_t value, bound, gap, youth;
    char *picture;
    check(nextwork_plan_value(&value, &bound, &gap, plan));
    printf("worth %lld basis points; at most %.4f %% are left to gain\n\n",
           (long long)(value / 10000), (double)gap / 10000);
    check(nextwork_cohort_find(&youth, cohort, "youths", "Y00002"));
    check(nextwork_plan_picture(&picture, plan, youth, "en"));
    fputs(picture, stdout);
    nextwork_text_free(picture);
    nextwork_plan_unref(plan);
    nextwork_cohort_unref(cohort);
    return EXIT_SUCCESS;
}
