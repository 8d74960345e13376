#include "round/unplaced.h"

#include "round/mechanism.h"
#include "round/prices.h"
#include "round/trade_words.h"

#include <stdio.h>

static void append_contest(nw_line *l, const nw_result *result, int32_t youth, int32_t post)
{
    char last[NW_STANDING_BYTES], own[NW_STANDING_BYTES];
    char text[2 * NW_STANDING_BYTES + 32];
    nw_result_standing_text(last, result, result->cutoff[post]);
    nw_result_standing_text(own, result, nw_result_standing(result, youth, post));
    snprintf(text, sizeof text, "=contest(last %s; own %s)", last, own);
    nw_line_add(l, nw_text_of(text));
}

/* What a seat costs the others, and what the youth would have of it. */
static void append_outweighed(nw_line *l, const nw_result *result, int32_t youth, int32_t post)
{
    char text[80];
    nw_fit fit;
    nw_fit_pair(&fit, result->round, youth, post);
    int64_t bonus = nw_result_bonus(result);
    snprintf(text, sizeof text, "=outweighed(cost %s%lld; fit %d)",
             bonus > 0 ? "1 placement + " : "", (long long)(nw_seat_price(result, post) - bonus),
             (int)fit.fit);
    nw_line_add(l, nw_text_of(text));
}

static void append_wish(nw_line *l, const nw_result *result, int32_t youth, int32_t post)
{
    nw_line_add(l, result->round->cohort->posts.ids.texts[post]);
    uint32_t reasons = nw_pair_reasons(result->round, youth, post);
    if (reasons == 0) {
        if (result->mechanism->priced)
            append_outweighed(l, result, youth, post);
        else if (result->mechanism->by_ranks)
            nw_line_add(l, nw_text_of("=outweighed"));
        else if (result->mechanism->trades && nw_trade_lost_in_turn(result, youth, post))
            nw_line_add(l, nw_text_of("=traded"));
        else
            append_contest(l, result, youth, post);
        return;
    }
    nw_line_add(l, nw_text_of("="));
    nw_line_add_reasons(l, reasons, '+');
}

/* With `extend`, what became of the posts that the youth did not list. */
static void append_unlisted(nw_line *l, const nw_result *result, int32_t youth)
{
    const nw_cohort *cohort = result->round->cohort;
    bool any = false;
    for (int32_t p = 0; p < cohort->posts.count && !any; p++)
        any = nw_pair_allowed(result->round, youth, p) &&
              nw_wish_rank(cohort, youth, p) == NW_UNKNOWN;
    const nw_mechanism *mechanism = result->mechanism;
    const char *lost =
        mechanism->priced || mechanism->by_ranks ? "|unlisted=outweighed" : "|unlisted=contest";
    nw_line_add(l, nw_text_of(any ? lost : "|unlisted=refused"));
}

void nw_unplaced_reasons(nw_line *l, const nw_result *result, int32_t youth)
{
    const nw_wishes *wishes = &result->round->cohort->wishes;
    l->bytes = 0;
    uint32_t at_any_post = result->round->youth_reasons[youth];
    if (at_any_post != 0) {
        nw_line_add_reasons(l, at_any_post, '|');
        return;
    }
    if (wishes->start[youth] == wishes->start[youth + 1])
        nw_line_add(l, nw_text_of("no-wishes"));
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++) {
        if (w > wishes->start[youth])
            nw_line_add(l, nw_text_of("|"));
        append_wish(l, result, youth, wishes->post[w]);
    }
    if (result->options.extend)
        append_unlisted(l, result, youth);
}
