/**
 * @file
 * @brief Chances: what each youth may expect before the lottery is drawn.
 *
 * Where companies put youths alike, a lottery decides. Drawing it many times tells how likely each
 * wish is, to be shown to a youth before the real draw or to a programme that changes its seats.
 */
#ifndef NEXTWORK_CHANCES_H
#define NEXTWORK_CHANCES_H

#include <nextwork/round.h>

NEXTWORK_BEGIN_DECLS

/**
 * Counts what each youth gets over many lotteries.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param round the round
 * @param options `lotteries` (1 .. 1000000), `seed`, `mechanism` (deferred-acceptance or
 *        serial-dictatorship), `extend`, `threads`; may be NULL
 * @param monitor progress in lotteries, and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `table` or `round` is NULL; ::NEXTWORK_ERROR_ARGUMENT for a
 *         mechanism that draws no lottery, or when a seed would be beyond INT64_MAX;
 *         ::NEXTWORK_ERROR_LIMIT for 2^31 pairs and more, or 2^32 and more youths times different
 *         ranks of answers; ::NEXTWORK_ERROR_MEMORY; ::NEXTWORK_ERROR_CANCELLED
 *
 * The table has, by youth, a row for each of the youth's wishes by rank and post, with `extend` a
 * row for all other posts together, and a row for no post:
 *
 * - youth_id: the youth
 * - outcome: wish, unlisted or unplaced
 * - post_id, rank: of a wish; unknown in the other rows
 * - times: how many of the lotteries ended so
 * - probability: times / lotteries in parts per million, rounded so that a youth's rows add up to
 *   1000000 exactly (each is less than one part off)
 * - standard_error: sqrt(p (1 - p) / lotteries) with p = times / lotteries, in parts per million,
 *   rounded half up
 *
 * Lottery i of 0 .. lotteries - 1 is nextwork_round_match() with the seed `seed` + i, exactly: the
 * lot that orders posts which a youth likes equally is drawn anew too. A wish that a reason forbids
 * has probability 0. A youth of a trial's control arm is shown no post: such a youth has the row of
 * no post alone. The same bytes for any number of threads. Any thread. O(lotteries * choices), and
 * 8 bytes a choice and thread.
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_round_chances(nextwork_table **table, const nextwork_round *round,
                       const nextwork_options *options, nextwork_monitor *monitor);

NEXTWORK_END_DECLS

#endif
