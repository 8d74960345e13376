#include "plan/plan_tables.h"

#include "base/arith.h"
#include "base/memory.h"
#include "fit/kernel.h"
#include "round/line.h"

#include <stdio.h>

#define MOST_PRICE (INT64_MAX / 256) /* those of eight periods can be added up */

nextwork_status nw_plan_table_of(nw_table **table, const nw_table_schema *schema,
                                 nextwork_status (*fill)(nw_table *, const nw_plan *),
                                 const nw_plan *plan)
{
    nw_table *made;
    NW_TRY(nw_table_new(&made, schema));
    return nw_table_finish(table, made, fill(made, plan));
}

/* --- Placements --------------------------------------------------------------------------------
 */

enum { COMPANY = NW_PLAN_POST + 1, START, END, FIT };
static const nw_column_schema plan_columns[] = {
    {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    {"period", NW_INT, true, 1, NW_MOST_PERIODS, NULL, "number of the period, from 1 on"},
    {"post_id", NW_ID, true, 0, 0, NULL, "the post"},
    {"company_id", NW_ID, true, 0, 0, NULL, "the post's company"},
    {"start", NW_DATE, true, 0, 0, NULL, "first day"},
    {"end", NW_DATE, true, 0, 0, NULL, "the day after the last"},
    {"fit", NW_INT, true, 0, 10000, NULL, "basis points, given the periods before"},
};
const nw_table_schema nw_plan_schema = {.name = "plan",
                                        .required = true,
                                        .n_columns = 7,
                                        .columns = plan_columns,
                                        .help = "who is where in which period"};

static nextwork_status add_placement(nw_table *table, const nw_plan *plan, int32_t youth, int32_t t)
{
    const nw_cohort *cohort = plan->cohort;
    int32_t post = plan->post_of[nw_plan_at(plan, t, youth)];
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, NW_PLAN_YOUTH, cohort->youths.ids.texts[youth]));
    nw_table_set_int(table, NW_PLAN_PERIOD, t + 1);
    NW_TRY(nw_table_set_text(table, NW_PLAN_POST, cohort->posts.ids.texts[post]));
    NW_TRY(nw_table_set_text(table, COMPANY,
                             cohort->companies.ids.texts[cohort->posts.company[post]]));
    nw_table_set_int(table, START, plan->rounds[t]->start);
    nw_table_set_int(table, END, plan->rounds[t]->end);
    nw_table_set_int(table, FIT, plan->fit_of[nw_plan_at(plan, t, youth)]);
    return NEXTWORK_OK;
}

static nextwork_status fill_plan(nw_table *table, const nw_plan *plan)
{
    for (int32_t y = 0; y < plan->cohort->youths.count; y++)
        for (int32_t t = 0; t < plan->options.calendar.count; t++)
            if (plan->post_of[nw_plan_at(plan, t, y)] >= 0)
                NW_TRY(add_placement(table, plan, y, t));
    return NEXTWORK_OK;
}

nextwork_status nw_plan_table(nw_table **table, const nw_plan *plan)
{
    return nw_plan_table_of(table, &nw_plan_schema, fill_plan, plan);
}

/* --- Who sits out, and why ---------------------------------------------------------------------
 */

enum { OUT_YOUTH, OUT_PERIOD, OUT_REASONS };
static const nw_column_schema unplaced_columns[] = {
    {"youth_id", NW_ID, true, 0, 0, NULL, "the youth"},
    {"period", NW_INT, true, 1, NW_MOST_PERIODS, NULL, "number of the period, from 1 on"},
    {"reasons", NW_STRING, true, 0, 0, NULL,
     "why, separated by |: reasons that hold at any post, no-wishes, or for each wish "
     "POST=reason+reason, POST=outweighed(price PRICE; fit FIT) or POST=contest"},
};
static const nw_table_schema unplaced_schema = {.name = "unplaced",
                                                .required = true,
                                                .n_columns = 3,
                                                .columns = unplaced_columns,
                                                .help = "who sits out in which period"};

static bool by_contest(const nw_plan *plan, int32_t t)
{
    return t == 0 && plan->options.first_stable;
}

static void add_wish(nw_line *line, const nw_plan *plan, int32_t youth, int32_t t, int32_t post)
{
    nw_fit fit;
    char text[80];
    nw_fit_pair(&fit, plan->later[t], youth, post);
    nw_line_add(line, plan->cohort->posts.ids.texts[post]);
    nw_line_add(line, nw_text_of("="));
    uint32_t reasons = nw_plan_reasons(plan, youth, t, post);
    if (reasons != 0) {
        nw_line_add_reasons(line, reasons, '+');
        return;
    }
    int64_t price = nw_div_round(nw_plan_price(plan, t, post), NW_FIT_MAX);
    snprintf(text, sizeof text, "outweighed(price %lld; fit %d)", (long long)price, (int)fit.fit);
    nw_line_add(line, nw_text_of(by_contest(plan, t) ? "contest" : text));
}

/* What a line of reasons is made with. */
typedef struct {
    nw_line line;
    int32_t *posts; /* room for those of a network */
} writing;

static void add_unlisted(writing *w, const nw_plan *plan, int32_t youth, int32_t t)
{
    int64_t posts = nw_posts_of_network(w->posts, plan->later[t]->kernel, youth);
    bool any = false;
    for (int64_t i = 0; i < posts && !any; i++)
        any = nw_wish_rank(plan->cohort, youth, w->posts[i]) == NW_UNKNOWN &&
              nw_pair_allowed(plan->later[t], youth, w->posts[i]) &&
              nw_plan_reasons(plan, youth, t, w->posts[i]) == 0;
    const char *lost = by_contest(plan, t) ? "|unlisted=contest" : "|unlisted=outweighed";
    nw_line_add(&w->line, nw_text_of(any ? lost : "|unlisted=refused"));
}

static void fill_reasons(writing *writer, const nw_plan *plan, int32_t youth, int32_t t)
{
    const nw_wishes *wishes = &plan->cohort->wishes;
    uint32_t at_any_post = plan->later[t]->youth_reasons[youth];
    nw_line *line = &writer->line;
    line->bytes = 0;
    if (at_any_post != 0) {
        nw_line_add_reasons(line, at_any_post, '|');
        return;
    }
    if (wishes->start[youth] == wishes->start[youth + 1])
        nw_line_add(line, nw_text_of("no-wishes"));
    for (int64_t w = wishes->start[youth]; w < wishes->start[youth + 1]; w++) {
        if (w > wishes->start[youth])
            nw_line_add(line, nw_text_of("|"));
        add_wish(line, plan, youth, t, wishes->post[w]);
    }
    if (plan->options.extend)
        add_unlisted(writer, plan, youth, t);
}

static nextwork_status add_unplaced(nw_table *table, const nw_plan *plan, writing *writer,
                                    int32_t youth, int32_t t)
{
    const nw_line *line = &writer->line;
    fill_reasons(writer, plan, youth, t);
    NW_TRY(line->status);
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, OUT_YOUTH, plan->cohort->youths.ids.texts[youth]));
    nw_table_set_int(table, OUT_PERIOD, t + 1);
    return nw_table_set_text(table, OUT_REASONS, (nw_text){line->text, line->bytes});
}

static nextwork_status fill_unplaced(nw_table *table, const nw_plan *plan)
{
    writing writer = {.posts = NW_NEW(int32_t, plan->cohort->posts.count)};
    nextwork_status status = writer.posts == NULL ? nw_fail_memory("who sits out") : NEXTWORK_OK;
    for (int32_t y = 0; y < plan->cohort->youths.count; y++)
        for (int32_t t = 0; t < plan->options.calendar.count; t++)
            if (status == NEXTWORK_OK && plan->post_of[nw_plan_at(plan, t, y)] < 0)
                status = add_unplaced(table, plan, &writer, y, t);
    nw_free(writer.posts);
    nw_free(writer.line.text);
    return status;
}

nextwork_status nw_plan_unplaced_table(nw_table **table, const nw_plan *plan)
{
    return nw_plan_table_of(table, &unplaced_schema, fill_unplaced, plan);
}

/* --- Prices ------------------------------------------------------------------------------------
 */

enum { PERIOD, KIND, ID, PRICE };
enum { POST_KIND, COMPANY_KIND };
static const char *const kinds[] = {"post", "company", NULL};
static const nw_column_schema prices_columns[] = {
    {"period", NW_INT, true, 1, NW_MOST_PERIODS, NULL, "number of the period, from 1 on"},
    {"kind", NW_CHOICE, true, 0, 0, kinds, "whose price"},
    {"id", NW_ID, true, 0, 0, NULL, "the post or the company"},
    {"price", NW_BIGINT, true, 0, 0, NULL, "of a seat, above 0; 10000 are a basis point of fit"},
};
const nw_table_schema nw_plan_prices_schema = {.name = "prices",
                                               .required = true,
                                               .n_columns = 4,
                                               .columns = prices_columns,
                                               .help = "what seats cost: proof of the bound"};

static nextwork_status add_prices(nw_table *table, int32_t t, int kind, const nw_text *ids,
                                  const int64_t *prices, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (prices[i] == 0)
            continue;
        NW_TRY(nw_table_add_row(table));
        nw_table_set_int(table, PERIOD, t + 1);
        nw_table_set_int(table, KIND, kind);
        NW_TRY(nw_table_set_text(table, ID, ids[i]));
        nw_table_set_int(table, PRICE, prices[i]);
    }
    return NEXTWORK_OK;
}

static nextwork_status fill_prices(nw_table *table, const nw_plan *plan)
{
    const nw_cohort *cohort = plan->cohort;
    for (int64_t t = 0; t < plan->options.calendar.count; t++) {
        NW_TRY(add_prices(table, (int32_t)t, POST_KIND, cohort->posts.ids.texts,
                          plan->post_price + t * cohort->posts.count, cohort->posts.count));
        NW_TRY(add_prices(table, (int32_t)t, COMPANY_KIND, cohort->companies.ids.texts,
                          plan->company_price + t * cohort->companies.count,
                          cohort->companies.count));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_plan_prices_table(nw_table **table, const nw_plan *plan)
{
    return nw_plan_table_of(table, &nw_plan_prices_schema, fill_prices, plan);
}

const char *nw_plan_prices_take(nw_plan *plan, const nw_table *table, int64_t row)
{
    const nw_cohort *cohort = plan->cohort;
    nw_text id = nw_cell_text(&table->columns[ID], row);
    int64_t price = table->columns[PRICE].bigints[row];
    int64_t t = nw_cell_int(&table->columns[PERIOD], row) - 1;
    bool of_post = nw_cell_int(&table->columns[KIND], row) == POST_KIND;
    int32_t at = of_post ? nw_cohort_post(cohort, id) : nw_cohort_company(cohort, id);
    if (t >= plan->options.calendar.count)
        return "the plan has no such period";
    if (at < 0)
        return "the cohort has nothing of that kind and id";
    if (price <= 0 || price > MOST_PRICE)
        return "a price is above 0, and small enough to add up";
    int64_t *place = of_post ? &plan->post_price[t * cohort->posts.count + at]
                             : &plan->company_price[t * cohort->companies.count + at];
    if (*place != 0)
        return "priced twice";
    *place = price;
    return NULL;
}
