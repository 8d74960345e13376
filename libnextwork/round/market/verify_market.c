#include "round/market/verify_market.h"

#include "base/memory.h"
#include "match/check.h"
#include "match/deferred_acceptance.h"
#include "round/verify/verify_report.h"

/* The market copied out, with the keys of a whole run in place of standings. */
typedef struct {
    const nw_open_market *market;
    nextwork_monitor *monitor;
    nw_report report;
    int32_t youths;
    int32_t *post_seats, *company_seats;
    nw_seats seats;
    int64_t *start; /* youths + 1; nobody who is not there has choices */
    nw_choice *choices;
    int32_t *post_of, *anew;
    uint64_t *key_of;
} verification;

static void clear(verification *v)
{
    nw_free(v->post_seats);
    nw_free(v->company_seats);
    nw_free(v->start);
    nw_free(v->choices);
    nw_free(v->post_of);
    nw_free(v->anew);
    nw_free(v->key_of);
}

static nextwork_status copy_seats(verification *v)
{
    const nw_cohort *cohort = v->market->round->cohort;
    v->post_seats = NW_NEW(int32_t, cohort->posts.count);
    v->company_seats = NW_NEW(int32_t, cohort->companies.count);
    if (v->post_seats == NULL || v->company_seats == NULL)
        return nw_fail_memory("the check of a market");
    for (int32_t p = 0; p < cohort->posts.count; p++)
        v->post_seats[p] = nw_live_seats(v->market->live, p);
    for (int32_t c = 0; c < cohort->companies.count; c++)
        v->company_seats[c] = nw_live_cap(v->market->live, c);
    v->seats = (nw_seats){cohort->posts.count, cohort->companies.count, v->post_seats,
                          cohort->posts.company, v->company_seats};
    return NEXTWORK_OK;
}

static uint32_t key_at(const verification *v, int32_t youth, int32_t post)
{
    return nw_priority_of(&v->market->priorities, youth, post);
}

static nextwork_status copy_youths(verification *v)
{
    const nw_live *live = v->market->live;
    v->start = NW_NEW_ZERO(int64_t, (int64_t)v->youths + 1);
    v->post_of = NW_NEW(int32_t, v->youths);
    v->anew = NW_NEW(int32_t, v->youths);
    v->key_of = NW_NEW_ZERO(uint64_t, v->youths);
    if (v->start == NULL || v->post_of == NULL || v->anew == NULL || v->key_of == NULL)
        return nw_fail_memory("the check of a market");
    for (int32_t y = 0; y < v->youths; y++) {
        v->start[y + 1] = v->start[y] + nw_live_length(live, y);
        v->post_of[y] = nw_live_post_of(live, y);
        if (v->post_of[y] >= 0)
            v->key_of[y] = key_at(v, y, v->post_of[y]);
    }
    v->choices = NW_NEW(nw_choice, v->start[v->youths]);
    if (v->choices == NULL)
        return nw_fail_memory("the check of a market");
    for (int32_t y = 0; y < v->youths; y++) {
        for (int64_t i = v->start[y]; i < v->start[y + 1]; i++) {
            int32_t post = nw_live_choice_at(live, y, (int32_t)(i - v->start[y])).post;
            v->choices[i] = (nw_choice){(uint32_t)post, key_at(v, y, post)};
        }
    }
    return NEXTWORK_OK;
}

static nextwork_status verify_seats(verification *v, const nw_check *check)
{
    int64_t over = check->posts_over + check->companies_over;
    return nw_report_check(&v->report, "seats", over == 0,
                           over == 0 ? "no post and no company has more youths than it can take"
                                     : "%lld posts and companies have more youths than they can "
                                       "take",
                           (long long)over);
}

/* How many pairs of a youth, of those without a place only or of all, and a post with a free seat
 * that the youth likes better. */
static int64_t count_wanted_vacancies(const verification *v, const nw_check *check, bool unplaced)
{
    int64_t wanted = 0;
    for (int32_t y = 0; y < v->youths; y++) {
        if (unplaced && v->post_of[y] >= 0)
            continue;
        for (int64_t i = v->start[y]; i < v->start[y + 1]; i++) {
            int32_t post = (int32_t)v->choices[i].post, company = v->seats.post_company[post];
            if (post == v->post_of[y])
                break;
            wanted += check->post_placed[post] < v->post_seats[post] &&
                      check->company_placed[company] < v->company_seats[company];
        }
    }
    return wanted;
}

static nextwork_status verify_vacancies(verification *v, const nw_check *check)
{
    bool unplaced = v->market->mode == NW_LIVE_VACANCY;
    int64_t wanted = count_wanted_vacancies(v, check, unplaced);
    if (wanted > 0)
        return nw_report_check(&v->report, "vacancies", false,
                               "%lld pairs of a youth and a free seat that the youth may have",
                               (long long)wanted);
    return nw_report_check(&v->report, "vacancies", true, "%s",
                           unplaced ? "nobody without a place wishes for a free seat"
                                    : "nobody likes a free seat better than what they have");
}

static nextwork_status verify_stability(verification *v, const nw_check *check)
{
    int64_t blocking = nw_check_blocking_pairs(check, v->youths, v->start, v->choices, v->post_of);
    if (blocking != 0)
        return nw_report_check(&v->report, "stability", false,
                               blocking < 0 ? "a youth is at a post that is not on their list"
                                            : "%lld blocking pairs",
                               (long long)blocking);
    return nw_report_check(&v->report, "stability", true, "no blocking pair");
}

static nextwork_status match_anew(verification *v)
{
    nw_da *da;
    NW_TRY(nw_da_new(&da, &v->seats, v->youths));
    for (int32_t y = 0; y < v->youths; y++)
        nw_da_offer(da, y, v->choices + v->start[y], v->start[y + 1] - v->start[y]);
    nw_monitor_begin(v->monitor, v->youths);
    bool stopped = nw_da_run(da, v->monitor) != NW_RUNNING;
    nw_da_posts(v->anew, da);
    nw_da_free(da);
    return stopped ? nw_fail(NEXTWORK_ERROR_CANCELLED, "the check of the market was stopped")
                   : NEXTWORK_OK;
}

static nextwork_status verify_full_run(verification *v)
{
    int64_t others = 0;
    NW_TRY(match_anew(v));
    for (int32_t y = 0; y < v->youths; y++)
        others += v->anew[y] != v->post_of[y];
    return nw_report_check(&v->report, "full-run", others == 0,
                           others == 0 ? "matching everybody anew places everybody at the same post"
                                       : "matching everybody anew gives %lld youths another post",
                           (long long)others);
}

static nextwork_status verify(verification *v)
{
    nw_check check;
    NW_TRY(copy_seats(v));
    NW_TRY(copy_youths(v));
    NW_TRY(nw_check_new(&check, &v->seats, v->youths, v->post_of, v->key_of));
    nextwork_status status = verify_seats(v, &check);
    if (status == NEXTWORK_OK)
        status = v->market->mode == NW_LIVE_EXACT ? verify_stability(v, &check)
                                                  : verify_vacancies(v, &check);
    nw_check_clear(&check);
    if (status == NEXTWORK_OK && v->market->mode == NW_LIVE_EXACT)
        status = verify_full_run(v);
    return status;
}

nextwork_status nw_verify_market(nw_table **table, bool *holds, const nw_open_market *market,
                                 nextwork_monitor *monitor)
{
    verification v = {
        .market = market, .monitor = monitor, .youths = market->round->cohort->youths.count};
    NW_TRY(nw_report_new(&v.report));
    nextwork_status status = verify(&v);
    clear(&v);
    if (status != NEXTWORK_OK) {
        nw_table_free(v.report.table);
        return status;
    }
    *table = v.report.table;
    *holds = v.report.holds;
    return NEXTWORK_OK;
}
