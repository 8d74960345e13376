/* What is still to come gains at most what it would if each later period had its best post after
 * the sequence so far, no company twice: an assignment of periods to companies, each the dearer as
 * others want it too (Kuhn, 1955; by shortest augmenting paths as Jonker and Volgenant, 1987). That
 * later periods make each other less new is left out. */
#include "plan/sequence_state.h"

#define MOST_COMPANIES (NW_MOST_PERIODS * NW_MOST_PERIODS)
#define MOST_COLUMNS (MOST_COMPANIES + NW_MOST_PERIODS)

/* The periods to be filled freely against the companies that matter to them, and behind those
 * against the times that one may sit out. */
typedef struct {
    int32_t rows, columns;
    int32_t company[MOST_COMPANIES];
    int64_t worth[NW_MOST_PERIODS][MOST_COLUMNS]; /* NONE: not possible */
} assignment;

/* Companies that are no longer to be had. */
typedef struct {
    int32_t company[NW_MOST_PERIODS];
    int32_t count;
} taken;

static bool is_taken(const taken *gone, int32_t company)
{
    for (int32_t i = 0; i < gone->count; i++)
        if (gone->company[i] == company)
            return true;
    return false;
}

/* --- What a period can have --------------------------------------------------------------------
 */

/* The best companies of a period, greatest value first: as many as there are periods suffice, as
 * the others cannot take them all. */
typedef struct {
    int32_t company[NW_MOST_PERIODS];
    int64_t value[NW_MOST_PERIODS];
    int32_t count;
} best_few;

static void keep(best_few *few, int32_t room, int32_t company, int64_t value)
{
    int32_t at = 0;
    while (at < few->count && few->company[at] != company)
        at++;
    if (at == room)
        at--; /* in place of the last */
    else if (at == few->count)
        few->value[few->count++] = NONE;
    if (few->value[at] >= value)
        return;
    for (; at > 0 && few->value[at - 1] < value; at--) {
        few->value[at] = few->value[at - 1];
        few->company[at] = few->company[at - 1];
    }
    few->value[at] = value;
    few->company[at] = company;
}

static best_few find_best(const nw_sequence_search *s, int32_t t, const taken *gone, int32_t room)
{
    const sequence_period *p = &s->period[t];
    best_few few = {.count = 0};
    for (int64_t i = 0; i < p->count; i++) {
        const sequence_option *o = &p->options[i];
        if (few.count == room && o->most <= few.value[room - 1])
            break;
        if (!is_taken(gone, o->company))
            keep(&few, room, o->company, nw_sequence_at_most(s, t, o));
    }
    return few;
}

static int32_t column_of(assignment *a, int32_t company)
{
    int32_t column = 0;
    while (column < a->columns && a->company[column] != company)
        column++;
    if (column < a->columns)
        return column;
    for (int32_t row = 0; row < a->rows; row++)
        a->worth[row][column] = NONE;
    a->company[a->columns++] = company;
    return column;
}

static void add_period(assignment *a, int32_t row, const best_few *few)
{
    for (int32_t i = 0; i < few->count; i++) {
        int32_t column = column_of(a, few->company[i]);
        a->worth[row][column] = few->value[i];
    }
}

/* As many as there are periods, each the dearer: together they cost what sitting out costs. */
static void add_sitting_out(assignment *a, const nw_sequence_search *s, int32_t out)
{
    for (int32_t i = 0; i < a->rows; i++, a->columns++)
        for (int32_t row = 0; row < a->rows; row++)
            a->worth[row][a->columns] =
                nw_sequence_out_cost(s, out + i) - nw_sequence_out_cost(s, out + i + 1);
}

/* --- The best assignment -----------------------------------------------------------------------
 */

/* A row's price and a column's are together at least what the row has there, and no more where the
 * row has the column. */
typedef struct {
    const assignment *of;
    int64_t row_price[NW_MOST_PERIODS], column_price[MOST_COLUMNS];
    int32_t row_of[MOST_COLUMNS]; /* -1 */
} assigning;

/* The ways from a row to columns, through rows that give up theirs. */
typedef struct {
    int64_t distance[MOST_COLUMNS]; /* what is lost on it */
    int32_t before[MOST_COLUMNS];   /* the column before; -1: none */
    bool reached[MOST_COLUMNS];
} ways;

/* Looks at all columns from a row to which `from` is the last column; gives the nearest that is not
 * reached. */
static int32_t look_on(ways *w, const assigning *g, int32_t row, int32_t from)
{
    int64_t so_far = from < 0 ? 0 : w->distance[from];
    int32_t nearest = -1;
    for (int32_t c = 0; c < g->of->columns; c++) {
        int64_t distance = so_far + g->row_price[row] + g->column_price[c] - g->of->worth[row][c];
        if (w->reached[c])
            continue;
        if (distance < w->distance[c]) {
            w->distance[c] = distance;
            w->before[c] = from;
        }
        if (nearest < 0 || w->distance[c] < w->distance[nearest])
            nearest = c;
    }
    return nearest;
}

static void change_prices(assigning *g, const ways *w, int32_t row, int64_t distance)
{
    g->row_price[row] -= distance;
    for (int32_t c = 0; c < g->of->columns; c++)
        if (w->reached[c]) {
            g->row_price[g->row_of[c]] -= distance - w->distance[c];
            g->column_price[c] += distance - w->distance[c];
        }
}

/* Gives the row a column along the way on which least is lost. */
static void place_row(assigning *g, int32_t row)
{
    ways w = {.reached = {false}};
    for (int32_t c = 0; c < g->of->columns; c++)
        w.distance[c] = INT64_MAX;
    int32_t at = look_on(&w, g, row, -1);
    while (g->row_of[at] >= 0) {
        w.reached[at] = true;
        at = look_on(&w, g, g->row_of[at], at);
    }
    change_prices(g, &w, row, w.distance[at]);
    for (; w.before[at] >= 0; at = w.before[at])
        g->row_of[at] = g->row_of[w.before[at]];
    g->row_of[at] = row;
}

static int64_t greatest_sum(const assignment *a)
{
    assigning g = {.of = a};
    int64_t sum = 0;
    for (int32_t c = 0; c < a->columns; c++)
        g.row_of[c] = -1;
    for (int32_t row = 0; row < a->rows; row++) {
        g.row_price[row] = NONE;
        for (int32_t c = 0; c < a->columns; c++)
            if (a->worth[row][c] > g.row_price[row])
                g.row_price[row] = a->worth[row][c];
    }
    for (int32_t row = 0; row < a->rows; row++)
        place_row(&g, row);
    for (int32_t c = 0; c < a->columns; c++)
        sum += g.row_of[c] < 0 ? 0 : a->worth[g.row_of[c]][c];
    return sum;
}

/* ---------------------------------------------------------------------------------------------- */

int64_t nw_sequence_still_to_gain(const nw_sequence_search *s, int32_t t, int32_t filled,
                                  int32_t out)
{
    assignment a = {.rows = 0};
    taken gone = {.count = 0};
    int32_t free[NW_MOST_PERIODS], forced = 0;
    int64_t fixed = 0;
    for (int32_t before = 0; before < filled; before++)
        if (s->now.post[before] >= 0)
            gone.company[gone.count++] = s->cohort->posts.company[s->now.post[before]];
    for (; t < s->periods; t++) {
        const sequence_period *p = &s->period[t];
        if (p->must_be_there) {
            fixed += nw_sequence_at_most(s, t, &p->options[0]);
            gone.company[gone.count++] = p->options[0].company;
        } else if (p->count == 0) {
            forced++;
        } else {
            free[a.rows++] = t;
        }
    }
    for (int32_t row = 0; row < a.rows; row++) {
        best_few few = find_best(s, free[row], &gone, a.rows);
        add_period(&a, row, &few);
    }
    add_sitting_out(&a, s, out + forced);
    return fixed + nw_sequence_out_cost(s, out) - nw_sequence_out_cost(s, out + forced) +
           greatest_sum(&a);
}
