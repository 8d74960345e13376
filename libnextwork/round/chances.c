/* One kernel serves both mechanisms: a serial dictatorship is deferred acceptance at companies
 * that know the lottery alone. */
#include "round/chances.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "base/random.h"
#include "base/sort.h"
#include "fit/trading.h"
#include "match/deferred_acceptance.h"
#include "round/choices.h"
#include "round/lottery_lists.h"
#include "round/serial_matching.h"
#include "round/stable_matching.h"

#define BLOCK 16 /* lotteries a block of parallel work */

/* What one thread draws with, and counts. */
typedef struct {
    nw_da *da;
    uint32_t *position;       /* per youth, in lottery order */
    nw_choice *choices;       /* in the places of the pairs */
    nw_keyed *lots, *scratch; /* room for all youths, and for the longest list */
    int32_t *post_of;
    bool *extended; /* per youth: unlisted pairs have been offered */
    nw_chances counts;
} drawer;

typedef struct {
    const nw_placing *given;
    const nw_cohort *cohort;
    nw_lottery_lists lists;
    int64_t lotteries;
    int threads;
    drawer *drawers; /* one a thread */
} drawing;

/* ---- memory ---------------------------------------------------------------------------------- */

static nextwork_status counts_new(nw_chances *counts, const nw_cohort *cohort)
{
    int64_t youths = cohort->youths.count;
    *counts = (nw_chances){
        .wish = NW_NEW_ZERO(int32_t, cohort->wishes.start[youths]),
        .unlisted = NW_NEW_ZERO(int32_t, youths),
        .unplaced = NW_NEW_ZERO(int32_t, youths),
    };
    return counts->wish == NULL || counts->unlisted == NULL || counts->unplaced == NULL
               ? nw_fail_memory("the chances")
               : NEXTWORK_OK;
}

void nw_chances_clear(nw_chances *chances)
{
    nw_free(chances->wish);
    nw_free(chances->unlisted);
    nw_free(chances->unplaced);
    *chances = (nw_chances){0};
}

static nextwork_status drawer_new(drawer *made, const drawing *all, int64_t lots)
{
    int32_t youths = all->cohort->youths.count;
    made->position = NW_NEW(uint32_t, youths);
    made->choices = NW_NEW(nw_choice, all->lists.pairs.start[youths]);
    made->lots = NW_NEW(nw_keyed, lots);
    made->scratch = NW_NEW(nw_keyed, lots);
    made->post_of = NW_NEW(int32_t, youths);
    made->extended = NW_NEW(bool, youths);
    NW_TRY(counts_new(&made->counts, all->cohort));
    if (made->position == NULL || made->choices == NULL || made->lots == NULL ||
        made->scratch == NULL || made->post_of == NULL || made->extended == NULL)
        return nw_fail_memory("the chances");
    return nw_da_new(&made->da, &all->given->seats, youths);
}

static void drawer_clear(drawer *d)
{
    nw_da_free(d->da);
    nw_free(d->position);
    nw_free(d->choices);
    nw_free(d->lots);
    nw_free(d->scratch);
    nw_free(d->post_of);
    nw_free(d->extended);
    nw_chances_clear(&d->counts);
}

/* As many lots as are ever drawn at once: for the youths' turns, or for one list. */
static int64_t most_lots(const nw_pairs *pairs)
{
    int64_t most = pairs->youths;
    for (int32_t y = 0; y < pairs->youths; y++) {
        int64_t length = pairs->start[y + 1] - pairs->start[y];
        most = length > most ? length : most;
    }
    return most;
}

static nextwork_status make_drawers(drawing *all)
{
    int64_t lots = most_lots(&all->lists.pairs);
    all->drawers = NW_NEW_ZERO(drawer, all->threads);
    if (all->drawers == NULL)
        return nw_fail_memory("the chances");
    for (int i = 0; i < all->threads; i++)
        NW_TRY(drawer_new(&all->drawers[i], all, lots));
    return NEXTWORK_OK;
}

static void drawing_clear(drawing *all)
{
    if (all->drawers != NULL)
        for (int i = 0; i < all->threads; i++)
            drawer_clear(&all->drawers[i]);
    nw_free(all->drawers);
    nw_lottery_lists_clear(&all->lists);
}

/* ---- one lottery ----------------------------------------------------------------------------- */

static void draw_positions(drawer *d, const nw_cohort *cohort, uint64_t seed)
{
    int32_t youths = cohort->youths.count;
    for (int32_t y = 0; y < youths; y++) {
        nw_text id = cohort->youths.ids.texts[y];
        d->lots[y] = (nw_keyed){(uint64_t)nw_lottery_number(seed, id.at, id.bytes), y};
    }
    nw_sort_keyed(d->lots, d->scratch, youths);
    for (int32_t i = 0; i < youths; i++)
        d->position[d->lots[i].item] = (uint32_t)i;
}

/* Puts choices that are alike to the youth, and stand by post, into the order of their lots. */
static void draw_lots(drawer *d, const nw_cohort *cohort, int32_t youth, uint64_t seed,
                      nw_choice *choices, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        nw_choice c = choices[i];
        d->lots[i] = (nw_keyed){nw_choice_lot(cohort, youth, (int32_t)c.post, seed),
                                (int64_t)((uint64_t)c.key << 32 | c.post)};
    }
    nw_sort_keyed(d->lots, d->scratch, count);
    for (int64_t i = 0; i < count; i++) {
        uint64_t item = (uint64_t)d->lots[i].item;
        choices[i] = (nw_choice){(uint32_t)(item & UINT32_MAX), (uint32_t)(item >> 32)};
    }
}

/* Offers the youth the pairs from `first` to `end`, with this lottery's keys and lots. */
static void offer(const drawing *all, drawer *d, int32_t youth, uint64_t seed, int64_t first,
                  int64_t end)
{
    const nw_lottery_lists *lists = &all->lists;
    uint32_t position = d->position[youth];
    for (int64_t i = first; i < end; i++)
        d->choices[i] = (nw_choice){(uint32_t)lists->pairs.post[i], lists->ahead[i] + position};
    for (int64_t i = first, next; i < end; i = next) {
        next = nw_alike_end(lists, i, end);
        if (next - i > 1)
            draw_lots(d, all->cohort, youth, seed, d->choices + i, next - i);
    }
    nw_da_offer(d->da, youth, d->choices + first, end - first);
}

/* Gives the unplaced what they did not list, which few of them need: whether anybody got more. */
static bool offer_unlisted(const drawing *all, drawer *d, uint64_t seed)
{
    bool any = false;
    for (int32_t y = 0; y < all->cohort->youths.count; y++) {
        int64_t first = all->lists.unlisted[y], end = all->lists.pairs.start[y + 1];
        if (d->post_of[y] >= 0 || d->extended[y] || first == end)
            continue;
        d->extended[y] = true;
        offer(all, d, y, seed, first, end);
        any = true;
    }
    return any;
}

static void count_youth(nw_chances *counts, const nw_wishes *wishes, int32_t youth, int32_t post)
{
    int64_t w = wishes->start[youth], end = wishes->start[youth + 1];
    while (w < end && wishes->post[w] != post)
        w++;
    if (post < 0)
        counts->unplaced[youth]++;
    else if (w < end)
        counts->wish[w]++;
    else
        counts->unlisted[youth]++;
}

static void draw(const drawing *all, drawer *d, uint64_t seed)
{
    int32_t youths = all->cohort->youths.count;
    draw_positions(d, all->cohort, seed);
    nw_da_reset(d->da);
    for (int32_t y = 0; y < youths; y++) {
        d->extended[y] = false;
        offer(all, d, y, seed, all->lists.pairs.start[y], all->lists.unlisted[y]);
    }
    do {
        (void)nw_da_run(d->da, NULL); /* comes to its end: nobody stops it */
        nw_da_posts(d->post_of, d->da);
    } while (offer_unlisted(all, d, seed));
    for (int32_t y = 0; y < youths; y++)
        count_youth(&d->counts, &all->cohort->wishes, y, d->post_of[y]);
}

/* ---- many lotteries -------------------------------------------------------------------------- */

static nextwork_status draw_block(void *context, int64_t block, int worker)
{
    drawing *all = context;
    int64_t end = (block + 1) * BLOCK < all->lotteries ? (block + 1) * BLOCK : all->lotteries;
    for (int64_t i = block * BLOCK; i < end; i++) {
        draw(all, &all->drawers[worker], all->given->options->seed + (uint64_t)i);
        if (nw_monitor_step(all->given->monitor, 1) != NW_RUNNING)
            return nw_fail(NEXTWORK_ERROR_CANCELLED, "the lotteries were stopped");
    }
    return NEXTWORK_OK;
}

static void add(int32_t *sum, const int32_t *more, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        sum[i] += more[i];
}

static void add_counts(nw_chances *sum, const nw_chances *more, const nw_cohort *cohort)
{
    int64_t youths = cohort->youths.count;
    add(sum->wish, more->wish, cohort->wishes.start[youths]);
    add(sum->unlisted, more->unlisted, youths);
    add(sum->unplaced, more->unplaced, youths);
}

static nextwork_status draw_all(nw_chances *chances, const nw_placing *placing, int64_t lotteries,
                                bool by_answers)
{
    int64_t blocks = (lotteries + BLOCK - 1) / BLOCK;
    drawing all = {.given = placing, .cohort = placing->cohort, .lotteries = lotteries};
    all.threads = placing->threads < blocks ? placing->threads : (int)blocks;
    nextwork_status status = nw_lottery_lists_new(&all.lists, placing, by_answers);
    if (status == NEXTWORK_OK)
        status = make_drawers(&all);
    nw_monitor_begin(placing->monitor, lotteries);
    if (status == NEXTWORK_OK)
        status = nw_parallel(blocks, all.threads, draw_block, &all);
    if (status == NEXTWORK_OK)
        status = counts_new(chances, all.cohort);
    for (int i = 0; status == NEXTWORK_OK && i < all.threads; i++)
        add_counts(chances, &all.drawers[i].counts, all.cohort);
    chances->lotteries = lotteries;
    drawing_clear(&all);
    return status;
}

static nextwork_status check(const nw_mechanism *mechanism, const nw_match_options *options,
                             int64_t lotteries)
{
    if (options->equals || options->post_optimal)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "chances are drawn of what is best for youths where the lottery decides "
                       "ties; leave out %s",
                       options->equals ? "ties = most-placed" : "side = posts");
    if (!mechanism->deferred && mechanism->run != nw_serial_matching)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "chances are drawn for the mechanisms deferred-acceptance and "
                       "serial-dictatorship, not for %s",
                       mechanism->name);
    if (lotteries - 1 > INT64_MAX - (int64_t)options->seed)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "%lld lotteries from seed %lld on go beyond the greatest seed; start lower",
                       (long long)lotteries, (long long)options->seed);
    return NEXTWORK_OK;
}

nextwork_status nw_chances_new(nw_chances *chances, const nw_round *round,
                               const nw_match_options *options, int64_t lotteries,
                               nextwork_monitor *monitor)
{
    const nw_mechanism *mechanism;
    nw_placing placing;
    nw_round *held = NULL;
    nw_chances made = {0};
    NW_TRY(nw_mechanism_chosen(&mechanism, options));
    NW_TRY(check(mechanism, options, lotteries));
    if (options->protect)
        NW_TRY(nw_round_trading(&held, round));
    nextwork_status status =
        nw_placing_new(&placing, held == NULL ? round : held, options, monitor);
    if (status == NEXTWORK_OK) {
        status = draw_all(&made, &placing, lotteries, mechanism->by_answers);
        nw_placing_clear(&placing);
    }
    nw_round_unref(held);
    if (status == NEXTWORK_OK)
        *chances = made;
    else
        nw_chances_clear(&made);
    return status;
}
