/**
 * @file
 * @brief Checking a result by somebody else: from the cohort and the result's files alone.
 *
 * Shares the definitions of fit, reasons and standing with the rest of the library, and no code
 * with the mechanisms.
 */
#ifndef NEXTWORK_VERIFY_H
#define NEXTWORK_VERIFY_H

#include <nextwork/match.h>

NEXTWORK_BEGIN_DECLS

/**
 * Checks a result's folder, of a match or of a plan, against a cohort.
 *
 * @param[out] table what was checked: check, holds (1, 0; unknown where a proof would take too
 *        long), detail; the caller's; free it with nextwork_table_free(); untouched on error
 * @param[out] holds 1 when everything does, else 0, also when something is not proven; untouched on
 *        error
 * @param cohort the cohort, frozen with the policy of the result
 *        (nextwork_builder_use_policy_of())
 * @param folder the result's folder, NUL-terminated UTF-8
 * @param monitor progress and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer but the monitor is NULL; ::NEXTWORK_ERROR_IO when
 * a file cannot be read; ::NEXTWORK_ERROR_MEMORY; ::NEXTWORK_ERROR_CANCELLED. A result that does
 * not hold, or whose files are not what a result's are, is no failure of this call.
 *
 * Any thread. O(choices); with `extend` O(youths * posts). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_cohort_verify(nextwork_table **table, int32_t *holds, nextwork_cohort *cohort,
                       const char *folder, nextwork_monitor *monitor);

/**
 * As nextwork_cohort_verify(), of a result in memory.
 *
 * @param[out] table check, holds (1, 0; unknown where a proof would take too long), detail; the
 *        caller's; free it with nextwork_table_free(); untouched on error
 * @param[out] holds 1 when everything does, else 0, also when something is not proven; untouched on
 *        error
 * @param result the result
 * @param monitor progress and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer but the monitor is NULL; ::NEXTWORK_ERROR_STATE
 *         when the match was stopped; ::NEXTWORK_ERROR_MEMORY; ::NEXTWORK_ERROR_CANCELLED
 *
 * Any thread. O(choices); with `extend` O(youths * posts). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_result_verify(nextwork_table **table, int32_t *holds, const nextwork_result *result,
                       nextwork_monitor *monitor);

NEXTWORK_END_DECLS

#endif
