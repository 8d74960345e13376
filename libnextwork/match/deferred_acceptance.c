/* Memory is bounded by youths and posts, whatever the seats. While a post has room, the youths it
 * holds are a list: nobody can be refused, so nobody need be compared. When it fills up, they move
 * into a heap, exactly as long as its seats; a post that is full stays full. When a company fills
 * up before its posts do, those it holds at all its posts move into one flat crowd, as long as its
 * cap. Who sits in a heap or a crowd sits there to the end or makes way for another, so that all
 * heaps together, and all crowds together, are never longer than there are youths.
 *
 * cutoff[] is dense, four bytes a post, so that most proposals are refused without touching the
 * post. It falls only. For posts of a full company it may lag behind, above the true one. */
#include "match/deferred_acceptance.h"

#include "base/arith.h"
#include "base/memory.h"

#include <stddef.h>

#define NOBODY (-1)
#define BLOCK 1024 /* youths between two looks at the monitor */

typedef struct {
    const nw_choice *next, *end;
} remaining;

/* A youth in a list of those a post with room holds. */
typedef struct {
    uint32_t key;
    int32_t next;
} chained;

typedef struct {
    uint32_t key;
    int32_t youth;
} holding;

typedef struct {
    uint32_t key;
    int32_t youth;
    int32_t post;
} member;

typedef struct {
    int32_t seats; /* no more than its company's cap */
    int32_t held;
    int32_t first;   /* with room: the youth first in the list; full: where its heap begins */
    int32_t company; /* index of the bound company, -1 when its company never binds */
} post_state;

/* A company whose cap is below the sum of its posts' seats. */
typedef struct {
    int32_t seats;
    int32_t held;
    int32_t first_post;
    int32_t crowd; /* full: where its crowd begins */
} company_state;

struct nw_da {
    int32_t youths, posts, bounds;
    remaining *lists; /* per youth: choices not yet tried */
    chained *links;   /* per youth */
    int32_t *queue;   /* ring of those without a place who may have choices left */
    int32_t queue_first, queued;
    uint32_t *cutoff;   /* per post: only smaller keys may get in */
    post_state *places; /* per post */
    int32_t *sibling;   /* per post: the next post of the same bound company, -1 */
    company_state *companies;
    holding *heaps;
    member *crowds;
    int32_t heaps_used, crowds_used;
};

/* ---- setting up ------------------------------------------------------------------------------ */

static int32_t seats_of(const nw_seats *seats, int32_t post)
{
    return nw_min32(seats->post_seats[post], seats->company_seats[seats->post_company[post]]);
}

/* Numbers the companies that bind; NULL when out of memory. */
static int32_t *number_bounds(int32_t *bounds, const nw_seats *seats)
{
    int64_t *sum = NW_NEW_ZERO(int64_t, seats->companies);
    int32_t *number = NW_NEW(int32_t, seats->companies);
    if (sum != NULL && number != NULL) {
        for (int32_t post = 0; post < seats->posts; post++)
            sum[seats->post_company[post]] += seats_of(seats, post);
        *bounds = 0;
        for (int32_t company = 0; company < seats->companies; company++)
            number[company] = sum[company] > seats->company_seats[company] ? (*bounds)++ : NOBODY;
    } else {
        nw_free(number);
        number = NULL;
    }
    nw_free(sum);
    return number;
}

static void set_up(nw_da *da, const nw_seats *seats, const int32_t *number)
{
    for (int32_t company = 0; company < seats->companies; company++) {
        if (number[company] != NOBODY)
            da->companies[number[company]] =
                (company_state){.seats = seats->company_seats[company], .first_post = NOBODY};
    }
    for (int32_t post = 0; post < seats->posts; post++) {
        int32_t company = number[seats->post_company[post]];
        int32_t here = seats_of(seats, post);
        da->places[post] = (post_state){.seats = here, .first = NOBODY, .company = company};
        da->cutoff[post] = here > 0 ? NW_NO_CUTOFF : 0;
        if (company != NOBODY) {
            da->sibling[post] = da->companies[company].first_post;
            da->companies[company].first_post = post;
        }
    }
}

static int allocate(nw_da *da)
{
    int32_t crowded = da->bounds > 0 ? da->youths : 0;
    da->lists = NW_NEW_ZERO(remaining, da->youths);
    da->links = NW_NEW(chained, da->youths);
    da->queue = NW_NEW(int32_t, da->youths);
    da->cutoff = NW_NEW(uint32_t, da->posts);
    da->places = NW_NEW(post_state, da->posts);
    da->sibling = NW_NEW(int32_t, da->bounds > 0 ? da->posts : 0);
    da->companies = NW_NEW(company_state, da->bounds);
    da->heaps = NW_NEW(holding, da->youths);
    da->crowds = NW_NEW(member, crowded);
    return da->lists != NULL && da->links != NULL && da->queue != NULL && da->cutoff != NULL &&
           da->places != NULL && da->sibling != NULL && da->companies != NULL &&
           da->heaps != NULL && da->crowds != NULL;
}

nextwork_status nw_da_new(nw_da **da, const nw_seats *seats, int32_t youths)
{
    nw_da *made = NW_NEW_ZERO(nw_da, 1);
    int32_t *number = NULL;
    if (made != NULL) {
        made->youths = youths;
        made->posts = seats->posts;
        number = number_bounds(&made->bounds, seats);
    }
    if (number == NULL || !allocate(made)) {
        nw_free(number);
        nw_da_free(made);
        return nw_fail_memory("deferred acceptance");
    }
    set_up(made, seats, number);
    nw_free(number);
    *da = made;
    return NEXTWORK_OK;
}

void nw_da_free(nw_da *da)
{
    if (da == NULL)
        return;
    nw_free(da->lists);
    nw_free(da->links);
    nw_free(da->queue);
    nw_free(da->cutoff);
    nw_free(da->places);
    nw_free(da->sibling);
    nw_free(da->companies);
    nw_free(da->heaps);
    nw_free(da->crowds);
    nw_free(da);
}

/* ---- the queue of youths without a place ----------------------------------------------------- */

static void push(nw_da *da, int32_t youth)
{
    int32_t at = da->queue_first + da->queued;
    da->queue[at < da->youths ? at : at - da->youths] = youth;
    da->queued++;
}

static int32_t pop(nw_da *da)
{
    int32_t youth = da->queue[da->queue_first++];
    if (da->queue_first == da->youths)
        da->queue_first = 0;
    da->queued--;
    return youth;
}

void nw_da_offer(nw_da *da, int32_t youth, const nw_choice *choices, int64_t count)
{
    if (count <= 0)
        return;
    da->lists[youth] = (remaining){choices, choices + count};
    push(da, youth);
}

/* ---- a post of its own: list, then heap ------------------------------------------------------ */

/* Puts `moved` into the heap (largest key on top) where `hole` is free. */
static void sift_down(holding *heap, int32_t count, int32_t hole, holding moved)
{
    for (;;) {
        int32_t child = 2 * hole + 1;
        if (child >= count)
            break;
        if (child + 1 < count && heap[child + 1].key > heap[child].key)
            child++;
        if (heap[child].key <= moved.key)
            break;
        heap[hole] = heap[child];
        hole = child;
    }
    heap[hole] = moved;
}

static void list_to_heap(nw_da *da, int32_t post)
{
    post_state *place = &da->places[post];
    holding *heap = da->heaps + da->heaps_used;
    int32_t youth = place->first;
    for (int32_t i = 0; i < place->held; i++) {
        heap[i] = (holding){da->links[youth].key, youth};
        youth = da->links[youth].next;
    }
    for (int32_t i = place->held / 2; i-- > 0;)
        sift_down(heap, place->held, i, heap[i]);
    place->first = da->heaps_used;
    da->heaps_used += place->held;
    da->cutoff[post] = heap[0].key;
}

/* ---- a full company: one crowd over all its posts -------------------------------------------- */

static int is_full(const post_state *place)
{
    return place->held == place->seats;
}

static void add_to_crowd(nw_da *da, int32_t post)
{
    const post_state *place = &da->places[post];
    int32_t youth = place->first;
    for (int32_t i = 0; i < place->held; i++) {
        member *here = &da->crowds[da->crowds_used++];
        if (is_full(place)) {
            holding held = da->heaps[place->first + i];
            *here = (member){held.key, held.youth, post};
        } else {
            *here = (member){da->links[youth].key, youth, post};
            youth = da->links[youth].next;
        }
    }
}

/* Who must make way for somebody new at a post of a full company: the last at the post if that is
 * full, else the last at the company. */
static member *last_member(const nw_da *da, const company_state *company, int32_t post)
{
    member *crowd = da->crowds + company->crowd, *last = NULL;
    int post_only = is_full(&da->places[post]);
    for (int32_t i = 0; i < company->seats; i++) {
        if ((!post_only || crowd[i].post == post) && (last == NULL || crowd[i].key > last->key))
            last = &crowd[i];
    }
    return last;
}

static void lists_to_crowd(nw_da *da, company_state *company)
{
    company->crowd = da->crowds_used;
    for (int32_t post = company->first_post; post != NOBODY; post = da->sibling[post])
        add_to_crowd(da, post);
    for (int32_t post = company->first_post; post != NOBODY; post = da->sibling[post]) {
        if (da->places[post].seats > 0)
            da->cutoff[post] = last_member(da, company, post)->key;
    }
}

static int32_t propose_to_crowd(nw_da *da, company_state *company, int32_t youth, nw_choice choice)
{
    int32_t post = (int32_t)choice.post;
    member *last = last_member(da, company, post);
    int32_t loser = youth;
    if (choice.key < last->key) {
        loser = last->youth;
        da->places[last->post].held--;
        da->places[post].held++;
        *last = (member){choice.key, youth, post};
        last = last_member(da, company, post);
    }
    da->cutoff[post] = last->key;
    return loser;
}

/* ---- proposals ------------------------------------------------------------------------------- */

/* A key below the cut-off. Gives who is without a place after it: another, the youth itself, or
 * NOBODY. */
static int32_t propose(nw_da *da, int32_t youth, nw_choice choice)
{
    int32_t post = (int32_t)choice.post;
    post_state *place = &da->places[post];
    company_state *company = place->company == NOBODY ? NULL : &da->companies[place->company];
    if (company != NULL && company->held == company->seats)
        return propose_to_crowd(da, company, youth, choice);
    if (is_full(place)) {
        holding *heap = da->heaps + place->first;
        int32_t loser = heap[0].youth;
        sift_down(heap, place->seats, 0, (holding){choice.key, youth});
        da->cutoff[post] = heap[0].key;
        return loser;
    }
    da->links[youth] = (chained){choice.key, place->first};
    place->first = youth;
    place->held++;
    if (is_full(place))
        list_to_heap(da, post);
    if (company != NULL && ++company->held == company->seats)
        lists_to_crowd(da, company);
    return NOBODY;
}

/* Tries a youth's choices until one takes the youth in; gives who is without a place then. */
static int32_t try_choices(nw_da *da, int32_t youth)
{
    remaining *list = &da->lists[youth];
    while (list->next < list->end) {
        nw_choice choice = *list->next++;
        if (choice.key >= da->cutoff[choice.post])
            continue;
        int32_t loser = propose(da, youth, choice);
        if (loser != youth)
            return loser;
    }
    return NOBODY;
}

int nw_da_run(nw_da *da, nextwork_monitor *monitor)
{
    while (da->queued > 0) {
        int64_t settled = 0;
        for (int32_t i = 0; i < BLOCK && da->queued > 0; i++) {
            int32_t loser = try_choices(da, pop(da));
            if (loser == NOBODY)
                settled++;
            else
                push(da, loser);
        }
        int stop = nw_monitor_step(monitor, settled);
        if (stop != NW_RUNNING)
            return stop;
    }
    return NW_RUNNING;
}

/* ---- the outcome ----------------------------------------------------------------------------- */

static int in_crowd(const nw_da *da, int32_t post)
{
    int32_t company = da->places[post].company;
    return company != NOBODY && da->companies[company].held == da->companies[company].seats;
}

static void write_post(int32_t *post_of, const nw_da *da, int32_t post)
{
    const post_state *place = &da->places[post];
    if (is_full(place)) {
        for (int32_t i = 0; i < place->held; i++)
            post_of[da->heaps[place->first + i].youth] = post;
    } else {
        for (int32_t youth = place->first; youth != NOBODY; youth = da->links[youth].next)
            post_of[youth] = post;
    }
}

void nw_da_posts(int32_t *post_of, const nw_da *da)
{
    for (int32_t youth = 0; youth < da->youths; youth++)
        post_of[youth] = NOBODY;
    for (int32_t post = 0; post < da->posts; post++) {
        if (!in_crowd(da, post))
            write_post(post_of, da, post);
    }
    for (int32_t i = 0; i < da->crowds_used; i++)
        post_of[da->crowds[i].youth] = da->crowds[i].post;
}

void nw_da_cutoffs(uint32_t *cutoff, const nw_da *da)
{
    for (int32_t post = 0; post < da->posts; post++) {
        const post_state *place = &da->places[post];
        cutoff[post] = place->seats > 0 && in_crowd(da, post)
                           ? last_member(da, &da->companies[place->company], post)->key
                           : da->cutoff[post];
    }
}
