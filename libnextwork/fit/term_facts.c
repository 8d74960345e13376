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
static void append_industry(nw_fact *fact, nw_industry industry)
{
    nw_fact_say(fact, "industry %0*d (%s)", "branche %0*d (%s)", industry.digits,
                (int)industry.code, industry.scheme == NW_DB07 ? "DB07" : "DB25");
}

static void append_function(nw_fact *fact, nw_function function)
{
    nw_fact_say(fact, "function %0*d", "jobfunktion %0*d", function.digits, (int)function.code);
}

static void append_stated(nw_fact *fact, const nw_interest *interest)
{
    if (interest->scheme == NW_DISCO08)
        append_function(fact, interest->function);
    else
        append_industry(fact, interest->industry);
}

/* --- wish ----------------------------------------------------------------------------------- */

static void interest_fact(nw_fact *fact, const nw_interest *interest, bool known, nw_words what)
{
    if (!known) {
        nw_fact_say(fact, "the post's %s is unknown", "pladsens %s kendes ikke",
                    fact->danish ? what.danish : what.english);
    } else if (interest == NULL) {
        nw_fact_say(fact, "no interest stated in its %s", "ingen interesse angivet for dens %s",
                    fact->danish ? what.danish : what.english);
    } else {
        nw_fact_say(fact, "interest %d in ", "interesse %d for ", interest->value);
        append_stated(fact, interest);
    }
}

static void wish_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_wishes *wishes = &pair->cohort->wishes;
    if (pair->rank != NW_UNKNOWN) {
        int32_t last = wishes->rank[wishes->start[pair->youth + 1] - 1];
        nw_fact_say(fact, "wish %d of %d", "ønske %d af %d", (int)pair->rank, (int)last);
        return;
    }
    nw_industry industry = industry_of(pair);
    nw_function function = function_of(pair);
    nw_fact_words(fact, pair->vetoed ? (nw_words){"vetoed; ", "fravalgt; "}
                                     : (nw_words){"not listed; ", "ikke ønsket; "});
    interest_fact(fact, nw_industry_interest(pair->cohort, pair->youth, industry),
                  nw_industry_known(industry), (nw_words){"industry", "branche"});
    g_string_append(fact->text, ", ");
    interest_fact(fact, nw_function_interest(pair->cohort, pair->youth, function),
                  nw_function_known(function), (nw_words){"function", "jobfunktion"});
}

/* --- novelty -------------------------------------------------------------------------------- */

static void likeness_fact(nw_fact *fact, const nw_pair *pair, const nw_past *past)
{
    static const nw_words by_industry[] = {
        {"", ""}, {"same section as ", "samme hovedafdeling som "}, {"same ", "samme "}};
    static const nw_words by_function[] = {
        {"", ""}, {"same major group as ", "samme hovedgruppe som "}, {"same ", "samme "}};
    int industries = nw_industries_alike(past->industry, industry_of(pair));
    int functions = nw_functions_alike(past->function, function_of(pair));
    if (industries > NW_UNLIKE) {
        nw_fact_words(fact, by_industry[industries]);
        append_industry(fact, past->industry);
    }
    if (industries > NW_UNLIKE && functions > NW_UNLIKE)
        nw_fact_say(fact, " and ", " og ");
    if (functions > NW_UNLIKE) {
        nw_fact_words(fact, by_function[functions]);
        append_function(fact, past->function);
    }
}

static void cover_fact(nw_fact *fact, const nw_novelty *novelty)
{
    static const nw_words covers[] = {
        {"; no part of it is new", "; intet ved den er nyt"},
        {"; one of industry and function is new", "; enten branche eller jobfunktion er ny"},
        {"; industry and function are new", "; branche og jobfunktion er nye"},
    };
    static const nw_words known[] = {
        {"; what is known of it is not new", "; det, der vides om den, er ikke nyt"},
        {"; what is known of it is new", "; det, der vides om den, er nyt"},
    };
    nw_fact_words(fact,
                  novelty->dimensions == 2 ? covers[novelty->cover] : known[novelty->cover > 0]);
}

static void novelty_fact(nw_fact *fact, const nw_pair *pair)
{
    static const nw_words intents[] = {
        [NW_EXPLORE] = {"; intent explore", "; vil prøve nyt"},
        [NW_NEUTRAL] = {"; intent neutral", "; uden præference for nyt"},
        [NW_DEEPEN] = {"; intent deepen", "; vil fordybe sig"}};
    const nw_round *round = pair->round;
    int64_t first = round->past_start[pair->youth];
    int64_t count = round->past_start[pair->youth + 1] - first;
    nw_novelty novelty;
    nw_pair_novelty(&novelty, pair);
    if (!pair->cohort->placements.given) {
        nw_fact_say(fact, "no table of placements", "tidligere praktikker er ikke oplyst");
        return;
    }
    if (!novelty.known) {
        nw_fact_say(fact, "the post's industry and function are unknown",
                    "pladsens branche og jobfunktion kendes ikke");
        return;
    }
    if (novelty.nearest >= 0) {
        const nw_past *past = &round->past[first + novelty.nearest];
        likeness_fact(fact, pair, past);
        nw_fact_say(fact, " in a placement that ended %d months before, %d weeks attended",
                    " i en praktik, der sluttede %d måneder før; %d uger gennemført",
                    (int)past->months, (int)past->weeks);
    } else if (count == 0) {
        nw_fact_say(fact, "no past placements", "ingen tidligere praktikker");
    } else if (count == 1) {
        nw_fact_say(fact, "unlike the one past placement",
                    "forskellig fra den ene tidligere praktik");
    } else {
        nw_fact_say(fact, "unlike all of %d past placements",
                    "forskellig fra alle %d tidligere praktikker", (int)count);
    }
    cover_fact(fact, &novelty);
    nw_fact_words(fact, intents[pair->cohort->youths.intent[pair->youth]]);
}

/* --- goal ----------------------------------------------------------------------------------- */

static void goal_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_interest *nearest;
    int alike =
        nw_goal_alike(&nearest, pair->cohort, pair->youth, industry_of(pair), function_of(pair));
    if (alike == NW_NOT_COMPARABLE) {
        nw_fact_say(fact, "no interest of value 2 that the post can be compared with",
                    "ingen interesse med værdien 2, som pladsen kan sammenlignes med");
        return;
    }
    if (alike == NW_UNLIKE)
        nw_fact_say(fact, "unlike every interest of value 2, such as ",
                    "forskellig fra alle interesser med værdien 2, såsom ");
    else if (alike == NW_SAME)
        nw_fact_say(fact, "the same two digits as the interest of value 2 in ",
                    "samme to cifre som interessen med værdien 2 for ");
    else if (nearest->scheme == NW_DISCO08)
        nw_fact_say(fact, "the same major group as the interest of value 2 in ",
                    "samme hovedgruppe som interessen med værdien 2 for ");
    else
        nw_fact_say(fact, "the same section as the interest of value 2 in ",
                    "samme hovedafdeling som interessen med værdien 2 for ");
    append_stated(fact, nearest);
}

/* --- the others ----------------------------------------------------------------------------- */

/* The youth's needs that the post offers, or those that it does not. */
static void needs_list(nw_fact *fact, const nw_pair *pair, nw_words label, bool met)
{
    const nw_code_rows *needs = &pair->cohort->youths.needs;
    nw_fact_list list = {fact, label, 0};
    for (int64_t i = needs->start[pair->youth]; i < needs->start[pair->youth + 1]; i++)
        if (nw_codes_have(&pair->cohort->posts.offers, pair->post, needs->code[i]) == met)
            nw_fact_list_add(&list, pair->cohort->need_codes.names[needs->code[i]],
                             needs->level[i]);
    nw_fact_list_end(&list);
}

static void support_fact(nw_fact *fact, const nw_pair *pair)
{
    if (nw_codes_count(&pair->cohort->youths.needs, pair->youth) == 0) {
        nw_fact_say(fact, "no needs", "ingen behov");
        return;
    }
    if (nw_codes_count(&pair->cohort->posts.offers, pair->post) == 0) {
        needs_list(fact, pair,
                   (nw_words){"what the post offers is unknown; needs",
                              "det vides ikke, hvad pladsen tilbyder; behov"},
                   false);
        return;
    }
    needs_list(fact, pair, (nw_words){"needs met", "opfyldte behov"}, true);
    needs_list(fact, pair, (nw_words){"not met", "ikke opfyldte"}, false);
}

static void hours_fact(nw_fact *fact, const nw_pair *pair)
{
    int32_t most, wanted = pair->cohort->youths.hours_max[pair->youth];
    bool known = wanted != NW_UNKNOWN && pair->cohort->posts.hours_max[pair->post] != NW_UNKNOWN;
    bool meet = nw_hours_meet(&most, pair->cohort, pair->youth, pair->post);
    if (known && meet) {
        nw_fact_say(fact, "%d hours of %d", "%d timer af %d", (int)most, (int)wanted);
        return;
    }
    if (!meet)
        nw_fact_say(fact, "no hours in common: ", "ingen fælles timer: ");
    nw_fact_hours(fact, pair);
}

static void reliability_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_companies *companies = &pair->cohort->companies;
    int32_t answered = companies->answered[pair->company], asked = companies->asked[pair->company];
    if (answered == NW_UNKNOWN || asked == NW_UNKNOWN)
        nw_fact_say(fact, "earlier requests unknown", "tidligere henvendelser kendes ikke");
    else
        nw_fact_say(fact, "answered %d of %d requests", "svarede på %d af %d henvendelser",
                    (int)answered, (int)asked);
}

static void skills_list(nw_fact *fact, const nw_pair *pair, nw_words label, bool had)
{
    const nw_code_rows *prefers = &pair->cohort->posts.prefers;
    nw_fact_list list = {fact, label, 0};
    for (int64_t i = prefers->start[pair->post]; i < prefers->start[pair->post + 1]; i++)
        if (nw_codes_have(&pair->cohort->youths.skills, pair->youth, prefers->code[i]) == had)
            nw_fact_list_add(&list, pair->cohort->skill_codes.names[prefers->code[i]], 0);
    nw_fact_list_end(&list);
}

static void skill_fact(nw_fact *fact, const nw_pair *pair)
{
    if (nw_codes_count(&pair->cohort->posts.prefers, pair->post) == 0) {
        nw_fact_say(fact, "no skills preferred", "ingen færdigheder foretrækkes");
        return;
    }
    if (nw_codes_count(&pair->cohort->youths.skills, pair->youth) == 0) {
        skills_list(fact, pair,
                    (nw_words){"the youth's skills are unknown; preferred",
                               "den unges færdigheder kendes ikke; foretrukne"},
                    false);
        return;
    }
    skills_list(fact, pair, (nw_words){"has", "har"}, true);
    skills_list(fact, pair, (nw_words){"has not", "har ikke"}, false);
}

static void room_fact(nw_fact *fact, const nw_pair *pair)
{
    int32_t left = pair->round->capacity.company_free[pair->company];
    nw_fact_say(fact, "%d of %d seats free", "%d af %d pladser ledige",
                (int)pair->round->capacity.post_free[pair->post],
                (int)pair->cohort->posts.seats[pair->post]);
    if (left != NW_UNLIMITED)
        nw_fact_say(fact, "; the headcount rule leaves the company %d",
                    "; rimelighedskravet giver virksomheden plads til %d", (int)left);
}

void nw_term_fact(nw_fact *fact, const nw_pair *pair, nw_term term)
{
    void (*const facts[NW_TERMS])(nw_fact *, const nw_pair *) = {
        [NW_TERM_WISH] = wish_fact,        [NW_TERM_NOVELTY] = novelty_fact,
        [NW_TERM_MUTUAL] = nw_fact_answer, [NW_TERM_TRAVEL] = nw_fact_travel,
        [NW_TERM_GOAL] = goal_fact,        [NW_TERM_SUPPORT] = support_fact,
        [NW_TERM_HOURS] = hours_fact,      [NW_TERM_RELIABILITY] = reliability_fact,
        [NW_TERM_SKILL] = skill_fact,      [NW_TERM_ROOM] = room_fact,
    };
    facts[term](fact, pair);
}
