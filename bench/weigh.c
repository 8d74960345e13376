#include "weigh.h"

#include "base/memory.h"
#include "match/max_weight.h"

#include <stdio.h>
#include <time.h>

typedef struct {
    nw_pairs pairs;
    int32_t posts, companies, *post_seats, *company, *cap;
    nw_weighed weighed;
} instance;

static void clear(instance *i)
{
    nw_free(i->pairs.start);
    nw_free(i->pairs.post);
    nw_free(i->pairs.fit);
    nw_free(i->post_seats);
    nw_free(i->company);
    nw_free(i->cap);
    nw_free(i->weighed.post_of);
    nw_free(i->weighed.youth_price);
    nw_free(i->weighed.post_price);
    nw_free(i->weighed.company_price);
}

static bool allocate(instance *i, int64_t youths, int64_t posts, int64_t pairs)
{
    *i = (instance){.pairs = {.youths = (int32_t)youths,
                              .start = NW_NEW(int64_t, youths + 1),
                              .post = NW_NEW(int32_t, pairs),
                              .fit = NW_NEW(int32_t, pairs)},
                    .posts = (int32_t)posts,
                    .post_seats = NW_NEW(int32_t, posts),
                    .company = NW_NEW(int32_t, posts),
                    .cap = NW_NEW(int32_t, posts),
                    .weighed = {.post_of = NW_NEW(int32_t, youths),
                                .youth_price = NW_NEW(int64_t, youths),
                                .post_price = NW_NEW(int64_t, posts),
                                .company_price = NW_NEW(int64_t, posts)}};
    return i->pairs.start != NULL && i->pairs.post != NULL && i->pairs.fit != NULL &&
           i->post_seats != NULL && i->company != NULL && i->cap != NULL &&
           i->weighed.post_of != NULL && i->weighed.youth_price != NULL &&
           i->weighed.post_price != NULL && i->weighed.company_price != NULL;
}

static bool read_numbers(void *numbers, size_t size, int64_t count, FILE *file)
{
    return fread(numbers, size, (size_t)count, file) == (size_t)count;
}

/* A company a post, without a cap. */
static void leave_free(instance *i)
{
    i->companies = i->posts;
    for (int32_t p = 0; p < i->posts; p++) {
        i->company[p] = p;
        i->cap[p] = INT32_MAX;
    }
}

static bool read_companies(instance *i, FILE *file)
{
    int64_t count;
    if (!read_numbers(&count, sizeof count, 1, file)) {
        leave_free(i);
        return feof(file) != 0;
    }
    i->companies = (int32_t)count;
    return count <= i->posts && read_numbers(i->company, sizeof(int32_t), i->posts, file) &&
           read_numbers(i->cap, sizeof(int32_t), count, file);
}

static bool read_instance(instance *i, FILE *file)
{
    int64_t counts[3];
    return read_numbers(counts, sizeof *counts, 3, file) &&
           allocate(i, counts[0], counts[1], counts[2]) &&
           read_numbers(i->pairs.start, sizeof(int64_t), counts[0] + 1, file) &&
           read_numbers(i->pairs.post, sizeof(int32_t), counts[2], file) &&
           read_numbers(i->pairs.fit, sizeof(int32_t), counts[2], file) &&
           read_numbers(i->post_seats, sizeof(int32_t), counts[1], file) && read_companies(i, file);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static bool solve(instance *i, int repeats)
{
    nw_seats seats = {i->posts, i->companies, i->post_seats, i->company, i->cap};
    double least = -1;
    for (int r = 0; r < repeats; r++) {
        double before = now();
        if (nw_max_weight(&i->weighed, &i->pairs, &seats, false, NULL) != NEXTWORK_OK) {
            fprintf(stderr, "nextwork-bench: %s\n", nextwork_error_message());
            return false;
        }
        double took = now() - before;
        least = least < 0 || took < least ? took : least;
    }
    printf("%lld %.6f\n", (long long)i->weighed.objective, least);
    return true;
}

bool bench_weigh(const char *path, int repeats)
{
    FILE *file = fopen(path, "rb");
    instance i = {0};
    bool read = file != NULL && read_instance(&i, file);
    if (file != NULL)
        fclose(file);
    if (!read)
        fprintf(stderr, "nextwork-bench: %s holds no instance\n", path);
    bool solved = read && solve(&i, repeats);
    clear(&i);
    return solved;
}
