/**
 * @file
 * @brief A round: one placing of many youths into one common period; fits and their explanations.
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
 * @param[out] round release it with nextwork_round_unref()
 * @param cohort the cohort; a reference is held
 * @param options `start` and `weeks` where they are not the policy's; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE; ::NEXTWORK_ERROR_ARGUMENT when nobody says when it starts
 *         (nothing reads the clock); ::NEXTWORK_ERROR_MEMORY
 *
 * O(youths + posts + placements). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_new(nextwork_round **round, nextwork_cohort *cohort,
                   const nextwork_options *options);

/** Adds a reference; NULL is allowed. @since 0.1 */
NEXTWORK_API nextwork_round *
nextwork_round_ref(nextwork_round *round);

/** Drops a reference; NULL is allowed. @since 0.1 */
NEXTWORK_API void
nextwork_round_unref(nextwork_round *round);

/**
 * Scores one pair.
 *
 * @param[out] fit 0 .. 10000 basis points
 * @param[out] coverage share of the weight whose inputs are known, 0 .. 10000; may be NULL
 * @param[out] reasons bit `n` is set when reason number n (see nextwork_codes_table()) forbids the
 *        pair; 0: allowed; may be NULL
 * @param round the round
 * @param youth, post numbers as nextwork_cohort_find() gives them
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_ARGUMENT
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_fit(int32_t *fit, int32_t *coverage, uint64_t *reasons, const nextwork_round *round,
                   int64_t youth, int64_t post);

/**
 * Scores many pairs: youth_id, post_id, fit, coverage, a column a term, reasons.
 *
 * @param[out] table free it with nextwork_table_free()
 * @param round the round
 * @param youth, youths the first youth's number and how many; -1 as `youths`: all from there on
 * @param post a post's number, or -1 for all
 * @param options `top` (each youth's best allowed posts only) and `threads`; may be NULL
 * @param monitor may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_ARGUMENT, ::NEXTWORK_ERROR_LIMIT when the table
 *         would have more than 100 million rows (ask for fewer youths at a time, or for the top),
 *         ::NEXTWORK_ERROR_MEMORY, ::NEXTWORK_ERROR_CANCELLED
 *
 * O(youths * posts). The same bytes for any number of threads. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_score(nextwork_table **table, const nextwork_round *round, int64_t youth,
                     int64_t youths, int64_t post, const nextwork_options *options,
                     nextwork_monitor *monitor);

/**
 * Explains one pair's fit: term, weight, value, known, part, fact. The parts add up to the fit.
 *
 * @param[out] table free it with nextwork_table_free()
 * @param round the round
 * @param youth, post their numbers
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_ARGUMENT, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_explain(nextwork_table **table, const nextwork_round *round, int64_t youth,
                       int64_t post);

/**
 * Names the reasons that forbid one pair: reason, severity, text, fact; no rows when it is allowed.
 *
 * @param[out] table free it with nextwork_table_free()
 * @param round the round
 * @param youth, post their numbers
 * @param language "en" or "da"
 * @return ::NEXTWORK_ERROR_HANDLE, ::NEXTWORK_ERROR_ARGUMENT, ::NEXTWORK_ERROR_MEMORY
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_reasons(nextwork_table **table, const nextwork_round *round, int64_t youth,
                       int64_t post, const char *language);

NEXTWORK_END_DECLS

#endif
