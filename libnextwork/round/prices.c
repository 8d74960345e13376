#include "round/prices.h"

#include "base/memory.h"
#include "match/max_weight.h"

#define MOST (INT64_MAX / 4) /* a youth's, a post's and a company's can be added up */

enum { KIND, ID, PRICE };
enum { YOUTH, POST, COMPANY };
static const char *const kinds[] = {"youth", "post", "company", NULL};
static const nw_column_schema columns[] = {
    {"kind", NW_CHOICE, true, 0, 0, kinds, "whose price"},
    {"id", NW_ID, true, 0, 0, NULL, "the youth, the post or the company"},
    {"price", NW_BIGINT, true, 0, 0, NULL, "basis points, above 0"},
};
const nw_table_schema nw_prices_schema = {.name = "prices",
                                          .required = true,
                                          .n_columns = 3,
                                          .columns = columns,
                                          .help = "proof that no matching has a greater sum"};

nextwork_status nw_prices_new(nw_result *result)
{
    const nw_cohort *cohort = result->round->cohort;
    result->youth_price = NW_NEW_ZERO(int64_t, cohort->youths.count);
    result->post_price = NW_NEW_ZERO(int64_t, cohort->posts.count);
    result->company_price = NW_NEW_ZERO(int64_t, cohort->companies.count);
    return result->youth_price == NULL || result->post_price == NULL ||
                   result->company_price == NULL
               ? nw_fail_memory("the prices of a match")
               : NEXTWORK_OK;
}

int64_t nw_result_bonus(const nw_result *result)
{
    return nw_placement_bonus(result->round->cohort->youths.count, result->options.most_placed);
}

static nextwork_status add(nw_table *table, int kind, const nw_text *ids, const int64_t *prices,
                           int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        if (prices[i] == 0)
            continue;
        NW_TRY(nw_table_add_row(table));
        nw_table_set_int(table, KIND, kind);
        NW_TRY(nw_table_set_text(table, ID, ids[i]));
        nw_table_set_int(table, PRICE, prices[i]);
    }
    return NEXTWORK_OK;
}

static nextwork_status fill(nw_table *table, const nw_result *result)
{
    const nw_cohort *cohort = result->round->cohort;
    NW_TRY(add(table, YOUTH, cohort->youths.ids.texts, result->youth_price, cohort->youths.count));
    NW_TRY(add(table, POST, cohort->posts.ids.texts, result->post_price, cohort->posts.count));
    return add(table, COMPANY, cohort->companies.ids.texts, result->company_price,
               cohort->companies.count);
}

nextwork_status nw_prices_table(nw_table **table, const nw_result *result)
{
    nw_table *made;
    NW_TRY(nw_table_new(&made, &nw_prices_schema));
    return nw_table_finish(table, made, fill(made, result));
}

const char *nw_prices_take(nw_result *result, const nw_table *table, int64_t row)
{
    const nw_cohort *cohort = result->round->cohort;
    nw_text id = nw_cell_text(&table->columns[ID], row);
    int64_t price = table->columns[PRICE].bigints[row];
    int32_t kind = nw_cell_int(&table->columns[KIND], row);
    int32_t at = kind == YOUTH  ? nw_cohort_youth(cohort, id)
                 : kind == POST ? nw_cohort_post(cohort, id)
                                : nw_cohort_company(cohort, id);
    int64_t *prices = kind == YOUTH  ? result->youth_price
                      : kind == POST ? result->post_price
                                     : result->company_price;
    if (at < 0)
        return "the cohort has nothing of that kind and id";
    if (price <= 0 || price > MOST)
        return "a price is above 0, and small enough to add up";
    if (prices[at] != 0)
        return "priced twice";
    prices[at] = price;
    return NULL;
}
