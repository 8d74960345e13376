/**
 * @file
 * @brief A round: one placing of many youths into one common period; fits and their explanations.
 *
 * Youths and posts are told by their numbers in the cohort: see nextwork_cohort_find() and
 * nextwork_cohort_id(). Every function here may be called from any thread.
 */
#ifndef NEXTWORK_ROUND_H
#define NEXTWORK_ROUND_H

#include <nextwork/cohort.h>

NEXTWORK_BEGIN_DECLS

/** A cohort in one common period; immutable; any thread; reference-counted; holds its cohort. */
typedef struct nextwork_round nextwork_round;

/**
 * Makes a round.
 *
 * @param[out] round the caller's; release it with nextwork_round_unref(); untouched on error
 * @param cohort the cohort; a reference is held
 * @param options `start` (first day) and `weeks` (1 .. 520) where they are not the policy's; may be
 *        NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `round` or `cohort` is NULL; ::NEXTWORK_ERROR_ARGUMENT when
 *         neither options nor policy say when it starts (nothing reads the clock);
 *         ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(youths + posts + placements). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_new(nextwork_round **round, nextwork_cohort *cohort,
                   const nextwork_options *options);

/**
 * Adds a reference.
 *
 * @param round may be NULL
 * @return `round`
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API nextwork_round *
nextwork_round_ref(nextwork_round *round);

/**
 * Drops a reference; with the last one goes the round.
 *
 * @param round may be NULL
 *
 * Any thread. @since 0.1
 */
NEXTWORK_API void
nextwork_round_unref(nextwork_round *round);

/**
 * Scores one pair.
 *
 * @param[out] fit 0 .. 10000 basis points; untouched on error, as the other two
 * @param[out] coverage share of the weight whose inputs are known, 0 .. 10000; may be NULL
 * @param[out] reasons bit `n` is set when reason number n (see nextwork_codes_table()) forbids the
 *        pair; 0: allowed; may be NULL
 * @param round the round
 * @param youth number of the youth, 0 .. youths - 1
 * @param post number of the post, 0 .. posts - 1
 * @return ::NEXTWORK_ERROR_HANDLE when `fit` or `round` is NULL; ::NEXTWORK_ERROR_ARGUMENT for a
 *         number outside
 *
 * Any thread. Constant time but for the youth's wishes, interests and placements. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_fit(int32_t *fit, int32_t *coverage, uint32_t *reasons, const nextwork_round *round,
                   int64_t youth, int64_t post);

/**
 * Scores many pairs: youth_id, post_id, fit, coverage, a column a term, reasons (names separated by
 * |).
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param round the round
 * @param youth number of the first youth
 * @param youths how many youths from there on; -1: all
 * @param post number of a post; -1: all posts
 * @param options `top` (each youth's best allowed posts only, best first) and `threads`; may be
 * NULL
 * @param monitor progress in youths, and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `table` or `round` is NULL; ::NEXTWORK_ERROR_ARGUMENT for
 *         numbers outside; ::NEXTWORK_ERROR_LIMIT when the table would have more than 100 million
 *         rows (ask for fewer youths at a time, or for the top); ::NEXTWORK_ERROR_MEMORY;
 *         ::NEXTWORK_ERROR_CANCELLED
 *
 * A youth of a trial's control arm has no rows: no function shows such a youth a post. The same
 * bytes for any number of threads. Any thread. O(youths * posts). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_score(nextwork_table **table, const nextwork_round *round, int64_t youth,
                     int64_t youths, int64_t post, const nextwork_options *options,
                     nextwork_monitor *monitor);

/**
 * Scores a block of rows of the matrix youths x posts into the caller's memory: youth `youth + i`
 * at post `p` goes to place `i * posts + p`, with all posts of the cohort, in the order of
 * nextwork_cohort_find()'s numbers.
 *
 * @param[out] fits 0 .. 10000 basis points
 * @param[out] reasons as of nextwork_round_fit(), 0: allowed; as large as `fits`; may be NULL
 * @param room places in each of the arrays; at least `youths` times the number of posts
 * @param round the round
 * @param youth, youths the first youth's number and how many; -1 as `youths`: all from there on
 * @param options `threads`; may be NULL
 * @param monitor may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_ARGUMENT; ::NEXTWORK_ERROR_BUFFER when `room`
 *         is too small: the message names what is needed, and nothing is written;
 *         ::NEXTWORK_ERROR_MEMORY, ::NEXTWORK_ERROR_CANCELLED: the arrays are then in any state
 *
 * A youth of the control arm gets -1 at every post: no function shows such a youth a post.
 *
 * O(youths * posts), by far the fastest way to many fits. The same bytes for any number of threads
 * and on every processor. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_fits(int32_t *fits, uint32_t *reasons, int64_t room, const nextwork_round *round,
                    int64_t youth, int64_t youths, const nextwork_options *options,
                    nextwork_monitor *monitor);

/**
 * Scores a list of pairs into the caller's memory: youth `youths[i]` at post `posts[i]` goes to
 * place `i`.
 *
 * @param[out] fits 0 .. 10000 basis points; `count` places
 * @param[out] reasons as of nextwork_round_fit(), 0: allowed; `count` places; may be NULL
 * @param round the round
 * @param youths numbers of the youths, `count` of them; read only
 * @param posts numbers of the posts, `count` of them; read only
 * @param count how many pairs, 0 or more
 * @param options `threads`; may be NULL
 * @param monitor may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE; ::NEXTWORK_ERROR_ARGUMENT for a number outside the cohort: the
 *         message names its place in the list, and nothing is written; ::NEXTWORK_ERROR_MEMORY,
 *         ::NEXTWORK_ERROR_CANCELLED: the arrays are then in any state
 *
 * A youth of the control arm gets -1. Any thread. O(count). The same bytes for any number of
 * threads. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_pairs(int32_t *fits, uint32_t *reasons, const nextwork_round *round,
                     const int64_t *youths, const int64_t *posts, int64_t count,
                     const nextwork_options *options, nextwork_monitor *monitor);

/**
 * Finds each youth's best allowed posts, without holding the matrix: youth `youth + i` has places
 * `i * k` to `i * k + k - 1`, best first, equal fits by the post's number.
 *
 * @param[out] posts numbers of posts; -1 where no allowed post is left, so everywhere for a youth
 *        who is refused at all posts
 * @param[out] fits their fits, -1 beside -1; as large as `posts`; may be NULL
 * @param room places in each of the arrays; at least `youths * k`
 * @param k how many posts a youth, 1 or more; with more than there are posts the rest is -1
 * @param round the round
 * @param youth, youths the first youth's number and how many; -1 as `youths`: all from there on
 * @param options `threads`; may be NULL
 * @param monitor may be NULL
 * @return as nextwork_round_fits()
 *
 * O(youths * posts), where networks are in force only over the posts of a youth's network. The same
 * bytes for any number of threads and on every processor. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_top(int64_t *posts, int32_t *fits, int64_t room, int64_t k,
                   const nextwork_round *round, int64_t youth, int64_t youths,
                   const nextwork_options *options, nextwork_monitor *monitor);

/**
 * Explains one pair's fit: term, weight, value, known, part, fact. The parts add up to the fit.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param round the round
 * @param youth number of the youth, 0 .. youths - 1
 * @param post number of the post, 0 .. posts - 1
 * @param language of the facts, "en" or "da"; terms have the same names in both
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside or another language; ::NEXTWORK_ERROR_MEMORY
 *
 * The parts are rounded by largest remainder. Any thread. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_explain(nextwork_table **table, const nextwork_round *round, int64_t youth,
                       int64_t post, const char *language);

/**
 * Names the reasons that forbid one pair, all of them: reason, severity, text, fact; no rows when
 * it is allowed.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param round the round
 * @param youth number of the youth, 0 .. youths - 1
 * @param post number of the post, 0 .. posts - 1
 * @param language of the texts, "en" or "da"
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside or another language; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_reasons(nextwork_table **table, const nextwork_round *round, int64_t youth,
                       int64_t post, const char *language);

NEXTWORK_END_DECLS

#endif
