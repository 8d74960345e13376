#include "fit/kernel/sets.h"

#include "base/arith.h"
#include "base/memory.h"

#include <string.h>

/* --- Of the round ----------------------------------------------------------------------------- */

static nextwork_status holders_new(nw_holders *holders, const nw_code_rows *codes, int32_t n_codes,
                                   const int32_t *model, int32_t rows)
{
    int64_t *start = holders->start = NW_NEW_ZERO(int64_t, (int64_t)n_codes + 2);
    if (start == NULL)
        return nw_fail_memory("the posts of a round");
    for (int32_t r = 0; r < rows; r++)
        for (int64_t i = codes->start[model[r]]; i < codes->start[model[r] + 1]; i++)
            start[codes->code[i] + 2]++;
    for (int32_t c = 0; c < n_codes; c++)
        start[c + 2] += start[c + 1];
    holders->row = NW_NEW(int32_t, start[n_codes + 1]);
    if (holders->row == NULL)
        return nw_fail_memory("the posts of a round");
    /* start[code + 1] moves from the beginning of the code's rows to their end. */
    for (int32_t r = 0; r < rows; r++)
        for (int64_t i = codes->start[model[r]]; i < codes->start[model[r] + 1]; i++)
            holders->row[start[codes->code[i] + 1]++] = r;
    return NEXTWORK_OK;
}

static nextwork_status offers_new(nw_sets *sets, const nw_cohort *cohort, const int32_t *model)
{
    const nw_code_rows *needs = &cohort->youths.needs, *offers = &cohort->posts.offers;
    sets->unknown_offers = NW_NEW(bool, sets->n_offers);
    if (sets->unknown_offers == NULL)
        return nw_fail_memory("the posts of a round");
    for (int32_t r = 0; r < sets->n_offers; r++)
        sets->unknown_offers[r] = nw_codes_count(offers, model[r]) == 0;
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        int32_t levels = 0;
        for (int64_t i = needs->start[y]; i < needs->start[y + 1]; i++)
            levels += needs->level[i];
        sets->most_levels = nw_max32(sets->most_levels, levels);
    }
    return holders_new(&sets->offering, offers, cohort->need_codes.count, model, sets->n_offers);
}

static void set_skill_sums(nw_sets *sets, const nw_policy *policy, int32_t row, int64_t wanted)
{
    uint32_t silent[NW_SUMS] = {0};
    nw_add_value(silent, policy, NW_TERM_SKILL, NW_FIT_MAX, wanted == 0);
    for (int sum = 0; sum < NW_SUMS; sum++)
        sets->silent[sum][row] = silent[sum];
    for (int64_t had = 0; had <= wanted; had++) {
        uint32_t sums[NW_SUMS] = {0};
        int64_t value = wanted == 0 ? NW_FIT_MAX : nw_div_round(NW_FIT_MAX * had, wanted);
        nw_add_value(sums, policy, NW_TERM_SKILL, (int32_t)value, true);
        sets->loss[sets->fall[row] + had] = sums[NW_LOSS];
    }
}

static nextwork_status skills_new(nw_sets *sets, const nw_cohort *cohort, const int32_t *model)
{
    const nw_code_rows *requires = &cohort->posts.requires, *prefers = &cohort->posts.prefers;
    int32_t rows = sets->n_skills, codes = cohort->skill_codes.count;
    sets->required = NW_NEW(int32_t, rows);
    sets->fall = NW_NEW(int64_t, (int64_t)rows + 1);
    for (int sum = 0; sum < NW_SUMS; sum++)
        sets->silent[sum] = NW_NEW(uint32_t, rows);
    if (sets->required == NULL || sets->fall == NULL || sets->silent[0] == NULL ||
        sets->silent[1] == NULL)
        return nw_fail_memory("the posts of a round");
    sets->fall[0] = 0;
    for (int32_t r = 0; r < rows; r++)
        sets->fall[r + 1] = sets->fall[r] + nw_codes_count(prefers, model[r]) + 1;
    sets->loss = NW_NEW(uint32_t, sets->fall[rows]);
    if (sets->loss == NULL)
        return nw_fail_memory("the posts of a round");
    for (int32_t r = 0; r < rows; r++) {
        sets->required[r] = (int32_t)nw_codes_count(requires, model[r]);
        set_skill_sums(sets, &cohort->policy, r, nw_codes_count(prefers, model[r]));
    }
    NW_TRY(holders_new(&sets->requiring, requires, codes, model, rows));
    return holders_new(&sets->preferring, prefers, codes, model, rows);
}

nextwork_status nw_sets_new(nw_sets *sets, const nw_round *round, const int32_t *offers,
                            int32_t n_offers, const int32_t *skills, int32_t n_skills)
{
    *sets = (nw_sets){.n_offers = n_offers, .n_skills = n_skills};
    NW_TRY(offers_new(sets, round->cohort, offers));
    return skills_new(sets, round->cohort, skills);
}

static void holders_clear(nw_holders *holders)
{
    nw_free(holders->start);
    nw_free(holders->row);
}

void nw_sets_clear(nw_sets *sets)
{
    nw_free(sets->unknown_offers);
    holders_clear(&sets->offering);
    holders_clear(&sets->requiring);
    holders_clear(&sets->preferring);
    nw_free(sets->required);
    nw_free(sets->fall);
    nw_free(sets->loss);
    for (int sum = 0; sum < NW_SUMS; sum++)
        nw_free(sets->silent[sum]);
    *sets = (nw_sets){0};
}

nextwork_status nw_set_room_new(nw_set_room *room, const nw_sets *sets)
{
    int32_t rows = nw_max32(sets->n_offers, sets->n_skills);
    *room = (nw_set_room){
        .met = NW_NEW(int32_t, rows),
        .vital = NW_NEW(int32_t, rows),
        .by_level = NW_NEW(uint32_t, (int64_t)sets->most_levels + 1),
    };
    bool made = room->met != NULL && room->vital != NULL && room->by_level != NULL;
    return made ? NEXTWORK_OK : nw_fail_memory("scores");
}

void nw_set_room_clear(nw_set_room *room)
{
    nw_free(room->met);
    nw_free(room->vital);
    nw_free(room->by_level);
    *room = (nw_set_room){0};
}

/* --- Of a youth ------------------------------------------------------------------------------- */

/* Adds to the counts of the rows that have the code. */
static void count(int32_t *counts, const nw_holders *holders, int32_t code, int32_t add)
{
    for (int64_t i = holders->start[code]; i < holders->start[code + 1]; i++)
        counts[holders->row[i]] += add;
}

static void start_counts(nw_set_room *room, int32_t rows)
{
    memset(room->met, 0, (size_t)rows * sizeof *room->met);
    memset(room->vital, 0, (size_t)rows * sizeof *room->vital);
}

/* The same sums for all rows. */
static void fill_lane(uint32_t *const tables[NW_SUMS], int32_t rows, int lane,
                      const uint32_t sums[NW_SUMS])
{
    for (int sum = 0; sum < NW_SUMS && tables[sum] != NULL; sum++)
        for (int64_t r = 0; r < rows; r++)
            tables[sum][r * NW_LANES + lane] = sums[sum];
}

/* Counts in each row the levels of needs met, and the needs met that must be. Returns how many must
 * be; *levels becomes the sum of all levels. */
static int32_t count_needs(int32_t *levels, nw_set_room *room, const nw_sets *sets,
                           const nw_round *round, int32_t youth)
{
    const nw_code_rows *needs = &round->cohort->youths.needs;
    int32_t vital = 0;
    *levels = 0;
    start_counts(room, sets->n_offers);
    for (int64_t i = needs->start[youth]; i < needs->start[youth + 1]; i++) {
        bool must = needs->level[i] >= round->rules.need_level;
        count(room->met, &sets->offering, needs->code[i], needs->level[i]);
        if (must)
            count(room->vital, &sets->offering, needs->code[i], 1);
        *levels += needs->level[i];
        vital += must;
    }
    return vital;
}

static void tabulate_levels(nw_set_room *room, const nw_policy *policy, int32_t levels)
{
    for (int32_t met = 0; met <= levels; met++) {
        uint32_t sums[NW_SUMS] = {0};
        nw_add_value(sums, policy, NW_TERM_SUPPORT,
                     (int32_t)nw_div_round((int64_t)NW_FIT_MAX * met, nw_max32(levels, 1)), true);
        room->by_level[met] = sums[NW_LOSS];
    }
}

void nw_offers_fill(uint32_t *const tables[NW_SUMS], nw_set_room *room, const nw_sets *sets,
                    const nw_round *round, int32_t youth, int lane)
{
    const nw_policy *policy = &round->cohort->policy;
    uint32_t flag = nw_in_force(round, NW_REASON_NEED_UNMET) ? NW_FLAG(NW_REASON_NEED_UNMET) : 0;
    uint32_t unknown[NW_SUMS] = {0};
    int32_t levels;
    if (nw_codes_count(&round->cohort->youths.needs, youth) == 0) {
        fill_lane(tables, sets->n_offers, lane, (const uint32_t[NW_SUMS]){0});
        return;
    }
    int32_t vital = count_needs(&levels, room, sets, round, youth);
    tabulate_levels(room, policy, levels);
    nw_add_value(unknown, policy, NW_TERM_SUPPORT, 0, false);
    for (int64_t r = 0; r < sets->n_offers; r++) {
        bool silent = sets->unknown_offers[r];
        uint32_t known = room->by_level[room->met[r]] + (room->vital[r] < vital ? flag : 0);
        tables[NW_LOSS][r * NW_LANES + lane] = silent ? unknown[NW_LOSS] : known;
        if (tables[NW_UNKNOWN_WEIGHT] != NULL)
            tables[NW_UNKNOWN_WEIGHT][r * NW_LANES + lane] =
                silent ? unknown[NW_UNKNOWN_WEIGHT] : 0;
    }
}

static void fill_silent(uint32_t *const tables[NW_SUMS], const nw_sets *sets, int lane)
{
    for (int sum = 0; sum < NW_SUMS && tables[sum] != NULL; sum++)
        for (int64_t r = 0; r < sets->n_skills; r++)
            tables[sum][r * NW_LANES + lane] = sets->silent[sum][r];
}

void nw_skills_fill(uint32_t *const tables[NW_SUMS], nw_set_room *room, const nw_sets *sets,
                    const nw_round *round, int32_t youth, int lane)
{
    const nw_code_rows *skills = &round->cohort->youths.skills;
    uint32_t flag =
        nw_in_force(round, NW_REASON_SKILL_MISSING) ? NW_FLAG(NW_REASON_SKILL_MISSING) : 0;
    if (nw_codes_count(skills, youth) == 0) {
        fill_silent(tables, sets, lane);
        return;
    }
    start_counts(room, sets->n_skills);
    for (int64_t i = skills->start[youth]; i < skills->start[youth + 1]; i++) {
        count(room->met, &sets->preferring, skills->code[i], 1);
        count(room->vital, &sets->requiring, skills->code[i], 1);
    }
    for (int64_t r = 0; r < sets->n_skills; r++) {
        bool missing = room->vital[r] < sets->required[r];
        tables[NW_LOSS][r * NW_LANES + lane] =
            sets->loss[sets->fall[r] + room->met[r]] + (missing ? flag : 0);
        if (tables[NW_UNKNOWN_WEIGHT] != NULL)
            tables[NW_UNKNOWN_WEIGHT][r * NW_LANES + lane] = 0;
    }
}
