#include "round/weight_pairs.h"

#include "base/memory.h"
#include "fit/kernel.h"
#include "round/pairs.h"

#include <string.h>

#define MORE_POSTS 16 /* of a youth, to be added at once */

/* --- The first pairs -------------------------------------------------------------------------- */

/* Moves the posts of all youths together, k places a youth of which -1 are empty. */
static void close_ranks(nw_weight_pairs *set, int32_t k)
{
    nw_pairs *pairs = &set->pairs;
    int64_t at = 0;
    for (int32_t y = 0; y < pairs->youths; y++) {
        int64_t from = (int64_t)y * k, count = 0;
        while (count < k && pairs->post[from + count] >= 0)
            count++;
        memmove(pairs->post + at, pairs->post + from, (size_t)count * sizeof *pairs->post);
        memmove(pairs->fit + at, pairs->fit + from, (size_t)count * sizeof *pairs->fit);
        pairs->start[y] = at;
        at += count;
        set->whole[y] = count < k || k == set->placing->cohort->posts.count;
        set->n_whole += set->whole[y];
    }
    pairs->start[pairs->youths] = at;
}

nextwork_status nw_weight_pairs_new(nw_weight_pairs *set, const nw_placing *placing, int32_t few)
{
    int32_t youths = placing->cohort->youths.count, posts = placing->cohort->posts.count;
    int32_t k = posts < few ? posts : few;
    int64_t most = (int64_t)youths * k;
    *set = (nw_weight_pairs){.placing = placing,
                             .pairs = {.youths = youths,
                                       .start = NW_NEW(int64_t, (int64_t)youths + 1),
                                       .post = NW_NEW(int32_t, most),
                                       .fit = NW_NEW(int32_t, most)},
                             .whole = NW_NEW(bool, youths)};
    nw_pairs *pairs = &set->pairs;
    if (pairs->start == NULL || pairs->post == NULL || pairs->fit == NULL || set->whole == NULL)
        return nw_fail_memory("the pairs of a match");
    nw_monitor_begin(placing->monitor, youths);
    if (k > 0)
        NW_TRY(nw_score_top(pairs->post, pairs->fit, placing->round->kernel, 0, youths, k,
                            placing->threads, placing->monitor));
    close_ranks(set, k);
    return NEXTWORK_OK;
}

void nw_weight_pairs_clear(nw_weight_pairs *set)
{
    nw_pairs_clear(&set->pairs);
    nw_free(set->whole);
    set->whole = NULL;
}

/* --- Those that could matter ------------------------------------------------------------------ */

/* What joins: k places a youth, of which -1 are empty. */
typedef struct {
    int64_t *youth_price, *post_price;
    int32_t *posts, *fits;
    int32_t k;
} joining;

static nextwork_status allocate(joining *j, const nw_cohort *cohort)
{
    int64_t youths = cohort->youths.count, posts = cohort->posts.count;
    j->k = posts < MORE_POSTS ? (int32_t)posts : MORE_POSTS;
    j->youth_price = NW_NEW(int64_t, youths);
    j->post_price = NW_NEW(int64_t, posts);
    j->posts = NW_NEW(int32_t, youths * j->k);
    j->fits = NW_NEW(int32_t, youths * j->k);
    return j->youth_price == NULL || j->post_price == NULL || j->posts == NULL || j->fits == NULL
               ? nw_fail_memory("the pairs of a match")
               : NEXTWORK_OK;
}

static void clear(joining *j)
{
    nw_free(j->youth_price);
    nw_free(j->post_price);
    nw_free(j->posts);
    nw_free(j->fits);
}

/* A youth whose posts are all there has none that was left out; what a placement counts as such
 * makes up for as much of the youth's price. */
static void set_prices(joining *j, const nw_weight_pairs *set, const nw_weighed *weighed)
{
    const nw_cohort *cohort = set->placing->cohort;
    int64_t bonus = nw_placement_bonus(cohort->youths.count, set->placing->options->most_placed);
    for (int32_t y = 0; y < cohort->youths.count; y++)
        j->youth_price[y] = set->whole[y] ? NW_FIT_MAX : weighed->youth_price[y] - bonus;
    for (int32_t p = 0; p < cohort->posts.count; p++)
        j->post_price[p] =
            weighed->post_price[p] + weighed->company_price[cohort->posts.company[p]];
}

static int64_t count_joining(const joining *j, int32_t youths)
{
    int64_t count = 0;
    for (int64_t i = 0; i < (int64_t)youths * j->k; i++)
        count += j->posts[i] >= 0;
    return count;
}

/* Rows with room for what joins, and what joins behind what is there. */
static nextwork_status join(nw_weight_pairs *set, const joining *j, int64_t added)
{
    nw_pairs *old = &set->pairs;
    int64_t count = old->start[old->youths] + added, at = 0;
    int32_t *post = NW_NEW(int32_t, count), *fit = NW_NEW(int32_t, count);
    if (post == NULL || fit == NULL) {
        nw_free(post);
        nw_free(fit);
        return nw_fail_memory("the pairs of a match");
    }
    for (int32_t y = 0; y < old->youths; y++) {
        int64_t from = old->start[y], length = old->start[y + 1] - from;
        int64_t next = (int64_t)y * j->k, end = next + j->k;
        memcpy(post + at, old->post + from, (size_t)length * sizeof *post);
        memcpy(fit + at, old->fit + from, (size_t)length * sizeof *fit);
        old->start[y] = at;
        at += length;
        for (; next < end && j->posts[next] >= 0; next++, at++) {
            post[at] = j->posts[next];
            fit[at] = j->fits[next];
        }
    }
    old->start[old->youths] = at;
    nw_free(old->post);
    nw_free(old->fit);
    old->post = post;
    old->fit = fit;
    return NEXTWORK_OK;
}

static nextwork_status find_and_join(int64_t *added, joining *j, nw_weight_pairs *set,
                                     const nw_weighed *weighed)
{
    const nw_placing *placing = set->placing;
    NW_TRY(allocate(j, placing->cohort));
    set_prices(j, set, weighed);
    nw_monitor_begin(placing->monitor, set->pairs.youths);
    NW_TRY(nw_score_worth(j->posts, j->fits, placing->round->kernel,
                          &(nw_fit_prices){j->youth_price, j->post_price}, j->k, placing->threads,
                          placing->monitor));
    int64_t count = count_joining(j, set->pairs.youths);
    if (count > 0)
        NW_TRY(join(set, j, count));
    *added = count;
    return NEXTWORK_OK;
}

nextwork_status nw_weight_pairs_add(int64_t *added, nw_weight_pairs *set, const nw_weighed *weighed)
{
    joining j = {0};
    *added = 0;
    if (set->n_whole == set->pairs.youths)
        return NEXTWORK_OK;
    nextwork_status status = find_and_join(added, &j, set, weighed);
    clear(&j);
    return status;
}
