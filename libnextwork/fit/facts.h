/* What lies behind a term or a reason, as a short sentence for the team: the pair's own numbers,
 * never those of another youth. */
#ifndef NW_FIT_FACTS_H
#define NW_FIT_FACTS_H

#include "fit/pair.h"

#include <glib.h>

/* Appends the fact; always something, also when the inputs are unknown. */
void nw_term_fact(GString *fact, const nw_pair *pair, nw_term term);

/* For a reason that holds. */
void nw_reason_fact(GString *fact, const nw_pair *pair, nw_reason reason);

/* --- pieces that both use ------------------------------------------------------------------- */

void nw_fact_text(GString *fact, nw_text text);
void nw_fact_day(GString *fact, int32_t day);

/* "34 minutes by transit (estimated from 9.8 km), limit 45" */
void nw_fact_travel(GString *fact, const nw_pair *pair);

/* "youth 20-37 hours, post up to 30 hours" */
void nw_fact_hours(GString *fact, const nw_pair *pair);

/* "the company said yes, rank 2" */
void nw_fact_answer(GString *fact, const nw_pair *pair);

/* "met: mentor (3), transport (1)" */
typedef struct {
    GString *fact;
    const char *label;
    int64_t count;
} nw_fact_list;

/* Adds an entry; the label comes before the first, nothing after the tenth. Level 0: none. */
void nw_fact_list_add(nw_fact_list *list, nw_text name, int32_t level);

/* Says how many entries were not written. */
void nw_fact_list_end(const nw_fact_list *list);

#endif
