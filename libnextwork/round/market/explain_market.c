#include "round/market/explain_market.h"

#include "base/memory.h"
#include "fit/explain.h"
#include "fit/reasons.h"

enum { POST, RANK, FIT, OUTCOME, REASONS, LAST, OWN, COLUMNS };
static const char *const outcomes[] = {"placed",     "refused", "contest-lost", "kept", "stays",
                                       "not-needed", NULL};
enum { PLACED, REFUSED, CONTEST_LOST, KEPT, STAYS, NOT_NEEDED };

static const nw_column_schema columns[COLUMNS] = {
    [POST] = {"post_id", NW_ID, false, 0, 0, NULL, "the post; empty: what holds at every post"},
    [RANK] = {"rank", NW_INT, false, 1, 9999, NULL, "rank of the wish"},
    [FIT] = {"fit", NW_INT, false, 0, NW_FIT_MAX, NULL, "basis points"},
    [OUTCOME] = {"outcome", NW_CHOICE, true, 0, 0, outcomes, "what became of the wish"},
    [REASONS] = {"reasons", NW_STRING, false, 0, 0, NULL, "why it was refused, separated by |"},
    [LAST] = {"last_admitted", NW_STRING, false, 0, 0, NULL,
              "TIER:LOTTERY of the last who has a place"},
    [OWN] = {"own", NW_STRING, false, 0, 0, NULL, "TIER:LOTTERY of the youth there"},
};

static const nw_table_schema schema = {"story", true, COLUMNS, columns,
                                       "a youth's wishes and what became of each"};

typedef struct {
    nw_table *table;
    const nw_open_market *market;
    int32_t youth;
    int32_t own; /* the youth's post; -1 */
} story;

static nextwork_status tell_refused(story *s, uint32_t reasons)
{
    char names[NW_REASONS * 24];
    int64_t bytes = nw_reasons_text(names, sizeof names, reasons, '|');
    nw_table_set_int(s->table, OUTCOME, REFUSED);
    return nw_table_set_text(s->table, REASONS, (nw_text){names, bytes});
}

/* Where nobody at all can have a place. */
static uint32_t reasons_of_room(const story *s, int32_t post)
{
    int32_t company = s->market->round->cohort->posts.company[post];
    uint32_t reasons = 0;
    if (nw_live_seats(s->market->live, post) == 0)
        reasons |= NW_BIT(NW_REASON_NO_SEAT);
    if (nw_live_cap(s->market->live, company) == 0)
        reasons |= NW_BIT(NW_REASON_HEADCOUNT_RULE);
    return reasons;
}

/* Of a post that the youth likes better than what they have. */
static nextwork_status tell_not_got(story *s, int32_t post)
{
    char text[NW_STANDING_BYTES];
    const nw_open_market *market = s->market;
    uint64_t last = nw_live_cutoff(market->live, post);
    uint64_t own = nw_open_market_claim(market, s->youth, post);
    uint32_t closed = reasons_of_room(s, post);
    if (closed != 0)
        return tell_refused(s, closed);
    if (last == NW_LIVE_FREE) {
        nw_table_set_int(s->table, OUTCOME, STAYS);
        return NEXTWORK_OK;
    }
    nw_table_set_int(s->table, OUTCOME, own < last ? KEPT : CONTEST_LOST);
    nw_standing_text(text, nw_standing_of_claim(last));
    NW_TRY(nw_table_set_text(s->table, LAST, nw_text_of(text)));
    nw_standing_text(text, nw_standing_of_claim(own));
    return nw_table_set_text(s->table, OWN, nw_text_of(text));
}

static nextwork_status add_post(story *s, int32_t post, int32_t rank, const nw_preference *best)
{
    nw_preference preference;
    uint32_t reasons = nw_open_market_reasons(&preference, s->market, s->youth, post, rank);
    NW_TRY(nw_table_add_row(s->table));
    NW_TRY(nw_table_set_text(s->table, POST, s->market->round->cohort->posts.ids.texts[post]));
    if (rank != NW_UNKNOWN)
        nw_table_set_int(s->table, RANK, rank);
    nw_table_set_int(s->table, FIT, preference.fit);
    if (post == s->own) {
        nw_table_set_int(s->table, OUTCOME, PLACED);
        return NEXTWORK_OK;
    }
    if (reasons != 0)
        return tell_refused(s, reasons);
    if (s->own >= 0 && nw_prefers(*best, preference)) {
        nw_table_set_int(s->table, OUTCOME, NOT_NEEDED);
        return NEXTWORK_OK;
    }
    return tell_not_got(s, post);
}

static nextwork_status add_wishes(story *s, nw_own_wishes wishes, const nw_preference *best)
{
    nw_keyed *order = NW_NEW(nw_keyed, 2 * (int64_t)wishes.count);
    if (order == NULL)
        return nw_fail_memory("a youth's story");
    for (int32_t i = 0; i < wishes.count; i++) {
        nw_preference preference;
        (void)nw_open_market_reasons(&preference, s->market, s->youth, wishes.post[i],
                                     wishes.rank[i]);
        order[i] = (nw_keyed){preference.order, i};
    }
    nw_sort_keyed(order, order + wishes.count, wishes.count);
    nextwork_status status = NEXTWORK_OK;
    for (int32_t i = 0; i < wishes.count && status == NEXTWORK_OK; i++)
        status = add_post(s, wishes.post[order[i].item], wishes.rank[order[i].item], best);
    nw_free(order);
    return status;
}

static nextwork_status tell_story(story *s)
{
    uint32_t at_any_post = s->market->round->youth_reasons[s->youth];
    nw_preference best = {0}; /* of the youth's own post */
    if (at_any_post != 0) {   /* posts are beside the point, and a control youth is shown none */
        NW_TRY(nw_table_add_row(s->table));
        return tell_refused(s, at_any_post);
    }
    int32_t rank = s->own < 0 ? NW_UNKNOWN : nw_open_market_rank(s->market, s->youth, s->own);
    if (s->own >= 0)
        (void)nw_open_market_reasons(&best, s->market, s->youth, s->own, rank);
    NW_TRY(add_wishes(s, nw_open_market_wishes(s->market, s->youth), &best));
    return s->own >= 0 && rank == NW_UNKNOWN ? add_post(s, s->own, rank, &best) : NEXTWORK_OK;
}

nextwork_status nw_explain_market(nw_table **table, const nw_open_market *market, int32_t youth)
{
    NW_TRY(nw_open_market_expect(market, youth, true));
    story s = {NULL, market, youth, nw_live_post_of(market->live, youth)};
    NW_TRY(nw_table_new(&s.table, &schema));
    nextwork_status status = tell_story(&s);
    return nw_table_finish(table, s.table, status);
}
