#include "fit/facts.h"

#include "base/arith.h"
#include "base/dates.h"
#include "cohort/place.h"
#include "fit/terms.h"

#define MOST_LISTED 10 /* so that a fact stays a sentence, and fits a cell */

void nw_fact_say(nw_fact *fact, const char *english, const char *danish, ...)
{
    va_list arguments;
    va_start(arguments, danish);
    g_string_append_vprintf(fact->text, fact->danish ? danish : english, arguments);
    va_end(arguments);
}

void nw_fact_text(nw_fact *fact, nw_text text)
{
    g_string_append_len(fact->text, text.at, (gssize)text.bytes);
}

void nw_fact_day(nw_fact *fact, int32_t day)
{
    char text[11];
    nw_date_format(text, day);
    g_string_append(fact->text, text);
}

static nw_words mode_name(int mode)
{
    static const nw_words names[] = {
        [NW_WALK] = {"on foot", "til fods"},
        [NW_BIKE] = {"by bike", "på cykel"},
        [NW_TRANSIT] = {"by transit", "med offentlig transport"},
        [NW_CAR] = {"by car", "i bil"},
    };
    return names[mode];
}

static void unknown_travel(nw_fact *fact, nw_place home, nw_place work)
{
    nw_words whose = {"the youth's place is", "den unges adresse kendes ikke"};
    if (!home.known && !work.known)
        whose = (nw_words){"both places are", "begge adresser er ukendte"};
    else if (home.known)
        whose = (nw_words){"the company's place is", "virksomhedens adresse kendes ikke"};
    nw_fact_say(fact, "no minutes given, and %s unknown", "ingen rejsetid er oplyst, og %s",
                fact->danish ? whose.danish : whose.english);
}

void nw_fact_travel(nw_fact *fact, const nw_pair *pair)
{
    const nw_cohort *cohort = pair->cohort;
    nw_place home = cohort->youths.place[pair->youth];
    nw_place work = cohort->companies.place[pair->company];
    if (pair->minutes == NW_UNKNOWN) {
        unknown_travel(fact, home, work);
        return;
    }
    nw_fact_say(fact, "%d minutes ", "%d minutter ", (int)pair->minutes);
    if (nw_values_find(&cohort->travel, pair->youth, pair->company) != NW_UNKNOWN) {
        nw_fact_say(fact, "(given)", "(oplyst)");
    } else {
        int tenths = (int)nw_div_round(nw_place_distance(home, work), 100);
        nw_fact_words(fact, mode_name(cohort->youths.travel_mode[pair->youth]));
        nw_fact_say(fact, " (estimated from %d.%d km)", " (anslået ud fra %d,%d km)", tenths / 10,
                    tenths % 10);
    }
    bool given = cohort->youths.travel_max[pair->youth] != NW_UNKNOWN;
    nw_fact_say(fact, ", limit %d", ", grænse %d", (int)nw_travel_limit(cohort, pair->youth));
    if (!given)
        nw_fact_say(fact, " (default)", " (standard)");
}

static void range(nw_fact *fact, nw_words whose, int32_t least, int32_t most)
{
    nw_fact_words(fact, whose);
    if (least == NW_UNKNOWN && most == NW_UNKNOWN)
        nw_fact_say(fact, " unknown hours", " ukendt timetal");
    else if (least == NW_UNKNOWN)
        nw_fact_say(fact, " up to %d hours", " op til %d timer", (int)most);
    else if (most == NW_UNKNOWN)
        nw_fact_say(fact, " from %d hours", " fra %d timer", (int)least);
    else
        nw_fact_say(fact, " %d-%d hours", " %d-%d timer", (int)least, (int)most);
}

void nw_fact_hours(nw_fact *fact, const nw_pair *pair)
{
    const nw_youths *youths = &pair->cohort->youths;
    const nw_posts *posts = &pair->cohort->posts;
    range(fact, (nw_words){"youth", "den unge"}, youths->hours_min[pair->youth],
          youths->hours_max[pair->youth]);
    range(fact, (nw_words){", post", ", pladsen"}, posts->hours_min[pair->post],
          posts->hours_max[pair->post]);
}

void nw_fact_answer(nw_fact *fact, const nw_pair *pair)
{
    static const nw_words said[] = {
        [NW_YES] = {"yes", "ja"}, [NW_MAYBE] = {"maybe", "måske"}, [NW_NO] = {"no", "nej"}};
    const nw_answers *answers = &pair->cohort->answers;
    if (pair->answer < 0) {
        nw_fact_say(fact, "no answer from the company", "intet svar fra virksomheden");
        return;
    }
    int32_t rank = answers->rank[pair->answer];
    nw_fact_say(fact, "the company said ", "virksomheden svarede ");
    nw_fact_words(fact, said[answers->answer[pair->answer]]);
    if (rank != NW_UNKNOWN)
        nw_fact_say(fact, ", rank %d", ", som nummer %d", (int)rank);
}

void nw_fact_list_add(nw_fact_list *list, nw_text name, int32_t level)
{
    GString *text = list->fact->text;
    if (list->count == 0) {
        g_string_append(text, text->len > 0 ? "; " : "");
        nw_fact_words(list->fact, list->label);
        g_string_append(text, ": ");
    } else if (list->count < MOST_LISTED) {
        g_string_append(text, ", ");
    }
    if (list->count++ >= MOST_LISTED)
        return;
    nw_fact_text(list->fact, name);
    if (level > 0)
        g_string_append_printf(text, " (%d)", (int)level);
}

void nw_fact_list_end(const nw_fact_list *list)
{
    if (list->count > MOST_LISTED)
        nw_fact_say(list->fact, " and %d more", " og %d til", (int)(list->count - MOST_LISTED));
}
