#include "plan/rotation_youths.h"

#include "base/memory.h"

#include <string.h>

/* What a full post costs, so that nobody takes it; but with must_place somebody would. */
#define FULL NW_MOST_PRICE

typedef struct {
    nw_rotation_plan *plan;
    int32_t *post_left;    /* [period * posts + post] */
    int32_t *company_left; /* [period * companies + company]; NW_UNLIMITED */
    int32_t *price;        /* [period * posts + post]: 0 or FULL */
} seating;

static void price_posts_of(seating *s, int32_t period, int32_t company)
{
    const nw_rotation_table *table = s->plan->table;
    const nw_companies *companies = &table->cohort->companies;
    bool room = s->company_left[(int64_t)period * table->companies + company] > 0;
    for (int64_t i = companies->post_start[company]; i < companies->post_start[company + 1]; i++) {
        int64_t at = (int64_t)period * table->posts + companies->post[i];
        s->price[at] = room && s->post_left[at] > 0 ? 0 : FULL;
    }
}

/* Takes so many seats, or with -1 gives one back, for each placement of the sequence. */
static void seat(seating *s, const nw_candidates_of *of, const int32_t *sequence, int32_t seats)
{
    const nw_rotation_table *table = s->plan->table;
    for (int32_t t = 0; t < table->periods; t++) {
        if (sequence[t] < 0)
            continue;
        int32_t post = of->post[sequence[t]], company = table->traits[post].company;
        int32_t *left = &s->company_left[(int64_t)t * table->companies + company];
        s->post_left[(int64_t)t * table->posts + post] -= seats;
        *left -= *left == NW_UNLIMITED ? 0 : seats;
        price_posts_of(s, t, company);
    }
}

static nextwork_status begin(seating *s)
{
    const nw_rotation_table *table = s->plan->table;
    int64_t posts = table->posts, companies = table->companies;
    s->post_left = NW_NEW(int32_t, posts * table->periods);
    s->company_left = NW_NEW(int32_t, companies * table->periods);
    s->price = NW_NEW(int32_t, posts * table->periods);
    if (s->post_left == NULL || s->company_left == NULL || s->price == NULL)
        return nw_fail_memory("a plan");
    for (int32_t t = 0; t < table->periods; t++) {
        memcpy(s->post_left + t * posts, table->seats[t].post_seats,
               (size_t)posts * sizeof *s->post_left);
        memcpy(s->company_left + t * companies, table->seats[t].company_seats,
               (size_t)companies * sizeof *s->company_left);
        for (int32_t c = 0; c < companies; c++)
            price_posts_of(s, t, c);
    }
    for (int32_t y = 0; y < table->youths; y++) {
        nw_candidates_of of = nw_candidates_of_youth(table, y);
        seat(s, &of, s->plan->sequence + (int64_t)y * table->periods, 1);
    }
    return NEXTWORK_OK;
}

static bool needs_a_full_post(const seating *s, const nw_candidates_of *of, const int32_t *sequence)
{
    const nw_rotation_table *table = s->plan->table;
    for (int32_t t = 0; t < table->periods; t++)
        if (sequence[t] >= 0 && s->price[(int64_t)t * table->posts + of->post[sequence[t]]] == FULL)
            return true;
    return false;
}

static bool replace_youth(seating *s, int32_t youth)
{
    const nw_rotation_table *table = s->plan->table;
    nw_candidates_of of = nw_candidates_of_youth(table, youth);
    int32_t *now = s->plan->sequence + (int64_t)youth * table->periods, sequence[NW_MOST_PERIODS];
    int64_t worth = nw_worth_of_sequence(&of, now);
    memcpy(sequence, now, (size_t)table->periods * sizeof *now);
    seat(s, &of, now, -1);
    int64_t best =
        nw_best_sequence(sequence, NULL, &s->plan->rooms[0], &of, of.fixed, s->price, worth);
    bool better = best != NW_NO_SEQUENCE && !needs_a_full_post(s, &of, sequence);
    if (better) {
        memcpy(now, sequence, (size_t)table->periods * sizeof *now);
        s->plan->value += best - worth;
    }
    seat(s, &of, now, 1);
    return better;
}

nextwork_status nw_replace_youths(bool *better, nw_rotation_plan *plan)
{
    seating s = {.plan = plan};
    nextwork_status status = begin(&s);
    *better = false;
    for (int32_t y = 0; y < plan->table->youths && status == NEXTWORK_OK; y++) {
        *better = replace_youth(&s, y) || *better;
        if (y % 64 == 0 && nw_monitor_step(plan->monitor, 0) != NW_RUNNING)
            status = nw_fail(NEXTWORK_ERROR_CANCELLED, "the plan was stopped");
    }
    nw_free(s.post_left);
    nw_free(s.company_left);
    nw_free(s.price);
    return status;
}
