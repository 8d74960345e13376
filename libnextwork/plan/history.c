#include "plan/history.h"

#include "base/memory.h"

/* The ids that planned placements have in messages. */
static const char *const planned_ids[NW_MOST_PERIODS] = {
    "period-1", "period-2", "period-3", "period-4", "period-5", "period-6", "period-7", "period-8"};

typedef struct {
    const nw_cohort *cohort;
    const nw_calendar *calendar;
    const int32_t *post_of;
    int32_t periods; /* that come before */
} history;

static nw_placement planned(const history *h, int32_t period, int32_t post)
{
    int32_t company = h->cohort->posts.company[post];
    return (nw_placement){
        .company = company,
        .post = post,
        .industry = h->cohort->companies.industry[company],
        .function = h->cohort->posts.function[post],
        .start = h->calendar->period[period].start,
        .end = h->calendar->period[period].end,
        .weeks = NW_UNKNOWN,
        .status = NW_PLANNED,
        .rating = -1,
    };
}

static void put(nw_placements *to, int64_t *at, nw_placement item, nw_text id)
{
    to->item[*at] = item;
    to->id[*at] = id;
    (*at)++;
}

/* Both are in the order of their starts, and are laid into one. */
static void merge_youth(nw_placements *to, int64_t *at, const history *h, int32_t youth)
{
    const nw_placements *own = &h->cohort->placements;
    int64_t next = own->start[youth], end = own->start[youth + 1];
    for (int32_t t = 0; t < h->periods; t++) {
        int32_t post = h->post_of[(int64_t)t * h->cohort->youths.count + youth];
        if (post < 0)
            continue;
        for (; next < end && own->item[next].start <= h->calendar->period[t].start; next++)
            put(to, at, own->item[next], own->id[next]);
        put(to, at, planned(h, t, post), nw_text_of(planned_ids[t]));
    }
    for (; next < end; next++)
        put(to, at, own->item[next], own->id[next]);
}

static int64_t count_planned(const history *h)
{
    int64_t count = 0, cells = (int64_t)h->periods * h->cohort->youths.count;
    for (int64_t i = 0; i < cells; i++)
        count += h->post_of[i] >= 0;
    return count;
}

static nextwork_status merge(nw_placements *made, const history *h)
{
    int32_t youths = h->cohort->youths.count;
    int64_t count = h->cohort->placements.start[youths] + count_planned(h), at = 0;
    *made = (nw_placements){
        .given = h->cohort->placements.given || h->periods > 0,
        .start = NW_NEW(int64_t, (int64_t)youths + 1),
        .item = NW_NEW(nw_placement, count),
        .id = NW_NEW(nw_text, count),
    };
    if (made->start == NULL || made->item == NULL || made->id == NULL) {
        nw_placements_clear(made);
        return nw_fail_memory("the placements of a plan");
    }
    for (int32_t y = 0; y < youths; y++) {
        made->start[y] = at;
        merge_youth(made, &at, h, y);
    }
    made->start[youths] = at;
    return NEXTWORK_OK;
}

nextwork_status nw_round_in_plan(nw_round **round, nw_cohort *cohort, const nw_calendar *calendar,
                                 const int32_t *post_of, int32_t period)
{
    history h = {cohort, calendar, post_of, period};
    nw_placements placements;
    nw_cohort *later;
    NW_TRY(merge(&placements, &h));
    NW_TRY(nw_cohort_with_placements(&later, cohort, &placements));
    nextwork_status status =
        nw_round_new(round, later, calendar->period[period].start, calendar->period[period].weeks);
    nw_cohort_unref(later);
    return status;
}
