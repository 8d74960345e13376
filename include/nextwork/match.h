/**
 * @file
 * @brief Matching a round: placements, who was not placed and why, and a certificate.
 *
 * Every function here may be called from any thread.
 */
#ifndef NEXTWORK_MATCH_H
#define NEXTWORK_MATCH_H

#include <nextwork/round.h>

NEXTWORK_BEGIN_DECLS

/** What a match gave; immutable; any thread; reference-counted; holds its round. */
typedef struct nextwork_result nextwork_result;

#define NEXTWORK_OUTCOME_STABLE 1     /**< No blocking pair: nobody has a justified claim. */
#define NEXTWORK_OUTCOME_CANCELLED 2  /**< The monitor was cancelled; there are no placements. */
#define NEXTWORK_OUTCOME_TIME_LIMIT 3 /**< The monitor's deadline passed; no placements. */
#define NEXTWORK_OUTCOME_OPTIMAL 4    /**< Proven best by the mechanism's own measure. */
#define NEXTWORK_OUTCOME_FEASIBLE 5   /**< Keeps to every rule and to the mechanism's order. */

/**
 * Matches a round.
 *
 * @param[out] result the caller's; release it with nextwork_result_unref(); untouched on error
 * @param round the round; a reference is held
 * @param options `mechanism`, `seed`, `extend`, `most_placed`, `ties`, `side`, `protect`,
 *        `carry_over`, `threads`; may be NULL
 * @param monitor progress in youths, and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `result` or `round` is NULL; ::NEXTWORK_ERROR_LIMIT for more
 *         choices than can be counted; ::NEXTWORK_ERROR_MEMORY. Being cancelled is an outcome, not
 *         an error.
 *
 * Deferred acceptance (Gale and Shapley, 1962): youth-optimal stable under the seats of posts and
 * the headcount rule of companies; no youth gains by hiding what they want. With `ties` =
 * most-placed (Király, 2011; Yokoi, 2021) equal answers and equal ranks are equal and more youths
 * are placed, at least two thirds of what any matching without a blocking pair places; there a
 * youth may gain by hiding a wish. With `side` = posts companies propose, and choose from a laminar
 * matroid (Fleiner, 2003): of all stable matchings the best for companies and the worst for youths,
 * who may gain by hiding a wish there as well. With `protect` a youth comes before
 * everybody else at the post of a running placement that can go on until the round ends, and that
 * post comes behind the youth's higher wishes: it is kept or left for one of those. With
 * `carry_over` what earlier rounds gave (table outcomes) comes before the lottery: who was left
 * without a place since the last round that met one of its first three wishes, then who got none of
 * them. Any thread. O(choices) apart from scoring; with `extend` O(youths * posts). The same bytes
 * for any number of threads.
 *
 * Rank-maximal (Irving, Kavitha, Mehlhorn, Michail and Paluch, 2006): most first choices, then most
 * second choices, and so on. Fair (Huang, Kavitha, Mehlhorn and Michail, 2016): most placements,
 * then the fewest at the worst rank, then at the next worst, and so on. Both exact for lists of any
 * length, the lottery deciding between matchings with the same profile; one flow a rank.
 *
 * Top trading cycles (Shapley and Scarf, 1974; Abdulkadiroğlu and Sönmez, 1999; Suzuki, Tamura,
 * Yahiro, Yokoo and Zhang, 2023): a youth whose running placement covers the round's first day, who
 * has no other in the round and may go on there until the round ends, holds that post; it is placed
 * there for the round, or at a post that it listed and prefers, and leaves its own on the first
 * day. A post held comes first among wishes of the same rank and, when it is no wish, behind all
 * wishes. Free seats are taken in the order of the lottery. All other running placements stay as
 * they are, also where more youths would hold a seat than the post or its company may take. No
 * youths gain by other lists, together or alone. O(choices).
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_match(nextwork_result **result, nextwork_round *round,
                     const nextwork_options *options, nextwork_monitor *monitor);

/**
 * Adds a reference.
 *
 * @param result may be NULL
 * @return `result`
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API nextwork_result *
nextwork_result_ref(nextwork_result *result);

/**
 * Drops a reference; with the last one goes the result.
 *
 * @param result may be NULL
 *
 * Any thread. @since 0.1
 */
NEXTWORK_API void
nextwork_result_unref(nextwork_result *result);

/**
 * Gives what became of the match.
 *
 * @param[out] outcome what the mechanism promises (::NEXTWORK_OUTCOME_STABLE,
 *        ::NEXTWORK_OUTCOME_OPTIMAL or ::NEXTWORK_OUTCOME_FEASIBLE), or
 *        ::NEXTWORK_OUTCOME_CANCELLED or ::NEXTWORK_OUTCOME_TIME_LIMIT; untouched on error
 * @param result the result
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_outcome(int32_t *outcome, const nextwork_result *result);

/**
 * Gives a table of the result.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param result the result
 * @param name "placements" (youth_id, post_id, company_id, start, end, fit, rank), "unplaced"
 *        (youth_id, reasons), "posts" (post_id, seats_free, placed, cutoff; where youths trade,
 *        seats_free has the seats that they hold, and cutoff the lottery number of the turn in
 *        which the last one went) or, of max-weight only,
 *        "prices" (kind, id, price)
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_NOT_FOUND for another
 *         name; ::NEXTWORK_ERROR_STATE when it was stopped; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_table(nextwork_table **table, const nextwork_result *result, const char *name);

/**
 * Gives the post of every youth, without ids or tables.
 *
 * @param[out] posts the number of the post of each youth, -1 where unplaced; untouched on error
 * @param room how many numbers fit into `posts`, at least the number of youths
 * @param result the result
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_BUFFER when there is too
 *         little room; ::NEXTWORK_ERROR_STATE when it was stopped
 *
 * Any thread. O(youths). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_posts(int64_t *posts, int64_t room, const nextwork_result *result);

/**
 * Gives the certificate as JSON: what it claims, and what it needs to be checked.
 *
 * @param[out] json NUL-terminated UTF-8, the caller's; free it with nextwork_text_free(); untouched
 *        on error
 * @param result the result
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_STATE when it was
 *         stopped; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(rows) of the cohort, whose digest is in it. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_certificate(char **json, const nextwork_result *result);

/**
 * Writes placements.csv, unplaced.csv, posts.csv and certificate.json, and of max-weight
 * prices.csv; each whole, then all renamed into place. What else an earlier match or plan left in
 * the folder goes.
 *
 * @param result the result
 * @param folder path, NUL-terminated UTF-8; made when missing
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_STATE when it was
 *         stopped, or when the folder holds a cohort, whose tables it would replace;
 *         ::NEXTWORK_ERROR_IO; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(rows) of the cohort. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_write(const nextwork_result *result, const char *folder);

/**
 * As nextwork_builder_adopt(), of a result in memory: takes a match over into a builder's tables.
 *
 * @param builder the builder of the cohort, filled
 * @param result the match
 * @return as nextwork_builder_adopt(); ::NEXTWORK_ERROR_STATE when the match was stopped
 *
 * O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_adopt_result(nextwork_builder *builder, const nextwork_result *result);

/**
 * Tells why a youth got what they got: one row a wish, best first, then a placement that was no
 * wish; with post_id, rank, fit, outcome (placed, refused, contest-lost, not-needed, outweighed),
 * reasons, last_admitted, own, text, cost (what the others would lose by it, of max-weight). Never
 * another youth's id.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param result the result
 * @param youth number of the youth, 0 .. youths - 1
 * @param language of the texts, "en" or "da"
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside or another language; ::NEXTWORK_ERROR_STATE when it was stopped;
 *         ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(wishes of the youth); of rank-maximal and fair results, a match for each higher
 * wish.
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_explain(nextwork_table **table, const nextwork_result *result, int64_t youth,
                        const char *language);

/**
 * Names the reasons that forbid one pair in the match of a result, as nextwork_round_reasons() does
 * for its round: they differ only where youths may trade the posts that they hold.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param result the result
 * @param youth number of the youth, 0 .. youths - 1
 * @param post number of the post, 0 .. posts - 1
 * @param language of the texts, "en" or "da"
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside or another language; ::NEXTWORK_ERROR_STATE when it was stopped;
 *         ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(log n), and to count running placements O(placements). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_reasons(nextwork_table **table, const nextwork_result *result, int64_t youth,
                        int64_t post, const char *language);

NEXTWORK_END_DECLS

#endif
