/* Each placed youth points at whoever would lose a seat to it one step down: the youth takes the
 * best of the posts that it likes less than its own and whose company would sooner have it there
 * than one of those it has; the last of these is who is pointed at (perhaps the youth itself, whom
 * the company would sooner have at another of its posts). Youths in a ring could all step down at
 * once, and the matching would stay stable. And if there is a stable matching that is worse for
 * some youths, each of them points at another of them, so that there is a ring. So a stable
 * matching without a ring is the one that is worst for youths and best for companies. (Rotations:
 * Irving and Leather, 1986; for companies that choose from a laminar matroid the two steps follow
 * from the substitutability of what they choose.) */
#include "round/verify/verify_post_optimal.h"

#include "base/memory.h"
#include "round/choices.h"
#include "round/mechanism.h"

#define NOBODY (-1)

/* The last whom a company would keep: at a post, or anywhere. */
typedef struct {
    int32_t placed;
    int32_t youth; /* NOBODY */
    nw_standing standing;
} last;

typedef struct {
    const nw_result *claim;
    const nw_round *round;
    const nw_cohort *cohort;
    last *at_post, *at_company;
    int32_t *pointed_at; /* per youth */
    int32_t *walk;       /* per youth: number of the walk that came by; 0 */
} search;

static bool is_behind(nw_standing a, int32_t youth_a, nw_standing b, int32_t youth_b)
{
    return a != b ? a > b : youth_a > youth_b;
}

static void count(last *of, int32_t youth, nw_standing standing)
{
    if (of->placed++ == 0 || is_behind(standing, youth, of->standing, of->youth)) {
        of->youth = youth;
        of->standing = standing;
    }
}

static void count_all(search *s)
{
    for (int32_t y = 0; y < s->cohort->youths.count; y++) {
        int32_t post = s->claim->post_of[y];
        if (post < 0)
            continue;
        nw_standing standing = nw_result_standing(s->claim, y, post);
        count(&s->at_post[post], y, standing);
        count(&s->at_company[s->cohort->posts.company[post]], y, standing);
    }
}

/* Those among whom somebody would make way at a post; NULL where there is room for one more. */
static const last *rivals_at(const search *s, int32_t post)
{
    const nw_capacity *capacity = nw_round_places(s->round);
    int32_t company = s->cohort->posts.company[post];
    if (s->at_post[post].placed >= capacity->post_free[post])
        return &s->at_post[post];
    if (s->at_company[company].placed >= capacity->company_free[company])
        return &s->at_company[company];
    return NULL;
}

/* Whether the company would have the youth at the post. Where a youth is its own rival, the
 * company has equal claims in the youth's order, and this post is further down in it. */
static bool would_have(const search *s, int32_t youth, int32_t post)
{
    const last *rivals = rivals_at(s, post);
    if (rivals == NULL)
        return true;
    return rivals->youth != NOBODY && is_behind(rivals->standing, rivals->youth,
                                                nw_result_standing(s->claim, youth, post), youth);
}

typedef struct {
    int32_t post; /* -1: none */
    nw_preference liking;
} step;

static void consider(const search *s, step *best, int32_t youth, nw_preference own, int32_t post)
{
    if (post == own.post || !would_have(s, youth, post) || !nw_pair_allowed(s->round, youth, post))
        return;
    nw_preference liking = nw_preference_of(s->round, youth, post, s->claim->options.seed);
    if (nw_prefers(own, liking) && (best->post < 0 || nw_prefers(liking, best->liking)))
        *best = (step){post, liking};
}

static int32_t point(const search *s, int32_t youth)
{
    int32_t post = s->claim->post_of[youth];
    if (post < 0)
        return NOBODY;
    nw_preference own = nw_preference_of(s->round, youth, post, s->claim->options.seed);
    const nw_wishes *wishes = &s->cohort->wishes;
    int32_t held = s->round->held == NULL ? -1 : s->round->held[youth];
    step best = {.post = -1};
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++)
        consider(s, &best, youth, own, wishes->post[w]);
    if (held >= 0)
        consider(s, &best, youth, own, held);
    else if (s->claim->options.extend && best.post < 0)
        for (int32_t p = 0; p < s->cohort->posts.count; p++)
            if (nw_wish_rank(s->cohort, youth, p) == NW_UNKNOWN)
                consider(s, &best, youth, own, p);
    const last *rivals = best.post < 0 ? NULL : rivals_at(s, best.post);
    return rivals == NULL ? NOBODY : rivals->youth;
}

/* A youth of a ring, NOBODY when there is none: walks that mark their way until they come to a
 * youth who was there before. */
static int32_t find_ring(search *s)
{
    for (int32_t first = 0; first < s->cohort->youths.count; first++) {
        int32_t y = first;
        while (y != NOBODY && s->walk[y] == 0) {
            s->walk[y] = first + 1;
            y = s->pointed_at[y];
        }
        if (y != NOBODY && s->walk[y] == first + 1)
            return y;
    }
    return NOBODY;
}

static nextwork_status report_ring(nw_report *report, const search *s, int32_t youth)
{
    if (youth == NOBODY)
        return nw_report_check(report, "post-optimal", true,
                               "no stable matching is better for the companies");
    nw_text id = s->cohort->youths.ids.texts[youth];
    return nw_report_check(report, "post-optimal", false,
                           "another stable matching is better for the companies: in it youth %.*s "
                           "is at another post",
                           (int)id.bytes, id.at);
}

static nextwork_status look(nw_report *report, search *s, nextwork_monitor *monitor)
{
    nw_monitor_begin(monitor, s->cohort->youths.count);
    count_all(s);
    for (int32_t y = 0; y < s->cohort->youths.count; y++) {
        s->pointed_at[y] = point(s, y);
        if (nw_monitor_step(monitor, 1) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
    }
    return report_ring(report, s, find_ring(s));
}

nextwork_status nw_verify_post_optimal(nw_report *report, const nw_result *claim,
                                       nextwork_monitor *monitor)
{
    const nw_cohort *cohort = claim->round->cohort;
    search s = {
        .claim = claim,
        .round = claim->round,
        .cohort = cohort,
        .at_post = NW_NEW(last, cohort->posts.count),
        .at_company = NW_NEW(last, cohort->companies.count),
        .pointed_at = NW_NEW(int32_t, cohort->youths.count),
        .walk = NW_NEW_ZERO(int32_t, cohort->youths.count),
    };
    nextwork_status status = NEXTWORK_OK;
    if (s.at_post == NULL || s.at_company == NULL || s.pointed_at == NULL || s.walk == NULL) {
        status = nw_fail_memory("a verification");
    } else {
        for (int32_t p = 0; p < cohort->posts.count; p++)
            s.at_post[p] = (last){0, NOBODY, 0};
        for (int32_t c = 0; c < cohort->companies.count; c++)
            s.at_company[c] = (last){0, NOBODY, 0};
        status = look(report, &s, monitor);
    }
    nw_free(s.at_post);
    nw_free(s.at_company);
    nw_free(s.pointed_at);
    nw_free(s.walk);
    return status;
}
