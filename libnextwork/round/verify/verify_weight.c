#include "round/verify/verify_weight.h"

#include "base/memory.h"
#include "base/parallel.h"
#include "fit/kernel.h"
#include "round/cutoffs.h"
#include "round/prices.h"
#include "round/verify/verify_feasible.h"

#define BLOCK 64 /* youths a block of parallel work */

/* A pair that is worth more than its prices. */
typedef struct {
    int32_t youth, post; /* youth -1: none */
} underpriced;

typedef struct {
    const nw_result *claim;
    int64_t bonus;      /* what a placement counts beside its fit */
    underpriced *found; /* per block, the first */
    nextwork_monitor *monitor;
} pricing;

/* With most_placed one placement outweighs every fit: it counts one more than all fits could. */
static int64_t bonus_of(const nw_result *claim)
{
    return claim->options.most_placed ? 10000 * (int64_t)claim->round->cohort->youths.count + 1 : 0;
}

static void check_pair(const pricing *p, underpriced *found, int32_t youth, int32_t post)
{
    const nw_result *claim = p->claim;
    int64_t price = claim->youth_price[youth] + nw_seat_price(claim, post);
    if (price >= p->bonus + 10000 || found->youth >= 0 ||
        !nw_pair_allowed(claim->round, youth, post))
        return;
    nw_fit fit;
    nw_fit_pair(&fit, claim->round, youth, post);
    if (price < p->bonus + fit.fit)
        *found = (underpriced){youth, post};
}

static void check_youth(const pricing *p, underpriced *found, int32_t youth)
{
    const nw_cohort *cohort = p->claim->round->cohort;
    const nw_wishes *wishes = &cohort->wishes;
    if (p->claim->round->youth_reasons[youth] != 0)
        return;
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++)
        check_pair(p, found, youth, wishes->post[w]);
}

static nextwork_status check_block(void *context, int64_t block, int worker)
{
    const pricing *p = context;
    (void)worker;
    int64_t end = (block + 1) * BLOCK, youths = p->claim->round->cohort->youths.count;
    end = end < youths ? end : youths;
    p->found[block].youth = -1;
    for (int64_t y = block * BLOCK; y < end; y++)
        check_youth(p, &p->found[block], (int32_t)y);
    return nw_monitor_step(p->monitor, end - block * BLOCK) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the verification was stopped");
}

static underpriced first_of(const underpriced *found, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        if (found[i].youth >= 0)
            return found[i];
    return (underpriced){-1, -1};
}

static nextwork_status report_pair(nw_report *report, const nw_cohort *cohort, underpriced found)
{
    if (found.youth < 0)
        return nw_report_check(report, "prices", true,
                               "no allowed pair is worth more than its prices");
    nw_text youth = cohort->youths.ids.texts[found.youth];
    nw_text post = cohort->posts.ids.texts[found.post];
    return nw_report_check(report, "prices", false,
                           "youth %.*s and post %.*s are worth more than their prices: they prove "
                           "nothing",
                           (int)youth.bytes, youth.at, (int)post.bytes, post.at);
}

static nextwork_status check_listed(underpriced *found, const nw_result *claim,
                                    nextwork_monitor *monitor)
{
    int64_t youths = claim->round->cohort->youths.count, blocks = (youths + BLOCK - 1) / BLOCK;
    pricing p = {claim, bonus_of(claim), NW_NEW(underpriced, blocks), monitor};
    if (p.found == NULL)
        return nw_fail_memory("a verification");
    nw_monitor_begin(monitor, youths);
    nextwork_status status = nw_parallel(blocks, nw_threads(0), check_block, &p);
    if (status == NEXTWORK_OK)
        *found = first_of(p.found, blocks);
    nw_free(p.found);
    return status;
}

/* With extend every post counts: the kernel scores all pairs, and keeps of a youth the one that
 * most exceeds its prices. */
typedef struct {
    int64_t *youth_price, *post_price;
    int32_t *posts;
} all_pairs;

static nextwork_status price_all(all_pairs *all, const nw_result *claim, nextwork_monitor *monitor)
{
    const nw_cohort *cohort = claim->round->cohort;
    all->youth_price = NW_NEW(int64_t, cohort->youths.count);
    all->post_price = NW_NEW(int64_t, cohort->posts.count);
    all->posts = NW_NEW(int32_t, cohort->youths.count);
    if (all->youth_price == NULL || all->post_price == NULL || all->posts == NULL)
        return nw_fail_memory("a verification");
    for (int32_t y = 0; y < cohort->youths.count; y++)
        all->youth_price[y] = claim->youth_price[y] - bonus_of(claim);
    for (int32_t p = 0; p < cohort->posts.count; p++)
        all->post_price[p] = nw_seat_price(claim, p);
    nw_monitor_begin(monitor, cohort->youths.count);
    return nw_score_worth(all->posts, NULL, claim->round->kernel,
                          &(nw_fit_prices){all->youth_price, all->post_price}, 1, nw_threads(0),
                          monitor);
}

static nextwork_status check_all(underpriced *found, const nw_result *claim,
                                 nextwork_monitor *monitor)
{
    all_pairs all = {0};
    nextwork_status status = price_all(&all, claim, monitor);
    for (int32_t y = 0; status == NEXTWORK_OK && y < claim->round->cohort->youths.count; y++)
        if (all.posts[y] >= 0 && found->youth < 0)
            *found = (underpriced){y, all.posts[y]};
    nw_free(all.youth_price);
    nw_free(all.post_price);
    nw_free(all.posts);
    return status;
}

static nextwork_status verify_pairs(nw_report *report, nw_result *claim, nextwork_monitor *monitor)
{
    underpriced found = {-1, -1};
    NW_TRY(check_listed(&found, claim, monitor));
    if (claim->options.extend && found.youth < 0)
        NW_TRY(check_all(&found, claim, monitor));
    return report_pair(report, claim->round->cohort, found);
}

/* Adds count * price; false when the sum leaves 64 bits. */
static bool add(int64_t *sum, int64_t count, int64_t price)
{
    int64_t product;
    return price == 0 || (!__builtin_mul_overflow(count, price, &product) &&
                          !__builtin_add_overflow(*sum, product, sum));
}

/* What no matching can pass: the prices of youths, and of seats whether anybody has them or not. */
static bool sum_prices(int64_t *sum, const nw_result *claim)
{
    const nw_round *round = claim->round;
    const nw_cohort *cohort = round->cohort;
    bool fits = true;
    *sum = 0;
    for (int32_t y = 0; y < cohort->youths.count; y++)
        fits = fits && add(sum, 1, claim->youth_price[y]);
    for (int32_t p = 0; p < cohort->posts.count; p++)
        fits = fits && add(sum, round->capacity.post_free[p], claim->post_price[p]);
    for (int32_t c = 0; c < cohort->companies.count; c++)
        fits = fits && add(sum, round->capacity.company_free[c], claim->company_price[c]);
    return fits;
}

static nextwork_status verify_sum(nw_report *report, nw_result *claim)
{
    int64_t fits = 0, placed = 0, sum;
    for (int32_t y = 0; y < claim->round->cohort->youths.count; y++)
        if (claim->post_of[y] >= 0) {
            placed++;
            fits += claim->fit_of[y];
        }
    bool adds_up = sum_prices(&sum, claim);
    claim->bound = adds_up ? sum - placed * bonus_of(claim) : 0;
    return nw_report_check(report, "optimality", adds_up && claim->bound == fits,
                           "the prices say that no matching%s has more fit than %lld; this one has "
                           "%lld",
                           claim->options.most_placed ? " that places as many" : "",
                           (long long)claim->bound, (long long)fits);
}

nextwork_status nw_verify_weight(nw_report *report, nw_result *claim, nextwork_monitor *monitor)
{
    nw_seats seats = nw_claimed_seats(claim);
    nw_check check;
    for (int32_t p = 0; p < seats.posts; p++)
        claim->cutoff[p] = NW_NO_STANDING;
    NW_TRY(nw_count_placements(&check, &seats, claim));
    nextwork_status status = nw_verify_feasible(report, claim, &check);
    nw_check_clear(&check);
    NW_TRY(status);
    NW_TRY(verify_pairs(report, claim, monitor));
    return verify_sum(report, claim);
}
