#include "generate/world.h"

#include "base/arith.h"
#include "base/memory.h"
#include "generate/areas.h"

/* Networks differ in size: weights around 100. */
#define LIGHTEST 70
#define HEAVIEST 130

/* The weight of the first `areas` areas: networks go by the square root of the inhabitants, for
 * programmes of large and small municipalities differ less than their populations. */
static int64_t weight_before(int64_t areas)
{
    int64_t weight = 0;
    for (int64_t i = 0; i < areas; i++)
        weight += nw_isqrt((int64_t)nw_areas[i].inhabitants * 10000);
    return weight;
}

static int32_t metres_across(const nw_area *area)
{
    /* The radius of a circle of that size: 1 / pi is 318310 / 1000000. */
    return (int32_t)nw_isqrt((int64_t)area->square_km * 318310);
}

static int32_t scattered(nw_random *random, int64_t deviation, int64_t most)
{
    int64_t metres = nw_div_round(nw_draw_normal(random) * deviation, 65536);
    return (int32_t)(metres > most ? most : metres < -most ? -most : metres);
}

static void place_network(nw_world *world, int32_t row, int32_t area, int32_t number)
{
    nw_random random = nw_stream_of(world, NW_STREAM_NETWORK, row);
    int32_t radius = metres_across(&nw_areas[area]);
    nw_network *network = &world->networks[row];
    *network = (nw_network){.area = area, .number = number};
    if (number == 1)
        return; /* in the middle of the town */
    network->spot.east = scattered(&random, radius * 2 / 5, radius * 4 / 5);
    network->spot.north = scattered(&random, radius * 2 / 5, radius * 4 / 5);
}

static int64_t weight_of(const nw_world *world, int32_t network)
{
    nw_random random = nw_stream_of(world, NW_STREAM_SIZE, network);
    return nw_draw_between(&random, LIGHTEST, HEAVIEST);
}

/* Gives each network its ranges of companies and youths, in proportion to its weight. With at
 * least two companies a network on average, none is left without any. */
static void share_out(nw_world *world)
{
    int64_t all = 0, before = 0;
    for (int32_t n = 0; n < world->n_networks; n++)
        all += weight_of(world, n);
    for (int32_t n = 0; n <= world->n_networks; n++) {
        world->networks[n].company = (int32_t)(world->n_companies * before / all);
        world->networks[n].youth = (int32_t)(world->n_youths * before / all);
        before += weight_of(world, n);
    }
}

nextwork_status nw_make_networks(nw_world *world)
{
    const nw_knobs *knobs = &world->knobs;
    int64_t networks = knobs->companies / knobs->network_companies;
    world->n_networks = (int32_t)(networks < 1 ? 1 : networks);
    world->networks = NW_NEW_ZERO(nw_network, world->n_networks + 1);
    if (world->networks == NULL)
        return nw_fail_memory("networks");
    int64_t all = weight_before(knobs->municipalities);
    int32_t row = 0;
    for (int32_t area = 0; area < knobs->municipalities; area++) {
        /* A network is in the area that its middle, row + 1/2, falls in. */
        int64_t end = weight_before(area + 1) * 2 * world->n_networks;
        for (int32_t number = 1; (2 * row + 1) * all <= end; number++)
            place_network(world, row++, area, number);
    }
    share_out(world);
    return NEXTWORK_OK;
}

int32_t nw_neighbour(const nw_world *world, int32_t network)
{
    int32_t area = world->networks[network].area;
    if (network + 1 < world->n_networks && world->networks[network + 1].area == area)
        return network + 1;
    if (network > 0 && world->networks[network - 1].area == area)
        return network - 1;
    return network;
}
