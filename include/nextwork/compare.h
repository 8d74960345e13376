/**
 * @file
 * @brief Comparing results: what each way of matching is better for, and for whom.
 */
#ifndef NEXTWORK_COMPARE_H
#define NEXTWORK_COMPARE_H

#include <nextwork/match.h>

NEXTWORK_BEGIN_DECLS

/**
 * Puts results beside each other: one row each, in the order given.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param results `count` results of one cohort in one period, of different mechanisms, options or
 *        seeds
 * @param count 1 or more
 * @return ::NEXTWORK_ERROR_HANDLE when `table`, `results` or one of them is NULL;
 *         ::NEXTWORK_ERROR_ARGUMENT when there is none, or when cohort or period are not the same
 *         (cohorts are told apart by their handles); ::NEXTWORK_ERROR_STATE when one was stopped;
 *         ::NEXTWORK_ERROR_MEMORY
 *
 * Every mechanism is measured alike, by the wishes of youths and the answers of companies alone:
 *
 * - mechanism, options, seed: what gave the result; of options those that belong to the mechanism
 *   alone, as name or name=value, separated by "|"
 * - placed, unplaced: youths with and without a post; in a round of top-trading-cycles, and with
 *   protect, also those who hold one by a running placement, whom other mechanisms leave where they
 *   are, unplaced
 * - running: how many of them hold one so; results with the same number are of the same youths
 * - first, second, third, later, unlisted: youths placed at the post that they ranked so
 * - worst_rank: greatest rank at which a youth was placed; unknown when no wish was met
 * - fit: sum of the fits, basis points
 * - blocking_pairs: pairs of a youth and a post that the youth ranked better than what they got,
 *   where the company would have the youth too: it has a free seat, or it gave a better answer
 *   about the youth than about somebody it got; counted by the checker of verify
 * - envious: youths who ranked a post better than what they got, at which somebody is about whom
 *   the company gave a worse answer (justified envy: Abdulkadiroglu and Sonmez, 2003)
 * - new_industries: placements in an industry division in which the youth has not been placed
 *   before
 *
 * Posts that a reason forbids the youth do not count, equal ranks and equal answers give nobody a
 * claim, and the lottery gives none either. A stable result has no blocking pair and nobody
 * envious, but for what `protect` keeps for those who are there already. Any thread. O(wishes +
 * answers) a result.
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_compare(nextwork_table **table, const nextwork_result *const *results,
                        int64_t count);

NEXTWORK_END_DECLS

#endif
