#include "round/contest_words.h"

#include "fit/explain.h"
#include "round/mechanism.h"

#include <stdio.h>

/* Where equals are equals no lottery number says who gets in. */
static void equals_words(char *text, const char *last, const char *own, int language)
{
    static const char *const sentences[2] = {
        "Every seat went to somebody with as good a claim or a better one: the last admitted had "
        "\"%s\"; this youth has \"%s\". Among equals those come first who would else have no "
        "place.",
        "Alle pladser gik til unge med samme ret eller fortrinsret: den sidste, der kom ind, havde "
        "\"%s\"; denne unge har \"%s\". Blandt lige stillede kommer de først, der ellers ingen "
        "plads ville få.",
    };
    snprintf(text, NW_CONTEST_WORDS, sentences[language == NW_DANISH], last, own);
}

static void claims_words(char *text, const char *last, const char *own, int language)
{
    static const char *const sentences[2] = {
        "Every seat went to somebody with a better claim: the last admitted had \"%s\"; this youth "
        "has \"%s\".",
        "Alle pladser gik til unge med fortrinsret: den sidste, der kom ind, havde \"%s\"; denne "
        "unge har \"%s\".",
    };
    snprintf(text, NW_CONTEST_WORDS, sentences[language == NW_DANISH], last, own);
}

static void lottery_words(char *text, const char *both, nw_standing last, nw_standing own,
                          int language)
{
    static const char *const sentences[2] = {
        "Every seat went to somebody with a better claim: the last admitted had \"%s\" as this "
        "youth has, and among equals the lower lottery number comes first: %lld there, %lld here.",
        "Alle pladser gik til unge med fortrinsret: den sidste, der kom ind, havde \"%s\" ligesom "
        "denne unge, og blandt lige stillede kommer det laveste lodtrækningsnummer først: %lld "
        "der, %lld her.",
    };
    snprintf(text, NW_CONTEST_WORDS, sentences[language == NW_DANISH], both,
             (long long)nw_standing_lottery(last), (long long)nw_standing_lottery(own));
}

/* A lottery number is told where it decided, and only there. */
static void standings_words(char *text, const nw_result *result, nw_standing last, nw_standing own,
                            int language)
{
    char last_words[NW_TIER_WORDS], own_words[NW_TIER_WORDS];
    nw_tier_words(last_words, last, language);
    nw_tier_words(own_words, own, language);
    if (result->options.equals)
        equals_words(text, last_words, own_words, language);
    else if (nw_standing_claim(last) == nw_standing_claim(own))
        lottery_words(text, own_words, last, own, language);
    else
        claims_words(text, last_words, own_words, language);
}

/* Where no answer counts, the order of the lottery is all that there is to tell. */
static void order_words(char *text, nw_standing last, nw_standing own, int language)
{
    static const char *const sentences[2] = {
        "Youths chose in the order of the lottery, the lowest number first: the last who got in "
        "had number %lld; this youth has number %lld.",
        "De unge valgte i lodtrækningens rækkefølge, det laveste nummer først: den sidste, der kom "
        "ind, havde nummer %lld; denne unge har nummer %lld.",
    };
    snprintf(text, NW_CONTEST_WORDS, sentences[language == NW_DANISH],
             (long long)nw_standing_lottery(last), (long long)nw_standing_lottery(own));
}

void nw_contest_words(char text[NW_CONTEST_WORDS], const nw_result *result, int32_t youth,
                      int32_t post, int language)
{
    nw_standing own = nw_result_standing(result, youth, post), last = result->cutoff[post];
    if (result->mechanism->trades)
        nw_trade_lost_words(text, result, youth, post, language);
    else if (result->mechanism->by_answers)
        standings_words(text, result, last, own, language);
    else
        order_words(text, last, own, language);
}
