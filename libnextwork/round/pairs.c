#include "round/pairs.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "round/choices.h"

#define BLOCK 128 /* youths a block of parallel work */

/* The pairs of one block of youths, before all blocks are laid end to end. */
typedef struct {
    nw_preference *items;
    int64_t count, room;
    int64_t lengths[BLOCK]; /* listed and unlisted pairs of each youth */
} piece;

typedef struct {
    const nw_placing *placing;
    int64_t most;  /* pairs */
    int64_t found; /* so far, by all threads */
    piece *pieces;
    nw_choice_room *rooms; /* one a thread */
} gathering;

static nextwork_status keep(piece *to, const nw_preference *choices, int64_t count, int64_t *length)
{
    if (count == 0) /* there may be no array yet, and memcpy takes no NULL */
        return NEXTWORK_OK;
    NW_TRY(nw_grow((void **)&to->items, &to->room, to->count + count, (int64_t)sizeof *to->items));
    memcpy(to->items + to->count, choices, (size_t)count * sizeof *choices);
    to->count += count;
    *length += count;
    return NEXTWORK_OK;
}

static int64_t block_end(const nw_cohort *cohort, int64_t block)
{
    int64_t end = (block + 1) * BLOCK;
    return end < cohort->youths.count ? end : cohort->youths.count;
}

static nextwork_status gather_block(void *context, int64_t block, int worker)
{
    gathering *g = context;
    const nw_placing *given = g->placing;
    piece *to = &g->pieces[block];
    nw_choice_room *room = &g->rooms[worker];
    int64_t first = block * BLOCK, end = block_end(given->cohort, block);
    for (int64_t y = first; y < end; y++) {
        uint64_t seed = given->options->seed;
        int64_t *length = &to->lengths[y - first];
        int64_t count = nw_listed_choices(room, given->round, (int32_t)y, seed);
        NW_TRY(keep(to, room->choices, count, length));
        if (!given->options->extend)
            continue;
        count = nw_unlisted_choices(room, given->round, (int32_t)y, seed);
        NW_TRY(keep(to, room->choices, count, length));
    }
    if (__atomic_add_fetch(&g->found, to->count, __ATOMIC_RELAXED) > g->most)
        return nw_fail(NEXTWORK_ERROR_LIMIT,
                       "there are more than the %lld pairs that this mechanism can hold; leave "
                       "extend off, or match one municipality at a time",
                       (long long)g->most);
    return nw_monitor_step(given->monitor, end - first) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
}

static nextwork_status allocate(nw_pairs *pairs, int32_t youths, int64_t count)
{
    pairs->youths = youths;
    pairs->start = NW_NEW(int64_t, (int64_t)youths + 1);
    pairs->post = NW_NEW(int32_t, count);
    pairs->rank = NW_NEW(int32_t, count);
    pairs->tier = NW_NEW(int32_t, count);
    pairs->key = NW_NEW(uint32_t, count);
    pairs->fit = NW_NEW(int32_t, count);
    return pairs->start == NULL || pairs->post == NULL || pairs->rank == NULL ||
                   pairs->tier == NULL || pairs->key == NULL || pairs->fit == NULL
               ? nw_fail_memory("the pairs of a match")
               : NEXTWORK_OK;
}

static void lay(nw_pairs *pairs, const nw_placing *given, const piece *from, int32_t youth,
                int64_t at, int64_t length, int64_t item)
{
    const nw_cohort *cohort = given->cohort;
    pairs->start[youth] = at;
    for (int64_t i = 0; i < length; i++) {
        nw_preference choice = from->items[item + i];
        int32_t rank = nw_wish_rank(cohort, youth, choice.post);
        pairs->post[at + i] = choice.post;
        pairs->rank[at + i] = rank == NW_UNKNOWN ? NW_RANK_UNLISTED : rank;
        pairs->tier[at + i] =
            nw_claim_on(given->round, given->options, given->carries, youth, choice.post);
        pairs->key[at + i] = nw_priority_of(&given->priorities, youth, choice.post);
        pairs->fit[at + i] = choice.fit;
    }
}

static nextwork_status lay_all(nw_pairs *pairs, const gathering *g, int64_t blocks)
{
    const nw_cohort *cohort = g->placing->cohort;
    int64_t count = 0, at = 0;
    for (int64_t b = 0; b < blocks; b++)
        count += g->pieces[b].count;
    NW_TRY(allocate(pairs, cohort->youths.count, count));
    for (int64_t b = 0; b < blocks; b++) {
        int64_t item = 0;
        for (int64_t y = b * BLOCK; y < block_end(cohort, b); y++) {
            int64_t length = g->pieces[b].lengths[y - b * BLOCK];
            lay(pairs, g->placing, &g->pieces[b], (int32_t)y, at, length, item);
            at += length;
            item += length;
        }
    }
    pairs->start[cohort->youths.count] = at;
    return NEXTWORK_OK;
}

static nextwork_status make_rooms(gathering *g)
{
    g->rooms = NW_NEW_ZERO(nw_choice_room, g->placing->threads);
    if (g->rooms == NULL)
        return nw_fail_memory("the pairs of a match");
    for (int i = 0; i < g->placing->threads; i++)
        NW_TRY(nw_choice_room_new(
            &g->rooms[i], nw_most_choices(g->placing->cohort, g->placing->options->extend)));
    return NEXTWORK_OK;
}

static void clear(gathering *g, int64_t blocks)
{
    if (g->pieces != NULL)
        for (int64_t b = 0; b < blocks; b++)
            nw_free(g->pieces[b].items);
    nw_free(g->pieces);
    if (g->rooms != NULL)
        for (int i = 0; i < g->placing->threads; i++)
            nw_choice_room_clear(&g->rooms[i]);
    nw_free(g->rooms);
}

nextwork_status nw_pairs_new(nw_pairs *pairs, const nw_placing *placing)
{
    return nw_pairs_within(pairs, placing, INT32_MAX);
}

nextwork_status nw_pairs_within(nw_pairs *pairs, const nw_placing *placing, int64_t most)
{
    int64_t blocks = (placing->cohort->youths.count + BLOCK - 1) / BLOCK;
    gathering g = {.placing = placing, .most = most, .pieces = NW_NEW_ZERO(piece, blocks)};
    nw_pairs made = {0};
    nw_monitor_begin(placing->monitor, placing->cohort->youths.count);
    nextwork_status status =
        g.pieces == NULL ? nw_fail_memory("the pairs of a match") : make_rooms(&g);
    if (status == NEXTWORK_OK)
        status = nw_parallel(blocks, placing->threads, gather_block, &g);
    if (status == NEXTWORK_OK)
        status = lay_all(&made, &g, blocks);
    clear(&g, blocks);
    if (status == NEXTWORK_OK)
        *pairs = made;
    else
        nw_pairs_clear(&made);
    return status;
}

void nw_pairs_clear(nw_pairs *pairs)
{
    nw_free(pairs->start);
    nw_free(pairs->post);
    nw_free(pairs->rank);
    nw_free(pairs->tier);
    nw_free(pairs->key);
    nw_free(pairs->fit);
    *pairs = (nw_pairs){0};
}
