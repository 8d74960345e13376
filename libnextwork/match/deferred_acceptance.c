/* Two things make this fast. cutoff[] is dense, four bytes a post, so that most choices are passed
 * over without touching the post. And youths without a place wait in a queue and are served in
 * batches: one step after another for the whole batch, each step fetching the memory that the next
 * one needs, so that the cache misses of a batch overlap. (The textbook's chain, in which whoever
 * is displaced proposes next, waits for each miss in turn.)
 *
 * Memory is bounded by youths and posts, whatever the seats. A post's youths sit in a strip of
 * held[] that doubles in length until it has all the seats. Once the post is full its last, with
 * the largest key, sits in front: of few seats in any order, or of a heap. A post that is full
 * stays full. When a company fills up before its posts do, those it holds at all its posts move
 * into one strip as long as its cap, in no order; of many, into heaps (company_places.h).
 *
 * Strips are cut off the front of held[] and never given back. Who sits in one sits there to the
 * end or makes way for another. A post that holds n youths has used up fewer than 4n of held[], a
 * full company of n another n: together fewer than 5 for each youth. */
#include "match/deferred_acceptance.h"

#include "base/arith.h"
#include "base/memory.h"
#include "match/company_places.h"

#include <stddef.h>

#define NOBODY (-1)
#define NONE (-1)
#define BATCH 16              /* youths served together */
#define FEW 16                /* seats that one pass orders faster than a heap does */
#define LINE_BYTES 64         /* of the cache */
#define MANY_PLACES 32        /* of a company: more are not looked through, but in heaps */
#define FIRST_STRIP 4         /* seats in a post's first strip */
#define HELD_PER_YOUTH 5      /* of held[], at most */
#define MOST_YOUTHS (1 << 29) /* HELD_PER_YOUTH times that is below 2^32 */

/* A youth's choices not yet tried, and where the youth is. */
typedef struct {
    const nw_choice *next;
    int32_t left;
    int32_t post; /* NONE without a place; stale while in the queue */
} proposer;

/* A youth at a post: the key above the youth, so that seats compare as their keys do. */
typedef uint64_t seat;

static seat seat_of(uint32_t key, int32_t youth)
{
    return (uint64_t)key << 32 | (uint32_t)youth;
}

static uint32_t key_of(seat taken)
{
    return (uint32_t)(taken >> 32);
}

static int32_t youth_of(seat taken)
{
    return (int32_t)(taken & UINT32_MAX);
}

typedef struct {
    uint32_t strip; /* where its strip of held[] begins; of its company's when that is full */
    int32_t seats;  /* no more than its company's cap */
    int32_t held;
    int32_t company; /* index of the binding company, NONE when its company never binds */
} post_state;

/* A company whose cap is below the sum of its posts' seats. */
typedef struct {
    int32_t seats;
    int32_t held;
    int32_t first_post;
    nw_company_posts posts; /* where it has many places */
} company_state;

struct nw_da {
    int32_t youths, n_posts, n_companies;
    proposer *proposers; /* per youth */
    int32_t *queue;      /* ring of those without a place who may have choices left */
    int32_t queue_first, queued;
    uint32_t *cutoff; /* per post: falls only. For posts of a full company it may lag behind, above
                         the true one */
    post_state *posts;
    int32_t *sibling; /* per post: the next post of the same binding company, NONE */
    company_state *companies;
    seat *held;
    int32_t *held_post;       /* in strips of full companies: the post of each */
    nw_company_places places; /* of full companies that have many */
    bool has_many;            /* whether there are such */
    uint32_t used;            /* of held[] */
};

/* ---- setting up ------------------------------------------------------------------------------ */

static int32_t seats_of(const nw_seats *seats, int32_t post)
{
    return nw_min32(seats->post_seats[post], seats->company_seats[seats->post_company[post]]);
}

/* Numbers the companies that may bind, the others NONE; NULL when out of memory. */
static int32_t *number_companies(int32_t *count, const nw_seats *seats)
{
    int64_t *sum = NW_NEW_ZERO(int64_t, seats->companies);
    int32_t *number = NW_NEW(int32_t, seats->companies);
    if (sum == NULL || number == NULL) {
        nw_free(sum);
        nw_free(number);
        return NULL;
    }
    for (int32_t post = 0; post < seats->posts; post++)
        sum[seats->post_company[post]] += seats_of(seats, post);
    *count = 0;
    for (int32_t company = 0; company < seats->companies; company++)
        number[company] = sum[company] > seats->company_seats[company] ? (*count)++ : NONE;
    nw_free(sum);
    return number;
}

static int allocate(nw_da *da)
{
    int64_t held = HELD_PER_YOUTH * (int64_t)da->youths;
    int binds = da->n_companies > 0;
    da->proposers = NW_NEW_ZERO(proposer, da->youths);
    da->queue = NW_NEW(int32_t, da->youths);
    da->cutoff = NW_NEW(uint32_t, da->n_posts);
    da->posts = NW_NEW(post_state, da->n_posts);
    da->sibling = NW_NEW(int32_t, binds ? da->n_posts : 0);
    da->companies = NW_NEW(company_state, da->n_companies);
    da->held = NW_NEW(seat, held);
    da->held_post = NW_NEW(int32_t, binds ? held : 0);
    if (da->has_many && !nw_company_places_make(&da->places, da->youths, da->n_posts))
        return 0;
    return da->proposers != NULL && da->queue != NULL && da->cutoff != NULL && da->posts != NULL &&
           da->sibling != NULL && da->companies != NULL && da->held != NULL &&
           da->held_post != NULL;
}

void nw_da_reset(nw_da *da)
{
    for (int32_t youth = 0; youth < da->youths; youth++)
        da->proposers[youth] = (proposer){NULL, 0, NONE};
    for (int32_t company = 0; company < da->n_companies; company++)
        da->companies[company].held = 0;
    for (int32_t post = 0; post < da->n_posts; post++) {
        da->posts[post].held = 0;
        da->cutoff[post] = da->posts[post].seats > 0 ? NW_NO_CUTOFF : 0;
    }
    da->queue_first = 0;
    da->queued = 0;
    da->used = 0;
    if (da->has_many)
        nw_company_places_empty(&da->places, da->n_posts);
}

/* Numbers the posts of each company that has many places. */
static void number_posts(nw_da *da)
{
    int32_t first = 0;
    for (int32_t c = 0; c < da->n_companies; c++) {
        company_state *company = &da->companies[c];
        if (company->seats <= MANY_PLACES)
            continue;
        company->posts.first = first;
        for (int32_t at = company->first_post; at != NONE; at = da->sibling[at])
            da->places.nth[at] = company->posts.count++;
        first += company->posts.count;
    }
}

static void set_up(nw_da *da, const nw_seats *seats, const int32_t *number)
{
    for (int32_t company = 0; company < seats->companies; company++) {
        if (number[company] != NONE)
            da->companies[number[company]] =
                (company_state){.seats = seats->company_seats[company], .first_post = NONE};
    }
    for (int32_t post = 0; post < seats->posts; post++) {
        int32_t company = number[seats->post_company[post]];
        int32_t here = seats_of(seats, post);
        da->posts[post] = (post_state){.seats = here, .company = company};
        if (company != NONE) {
            da->sibling[post] = da->companies[company].first_post;
            da->companies[company].first_post = post;
        }
    }
    number_posts(da);
    nw_da_reset(da);
}

nextwork_status nw_da_new(nw_da **da, const nw_seats *seats, int32_t youths)
{
    if (youths > MOST_YOUTHS)
        return nw_fail(NEXTWORK_ERROR_LIMIT, "%d youths are more than the %d that can be placed",
                       (int)youths, MOST_YOUTHS);
    nw_da *made = NW_NEW_ZERO(nw_da, 1);
    int32_t *number = NULL;
    if (made != NULL) {
        made->youths = youths;
        made->n_posts = seats->posts;
        number = number_companies(&made->n_companies, seats);
        for (int32_t c = 0; number != NULL && c < seats->companies; c++)
            made->has_many |= number[c] != NONE && seats->company_seats[c] > MANY_PLACES;
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
    nw_free(da->proposers);
    nw_free(da->queue);
    nw_free(da->cutoff);
    nw_free(da->posts);
    nw_free(da->sibling);
    nw_free(da->companies);
    nw_free(da->held);
    nw_free(da->held_post);
    nw_company_places_clear(&da->places);
    nw_free(da);
}

/* ---- the queue ------------------------------------------------------------------------------- */

static void push(nw_da *da, int32_t youth)
{
    int32_t at = da->queue_first - da->youths + da->queued;
    da->queue[at < 0 ? at + da->youths : at] = youth;
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
    da->proposers[youth] = (proposer){choices, (int32_t)count, NONE};
    push(da, youth);
}

/* ---- posts ----------------------------------------------------------------------------------- */

static int is_full(const post_state *post)
{
    return post->held == post->seats;
}

static uint32_t cut_strip(nw_da *da, int32_t seats)
{
    uint32_t strip = da->used;
    da->used += (uint32_t)seats;
    return strip;
}

/* Brings the largest of few seats to the front; no branch depends on the keys. */
static void lift_last(seat *seats, int32_t count)
{
    seat last = seats[0];
    for (int32_t i = 1; i < count; i++) {
        seat here = seats[i];
        seats[i] = here < last ? here : last;
        last = here < last ? last : here;
    }
    seats[0] = last;
}

/* Puts the seat in front of a heap's part, from `top` on, where it belongs. */
static void sift_down(seat *heap, int32_t count, int32_t top)
{
    seat moved = heap[top];
    for (;;) {
        int32_t child = 2 * top + 1;
        if (child >= count)
            break;
        if (child + 1 < count && heap[child + 1] > heap[child])
            child++;
        if (heap[child] <= moved)
            break;
        heap[top] = heap[child];
        top = child;
    }
    heap[top] = moved;
}

/* A post has become full: from now on its last is in front. */
static void order_seats(seat *seats, int32_t count)
{
    if (count <= FEW) {
        lift_last(seats, count);
        return;
    }
    for (int32_t i = count / 2; i-- > 0;)
        sift_down(seats, count, i);
}

/* Seats a youth at a post with room. Strips have lengths 4, 8, 16, ..: one is full when its length
 * is what the post holds. */
static void take_seat(nw_da *da, int32_t at, int32_t youth, uint32_t key)
{
    post_state *post = &da->posts[at];
    int32_t held = post->held;
    if (held == 0 || (held >= FIRST_STRIP && (held & (held - 1)) == 0)) {
        int32_t wanted = held == 0 ? FIRST_STRIP : 2 * held;
        uint32_t strip = cut_strip(da, nw_min32(wanted, post->seats));
        for (int32_t i = 0; i < held; i++)
            da->held[strip + (uint32_t)i] = da->held[post->strip + (uint32_t)i];
        post->strip = strip;
    }
    seat *seats = da->held + post->strip;
    seats[held] = seat_of(key, youth);
    post->held = held + 1;
    if (is_full(post)) {
        order_seats(seats, post->seats);
        da->cutoff[at] = key_of(seats[0]);
    }
}

/* Gives the last seat of a full post to a youth with a better key; gives who had it. */
static int32_t take_over(nw_da *da, int32_t at, int32_t youth, uint32_t key)
{
    const post_state *post = &da->posts[at];
    seat *seats = da->held + post->strip;
    int32_t loser = youth_of(seats[0]);
    seats[0] = seat_of(key, youth);
    if (post->seats <= FEW)
        lift_last(seats, post->seats);
    else
        sift_down(seats, post->seats, 0);
    da->cutoff[at] = key_of(seats[0]);
    return loser;
}

/* ---- full companies -------------------------------------------------------------------------- */

/* Who must make way for somebody new at a post of a full company: the last at the post if that is
 * full, else the last at the company. */
static uint32_t last_seat(const nw_da *da, const company_state *company, int32_t at)
{
    const post_state *post = &da->posts[at];
    int any_post = !is_full(post);
    uint32_t last = post->strip;
    seat worst = 0;
    for (uint32_t i = post->strip; i < post->strip + (uint32_t)company->seats; i++) {
        if ((any_post || da->held_post[i] == at) && da->held[i] >= worst) {
            worst = da->held[i];
            last = i;
        }
    }
    return last;
}

static bool has_many_places(const company_state *company)
{
    return company->seats > MANY_PLACES;
}

/* The post that holds who must make way, where places are in heaps. */
static int32_t post_of_last(const nw_da *da, const company_state *company, int32_t at)
{
    return is_full(&da->posts[at]) ? at : nw_company_post_of_last(&da->places, company->posts);
}

/* The key that a proposal to a post of a full company must be below. */
static uint32_t key_to_beat(const nw_da *da, const company_state *company, int32_t at)
{
    if (has_many_places(company))
        return key_of(nw_company_last_at(&da->places, post_of_last(da, company, at)));
    return key_of(da->held[last_seat(da, company, at)]);
}

static void join_in_strip(nw_da *da, const company_state *company)
{
    uint32_t strip = cut_strip(da, company->seats), end = strip;
    for (int32_t at = company->first_post; at != NONE; at = da->sibling[at]) {
        post_state *post = &da->posts[at];
        for (int32_t i = 0; i < post->held; i++) {
            da->held_post[end] = at;
            da->held[end++] = da->held[post->strip + (uint32_t)i];
        }
        post->strip = strip;
    }
}

static void join_in_heaps(nw_da *da, const company_state *company)
{
    for (int32_t at = company->first_post; at != NONE; at = da->sibling[at]) {
        const post_state *post = &da->posts[at];
        for (int32_t i = 0; i < post->held; i++)
            nw_company_place_add(&da->places, company->posts, at,
                                 da->held[post->strip + (uint32_t)i]);
    }
}

/* Brings the youths of all posts of a company that has just become full together. */
static void join_posts(nw_da *da, const company_state *company)
{
    if (has_many_places(company))
        join_in_heaps(da, company);
    else
        join_in_strip(da, company);
    for (int32_t at = company->first_post; at != NONE; at = da->sibling[at]) {
        if (da->posts[at].seats > 0)
            da->cutoff[at] = key_to_beat(da, company, at);
    }
}

/* A proposal to a full company; gives who is without a place after it. */
static int32_t contend(nw_da *da, const company_state *company, int32_t at, int32_t youth,
                       uint32_t key)
{
    uint32_t last = last_seat(da, company, at);
    int32_t loser = youth;
    if (key < key_of(da->held[last])) {
        loser = youth_of(da->held[last]);
        da->posts[da->held_post[last]].held--;
        da->posts[at].held++;
        da->held[last] = seat_of(key, youth);
        da->held_post[last] = at;
        last = last_seat(da, company, at);
    }
    da->cutoff[at] = key_of(da->held[last]);
    return loser;
}

/* The same where places are in heaps. */
static int32_t contend_in_heaps(nw_da *da, const company_state *company, int32_t at, int32_t youth,
                                uint32_t key)
{
    int32_t from = post_of_last(da, company, at), loser = youth;
    seat last = nw_company_last_at(&da->places, from);
    if (key < key_of(last)) {
        loser = youth_of(last);
        da->posts[from].held--;
        da->posts[at].held++;
        nw_company_place_pass(&da->places, company->posts, from, at, seat_of(key, youth));
    }
    da->cutoff[at] = key_to_beat(da, company, at);
    return loser;
}

/* ---- proposals ------------------------------------------------------------------------------- */

/* A proposal with a key below the cut-off. Gives who is without a place after it: another, the
 * youth itself, or NOBODY. */
static int32_t propose(nw_da *da, int32_t youth, nw_choice choice)
{
    int32_t at = (int32_t)choice.post;
    const post_state *post = &da->posts[at];
    company_state *company = post->company == NONE ? NULL : &da->companies[post->company];
    if (company != NULL && company->held == company->seats)
        return has_many_places(company) ? contend_in_heaps(da, company, at, youth, choice.key)
                                        : contend(da, company, at, youth, choice.key);
    if (is_full(post))
        return take_over(da, at, youth, choice.key);
    take_seat(da, at, youth, choice.key);
    if (company != NULL && ++company->held == company->seats)
        join_posts(da, company);
    return NOBODY;
}

/* Passes over choices that are out of reach; whether one is left. */
static int find_choice(const nw_da *da, proposer *who)
{
    while (who->left > 0 && who->next->key >= da->cutoff[who->next->post]) {
        who->next++;
        who->left--;
    }
    return who->left > 0;
}

/* Tries a youth's choices until one takes the youth in; gives who is without a place then. */
static int32_t place_youth(nw_da *da, int32_t youth)
{
    proposer *who = &da->proposers[youth];
    while (find_choice(da, who)) {
        nw_choice choice = *who->next++;
        who->left--;
        int32_t loser = propose(da, youth, choice);
        if (loser != youth) {
            who->post = (int32_t)choice.post;
            return loser;
        }
    }
    return NOBODY;
}

/* The bytes of a cache line from an address on, which may lie in two. Nothing is read, so they may
 * go beyond the array. */
static void fetch(const void *from)
{
    __builtin_prefetch(from);
    __builtin_prefetch((const void *)((uintptr_t)from + LINE_BYTES - 1));
}

/* All that a proposal to the post will touch. */
static void fetch_seats(const nw_da *da, const post_state *post)
{
    fetch(&da->held[post->strip]);
    if (post->company != NONE) {
        __builtin_prefetch(&da->held_post[post->strip], 1);
        __builtin_prefetch(&da->companies[post->company], 1);
    }
}

/* Serves the first of the queue; gives how many it was shortened by. A choice that was found
 * in reach may be out of reach when its turn comes: place_youth looks again. */
static int32_t serve_batch(nw_da *da)
{
    proposer *batch[BATCH];
    int32_t youths[BATCH], count = nw_min32(BATCH, da->queued), waiting = da->queued;
    for (int32_t i = 0; i < count; i++) {
        youths[i] = pop(da);
        batch[i] = &da->proposers[youths[i]];
        __builtin_prefetch(batch[i], 1);
    }
    for (int32_t i = 0; i < count; i++) {
        batch[i]->post = NONE;
        fetch(batch[i]->next);
    }
    for (int32_t i = 0; i < count; i++) {
        if (find_choice(da, batch[i]))
            __builtin_prefetch(&da->posts[batch[i]->next->post], 1);
    }
    for (int32_t i = 0; i < count; i++) {
        if (batch[i]->left > 0)
            fetch_seats(da, &da->posts[batch[i]->next->post]);
    }
    for (int32_t i = 0; i < count; i++) {
        int32_t loser = place_youth(da, youths[i]);
        if (loser != NOBODY)
            push(da, loser);
    }
    return waiting - da->queued;
}

int nw_da_run(nw_da *da, nextwork_monitor *monitor)
{
    while (da->queued > 0) {
        int stop = nw_monitor_step(monitor, serve_batch(da));
        if (stop != NW_RUNNING)
            return stop;
    }
    return NW_RUNNING;
}

/* ---- the outcome ----------------------------------------------------------------------------- */

void nw_da_posts(int32_t *post_of, const nw_da *da)
{
    for (int32_t youth = 0; youth < da->youths; youth++)
        post_of[youth] = da->proposers[youth].post;
    for (int32_t i = 0; i < da->queued; i++) {
        int32_t at = da->queue_first - da->youths + i;
        post_of[da->queue[at < 0 ? at + da->youths : at]] = NONE;
    }
}

void nw_da_cutoffs(uint32_t *cutoff, const nw_da *da)
{
    for (int32_t at = 0; at < da->n_posts; at++) {
        const post_state *post = &da->posts[at];
        const company_state *company = post->company == NONE ? NULL : &da->companies[post->company];
        cutoff[at] = da->cutoff[at];
        if (company != NULL && company->held == company->seats && post->seats > 0)
            cutoff[at] = key_to_beat(da, company, at);
    }
}
