/* Why a fit is what it is, with the facts behind every term and every reason. */
#ifndef NW_FIT_EXPLAIN_H
#define NW_FIT_EXPLAIN_H

#include "fit/fit.h"

#define NW_ENGLISH 0
#define NW_DANISH 1

/* term, weight, value, known, part, fact: one row a term; with an own score one row "own" more. The
 * parts add up to the fit. */
nextwork_status nw_explain_parts(nw_table **table, const nw_round *round, int32_t youth,
                                 int32_t post, int language);

/* reason, severity, text, fact: one row a reason that holds. */
nextwork_status nw_explain_reasons(nw_table **table, const nw_round *round, int32_t youth,
                                   int32_t post, int language);

/* The reasons as "veto|no-seat" (or with another separator) appended to a text of `room` bytes;
 * returns the length. NW_REASONS * 24 bytes are enough. */
int64_t nw_reasons_text(char *text, int64_t room, uint32_t reasons, char separator);

/* Their texts in a row, in a text of `room` bytes; returns the length, cut to what there is room
 * for.
 */
int64_t nw_reasons_sentences(char *text, int64_t room, uint32_t reasons, int language);

#endif
