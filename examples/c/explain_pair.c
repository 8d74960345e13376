/* Scores a youth at every post, and explains the best of them: parts that add up to the fit. */
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

/* The allowed post with the greatest fit for a youth, or -1. */
static int64_t best_post(const nextwork_cohort *cohort, const nextwork_round *round, int64_t youth)
{
    int64_t posts, best = -1;
    int32_t best_fit = -1;
    check(nextwork_cohort_count(&posts, cohort, "posts"));
    for (int64_t post = 0; post < posts; post++) {
        int32_t fit, coverage;
        uint32_t reasons; /* one bit a reason why the pair is not allowed */
        check(nextwork_round_fit(&fit, &coverage, &reasons, round, youth, post));
        if (reasons == 0 && fit > best_fit) {
            best = post;
            best_fit = fit;
        }
    }
    return best;
}

static void print_explanation(const nextwork_round *round, int64_t youth, int64_t post)
{
    nextwork_table *parts;
    char *text;
    check(nextwork_round_explain(&parts, round, youth, post, "en"));
    check(nextwork_table_render(&text, parts, NEXTWORK_FORMAT_TABLE));
    fputs(text, stdout);
    nextwork_text_free(text);
    nextwork_table_free(parts);
}

int main(void)
{
    nextwork_cohort *cohort = read_cohort("examples/cohorts/prototype");
    nextwork_round *round;
    check(nextwork_round_new(&round, cohort, NULL));

    /* Inside the library youths and posts are numbers; ids are for people. */
    int64_t youth = 0, post = best_post(cohort, round, youth);
    const char *youth_id;
    check(nextwork_cohort_id(&youth_id, cohort, "youths", youth));
    if (post < 0) {
        printf("No post is allowed for %s.\n", youth_id);
    } else {
        const char *post_id;
        int32_t fit, coverage;
        check(nextwork_cohort_id(&post_id, cohort, "posts", post));
        check(nextwork_round_fit(&fit, &coverage, NULL, round, youth, post));
        printf("%s at %s: fit %" PRId32 " of 10000, from %" PRId32 " of 10000 known\n", youth_id,
               post_id, fit, coverage);
        print_explanation(round, youth, post);
    }

    nextwork_round_unref(round);
    nextwork_cohort_unref(cohort);
    return EXIT_SUCCESS;
}
