#include "textbook.h"

#include "base/memory.h"

#include <stddef.h>

typedef struct {
    uint32_t key;
    int32_t youth;
} held;

typedef struct {
    const bench_market *market;
    int64_t *next;  /* per youth: the choice to try next */
    int64_t *heap;  /* per post: where its heap begins */
    int32_t *count; /* per post */
    held *heaps;    /* largest key on top */
} state;

static void sift_up(held *heap, int32_t at)
{
    while (at > 0 && heap[(at - 1) / 2].key < heap[at].key) {
        held swap = heap[at];
        heap[at] = heap[(at - 1) / 2];
        heap[(at - 1) / 2] = swap;
        at = (at - 1) / 2;
    }
}

static void sift_down(held *heap, int32_t count, int32_t at)
{
    for (;;) {
        int32_t child = 2 * at + 1;
        if (child + 1 < count && heap[child + 1].key > heap[child].key)
            child++;
        if (child >= count || heap[child].key <= heap[at].key)
            return;
        held swap = heap[at];
        heap[at] = heap[child];
        heap[child] = swap;
        at = child;
    }
}

/* Who is without a place after the proposal: the youth, another, or -1. */
static int32_t propose(state *s, int32_t youth, nw_choice choice)
{
    held *heap = s->heaps + s->heap[choice.post];
    int32_t *count = &s->count[choice.post];
    if (*count < s->market->seats.post_seats[choice.post]) {
        heap[*count] = (held){choice.key, youth};
        sift_up(heap, (*count)++);
        return -1;
    }
    if (choice.key >= heap[0].key)
        return youth;
    int32_t loser = heap[0].youth;
    heap[0] = (held){choice.key, youth};
    sift_down(heap, *count, 0);
    return loser;
}

static void place_all(state *s)
{
    for (int32_t first = 0; first < s->market->youths; first++) {
        int32_t youth = first;
        while (youth >= 0 && s->next[youth] < s->market->start[youth + 1])
            youth = propose(s, youth, s->market->choices[s->next[youth]++]);
    }
}

static nextwork_status allocate(state *s)
{
    const nw_seats *seats = &s->market->seats;
    int64_t sum = 0;
    s->next = NW_NEW(int64_t, s->market->youths);
    s->heap = NW_NEW(int64_t, seats->posts);
    s->count = NW_NEW_ZERO(int32_t, seats->posts);
    if (s->next == NULL || s->heap == NULL || s->count == NULL)
        return nw_fail_memory("the textbook's state");
    for (int32_t youth = 0; youth < s->market->youths; youth++)
        s->next[youth] = s->market->start[youth];
    for (int32_t post = 0; post < seats->posts; post++) {
        s->heap[post] = sum;
        sum += seats->post_seats[post];
    }
    s->heaps = NW_NEW(held, sum);
    return s->heaps == NULL ? nw_fail_memory("the textbook's state") : NEXTWORK_OK;
}

nextwork_status bench_textbook(int32_t *post_of, const bench_market *market)
{
    state s = {.market = market};
    nextwork_status status = allocate(&s);
    if (status == NEXTWORK_OK) {
        place_all(&s);
        for (int32_t youth = 0; youth < market->youths; youth++)
            post_of[youth] = -1;
        for (int32_t post = 0; post < market->seats.posts; post++) {
            for (int32_t i = 0; i < s.count[post]; i++)
                post_of[s.heaps[s.heap[post] + i].youth] = post;
        }
    }
    nw_free(s.next);
    nw_free(s.heap);
    nw_free(s.count);
    nw_free(s.heaps);
    return status;
}
