/**
 * @file
 * @brief Rotation: several internships ahead for everybody, with a proven bound on what is left.
 *
 * A plan gives each youth at most one post in each of two to eight periods, within the seats of the
 * posts and the headcount rule of the companies in every period, and no company twice: a wish asks
 * for one placement. Its value is the sum of all fits, each given what came before: earlier periods
 * count as rows of the placements table do, so that the order of posts matters.
 *
 * Values and bounds are whole numbers in ten-thousandths of a basis point: each fit times the
 * weight of its period, which is 10000 in the first and with `discount` less in each later one.
 *
 * Youths and posts are told by their numbers in the cohort, periods by theirs from 0 on; tables
 * number periods from 1 on. Every function here may be called from any thread.
 */
#ifndef NEXTWORK_PLAN_H
#define NEXTWORK_PLAN_H

#include <nextwork/match.h>

NEXTWORK_BEGIN_DECLS

/** A plan of several periods; immutable; any thread; reference-counted; holds its cohort. */
typedef struct nextwork_plan nextwork_plan;

/**
 * Plans.
 *
 * @param[out] plan the caller's; release it with nextwork_plan_unref(); untouched on error
 * @param cohort the cohort; a reference is held
 * @param options when: `start`, `weeks` and `periods`, or `calendar`; what: `extend`, `candidates`,
 *        `must_place`, `discount`, `first` (with `seed`); how: `effort`, `threads`; may be NULL
 * where the policy says enough
 * @param monitor progress, the gap so far (nextwork_monitor_gap()), and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when `plan` or `cohort` is NULL; ::NEXTWORK_ERROR_ARGUMENT when
 *         nobody says how many periods or when the first starts, when periods overlap, or when
 * there are fewer companies than periods; ::NEXTWORK_ERROR_LIMIT; ::NEXTWORK_ERROR_MEMORY;
 *         ::NEXTWORK_ERROR_CANCELLED when there is no plan at all yet. Being stopped later is an
 *         outcome: the best plan so far, with a bound that holds.
 *
 * Prices of seats by Lagrangian relaxation (Geoffrion, 1974), each youth's best sequence at those
 * prices by search, plans by placing one period after the other with a view of the later ones, then
 * one period anew at a time. Only listed posts count unless `extend` is on. O(effort * choices).
 * The same bytes for any number of threads.
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_new(nextwork_plan **plan, nextwork_cohort *cohort, const nextwork_options *options,
                  nextwork_monitor *monitor);

/**
 * Plans anew from an earlier plan: after a period, with new history, wishes, drop-outs and
 * companies. What the earlier plan has in a period of the same days stays for each youth who still
 * lists the post (with `extend`, or does not veto it), as long as no reason forbids it and the
 * seats suffice; else who fits best stays, ties to the first by id. The rest is planned. Youths and
 * posts are found by their ids.
 *
 * @param[out] plan the caller's; release it with nextwork_plan_unref(); untouched on error
 * @param cohort the cohort as it is now; a reference is held
 * @param earlier the earlier plan, of whichever cohort
 * @param options as of nextwork_plan_new(), but for `first`; what neither they nor the policy set
 * is as in the earlier plan, and without `periods` and `calendar` so are the periods, those from
 *        `start` on where the options set that; may be NULL
 * @param monitor as of nextwork_plan_new(); may be NULL
 * @return as nextwork_plan_new(); ::NEXTWORK_ERROR_ARGUMENT also when no period is left
 *
 * The tables "kept" and "changes" of the plan tell what stayed and what changed for whom. Any
 * thread.
 * @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_again(nextwork_plan **plan, nextwork_cohort *cohort, const nextwork_plan *earlier,
                    const nextwork_options *options, nextwork_monitor *monitor);

/**
 * As nextwork_plan_again(), from the files of an earlier plan.
 *
 * @param[out] plan the caller's; release it with nextwork_plan_unref(); untouched on error
 * @param cohort the cohort as it is now; a reference is held
 * @param folder the earlier plan's folder, NUL-terminated UTF-8
 * @param options as of nextwork_plan_again(); may be NULL
 * @param monitor as of nextwork_plan_new(); may be NULL
 * @return as nextwork_plan_again(); ::NEXTWORK_ERROR_IO when a file cannot be read;
 *         ::NEXTWORK_ERROR_DATA when the files are not those of a plan
 *
 * Any thread. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_again_from(nextwork_plan **plan, nextwork_cohort *cohort, const char *folder,
                         const nextwork_options *options, nextwork_monitor *monitor);

/**
 * Reads the plan in a folder, to explain it or to look at it. What its certificate claims is
 * believed: nextwork_cohort_verify() checks.
 *
 * @param[out] plan the caller's; release it with nextwork_plan_unref(); untouched on error
 * @param cohort the cohort that it was made for; a reference is held
 * @param folder path, NUL-terminated UTF-8
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_IO when a file cannot
 * be read; ::NEXTWORK_ERROR_DATA when the files are not those of a plan, or the plan is of another
 * cohort or policy; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_read(nextwork_plan **plan, nextwork_cohort *cohort, const char *folder);

/**
 * Adds a reference.
 *
 * @param plan may be NULL
 * @return `plan`
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API nextwork_plan *
nextwork_plan_ref(nextwork_plan *plan);

/**
 * Drops a reference; with the last one goes the plan.
 *
 * @param plan may be NULL
 *
 * Any thread. @since 0.1
 */
NEXTWORK_API void
nextwork_plan_unref(nextwork_plan *plan);

/**
 * Gives what became of planning.
 *
 * @param[out] outcome ::NEXTWORK_OUTCOME_OPTIMAL when the bound proves that there is none better,
 *        ::NEXTWORK_OUTCOME_FEASIBLE, or ::NEXTWORK_OUTCOME_CANCELLED or
 *        ::NEXTWORK_OUTCOME_TIME_LIMIT when the monitor stopped it: other than a match, a plan that
 *        was stopped is there, the best so far; untouched on error
 * @param plan the plan
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_outcome(int32_t *outcome, const nextwork_plan *plan);

/**
 * Gives what the plan is worth and how much more there could be.
 *
 * @param[out] value sum of the fits, each times the weight of its period: 10000 are a basis point
 * @param[out] bound no plan has more; both less 10 ^ 9 for each period that a youth sits out beyond
 *        its first, with `must_place`
 * @param[out] gap how far the plan can be from the best, at most: millionths of its value
 * @param plan the plan; all untouched on error
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_value(int64_t *value, int64_t *bound, int64_t *gap, const nextwork_plan *plan);

/**
 * Gives the number of periods.
 *
 * @param[out] count 1 .. 8; untouched on error
 * @param plan the plan
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL
 *
 * Any thread. Constant time. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_periods(int64_t *count, const nextwork_plan *plan);

/**
 * Gives a table of the plan.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param plan the plan
 * @param name one of those below
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_NOT_FOUND for another
 *         name; ::NEXTWORK_ERROR_MEMORY
 *
 * - plan: youth_id, period, post_id, company_id, start, end, fit; a row a placement
 * - unplaced: youth_id, period, reasons; a youth who sits out a period, and why
 * - periods: period, start, end, placed, out, first, listed, new_industries, fit; a period
 * - coverage: youth_id, industries_before, industries_after, functions_before, functions_after,
 *   pairs_before, pairs_after; a youth: sections of industry, major groups of job functions and
 *   pairs of both that it has tried, in the cohort's placements and with the plan's
 * - tried: section, major, before, after; a pair of both that anybody has tried: how many have
 * - prices: period, kind, id, price; a post or company whose seats have a price: the proof of the
 *   bound
 * - kept: youth_id, period, post_id; a placement that stayed of the earlier plan; only of a plan
 *   that was made from one
 * - changes: youth_id, period, before, after, why, reasons; a youth and period for which the two
 *   plans differ; why: planned, not-wanted, refused (by the reasons), seat-lost, post-gone,
 *   youth-gone
 *
 * Any thread. O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_table(nextwork_table **table, const nextwork_plan *plan, const char *name);

/**
 * Gives the post of every youth in every period, without ids or tables.
 *
 * @param[out] posts the number of the post of youth y in period t at `t * youths + y`, -1 where the
 *        youth sits out; untouched on error
 * @param room how many numbers fit into `posts`, at least the periods times the youths
 * @param plan the plan
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_BUFFER when there is too
 *         little room
 *
 * Any thread. O(periods * youths). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_posts(int64_t *posts, int64_t room, const nextwork_plan *plan);

/**
 * Gives the certificate as JSON: periods, options, value, objective, bound, gap, and what it needs
 * to be checked.
 *
 * @param[out] json NUL-terminated UTF-8, the caller's; free it with nextwork_text_free(); untouched
 *        on error
 * @param plan the plan
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(rows) of the cohort, whose digest is in it. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_certificate(char **json, const nextwork_plan *plan);

/**
 * Writes plan.csv, unplaced.csv, coverage.csv, prices.csv and certificate.json; each whole, then
 * all renamed into place. What else an earlier match or plan left in the folder goes.
 *
 * @param plan the plan
 * @param folder path, NUL-terminated UTF-8; made when missing
 * @return ::NEXTWORK_ERROR_HANDLE when an argument is NULL; ::NEXTWORK_ERROR_STATE when the folder
 *         holds a cohort; ::NEXTWORK_ERROR_IO; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. O(rows) of the cohort. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_write(const nextwork_plan *plan, const char *folder);

/**
 * Checks a plan in memory; nextwork_cohort_verify() does so with one in a folder.
 *
 * @param[out] table check, holds (1, 0; unknown where a proof would take too long), detail; the
 *        caller's; free it with nextwork_table_free(); untouched on error
 * @param[out] holds 1 when everything does, else 0, also when something is not proven; untouched on
 *        error
 * @param plan the plan
 * @param monitor progress in youths, and cancelling; may be NULL
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer but the monitor is NULL; ::NEXTWORK_ERROR_MEMORY;
 *         ::NEXTWORK_ERROR_CANCELLED
 *
 * Shares no code with the solver: seats and headcount in every period, every reason and every fit
 * with the earlier periods as rows of the placements table, all totals, and the bound, by an exact
 * search for each youth's best sequence at the prices. Any thread. Mostly O(youths * choices);
 * where youths have very many sequences of nearly the same worth, the searches of all together give
 * up after half a minute or so of one processor, and the bound is not proven. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_verify(nextwork_table **table, int32_t *holds, const nextwork_plan *plan,
                     nextwork_monitor *monitor);

/**
 * Tells why a youth is where they are: a row a period of each of up to three sequences. Never
 * another youth's id.
 *
 * @param[out] table sequence, period, start, end, post_id, company_id, fit, price (what the seat
 * costs the others, basis points), text; the caller's; free it with nextwork_table_free();
 * untouched on error
 * @param plan the plan
 * @param youth number of the youth, 0 .. youths - 1
 * @param language of the texts, "en" or "da"
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside or another language; ::NEXTWORK_ERROR_MEMORY
 *
 * | sequence | is |
 * |---|---|
 * | plan | what the plan has for the youth |
 * | next-best | what would come next, counting what its seats cost the others |
 * | alone | what the youth would have if nobody else wanted a seat: where its seats have a price,
 *   they stood in the way; left out when it is the plan's |
 *
 * What is not found in half a minute is left out: eight periods can have too many sequences of
 * nearly the same worth.
 *
 * Any thread. Three searches of the youth's choices. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_explain(nextwork_table **table, const nextwork_plan *plan, int64_t youth,
                      const char *language);

/**
 * Explains the fit of a youth's post in one period, given the earlier ones: term, weight, value,
 * known, part, fact. The parts add up to the fit.
 *
 * @param[out] table the caller's; free it with nextwork_table_free(); untouched on error
 * @param plan the plan
 * @param youth number of the youth, 0 .. youths - 1
 * @param period number of the period, 0 .. periods - 1
 * @param language of the facts, "en" or "da"; terms have the same names in both
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside or another language; ::NEXTWORK_ERROR_NOT_FOUND when the youth sits out the
 *         period; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_explain_fit(nextwork_table **table, const nextwork_plan *plan, int64_t youth,
                          int64_t period, const char *language);

/**
 * Draws a youth's plan as text: a line a period with a bar as long as the period and as full as the
 * fit, the post, and what is new to the youth.
 *
 * @param[out] text NUL-terminated UTF-8, the caller's; free it with nextwork_text_free(); untouched
 * on error
 * @param plan the plan
 * @param youth number of the youth, 0 .. youths - 1
 * @param language "en" or "da"
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_ARGUMENT for a number
 *         outside or another language; ::NEXTWORK_ERROR_MEMORY
 *
 * Any thread. @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_plan_picture(char **text, const nextwork_plan *plan, int64_t youth, const char *language);

NEXTWORK_END_DECLS

#endif
