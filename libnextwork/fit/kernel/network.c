/* The posts that the rule on networks leaves to a youth. */
#include "fit/kernel/round.h"

/* A walk through two ascending lists as if they were one. */
typedef struct {
    const int32_t *a, *b, *end_a, *end_b;
} walk;

static walk begin(const nw_kernel *kernel, int32_t network)
{
    const int32_t *runs = kernel->network_runs;
    return (walk){
        .a = runs + kernel->network_start[network],
        .end_a = runs + kernel->network_start[network + 1],
        .b = kernel->open_runs,
        .end_b = kernel->open_runs + kernel->n_open_runs,
    };
}

static bool more(const walk *at)
{
    return at->a < at->end_a || at->b < at->end_b;
}

static int32_t next(walk *at)
{
    bool from_a = at->b == at->end_b || (at->a < at->end_a && *at->a < *at->b);
    return from_a ? *at->a++ : *at->b++;
}

int64_t nw_runs_of_network(int32_t *runs, const nw_kernel *kernel, int32_t network)
{
    int64_t count = 0;
    for (walk at = begin(kernel, network); more(&at);)
        runs[count++] = next(&at);
    return count;
}

int64_t nw_posts_of_network(int32_t *posts, const nw_kernel *kernel, int32_t youth)
{
    int64_t count = 0;
    if (!nw_network_binds(kernel, youth)) {
        for (int32_t p = 0; p < kernel->round->cohort->posts.count; p++)
            posts[count++] = p;
        return count;
    }
    walk at = begin(kernel, kernel->round->cohort->youths.network[youth]);
    while (more(&at)) {
        const nw_run *run = &kernel->runs[next(&at)];
        for (int32_t p = run->first_post; p < run->end_post; p++)
            posts[count++] = p;
    }
    return count;
}
