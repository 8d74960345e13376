#include "generate/areas.h"
#include "generate/cells.h"

#include "base/arith.h"
#include "base/memory.h"

#include <stdio.h>

#define MOST_HEADCOUNT 10000000
#define COMPANIES_A_FIRM 40 /* one in so many ids of firms; each owns a handful of workplaces */
#define METRES 100          /* grain of a company's place, in millionths of a degree: ten metres */

/* The headcount rule of the default policy: what seats are planned by. */
static int32_t limit_of(int64_t headcount)
{
    if (headcount < 5)
        return 1;
    return (int32_t)(headcount <= 50 ? headcount / 5 : 10 + (headcount - 50) / 10);
}

static nextwork_status set_industry(nw_table *table, int32_t industry, nw_random *random)
{
    const nw_industry_share *share = &nw_industries[industry];
    int known = 0;
    while (known < 3 && share->classes[known] != NULL)
        known++;
    bool old_scheme = nw_draw_chance(random, 2000) || share->only_db07;
    const char *code = share->division;
    if (old_scheme && known > 0 && nw_draw_chance(random, 6000))
        code = share->classes[nw_random_below(random, (uint64_t)known)];
    nw_table_set_int(table, NW_C_INDUSTRY_SCHEME, old_scheme ? NW_DB07 : NW_DB25);
    return nw_set_words(table, NW_C_INDUSTRY, code);
}

static void set_headcount(nw_table *table, nw_workplace *company, const nw_knobs *knobs,
                          nw_random *random)
{
    static const int8_t others[] = {80, 15, 5};
    int64_t headcount = nw_draw_lognormal(random, knobs->headcount_median, knobs->headcount_sigma);
    headcount = headcount < 1 ? 1 : headcount > MOST_HEADCOUNT ? MOST_HEADCOUNT : headcount;
    company->limit = limit_of(headcount);
    if (!nw_draw_chance(random, 400))
        nw_table_set_int(table, NW_C_HEADCOUNT, headcount);
    int32_t placed = nw_draw_percent(random, others);
    if (!nw_draw_chance(random, 1000)) {
        /* Mostly such that there is room for one more. */
        bool full = nw_draw_chance(random, 800);
        nw_table_set_int(table, NW_C_OTHERS_PLACED,
                         full ? placed : nw_min32(placed, company->limit - 1));
    }
}

static void set_requests(nw_table *table, nw_random *random)
{
    int64_t asked = nw_draw_between(random, 0, 12), answered = 0;
    int64_t share = nw_draw_between(random, 5000, 9500);
    for (int64_t i = 0; i < asked; i++)
        answered += nw_draw_chance(random, share);
    if (nw_draw_chance(random, 1000))
        return;
    nw_table_set_int(table, NW_C_ASKED, asked);
    nw_table_set_int(table, NW_C_ANSWERED, answered);
}

static nextwork_status set_owner(nw_table *table, const nw_world *world, nw_random *random)
{
    char text[24];
    int64_t firms = world->n_companies / COMPANIES_A_FIRM + 1;
    int64_t firm = nw_draw_between(random, 1, firms);
    if (!nw_draw_chance(random, 1200))
        return NEXTWORK_OK;
    snprintf(text, sizeof text, "F%04lld", (long long)firm);
    return nw_set_words(table, NW_C_OWNER, text);
}

static nextwork_status set_place(nw_table *table, const nw_world *world, nw_workplace *company,
                                 nw_random *random)
{
    const nw_network *network = &world->networks[company->network];
    const nw_area *area = &nw_areas[network->area];
    /* Companies of a network lie close together: within a quarter of the municipality's way. */
    int64_t deviation = 400 + nw_isqrt((int64_t)area->square_km * 1000000) / 15;
    company->spot.east =
        network->spot.east + (int32_t)nw_div_round(nw_draw_normal(random) * deviation, 65536);
    company->spot.north =
        network->spot.north + (int32_t)nw_div_round(nw_draw_normal(random) * deviation, 65536);
    nw_set_spot(table, NW_C_LATITUDE, NW_C_LONGITUDE, network->area, company->spot, METRES);
    return nw_set_words(table, NW_C_MUNICIPALITY, area->code);
}

static nextwork_status make_company(nw_world *world, int32_t row)
{
    nw_table *table = &world->tables[NW_COMPANIES];
    nw_workplace *company = &world->companies[row];
    nw_random random = nw_stream_of(world, NW_STREAM_COMPANY, row);
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_set_company(table, NW_C_ID, world, row));
    NW_TRY(set_place(table, world, company, &random));
    int32_t second =
        nw_draw_chance(&random, 800) ? nw_neighbour(world, company->network) : company->network;
    NW_TRY(nw_set_network(table, NW_C_NETWORK, world, company->network, second));
    company->industry = nw_draw_industry(&random);
    NW_TRY(set_industry(table, company->industry, &random));
    NW_TRY(set_owner(table, world, &random));
    set_requests(table, &random);
    set_headcount(table, company, &world->knobs, &random);
    return NEXTWORK_OK;
}

nextwork_status nw_make_companies(nw_world *world)
{
    world->companies = NW_NEW_ZERO(nw_workplace, world->n_companies + 1);
    if (world->companies == NULL)
        return nw_fail_memory("companies");
    for (int32_t n = 0; n < world->n_networks; n++) {
        for (int32_t row = world->networks[n].company; row < world->networks[n + 1].company;
             row++) {
            world->companies[row].network = n;
            NW_TRY(make_company(world, row));
        }
    }
    return NEXTWORK_OK;
}
