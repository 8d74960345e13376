/* Shortest augmenting paths with prices as potentials (Tomizawa, 1971; Edmonds and Karp, 1972;
 * Jonker and Volgenant, 1987). The distance of a post is the least total fit that is lost, against
 * these prices, when a waiting youth gets a seat there at the expense of others moving on. A path
 * ends at a free seat, or with a youth who stays unplaced. */
#include "match/max_weight/queue.h"
#include "match/max_weight/state.h"

#include "base/memory.h"

#include <stddef.h>

#define NOT_REACHED INT64_MAX

/* Posts are nodes 0 .. posts - 1, companies follow. */
typedef struct {
    int32_t youth; /* who comes to the post; -1: nobody */
    int32_t fit;   /* of the youth there */
    int32_t node;  /* where nobody comes: the company, which gives the freed place to another post;
                      of  a company: that post */
} step;

typedef struct {
    nw_weighing *w;
    int64_t *distance;
    step *from;
    bool *settled;
    int32_t *reached; /* nodes with a distance */
    int32_t n_reached;
    int32_t *level; /* nodes at the present distance, not settled yet */
    int32_t n_level;
    nw_queue beyond;   /* nodes farther away */
    int64_t now;       /* the present distance */
    int64_t limit;     /* distance of the nearest end found */
    int32_t end_post;  /* it is a seat of this post, */
    int32_t end_youth; /* or this youth staying unplaced, or neither */
    bool may_stay;     /* whether a youth may end unplaced */
    nextwork_status status;
} search;

static nextwork_status make_search(search *s, nw_weighing *w)
{
    int64_t nodes = (int64_t)w->seats->posts + w->seats->companies;
    *s = (search){.w = w,
                  .distance = NW_NEW(int64_t, nodes),
                  .from = NW_NEW(step, nodes),
                  .settled = NW_NEW_ZERO(bool, nodes),
                  .reached = NW_NEW(int32_t, nodes),
                  .level = NW_NEW(int32_t, nodes)};
    if (s->distance == NULL || s->from == NULL || s->settled == NULL || s->reached == NULL ||
        s->level == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int64_t n = 0; n < nodes; n++)
        s->distance[n] = NOT_REACHED;
    return NEXTWORK_OK;
}

static void clear_search(search *s)
{
    nw_free(s->distance);
    nw_free(s->from);
    nw_free(s->settled);
    nw_free(s->reached);
    nw_free(s->level);
    nw_queue_clear(&s->beyond);
}

static void reach(search *s, int32_t node, int64_t distance, step from)
{
    if (distance >= s->distance[node] || distance >= s->limit)
        return;
    if (s->distance[node] == NOT_REACHED)
        s->reached[s->n_reached++] = node;
    s->distance[node] = distance;
    s->from[node] = from;
    if (distance == s->now)
        s->level[s->n_level++] = node;
    else if (s->status == NEXTWORK_OK)
        s->status = nw_queue_push(&s->beyond, distance, node);
}

/* Goes on from a youth who is `distance` away; its gain is what it has at the present prices. */
static void leave_youth(search *s, int32_t youth, int64_t distance, int64_t gain)
{
    const nw_weighing *w = s->w;
    const nw_pairs *pairs = w->pairs;
    if (s->may_stay && distance + gain < s->limit) {
        s->limit = distance + gain;
        s->end_youth = youth;
        s->end_post = -1;
    }
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++) {
        int32_t post = pairs->post[i];
        int64_t to = distance + gain - pairs->fit[i] + w->price[post];
        if (to < s->limit && to < s->distance[post])
            reach(s, post, to, (step){youth, pairs->fit[i], -1});
    }
}

static void end_at(search *s, int32_t post, int64_t distance)
{
    s->limit = distance;
    s->end_post = post;
    s->end_youth = -1;
}

static void leave_post(search *s, int32_t post, int64_t distance)
{
    const nw_weighing *w = s->w;
    int32_t company = w->seats->post_company[post];
    if (nw_post_has_room(w, post)) {
        if (!w->capped[company] || nw_has_dear_seat(w, post)) {
            end_at(s, post, distance);
            return;
        }
        reach(s, w->seats->posts + company, distance, (step){-1, 0, post});
    }
    const int32_t *holder = w->holder + w->holder_start[post];
    for (int32_t k = 0; k < w->post_placed[post] && s->limit > distance; k++)
        leave_youth(s, holder[k], distance, w->fit_of[holder[k]] - w->price[post]);
}

/* Whether a free seat at the company's price may be taken. */
static bool has_place(const nw_weighing *w, int32_t company)
{
    if (!nw_company_has_room(w, company))
        return false;
    int64_t places = w->seats->company_seats[company] - w->company_placed[company];
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++) {
        int32_t p = w->company_posts[i];
        places -= nw_has_dear_seat(w, p) ? w->seats->post_seats[p] - w->post_placed[p] : 0;
    }
    return places > 0;
}

/* Somebody comes to a post with a free seat, at the price of the company. If it has no place for
 * one more, whoever leaves one of its posts makes room, as does a free seat that costs more. */
static void leave_company(search *s, int32_t company, int64_t distance)
{
    const nw_weighing *w = s->w;
    int32_t node = w->seats->posts + company;
    if (has_place(w, company)) {
        end_at(s, s->from[node].node, distance);
        return;
    }
    for (int64_t i = w->company_start[company]; i < w->company_start[company + 1]; i++) {
        int32_t p = w->company_posts[i];
        if (w->post_placed[p] > 0 || nw_has_dear_seat(w, p))
            reach(s, p, distance + w->price[p] - w->company_price[company], (step){-1, 0, node});
    }
}

static void begin(search *s, int64_t limit, bool may_stay)
{
    for (int32_t k = 0; k < s->n_reached; k++) {
        s->distance[s->reached[k]] = NOT_REACHED;
        s->settled[s->reached[k]] = false;
    }
    s->n_reached = s->n_level = 0;
    s->beyond.count = 0;
    s->now = 0;
    s->limit = limit;
    s->end_post = s->end_youth = -1;
    s->may_stay = may_stay;
}

/* Settles nodes in the order of their distance until the nearest end is certain. */
static void run(search *s)
{
    while (s->status == NEXTWORK_OK && s->limit > s->now) {
        int32_t node;
        if (s->n_level > 0) {
            node = s->level[--s->n_level];
        } else if (s->beyond.count > 0 && s->beyond.items[0].distance < s->limit) {
            nw_queued e = nw_queue_pop(&s->beyond);
            s->now = e.distance;
            node = e.node;
        } else {
            return;
        }
        if (s->settled[node])
            continue;
        s->settled[node] = true;
        if (node < s->w->seats->posts)
            leave_post(s, node, s->now);
        else
            leave_company(s, node - s->w->seats->posts, s->now);
    }
}

/* Whatever is nearer than the end rises in price by the difference: pairs stay fair, and the path
 * becomes free of loss. A post without youths follows its company. */
static void raise_prices(const search *s)
{
    const nw_weighing *w = s->w;
    int32_t posts = w->seats->posts;
    for (int32_t k = 0; k < s->n_reached; k++) {
        int32_t node = s->reached[k];
        if (!s->settled[node] || s->distance[node] >= s->limit)
            continue;
        int64_t rise = s->limit - s->distance[node];
        if (node < posts)
            w->price[node] += rise;
        else
            w->company_price[node - posts] += rise;
    }
    for (int32_t k = 0; k < s->n_reached; k++) {
        int32_t c = s->reached[k] - posts;
        if (c < 0)
            continue;
        for (int64_t i = w->company_start[c]; i < w->company_start[c + 1]; i++) {
            int64_t *price = &w->price[w->company_posts[i]];
            *price = *price > w->company_price[c] ? *price : w->company_price[c];
        }
    }
}

/* Moves everybody on the path to the end that was found, the last one first, so that there is
 * always room. */
static void augment(const search *s)
{
    nw_weighing *w = s->w;
    int32_t post = s->end_post;
    if (s->end_youth >= 0) {
        post = w->post_of[s->end_youth];
        if (post >= 0)
            nw_take_out(w, s->end_youth);
    }
    while (post >= 0) {
        if (s->from[post].youth < 0) /* the company's freed place goes to another of its posts */
            post = s->from[s->from[post].node].node;
        step from = s->from[post];
        int32_t left = w->post_of[from.youth];
        if (left >= 0)
            nw_take_out(w, from.youth);
        nw_put_in(w, from.youth, post, from.fit);
        post = left;
    }
}

static void number_slots(nw_weighing *w)
{
    for (int32_t p = 0; p < w->seats->posts; p++)
        for (int32_t k = 0; k < w->post_placed[p]; k++)
            w->slot[w->holder[w->holder_start[p] + k]] = k;
}

int64_t nw_gain_of_waiting(const nw_weighing *w, int32_t youth)
{
    int64_t gain = 0;
    for (int64_t i = w->pairs->start[youth]; i < w->pairs->start[youth + 1]; i++) {
        int64_t net = w->pairs->fit[i] - w->price[w->pairs->post[i]];
        gain = net > gain ? net : gain;
    }
    return gain;
}

static nextwork_status place_waiting(search *s)
{
    nw_weighing *w = s->w;
    for (int32_t k = 0; k < w->n_waiting; k++) {
        int32_t youth = w->waiting[k];
        begin(s, INT64_MAX, true);
        leave_youth(s, youth, 0, nw_gain_of_waiting(w, youth));
        run(s);
        NW_TRY(s->status);
        raise_prices(s);
        augment(s);
        if (nw_monitor_step(w->monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
    w->n_waiting = 0;
    return NEXTWORK_OK;
}

nextwork_status nw_weigh_by_paths(nw_weighing *w)
{
    search s;
    number_slots(w);
    if (w->table.rows != NULL && w->n_capped == 0)
        return nw_weigh_wide_paths(w);
    if (w->unit > 1 && w->n_capped == 0)
        return nw_weigh_by_forests(w);
    nextwork_status status = make_search(&s, w);
    if (status == NEXTWORK_OK)
        status = place_waiting(&s);
    clear_search(&s);
    return status;
}

/* The bonus grows from 0 to where the next placement pays, again and again: each time the optimum
 * with one more placed. Every youth who is not placed is a beginning. */
static nextwork_status place_more(search *s, int64_t bonus)
{
    nw_weighing *w = s->w;
    int64_t reached = 0; /* the bonus that the prices are for */
    for (;;) {
        begin(s, bonus - reached, false);
        for (int32_t y = 0; y < w->pairs->youths; y++)
            if (w->post_of[y] < 0)
                leave_youth(s, y, 0, -reached);
        run(s);
        NW_TRY(s->status);
        raise_prices(s);
        if (s->end_post < 0)
            return NEXTWORK_OK;
        reached += s->limit;
        augment(s);
        if (nw_monitor_step(w->monitor, 0) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    }
}

nextwork_status nw_weigh_most_placed(nw_weighing *w, int64_t bonus)
{
    search s;
    nextwork_status status = make_search(&s, w);
    if (status == NEXTWORK_OK)
        status = place_more(&s, bonus);
    clear_search(&s);
    return status;
}
