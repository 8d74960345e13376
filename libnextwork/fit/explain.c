#include "fit/explain.h"

#include "fit/facts.h"
#include "fit/reasons.h"

enum { TERM, WEIGHT, VALUE, KNOWN, PART, TERM_FACT, TERM_COLUMNS };
enum { REASON, SEVERITY, TEXT, REASON_FACT, REASON_COLUMNS };

static const nw_column_schema term_columns[TERM_COLUMNS] = {
    [TERM] = {"term", NW_STRING, true, 0, 0, NULL, "the term; own: the integrator's own score"},
    [WEIGHT] = {"weight", NW_INT, false, 0, INT32_MAX, NULL, "the policy's weight of the term"},
    [VALUE] = {"value", NW_INT, true, 0, NW_FIT_MAX, NULL, "the term, basis points"},
    [KNOWN] = {"known", NW_BOOL, true, 0, 1, NULL, "0: inputs unknown, the value is neutral"},
    [PART] = {"part", NW_INT, true, 0, NW_FIT_MAX, NULL, "what the term adds to the fit"},
    [TERM_FACT] = {"fact", NW_STRING, true, 0, 0, NULL, "the facts behind the term"},
};

static const nw_column_schema reason_columns[REASON_COLUMNS] = {
    [REASON] = {"reason", NW_STRING, true, 0, 0, NULL, "why the pair is not allowed"},
    [SEVERITY] = {"severity", NW_STRING, true, 0, 0, NULL, "law, programme, person or data"},
    [TEXT] = {"text", NW_STRING, true, 0, 0, NULL, "the reason in words"},
    [REASON_FACT] = {"fact", NW_STRING, true, 0, 0, NULL, "the facts behind the reason"},
};

static const nw_table_schema term_schema = {"parts", false, TERM_COLUMNS, term_columns,
                                            "what each term adds to a fit"};
static const nw_table_schema reason_schema = {"reasons", false, REASON_COLUMNS, reason_columns,
                                              "why a youth and a post are not allowed"};

static nw_fact fact_in(int language)
{
    return (nw_fact){g_string_new(NULL), language == NW_DANISH};
}

/* Ends the fact. */
static nextwork_status set_fact(nw_table *table, int64_t column, nw_fact *fact)
{
    nextwork_status status =
        nw_table_set_text(table, column, (nw_text){fact->text->str, (int64_t)fact->text->len});
    g_string_free(fact->text, TRUE);
    return status;
}

/* --- parts ---------------------------------------------------------------------------------- */

static nextwork_status add_term(nw_table *table, const nw_pair *pair, const nw_fit *fit, int term,
                                int32_t part, int language)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, TERM, nw_text_of(nw_term_names[term])));
    nw_table_set_int(table, WEIGHT, pair->cohort->policy.weights[term]);
    nw_table_set_int(table, VALUE, fit->value[term]);
    nw_table_set_int(table, KNOWN, fit->known[term]);
    nw_table_set_int(table, PART, part);
    nw_fact fact = fact_in(language);
    nw_term_fact(&fact, pair, (nw_term)term);
    return set_fact(table, TERM_FACT, &fact);
}

static nextwork_status add_own(nw_table *table, const nw_fit *fit, int language)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, TERM, nw_text_of("own")));
    nw_table_set_int(table, VALUE, fit->fit);
    nw_table_set_int(table, KNOWN, 1);
    nw_table_set_int(table, PART, fit->fit);
    nw_fact fact = fact_in(language);
    nw_fact_say(&fact, "own score, in place of the terms' sum",
                "egen score i stedet for summen af kriterierne");
    return set_fact(table, TERM_FACT, &fact);
}

static nextwork_status add_parts(nw_table *table, const nw_round *round, int32_t youth,
                                 int32_t post, int language)
{
    nw_pair pair;
    nw_fit fit;
    int32_t parts[NW_TERMS];
    nw_pair_look_up(&pair, round, youth, post);
    nw_fit_pair(&fit, round, youth, post);
    nw_fit_parts(parts, round, &fit);
    for (int term = 0; term < NW_TERMS; term++)
        NW_TRY(add_term(table, &pair, &fit, term, parts[term], language));
    return fit.own ? add_own(table, &fit, language) : NEXTWORK_OK;
}

nextwork_status nw_explain_parts(nw_table **table, const nw_round *round, int32_t youth,
                                 int32_t post, int language)
{
    nw_table *made;
    NW_TRY(nw_table_new(&made, &term_schema));
    return nw_table_finish(table, made, add_parts(made, round, youth, post, language));
}

/* --- reasons -------------------------------------------------------------------------------- */

static nextwork_status add_reason(nw_table *table, const nw_pair *pair, int reason, int language)
{
    const nw_reason_info *info = &nw_reason_infos[reason];
    const char *text = language == NW_DANISH ? info->text_da : info->text_en;
    NW_TRY(nw_table_add_row(table));
    NW_TRY(nw_table_set_text(table, REASON, nw_text_of(info->name)));
    NW_TRY(nw_table_set_text(table, SEVERITY, nw_text_of(info->severity)));
    NW_TRY(nw_table_set_text(table, TEXT, nw_text_of(text)));
    nw_fact fact = fact_in(language);
    nw_reason_fact(&fact, pair, (nw_reason)reason);
    return set_fact(table, REASON_FACT, &fact);
}

static nextwork_status add_reasons(nw_table *table, const nw_round *round, int32_t youth,
                                   int32_t post, int language)
{
    nw_pair pair;
    nw_pair_look_up(&pair, round, youth, post);
    uint32_t reasons = nw_reasons_of(&pair);
    for (int reason = 0; reason < NW_REASONS; reason++)
        if ((reasons & NW_BIT(reason)) != 0)
            NW_TRY(add_reason(table, &pair, reason, language));
    return NEXTWORK_OK;
}

nextwork_status nw_explain_reasons(nw_table **table, const nw_round *round, int32_t youth,
                                   int32_t post, int language)
{
    nw_table *made;
    NW_TRY(nw_table_new(&made, &reason_schema));
    return nw_table_finish(table, made, add_reasons(made, round, youth, post, language));
}
