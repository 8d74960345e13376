/* Rows of the matrix, a block of youths a time; and lists of pairs. */
#include "base/arith.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "fit/kernel/block.h"
#include "fit/kernel/special.h"
#include "fit/kernel/turn.h"
#include "fit/reasons.h"

#define CHUNK_POSTS 256 /* whose losses stay in the nearest cache */
#define CHUNK_NUMBERS ((int64_t)(CHUNK_POSTS + NW_RUN_POSTS) * NW_LANES)
#define PAIRS_A_BLOCK 4096

typedef struct {
    nw_block block;
    nw_specials specials;
    uint32_t *losses;           /* of a chunk of runs */
    uint32_t *turned;           /* as many numbers, to be turned into rows */
    uint32_t reasons[NW_LANES]; /* that hold for a lane at all posts but special ones */
} room;

typedef struct {
    const nw_kernel *kernel;
    nw_scores scores;
    int32_t first, count;
    nextwork_monitor *monitor;
    room *rooms; /* a worker's each */
} rows;

static nextwork_status stopped(void)
{
    return nw_fail(NEXTWORK_ERROR_CANCELLED, "the scoring was stopped before its end");
}

static nextwork_status room_new(room *made, const rows *of)
{
    NW_TRY(nw_block_new(&made->block, of->kernel, of->scores.coverage != NULL ? NW_SUMS : 1));
    NW_TRY(nw_specials_new(&made->specials, of->kernel));
    made->losses = NW_NEW(uint32_t, CHUNK_NUMBERS);
    made->turned = NW_NEW(uint32_t, CHUNK_NUMBERS);
    return made->losses != NULL && made->turned != NULL ? NEXTWORK_OK : nw_fail_memory("scores");
}

static void room_clear(room *made)
{
    nw_block_clear(&made->block);
    nw_specials_clear(&made->specials);
    nw_free(made->losses);
    nw_free(made->turned);
}

/* --- A chunk of posts, from lanes to rows ----------------------------------------------------- */

/* Where the posts from `post` on go in the row of the block's youth in lane 0. */
static int64_t place_of(const rows *of, int64_t youth, int32_t post)
{
    return youth * of->kernel->round->cohort->posts.count + post;
}

static void score_chunk(const rows *of, room *in, int32_t run, int32_t end, int64_t youth,
                        int count)
{
    const nw_kernel *kernel = of->kernel;
    const nw_lane_code *code = kernel->code;
    int64_t stride = kernel->round->cohort->posts.count;
    int32_t post = kernel->runs[run].first_post;
    int64_t posts = kernel->runs[end - 1].end_post - post;
    int64_t at = place_of(of, youth - of->first, post);
    for (int sum = 0; sum < in->block.sums; sum++) {
        int32_t *to = sum == NW_LOSS ? of->scores.fits : of->scores.coverage;
        code->losses(in->losses, &kernel->columns, &in->block.lanes[sum], run, end);
        if (sum == NW_LOSS && of->scores.reasons != NULL) {
            code->reasons(in->turned, in->losses, posts, in->reasons,
                          kernel->round->post_reasons + post);
            nw_turn(of->scores.reasons + at, stride, in->turned, posts, count);
        }
        if (to != NULL) {
            code->shares(in->turned, in->losses, posts, &kernel->shares[sum]);
            nw_turn((uint32_t *)to + at, stride, in->turned, posts, count);
        }
    }
}

/* --- A block of youths ------------------------------------------------------------------------ */

static void write_pair(const nw_scores *scores, int64_t at, const nw_round *round, int32_t youth,
                       int32_t post)
{
    nw_fit fit;
    nw_fit_pair(&fit, round, youth, post);
    if (scores->fits != NULL)
        scores->fits[at] = fit.fit;
    if (scores->coverage != NULL)
        scores->coverage[at] = fit.coverage;
    if (scores->reasons != NULL)
        scores->reasons[at] = fit.reasons;
}

static nextwork_status write_specials(const rows *of, nw_specials *specials, int32_t youth,
                                      int count)
{
    nw_specials_empty(specials);
    for (int lane = 0; lane < count; lane++)
        NW_TRY(nw_specials_add(specials, lane, youth + lane));
    for (int64_t i = 0; i < specials->count; i++) {
        int32_t who = youth + specials->lane[i], post = specials->post[i];
        write_pair(&of->scores, place_of(of, who - of->first, post), of->kernel->round, who, post);
    }
    return NEXTWORK_OK;
}

static nextwork_status score_block(void *context, int64_t block, int worker)
{
    const rows *of = context;
    const nw_kernel *kernel = of->kernel;
    room *in = &of->rooms[worker];
    int32_t youth = of->first + (int32_t)block * NW_LANES, youths[NW_LANES] = {0};
    int count = nw_min32(NW_LANES, of->first + of->count - youth);
    for (int lane = 0; lane < count; lane++) {
        youths[lane] = youth + lane;
        in->reasons[lane] = kernel->round->youth_reasons[youth + lane] |
                            (kernel->round->enabled & NW_BIT(NW_REASON_NOT_MUTUAL));
    }
    nw_block_fill(&in->block, youths, count);
    for (int32_t run = 0, end; run < kernel->n_runs; run = end) {
        end = nw_runs_on(kernel, run, CHUNK_POSTS);
        score_chunk(of, in, run, end, youth, count);
    }
    NW_TRY(write_specials(of, &in->specials, youth, count));
    return nw_monitor_step(of->monitor, count) == NW_RUNNING ? NEXTWORK_OK : stopped();
}

nextwork_status nw_score_rows(const nw_scores *scores, const nw_kernel *kernel, int32_t first,
                              int32_t count, int threads, nextwork_monitor *monitor)
{
    rows of = {kernel, *scores, first, count, monitor, NW_NEW_ZERO(room, threads)};
    nextwork_status status = NEXTWORK_OK;
    if (of.rooms == NULL)
        return nw_fail_memory("scores");
    for (int i = 0; i < threads && status == NEXTWORK_OK; i++)
        status = room_new(&of.rooms[i], &of);
    if (status == NEXTWORK_OK)
        status = nw_parallel(((int64_t)count + NW_LANES - 1) / NW_LANES, threads, score_block, &of);
    for (int i = 0; i < threads; i++)
        room_clear(&of.rooms[i]);
    nw_free(of.rooms);
    return status;
}

/* --- Lists of pairs --------------------------------------------------------------------------- */

typedef struct {
    const nw_round *round;
    const nw_scores *scores;
    const int32_t *youths, *posts;
    int64_t count;
    nextwork_monitor *monitor;
} pairs;

static nextwork_status score_list(void *context, int64_t block, int worker)
{
    (void)worker;
    const pairs *of = context;
    int64_t first = block * PAIRS_A_BLOCK;
    int64_t end = of->count - first < PAIRS_A_BLOCK ? of->count : first + PAIRS_A_BLOCK;
    for (int64_t i = first; i < end; i++)
        write_pair(of->scores, i, of->round, of->youths[i], of->posts[i]);
    return nw_monitor_step(of->monitor, end - first) == NW_RUNNING ? NEXTWORK_OK : stopped();
}

nextwork_status nw_score_pairs(const nw_scores *scores, const nw_round *round,
                               const int32_t *youths, const int32_t *posts, int64_t count,
                               int threads, nextwork_monitor *monitor)
{
    pairs of = {round, scores, youths, posts, count, monitor};
    return nw_parallel((count + PAIRS_A_BLOCK - 1) / PAIRS_A_BLOCK, threads, score_list, &of);
}
