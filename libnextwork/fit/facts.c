#include "fit/facts.h"

#include "base/arith.h"
#include "base/dates.h"
#include "cohort/place.h"
#include "fit/terms.h"

#define MOST_LISTED 10 /* so that a fact stays a sentence, and fits a cell */

void nw_fact_text(GString *fact, nw_text text)
{
    g_string_append_len(fact, text.at, (gssize)text.bytes);
}

void nw_fact_day(GString *fact, int32_t day)
{
    char text[11];
    nw_date_format(text, day);
    g_string_append(fact, text);
}

static const char *mode_name(int mode)
{
    static const char *const names[] = {
        [NW_WALK] = "on foot",
        [NW_BIKE] = "by bike",
        [NW_TRANSIT] = "by transit",
        [NW_CAR] = "by car",
    };
    return names[mode];
}

static void unknown_travel(GString *fact, nw_place home, nw_place work)
{
    const char *whose = home.known ? "the company's place is" : "the youth's place is";
    if (!home.known && !work.known)
        whose = "both places are";
    g_string_append_printf(fact, "no minutes given, and %s unknown", whose);
}

void nw_fact_travel(GString *fact, const nw_pair *pair)
{
    const nw_cohort *cohort = pair->cohort;
    nw_place home = cohort->youths.place[pair->youth];
    nw_place work = cohort->companies.place[pair->company];
    if (pair->minutes == NW_UNKNOWN) {
        unknown_travel(fact, home, work);
        return;
    }
    g_string_append_printf(fact, "%d minutes ", (int)pair->minutes);
    if (nw_values_find(&cohort->travel, pair->youth, pair->company) != NW_UNKNOWN) {
        g_string_append(fact, "(given)");
    } else {
        int tenths = (int)nw_div_round(nw_place_distance(home, work), 100);
        g_string_append_printf(fact, "%s (estimated from %d.%d km)",
                               mode_name(cohort->youths.travel_mode[pair->youth]), tenths / 10,
                               tenths % 10);
    }
    bool given = cohort->youths.travel_max[pair->youth] != NW_UNKNOWN;
    g_string_append_printf(fact, ", limit %d%s", (int)nw_travel_limit(cohort, pair->youth),
                           given ? "" : " (default)");
}

static void range(GString *fact, const char *whose, int32_t least, int32_t most)
{
    g_string_append_printf(fact, "%s ", whose);
    if (least == NW_UNKNOWN && most == NW_UNKNOWN)
        g_string_append(fact, "unknown");
    else if (least == NW_UNKNOWN)
        g_string_append_printf(fact, "up to %d", (int)most);
    else if (most == NW_UNKNOWN)
        g_string_append_printf(fact, "from %d", (int)least);
    else
        g_string_append_printf(fact, "%d-%d", (int)least, (int)most);
    g_string_append(fact, " hours");
}

void nw_fact_hours(GString *fact, const nw_pair *pair)
{
    const nw_youths *youths = &pair->cohort->youths;
    const nw_posts *posts = &pair->cohort->posts;
    range(fact, "youth", youths->hours_min[pair->youth], youths->hours_max[pair->youth]);
    range(fact, ", post", posts->hours_min[pair->post], posts->hours_max[pair->post]);
}

void nw_fact_answer(GString *fact, const nw_pair *pair)
{
    static const char *const said[] = {[NW_YES] = "yes", [NW_MAYBE] = "maybe", [NW_NO] = "no"};
    const nw_answers *answers = &pair->cohort->answers;
    if (pair->answer < 0) {
        g_string_append(fact, "no answer from the company");
        return;
    }
    int32_t rank = answers->rank[pair->answer];
    g_string_append_printf(fact, "the company said %s", said[answers->answer[pair->answer]]);
    if (rank != NW_UNKNOWN)
        g_string_append_printf(fact, ", rank %d", (int)rank);
}

void nw_fact_list_add(nw_fact_list *list, nw_text name, int32_t level)
{
    if (list->count == 0)
        g_string_append_printf(list->fact, "%s%s: ", list->fact->len > 0 ? "; " : "", list->label);
    else if (list->count < MOST_LISTED)
        g_string_append(list->fact, ", ");
    if (list->count++ >= MOST_LISTED)
        return;
    nw_fact_text(list->fact, name);
    if (level > 0)
        g_string_append_printf(list->fact, " (%d)", (int)level);
}

void nw_fact_list_end(const nw_fact_list *list)
{
    if (list->count > MOST_LISTED)
        g_string_append_printf(list->fact, " and %d more", (int)(list->count - MOST_LISTED));
}
