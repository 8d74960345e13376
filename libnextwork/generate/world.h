/* What the parts of a synthetic cohort need to know of each other while it is being made. Rows are
 * made network by network, so that a network's companies, posts and youths are ranges of rows.
 *
 * Each row draws from streams of its own, one a purpose: changing a knob, or adding rows, leaves
 * what does not depend on it as it was. */
#ifndef NW_GENERATE_WORLD_H
#define NW_GENERATE_WORLD_H

#include "generate/draw.h"
#include "generate/generate.h"
#include "generate/industries.h"

/* Metres from the centre of the municipality. */
typedef struct {
    int32_t east, north;
} nw_spot;

typedef struct {
    int32_t area;                 /* place in nw_areas */
    int32_t number;               /* within the area, from 1 */
    nw_spot spot;                 /* its middle */
    int32_t company, post, youth; /* first row of each; the next network's is the end */
    int32_t popular;              /* so many posts are popular: the first on the shelf */
} nw_network;

typedef struct {
    nw_spot spot;
    int32_t network;
    int32_t industry; /* place in nw_industries */
    int32_t limit;    /* what the headcount rule allows */
    int32_t post;     /* first post; the next company's is the end */
} nw_workplace;

typedef struct {
    int32_t company;
    int32_t seats;
    int32_t running;      /* seats taken in the round */
    int32_t hours_min;    /* NW_UNKNOWN */
    bool whole_round;     /* available for all of it */
    uint32_t requires;    /* skills */
    const char *function; /* DISCO-08, two digits */
} nw_opening;

typedef struct {
    nw_spot spot;
    int32_t network;
    int32_t mode;                  /* NW_WALK .. */
    int32_t travel_max, hours_max; /* NW_UNKNOWN */
    int32_t been[2];               /* companies where the youth was last; -1 */
    uint32_t skills;               /* 0: unknown */
} nw_home;

typedef struct {
    nw_knobs knobs;
    nw_table *tables;
    int32_t n_networks, n_companies, n_posts, n_youths;
    nw_network *networks;    /* and one more, the end */
    nw_workplace *companies; /* and one more, the end */
    nw_opening *posts;
    int32_t *shelf; /* each network's posts, the popular ones first */
    nw_home *youths;
    int youth_digits, company_digits, post_digits; /* of ids */
} nw_world;

typedef enum {
    NW_STREAM_NETWORK = 1,
    NW_STREAM_SIZE,
    NW_STREAM_ARMS,
    NW_STREAM_COMPANY,
    NW_STREAM_POST_COUNT,
    NW_STREAM_POSTS,
    NW_STREAM_POPULAR,
    NW_STREAM_YOUTH,
    NW_STREAM_INTERESTS,
    NW_STREAM_WISHES,
    NW_STREAM_TRAVEL,
    NW_STREAM_PLACEMENTS,
    NW_STREAM_COMPANY_MET,
    NW_STREAM_ANSWER,
    NW_STREAM_ANSWERS
} nw_stream;

nw_random nw_stream_of(const nw_world *world, nw_stream purpose, int64_t row);

/* The parts, in the order in which they need each other. */
nextwork_status nw_make_networks(nw_world *world);
nextwork_status nw_make_companies(nw_world *world);
nextwork_status nw_make_posts(nw_world *world);
nextwork_status nw_make_youths(nw_world *world);
nextwork_status nw_make_interests(nw_world *world);
nextwork_status nw_make_placements(nw_world *world);
nextwork_status nw_make_wishes(nw_world *world); /* and travel */
nextwork_status nw_make_answers(nw_world *world);

/* A network of the same municipality that is not this one, or this one where there is no other. */
int32_t nw_neighbour(const nw_world *world, int32_t network);

#endif
