/* What lies behind a term or a reason, as a short sentence for the team: the pair's own numbers,
 * never those of another youth. */
#ifndef NW_FIT_FACTS_H
#define NW_FIT_FACTS_H

#include "fit/pair.h"

#include <glib.h>

typedef struct {
    GString *text;
    bool danish; /* else English */
} nw_fact;

/* Appends the fact; always something, also when the inputs are unknown. */
void nw_term_fact(nw_fact *fact, const nw_pair *pair, nw_term term);

/* For a reason that holds. */
void nw_reason_fact(nw_fact *fact, const nw_pair *pair, nw_reason reason);

/* --- pieces that both use ------------------------------------------------------------------- */

/* Appends one of two formats for the same arguments. */
void nw_fact_say(nw_fact *fact, const char *english, const char *danish, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

void nw_fact_text(nw_fact *fact, nw_text text);
void nw_fact_day(nw_fact *fact, int32_t day);

/* Words in both languages. */
typedef struct {
    const char *english, *danish;
} nw_words;

static inline void nw_fact_words(nw_fact *fact, nw_words words)
{
    g_string_append(fact->text, fact->danish ? words.danish : words.english);
}

/* "34 minutes by transit (estimated from 9.8 km), limit 45" */
void nw_fact_travel(nw_fact *fact, const nw_pair *pair);

/* "youth 20-37 hours, post up to 30 hours" */
void nw_fact_hours(nw_fact *fact, const nw_pair *pair);

/* "the company said yes, rank 2" */
void nw_fact_answer(nw_fact *fact, const nw_pair *pair);

/* "met: mentor (3), transport (1)" */
typedef struct {
    nw_fact *fact;
    nw_words label;
    int64_t count;
} nw_fact_list;

/* Adds an entry; the label comes before the first, nothing after the tenth. Level 0: none. */
void nw_fact_list_add(nw_fact_list *list, nw_text name, int32_t level);

/* Says how many entries were not written. */
void nw_fact_list_end(const nw_fact_list *list);

#endif
