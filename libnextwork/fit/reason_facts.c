#include "fit/facts.h"
#include "fit/reasons.h"

#include "base/dates.h"

static void append_period(nw_fact *fact, int32_t start, int32_t end)
{
    nw_fact_day(fact, start);
    nw_fact_say(fact, " to ", " til ");
    nw_fact_day(fact, end);
}

static void append_round(nw_fact *fact, const nw_round *round)
{
    nw_fact_say(fact, "round ", "runde ");
    append_period(fact, round->start, round->end);
}

static void veto_fact(nw_fact *fact, const nw_pair *pair)
{
    (void)pair;
    nw_fact_say(fact, "the youth vetoed the post", "den unge har fravalgt pladsen");
}

static void repeat_company_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_past *past = nw_past_at(pair->round, pair->youth, pair->company);
    nw_fact_say(fact,
                "a placement there ended %d months before the round; "
                "the youth has not listed the post",
                "en praktik der sluttede %d måneder før runden; "
                "den unge har ikke ønsket pladsen",
                (int)past->months);
}

static void last_employer_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_placement *latest = nw_latest_past(pair->round, pair->youth);
    nw_fact_say(fact, "the latest placement ended ", "den seneste praktik sluttede ");
    nw_fact_day(fact, latest->end);
    if (latest->company == pair->company) {
        nw_fact_say(fact, " at this company", " i denne virksomhed");
        return;
    }
    nw_fact_say(fact, " at ", " i ");
    nw_fact_text(fact, pair->cohort->companies.ids.texts[latest->company]);
    nw_fact_say(fact, ", which has the same owner", ", som har samme ejer");
}

static int running_of(const nw_pair *pair, int32_t youth, bool anywhere)
{
    const nw_placements *placements = &pair->cohort->placements;
    int count = 0;
    for (int64_t i = placements->start[youth]; i < placements->start[youth + 1]; i++) {
        const nw_placement *placement = &placements->item[i];
        bool there = anywhere ? placement->company == pair->company : placement->post == pair->post;
        count += there && nw_placement_covers(placement, pair->round->start, pair->round->end);
    }
    return count;
}

/* Placements that cover a day of the round, at the post or anywhere in its company, without those
 * that may be traded. */
static int running(const nw_pair *pair, bool anywhere)
{
    const int32_t *held = pair->round->held;
    int count = 0;
    for (int32_t y = 0; y < pair->cohort->youths.count; y++)
        if (held == NULL || held[y] < 0)
            count += running_of(pair, y, anywhere);
    return count;
}

static void no_seat_fact(nw_fact *fact, const nw_pair *pair)
{
    nw_fact_say(fact, "free seats: 0 of %d; %d running", "ledige pladser: 0 af %d; %d i gang",
                (int)pair->cohort->posts.seats[pair->post], running(pair, false));
}

static void headcount_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_companies *companies = &pair->cohort->companies;
    int32_t others = companies->others_placed[pair->company];
    nw_fact_say(fact, "%d employees allow %d; %d others placed, %d running",
                "%d ansatte giver plads til %d; %d andre i praktik, %d i gang",
                (int)companies->headcount[pair->company],
                (int)pair->round->capacity.company_limit[pair->company],
                others == NW_UNKNOWN ? 0 : (int)others, running(pair, true));
}

static void not_available_fact(nw_fact *fact, const nw_pair *pair)
{
    int32_t from = pair->cohort->posts.available_from[pair->post];
    int32_t to = pair->cohort->posts.available_to[pair->post];
    append_round(fact, pair->round);
    nw_fact_say(fact, ", available", ", ledig");
    if (from != NW_UNKNOWN) {
        nw_fact_say(fact, " from ", " fra ");
        nw_fact_day(fact, from);
    }
    if (to != NW_UNKNOWN) {
        nw_fact_say(fact, " until ", " indtil ");
        nw_fact_day(fact, to);
    }
}

static void overlap_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_placements *placements = &pair->cohort->placements;
    const nw_placement *placement = nw_overlapping(pair->round, pair->youth);
    append_round(fact, pair->round);
    nw_fact_say(fact, ", placement ", ", praktik ");
    nw_fact_text(fact, placements->id[placement - placements->item]);
    g_string_append_c(fact->text, ' ');
    append_period(fact, placement->start, placement->end);
}

static void need_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_code_rows *needs = &pair->cohort->youths.needs;
    int32_t level = pair->round->rules.need_level;
    nw_fact_list list = {
        fact, {"needs that the post does not offer", "behov, som pladsen ikke dækker"}, 0};
    for (int64_t i = needs->start[pair->youth]; i < needs->start[pair->youth + 1]; i++)
        if (nw_need_unmet(pair, i))
            nw_fact_list_add(&list, pair->cohort->need_codes.names[needs->code[i]],
                             needs->level[i]);
    nw_fact_list_end(&list);
    nw_fact_say(fact, "; needs of level %d and above must be met",
                "; behov på niveau %d og derover skal dækkes", (int)level);
}

static void skill_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_code_rows *requires = &pair->cohort->posts.requires;
    nw_fact_list list = {
        fact,
        {"required skills that the youth has not", "krævede færdigheder, som den unge ikke har"},
        0};
    for (int64_t i = requires->start[pair->post]; i < requires->start[pair->post + 1]; i++)
        if (!nw_codes_have(&pair->cohort->youths.skills, pair->youth, requires->code[i]))
            nw_fact_list_add(&list, pair->cohort->skill_codes.names[requires->code[i]], 0);
    nw_fact_list_end(&list);
}

static void network_fact(nw_fact *fact, const nw_pair *pair)
{
    const nw_companies *companies = &pair->cohort->companies;
    const nw_text *names = pair->cohort->networks.names;
    nw_fact_list list = {fact, {"company in", "virksomheden i"}, 0};
    nw_fact_say(fact, "youth in ", "den unge i ");
    nw_fact_text(fact, names[pair->cohort->youths.network[pair->youth]]);
    for (int64_t i = companies->network_start[pair->company];
         i < companies->network_start[pair->company + 1]; i++)
        nw_fact_list_add(&list, names[companies->network[i]], 0);
    nw_fact_list_end(&list);
}

static void control_fact(nw_fact *fact, const nw_pair *pair)
{
    (void)pair;
    nw_fact_say(fact, "the youth is in the trial's control arm",
                "den unge er i forsøgets kontrolgruppe");
}

static void enrolled_fact(nw_fact *fact, const nw_pair *pair)
{
    (void)pair;
    nw_fact_say(fact, "the youth is not enrolled", "den unge er ikke tilmeldt");
}

static void too_young_fact(nw_fact *fact, const nw_pair *pair)
{
    int32_t start = pair->round->start;
    int32_t birth_year = pair->cohort->youths.birth_year[pair->youth];
    nw_fact_say(fact, "at most %d years old on ", "højst %d år den ",
                (int)(nw_date_year(start) - birth_year));
    nw_fact_day(fact, start);
    nw_fact_say(fact, "; the youngest allowed is %d", "; den yngste tilladte alder er %d",
                (int)pair->round->rules.youngest);
}

static void too_old_fact(nw_fact *fact, const nw_pair *pair)
{
    int32_t start = pair->round->start;
    int32_t birth_year = pair->cohort->youths.birth_year[pair->youth];
    nw_fact_say(fact, "at least %d years old on ", "mindst %d år den ",
                (int)(nw_date_year(start) - birth_year - 1));
    nw_fact_day(fact, start);
    nw_fact_say(fact, "; the oldest allowed is %d", "; den ældste tilladte alder er %d",
                (int)pair->round->rules.oldest);
}

void nw_reason_fact(nw_fact *fact, const nw_pair *pair, nw_reason reason)
{
    void (*const facts[NW_REASONS])(nw_fact *, const nw_pair *) = {
        [NW_REASON_VETO] = veto_fact,
        [NW_REASON_COMPANY_NO] = nw_fact_answer,
        [NW_REASON_NOT_MUTUAL] = nw_fact_answer,
        [NW_REASON_REPEAT_COMPANY] = repeat_company_fact,
        [NW_REASON_LAST_EMPLOYER] = last_employer_fact,
        [NW_REASON_NO_SEAT] = no_seat_fact,
        [NW_REASON_HEADCOUNT_RULE] = headcount_fact,
        [NW_REASON_NOT_AVAILABLE] = not_available_fact,
        [NW_REASON_OVERLAP] = overlap_fact,
        [NW_REASON_TRAVEL_TOO_FAR] = nw_fact_travel,
        [NW_REASON_HOURS_TOO_FEW] = nw_fact_hours,
        [NW_REASON_NEED_UNMET] = need_fact,
        [NW_REASON_SKILL_MISSING] = skill_fact,
        [NW_REASON_OUTSIDE_NETWORK] = network_fact,
        [NW_REASON_CONTROL_ARM] = control_fact,
        [NW_REASON_NOT_ENROLLED] = enrolled_fact,
        [NW_REASON_TOO_YOUNG] = too_young_fact,
        [NW_REASON_TOO_OLD] = too_old_fact,
    };
    facts[reason](fact, pair);
}
