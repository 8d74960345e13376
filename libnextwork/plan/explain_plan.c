#include "plan/explain_plan.h"

#include "base/arith.h"
#include "fit/explain.h"

#include <stdarg.h>
#include <stdio.h>

#define SENTENCE 512

enum { SEQUENCE, PERIOD, START, END, POST, COMPANY, FIT, PRICE, TEXT, COLUMNS };
enum { PLAN, NEXT_BEST, ALONE };
static const char *const sequences[] = {"plan", "next-best", "alone", NULL};

static const nw_column_schema columns[COLUMNS] = {
    [SEQUENCE] = {"sequence", NW_CHOICE, true, 0, 0, sequences,
                  "the plan's; the next best at the plan's prices; the best with all seats free"},
    [PERIOD] = {"period", NW_INT, true, 1, NW_MOST_PERIODS, NULL, "number, from 1 on"},
    [START] = {"start", NW_DATE, true, 0, 0, NULL, "first day"},
    [END] = {"end", NW_DATE, true, 0, 0, NULL, "the day after the last"},
    [POST] = {"post_id", NW_ID, false, 0, 0, NULL, "the post; empty: sits out"},
    [COMPANY] = {"company_id", NW_ID, false, 0, 0, NULL, "the post's company"},
    [FIT] = {"fit", NW_INT, false, 0, 10000, NULL, "basis points, given the periods before"},
    [PRICE] = {"price", NW_BIGINT, false, 0, 0, NULL,
               "what the seat costs the others, basis points; 0: nobody else wants it more"},
    [TEXT] = {"text", NW_STRING, false, 0, 0, NULL, "what there is to say, in a sentence"},
};
static const nw_table_schema schema = {"story", true, COLUMNS, columns,
                                       "a youth's sequence of posts and what else there would be"};

typedef struct {
    nw_table *table;
    const nw_plan *plan;
    int32_t youth;
    int language;
    nw_sequence_search *search; /* at the plan's prices */
    nw_sequence own;
} story;

static nextwork_status tell(const story *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static nextwork_status tell(const story *s, const char *format, ...)
{
    char sentence[SENTENCE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    return nw_table_set_text(s->table, TEXT, nw_text_of(sentence));
}

static const char *in(const story *s, const char *english, const char *danish)
{
    return s->language == NW_DANISH ? danish : english;
}

static long long basis_points(int64_t value)
{
    return (long long)nw_div_round(value, NW_FIT_MAX);
}

/* --- The plan's sequence -----------------------------------------------------------------------
 */

/* What holds at every post stands for itself. */
static nextwork_status tell_reasons(const story *s, uint32_t reasons)
{
    char sentences[NW_REASONS * 128];
    int64_t bytes = nw_reasons_sentences(sentences, sizeof sentences, reasons, s->language);
    return nw_table_set_text(s->table, TEXT, (nw_text){sentences, bytes});
}

/* Whether any post that counts for the youth is allowed in the period. */
static bool has_choice(const story *s, int32_t t)
{
    const nw_cohort *cohort = s->plan->cohort;
    for (int32_t p = 0; p < cohort->posts.count; p++)
        if ((s->plan->options.extend || nw_wish_rank(cohort, s->youth, p) != NW_UNKNOWN) &&
            nw_plan_reasons(s->plan, s->youth, t, p) == 0)
            return true;
    return false;
}

static nextwork_status tell_out(const story *s, int32_t t)
{
    uint32_t reasons = s->plan->later[t]->youth_reasons[s->youth];
    if (reasons != 0)
        return tell_reasons(s, reasons);
    if (!has_choice(s, t))
        return tell(s, "%s",
                    in(s, "No post that counts for this youth is allowed in this period.",
                       "Ingen plads, der tæller for denne unge, er tilladt i denne periode."));
    return tell(s, "%s",
                in(s, "Every post that is allowed went to somebody to whom it is worth more.",
                   "Alle tilladte pladser gik til unge, for hvem de er mere værd."));
}

static nextwork_status tell_planned(const story *s, int32_t t)
{
    int32_t post = s->own.post[t], rank = nw_wish_rank(s->plan->cohort, s->youth, post);
    if (s->plan->fixed[nw_plan_at(s->plan, t, s->youth)] >= 0)
        return tell(s, "%s",
                    in(s, "Given before the plan was made.", "Lå fast, før planen blev lagt."));
    if (rank == NW_UNKNOWN)
        return tell(s, "%s", in(s, "Not among the wishes.", "Ikke blandt ønskerne."));
    return tell(s, in(s, "Wish number %d.", "Ønske nummer %d."), (int)rank);
}

/* --- The other sequences -----------------------------------------------------------------------
 */

/* What the own sequence is worth at the plan's prices. */
static int64_t own_value(const story *s)
{
    int64_t value = 0;
    int32_t out = 0;
    for (int32_t t = 0; t < s->plan->options.calendar.count; t++) {
        int32_t post = s->own.post[t], fit = s->plan->fit_of[nw_plan_at(s->plan, t, s->youth)];
        if (post < 0)
            out++;
        else
            value += (int64_t)s->plan->weight[t] * fit - nw_plan_price(s->plan, t, post);
    }
    return s->plan->options.must_place && out > 1 ? value - (out - 1) * NW_SAT_OUT_COST : value;
}

static nextwork_status tell_next_best(const story *s, int32_t t, const nw_sequence *other)
{
    long long less = basis_points(own_value(s) - other->value);
    if (t > 0)
        return NEXTWORK_OK;
    if (less == 0)
        return tell(s, "%s",
                    in(s, "Counting what its seats cost the others, worth as much.",
                       "Når det regnes med, hvad pladserne koster andre: lige så meget værd."));
    if (less > 0)
        return tell(s,
                    in(s, "Counting what its seats cost the others, worth %lld basis points less.",
                       "Når det regnes med, hvad pladserne koster andre: %lld basispoint mindre "
                       "værd."),
                    less);
    return tell(s,
                in(s,
                   "Counting what its seats cost the others, worth %lld basis points more; no "
                   "exchange that was tried made room for it.",
                   "Når det regnes med, hvad pladserne koster andre: %lld basispoint mere værd; "
                   "intet bytte, der blev prøvet, gav plads til det."),
                -less);
}

/* The scarce seat that stood in the way is one that the youth would have, and that has a price. */
static nextwork_status tell_alone(const story *s, int32_t t, const nw_sequence *alone)
{
    int32_t post = alone->post[t];
    if (post < 0 || post == s->own.post[t])
        return NEXTWORK_OK;
    int64_t price = nw_plan_price(s->plan, t, post);
    if (price == 0)
        return tell(s, "%s",
                    in(s, "This seat costs nobody anything; another one stood in the way.",
                       "Denne plads koster ingen noget; en anden stod i vejen."));
    return tell(s,
                in(s,
                   "A scarce seat stood in the way: giving it to this youth would cost the others "
                   "about %lld basis points.",
                   "En eftertragtet plads stod i vejen: at give den unge den ville koste de andre "
                   "omkring %lld basispoint."),
                basis_points(price));
}

/* --- Rows --------------------------------------------------------------------------------------
 */

static nextwork_status add_row(const story *s, int which, int32_t t, int32_t post, int32_t fit)
{
    const nw_cohort *cohort = s->plan->cohort;
    NW_TRY(nw_table_add_row(s->table));
    nw_table_set_int(s->table, SEQUENCE, which);
    nw_table_set_int(s->table, PERIOD, t + 1);
    nw_table_set_int(s->table, START, s->plan->rounds[t]->start);
    nw_table_set_int(s->table, END, s->plan->rounds[t]->end);
    if (post < 0)
        return NEXTWORK_OK;
    NW_TRY(nw_table_set_text(s->table, POST, cohort->posts.ids.texts[post]));
    NW_TRY(nw_table_set_text(s->table, COMPANY,
                             cohort->companies.ids.texts[cohort->posts.company[post]]));
    nw_table_set_int(s->table, FIT, fit);
    nw_table_set_int(s->table, PRICE, basis_points(nw_plan_price(s->plan, t, post)));
    return NEXTWORK_OK;
}

static nextwork_status add_own(const story *s)
{
    for (int32_t t = 0; t < s->plan->options.calendar.count; t++) {
        int32_t fit = s->plan->fit_of[nw_plan_at(s->plan, t, s->youth)];
        NW_TRY(add_row(s, PLAN, t, s->own.post[t], fit));
        NW_TRY(s->own.post[t] < 0 ? tell_out(s, t) : tell_planned(s, t));
    }
    return NEXTWORK_OK;
}

static nextwork_status add_other(const story *s, int which, const nw_sequence *other,
                                 nextwork_status (*tell_of)(const story *, int32_t,
                                                            const nw_sequence *))
{
    int32_t fits[NW_MOST_PERIODS];
    nw_sequence_fits(fits, s->search, s->youth, other);
    for (int32_t t = 0; t < s->plan->options.calendar.count; t++) {
        NW_TRY(add_row(s, which, t, other->post[t], fits[t]));
        NW_TRY(tell_of(s, t, other));
    }
    return NEXTWORK_OK;
}

static bool goes_nowhere(const nw_sequence *sequence, int32_t periods)
{
    for (int32_t t = 0; t < periods; t++)
        if (sequence->post[t] >= 0)
            return false;
    return true;
}

/* A youth who is nowhere allowed has no other sequence, and one of the control arm is shown none;
 * nor is one shown that need not be the best. */
static nextwork_status add_others(const story *s)
{
    int32_t periods = s->plan->options.calendar.count;
    nw_sequence_choice unpriced = nw_plan_choice(s->plan, false);
    nw_sequence next = nw_sequence_best(s->search, s->youth, &s->own), alone;
    nw_sequence_search *search;
    if (next.found && !next.given_up && !goes_nowhere(&next, periods))
        NW_TRY(add_other(s, NEXT_BEST, &next, tell_next_best));
    NW_TRY(nw_sequence_search_new(&search, &unpriced));
    alone = nw_sequence_best(search, s->youth, NULL);
    nw_sequence_search_free(search);
    bool differs = memcmp(alone.post, s->own.post, (size_t)periods * sizeof *alone.post) != 0;
    return alone.found && !alone.given_up && differs ? add_other(s, ALONE, &alone, tell_alone)
                                                     : NEXTWORK_OK;
}

static nextwork_status tell_story(story *s)
{
    nw_sequence_choice priced = nw_plan_choice(s->plan, true);
    for (int32_t t = 0; t < s->plan->options.calendar.count; t++)
        s->own.post[t] = s->plan->post_of[nw_plan_at(s->plan, t, s->youth)];
    NW_TRY(nw_sequence_search_new(&s->search, &priced));
    nextwork_status status = add_own(s);
    if (status == NEXTWORK_OK)
        status = add_others(s);
    nw_sequence_search_free(s->search);
    return status;
}

nextwork_status nw_explain_plan(nw_table **table, const nw_plan *plan, int32_t youth, int language)
{
    story s = {.plan = plan, .youth = youth, .language = language};
    NW_TRY(nw_table_new(&s.table, &schema));
    nextwork_status status = tell_story(&s);
    return nw_table_finish(table, s.table, status);
}
