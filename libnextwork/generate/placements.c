#include "generate/cells.h"

#include <stdio.h>

#define WEEK 7
#define TRIES 8 /* to find a post with a seat left for a placement that runs into the round */

/* A youth's placements while they are made, the latest first. */
typedef struct {
    nw_world *world;
    nw_table *table;
    int32_t youth;
    int32_t number; /* of the placement, from 1 */
    int64_t before; /* the next one ends by then */
    nw_random random;
} nw_history;

static int32_t draw_post(nw_history *history)
{
    const nw_network *network =
        &history->world->networks[history->world->youths[history->youth].network];
    return (int32_t)nw_draw_between(&history->random, network->post, network[1].post - 1);
}

/* A post of the network with a seat left, which is then taken; -1 when none is soon found. */
static int32_t take_seat(nw_history *history)
{
    for (int i = 0; i < TRIES; i++) {
        int32_t row = draw_post(history);
        nw_opening *post = &history->world->posts[row];
        if (post->running < post->seats) {
            post->running++;
            return row;
        }
    }
    return -1;
}

static nextwork_status add_row(nw_history *history, int64_t start, int64_t end, int32_t status)
{
    char id[40];
    nw_table *table = history->table;
    snprintf(id, sizeof id, "L%0*d.%d", history->world->youth_digits, history->youth + 1,
             history->number++);
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_set_words(table, NW_L_ID, id));
    NW_TRY(nw_set_youth(table, NW_L_YOUTH, history->world, history->youth));
    nw_table_set_int(table, NW_L_START, start);
    nw_table_set_int(table, NW_L_END, end);
    nw_table_set_int(table, NW_L_STATUS, status);
    return NEXTWORK_OK;
}

static void remember(nw_history *history, int32_t company)
{
    int32_t *been = history->world->youths[history->youth].been;
    been[been[0] >= 0] = company;
}

/* At a post of the network, at one of its companies, or at a place that is only described. */
static nextwork_status set_place(nw_history *history)
{
    static const int8_t chances[] = {60, 15, 25};
    const nw_world *world = history->world;
    nw_table *table = history->table;
    int32_t post = draw_post(history);
    int32_t industry = nw_draw_industry(&history->random);
    int32_t company = world->posts[post].company;
    const nw_industry_share *share = &nw_industries[industry];
    bool old_scheme = share->only_db07 || nw_draw_chance(&history->random, 3000);
    switch (nw_draw_percent(&history->random, chances)) {
    case 0:
        remember(history, company);
        return nw_set_post(table, NW_L_POST, world, post);
    case 1:
        remember(history, company);
        NW_TRY(nw_set_company(table, NW_L_COMPANY, world, company));
        industry = world->companies[company].industry;
        break;
    default:
        nw_table_set_int(table, NW_L_INDUSTRY_SCHEME, old_scheme ? NW_DB07 : NW_DB25);
        NW_TRY(nw_set_words(table, NW_L_INDUSTRY, share->division));
    }
    return nw_set_words(table, NW_L_FUNCTION, nw_draw_function(&history->random, industry));
}

/* Most come to the end; some stop before; of a few nobody knows. */
static void set_outcome(nw_history *history, int64_t weeks)
{
    static const int8_t chances[] = {65, 28, 7}, ratings[] = {5, 10, 25, 35, 25};
    const int64_t attended[] = {weeks, nw_draw_between(&history->random, 1, weeks - 1), NW_UNKNOWN};
    nw_table_set_int(history->table, NW_L_WEEKS,
                     attended[nw_draw_percent(&history->random, chances)]);
    int32_t rating = 1 + nw_draw_percent(&history->random, ratings);
    if (nw_draw_chance(&history->random, 7000))
        nw_table_set_int(history->table, NW_L_RATING, rating);
}

static nextwork_status add_done(nw_history *history)
{
    static const int8_t chances[] = {25, 30, 30, 15};
    static const int64_t lengths[] = {4, 8, 13, 26};
    int64_t weeks = lengths[nw_draw_percent(&history->random, chances)];
    int64_t end = history->before - WEEK * nw_draw_geometric(&history->random, 8000, 52);
    int64_t start = end - WEEK * weeks;
    history->before = start;
    NW_TRY(add_row(history, start, end, NW_DONE));
    NW_TRY(set_place(history));
    set_outcome(history, weeks);
    return NEXTWORK_OK;
}

/* A placement that still runs, or is planned to, when the round starts. */
static nextwork_status add_running(nw_history *history)
{
    int64_t round = history->world->knobs.start;
    int64_t weeks = nw_draw_chance(&history->random, 7000) ? 13 : 26;
    int64_t over = nw_draw_between(&history->random, 1, 8);
    bool planned = nw_draw_chance(&history->random, 2500);
    int32_t post = take_seat(history);
    if (post < 0)
        return add_done(history);
    int64_t end = round + WEEK * (planned ? weeks : over), start = end - WEEK * weeks;
    history->before = start;
    remember(history, history->world->posts[post].company);
    NW_TRY(add_row(history, start, end, planned ? NW_PLANNED : NW_RUNNING_NOW));
    if (!planned) /* the cohort is as of the last weeks before the round */
        nw_table_set_int(history->table, NW_L_WEEKS, weeks - over - 1);
    return nw_set_post(history->table, NW_L_POST, history->world, post);
}

static nextwork_status make_history(nw_history *history)
{
    const nw_knobs *knobs = &history->world->knobs;
    int64_t count = nw_draw_poisson(&history->random, knobs->placements_mean);
    bool running = nw_draw_chance(&history->random, knobs->running);
    for (int64_t i = 0; i < count; i++)
        NW_TRY(i == 0 && running ? add_running(history) : add_done(history));
    return NEXTWORK_OK;
}

nextwork_status nw_make_placements(nw_world *world)
{
    for (int32_t youth = 0; youth < world->n_youths; youth++) {
        nw_history history = {.world = world,
                              .table = &world->tables[NW_PLACEMENTS],
                              .youth = youth,
                              .number = 1,
                              .before = world->knobs.start,
                              .random = nw_stream_of(world, NW_STREAM_PLACEMENTS, youth)};
        NW_TRY(make_history(&history));
    }
    return NEXTWORK_OK;
}
