#include "generate/answers.h"
#include "generate/cells.h"
#include "generate/interests.h"
#include "generate/travel.h"

#include "base/memory.h"

#define SHARE_ELSEWHERE 200 /* of wishes are in another network of the municipality */
#define SHARE_TIED 600
#define SHARE_HEEDLESS 400 /* of posts drawn are listed although they do not suit */
#define TRIES 12           /* to find one that suits */
#define SHARE_VETO 600
#define SHARE_KNOWN_WAY 3000 /* of ways to a wished company are in the travel table */
#define WAY_SIGMA 25         /* how the known way differs from the estimate, hundredths */
#define SHORTEST_WAY 3
#define LONGEST_WAY 240

/* One youth's list while it is being made. */
typedef struct {
    const nw_world *world;
    int32_t youth, network;
    nw_likings likings;
    nw_random random;
    int32_t *posts; /* wishes in order */
    int32_t count;
} nw_list;

static bool listed(const nw_list *list, int32_t post)
{
    for (int32_t i = 0; i < list->count; i++)
        if (list->posts[i] == post)
            return true;
    return false;
}

/* Whether the youth would rather list the second post: it is more to the taste, or there is more
 * room. */
static bool rather(const nw_list *list, int32_t one, int32_t two)
{
    const nw_opening *posts = list->world->posts;
    int32_t gain =
        nw_appeal(&list->likings, list->world, two) - nw_appeal(&list->likings, list->world, one);
    return gain != 0 ? gain > 0 : posts[two].seats > posts[one].seats;
}

/* Of two posts drawn from that part of a network's shelf, the better. */
static int32_t draw_post(nw_list *list, int32_t network, int32_t first, int32_t end)
{
    const int32_t *shelf = list->world->shelf + list->world->networks[network].post;
    int32_t one = shelf[nw_draw_between(&list->random, first, end - 1)];
    int32_t two = shelf[nw_draw_between(&list->random, first, end - 1)];
    return rather(list, one, two) ? two : one;
}

/* What a youth who knows the network would not list: a company of the latest placements, and a post
 * that is too far, asks for too many hours or another skill, is not open for the whole round, or
 * has said no. */
static bool suits(const nw_list *list, int32_t row)
{
    const nw_home *youth = &list->world->youths[list->youth];
    const nw_opening *post = &list->world->posts[row];
    nw_spot there = list->world->companies[post->company].spot;
    if (post->company == youth->been[0] || post->company == youth->been[1] || !post->whole_round)
        return false;
    if (post->hours_min != NW_UNKNOWN && post->hours_min > youth->hours_max)
        return false;
    nw_reply reply = nw_reply_of(list->world, post->company, list->youth);
    if (reply.answer == NW_NO && reply.told)
        return false;
    if (youth->skills != 0 && (post->requires & ~youth->skills) != 0)
        return false;
    return youth->travel_max == NW_UNKNOWN ||
           nw_minutes_between(youth->mode, youth->spot, there) <= youth->travel_max;
}

static int32_t draw_suited(nw_list *list, int32_t network, int32_t first, int32_t end)
{
    int32_t post = draw_post(list, network, first, end);
    for (int i = 1; i < TRIES && !suits(list, post); i++) {
        if (nw_draw_chance(&list->random, SHARE_HEEDLESS))
            break;
        post = draw_post(list, network, first, end);
    }
    return post;
}

static int32_t shelf_length(const nw_world *world, int32_t network)
{
    return world->networks[network + 1].post - world->networks[network].post;
}

static int32_t draw_first(nw_list *list)
{
    int32_t popular = list->world->networks[list->network].popular;
    int32_t all = shelf_length(list->world, list->network);
    bool from_popular = nw_draw_chance(&list->random, list->world->knobs.popular_wishes);
    if (popular == 0 || (!from_popular && popular < all))
        return draw_suited(list, list->network, popular, all);
    return draw_suited(list, list->network, 0, popular);
}

static int32_t draw_unlisted(nw_list *list)
{
    int32_t post;
    do {
        bool elsewhere = nw_draw_chance(&list->random, SHARE_ELSEWHERE);
        int32_t network = elsewhere ? nw_neighbour(list->world, list->network) : list->network;
        post = draw_suited(list, network, 0, shelf_length(list->world, network));
    } while (listed(list, post));
    return post;
}

/* At most half of the network's posts, so that another is soon found. */
static int32_t longest(const nw_world *world, int32_t network)
{
    int64_t half = (shelf_length(world, network) + 1) / 2;
    return (int32_t)(half < world->knobs.wishes_max ? half : world->knobs.wishes_max);
}

static void draw_list(nw_list *list)
{
    const nw_knobs *knobs = &list->world->knobs;
    if (nw_draw_chance(&list->random, knobs->no_wishes))
        return;
    int64_t share = (knobs->wishes_mean - 100) * NW_SHARE / knobs->wishes_mean;
    int64_t length =
        1 + nw_draw_geometric(&list->random, share, longest(list->world, list->network) - 1);
    list->posts[list->count++] = draw_first(list);
    while (list->count < length) {
        int32_t post = draw_unlisted(list);
        list->posts[list->count++] = post;
    }
}

static nextwork_status add_wish(nw_table *table, const nw_list *list, int32_t post, int32_t rank)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_set_youth(table, NW_W_YOUTH, list->world, list->youth));
    NW_TRY(nw_set_post(table, NW_W_POST, list->world, post));
    nw_table_set_int(table, NW_W_RANK, rank);
    if (rank == NW_UNKNOWN)
        nw_table_set_int(table, NW_W_VETO, 1);
    return NEXTWORK_OK;
}

/* A post that the youth never wants: any that is not on the list. */
static int32_t draw_veto(nw_list *list)
{
    int32_t first = list->world->networks[list->network].post;
    int32_t post;
    do
        post = first + (int32_t)nw_random_below(&list->random,
                                                (uint64_t)shelf_length(list->world, list->network));
    while (listed(list, post));
    return post;
}

/* The first is clear; later ones are tied now and then. */
static nextwork_status add_wishes(nw_table *table, nw_list *list)
{
    int32_t rank = 0;
    for (int32_t i = 0; i < list->count; i++) {
        rank += i < 2 || !nw_draw_chance(&list->random, SHARE_TIED);
        NW_TRY(add_wish(table, list, list->posts[i], rank));
    }
    bool room = list->count < shelf_length(list->world, list->network);
    if (room && nw_draw_chance(&list->random, SHARE_VETO))
        NW_TRY(add_wish(table, list, draw_veto(list), NW_UNKNOWN));
    return NEXTWORK_OK;
}

static bool new_company(const nw_list *list, int32_t place)
{
    const nw_opening *posts = list->world->posts;
    for (int32_t i = 0; i < place; i++)
        if (posts[list->posts[i]].company == posts[list->posts[place]].company)
            return false;
    return true;
}

static nextwork_status add_ways(nw_table *table, const nw_list *list)
{
    const nw_world *world = list->world;
    const nw_home *home = &world->youths[list->youth];
    nw_random random = nw_stream_of(world, NW_STREAM_TRAVEL, list->youth);
    for (int32_t i = 0; i < list->count; i++) {
        if (!nw_draw_chance(&random, SHARE_KNOWN_WAY) || !new_company(list, i))
            continue;
        int32_t company = world->posts[list->posts[i]].company;
        int64_t estimate =
            nw_minutes_between(home->mode, home->spot, world->companies[company].spot);
        int64_t minutes = nw_draw_lognormal(&random, estimate, WAY_SIGMA);
        minutes = minutes < SHORTEST_WAY ? SHORTEST_WAY : minutes;
        NW_TRY(nw_table_add_row(table));
        NW_TRY(nw_set_youth(table, NW_T_YOUTH, world, list->youth));
        NW_TRY(nw_set_company(table, NW_T_COMPANY, world, company));
        nw_table_set_int(table, NW_T_MINUTES, minutes > LONGEST_WAY ? LONGEST_WAY : minutes);
    }
    return NEXTWORK_OK;
}

static nextwork_status make_lists(nw_world *world, int32_t *posts)
{
    for (int32_t youth = 0; youth < world->n_youths; youth++) {
        nw_list list = {.world = world,
                        .youth = youth,
                        .network = world->youths[youth].network,
                        .random = nw_stream_of(world, NW_STREAM_WISHES, youth),
                        .posts = posts};
        nw_draw_likings(&list.likings, world, youth);
        draw_list(&list);
        NW_TRY(add_wishes(&world->tables[NW_WISHES], &list));
        NW_TRY(add_ways(&world->tables[NW_TRAVEL], &list));
    }
    return NEXTWORK_OK;
}

nextwork_status nw_make_wishes(nw_world *world)
{
    int32_t *posts = NW_NEW(int32_t, world->knobs.wishes_max);
    if (posts == NULL)
        return nw_fail_memory("wishes");
    nextwork_status status = make_lists(world, posts);
    nw_free(posts);
    return status;
}
