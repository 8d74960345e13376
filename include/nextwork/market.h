/**
 * @file
 * @brief An open market: a round in which youths come and go one by one and the matching is always
 * up to date.
 *
 * A coordinator adds a youth today and wants to know at once where they land and who moves. The
 * youths of the cohort join and leave, their wishes change, posts open and close; after each edit
 * the places are those that matching everybody in the market from the start would give, found at a
 * cost that grows with what the edit changes. nextwork_market_changes() tells who moved.
 *
 * What nobody edits stays as the round has it: what companies answered, fits (which order wishes of
 * equal rank), reasons against a pair. An edit changes the market and not the cohort: for a result
 * with a certificate give the builder the tables as they are now, and match.
 *
 * A market belongs to one thread at a time. An edit that fails has changed nothing.
 */
#ifndef NEXTWORK_MARKET_H
#define NEXTWORK_MARKET_H

#include <nextwork/match.h>

NEXTWORK_BEGIN_DECLS

/** An open market; one thread at a time; holds its round. */
typedef struct nextwork_market nextwork_market;

/**
 * Opens a market on a round, with youths who are placed as a match of them alone would place them.
 *
 * @param[out] market the caller's; free it with nextwork_market_free(); untouched on error
 * @param round the round; a reference is held
 * @param youths numbers of those who are in the market from the start, each once, `count` of them;
 *        may be NULL for none or all
 * @param count 0 or more; -1: all youths of the cohort
 * @param options `mode`, `seed`, `extend`; may be NULL
 * @param monitor progress in youths, and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `market` or `round` is NULL, or `youths` of one or more;
 *         ::NEXTWORK_ERROR_ARGUMENT for a number outside, and for options of another match than
 *         the youth-optimal stable one; ::NEXTWORK_ERROR_STATE when a youth is named twice;
 * ::NEXTWORK_ERROR_MEMORY;
 *         ::NEXTWORK_ERROR_CANCELLED
 *
 * The option `mode` says whom an edit may move:
 *
 * - exact: an edit may move everybody; the places after it are youth-optimal and stable: those of
 *   nextwork_round_match() with deferred-acceptance
 * - protect-incumbents: nobody moves to a post they like less; who has a place keeps a seat there
 *   while it exists, whoever comes, and moves up where a place falls free; the places are those of
 *   deferred acceptance in which everybody comes first at the post they had before the edit
 * - vacancy-only: nobody moves who has a place; the places of the others are those of deferred
 *   acceptance among them, for the seats that were free
 *
 * In each mode, who leaves, or wishes no more for the post they have, gives it up, and when seats
 * are closed those lose theirs who come last by the company's answers and the lottery.
 *
 * Any thread. O(choices), apart from fits; with `extend` O(youths * posts), and as much memory.
 * Deferred acceptance: Gale and Shapley (1962); vacancy chains: Blum, Roth and Rothblum (1997);
 * rotations: Irving and Leather (1986). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_new(nextwork_market **market, nextwork_round *round, const int64_t *youths,
                    int64_t count, const nextwork_options *options, nextwork_monitor *monitor);

/**
 * Closes a market.
 *
 * @param market may be NULL
 *
 * @since 0.1
 */
NEXTWORK_API void
nextwork_market_free(nextwork_market *market);

/**
 * Lets a youth join, with the wishes of nextwork_market_set_wishes() or else of the cohort.
 *
 * @param market the market
 * @param youth number of the youth, 0 .. youths - 1
 * @return ::NEXTWORK_ERROR_HANDLE when `market` is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside; ::NEXTWORK_ERROR_STATE when the youth is in the market already;
 *         ::NEXTWORK_ERROR_MEMORY
 *
 * A youth whom a reason forbids every post joins without a place. O(wishes of the youth and of
 * those who must make way one for another): a handful where there are more seats than youths, some
 * dozens where there are as many; all of them at the worst. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_join(nextwork_market *market, int64_t youth);

/**
 * Lets a youth leave.
 *
 * @param market the market
 * @param youth number of the youth, 0 .. youths - 1
 * @return ::NEXTWORK_ERROR_HANDLE when `market` is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside; ::NEXTWORK_ERROR_STATE when the youth is not in the market
 *
 * Others may gain even by the leaving of a youth without a place. O(claims at the posts of those
 * who move up one after another, or exchange places then): as few and as many as in joining, at
 * several times the cost. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_leave(nextwork_market *market, int64_t youth);

/**
 * Gives a youth other wishes, in place of all that the youth had.
 *
 * @param market the market
 * @param youth number of the youth, 0 .. youths - 1
 * @param posts numbers of the posts, each once, `count` of them; copied
 * @param ranks the rank of each, 1 .. 9999, equal ranks are ties; copied; NULL: 1, 2, ..
 * @param count 0 or more; with 0 the arrays may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `market`, or `posts` of one wish or more, is NULL;
 *         ::NEXTWORK_ERROR_ARGUMENT for a number or a rank outside and for a post named twice: the
 *         message tells its place; ::NEXTWORK_ERROR_MEMORY
 *
 * A youth who is in the market is placed anew: in mode exact as if they had come with these wishes;
 * else a place that is still among them is kept, unless a better one is free, and a youth without
 * such a place leaves and joins again. Of a youth who is not, the wishes are kept until they join.
 * A veto of the cohort does not stand against a wish. As leaving and joining. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_set_wishes(nextwork_market *market, int64_t youth, const int64_t *posts,
                           const int64_t *ranks, int64_t count);

/**
 * Opens, closes or resizes a post.
 *
 * @param market the market
 * @param post number of the post, 0 .. posts - 1
 * @param seats how many youths the post can take in the round, besides placements that run
 *        already: 0 .. 2147483647
 * @return ::NEXTWORK_ERROR_HANDLE when `market` is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside
 *
 * As a youth's joining or leaving for each seat that changes and that somebody has or wants. @since
 * 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_set_seats(nextwork_market *market, int64_t post, int64_t seats);

/**
 * Changes how many youths a company can take at all its posts together: the headcount rule's part.
 *
 * @param market the market
 * @param company number of the company, 0 .. companies - 1
 * @param places in the round, besides placements that run already: 0 .. 2147483647; -1: the rule
 *        does not bind
 * @return ::NEXTWORK_ERROR_HANDLE when `market` is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside
 *
 * As nextwork_market_set_seats(). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_set_places(nextwork_market *market, int64_t company, int64_t places);

/**
 * Tells whom the last edit moved: youth_id, from_post_id, from_rank, to_post_id, to_rank; one row a
 * youth, by youth; no rows after opening, and after an edit that moved nobody.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param market the market
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * An unknown post is none, an unknown rank a post that is no wish. Ranks are those of the youth's
 * wishes after the edit. O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_changes(nextwork_table **table, const nextwork_market *market);

/**
 * Gives the post of every youth of the cohort.
 *
 * @param[out] posts the number of the post of each youth; -1: in the market without a place, -2:
 *        not in the market; untouched on error
 * @param room how many numbers fit into `posts`, at least the number of youths
 * @param market the market
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_BUFFER when there is too
 *         little room
 *
 * O(youths). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_posts(int64_t *posts, int64_t room, const nextwork_market *market);

/**
 * Gives a table of how the market stands.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param market the market
 * @param name "youths" (youth_id, post_id, company_id, rank: everybody in the market),
 *        "placements" (the same of those who have a post) or "posts" (post_id, company_id, seats,
 *        places, placed, claims: every post; claims are youths who would rather have it and may
 *        still move to it)
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_NOT_FOUND for another
 *         name; ::NEXTWORK_ERROR_MEMORY
 *
 * O(youths) or O(posts). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_table(nextwork_table **table, const nextwork_market *market, const char *name);

/**
 * Tells why a youth in the market has what they have: one row a wish, best first, then a place that
 * was no wish.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param market the market
 * @param youth number of the youth, 0 .. youths - 1
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside; ::NEXTWORK_ERROR_STATE when the youth is not in the market;
 *         ::NEXTWORK_ERROR_MEMORY
 *
 * - post_id, rank, fit: of the wish; without a post the reasons hold at every post
 * - outcome: placed; refused, for the reasons beside it; contest-lost, to youths with a better
 *   standing; kept, by youths who have it and keep it (protect-incumbents, vacancy-only); stays: a
 *   seat is free, but who has a place does not move (vacancy-only); not-needed, behind what the
 *   youth has
 * - reasons: names, separated by "|"; nextwork_codes_table() has their texts
 * - last_admitted, own: of a contest, tier of the company's answer and lottery number, of the last
 *   who has a place and of the youth
 *
 * Never another youth's id. O(wishes of the youth). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_explain(nextwork_table **table, const nextwork_market *market, int64_t youth);

/**
 * Checks a market as it stands, with none of the code that keeps it: seats; in mode exact that no
 * pair blocks and that matching everybody from the start gives each youth the same post; in the
 * other modes that no free seat is wanted by a youth who may have it.
 *
 * @param[out] table what was checked: check, holds (1, 0), detail; the caller's; free it with
 *        nextwork_table_free(); untouched on error
 * @param[out] holds 1 when everything does, else 0; untouched on error
 * @param market the market
 * @param monitor progress and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer but the monitor is NULL; ::NEXTWORK_ERROR_MEMORY;
 *         ::NEXTWORK_ERROR_CANCELLED
 *
 * O(choices). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_market_verify(nextwork_table **table, int32_t *holds, const nextwork_market *market,
                       nextwork_monitor *monitor);

NEXTWORK_END_DECLS

#endif
