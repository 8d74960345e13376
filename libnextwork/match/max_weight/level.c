#include "match/max_weight/level.h"

#include "base/arith.h"
#include "base/memory.h"

#define FEW_POSTS 16 /* of a company: all of them are asked each time */
#define NOBODY INT32_MIN
#define NOT_ASKED INT32_MAX

/* --- What anybody would give, at most: the greatest of a company's posts -----------------------
 *
 * They are the leaves of a tree whose nodes have the greatest of what is below: the root is 1,
 * leaves are count .. 2 * count - 1. */

static int32_t *tree_of(const nw_reversing *r, int32_t company)
{
    return r->demand + 2 * r->a->w->company_start[company];
}

static int32_t count_posts(const nw_weighing *w, int32_t company)
{
    return (int32_t)(w->company_start[company + 1] - w->company_start[company]);
}

static void set_leaf(int32_t *tree, int32_t node, int32_t demand)
{
    tree[node] = demand;
    for (node /= 2; node > 0; node /= 2) {
        int32_t greatest = nw_max32(tree[2 * node], tree[2 * node + 1]);
        if (tree[node] == greatest)
            return;
        tree[node] = greatest;
    }
}

static int32_t find_greatest(const int32_t *tree, int32_t count)
{
    int32_t node = 1;
    while (node < count)
        node = 2 * node + (tree[2 * node] < tree[node]);
    return node;
}

static int32_t greatest_of_others(const int32_t *tree, int32_t node)
{
    int32_t greatest = NOBODY;
    for (; node > 1; node /= 2)
        greatest = nw_max32(greatest, tree[node ^ 1]);
    return greatest;
}

static int32_t *leaf_of(const nw_reversing *r, int32_t post)
{
    int32_t company = r->a->w->seats->post_company[post];
    return tree_of(r, company) + count_posts(r->a->w, company) + r->a->posts[post].nth;
}

static void set_demand(nw_reversing *r, int32_t post, int32_t demand)
{
    int32_t *tree = tree_of(r, r->a->w->seats->post_company[post]);
    set_leaf(tree, (int32_t)(leaf_of(r, post) - tree), demand);
}

/* --- What youths have --------------------------------------------------------------------------
 */

static int32_t profit_of(const nw_reversing *r, int32_t youth)
{
    const nw_weighing *w = r->a->w;
    return w->fit_of[youth] * r->a->scale - nw_price_at(r, w->post_of[youth]);
}

static void tell_youth(const nw_reversing *r, int32_t youth, int32_t company)
{
    const nw_weighing *w = r->a->w;
    int32_t own = w->post_of[youth];
    if (own >= 0 && r->level[own])
        r->profit[youth] =
            w->seats->post_company[own] == company ? NW_CLOSED_BID : profit_of(r, youth);
}

void nw_level_tell(const nw_reversing *r, int32_t post)
{
    const nw_weighing *w = r->a->w;
    int32_t company = r->level[post] ? w->seats->post_company[post] : -1;
    if (r->a->table->columns != NULL) {
        for (int32_t y = 0; y < w->pairs->youths; y++)
            tell_youth(r, y, company);
        return;
    }
    for (int64_t i = w->wanted_start[post]; i < w->wanted_start[post + 1]; i++)
        tell_youth(r, w->wanted_youth[i], company);
}

/* The youth may be had by level posts that it was not to come to before. */
static void offer(nw_reversing *r, int32_t youth)
{
    const nw_auction *a = r->a;
    const nw_pairs *pairs = a->w->pairs;
    for (int64_t i = pairs->start[youth]; i < pairs->start[youth + 1]; i++) {
        int32_t post = pairs->post[i], gives = pairs->fit[i] * a->scale - r->profit[youth];
        if (r->level[post] && *leaf_of(r, post) < gives)
            set_demand(r, post, gives);
    }
}

void nw_level_leave(nw_reversing *r, int32_t youth, int32_t post)
{
    const nw_weighing *w = r->a->w;
    const int32_t *company = w->seats->post_company;
    int32_t own = w->post_of[youth];
    if (nw_is_level(r, post) && (!r->level[own] || company[own] != company[post]))
        offer(r, youth);
}

/* --- Posts that begin and cease to be level ----------------------------------------------------
 */

static bool has_many_posts(const nw_weighing *w, int32_t company)
{
    return count_posts(w, company) > FEW_POSTS;
}

static void cease(nw_reversing *r, int32_t post)
{
    const nw_weighing *w = r->a->w;
    const int32_t *holder = w->holder + w->holder_start[post];
    r->a->price[post] = nw_price_at(r, post);
    r->level[post] = false;
    set_demand(r, post, NOBODY);
    for (int32_t k = 0; k < w->post_placed[post]; k++) {
        r->profit[holder[k]] = profit_of(r, holder[k]);
        offer(r, holder[k]);
    }
}

void nw_level_update(nw_reversing *r, int32_t post)
{
    if (r->level == NULL)
        return;
    if (r->level[post]) {
        if (!nw_post_has_room(r->a->w, post))
            cease(r, post);
    } else if (nw_at_company_price(r, post) &&
               has_many_posts(r->a->w, r->a->w->seats->post_company[post])) {
        r->level[post] = true;
        set_demand(r, post, NOT_ASKED);
    }
}

/* The first who gains half a step at the present price comes: that is progress, and where many are
 * worth the same the next is soon found. Else the price falls to where the best does. */
nw_demand nw_level_ask(const nw_reversing *r, int32_t company)
{
    const nw_auction *a = r->a;
    const int32_t *posts = a->w->company_posts + a->w->company_start[company];
    int32_t *tree = tree_of(r, company), count = count_posts(a->w, company);
    int32_t enough = nw_max32(a->step, a->companies[company].price + a->step / 2);
    for (;;) {
        int32_t leaf = find_greatest(tree, count);
        if (tree[leaf] <= a->step) /* nobody would come */
            return (nw_demand){tree[leaf], tree[leaf], -1, 0, -1};
        nw_demand d = nw_ask_post(r, posts[leaf - count]);
        set_leaf(tree, leaf, d.best);
        int32_t others = greatest_of_others(tree, leaf);
        d.second = nw_max32(d.second, others);
        if (d.best > enough)
            d.second = INT32_MAX; /* so that the price stays */
        if (d.best > enough || d.best >= others)
            return d;
    }
}

/* --- The whole ---------------------------------------------------------------------------------
 */

static bool any_has_many_posts(const nw_weighing *w)
{
    for (int32_t c = 0; c < w->seats->companies; c++)
        if (w->capped[c] && has_many_posts(w, c))
            return true;
    return false;
}

nextwork_status nw_level_begin(nw_reversing *r)
{
    const nw_weighing *w = r->a->w;
    if (r->a->companies == NULL || !any_has_many_posts(w))
        return NEXTWORK_OK;
    r->level = NW_NEW_ZERO(bool, w->seats->posts);
    r->demand = NW_NEW(int32_t, 2 * (int64_t)w->seats->posts);
    if (r->level == NULL || r->demand == NULL)
        return nw_fail_memory("a matching of greatest fit");
    for (int64_t i = 0; i < 2 * (int64_t)w->seats->posts; i++)
        r->demand[i] = NOBODY;
    for (int32_t p = 0; p < w->seats->posts; p++)
        nw_level_update(r, p);
    return NEXTWORK_OK;
}

void nw_level_end(nw_reversing *r)
{
    for (int32_t p = 0; r->level != NULL && p < r->a->w->seats->posts; p++)
        r->a->price[p] = nw_price_at(r, p);
    nw_free(r->level);
    nw_free(r->demand);
}
