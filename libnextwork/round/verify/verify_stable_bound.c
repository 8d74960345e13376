/* Both rules go along lines: in that of a post, and in that of a company, stand all who list it, by
 * their claims.
 *
 * Who stands so far in front that post and company have places for all up to there is sure of the
 * post, and crosses off what is worse; the company's line does not matter where it cannot fill up.
 * And when as many as post or company take stand in its line who like a post there best of what
 * they have left, alone, whoever stands behind them is crossed off. The rest is matched youth by
 * youth, with every youth that a search comes by on its way to nothing left out of later ones. */
#include "round/verify/verify_stable_bound.h"

#include "base/memory.h"
#include "round/choices.h"

#include <stdbool.h>

#define NONE (-1)

typedef struct {
    nw_standing standing;
    int32_t youth, post;
    int32_t class; /* of equal ranks, in the youth's list */
    bool left;
} listed;

typedef struct {
    int64_t *start; /* per post or company, + 1 */
    int64_t *pair;
} line;

typedef struct {
    const nw_round *round;
    int64_t *start; /* per youth, + 1 */
    listed *pairs;
    line at_post, at_company;
    int32_t *asking;    /* per post: how many were counted in the line of its company */
    nw_standing *limit; /* per company: who stands before it has a place there */
    int64_t
        *favourite; /* per youth: the pair liked best of those left, NONE when others are as good */
    int64_t *wanted; /* per company: how many its posts can take of those left */

    int32_t *place;        /* per youth: post, NONE */
    int32_t *post_left;    /* seats */
    int32_t *company_left; /* places */
    int32_t *first, *next; /* per post: a youth there; per youth: another one */
    int32_t *before, *to; /* per youth that a search came by: who takes its place, and which post */
    bool *seen, *post_seen, *company_seen;
    int32_t *queue;
} proof;

/* ---- lists and lines ------------------------------------------------------------------------- */

static void list_youth(proof *f, nw_choice_room *room, const nw_result *claim, int32_t youth)
{
    int64_t at = f->start[youth], count = 0;
    if (f->round->youth_reasons[youth] == 0)
        count = nw_listed_choices(room, f->round, youth, claim->options.seed);
    int32_t class = 0;
    for (int64_t k = 0; k < count; k++) {
        nw_preference choice = room->choices[k];
        class += k > 0 && nw_prefers_by_rank(room->choices[k - 1], choice);
        f->pairs[at + k] = (listed){nw_result_standing(claim, youth, choice.post), youth,
                                    choice.post, class, true};
    }
    f->start[youth + 1] = at + count;
}

static nextwork_status list_all(proof *f, const nw_result *claim, nextwork_monitor *monitor)
{
    const nw_cohort *cohort = f->round->cohort;
    nw_choice_room room;
    NW_TRY(nw_choice_room_new(&room, nw_most_choices(cohort, false)));
    nextwork_status status = NEXTWORK_OK;
    nw_monitor_begin(monitor, cohort->youths.count);
    f->start[0] = 0;
    for (int32_t y = 0; y < cohort->youths.count && status == NEXTWORK_OK; y++) {
        list_youth(f, &room, claim, y);
        if (nw_monitor_step(monitor, 1) != NW_RUNNING)
            status = nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
    }
    nw_choice_room_clear(&room);
    return status;
}

static int32_t company_of(const proof *f, int32_t post)
{
    return f->round->cohort->posts.company[post];
}

static int32_t line_of(const proof *f, int64_t pair, bool by_company)
{
    int32_t post = f->pairs[pair].post;
    return by_company ? company_of(f, post) : post;
}

/* Where pairs are in the order of their claims. */
static void fill_line(line *l, const proof *f, const nw_keyed *keyed, int64_t count, int32_t lines,
                      bool by_company)
{
    for (int32_t k = 0; k <= lines; k++)
        l->start[k] = 0;
    for (int64_t i = 0; i < count; i++)
        l->start[line_of(f, i, by_company) + 1]++;
    for (int32_t k = 0; k < lines; k++)
        l->start[k + 1] += l->start[k];
    for (int64_t i = count; i-- > 0;)
        l->pair[--l->start[line_of(f, keyed[i].item, by_company) + 1]] = keyed[i].item;
    for (int32_t k = 0; k < lines; k++) /* each has come to its line's start */
        l->start[k] = l->start[k + 1];
    l->start[lines] = count;
}

static nextwork_status line_up(proof *f)
{
    const nw_cohort *cohort = f->round->cohort;
    int64_t count = f->start[cohort->youths.count];
    nw_keyed *keyed = NW_NEW(nw_keyed, count), *scratch = NW_NEW(nw_keyed, count);
    nextwork_status status = NEXTWORK_OK;
    if (keyed == NULL || scratch == NULL) {
        status = nw_fail_memory("a verification");
    } else {
        for (int64_t i = 0; i < count; i++)
            keyed[i] = (nw_keyed){f->pairs[i].standing, i};
        nw_sort_keyed(keyed, scratch, count);
        fill_line(&f->at_post, f, keyed, count, cohort->posts.count, false);
        fill_line(&f->at_company, f, keyed, count, cohort->companies.count, true);
    }
    nw_free(keyed);
    nw_free(scratch);
    return status;
}

/* ---- the two rules --------------------------------------------------------------------------- */

static int64_t seats_of(const proof *f, int32_t post)
{
    return nw_round_places(f->round)->post_free[post];
}

static int64_t cap_of(const proof *f, int32_t company)
{
    return nw_round_places(f->round)->company_free[company];
}

static int64_t most_taken(const proof *f, int32_t post)
{
    int64_t cap = cap_of(f, company_of(f, post));
    return seats_of(f, post) < cap ? seats_of(f, post) : cap;
}

static void count_wanted(proof *f)
{
    const nw_cohort *cohort = f->round->cohort;
    for (int32_t c = 0; c < cohort->companies.count; c++)
        f->wanted[c] = 0;
    for (int32_t p = 0; p < cohort->posts.count; p++) {
        int64_t count = 0;
        for (int64_t k = f->at_post.start[p]; k < f->at_post.start[p + 1]; k++)
            count += f->pairs[f->at_post.pair[k]].left;
        f->wanted[company_of(f, p)] += count < seats_of(f, p) ? count : seats_of(f, p);
    }
}

/* Where the claims end that are as good as the one at `k`. */
static int64_t peers_end(const proof *f, const line *l, int64_t k, int64_t end)
{
    int64_t next = k + 1;
    while (next < end && f->pairs[l->pair[next]].standing == f->pairs[l->pair[k]].standing)
        next++;
    return next;
}

static int64_t count_left(const proof *f, const line *l, int64_t from, int64_t to)
{
    int64_t count = 0;
    for (int64_t k = from; k < to; k++)
        count += f->pairs[l->pair[k]].left;
    return count;
}

static nw_standing find_limit(const proof *f, int32_t company)
{
    const line *l = &f->at_company;
    int64_t end = l->start[company + 1], count = 0, next;
    if (f->wanted[company] <= cap_of(f, company))
        return NW_NO_STANDING;
    for (int64_t k = l->start[company]; k < end; k = next) {
        next = peers_end(f, l, k, end);
        count += count_left(f, l, k, next);
        if (count > cap_of(f, company))
            return f->pairs[l->pair[k]].standing;
    }
    return NW_NO_STANDING;
}

static bool cross_off_worse(proof *f, const listed *than)
{
    bool any = false;
    for (int64_t i = f->start[than->youth]; i < f->start[than->youth + 1]; i++)
        if (f->pairs[i].left && f->pairs[i].class > than->class) {
            f->pairs[i].left = false;
            any = true;
        }
    return any;
}

static bool let_the_sure_cross_off(proof *f, int32_t post)
{
    const line *l = &f->at_post;
    bool any = false;
    int64_t end = l->start[post + 1], count = 0, next;
    for (int64_t k = l->start[post]; k < end; k = next) {
        next = peers_end(f, l, k, end);
        count += count_left(f, l, k, next);
        if (count > seats_of(f, post) ||
            f->pairs[l->pair[k]].standing >= f->limit[company_of(f, post)])
            break;
        for (int64_t i = k; i < next; i++)
            if (f->pairs[l->pair[i]].left)
                any = cross_off_worse(f, &f->pairs[l->pair[i]]) || any;
    }
    return any;
}

static void find_favourite(proof *f, int32_t youth)
{
    int64_t best = NONE, others = 0;
    for (int64_t i = f->start[youth]; i < f->start[youth + 1]; i++)
        if (f->pairs[i].left && best == NONE)
            best = i;
        else if (f->pairs[i].left && f->pairs[i].class == f->pairs[best].class)
            others++;
    f->favourite[youth] = others == 0 ? best : NONE;
}

/* Whether the pair is one more who asks for a seat that its post has. */
static bool asks(proof *f, int64_t pair)
{
    const listed *of = &f->pairs[pair];
    if (f->favourite[of->youth] != pair || f->asking[of->post] >= most_taken(f, of->post))
        return false;
    f->asking[of->post]++;
    return true;
}

static bool cross_off_behind(proof *f, const line *l, int32_t at, int64_t takes)
{
    bool any = false;
    int64_t end = l->start[at + 1], count = 0, next;
    for (int64_t k = l->start[at]; k < end; k = next) {
        next = peers_end(f, l, k, end);
        bool full = count >= takes;
        for (int64_t i = k; i < next; i++) {
            listed *pair = &f->pairs[l->pair[i]];
            any = any || (full && pair->left);
            pair->left = pair->left && !full;
            count += asks(f, l->pair[i]);
        }
    }
    return any;
}

static bool cross_off_behind_all(proof *f, bool by_company)
{
    const nw_cohort *cohort = f->round->cohort;
    bool any = false;
    for (int32_t y = 0; y < cohort->youths.count; y++)
        find_favourite(f, y);
    for (int32_t p = 0; p < cohort->posts.count; p++)
        f->asking[p] = 0;
    for (int32_t c = 0; by_company && c < cohort->companies.count; c++)
        any = cross_off_behind(f, &f->at_company, c, cap_of(f, c)) || any;
    for (int32_t p = 0; !by_company && p < cohort->posts.count; p++)
        any = cross_off_behind(f, &f->at_post, p, most_taken(f, p)) || any;
    return any;
}

static nextwork_status cross_off(proof *f, nextwork_monitor *monitor)
{
    const nw_cohort *cohort = f->round->cohort;
    for (bool any = true; any;) {
        any = false;
        count_wanted(f);
        for (int32_t c = 0; c < cohort->companies.count; c++)
            f->limit[c] = find_limit(f, c);
        for (int32_t p = 0; p < cohort->posts.count; p++)
            any = let_the_sure_cross_off(f, p) || any;
        any = cross_off_behind_all(f, false) || any;
        any = cross_off_behind_all(f, true) || any;
        if (nw_monitor_step(monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
    }
    return NEXTWORK_OK;
}

/* ---- a largest matching ---------------------------------------------------------------------- */

static int32_t *company_left_at(proof *f, int32_t post)
{
    return &f->company_left[company_of(f, post)];
}

static void sit(proof *f, int32_t youth, int32_t post)
{
    f->place[youth] = post;
    f->next[youth] = f->first[post];
    f->first[post] = youth;
    f->post_left[post]--;
    --*company_left_at(f, post);
}

static void rise(proof *f, int32_t youth)
{
    int32_t post = f->place[youth], *link = &f->first[post];
    while (*link != youth)
        link = &f->next[*link];
    *link = f->next[youth];
    f->post_left[post]++;
    ++*company_left_at(f, post);
}

/* The youths of a post look elsewhere, so that `youth` has a place at another post or this one. */
static void ask(proof *f, int32_t *end, int32_t at, int32_t youth, int32_t to)
{
    for (int32_t y = f->first[at]; y != NONE; y = f->next[y])
        if (!f->seen[y]) {
            f->seen[y] = true;
            f->before[y] = youth;
            f->to[y] = to;
            f->queue[(*end)++] = y;
        }
}

static void ask_company(proof *f, int32_t *end, int32_t youth, int32_t to)
{
    const nw_companies *companies = &f->round->cohort->companies;
    int32_t c = f->round->cohort->posts.company[to];
    if (f->company_seen[c])
        return;
    f->company_seen[c] = true;
    for (int64_t i = companies->post_start[c]; i < companies->post_start[c + 1]; i++)
        ask(f, end, companies->post[i], youth, to);
}

/* Goes where there is room, the one before to the place that is left, and so on. */
static void move(proof *f, int32_t youth, int32_t to)
{
    while (youth != NONE) {
        int32_t next = f->to[youth];
        if (f->place[youth] != NONE)
            rise(f, youth);
        sit(f, youth, to);
        to = next;
        youth = f->before[youth];
    }
}

/* Whether one of the youth's posts has room; who is in the way is asked to go. */
static bool look(proof *f, int32_t *end, int32_t youth)
{
    for (int64_t i = f->start[youth]; i < f->start[youth + 1]; i++) {
        int32_t post = f->pairs[i].post;
        if (!f->pairs[i].left || f->post_seen[post])
            continue;
        if (f->post_left[post] > 0 && *company_left_at(f, post) > 0) {
            move(f, youth, post);
            return true;
        }
        f->post_seen[post] = true;
        if (f->post_left[post] > 0)
            ask_company(f, end, youth, post);
        else
            ask(f, end, post, youth, post);
    }
    return false;
}

/* Forgets a search that came to a place; others must not look where one came to nothing. */
static void forget(proof *f, int32_t end)
{
    for (int32_t k = 0; k < end; k++) {
        int32_t youth = f->queue[k];
        f->seen[youth] = false;
        for (int64_t i = f->start[youth]; i < f->start[youth + 1]; i++) {
            f->post_seen[f->pairs[i].post] = false;
            f->company_seen[f->round->cohort->posts.company[f->pairs[i].post]] = false;
        }
    }
}

static bool find_place(proof *f, int32_t youth)
{
    int32_t end = 0;
    f->seen[youth] = true;
    f->before[youth] = f->to[youth] = NONE;
    f->queue[end++] = youth;
    for (int32_t k = 0; k < end; k++)
        if (look(f, &end, f->queue[k])) {
            forget(f, end);
            return true;
        }
    return false;
}

static nextwork_status count_largest(int64_t *count, proof *f, nextwork_monitor *monitor)
{
    const nw_cohort *cohort = f->round->cohort;
    for (int32_t p = 0; p < cohort->posts.count; p++) {
        f->post_left[p] = (int32_t)seats_of(f, p);
        f->first[p] = NONE;
    }
    for (int32_t c = 0; c < cohort->companies.count; c++)
        f->company_left[c] = nw_round_places(f->round)->company_free[c];
    *count = 0;
    nw_monitor_begin(monitor, cohort->youths.count);
    for (int32_t y = 0; y < cohort->youths.count; y++)
        f->place[y] = NONE;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        *count += find_place(f, y);
        if (nw_monitor_step(monitor, 1) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
    }
    return NEXTWORK_OK;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static nextwork_status allocate(proof *f)
{
    const nw_cohort *cohort = f->round->cohort;
    int64_t youths = cohort->youths.count, posts = cohort->posts.count;
    int64_t companies = cohort->companies.count;
    /* Besides its wishes a youth may have the post that it holds. */
    int64_t pairs = cohort->wishes.start[youths] + youths;
    f->start = NW_NEW(int64_t, youths + 1);
    f->pairs = NW_NEW(listed, pairs);
    f->at_post = (line){NW_NEW(int64_t, posts + 1), NW_NEW(int64_t, pairs)};
    f->at_company = (line){NW_NEW(int64_t, companies + 1), NW_NEW(int64_t, pairs)};
    f->asking = NW_NEW(int32_t, posts);
    f->limit = NW_NEW(nw_standing, companies);
    f->favourite = NW_NEW(int64_t, youths);
    f->wanted = NW_NEW(int64_t, companies);
    f->place = NW_NEW(int32_t, youths);
    f->post_left = NW_NEW(int32_t, posts);
    f->company_left = NW_NEW(int32_t, companies);
    f->first = NW_NEW(int32_t, posts);
    f->next = NW_NEW(int32_t, youths);
    f->before = NW_NEW(int32_t, youths);
    f->to = NW_NEW(int32_t, youths);
    f->seen = NW_NEW_ZERO(bool, youths);
    f->post_seen = NW_NEW_ZERO(bool, posts);
    f->company_seen = NW_NEW_ZERO(bool, companies);
    f->queue = NW_NEW(int32_t, youths);
    return f->start == NULL || f->pairs == NULL || f->at_post.start == NULL ||
                   f->at_post.pair == NULL || f->at_company.start == NULL ||
                   f->at_company.pair == NULL || f->asking == NULL || f->limit == NULL ||
                   f->favourite == NULL || f->wanted == NULL || f->place == NULL ||
                   f->post_left == NULL || f->company_left == NULL || f->first == NULL ||
                   f->next == NULL || f->before == NULL || f->to == NULL || f->seen == NULL ||
                   f->post_seen == NULL || f->company_seen == NULL || f->queue == NULL
               ? nw_fail_memory("a verification")
               : NEXTWORK_OK;
}

static void clear(proof *f)
{
    nw_free(f->start);
    nw_free(f->pairs);
    nw_free(f->at_post.start);
    nw_free(f->at_post.pair);
    nw_free(f->at_company.start);
    nw_free(f->at_company.pair);
    nw_free(f->asking);
    nw_free(f->limit);
    nw_free(f->favourite);
    nw_free(f->wanted);
    nw_free(f->place);
    nw_free(f->post_left);
    nw_free(f->company_left);
    nw_free(f->first);
    nw_free(f->next);
    nw_free(f->before);
    nw_free(f->to);
    nw_free(f->seen);
    nw_free(f->post_seen);
    nw_free(f->company_seen);
    nw_free(f->queue);
}

nextwork_status nw_verify_stable_bound(int64_t *bound, const nw_result *claim,
                                       nextwork_monitor *monitor)
{
    proof f = {.round = claim->round};
    int64_t count = 0;
    nextwork_status status = allocate(&f);
    if (status == NEXTWORK_OK)
        status = list_all(&f, claim, monitor);
    if (status == NEXTWORK_OK)
        status = line_up(&f);
    if (status == NEXTWORK_OK)
        status = cross_off(&f, monitor);
    if (status == NEXTWORK_OK)
        status = count_largest(&count, &f, monitor);
    clear(&f);
    if (status == NEXTWORK_OK)
        *bound = count;
    return status;
}
