#include "fit/kernel/cells.h"

#include "base/arith.h"
#include "base/memory.h"
#include "fit/alike.h"
#include "fit/kernel/intern.h"
#include "fit/terms.h"

#define CLASSES 32   /* of codes a side and youth; who has more gets each cell scored alone */
#define MOST_PAST 13 /* past placements that fit into a key; the same holds */
#define NOWHERE (-2) /* equals no code */

/* --- Of the round ----------------------------------------------------------------------------- */

/* A code as numbers: what distinguishes it, and what is asked of it. */
typedef struct {
    int32_t scheme, digits, code, wide, near;
} code_words;

static code_words words_of(const nw_cohort *cohort, int32_t post, nw_side side)
{
    nw_industry industry = cohort->companies.industry[cohort->posts.company[post]];
    nw_function function = cohort->posts.function[post];
    if (side == NW_INDUSTRIES && nw_industry_known(industry))
        return (code_words){industry.scheme, industry.digits, industry.code, industry.section,
                            industry.division};
    if (side == NW_FUNCTIONS && nw_function_known(function))
        return (code_words){NW_DISCO08, function.digits, function.code, function.major,
                            function.submajor};
    return (code_words){-1, 0, 0, -1, -1};
}

static nextwork_status codes_room(nw_codes_of_cells *codes, int32_t count)
{
    bool made = (codes->model = NW_NEW(int32_t, count)) != NULL &&
                (codes->scheme = NW_NEW(int32_t, count)) != NULL &&
                (codes->wide = NW_NEW(int32_t, count)) != NULL &&
                (codes->near = NW_NEW(int32_t, count)) != NULL;
    for (int digits = 0; digits <= NW_CODE_DIGITS && made; digits++)
        made = (codes->prefix[digits] = NW_NEW(int32_t, count)) != NULL;
    return made ? NEXTWORK_OK : nw_fail_memory("the posts of a round");
}

static void set_code(nw_codes_of_cells *codes, int32_t at, int32_t cell, code_words words)
{
    codes->model[at] = cell;
    codes->scheme[at] = words.scheme;
    codes->wide[at] = words.wide;
    codes->near[at] = words.near;
    for (int digits = NW_CODE_DIGITS; digits >= 0; digits--) {
        codes->prefix[digits][at] = digits <= words.digits && digits > 0 ? words.code : -1;
        if (digits <= words.digits)
            words.code /= 10;
    }
}

static nextwork_status number_codes(nw_cells *cells, const nw_cohort *cohort, nw_side side,
                                    nw_intern *intern)
{
    nw_codes_of_cells *codes = &cells->codes[side];
    cells->code[side] = NW_NEW(int32_t, cells->count);
    if (cells->code[side] == NULL)
        return nw_fail_memory("the posts of a round");
    NW_TRY(codes_room(codes, cells->count));
    for (int32_t cell = 0; cell < cells->count; cell++) {
        code_words words = words_of(cohort, cells->model[cell], side);
        const int32_t list[] = {words.scheme, words.digits, words.code, words.wide, words.near};
        bool added;
        NW_TRY(nw_intern_add(&cells->code[side][cell], &added, intern, list, 5));
        if (added)
            set_code(codes, cells->code[side][cell], cell, words);
    }
    codes->count = intern->count;
    return NEXTWORK_OK;
}

/* Interests come as 0 (none), 1 .. 5; goals as 0 (not comparable), 1 .. 3. */
static void tabulate(nw_cells *cells, const nw_policy *policy)
{
    for (int i = 0; i < 6; i++)
        for (int f = 0; f < 6; f++) {
            int32_t count = (i > 0) + (f > 0), sum = nw_max32(i - 1, 0) + nw_max32(f - 1, 0);
            int32_t value = count > 0 ? nw_unlisted_wish(sum, count) : 0;
            nw_add_value(cells->wish[i][f], policy, NW_TERM_WISH, value, count > 0);
        }
    for (int alike = NW_NOT_COMPARABLE; alike <= NW_SAME; alike++)
        nw_add_value(cells->goal[alike + 1], policy, NW_TERM_GOAL, alike * NW_FIT_MAX / NW_SAME,
                     alike >= 0);
}

nextwork_status nw_cells_new(nw_cells *cells, const nw_round *round, const int32_t *model,
                             int32_t count)
{
    *cells = (nw_cells){.count = count, .model = model};
    tabulate(cells, &round->cohort->policy);
    for (int side = 0; side < NW_SIDES; side++) {
        nw_intern intern = {0};
        nextwork_status status = number_codes(cells, round->cohort, (nw_side)side, &intern);
        nw_intern_clear(&intern);
        NW_TRY(status);
    }
    return NEXTWORK_OK;
}

void nw_cells_clear(nw_cells *cells)
{
    for (int side = 0; side < NW_SIDES; side++) {
        nw_codes_of_cells *codes = &cells->codes[side];
        nw_free(cells->code[side]);
        nw_free(codes->model);
        nw_free(codes->scheme);
        nw_free(codes->wide);
        nw_free(codes->near);
        for (int digits = 0; digits <= NW_CODE_DIGITS; digits++)
            nw_free(codes->prefix[digits]);
    }
    *cells = (nw_cells){0};
}

/* --- Room ------------------------------------------------------------------------------------- */

nextwork_status nw_cell_room_new(nw_cell_room *room, const nw_cells *cells)
{
    int32_t codes = nw_max32(cells->codes[NW_INDUSTRIES].count, cells->codes[NW_FUNCTIONS].count);
    *room = (nw_cell_room){
        .cells = cells,
        .closest = NW_NEW(int32_t, codes),
        .interest = NW_NEW(int32_t, codes),
        .goal = NW_NEW(int32_t, codes),
        .key = NW_NEW(uint32_t, codes),
    };
    bool made =
        room->closest != NULL && room->interest != NULL && room->goal != NULL && room->key != NULL;
    for (int i = 0; i < 2; i++) {
        room->place[i] = NW_NEW_ZERO(uint16_t, (int64_t)cells->codes[i].count * NW_LANES);
        room->pair[i] = NW_NEW_ZERO(uint32_t, (int64_t)NW_LANES * CLASSES * CLASSES);
        made = made && room->place[i] != NULL && room->pair[i] != NULL;
    }
    return made ? NEXTWORK_OK : nw_fail_memory("scores");
}

void nw_cell_room_clear(nw_cell_room *room)
{
    nw_free(room->closest);
    nw_free(room->interest);
    nw_free(room->goal);
    nw_free(room->key);
    for (int i = 0; i < 2; i++) {
        nw_free(room->place[i]);
        nw_free(room->pair[i]);
    }
    *room = (nw_cell_room){0};
}

/* --- Classes of codes ------------------------------------------------------------------------- */

/* One side's codes in classes, for one youth. */
typedef struct {
    int32_t count;
    uint32_t key[CLASSES];
    int32_t model[CLASSES];    /* a cell with such a code */
    int32_t interest[CLASSES]; /* 0: none; else value + 3 */
    int32_t goal[CLASSES];     /* likeness + 1 */
} classes;

static int32_t likeness(int32_t near, int32_t wide, int32_t other_near, int32_t other_wide)
{
    return near == other_near ? NW_SAME : wide == other_wide ? NW_RELATED : NW_UNLIKE;
}

/* What an interest says of each code; as nw_industry_interest and nw_function_interest choose. */
static void hear(nw_cell_room *room, const nw_codes_of_cells *codes, const nw_interest *interest)
{
    bool function = interest->scheme == NW_DISCO08;
    int32_t digits = function ? interest->function.digits : interest->industry.digits;
    int32_t code = function ? interest->function.code : interest->industry.code;
    int32_t division = function ? NOWHERE : interest->industry.division;
    const int32_t *prefix = codes->prefix[digits];
    for (int32_t i = 0; i < codes->count; i++) {
        int32_t same = prefix[i] == code ? 2 * digits : 0;
        int32_t other = codes->near[i] == division ? 2 * 2 - 1 : 0;
        int32_t closeness = codes->scheme[i] == interest->scheme ? same : other;
        bool better = closeness > room->closest[i];
        room->interest[i] = better ? interest->value + 3 : room->interest[i];
        room->closest[i] = better ? closeness : room->closest[i];
    }
}

/* How near each code comes to an interest of value 2; unknown codes are sorted out later. */
static void aim(nw_cell_room *room, const nw_codes_of_cells *codes, const nw_interest *interest)
{
    bool function = interest->scheme == NW_DISCO08;
    int32_t near = function ? interest->function.submajor : interest->industry.division;
    int32_t wide = function ? interest->function.major : interest->industry.section;
    if (near < 0)
        near = NOWHERE;
    for (int32_t i = 0; i < codes->count; i++) {
        int32_t alike = likeness(codes->near[i], codes->wide[i], near, wide) + 1;
        room->goal[i] = nw_max32(room->goal[i], alike);
    }
}

static void ask_interests(nw_cell_room *room, const nw_cohort *cohort, int32_t youth, nw_side side)
{
    const nw_codes_of_cells *codes = &room->cells->codes[side];
    const nw_interests *interests = &cohort->interests;
    for (int64_t i = interests->start[youth]; i < interests->start[youth + 1]; i++) {
        const nw_interest *interest = &interests->item[i];
        if ((interest->scheme == NW_DISCO08) != (side == NW_FUNCTIONS))
            continue;
        hear(room, codes, interest);
        if (interest->value == 2)
            aim(room, codes, interest);
    }
}

/* Adds how alike each code is to a past placement to its key. */
static void remember(nw_cell_room *room, const nw_codes_of_cells *codes, nw_side side,
                     const nw_past *past, int shift)
{
    bool function = side == NW_FUNCTIONS;
    int32_t near = function ? past->function.submajor : past->industry.division;
    int32_t wide = function ? past->function.major : past->industry.section;
    bool known = function ? nw_function_known(past->function) : nw_industry_known(past->industry);
    if (!known)
        return;
    if (near < 0)
        near = NOWHERE;
    for (int32_t i = 0; i < codes->count; i++) {
        int32_t alike = likeness(codes->near[i], codes->wide[i], near, wide) + 1;
        room->key[i] |= (uint32_t)alike << shift;
    }
}

/* Keys: all that the sums depend on. */
static void make_keys(nw_cell_room *room, const nw_round *round, int32_t youth, nw_side side)
{
    const nw_codes_of_cells *codes = &room->cells->codes[side];
    int64_t first = round->past_start[youth], end = round->past_start[youth + 1];
    for (int32_t i = 0; i < codes->count; i++) {
        room->closest[i] = room->interest[i] = room->goal[i] = 0;
        room->key[i] = 0;
    }
    ask_interests(room, round->cohort, youth, side);
    for (int64_t p = first; p < end; p++)
        remember(room, codes, side, &round->past[p], 6 + 2 * (int)(p - first));
    for (int32_t i = 0; i < codes->count; i++) {
        uint32_t key = 1U | (uint32_t)room->interest[i] << 1 | (uint32_t)room->goal[i] << 4;
        room->key[i] = codes->wide[i] < 0 ? 0 : room->key[i] | key;
    }
}

/* The class of a key, new if need be; CLASSES when there is no room. */
static int32_t class_of(classes *of, uint32_t key, const nw_codes_of_cells *codes, int32_t code)
{
    for (int32_t c = 0; c < of->count; c++)
        if (of->key[c] == key)
            return c;
    if (of->count == CLASSES)
        return CLASSES;
    of->key[of->count] = key;
    of->model[of->count] = codes->model[code];
    of->interest[of->count] = (int32_t)(key >> 1 & 7);
    of->goal[of->count] = (int32_t)(key >> 4 & 3);
    return of->count++;
}

/* False when there are too many classes. */
static bool classify(classes *of, nw_cell_room *room, const nw_round *round, int32_t youth,
                     int lane, nw_side side)
{
    const nw_codes_of_cells *codes = &room->cells->codes[side];
    bool industries = side == NW_INDUSTRIES;
    of->count = 0;
    make_keys(room, round, youth, side);
    for (int32_t i = 0; i < codes->count; i++) {
        int32_t class = class_of(of, room->key[i], codes, i);
        if (class == CLASSES)
            return false;
        int32_t place = industries ? (lane * CLASSES + class) * CLASSES : class;
        room->place[side][(int64_t)i * NW_LANES + lane] = (uint16_t)place;
    }
    return true;
}

/* --- Sums ------------------------------------------------------------------------------------- */

static void add_novelty(uint32_t sums[NW_SUMS], const nw_cell_room *room, const nw_round *round,
                        int32_t youth, int32_t industry_cell, int32_t function_cell)
{
    const nw_cohort *cohort = round->cohort;
    const int32_t *model = room->cells->model;
    int64_t first = round->past_start[youth], count = round->past_start[youth + 1] - first;
    nw_novelty novelty = {0};
    if (cohort->placements.given)
        nw_novelty_of(&novelty, round->past + first, count,
                      cohort->companies.industry[cohort->posts.company[model[industry_cell]]],
                      cohort->posts.function[model[function_cell]]);
    nw_add_value(sums, &cohort->policy, NW_TERM_NOVELTY,
                 nw_novelty_by_intent(novelty.value, cohort->youths.intent[youth]), novelty.known);
}

static void score_classes(nw_cell_room *room, const nw_round *round, int32_t youth, int lane,
                          const classes *industries, const classes *functions)
{
    const nw_cells *cells = room->cells;
    for (int32_t i = 0; i < industries->count; i++)
        for (int32_t f = 0; f < functions->count; f++) {
            const uint32_t *wish = cells->wish[industries->interest[i]][functions->interest[f]];
            const uint32_t *goal = cells->goal[nw_max32(industries->goal[i], functions->goal[f])];
            uint32_t sums[NW_SUMS] = {wish[0] + goal[0], wish[1] + goal[1]};
            add_novelty(sums, room, round, youth, industries->model[i], functions->model[f]);
            for (int sum = 0; sum < NW_SUMS; sum++)
                room->pair[sum][(lane * CLASSES + i) * CLASSES + f] = sums[sum];
        }
}

/* Hands the sums of classes to the cells, all lanes of a row together. */
static void spread(uint32_t *table, const nw_cell_room *room, const uint32_t *pair)
{
    const nw_cells *cells = room->cells;
    for (int32_t cell = 0; cell < cells->count; cell++, table += NW_LANES) {
        const uint16_t *industry =
            room->place[NW_INDUSTRIES] + (int64_t)cells->code[NW_INDUSTRIES][cell] * NW_LANES;
        const uint16_t *function =
            room->place[NW_FUNCTIONS] + (int64_t)cells->code[NW_FUNCTIONS][cell] * NW_LANES;
        for (int lane = 0; lane < NW_LANES; lane++)
            table[lane] = pair[industry[lane] + function[lane]];
    }
}

/* By the plain definition. */
static void score_each(uint32_t *const tables[NW_SUMS], const nw_cells *cells,
                       const nw_round *round, int32_t youth, int lane)
{
    for (int32_t cell = 0; cell < cells->count; cell++) {
        nw_pair pair = nw_bare_pair(round, youth, cells->model[cell]);
        uint32_t sums[NW_SUMS] = {0};
        nw_add_term(sums, &pair, NW_TERM_WISH);
        nw_add_term(sums, &pair, NW_TERM_NOVELTY);
        nw_add_term(sums, &pair, NW_TERM_GOAL);
        for (int sum = 0; sum < NW_SUMS && tables[sum] != NULL; sum++)
            tables[sum][(int64_t)cell * NW_LANES + lane] = sums[sum];
    }
}

void nw_cells_fill(uint32_t *const tables[NW_SUMS], nw_cell_room *room, const nw_round *round,
                   const int32_t *youths, int count)
{
    uint32_t alone = 0; /* lanes to score cell by cell */
    for (int lane = 0; lane < count; lane++) {
        int64_t past = round->past_start[youths[lane] + 1] - round->past_start[youths[lane]];
        classes industries, functions;
        if (past <= MOST_PAST &&
            classify(&industries, room, round, youths[lane], lane, NW_INDUSTRIES) &&
            classify(&functions, room, round, youths[lane], lane, NW_FUNCTIONS))
            score_classes(room, round, youths[lane], lane, &industries, &functions);
        else
            alone |= 1U << lane;
    }
    for (int sum = 0; sum < NW_SUMS && tables[sum] != NULL; sum++)
        spread(tables[sum], room, room->pair[sum]);
    for (; alone != 0; alone &= alone - 1) {
        int lane = __builtin_ctz(alone);
        score_each(tables, room->cells, round, youths[lane], lane);
    }
}
