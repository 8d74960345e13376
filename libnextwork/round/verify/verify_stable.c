#include "round/verify/verify_stable.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "round/choices.h"
#include "round/cutoffs.h"
#include "round/mechanism.h"
#include "round/verify/verify_feasible.h"
#include "round/verify/verify_held.h"

#define BLOCK 64 /* youths a block of parallel work */

typedef struct {
    int64_t count;
    int32_t youth, post; /* the first */
} blocking;

typedef struct {
    const nw_result *claim;
    const nw_round *round;
    const nw_cohort *cohort;
    const nw_check *check;
    blocking *found; /* per block */
    nextwork_monitor *monitor;
} stability;

static bool is_blocking(const stability *s, int32_t youth, int32_t post)
{
    int32_t own = s->claim->post_of[youth];
    nw_standing own_standing = own < 0 ? 0 : nw_result_standing(s->claim, youth, own);
    /* Cheapest question first: most posts are full of youths with better standing. */
    if (post == own || !nw_check_blocks(s->check, own, own_standing, post,
                                        nw_result_standing(s->claim, youth, post)))
        return false;
    if (!nw_pair_allowed(s->round, youth, post))
        return false;
    uint64_t seed = s->claim->options.seed;
    if (own < 0)
        return true;
    nw_preference there = nw_preference_of(s->round, youth, post, seed);
    nw_preference here = nw_preference_of(s->round, youth, own, seed);
    return s->claim->options.equals ? nw_prefers_by_rank(there, here) : nw_prefers(there, here);
}

static void note(blocking *found, int32_t youth, int32_t post)
{
    if (found->count++ == 0) {
        found->youth = youth;
        found->post = post;
    }
}

static void check_youth(const stability *s, blocking *found, int32_t youth)
{
    const nw_wishes *wishes = &s->cohort->wishes;
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++)
        if (is_blocking(s, youth, wishes->post[w]))
            note(found, youth, wishes->post[w]);
    int32_t held = s->round->held == NULL ? -1 : s->round->held[youth];
    if (held >= 0 && nw_wish_rank(s->cohort, youth, held) == NW_UNKNOWN &&
        is_blocking(s, youth, held))
        note(found, youth, held);
    int32_t own = s->claim->post_of[youth];
    bool content = own >= 0 && nw_wish_rank(s->cohort, youth, own) != NW_UNKNOWN;
    if (!s->claim->options.extend || content || held >= 0 || s->round->youth_reasons[youth] != 0)
        return;
    for (int32_t p = 0; p < s->cohort->posts.count; p++)
        if (nw_wish_rank(s->cohort, youth, p) == NW_UNKNOWN && is_blocking(s, youth, p))
            note(found, youth, p);
}

static nextwork_status check_block(void *context, int64_t block, int worker)
{
    const stability *s = context;
    (void)worker;
    int64_t end = (block + 1) * BLOCK;
    if (end > s->cohort->youths.count)
        end = s->cohort->youths.count;
    for (int64_t y = block * BLOCK; y < end; y++)
        check_youth(s, &s->found[block], (int32_t)y);
    return nw_monitor_step(s->monitor, end - block * BLOCK) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
}

/* Where the lottery alone orders youths, a pair that blocks is a turn that was not taken. */
static nextwork_status report_first(nw_report *report, const nw_result *claim,
                                    const blocking *first)
{
    const nw_cohort *cohort = claim->round->cohort;
    nw_text youth = cohort->youths.ids.texts[first->youth];
    nw_text post = cohort->posts.ids.texts[first->post];
    if (claim->mechanism->stable)
        return nw_report_check(
            report, "stability", false,
            "%lld blocking pairs; the first is youth %.*s and post %.*s: the youth prefers the "
            "post, and the post has room or would sooner have the youth than somebody there",
            (long long)claim->blocking_pairs, (int)youth.bytes, youth.at, (int)post.bytes, post.at);
    return nw_report_check(report, "lottery-order", false,
                           "youth %.*s prefers post %.*s, which has room or took somebody behind "
                           "this youth in the lottery",
                           (int)youth.bytes, youth.at, (int)post.bytes, post.at);
}

static nextwork_status report_blocking(nw_report *report, nw_result *claim, const stability *s,
                                       int64_t blocks)
{
    const blocking *first = NULL;
    claim->blocking_pairs = 0;
    for (int64_t b = 0; b < blocks; b++) {
        claim->blocking_pairs += s->found[b].count;
        if (first == NULL && s->found[b].count > 0)
            first = &s->found[b];
    }
    if (first != NULL)
        return report_first(report, claim, first);
    return claim->mechanism->stable
               ? nw_report_check(report, "stability", true, "no blocking pair")
               : nw_report_check(report, "lottery-order", true,
                                 "each youth has the best that those before in the lottery left");
}

static nextwork_status verify_blocking(nw_report *report, nw_result *claim, const nw_check *check,
                                       nextwork_monitor *monitor)
{
    const nw_cohort *cohort = claim->round->cohort;
    int64_t blocks = (cohort->youths.count + BLOCK - 1) / BLOCK;
    stability s = {claim, claim->round, cohort, check, NW_NEW_ZERO(blocking, blocks), monitor};
    if (s.found == NULL)
        return nw_fail_memory("a verification");
    nw_monitor_begin(monitor, cohort->youths.count);
    nextwork_status status = nw_parallel(blocks, nw_threads(0), check_block, &s);
    if (status == NEXTWORK_OK)
        status = report_blocking(report, claim, &s, blocks);
    nw_free(s.found);
    return status;
}

nextwork_status nw_verify_stable(nw_report *report, nw_result *claim, nextwork_monitor *monitor)
{
    nw_seats seats = nw_claimed_seats(claim);
    nw_check check;
    NW_TRY(nw_count_placements(&check, &seats, claim));
    nw_set_cutoffs(claim, &check);
    nextwork_status status = nw_verify_feasible(report, claim, &check);
    if (status == NEXTWORK_OK)
        status = verify_blocking(report, claim, &check, monitor);
    if (status == NEXTWORK_OK && claim->options.protect)
        status = nw_verify_nobody_worse(report, claim);
    nw_check_clear(&check);
    return status;
}
