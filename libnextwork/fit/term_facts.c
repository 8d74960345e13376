#include "fit/alike.h"
#include "fit/facts.h"
#include "fit/terms.h"

static nw_industry industry_of(const nw_pair *pair)
{
    return pair->cohort->companies.industry[pair->company];
}

static nw_function function_of(const nw_pair *pair)
{
    return pair->cohort->posts.function[pair->post];
}

/* "industry 47 (DB25)", "function 52" */
static void append_industry(GString *fact, nw_industry industry)
{
    g_string_append_printf(fact, "industry %0*d (%s)", industry.digits, (int)industry.code,
                           industry.scheme == NW_DB07 ? "DB07" : "DB25");
}

static void append_function(GString *fact, nw_function function)
{
    g_string_append_printf(fact, "function %0*d", function.digits, (int)function.code);
}

static void append_stated(GString *fact, const nw_interest *interest)
{
    if (interest->scheme == NW_DISCO08)
        append_function(fact, interest->function);
    else
        append_industry(fact, interest->industry);
}

/* --- wish ----------------------------------------------------------------------------------- */

static void interest_fact(GString *fact, const nw_interest *interest, bool known, const char *what)
{
    if (!known) {
        g_string_append_printf(fact, "the post's %s is unknown", what);
    } else if (interest == NULL) {
        g_string_append_printf(fact, "no interest stated in its %s", what);
    } else {
        g_string_append_printf(fact, "interest %d in ", interest->value);
        append_stated(fact, interest);
    }
}

static void wish_fact(GString *fact, const nw_pair *pair)
{
    const nw_wishes *wishes = &pair->cohort->wishes;
    if (pair->rank != NW_UNKNOWN) {
        int32_t last = wishes->rank[wishes->start[pair->youth + 1] - 1];
        g_string_append_printf(fact, "wish %d of %d", (int)pair->rank, (int)last);
        return;
    }
    nw_industry industry = industry_of(pair);
    nw_function function = function_of(pair);
    g_string_append(fact, pair->vetoed ? "vetoed; " : "not listed; ");
    interest_fact(fact, nw_industry_interest(pair->cohort, pair->youth, industry),
                  nw_industry_known(industry), "industry");
    g_string_append(fact, ", ");
    interest_fact(fact, nw_function_interest(pair->cohort, pair->youth, function),
                  nw_function_known(function), "function");
}

/* --- novelty -------------------------------------------------------------------------------- */

static void likeness_fact(GString *fact, const nw_pair *pair, const nw_past *past)
{
    static const char *const by_industry[] = {"", "same section as ", "same "};
    static const char *const by_function[] = {"", "same major group as ", "same "};
    int industries = nw_industries_alike(past->industry, industry_of(pair));
    int functions = nw_functions_alike(past->function, function_of(pair));
    if (industries > NW_UNLIKE) {
        g_string_append(fact, by_industry[industries]);
        append_industry(fact, past->industry);
    }
    if (industries > NW_UNLIKE && functions > NW_UNLIKE)
        g_string_append(fact, " and ");
    if (functions > NW_UNLIKE) {
        g_string_append(fact, by_function[functions]);
        append_function(fact, past->function);
    }
}

static void cover_fact(GString *fact, const nw_novelty *novelty)
{
    static const char *const covers[] = {
        "no part of it is new",
        "one of industry and function is new",
        "industry and function are new",
    };
    if (novelty->dimensions == 2)
        g_string_append_printf(fact, "; %s", covers[novelty->cover]);
    else
        g_string_append(fact, novelty->cover > 0 ? "; what is known of it is new"
                                                 : "; what is known of it is not new");
}

static void novelty_fact(GString *fact, const nw_pair *pair)
{
    static const char *const intents[] = {
        [NW_EXPLORE] = "explore", [NW_NEUTRAL] = "neutral", [NW_DEEPEN] = "deepen"};
    const nw_round *round = pair->round;
    int64_t first = round->past_start[pair->youth];
    int64_t count = round->past_start[pair->youth + 1] - first;
    nw_novelty novelty;
    nw_pair_novelty(&novelty, pair);
    if (!pair->cohort->placements.given) {
        g_string_append(fact, "no table of placements");
        return;
    }
    if (!novelty.known) {
        g_string_append(fact, "the post's industry and function are unknown");
        return;
    }
    if (novelty.nearest >= 0) {
        const nw_past *past = &round->past[first + novelty.nearest];
        likeness_fact(fact, pair, past);
        g_string_append_printf(fact,
                               " in a placement that ended %d months before, %d weeks attended",
                               (int)past->months, (int)past->weeks);
    } else if (count == 0) {
        g_string_append(fact, "no past placements");
    } else if (count == 1) {
        g_string_append(fact, "unlike the one past placement");
    } else {
        g_string_append_printf(fact, "unlike all of %d past placements", (int)count);
    }
    cover_fact(fact, &novelty);
    g_string_append_printf(fact, "; intent %s", intents[pair->cohort->youths.intent[pair->youth]]);
}

/* --- goal ----------------------------------------------------------------------------------- */

static void goal_fact(GString *fact, const nw_pair *pair)
{
    const nw_interest *nearest;
    int alike =
        nw_goal_alike(&nearest, pair->cohort, pair->youth, industry_of(pair), function_of(pair));
    if (alike == NW_NOT_COMPARABLE) {
        g_string_append(fact, "no interest of value 2 that the post can be compared with");
        return;
    }
    if (alike == NW_UNLIKE)
        g_string_append(fact, "unlike every interest of value 2, such as ");
    else if (alike == NW_SAME)
        g_string_append(fact, "the same two digits as the interest of value 2 in ");
    else if (nearest->scheme == NW_DISCO08)
        g_string_append(fact, "the same major group as the interest of value 2 in ");
    else
        g_string_append(fact, "the same section as the interest of value 2 in ");
    append_stated(fact, nearest);
}

/* --- the others ----------------------------------------------------------------------------- */

/* The youth's needs that the post offers, or those that it does not. */
static void needs_list(GString *fact, const nw_pair *pair, const char *label, bool met)
{
    const nw_code_rows *needs = &pair->cohort->youths.needs;
    nw_fact_list list = {fact, label, 0};
    for (int64_t i = needs->start[pair->youth]; i < needs->start[pair->youth + 1]; i++)
        if (nw_codes_have(&pair->cohort->posts.offers, pair->post, needs->code[i]) == met)
            nw_fact_list_add(&list, pair->cohort->need_codes.names[needs->code[i]],
                             needs->level[i]);
    nw_fact_list_end(&list);
}

static void support_fact(GString *fact, const nw_pair *pair)
{
    if (nw_codes_count(&pair->cohort->youths.needs, pair->youth) == 0) {
        g_string_append(fact, "no needs");
        return;
    }
    if (nw_codes_count(&pair->cohort->posts.offers, pair->post) == 0) {
        needs_list(fact, pair, "what the post offers is unknown; needs", false);
        return;
    }
    needs_list(fact, pair, "needs met", true);
    needs_list(fact, pair, "not met", false);
}

static void hours_fact(GString *fact, const nw_pair *pair)
{
    int32_t most, wanted = pair->cohort->youths.hours_max[pair->youth];
    bool known = wanted != NW_UNKNOWN && pair->cohort->posts.hours_max[pair->post] != NW_UNKNOWN;
    bool meet = nw_hours_meet(&most, pair->cohort, pair->youth, pair->post);
    if (known && meet) {
        g_string_append_printf(fact, "%d hours of %d", (int)most, (int)wanted);
        return;
    }
    if (!meet)
        g_string_append(fact, "no hours in common: ");
    nw_fact_hours(fact, pair);
}

static void reliability_fact(GString *fact, const nw_pair *pair)
{
    const nw_companies *companies = &pair->cohort->companies;
    int32_t answered = companies->answered[pair->company], asked = companies->asked[pair->company];
    if (answered == NW_UNKNOWN || asked == NW_UNKNOWN)
        g_string_append(fact, "earlier requests unknown");
    else
        g_string_append_printf(fact, "answered %d of %d requests", (int)answered, (int)asked);
}

static void skills_list(GString *fact, const nw_pair *pair, const char *label, bool had)
{
    const nw_code_rows *prefers = &pair->cohort->posts.prefers;
    nw_fact_list list = {fact, label, 0};
    for (int64_t i = prefers->start[pair->post]; i < prefers->start[pair->post + 1]; i++)
        if (nw_codes_have(&pair->cohort->youths.skills, pair->youth, prefers->code[i]) == had)
            nw_fact_list_add(&list, pair->cohort->skill_codes.names[prefers->code[i]], 0);
    nw_fact_list_end(&list);
}

static void skill_fact(GString *fact, const nw_pair *pair)
{
    if (nw_codes_count(&pair->cohort->posts.prefers, pair->post) == 0) {
        g_string_append(fact, "no skills preferred");
        return;
    }
    if (nw_codes_count(&pair->cohort->youths.skills, pair->youth) == 0) {
        skills_list(fact, pair, "the youth's skills are unknown; preferred", false);
        return;
    }
    skills_list(fact, pair, "has", true);
    skills_list(fact, pair, "has not", false);
}

static void room_fact(GString *fact, const nw_pair *pair)
{
    int32_t left = pair->round->capacity.company_free[pair->company];
    g_string_append_printf(fact, "%d of %d seats free",
                           (int)pair->round->capacity.post_free[pair->post],
                           (int)pair->cohort->posts.seats[pair->post]);
    if (left != NW_UNLIMITED)
        g_string_append_printf(fact, "; the headcount rule leaves the company %d", (int)left);
}

void nw_term_fact(GString *fact, const nw_pair *pair, nw_term term)
{
    void (*const facts[NW_TERMS])(GString *, const nw_pair *) = {
        [NW_TERM_WISH] = wish_fact,        [NW_TERM_NOVELTY] = novelty_fact,
        [NW_TERM_MUTUAL] = nw_fact_answer, [NW_TERM_TRAVEL] = nw_fact_travel,
        [NW_TERM_GOAL] = goal_fact,        [NW_TERM_SUPPORT] = support_fact,
        [NW_TERM_HOURS] = hours_fact,      [NW_TERM_RELIABILITY] = reliability_fact,
        [NW_TERM_SKILL] = skill_fact,      [NW_TERM_ROOM] = room_fact,
    };
    facts[term](fact, pair);
}
