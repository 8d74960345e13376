/* What the stages of max-weight share: who holds which seat, and what seats cost. Between stages it
 * holds that
 *   - a placed youth is at a post that is best for it at these prices (fit - price), 0 at least;
 *   - a youth who is done and unplaced finds no post worth its price;
 *   - a post with a free seat costs what its company costs, a company with a free seat nothing.
 * With every youth done the placing is optimal, and the prices prove it. */
#ifndef NW_MATCH_MAX_WEIGHT_STATE_H
#define NW_MATCH_MAX_WEIGHT_STATE_H

#include "match/max_weight.h"
#include "match/max_weight/table.h"

/* The price of a post that takes nobody, above anything a youth would pay. */
#define NW_CLOSED (INT64_MAX / 4)

typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    nextwork_monitor *monitor;
    int32_t *post_of;       /* the caller's */
    int32_t *fit_of;        /* per youth, of the placement */
    int32_t *slot;          /* per youth, its place among the holders of its post */
    int64_t *price;         /* per post, the caller's: of a seat, the company's price included */
    int64_t *company_price; /* the caller's */
    int32_t *post_placed, *company_placed;
    bool *capped; /* per company: its cap is below the seats of its posts */
    int32_t n_capped;
    int32_t unit;           /* what all fits are multiples of, where that matters */
    int64_t *company_start; /* per company and one: its posts in company_posts */
    int32_t *company_posts;
    int64_t *holder_start; /* per post and one */
    int32_t *holder;       /* youths at each post, post_placed[post] of them */
    int32_t *waiting;      /* youths who are not done */
    int32_t n_waiting;
    int32_t *stuck; /* while bidding, those of them who cannot bid */
    nw_fit_table table;
    int64_t *wanted_start; /* per post and one: its pairs by post, which are NULL until needed: */
    int32_t *wanted_youth, *wanted_fit;
} nw_weighing;

/* Makes the arrays that are not the caller's: nobody is placed, nothing costs anything. */
nextwork_status nw_weighing_begin(nw_weighing *w);
void nw_weighing_clear(nw_weighing *w); /* also after a failure */

static inline bool nw_post_has_room(const nw_weighing *w, int32_t post)
{
    return w->post_placed[post] < w->seats->post_seats[post];
}

/* How many a post may hold, at most: of its seats, as many as youths and its company's cap allow.
 */
static inline int32_t nw_most_at(const nw_weighing *w, int32_t post)
{
    return (int32_t)(w->holder_start[post + 1] - w->holder_start[post]);
}

static inline bool nw_company_has_room(const nw_weighing *w, int32_t company)
{
    return w->company_placed[company] < w->seats->company_seats[company];
}

/* Of the seats of a company as many as are beyond its cap stay empty, and those are its cheapest.
 * So a free seat that costs more than its company may be taken. */
static inline bool nw_has_dear_seat(const nw_weighing *w, int32_t post)
{
    int32_t company = w->seats->post_company[post];
    return nw_post_has_room(w, post) && w->price[post] > w->company_price[company] &&
           nw_company_has_room(w, company);
}

/* Moving youths with their slots known, which they are once bidding is over. */
static inline void nw_take_out(nw_weighing *w, int32_t youth)
{
    int32_t post = w->post_of[youth];
    int32_t *holder = w->holder + w->holder_start[post];
    int32_t last = holder[--w->post_placed[post]];
    holder[w->slot[youth]] = last;
    w->slot[last] = w->slot[youth];
    w->company_placed[w->seats->post_company[post]]--;
    w->post_of[youth] = -1;
}

static inline void nw_put_in(nw_weighing *w, int32_t youth, int32_t post, int32_t fit)
{
    w->slot[youth] = w->post_placed[post]++;
    w->holder[w->holder_start[post] + w->slot[youth]] = youth;
    w->company_placed[w->seats->post_company[post]]++;
    w->post_of[youth] = post;
    w->fit_of[youth] = fit;
}

/* Makes the pairs by post. */
nextwork_status nw_weigh_columns(nw_weighing *w);

/* Bidding: every youth in turn offers for its best post what makes it as good as the second best,
 * and whoever offered least gives way; when too many compete, with steps that shrink (epsilon
 * scaling: Bertsekas, 1979), forward by youths and back by posts. Leaves waiting who does not have
 * its best, and free seats that have a price. */
nextwork_status nw_weigh_by_auction(nw_weighing *w);

/* The most that a youth without a place could have at these prices; 0 is being unplaced. */
int64_t nw_gain_of_waiting(const nw_weighing *w, int32_t youth);

/* Shortest augmenting paths: places each waiting youth, or finds that it stays unplaced, moving
 * others at the least loss. */
nextwork_status nw_weigh_by_paths(nw_weighing *w);

/* The same by the table, which is there; for companies without caps that bind only. Slots are
 * numbered. */
nextwork_status nw_weigh_wide_paths(nw_weighing *w);

/* The same for many who wait where many fits are equal. For companies without caps that bind only;
 * slots are numbered. */
nextwork_status nw_weigh_by_forests(nw_weighing *w);

/* Fills free seats that have a price, or takes their price away: the same paths from the other end.
 * Nobody is waiting. */
nextwork_status nw_weigh_by_returns(nw_weighing *w);

/* The same by the table, as nw_weigh_wide_paths. */
nextwork_status nw_weigh_wide_returns(nw_weighing *w);

/* Places as many more as can be placed, each at the least loss of fit. Leaves prices as for fits
 * that are greater by `bonus`. */
nextwork_status nw_weigh_most_placed(nw_weighing *w, int64_t bonus);

#endif
