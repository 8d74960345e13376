/* The best few posts of each youth, without the matrix. Youths of one network are scored together,
 * at the posts that can be theirs only. */
#include "fit/top.h"
#include "base/arith.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "fit/kernel/block.h"
#include "fit/kernel/special.h"
#include "fit/reasons.h"

#include <string.h>

#define FIRST_CHUNK 64 /* posts; then twice as many each time */
#define LARGEST_CHUNK 1024

typedef struct {
    nw_block block;
    nw_specials specials;
    nw_candidates kept;
    int32_t *runs; /* those of a network */
    uint64_t *keys;
    nw_top top[NW_LANES];
    int64_t least[NW_LANES];  /* what a fit has to be, at least, at a post without a price */
    int32_t limits[NW_LANES]; /* losses below can be among the best */
} room;

typedef struct {
    const nw_kernel *kernel;
    const nw_fit_prices *prices; /* NULL: everything is free */
    int32_t *posts, *fits;
    int32_t first, count, k, kept; /* kept: the least of k and the number of posts */
    nextwork_monitor *monitor;
    int32_t *youths;      /* in the order of blocks */
    int32_t *block_start; /* blocks + 1 */
    int32_t blocks;
    room *rooms;
} tops;

static nextwork_status stopped(void)
{
    return nw_fail(NEXTWORK_ERROR_CANCELLED, "the scoring was stopped before its end");
}

static nextwork_status room_new(room *made, const tops *of)
{
    int64_t most = LARGEST_CHUNK + NW_RUN_POSTS + 1;
    NW_TRY(nw_block_new(&made->block, of->kernel, 1));
    NW_TRY(nw_specials_new(&made->specials, of->kernel));
    made->kept = (nw_candidates){0, NW_NEW(int32_t, most), NW_NEW(uint32_t, most),
                                 NW_NEW(uint32_t, most * NW_LANES)};
    made->runs = NW_NEW(int32_t, of->kernel->n_runs);
    made->keys = NW_NEW(uint64_t, (int64_t)of->kept * NW_LANES);
    bool all = made->kept.post != NULL && made->kept.lanes != NULL && made->kept.losses != NULL &&
               made->runs != NULL && made->keys != NULL;
    return all ? NEXTWORK_OK : nw_fail_memory("scores");
}

static void room_clear(room *made)
{
    nw_block_clear(&made->block);
    nw_specials_clear(&made->specials);
    nw_free(made->kept.post);
    nw_free(made->kept.lanes);
    nw_free(made->kept.losses);
    nw_free(made->runs);
    nw_free(made->keys);
}

/* --- Keys and limits -------------------------------------------------------------------------- */

/* What is worth more has a larger key, and among equals the earlier post. */
static uint64_t key_of(int64_t worth, int32_t post)
{
    uint64_t most = worth < INT32_MAX ? (uint64_t)worth : INT32_MAX;
    return most << 32 | (uint32_t)(INT32_MAX - post);
}

static int32_t post_of(uint64_t key)
{
    return INT32_MAX - (int32_t)(key & INT32_MAX);
}

static int64_t least_of(const tops *of, int32_t youth)
{
    return of->prices == NULL ? 0 : of->prices->youth[youth] + 1;
}

/* What the fit is above the least that it has to be at this post; below 0: it does not count. */
static int64_t worth_of(const tops *of, int64_t least, int32_t fit, int32_t post)
{
    return fit - least - (of->prices == NULL ? 0 : of->prices->post[post]);
}

/* Posts come in ascending order, so of equals the one that is there already stays: only what is
 * worth more can still enter a full heap. fit >= f as long as
 * 2 * (10000 * all - loss) + all >= 2 * all * f. */
static int32_t limit_of(const nw_top *top, int64_t least, int32_t weight_sum)
{
    int64_t wanted = least + (top->count < top->room ? 0 : (int64_t)(top->keys[0] >> 32) + 1);
    if (wanted <= 0)
        return INT32_MIN + (INT32_C(1) << NW_LOSS_BITS);
    if (wanted > NW_FIT_MAX)
        return INT32_MIN;
    return INT32_MIN + 1 + weight_sum * (NW_FIT_MAX - (int32_t)wanted) + weight_sum / 2;
}

/* --- A block of youths ------------------------------------------------------------------------ */

static void offer(room *in, const tops *of, int lane, int32_t fit, int32_t post)
{
    int64_t worth = worth_of(of, in->least[lane], fit, post);
    if (worth >= 0)
        nw_top_offer(&in->top[lane], key_of(worth, post));
}

static void set_limit(room *in, const tops *of, int lane)
{
    in->limits[lane] = limit_of(&in->top[lane], in->least[lane], of->kernel->round->weight_sum);
}

static void take_lanes(room *in, const tops *of, int64_t candidate, uint32_t lanes)
{
    const uint32_t *losses = in->kept.losses + candidate * NW_LANES;
    for (; lanes != 0; lanes &= lanes - 1) {
        int lane = __builtin_ctz(lanes);
        if ((int32_t)losses[lane] >= in->limits[lane])
            continue; /* has fallen behind since */
        offer(in, of, lane, nw_share_of(&of->kernel->shares[NW_LOSS], losses[lane]),
              in->kept.post[candidate]);
        set_limit(in, of, lane);
    }
}

static void take_candidates(room *in, const tops *of)
{
    const uint32_t *refused = of->kernel->round->post_reasons;
    for (int64_t i = 0; i < in->kept.count; i++) {
        int32_t post = in->kept.post[i];
        if (refused[post] == 0)
            take_lanes(in, of, i, in->kept.lanes[i] & ~(uint32_t)in->specials.lanes[post]);
    }
    in->kept.count = 0;
}

static void scan(room *in, const tops *of, int32_t first, int32_t end)
{
    const nw_kernel *kernel = of->kernel;
    int32_t wanted = FIRST_CHUNK;
    for (int32_t run = first, next; run < end; run = next) {
        next = nw_min32(end, nw_runs_on(kernel, run, wanted));
        kernel->code->filter(&in->kept, &kernel->columns, &in->block.lanes[NW_LOSS], in->limits,
                             run, next);
        take_candidates(in, of);
        wanted = nw_min32(2 * wanted, LARGEST_CHUNK);
    }
}

static void scan_network(room *in, const tops *of, int32_t network)
{
    int64_t count = nw_runs_of_network(in->runs, of->kernel, network);
    for (int64_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && in->runs[next] == in->runs[next - 1] + 1;)
            next++;
        scan(in, of, in->runs[i], in->runs[next - 1] + 1);
    }
}

static void scan_tables(room *in, const tops *of, const int32_t *youths, int count)
{
    const nw_round *round = of->kernel->round;
    int32_t network = round->cohort->youths.network[youths[0]];
    nw_block_fill(&in->block, youths, count);
    for (int lane = 0; lane < NW_LANES; lane++)
        in->limits[lane] = INT32_MIN;
    for (int lane = 0; lane < count; lane++)
        set_limit(in, of, lane);
    if (!nw_network_binds(of->kernel, youths[0]))
        scan(in, of, 0, of->kernel->n_runs);
    else
        scan_network(in, of, network);
}

static void take_specials(room *in, const tops *of, const int32_t *youths)
{
    const nw_round *round = of->kernel->round;
    for (int64_t i = 0; i < in->specials.count; i++) {
        int lane = in->specials.lane[i];
        int32_t post = in->specials.post[i];
        nw_fit fit;
        nw_fit_pair(&fit, round, youths[lane], post);
        if (fit.reasons == 0)
            offer(in, of, lane, fit.fit, post);
    }
}

static int32_t fit_of(const tops *of, uint64_t key, int32_t youth)
{
    if (of->prices == NULL)
        return (int32_t)(key >> 32);
    nw_fit fit;
    nw_fit_pair(&fit, of->kernel->round, youth, post_of(key));
    return fit.fit;
}

static void write_top(const tops *of, nw_top *top, int32_t youth)
{
    int64_t at = (int64_t)(youth - of->first) * of->k;
    nw_top_finish(top);
    for (int64_t i = 0; i < of->k; i++) {
        bool there = i < top->count;
        of->posts[at + i] = there ? post_of(top->keys[i]) : -1;
        if (of->fits != NULL)
            of->fits[at + i] = there ? fit_of(of, top->keys[i], youth) : -1;
    }
}

static nextwork_status score_block(void *context, int64_t block, int worker)
{
    const tops *of = context;
    const nw_round *round = of->kernel->round;
    room *in = &of->rooms[worker];
    const int32_t *youths = of->youths + of->block_start[block];
    int count = of->block_start[block + 1] - of->block_start[block];
    nw_specials_empty(&in->specials);
    for (int lane = 0; lane < count; lane++) {
        in->top[lane] = (nw_top){in->keys + (int64_t)lane * of->kept, 0, of->kept};
        in->least[lane] = least_of(of, youths[lane]);
        NW_TRY(nw_specials_add(&in->specials, lane, youths[lane]));
    }
    /* Where only companies that answered will do, every allowed pair is special. */
    if (!nw_in_force(round, NW_REASON_NOT_MUTUAL))
        scan_tables(in, of, youths, count);
    take_specials(in, of, youths);
    for (int lane = 0; lane < count; lane++)
        write_top(of, &in->top[lane], youths[lane]);
    return nw_monitor_step(of->monitor, count) == NW_RUNNING ? NEXTWORK_OK : stopped();
}

/* --- Which youths go together ----------------------------------------------------------------- */

static int32_t group_of(const nw_kernel *kernel, int32_t youth)
{
    bool bound = nw_in_force(kernel->round, NW_REASON_OUTSIDE_NETWORK);
    return bound ? kernel->round->cohort->youths.network[youth] + 1 : 0;
}

/* Youths whom something refuses everywhere need no scoring. */
static bool refused(const nw_kernel *kernel, int32_t youth)
{
    return kernel->round->youth_reasons[youth] != 0 || kernel->n_runs == 0;
}

/* Sorts the youths by network, keeping their order; returns how many have anything to score. */
static int32_t sort_youths(const tops *of, int64_t *start, int32_t groups)
{
    for (int32_t y = of->first; y < of->first + of->count; y++)
        if (!refused(of->kernel, y))
            start[group_of(of->kernel, y) + 1]++;
    for (int32_t g = 0; g < groups; g++)
        start[g + 1] += start[g];
    int32_t all = (int32_t)start[groups];
    for (int32_t y = of->first; y < of->first + of->count; y++)
        if (!refused(of->kernel, y))
            of->youths[start[group_of(of->kernel, y)]++] = y;
    return all;
}

static void cut_blocks(tops *of, int32_t youths)
{
    of->blocks = 0;
    for (int32_t i = 0; i < youths; i++) {
        bool fits = of->blocks > 0 && i - of->block_start[of->blocks - 1] < NW_LANES &&
                    group_of(of->kernel, of->youths[i]) == group_of(of->kernel, of->youths[i - 1]);
        if (!fits)
            of->block_start[of->blocks++] = i;
    }
    of->block_start[of->blocks] = youths;
}

static nextwork_status plan_blocks(tops *of)
{
    int32_t groups = of->kernel->round->cohort->networks.count + 1;
    int64_t *start = NW_NEW_ZERO(int64_t, (int64_t)groups + 1);
    of->youths = NW_NEW(int32_t, of->count);
    of->block_start = NW_NEW(int32_t, (int64_t)of->count + 1);
    bool made = start != NULL && of->youths != NULL && of->block_start != NULL;
    if (made)
        cut_blocks(of, sort_youths(of, start, groups));
    nw_free(start);
    return made ? NEXTWORK_OK : nw_fail_memory("scores");
}

/* --- The whole -------------------------------------------------------------------------------- */

static nextwork_status score_all(tops *of, int threads)
{
    NW_TRY(plan_blocks(of));
    of->rooms = NW_NEW_ZERO(room, threads);
    if (of->rooms == NULL)
        return nw_fail_memory("scores");
    for (int i = 0; i < threads; i++)
        NW_TRY(room_new(&of->rooms[i], of));
    int64_t places = (int64_t)of->count * of->k;
    memset(of->posts, 0xff, (size_t)places * sizeof *of->posts);
    if (of->fits != NULL)
        memset(of->fits, 0xff, (size_t)places * sizeof *of->fits);
    if (nw_monitor_step(of->monitor, of->count - of->block_start[of->blocks]) != NW_RUNNING)
        return stopped();
    return nw_parallel(of->blocks, threads, score_block, of);
}

static nextwork_status score(tops *of, int threads)
{
    of->kept = nw_min32(of->k, of->kernel->round->cohort->posts.count);
    nextwork_status status = score_all(of, threads);
    for (int i = 0; i < threads && of->rooms != NULL; i++)
        room_clear(&of->rooms[i]);
    nw_free(of->rooms);
    nw_free(of->youths);
    nw_free(of->block_start);
    return status;
}

nextwork_status nw_score_top(int32_t *posts, int32_t *fits, const nw_kernel *kernel, int32_t first,
                             int32_t count, int32_t k, int threads, nextwork_monitor *monitor)
{
    return score(&(tops){.kernel = kernel,
                         .posts = posts,
                         .fits = fits,
                         .first = first,
                         .count = count,
                         .k = k,
                         .monitor = monitor},
                 threads);
}

nextwork_status nw_score_worth(int32_t *posts, int32_t *fits, const nw_kernel *kernel,
                               const nw_fit_prices *prices, int32_t k, int threads,
                               nextwork_monitor *monitor)
{
    return score(&(tops){.kernel = kernel,
                         .prices = prices,
                         .posts = posts,
                         .fits = fits,
                         .count = kernel->round->cohort->youths.count,
                         .k = k,
                         .monitor = monitor},
                 threads);
}
