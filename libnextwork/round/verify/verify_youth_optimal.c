/* Each post that somebody has points at the post that its heir has: the heir is whom the company
 * would take if one of those at the post left, the first of the suitors of this post and, where the
 * company is full, of its posts with a free seat. Youths in a ring of such posts could all move up
 * at once, and the matching would stay stable. And if there is a stable matching that is better for
 * some youths, the posts that these have point at one another, so that there is a ring. So a stable
 * matching without a ring is the one that is best for youths. (Rotations: Irving and Leather, 1986;
 * for two levels of capacity the two steps are proven in match/README.md, of an open market.) */
#include "round/verify/verify_youth_optimal.h"

#include "base/memory.h"

typedef struct {
    const nw_result *claim;
    const nw_check *check;
    const nw_suitor *at_post;
    nw_suitor *at_company; /* the first at any of its posts with a free seat */
    int32_t *walk;         /* per post: number of the walk that came by; 0 */
} search;

static int32_t company_of(const search *s, int32_t post)
{
    return s->check->seats->post_company[post];
}

static void find_company_suitors(search *s)
{
    const nw_seats *seats = s->check->seats;
    for (int32_t c = 0; c < seats->companies; c++)
        s->at_company[c] = (nw_suitor){NW_NO_STANDING, NW_NO_SUITOR};
    for (int32_t p = 0; p < seats->posts; p++) {
        nw_suitor *first = &s->at_company[company_of(s, p)];
        if (s->check->post_placed[p] < seats->post_seats[p] &&
            nw_comes_before(s->at_post[p], *first))
            *first = s->at_post[p];
    }
}

static int32_t heir_of(const search *s, int32_t post)
{
    int32_t company = company_of(s, post);
    bool full = s->check->company_placed[company] >= s->check->seats->company_seats[company];
    if (full && nw_comes_before(s->at_company[company], s->at_post[post]))
        return s->at_company[company].youth;
    return s->at_post[post].youth;
}

/* Where the heir of a post is; -1: there is none, or the heir has no place. */
static int32_t next_post(const search *s, int32_t post)
{
    int32_t heir = heir_of(s, post);
    return heir == NW_NO_SUITOR ? -1 : s->claim->post_of[heir];
}

/* A post of a ring, -1 when there is none: walks that mark their way until they come to a post that
 * was there before. */
static int32_t find_ring(search *s)
{
    for (int32_t first = 0; first < s->check->seats->posts; first++) {
        int32_t p = s->check->post_placed[first] > 0 ? first : -1;
        while (p != -1 && s->walk[p] == 0) {
            s->walk[p] = first + 1;
            p = next_post(s, p);
        }
        if (p != -1 && s->walk[p] == first + 1)
            return p;
    }
    return -1;
}

static nextwork_status report_ring(nw_report *report, const search *s, int32_t post)
{
    if (post == -1)
        return nw_report_check(report, "youth-optimal", true,
                               "no stable matching is better for a youth");
    nw_text id = s->claim->round->cohort->youths.ids.texts[heir_of(s, post)];
    return nw_report_check(report, "youth-optimal", false,
                           "another stable matching is better for the youths: in it youth %.*s has "
                           "a better wish",
                           (int)id.bytes, id.at);
}

nextwork_status nw_verify_youth_optimal(nw_report *report, const nw_result *claim,
                                        const nw_check *check, const nw_suitor *first)
{
    search s = {
        .claim = claim,
        .check = check,
        .at_post = first,
        .at_company = NW_NEW(nw_suitor, check->seats->companies),
        .walk = NW_NEW_ZERO(int32_t, check->seats->posts),
    };
    nextwork_status status = NEXTWORK_OK;
    if (s.at_company == NULL || s.walk == NULL) {
        status = nw_fail_memory("a verification");
    } else {
        find_company_suitors(&s);
        status = report_ring(report, &s, find_ring(&s));
    }
    nw_free(s.at_company);
    nw_free(s.walk);
    return status;
}
