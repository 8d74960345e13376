#include "round/verify/verify_stable.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "round/choices.h"
#include "round/cutoffs.h"
#include "round/mechanism.h"
#include "round/verify/verify_feasible.h"
#include "round/verify/verify_held.h"
#include "round/verify/verify_youth_optimal.h"

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
    blocking *found;  /* per block */
    nw_suitor *first; /* [thread * posts + post]; NULL: nobody asks */
    int32_t threads;
    nextwork_monitor *monitor;
} stability;

/* The part of a thread that looks at a block of youths. */
typedef struct {
    blocking *found;
    nw_suitor *first; /* per post; NULL */
} finds;

/* Whether the youth may be at the post and likes it better than what it has. */
static bool likes_better(const stability *s, int32_t youth, int32_t post)
{
    int32_t own = s->claim->post_of[youth];
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

static void look_at(const stability *s, finds to, int32_t youth, int32_t post)
{
    int32_t own = s->claim->post_of[youth];
    if (post == own)
        return;
    nw_standing own_standing = own < 0 ? 0 : nw_result_standing(s->claim, youth, own);
    nw_suitor suitor = {nw_result_standing(s->claim, youth, post), youth};
    bool blocks = nw_check_blocks(s->check, own, own_standing, post, suitor.standing);
    bool first = to.first != NULL && nw_comes_before(suitor, to.first[post]);
    /* Cheapest question first: most posts are full of youths with better standing. */
    if ((!blocks && !first) || !likes_better(s, youth, post))
        return;
    if (blocks)
        note(to.found, youth, post);
    if (first)
        to.first[post] = suitor;
}

static void check_youth(const stability *s, finds to, int32_t youth)
{
    const nw_wishes *wishes = &s->cohort->wishes;
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++)
        look_at(s, to, youth, wishes->post[w]);
    int32_t held = s->round->held == NULL ? -1 : s->round->held[youth];
    if (held >= 0 && nw_wish_rank(s->cohort, youth, held) == NW_UNKNOWN)
        look_at(s, to, youth, held);
    int32_t own = s->claim->post_of[youth];
    bool content = own >= 0 && nw_wish_rank(s->cohort, youth, own) != NW_UNKNOWN;
    if (!s->claim->options.extend || content || held >= 0 || s->round->youth_reasons[youth] != 0)
        return;
    for (int32_t p = 0; p < s->cohort->posts.count; p++)
        if (nw_wish_rank(s->cohort, youth, p) == NW_UNKNOWN)
            look_at(s, to, youth, p);
}

static finds finds_of(const stability *s, int64_t block, int worker)
{
    int64_t posts = s->cohort->posts.count;
    return (finds){&s->found[block], s->first == NULL ? NULL : &s->first[worker * posts]};
}

static nextwork_status check_block(void *context, int64_t block, int worker)
{
    const stability *s = context;
    finds to = finds_of(s, block, worker);
    int64_t end = (block + 1) * BLOCK;
    if (end > s->cohort->youths.count)
        end = s->cohort->youths.count;
    for (int64_t y = block * BLOCK; y < end; y++)
        check_youth(s, to, (int32_t)y);
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

/* Whether it promises the best stable matching for youths, not any or the one for companies. */
static bool is_for_youths(const nw_result *claim)
{
    return claim->mechanism->deferred && !claim->options.equals && !claim->options.post_optimal;
}

static nextwork_status make_room(stability *s, int64_t blocks)
{
    int64_t suitors = is_for_youths(s->claim) ? s->threads * (int64_t)s->cohort->posts.count : 0;
    s->found = NW_NEW_ZERO(blocking, blocks);
    s->first = suitors > 0 ? NW_NEW(nw_suitor, suitors) : NULL;
    if (s->found == NULL || (suitors > 0 && s->first == NULL))
        return nw_fail_memory("a verification");
    for (int64_t i = 0; i < suitors; i++)
        s->first[i] = (nw_suitor){NW_NO_STANDING, NW_NO_SUITOR};
    return NEXTWORK_OK;
}

/* Brings what the threads found together in the first one's part. */
static void join_suitors(stability *s)
{
    int32_t posts = s->cohort->posts.count;
    for (int64_t i = posts; i < s->threads * (int64_t)posts; i++)
        if (nw_comes_before(s->first[i], s->first[i % posts]))
            s->first[i % posts] = s->first[i];
}

static nextwork_status look(nw_report *report, nw_result *claim, stability *s, int64_t blocks)
{
    NW_TRY(make_room(s, blocks));
    nw_monitor_begin(s->monitor, s->cohort->youths.count);
    NW_TRY(nw_parallel(blocks, s->threads, check_block, s));
    NW_TRY(report_blocking(report, claim, s, blocks));
    if (s->first == NULL || claim->blocking_pairs > 0)
        return NEXTWORK_OK;
    join_suitors(s);
    return nw_verify_youth_optimal(report, claim, s->check, s->first);
}

static nextwork_status verify_blocking(nw_report *report, nw_result *claim, const nw_check *check,
                                       nextwork_monitor *monitor)
{
    const nw_cohort *cohort = claim->round->cohort;
    stability s = {.claim = claim,
                   .round = claim->round,
                   .cohort = cohort,
                   .check = check,
                   .threads = nw_threads(0),
                   .monitor = monitor};
    nextwork_status status = look(report, claim, &s, (cohort->youths.count + BLOCK - 1) / BLOCK);
    nw_free(s.found);
    nw_free(s.first);
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
