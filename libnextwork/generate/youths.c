#include "generate/areas.h"
#include "generate/codes.h"
#include "generate/travel.h"

#include "base/arith.h"
#include "base/dates.h"
#include "base/memory.h"

#include <glib.h>

#define YOUNGEST 16
#define OLDEST 29
#define METRES 1000 /* grain of a home, in millionths of a degree: a hundred metres */
#define LONGEST_COMMUTE 180

/* A spot that far away in a uniform direction: a point of a disc, pulled to its rim. */
static nw_spot away(nw_spot from, int64_t metres, nw_random *random)
{
    int64_t east, north, square;
    do {
        east = nw_draw_between(random, -1000, 1000);
        north = nw_draw_between(random, -1000, 1000);
        square = east * east + north * north;
    } while (square < 250000 || square > 1000000);
    int64_t length = nw_isqrt(square);
    return (nw_spot){from.east + (int32_t)nw_div_round(metres * east, length),
                     from.north + (int32_t)nw_div_round(metres * north, length)};
}

/* Where the youth lives, how far is not too far, and by what. */
static nextwork_status set_travel(nw_table *table, const nw_world *world, nw_home *youth,
                                  nw_random *random)
{
    static const int8_t modes[] = {15, 25, 45, 15}, limits[] = {5, 20, 45, 25, 5};
    static const int32_t farthest[] = {30, 45, 60, 90, NW_UNKNOWN};
    const nw_knobs *knobs = &world->knobs;
    const nw_network *network = &world->networks[youth->network];
    int64_t commute = nw_draw_lognormal(random, knobs->commute_median, knobs->commute_sigma);
    commute = commute > LONGEST_COMMUTE ? LONGEST_COMMUTE : commute;
    youth->mode = nw_draw_percent(random, modes);
    youth->spot = away(network->spot, nw_reach(youth->mode, commute), random);
    int64_t limit = farthest[nw_draw_percent(random, limits)];
    if (limit < commute + 10 && limit != NW_UNKNOWN && !nw_draw_chance(random, 2000))
        limit = (commute + 10 + 14) / 15 * 15; /* most know how far out they live */
    nw_table_set_int(table, NW_Y_TRAVEL_MODE, youth->mode);
    nw_table_set_int(table, NW_Y_TRAVEL_MAX, limit);
    youth->travel_max = (int32_t)limit;
    if (!nw_draw_chance(random, 300))
        nw_set_spot(table, NW_Y_LATITUDE, NW_Y_LONGITUDE, network->area, youth->spot, METRES);
    if (!nw_draw_chance(random, 300))
        NW_TRY(nw_set_network(table, NW_Y_NETWORK, world, youth->network, youth->network));
    return nw_set_words(table, NW_Y_MUNICIPALITY, nw_areas[network->area].code);
}

static void set_hours(nw_table *table, nw_home *youth, nw_random *random)
{
    static const int8_t lows[] = {30, 35, 25, 10}, highs[] = {10, 15, 30, 20, 25};
    static const int32_t fewest[] = {5, 10, 15, NW_UNKNOWN};
    static const int32_t most[] = {15, 20, 25, 30, 37};
    nw_table_set_int(table, NW_Y_HOURS_MIN, fewest[nw_draw_percent(random, lows)]);
    youth->hours_max = most[nw_draw_percent(random, highs)];
    nw_table_set_int(table, NW_Y_HOURS_MAX, youth->hours_max);
}

static nextwork_status set_needs(nw_table *table, nw_random *random)
{
    static const int8_t counts[] = {65, 25, 10}, levels[] = {50, 42, 8};
    static const char *const level_texts[] = {"1", "2", "3"};
    char text[64] = "";
    int32_t count = nw_draw_percent(random, counts);
    int32_t need = (int32_t)nw_random_below(random, NW_NEEDS);
    for (int32_t i = 0; i < count; i++, need = (need + 1) % NW_NEEDS) {
        g_strlcat(text, i > 0 ? "|" : "", sizeof text);
        g_strlcat(text, nw_needs[need], sizeof text);
        g_strlcat(text, ":", sizeof text);
        g_strlcat(text, level_texts[nw_draw_percent(random, levels)], sizeof text);
    }
    return nw_set_words(table, NW_Y_NEEDS, text);
}

static nextwork_status set_skills(nw_table *table, nw_home *youth, nw_random *random)
{
    uint32_t skills = UINT32_C(1) << nw_random_below(random, NW_SKILLS);
    for (int i = 0; i < NW_SKILLS; i++)
        skills |= nw_draw_chance(random, 2500) ? UINT32_C(1) << i : 0;
    youth->skills = nw_draw_chance(random, 3000) ? 0 : skills;
    return nw_set_codes(table, NW_Y_SKILLS, nw_skills, youth->skills);
}

static void set_person(nw_table *table, const nw_knobs *knobs, nw_random *random)
{
    static const int8_t chances[] = {40, 15, 15, 30};
    static const int32_t intents[] = {NW_EXPLORE, NW_NEUTRAL, NW_DEEPEN, NW_UNKNOWN};
    /* Two dice: most are in the middle of the range. */
    int64_t age = YOUNGEST + nw_draw_between(random, 0, (OLDEST - YOUNGEST) / 2) +
                  nw_draw_between(random, 0, (OLDEST - YOUNGEST + 1) / 2);
    nw_table_set_int(table, NW_Y_BIRTH_YEAR, nw_date_year((int32_t)knobs->start) - age);
    nw_table_set_int(table, NW_Y_INTENT, intents[nw_draw_percent(random, chances)]);
    nw_table_set_int(table, NW_Y_ENROLLED, !nw_draw_chance(random, 200));
}

static nextwork_status make_youth(nw_world *world, int32_t row)
{
    nw_table *table = &world->tables[NW_YOUTHS];
    nw_random random = nw_stream_of(world, NW_STREAM_YOUTH, row);
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_set_youth(table, NW_Y_ID, world, row));
    NW_TRY(set_travel(table, world, &world->youths[row], &random));
    set_person(table, &world->knobs, &random);
    set_hours(table, &world->youths[row], &random);
    NW_TRY(set_needs(table, &random));
    return set_skills(table, &world->youths[row], &random);
}

/* Draws the control arm: exactly its share, every choice of that many youths as likely as any other
 * (selection sampling). */
static void draw_arms(nw_world *world)
{
    nw_random random = nw_stream_of(world, NW_STREAM_ARMS, 0);
    int32_t *arms = world->tables[NW_YOUTHS].columns[NW_Y_TRIAL_ARM].ints;
    int64_t wanted = nw_div_round(world->n_youths * world->knobs.control, NW_SHARE);
    for (int64_t row = 0; row < world->n_youths; row++) {
        int64_t left = world->n_youths - row;
        bool control = (int64_t)nw_random_below(&random, (uint64_t)left) < wanted;
        wanted -= control;
        arms[row] = control ? NW_CONTROL : NW_TREATMENT;
    }
}

nextwork_status nw_make_youths(nw_world *world)
{
    world->youths = NW_NEW(nw_home, world->n_youths);
    if (world->youths == NULL)
        return nw_fail_memory("youths");
    for (int32_t n = 0; n < world->n_networks; n++) {
        for (int32_t row = world->networks[n].youth; row < world->networks[n + 1].youth; row++) {
            world->youths[row] = (nw_home){.network = n, .been = {-1, -1}};
            NW_TRY(make_youth(world, row));
        }
    }
    if (world->knobs.control > 0)
        draw_arms(world);
    return NEXTWORK_OK;
}
