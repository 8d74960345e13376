/* Everything is one run of deferred acceptance: a company sees a youth of a higher level as another
 * youth, before all of the same tier and a lower level. So it is stable by tier, whatever the
 * levels (a company never gives up anybody for a worse tier), and the order of proposals does not
 * matter.
 *
 * The keys of a company's pairs of one tier lie in one range; it is stretched to as many ranges as
 * there are levels, the highest first. Going up a level takes the width of the range off the key.
 */
#include "match/most_placed.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/sort.h"
#include "match/deferred_acceptance.h"

#define LEVELS 16

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    uint32_t levels;
    nw_choice *choices; /* per pair, at the level of its youth */
    uint32_t *width;    /* per pair: of the range of its tier at its company */
    uint32_t *level;    /* per youth */
    nw_da *da;
} chances;

/* The ranges of one tier a company, the worst: most pairs are in one. */
typedef struct {
    int32_t *tier; /* -1: no pair */
    uint32_t *low, *high;
    nw_keyed *others, *scratch; /* pairs of better tiers, by company and key */
    int64_t n_others;
} ranges;

static int64_t pairs_of(const nw_pairs *pairs)
{
    return pairs->start[pairs->youths];
}

static int32_t company_of(const chances *c, int64_t pair)
{
    return c->seats->post_company[c->pairs->post[pair]];
}

static nextwork_status choose_levels(chances *c)
{
    uint32_t highest = 0;
    for (int64_t i = 0; i < pairs_of(c->pairs); i++)
        highest = c->pairs->key[i] > highest ? c->pairs->key[i] : highest;
    uint64_t room = (uint64_t)(NW_NO_CUTOFF - 1) / ((uint64_t)highest + 1);
    c->levels = room < LEVELS ? (uint32_t)room : LEVELS;
    return c->levels >= 2 ? NEXTWORK_OK
                          : nw_fail(NEXTWORK_ERROR_LIMIT,
                                    "%u priorities at a company are more than ties = most-placed "
                                    "can hold; match one municipality at a time",
                                    (unsigned)highest);
}

static void set_choice(chances *c, int64_t pair, uint32_t low, uint32_t high)
{
    uint32_t width = high - low + 1;
    uint32_t key = c->levels * low + (c->levels - 1) * width + (c->pairs->key[pair] - low);
    c->choices[pair] = (nw_choice){(uint32_t)c->pairs->post[pair], key};
    c->width[pair] = width;
}

static void find_worst_tiers(ranges *r, const chances *c)
{
    for (int32_t company = 0; company < c->seats->companies; company++)
        r->tier[company] = -1;
    for (int64_t i = 0; i < pairs_of(c->pairs); i++) {
        int32_t company = company_of(c, i);
        uint32_t key = c->pairs->key[i];
        if (c->pairs->tier[i] > r->tier[company]) {
            r->tier[company] = c->pairs->tier[i];
            r->low[company] = r->high[company] = key;
        } else if (c->pairs->tier[i] == r->tier[company]) {
            r->low[company] = key < r->low[company] ? key : r->low[company];
            r->high[company] = key > r->high[company] ? key : r->high[company];
        }
    }
    for (int64_t i = 0; i < pairs_of(c->pairs); i++)
        r->n_others += c->pairs->tier[i] < r->tier[company_of(c, i)];
}

/* Pairs of better tiers, sorted: each tier of a company is a run. */
static void set_others(ranges *r, chances *c)
{
    int64_t count = 0;
    for (int64_t i = 0; i < pairs_of(c->pairs); i++) {
        int32_t company = company_of(c, i);
        if (c->pairs->tier[i] < r->tier[company])
            r->others[count++] =
                (nw_keyed){(uint64_t)(uint32_t)company << 32 | c->pairs->key[i], i};
    }
    nw_sort_keyed(r->others, r->scratch, count);
    for (int64_t first = 0, end; first < count; first = end) {
        int64_t pair = r->others[first].item;
        end = first + 1;
        while (end < count && company_of(c, r->others[end].item) == company_of(c, pair) &&
               c->pairs->tier[r->others[end].item] == c->pairs->tier[pair])
            end++;
        for (int64_t i = first; i < end; i++)
            set_choice(c, r->others[i].item, c->pairs->key[pair],
                       c->pairs->key[r->others[end - 1].item]);
    }
}

static nextwork_status fill_choices(ranges *r, chances *c)
{
    int32_t companies = c->seats->companies;
    r->tier = NW_NEW(int32_t, companies);
    r->low = NW_NEW(uint32_t, companies);
    r->high = NW_NEW(uint32_t, companies);
    if (r->tier == NULL || r->low == NULL || r->high == NULL)
        return nw_fail_memory("the ties of companies");
    find_worst_tiers(r, c);
    r->others = NW_NEW(nw_keyed, r->n_others);
    r->scratch = NW_NEW(nw_keyed, r->n_others);
    if (r->others == NULL || r->scratch == NULL)
        return nw_fail_memory("the ties of companies");
    for (int64_t i = 0; i < pairs_of(c->pairs); i++) {
        int32_t company = company_of(c, i);
        if (c->pairs->tier[i] == r->tier[company])
            set_choice(c, i, r->low[company], r->high[company]);
    }
    set_others(r, c);
    return NEXTWORK_OK;
}

static nextwork_status make_choices(chances *c)
{
    ranges r = {0};
    NW_TRY(choose_levels(c));
    nextwork_status status = fill_choices(&r, c);
    nw_free(r.tier);
    nw_free(r.low);
    nw_free(r.high);
    nw_free(r.others);
    nw_free(r.scratch);
    return status;
}

static void offer(chances *c, int32_t youth)
{
    int64_t first = c->pairs->start[youth];
    nw_da_offer(c->da, youth, &c->choices[first], c->pairs->start[youth + 1] - first);
}

/* Whether the youth goes on a level higher. All choices were refused, so that nobody reads them. */
static int go_up(chances *c, int32_t youth)
{
    if (c->level[youth] + 1 == c->levels)
        return 0;
    c->level[youth]++;
    for (int64_t i = c->pairs->start[youth]; i < c->pairs->start[youth + 1]; i++)
        c->choices[i].key -= c->width[i];
    offer(c, youth);
    return c->pairs->start[youth] < c->pairs->start[youth + 1];
}

static nextwork_status place(int32_t *post_of, chances *c, nextwork_monitor *monitor)
{
    int32_t waiting = c->pairs->youths;
    for (int32_t y = 0; y < c->pairs->youths; y++)
        offer(c, y);
    while (waiting > 0) {
        nw_monitor_begin(monitor, waiting); /* each level counts anew */
        if (nw_da_run(c->da, monitor) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
        nw_da_posts(post_of, c->da);
        waiting = 0;
        for (int32_t y = 0; y < c->pairs->youths; y++)
            waiting += post_of[y] < 0 && go_up(c, y);
    }
    return NEXTWORK_OK;
}

static nextwork_status set_up(chances *c)
{
    c->choices = NW_NEW(nw_choice, pairs_of(c->pairs));
    c->width = NW_NEW(uint32_t, pairs_of(c->pairs));
    c->level = NW_NEW_ZERO(uint32_t, c->pairs->youths);
    if (c->choices == NULL || c->width == NULL || c->level == NULL)
        return nw_fail_memory("second chances");
    NW_TRY(make_choices(c));
    return nw_da_new(&c->da, c->seats, c->pairs->youths);
}

nextwork_status nw_most_placed(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                               nextwork_monitor *monitor)
{
    chances c = {.pairs = pairs, .seats = seats};
    nextwork_status status = set_up(&c);
    if (status == NEXTWORK_OK)
        status = place(post_of, &c, monitor);
    nw_free(c.choices);
    nw_free(c.width);
    nw_free(c.level);
    nw_da_free(c.da);
    return status;
}

nextwork_status nw_placed_bound(int64_t *bound, const nw_pairs *pairs, const nw_seats *seats)
{
    int32_t *wanting = NW_NEW_ZERO(int32_t, seats->posts);
    int64_t *room = NW_NEW_ZERO(int64_t, seats->companies);
    nextwork_status status = NEXTWORK_OK;
    if (wanting == NULL || room == NULL) {
        status = nw_fail_memory("the bound of placements");
    } else {
        int64_t youths = 0, places = 0;
        for (int64_t i = 0; i < pairs_of(pairs); i++)
            wanting[pairs->post[i]]++;
        for (int32_t y = 0; y < pairs->youths; y++)
            youths += pairs->start[y] < pairs->start[y + 1];
        for (int32_t p = 0; p < seats->posts; p++)
            room[seats->post_company[p]] += nw_min32(seats->post_seats[p], wanting[p]);
        for (int32_t c = 0; c < seats->companies; c++)
            places += room[c] < seats->company_seats[c] ? room[c] : seats->company_seats[c];
        *bound = youths < places ? youths : places;
    }
    nw_free(wanting);
    nw_free(room);
    return status;
}
