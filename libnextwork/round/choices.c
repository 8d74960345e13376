#include "round/choices.h"

#include "base/memory.h"
#include "base/random.h"
#include "fit/kernel.h"

/* order = rank (14 bits) | 10000 - fit (14 bits) | lot (36 bits). */
#define UNLISTED UINT64_C(0x3fff) /* behind every rank: they end at 9999 */
#define BEST_FIT 10000

uint64_t nw_choice_lot(const nw_cohort *cohort, int32_t youth, int32_t post, uint64_t seed)
{
    nw_text y = cohort->youths.ids.texts[youth], p = cohort->posts.ids.texts[post];
    return nw_keyed_hash(seed, nw_keyed_hash(seed, 0, y.at, y.bytes), p.at, p.bytes) >> 28;
}

nw_preference nw_preference_at(const nw_pair *pair, uint64_t seed)
{
    nw_fit fit;
    nw_fit_of(&fit, pair);
    uint64_t order = pair->rank == NW_UNKNOWN ? UNLISTED : (uint64_t)pair->rank;
    if (nw_holds(pair->round, pair->youth, pair->post)) /* nobody moves for nothing */
        return (nw_preference){order << 50, pair->post, fit.fit};
    order = order << 14 | (uint64_t)(BEST_FIT - fit.fit);
    order = order << 36 | nw_choice_lot(pair->cohort, pair->youth, pair->post, seed);
    return (nw_preference){order, pair->post, fit.fit};
}

nw_preference nw_preference_of(const nw_round *round, int32_t youth, int32_t post, uint64_t seed)
{
    nw_pair pair;
    nw_pair_look_up(&pair, round, youth, post);
    return nw_preference_at(&pair, seed);
}

bool nw_prefers_by_rank(nw_preference a, nw_preference b)
{
    uint64_t rank = a.order >> 50;
    return rank == b.order >> 50 && rank != UNLISTED ? false : nw_prefers(a, b);
}

int64_t nw_most_choices(const nw_cohort *cohort, bool extend)
{
    int64_t most = extend ? cohort->posts.count : 0;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int64_t wishes = cohort->wishes.start[y + 1] - cohort->wishes.start[y];
        most = wishes > most ? wishes : most;
    }
    return most + 1; /* what the youth holds need not be among them */
}

nextwork_status nw_choice_room_new(nw_choice_room *room, int64_t most)
{
    *room = (nw_choice_room){NW_NEW(nw_preference, most), NW_NEW(nw_keyed, most),
                             NW_NEW(nw_keyed, most), NW_NEW(int32_t, most)};
    if (room->choices != NULL && room->keyed != NULL && room->scratch != NULL &&
        room->posts != NULL)
        return NEXTWORK_OK;
    nw_choice_room_clear(room);
    return nw_fail_memory("a youth's choices");
}

void nw_choice_room_clear(nw_choice_room *room)
{
    nw_free(room->choices);
    nw_free(room->keyed);
    nw_free(room->scratch);
    nw_free(room->posts);
    *room = (nw_choice_room){0};
}

/* Takes the choices out of `keyed` order again; item holds the post and the fit. */
void nw_sort_choices(nw_choice_room *room, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        nw_preference c = room->choices[i];
        room->keyed[i] = (nw_keyed){c.order, (int64_t)c.post << 16 | c.fit};
    }
    nw_sort_keyed(room->keyed, room->scratch, count);
    for (int64_t i = 0; i < count; i++) {
        nw_keyed k = room->keyed[i];
        room->choices[i] =
            (nw_preference){k.key, (int32_t)(k.item >> 16), (int32_t)(k.item & 0xffff)};
    }
}

int64_t nw_listed_choices(nw_choice_room *room, const nw_round *round, int32_t youth, uint64_t seed)
{
    const nw_wishes *wishes = &round->cohort->wishes;
    int64_t count = 0;
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++) {
        nw_pair pair;
        if (nw_wish_allowed(&pair, round, youth, w))
            room->choices[count++] = nw_preference_at(&pair, seed);
    }
    nw_sort_choices(room, count);
    if (round->held == NULL || round->held[youth] < 0)
        return count;
    for (int64_t i = 0; i < count; i++)
        if (room->choices[i].post == round->held[youth])
            return i + 1;
    room->choices[count] = nw_preference_of(round, youth, round->held[youth], seed);
    return count + 1;
}

/* Whether the order of the youth's wishes is by rank alone. */
static bool ranks_decide(const nw_round *round, int32_t youth)
{
    const nw_wishes *wishes = &round->cohort->wishes;
    bool decide = round->held == NULL || round->held[youth] < 0;
    for (int64_t w = wishes->start[youth] + 1; w < wishes->start[youth + 1]; w++)
        decide = decide && wishes->rank[w - 1] < wishes->rank[w];
    return decide;
}

int64_t nw_listed_posts(nw_choice_room *room, const nw_round *round, int32_t youth, uint64_t seed)
{
    const nw_wishes *wishes = &round->cohort->wishes;
    int64_t count = 0;
    if (!ranks_decide(round, youth)) {
        count = nw_listed_choices(room, round, youth, seed);
        for (int64_t i = 0; i < count; i++)
            room->posts[i] = room->choices[i].post;
        return count;
    }
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++) {
        nw_pair pair;
        if (nw_wish_allowed(&pair, round, youth, w))
            room->posts[count++] = wishes->post[w];
    }
    return count;
}

int64_t nw_unlisted_choices(nw_choice_room *room, const nw_round *round, int32_t youth,
                            uint64_t seed)
{
    bool holds = round->held != NULL && round->held[youth] >= 0; /* better than what is unlisted */
    if (holds || round->youth_reasons[youth] != 0)
        return 0;
    int64_t count = 0, posts = nw_posts_of_network(room->posts, round->kernel, youth);
    for (int64_t i = 0; i < posts; i++) {
        int32_t p = room->posts[i];
        if (nw_pair_allowed(round, youth, p) && nw_wish_rank(round->cohort, youth, p) == NW_UNKNOWN)
            room->choices[count++] = nw_preference_of(round, youth, p, seed);
    }
    nw_sort_choices(room, count);
    return count;
}
