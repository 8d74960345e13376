#include "round/quality.h"

#include "base/memory.h"
#include "fit/alike.h"
#include "match/check.h"

#include <stdio.h>

#define OPTIONS_BYTES 80

/* ---- what was got ---------------------------------------------------------------------------- */

bool nw_is_new_division(const nw_round *round, int32_t youth, int32_t post)
{
    const nw_industry *industry = round->cohort->companies.industry;
    nw_industry here = industry[round->cohort->posts.company[post]];
    int32_t held = round->held == NULL ? -1 : round->held[youth];
    if (held >= 0 &&
        nw_industries_alike(industry[round->cohort->posts.company[held]], here) == NW_SAME)
        return false;
    for (int64_t i = round->past_start[youth]; i < round->past_start[youth + 1]; i++)
        if (nw_industries_alike(round->past[i].industry, here) == NW_SAME)
            return false;
    return nw_industry_known(here);
}

static void count_rank(nw_quality *quality, int32_t rank)
{
    if (rank == NW_UNKNOWN) {
        quality->unlisted++;
        return;
    }
    quality->ranked[rank < 4 ? rank - 1 : 3]++;
    if (rank > quality->worst_rank) /* an unknown is below every rank */
        quality->worst_rank = rank;
}

static void count_placements(nw_quality *quality, const nw_result *result)
{
    const nw_cohort *cohort = result->round->cohort;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int32_t post = result->post_of[y];
        if (post < 0) {
            quality->unplaced++;
            continue;
        }
        quality->placed++;
        quality->running += result->round->held != NULL && result->round->held[y] >= 0;
        quality->fit += result->fit_of[y];
        count_rank(quality, nw_wish_rank(cohort, y, post));
        quality->new_divisions += nw_is_new_division(result->round, y, post);
    }
}

/* ---- who has a claim ------------------------------------------------------------------------- */

/* Ranks are below the place of a post that was not listed, which is below that of none. */
static int32_t place_of(const nw_cohort *cohort, int32_t youth, int32_t post)
{
    if (post < 0)
        return INT32_MAX;
    int32_t rank = nw_wish_rank(cohort, youth, post);
    return rank == NW_UNKNOWN ? INT32_MAX - 1 : rank;
}

static void count_claims_of(nw_quality *quality, const nw_result *result, const nw_check *check,
                            int32_t youth, uint64_t own_tier)
{
    const nw_cohort *cohort = result->round->cohort;
    int32_t own = result->post_of[youth], place = place_of(cohort, youth, own);
    bool envious = false;
    for (int64_t w = cohort->wishes.start[youth]; w < cohort->wishes.start[youth + 1]; w++) {
        int32_t post = cohort->wishes.post[w];
        if (cohort->wishes.rank[w] >= place)
            break; /* wishes stand by rank */
        if (!nw_pair_allowed(result->round, youth, post))
            continue;
        uint64_t tier = (uint64_t)nw_pair_tier(cohort, youth, post);
        quality->blocking += nw_check_blocks(check, own, own_tier, post, tier);
        envious = envious || tier < check->post_worst[post];
    }
    quality->envious += envious;
}

static nextwork_status count_claims(nw_quality *quality, const nw_result *result)
{
    const nw_round *round = result->round;
    const nw_cohort *cohort = round->cohort;
    const nw_capacity *places = nw_round_places(round);
    nw_seats seats = {cohort->posts.count, cohort->companies.count, places->post_free,
                      cohort->posts.company, places->company_free};
    uint64_t *tier = NW_NEW_ZERO(uint64_t, cohort->youths.count);
    if (tier == NULL)
        return nw_fail_memory("the comparison of results");
    for (int32_t y = 0; y < cohort->youths.count; y++)
        if (result->post_of[y] >= 0)
            tier[y] = (uint64_t)nw_pair_tier(cohort, y, result->post_of[y]);
    nw_check check;
    nextwork_status status =
        nw_check_new(&check, &seats, cohort->youths.count, result->post_of, tier);
    if (status == NEXTWORK_OK) {
        for (int32_t y = 0; y < cohort->youths.count; y++)
            count_claims_of(quality, result, &check, y, tier[y]);
        nw_check_clear(&check);
    }
    nw_free(tier);
    return status;
}

nextwork_status nw_quality_of(nw_quality *quality, const nw_result *result)
{
    nw_quality counted = {.worst_rank = NW_UNKNOWN};
    count_placements(&counted, result);
    NW_TRY(count_claims(&counted, result));
    *quality = counted;
    return NEXTWORK_OK;
}

/* ---- the table ------------------------------------------------------------------------------- */

enum {
    MECHANISM,
    OPTIONS,
    SEED,
    PLACED,
    UNPLACED,
    RUNNING,
    FIRST,
    SECOND,
    THIRD,
    LATER,
    UNLISTED,
    WORST,
    FIT,
    BLOCKING,
    ENVIOUS,
    NEW,
    COLUMNS
};

static const nw_column_schema columns[COLUMNS] = {
    [MECHANISM] = {"mechanism", NW_STRING, true, 0, 0, NULL, "how the result was made"},
    [OPTIONS] = {"options", NW_STRING, false, 0, 0, NULL,
                 "options of that mechanism alone, separated by |"},
    [SEED] = {"seed", NW_BIGINT, true, 0, 0, NULL, "seed of its lottery"},
    [PLACED] = {"placed", NW_INT, true, 0, INT32_MAX, NULL, "youths with a post"},
    [UNPLACED] = {"unplaced", NW_INT, true, 0, INT32_MAX, NULL, "youths without one"},
    [RUNNING] = {"running", NW_INT, true, 0, INT32_MAX, NULL,
                 "youths with a post who hold one by a running placement"},
    [FIRST] = {"first", NW_INT, true, 0, INT32_MAX, NULL, "youths at a post they ranked first"},
    [SECOND] = {"second", NW_INT, true, 0, INT32_MAX, NULL, "youths at one they ranked second"},
    [THIRD] = {"third", NW_INT, true, 0, INT32_MAX, NULL, "youths at one they ranked third"},
    [LATER] = {"later", NW_INT, true, 0, INT32_MAX, NULL, "youths at one they ranked lower"},
    [UNLISTED] = {"unlisted", NW_INT, true, 0, INT32_MAX, NULL, "youths at one they did not list"},
    [WORST] = {"worst_rank", NW_INT, false, 1, 9999, NULL, "greatest rank that a youth got"},
    [FIT] = {"fit", NW_BIGINT, true, 0, 0, NULL, "sum of the fits, basis points"},
    [BLOCKING] = {"blocking_pairs", NW_BIGINT, true, 0, 0, NULL,
                  "pairs of youth and post that would both rather have each other"},
    [ENVIOUS] = {"envious", NW_INT, true, 0, INT32_MAX, NULL,
                 "youths who see somebody with a worse answer at a post they ranked better"},
    [NEW] = {"new_industries", NW_INT, true, 0, INT32_MAX, NULL,
             "placements in an industry division that is new to the youth"},
};

static const nw_table_schema schema = {"comparison", true, COLUMNS, columns,
                                       "results beside each other"};

/* The options that not every mechanism has, as name or name=value. */
static void write_options(char text[OPTIONS_BYTES], const nw_match_options *options)
{
    const struct {
        bool given;
        const char *name;
    } own[] = {
        {options->most_placed, "most_placed"}, {options->equals, "ties=most-placed"},
        {options->post_optimal, "side=posts"}, {options->protect, "protect"},
        {options->carry_over, "carry_over"},
    };
    size_t at = 0;
    text[0] = '\0';
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i].given) {
            snprintf(text + at, OPTIONS_BYTES - at, "%s%s", at == 0 ? "" : "|", own[i].name);
            at = strlen(text);
        }
}

static nextwork_status add_row(nw_table *table, const nw_result *result)
{
    nw_quality q;
    char options[OPTIONS_BYTES];
    NW_TRY(nw_quality_of(&q, result));
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, MECHANISM, nw_text_of(result->options.mechanism)));
    write_options(options, &result->options);
    if (options[0] != '\0')
        NW_TRY(nw_table_set_text(table, OPTIONS, nw_text_of(options)));
    nw_table_set_int(table, SEED, (int64_t)result->options.seed);
    nw_table_set_int(table, PLACED, q.placed);
    nw_table_set_int(table, UNPLACED, q.unplaced);
    nw_table_set_int(table, RUNNING, q.running);
    for (int64_t i = 0; i < 4; i++)
        nw_table_set_int(table, FIRST + i, q.ranked[i]);
    nw_table_set_int(table, UNLISTED, q.unlisted);
    nw_table_set_int(table, WORST, q.worst_rank);
    nw_table_set_int(table, FIT, q.fit);
    nw_table_set_int(table, BLOCKING, q.blocking);
    nw_table_set_int(table, ENVIOUS, q.envious);
    nw_table_set_int(table, NEW, q.new_divisions);
    return NEXTWORK_OK;
}

nextwork_status nw_quality_table(nw_table **table, const nw_result *const *results, int64_t count)
{
    nw_table *made;
    NW_TRY(nw_table_new(&made, &schema));
    nextwork_status status = NEXTWORK_OK;
    for (int64_t i = 0; i < count && status == NEXTWORK_OK; i++)
        status = add_row(made, results[i]);
    return nw_table_finish(table, made, status);
}
