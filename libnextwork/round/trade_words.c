#include "round/trade_words.h"

#include "base/dates.h"
#include "fit/explain.h"
#include "round/mechanism.h"

#include <stdio.h>

void nw_trade_got_words(char text[NW_TRADE_WORDS], const nw_result *result, int32_t youth,
                        int language)
{
    static const char *const kept[2] = {"Keeps this post, from %s until %s.",
                                        "Beholder denne plads, fra %s til %s."};
    static const char *const moved[2] = {
        "Gives the seat at %.*s for this free one, from %s until %s.",
        "Giver sin plads ved %.*s for denne ledige, fra %s til %s."};
    static const char *const traded[2] = {
        "Gives the seat at %.*s and gets this one, from %s until %s, in a trade of %d youths.",
        "Giver sin plads ved %.*s og får denne, fra %s til %s, i et bytte mellem %d unge."};
    static const char *const taken[2] = {"Placed here from %s until %s.",
                                         "Får denne plads fra %s til %s."};
    static const char *const followed[2] = {
        "Placed here from %s until %s: with this youth's turn others moved on, %d youths in all.",
        "Får denne plads fra %s til %s: i denne unges tur rykkede andre videre, %d unge i alt."};
    const nw_round *round = result->round;
    int32_t held = round->held[youth];
    int danish = language == NW_DANISH, traders = result->traders[youth];
    nw_text from = held < 0 ? (nw_text){"", 0} : round->cohort->posts.ids.texts[held];
    char start[11], end[11];
    nw_date_format(start, round->start);
    nw_date_format(end, round->end);
    if (held >= 0 && held == result->post_of[youth])
        snprintf(text, NW_TRADE_WORDS, kept[danish], start, end);
    else if (held >= 0 && traders == 1)
        snprintf(text, NW_TRADE_WORDS, moved[danish], (int)from.bytes, from.at, start, end);
    else if (held >= 0)
        snprintf(text, NW_TRADE_WORDS, traded[danish], (int)from.bytes, from.at, start, end,
                 traders);
    else if (traders == 1)
        snprintf(text, NW_TRADE_WORDS, taken[danish], start, end);
    else
        snprintf(text, NW_TRADE_WORDS, followed[danish], start, end, traders);
}

bool nw_trade_lost_in_turn(const nw_result *result, int32_t youth, int32_t post)
{
    return result->cutoff[post] == nw_result_standing(result, youth, post);
}

void nw_trade_lost_words(char text[NW_TRADE_WORDS], const nw_result *result, int32_t youth,
                         int32_t post, int language)
{
    static const char *const sooner[2] = {
        "Its last place went in the turn of lottery number %lld; this youth was served later, in "
        "the turn of lottery number %lld.",
        "Den sidste plads gik, da turen var kommet til lodtrækningsnummer %lld; denne unge kom "
        "først til i turen for lodtrækningsnummer %lld, som er højere."};
    static const char *const in_turn[2] = {
        "Its last place went in the same turn (lottery number %lld) to youths who held a seat and "
        "kept it or traded it: who holds one is asked first.",
        "Den sidste plads gik i samme tur (lodtrækningsnummer %lld) til unge, der havde en plads "
        "og beholdt eller byttede den: den, der har en, spørges først."};
    int danish = language == NW_DANISH;
    long long own = result->served[youth];
    if (nw_trade_lost_in_turn(result, youth, post))
        snprintf(text, NW_TRADE_WORDS, in_turn[danish], own);
    else
        snprintf(text, NW_TRADE_WORDS, sooner[danish],
                 (long long)nw_standing_lottery(result->cutoff[post]), own);
}
