#include "fit/kernel/round.h"

#include "base/arith.h"
#include "base/memory.h"
#include "fit/kernel/intern.h"
#include "fit/terms.h"

void nw_add_term(uint32_t sums[NW_SUMS], const nw_pair *pair, nw_term term)
{
    int32_t value;
    bool known = nw_term_value(&value, pair, term);
    nw_add_value(sums, &pair->cohort->policy, term, value, known);
}

/* --- What posts share ------------------------------------------------------------------------ */

/* Room for the words of the longest list. */
typedef struct {
    int32_t *at;
    int64_t count, room;
} words;

static nextwork_status push(words *to, int32_t word)
{
    void *at = to->at;
    nextwork_status status = nw_grow(&at, &to->room, to->count + 1, (int64_t)sizeof *to->at);
    to->at = at;
    if (status == NEXTWORK_OK)
        to->at[to->count++] = word;
    return status;
}

static nextwork_status push_codes(words *to, const nw_code_rows *codes, int32_t row)
{
    for (int64_t i = codes->start[row]; i < codes->start[row + 1]; i++)
        NW_TRY(push(to, codes->code[i]));
    return NEXTWORK_OK;
}

static nextwork_status push_cell(words *to, const nw_cohort *cohort, int32_t post)
{
    nw_industry industry = cohort->companies.industry[cohort->posts.company[post]];
    nw_function function = cohort->posts.function[post];
    NW_TRY(push(to, industry.division));
    NW_TRY(push(to, industry.scheme));
    NW_TRY(push(to, industry.digits));
    NW_TRY(push(to, industry.code));
    NW_TRY(push(to, function.major));
    NW_TRY(push(to, function.digits));
    return push(to, function.code);
}

/* All that the table's numbers depend on, as far as the post goes. */
static nextwork_status describe(words *to, const nw_cohort *cohort, int32_t post,
                                nw_post_table table)
{
    const nw_posts *posts = &cohort->posts;
    to->count = 0;
    switch (table) {
    case NW_CELL:
        return push_cell(to, cohort, post);
    case NW_OFFERS:
        return push_codes(to, &posts->offers, post);
    case NW_SKILLS:
        NW_TRY(push_codes(to, &posts->requires, post));
        NW_TRY(push(to, -1));
        return push_codes(to, &posts->prefers, post);
    default:
        NW_TRY(push(to, posts->hours_min[post]));
        return push(to, posts->hours_max[post]);
    }
}

static nextwork_status number_posts(nw_kernel *kernel, nw_post_table table, nw_intern *intern,
                                    words *scratch)
{
    const nw_cohort *cohort = kernel->round->cohort;
    int64_t room = 0;
    for (int32_t p = 0; p < cohort->posts.count; p++) {
        int32_t row;
        bool added;
        NW_TRY(describe(scratch, cohort, p, table));
        NW_TRY(nw_intern_add(&row, &added, intern, scratch->at, scratch->count));
        if (added) {
            void *model = kernel->model[table];
            nextwork_status status =
                nw_grow(&model, &room, (int64_t)row + 1, (int64_t)sizeof(int32_t));
            kernel->model[table] = model;
            NW_TRY(status);
            kernel->model[table][row] = p;
        }
        kernel->rows[p].at[table] = (uint32_t)row * NW_LANES;
    }
    kernel->n_rows[table] = intern->count;
    return NEXTWORK_OK;
}

static nextwork_status make_rows(nw_kernel *kernel)
{
    nextwork_status status = NEXTWORK_OK;
    words scratch = {0};
    kernel->rows = NW_NEW(nw_post_rows, kernel->round->cohort->posts.count);
    if (kernel->rows == NULL)
        return nw_fail_memory("the posts of a round");
    for (int table = 0; table < NW_TABLES_OF_POSTS && status == NEXTWORK_OK; table++) {
        nw_intern intern = {0};
        status = number_posts(kernel, (nw_post_table)table, &intern, &scratch);
        nw_intern_clear(&intern);
    }
    nw_free(scratch.at);
    return status;
}

static nextwork_status make_constants(nw_kernel *kernel)
{
    int32_t posts = kernel->round->cohort->posts.count;
    for (int sum = 0; sum < NW_SUMS; sum++) {
        kernel->constant[sum] = NW_NEW(uint32_t, posts);
        if (kernel->constant[sum] == NULL)
            return nw_fail_memory("the posts of a round");
    }
    for (int32_t p = 0; p < posts; p++) {
        uint32_t sums[NW_SUMS] = {NW_BIAS, NW_BIAS};
        nw_pair pair = nw_bare_pair(kernel->round, -1, p);
        nw_add_term(sums, &pair, NW_TERM_MUTUAL); /* nobody answered */
        nw_add_term(sums, &pair, NW_TERM_RELIABILITY);
        nw_add_term(sums, &pair, NW_TERM_ROOM);
        for (int sum = 0; sum < NW_SUMS; sum++)
            kernel->constant[sum][p] = sums[sum];
    }
    return NEXTWORK_OK;
}

/* --- Runs ------------------------------------------------------------------------------------- */

static nw_run start_run(const nw_companies *companies, int32_t company, int32_t post)
{
    nw_place place = companies->place[company];
    return (nw_run){
        .x = (float)place.x,
        .y = (float)place.y,
        .z = (float)place.z,
        .known = place.known,
        .company = company,
        .first_post = post,
        .end_post = post,
        .first_network = companies->network_start[company],
        .end_network = companies->network_start[company + 1],
    };
}

/* Writes the runs, or only counts them when `runs` is NULL. */
static int32_t cut_runs(nw_run *runs, const nw_cohort *cohort)
{
    int32_t count = 0, company = -1, length = 0;
    for (int32_t p = 0; p < cohort->posts.count; p++) {
        if (cohort->posts.company[p] != company || length == NW_RUN_POSTS) {
            company = cohort->posts.company[p];
            length = 0;
            if (runs != NULL)
                runs[count] = start_run(&cohort->companies, company, p);
            count++;
        }
        length++;
        if (runs != NULL)
            runs[count - 1].end_post = p + 1;
    }
    return count;
}

static nextwork_status make_runs(nw_kernel *kernel)
{
    const nw_cohort *cohort = kernel->round->cohort;
    kernel->n_runs = cut_runs(NULL, cohort);
    kernel->runs = NW_NEW(nw_run, kernel->n_runs);
    if (kernel->runs == NULL)
        return nw_fail_memory("the posts of a round");
    cut_runs(kernel->runs, cohort);
    for (int32_t r = 0; r < kernel->n_runs; r++)
        for (int32_t p = kernel->runs[r].first_post; p < kernel->runs[r].end_post; p++)
            kernel->rows[p].run = r;
    return NEXTWORK_OK;
}

/* --- Lists by network and by owner ------------------------------------------------------------ */

/* Turns counts at start[key + 1] into places, of which start[key] is the first. */
static void add_up(int64_t *start, int32_t keys)
{
    for (int32_t k = 0; k < keys; k++)
        start[k + 1] += start[k];
}

/* After filling, start[key] has moved to the end of its key: moves all back. */
static void move_back(int64_t *start, int32_t keys)
{
    for (int32_t k = keys; k > 0; k--)
        start[k] = start[k - 1];
    start[0] = 0;
}

static nextwork_status list_networks(nw_kernel *kernel)
{
    const nw_cohort *cohort = kernel->round->cohort;
    const int32_t *networks = cohort->companies.network;
    int64_t *start = NW_NEW_ZERO(int64_t, (int64_t)cohort->networks.count + 1);
    kernel->network_start = start;
    if (start == NULL)
        return nw_fail_memory("the networks of a round");
    for (int32_t r = 0; r < kernel->n_runs; r++) {
        const nw_run *run = &kernel->runs[r];
        kernel->n_open_runs += run->first_network == run->end_network;
        for (int64_t n = run->first_network; n < run->end_network; n++)
            start[networks[n] + 1]++;
    }
    add_up(start, cohort->networks.count);
    kernel->network_runs = NW_NEW(int32_t, start[cohort->networks.count]);
    kernel->open_runs = NW_NEW(int32_t, kernel->n_open_runs);
    if (kernel->network_runs == NULL || kernel->open_runs == NULL)
        return nw_fail_memory("the networks of a round");
    for (int32_t r = 0, open = 0; r < kernel->n_runs; r++) {
        const nw_run *run = &kernel->runs[r];
        if (run->first_network == run->end_network)
            kernel->open_runs[open++] = r;
        for (int64_t n = run->first_network; n < run->end_network; n++)
            kernel->network_runs[start[networks[n]]++] = r;
    }
    move_back(start, cohort->networks.count);
    return NEXTWORK_OK;
}

static nextwork_status list_owners(nw_kernel *kernel)
{
    const nw_cohort *cohort = kernel->round->cohort;
    const int32_t *owner = cohort->companies.owner;
    int64_t *start = NW_NEW_ZERO(int64_t, (int64_t)cohort->owners.count + 1);
    kernel->owner_start = start;
    kernel->owner_companies = NW_NEW(int32_t, cohort->companies.count);
    if (start == NULL || kernel->owner_companies == NULL)
        return nw_fail_memory("the owners of a round");
    for (int32_t c = 0; c < cohort->companies.count; c++)
        if (owner[c] >= 0)
            start[owner[c] + 1]++;
    add_up(start, cohort->owners.count);
    for (int32_t c = 0; c < cohort->companies.count; c++)
        if (owner[c] >= 0)
            kernel->owner_companies[start[owner[c]]++] = c;
    move_back(start, cohort->owners.count);
    return NEXTWORK_OK;
}

/* --- The whole -------------------------------------------------------------------------------- */

/* Sums to basis points, half up: (2 * 10000 * (all - sum) + all) / (2 * all), where a loss is in
 * 10000ths of weight already. Dividends are below 2^28; with an error of the multiplier below
 * 2^(shift + 2) in 2^(32 + shift), no quotient is off. */
static nw_share share_of(int32_t weight_sum, nw_sum sum)
{
    uint32_t all = (uint32_t)weight_sum, divisor = 2 * all;
    int shift = 30 - __builtin_clz(divisor);
    uint64_t scale = UINT64_C(1) << (32 + shift);
    return (nw_share){
        .offset = 2 * NW_FIT_MAX * all + all,
        .factor = sum == NW_LOSS ? 2 : 2 * NW_FIT_MAX,
        .multiplier = (uint32_t)((scale + divisor - 1) / divisor),
        .shift = shift,
    };
}

static nextwork_status make(nw_kernel *kernel)
{
    int32_t *const *model = kernel->model;
    const int32_t *n_rows = kernel->n_rows;
    NW_TRY(make_rows(kernel));
    NW_TRY(nw_cells_new(&kernel->cells, kernel->round, model[NW_CELL], n_rows[NW_CELL]));
    NW_TRY(nw_sets_new(&kernel->sets, kernel->round, model[NW_OFFERS], n_rows[NW_OFFERS],
                       model[NW_SKILLS], n_rows[NW_SKILLS]));
    NW_TRY(make_constants(kernel));
    NW_TRY(make_runs(kernel));
    NW_TRY(list_networks(kernel));
    return list_owners(kernel);
}

nextwork_status nw_kernel_new(nw_kernel **kernel, const nw_round *round, nw_kernel_path path)
{
    nw_kernel *made = NW_NEW_ZERO(nw_kernel, 1);
    if (made == NULL)
        return nw_fail_memory("the posts of a round");
    made->round = round;
    made->code = nw_lane_code_of(path);
    for (int sum = 0; sum < NW_SUMS; sum++)
        made->shares[sum] = share_of(round->weight_sum, (nw_sum)sum);
    nextwork_status status = make(made);
    if (status != NEXTWORK_OK) {
        nw_kernel_free(made);
        return status;
    }
    made->columns = (nw_post_columns){
        .round = round,
        .rows = made->rows,
        .runs = made->runs,
        .networks = round->cohort->companies.network,
    };
    *kernel = made;
    return NEXTWORK_OK;
}

void nw_kernel_free(nw_kernel *kernel)
{
    if (kernel == NULL)
        return;
    for (int sum = 0; sum < NW_SUMS; sum++)
        nw_free(kernel->constant[sum]);
    for (int table = 0; table < NW_TABLES_OF_POSTS; table++)
        nw_free(kernel->model[table]);
    nw_cells_clear(&kernel->cells);
    nw_sets_clear(&kernel->sets);
    nw_free(kernel->rows);
    nw_free(kernel->runs);
    nw_free(kernel->network_start);
    nw_free(kernel->network_runs);
    nw_free(kernel->open_runs);
    nw_free(kernel->owner_start);
    nw_free(kernel->owner_companies);
    nw_free(kernel);
}
