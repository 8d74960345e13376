#include "round/chances_table.h"

#include "base/arith.h"

enum { YOUTH, OUTCOME, POST, RANK, TIMES, PROBABILITY, STANDARD_ERROR, COLUMNS };
enum { WISH, UNLISTED, UNPLACED };

static const char *const outcomes[] = {"wish", "unlisted", "unplaced", NULL};

static const nw_column_schema columns[COLUMNS] = {
    [YOUTH] = {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    [OUTCOME] = {"outcome", NW_CHOICE, true, 0, 0, outcomes,
                 "a wish, any post that was not listed, or no post"},
    [POST] = {"post_id", NW_ID, false, 0, 0, NULL, "the post of a wish"},
    [RANK] = {"rank", NW_INT, false, 1, 9999, NULL, "rank at which the youth listed the post"},
    [TIMES] = {"times", NW_INT, true, 0, INT32_MAX, NULL, "lotteries that ended so"},
    [PROBABILITY] = {"probability", NW_INT, true, 0, NW_CERTAIN, NULL,
                     "share of the lotteries, parts per million; a youth's add up to 1000000"},
    [STANDARD_ERROR] = {"standard_error", NW_INT, true, 0, NW_CERTAIN, NULL,
                        "of the share, parts per million"},
};

static const nw_table_schema schema = {"chances", true, COLUMNS, columns,
                                       "what each youth may expect before the lottery is drawn"};

/* 4 * times * (lotteries - times) * 10^12 / lotteries^3, whole, by long division: one decimal digit
 * after the other, so that nothing goes beyond 64 bits. */
static int64_t four_variances(int64_t times, int64_t lotteries)
{
    uint64_t by = (uint64_t)(lotteries * lotteries * lotteries);
    uint64_t rest = (uint64_t)(4 * times * (lotteries - times)), whole = rest / by;
    for (int digit = 0; digit < 12; digit++) {
        rest = rest % by * 10;
        whole = whole * 10 + rest / by;
    }
    return (int64_t)whole;
}

/* sqrt(v) rounded half up is (floor(sqrt(4 v)) + 1) / 2, whole. */
int64_t nw_standard_error(int64_t times, int64_t lotteries)
{
    return (nw_isqrt(four_variances(times, lotteries)) + 1) / 2;
}

/* A youth's rows while they are written. */
typedef struct {
    nw_table *table;
    nw_text youth;
    int64_t lotteries, times; /* of all rows so far */
} rows;

/* Shares are differences of rounded sums, so that those of a youth add up to one. */
static int64_t share(int64_t times, int64_t lotteries)
{
    return nw_div_round(times * NW_CERTAIN, lotteries);
}

static nextwork_status add_row(rows *r, int outcome, int64_t times)
{
    NW_TRY(nw_table_add_row(r->table));
    NW_TRY(nw_table_set_text(r->table, YOUTH, r->youth));
    nw_table_set_int(r->table, OUTCOME, outcome);
    nw_table_set_int(r->table, TIMES, times);
    nw_table_set_int(r->table, PROBABILITY,
                     share(r->times + times, r->lotteries) - share(r->times, r->lotteries));
    nw_table_set_int(r->table, STANDARD_ERROR, nw_standard_error(times, r->lotteries));
    r->times += times;
    return NEXTWORK_OK;
}

static nextwork_status add_wishes(rows *r, const nw_cohort *cohort, const nw_chances *chances,
                                  int32_t youth)
{
    const nw_wishes *wishes = &cohort->wishes;
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++) {
        NW_TRY(add_row(r, WISH, chances->wish[w]));
        NW_TRY(nw_table_set_text(r->table, POST, cohort->posts.ids.texts[wishes->post[w]]));
        nw_table_set_int(r->table, RANK, wishes->rank[w]);
    }
    return NEXTWORK_OK;
}

static nextwork_status add_youth(nw_table *table, const nw_cohort *cohort,
                                 const nw_chances *chances, bool extend, int32_t youth)
{
    rows r = {table, cohort->youths.ids.texts[youth], chances->lotteries, 0};
    if (cohort->youths.trial_arm[youth] != NW_CONTROL) {
        NW_TRY(add_wishes(&r, cohort, chances, youth));
        if (extend)
            NW_TRY(add_row(&r, UNLISTED, chances->unlisted[youth]));
    }
    return add_row(&r, UNPLACED, chances->unplaced[youth]);
}

nextwork_status nw_chances_table(nw_table **table, const nw_round *round, const nw_chances *chances,
                                 bool extend)
{
    nw_table *made;
    nextwork_status status = nw_table_new(&made, &schema);
    if (status != NEXTWORK_OK)
        return status;
    for (int32_t y = 0; y < round->cohort->youths.count && status == NEXTWORK_OK; y++)
        status = add_youth(made, round->cohort, chances, extend, y);
    return nw_table_finish(table, made, status);
}
