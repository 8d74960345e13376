#include "fit/fit.h"

#include "base/arith.h"
#include "fit/reasons.h"
#include "fit/terms.h"

static void weigh(nw_fit *fit, const nw_round *round)
{
    const int32_t *weights = round->cohort->policy.weights;
    int64_t total = 0, known = 0;
    for (int term = 0; term < NW_TERMS; term++) {
        total += (int64_t)weights[term] * fit->value[term];
        known += fit->known[term] ? weights[term] : 0;
    }
    fit->fit = (int32_t)nw_div_round(total, round->weight_sum);
    fit->coverage = (int32_t)nw_div_round(NW_FIT_MAX * known, round->weight_sum);
}

void nw_fit_of(nw_fit *fit, const nw_pair *pair)
{
    *fit = (nw_fit){.reasons = nw_reasons_of(pair)};
    nw_terms_fill(fit, pair);
    int32_t own = nw_values_find(&pair->cohort->fits, pair->youth, pair->post);
    if (own == NW_UNKNOWN) {
        weigh(fit, pair->round);
        return;
    }
    fit->own = true;
    fit->fit = own;
    fit->coverage = NW_FIT_MAX;
}

void nw_fit_pair(nw_fit *fit, const nw_round *round, int32_t youth, int32_t post)
{
    nw_pair pair;
    nw_pair_look_up(&pair, round, youth, post);
    nw_fit_of(fit, &pair);
}

/* The term that gave up most by being rounded down and has not been given it back. */
static int most_cut(const int64_t cut[NW_TERMS])
{
    int most = 0;
    for (int term = 1; term < NW_TERMS; term++)
        if (cut[term] > cut[most])
            most = term;
    return most;
}

void nw_fit_parts(int32_t parts[NW_TERMS], const nw_round *round, const nw_fit *fit)
{
    const int32_t *weights = round->cohort->policy.weights;
    int64_t cut[NW_TERMS] = {0};
    int32_t missing = fit->own ? 0 : fit->fit;
    for (int term = 0; term < NW_TERMS; term++) {
        int64_t exact = fit->own ? 0 : (int64_t)weights[term] * fit->value[term];
        parts[term] = (int32_t)(exact / round->weight_sum);
        cut[term] = exact % round->weight_sum;
        missing -= parts[term];
    }
    /* Less than half is missing beyond the sum of the cuts, so each term is raised at most once. */
    for (; missing > 0; missing--) {
        int term = most_cut(cut);
        parts[term]++;
        cut[term] = 0;
    }
}
