/* Youths, posts and companies as a flow network in which one rank after another is brought to its
 * best: source -> youth -> post -> company -> sink, one unit a youth.
 *
 * What is best at one rank leaves many matchings; they are told from all others by complementary
 * slackness: an arc whose reduced cost is not 0 carries the same in every one of them. Such an arc
 * is fixed, and the next rank is brought to its best on what remains. So no weights are ever
 * needed, and lists may have any length (the idea for rank-maximal matchings without capacities:
 * Irving, Kavitha, Mehlhorn, Michail and Paluch, 2006; with duals: Huang, Kavitha, Mehlhorn and
 * Michail, 2016). */
#ifndef NW_MATCH_RANK_NETWORK_H
#define NW_MATCH_RANK_NETWORK_H

#include "base/monitor.h"
#include "base/status.h"
#include "match/pairs.h"
#include "match/seats.h"

#include <stdbool.h>

#define NW_NO_RANK INT32_MIN

/* Nodes are numbered youths, posts, companies, source, sink. */
typedef struct {
    const nw_pairs *pairs;
    const nw_seats *seats;
    nextwork_monitor *monitor;
    int32_t first_post, first_company, source, sink, nodes;

    int32_t *turn;          /* youths in the order in which they are served */
    int64_t *company_start; /* companies + 1: the posts of each, in company_posts */
    int32_t *company_posts;

    int64_t *end;     /* per youth: its pairs from start to here are arcs of the network */
    uint8_t *fixed;   /* per youth, post, company: the source's arc to the youth, the arc to the
                         company, the arc to the sink carries what it carries for good */
    uint8_t *settled; /* per pair: the same for the pair */

    int64_t *own;            /* per youth: the pair that carries it; -1: none */
    uint8_t *served;         /* per youth: the source's arc carries it */
    int32_t *held;           /* per node of a post or company: youths on the arc out of it */
    int32_t *first;          /* per post: the first whose pair carries and is not settled, */
    int32_t *after, *before; /* per youth: and the others; -1: none */

    int32_t costly;     /* a pair of this rank costs 1, any other nothing */
    int32_t *potential; /* per node: residual arcs have reduced cost 0 or more */

    /* Of a search: */
    int32_t *sinks;  /* per node: how much may end there; the sink takes anything */
    int32_t *level;  /* per node: arcs from where the search began; -1: not reached */
    int64_t *cursor; /* per node: where the walk over its arcs stands */
    int32_t *queue, *path;
} nw_rank_network;

/* A network in which no pair is an arc yet and nothing flows. The youth with turn[y] = 0 is served
 * first. */
nextwork_status nw_rank_network_new(nw_rank_network *network, const nw_pairs *pairs,
                                    const nw_seats *seats, const uint32_t *turn,
                                    nextwork_monitor *monitor);
void nw_rank_network_clear(nw_rank_network *network);

/* Fixes every arc whose reduced cost is not 0, and takes all potentials back to 0. */
void nw_rank_fix(nw_rank_network *network);

/* The same for the pairs of one youth, the potentials left as they are. */
void nw_rank_fix_pairs(nw_rank_network *network, int32_t youth);

/* Lets a youth's pair carry the youth, or takes it off its pair. */
void nw_rank_carry(nw_rank_network *network, int32_t youth, int64_t pair);
void nw_rank_release(nw_rank_network *network, int32_t youth);

/* Serves a youth by a pair where there is a free seat. */
void nw_rank_take(nw_rank_network *network, int32_t youth, int64_t pair);

/* Sends as many more youths from the source to the sink as can be, and fixes what is then the same
 * in all matchings of that size. NEXTWORK_ERROR_CANCELLED when the monitor stops it. */
nextwork_status nw_rank_fill(nw_rank_network *network);

/* Sends each of the youths, who are served and carried by no pair, to a node with room in `sinks`,
 * at the least total cost. There must be as much room as youths. */
nextwork_status nw_rank_reroute(nw_rank_network *network, int32_t *youths, int32_t count);

/* Which youths have pairs of which rank: those of class k are youth[start[k]] .. youth[start[k + 1]
 * - 1], each once, in turn; classes are in the order of their ranks. */
typedef struct {
    int64_t *start;
    int32_t *youth;
    int32_t *rank; /* of each class */
    int64_t count;
} nw_rank_classes;

nextwork_status nw_rank_classes_new(nw_rank_classes *classes, const nw_rank_network *network);
void nw_rank_classes_clear(nw_rank_classes *classes);

/* Gives the post that carries each youth, -1 for none. */
void nw_rank_posts(int32_t *post_of, const nw_rank_network *network);

/* Brings the ranks to their best on a network in which nothing flows yet. */
typedef nextwork_status (*nw_rank_solver)(nw_rank_network *network, const nw_rank_classes *classes);

/* A match by ranks: network and classes of the pairs, the solver, and the posts it leads to. */
nextwork_status nw_rank_match(int32_t *post_of, const nw_pairs *pairs, const nw_seats *seats,
                              const uint32_t *turn, nextwork_monitor *monitor,
                              nw_rank_solver solve);

static inline int32_t nw_rank_pair_cost(const nw_rank_network *n, int64_t pair)
{
    return n->pairs->rank[pair] == n->costly;
}

/* Potentials along a pair's arc and its cost: 0 in every best matching that may use it or not. */
static inline int32_t nw_rank_reduced(const nw_rank_network *n, int32_t youth, int64_t pair)
{
    return nw_rank_pair_cost(n, pair) + n->potential[youth] -
           n->potential[n->first_post + n->pairs->post[pair]];
}

static inline int32_t nw_rank_company_node(const nw_rank_network *n, int32_t post_node)
{
    return n->first_company + n->seats->post_company[post_node - n->first_post];
}

#endif
