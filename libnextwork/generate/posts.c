#include "generate/codes.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/sort.h"

#define MOST_POSTS 40 /* of one company */
#define MOST_SEATS 8
#define WEEK 7

/* Mostly what the headcount rule allows; some promise one or two more than that. */
static int32_t seats_of(const nw_workplace *company, nw_random *random)
{
    int32_t seats = 1 + (int32_t)nw_draw_geometric(random, 7000, MOST_SEATS - 1);
    int32_t more = (int32_t)nw_draw_between(random, 1, 2);
    return nw_min32(seats, company->limit + (nw_draw_chance(random, 2000) ? more : 0));
}

static void set_hours(nw_table *table, nw_opening *post, nw_random *random)
{
    static const int8_t chances[] = {10, 35, 30, 15, 10};
    static const int32_t fewest[] = {5, 10, 15, 20, NW_UNKNOWN};
    static const int32_t most[] = {37, 37, 30, 25, NW_UNKNOWN};
    post->hours_min = fewest[nw_draw_percent(random, chances)];
    nw_table_set_int(table, NW_P_HOURS_MIN, post->hours_min);
    nw_table_set_int(table, NW_P_HOURS_MAX, most[nw_draw_percent(random, chances)]);
}

/* Most posts are there for the whole round; a few open late or close early. */
static void set_availability(nw_table *table, nw_opening *post, int64_t start, nw_random *random)
{
    static const int8_t chances[] = {70, 27, 3};
    int64_t before = start - WEEK * nw_draw_between(random, 1, 30);
    int64_t late = start + WEEK * nw_draw_between(random, 1, 8);
    int64_t after = start + WEEK * nw_draw_between(random, 26, 80);
    int64_t early = start + WEEK * nw_draw_between(random, 9, 12);
    const int64_t from[] = {NW_UNKNOWN, before, late}, to[] = {NW_UNKNOWN, after, early};
    int32_t opens = nw_draw_percent(random, chances), closes = nw_draw_percent(random, chances);
    post->whole_round = opens < 2 && closes < 2;
    nw_table_set_int(table, NW_P_AVAILABLE_FROM, from[opens]);
    nw_table_set_int(table, NW_P_AVAILABLE_TO, to[closes]);
}

static nextwork_status set_skills(nw_table *table, nw_opening *post, const nw_sector *sector,
                                  nw_random *random)
{
    uint32_t own = nw_skill_bit(sector->skill);
    uint32_t other = UINT32_C(1) << nw_random_below(random, NW_SKILLS);
    uint32_t prefers = nw_draw_chance(random, 4000) ? own : 0;
    prefers |= nw_draw_chance(random, 2500) ? other : 0;
    post->requires = nw_draw_chance(random, 600) ? own : 0;
    NW_TRY(nw_set_codes(table, NW_P_REQUIRES, nw_skills, post->requires));
    return nw_set_codes(table, NW_P_PREFERS, nw_skills, prefers & ~post->requires);
}

static nextwork_status set_offers(nw_table *table, nw_random *random)
{
    uint32_t offers = UINT32_C(1) << nw_random_below(random, NW_NEEDS);
    for (int i = 0; i < NW_NEEDS; i++)
        offers |= nw_draw_chance(random, 4500) ? UINT32_C(1) << i : 0;
    return nw_set_codes(table, NW_P_OFFERS, nw_needs, nw_draw_chance(random, 1500) ? 0 : offers);
}

static nextwork_status make_post(nw_world *world, int32_t company, int32_t row, nw_random *random)
{
    nw_table *table = &world->tables[NW_POSTS];
    const nw_workplace *at = &world->companies[company];
    nw_opening *post = &world->posts[row];
    *post = (nw_opening){.company = company, .function = nw_draw_function(random, at->industry)};
    post->seats = seats_of(at, random);
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_set_post(table, NW_P_ID, world, row));
    NW_TRY(nw_set_company(table, NW_P_COMPANY, world, company));
    NW_TRY(nw_set_words(table, NW_P_FUNCTION, post->function));
    nw_table_set_int(table, NW_P_SEATS, post->seats);
    set_hours(table, post, random);
    set_availability(table, post, world->knobs.start, random);
    NW_TRY(set_skills(table, post, nw_industries[at->industry].sector, random));
    return set_offers(table, random);
}

static int32_t posts_of(const nw_world *world, int32_t company)
{
    const int64_t mean = world->knobs.posts_per_company;
    nw_random random = nw_stream_of(world, NW_STREAM_POST_COUNT, company);
    int64_t share = (mean - 100) * NW_SHARE / mean;
    return 1 + (int32_t)nw_draw_geometric(&random, share, MOST_POSTS - 1);
}

/* Gives each company and each network its range of posts. */
static void number_posts(nw_world *world)
{
    for (int32_t n = 0; n < world->n_networks; n++) {
        world->networks[n].post = world->n_posts;
        for (int32_t c = world->networks[n].company; c < world->networks[n + 1].company; c++) {
            world->companies[c].post = world->n_posts;
            world->n_posts += posts_of(world, c);
        }
    }
    world->networks[world->n_networks].post = world->n_posts;
    world->companies[world->n_companies].post = world->n_posts;
    world->post_digits = nw_id_digits(world->n_posts, 4);
}

/* What a post is known for: the places it has, and luck. */
static uint64_t fame(const nw_world *world, int32_t post, nw_random *random)
{
    int32_t limit = world->companies[world->posts[post].company].limit;
    uint64_t places = (uint64_t)nw_min32(world->posts[post].seats, limit);
    return (2 * places + nw_random_below(random, 3)) << 32 | nw_random_next(random) >> 32;
}

/* Puts a network's posts on its shelf, the most famous first; the first so many are the popular
 * ones. Their number is rounded over all networks together, so that the share comes out. */
static void fill_shelf(nw_world *world, int32_t n, nw_keyed *items, nw_keyed *scratch)
{
    nw_network *network = &world->networks[n];
    int32_t count = network[1].post - network->post;
    nw_random random = nw_stream_of(world, NW_STREAM_POPULAR, n);
    for (int32_t i = 0; i < count; i++)
        items[i] = (nw_keyed){~fame(world, network->post + i, &random), network->post + i};
    nw_sort_keyed(items, scratch, count);
    for (int32_t i = 0; i < count; i++)
        world->shelf[network->post + i] = (int32_t)items[i].item;
    int64_t share = world->knobs.popular_posts;
    network->popular =
        (int32_t)(network[1].post * share / NW_SHARE - network->post * share / NW_SHARE);
}

static nextwork_status fill_shelves(nw_world *world)
{
    int32_t most = 0;
    for (int32_t n = 0; n < world->n_networks; n++)
        most = nw_max32(most, world->networks[n + 1].post - world->networks[n].post);
    world->shelf = NW_NEW(int32_t, world->n_posts);
    nw_keyed *items = NW_NEW(nw_keyed, 2 * (int64_t)most);
    if (world->shelf != NULL && items != NULL)
        for (int32_t n = 0; n < world->n_networks; n++)
            fill_shelf(world, n, items, items + most);
    bool filled = world->shelf != NULL && items != NULL;
    nw_free(items);
    return filled ? NEXTWORK_OK : nw_fail_memory("posts");
}

nextwork_status nw_make_posts(nw_world *world)
{
    number_posts(world);
    world->posts = NW_NEW(nw_opening, world->n_posts);
    if (world->posts == NULL)
        return nw_fail_memory("posts");
    for (int32_t c = 0; c < world->n_companies; c++) {
        nw_random random = nw_stream_of(world, NW_STREAM_POSTS, c);
        for (int32_t row = world->companies[c].post; row < world->companies[c + 1].post; row++)
            NW_TRY(make_post(world, c, row, &random));
    }
    return fill_shelves(world);
}
