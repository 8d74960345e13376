#include "round/cost_words.h"

#include "fit/explain.h"
#include "round/prices.h"

#include <stdio.h>

#define FIT_WORDS 64

/* The fit that the youth would have, beside the one that they have; `own` is -1 without a place. */
static void fit_words(char words[FIT_WORDS], int32_t fit, int32_t own, int language)
{
    static const char *const instead[2] = {"%d instead of %d", "%d i stedet for %d"};
    static const char *const as_now[2] = {"%d, as now", "%d, som nu"};
    if (own < 0)
        snprintf(words, FIT_WORDS, "%d", fit);
    else if (own == fit)
        snprintf(words, FIT_WORDS, as_now[language == NW_DANISH], fit);
    else
        snprintf(words, FIT_WORDS, instead[language == NW_DANISH], fit, own);
}

static void exchange_words(char *text, int64_t cost, int32_t fit, int32_t own, int language)
{
    static const char *const dearer[2] = {
        "Giving this youth the post would cost the others at least %lld basis points; the youth's "
        "own fit would be %s. All fits together would not be greater.",
        "At give den unge pladsen ville koste de andre mindst %lld basispoint; den unges eget "
        "match ville være %s. Alt i alt ville matchet ikke blive bedre.",
    };
    static const char *const as_dear[2] = {
        "With this youth here the others would gain nothing; the youth's own fit would be %s. All "
        "fits together would not be greater.",
        "Med denne unge her ville de andre intet vinde; den unges eget match ville være %s. Alt i "
        "alt ville matchet ikke blive bedre.",
    };
    static const char *const cheaper[2] = {
        "With this youth here the others would gain at most %lld basis points; the youth's own fit "
        "would be %s. All fits together would not be greater.",
        "Med denne unge her ville de andre vinde højst %lld basispoint; den unges eget match ville "
        "være %s. Alt i alt ville matchet ikke blive bedre.",
    };
    char words[FIT_WORDS];
    int danish = language == NW_DANISH;
    fit_words(words, fit, own, language);
    if (cost == 0)
        snprintf(text, NW_COST_WORDS, as_dear[danish], words);
    else if (cost > 0)
        snprintf(text, NW_COST_WORDS, dearer[danish], (long long)cost, words);
    else
        snprintf(text, NW_COST_WORDS, cheaper[danish], (long long)-cost, words);
}

/* By duality: with this seat gone the others have at least its price less than now, and with the
 * youth's own seat back at most that one's price more. */
bool nw_cost_words(char text[NW_COST_WORDS], int64_t *cost, const nw_result *result, int32_t youth,
                   int32_t post, int32_t fit, int language)
{
    static const char *const instead[2] = {
        "Giving this youth the post would cost somebody else their placement, and the others at "
        "least %lld basis points besides; the youth's own fit would be %d.",
        "At give den unge pladsen ville koste en anden sin plads og de andre mindst %lld "
        "basispoint derudover; den unges eget match ville være %d.",
    };
    static const char *const fewer[2] = {
        "Giving this youth the post would leave at least one more youth without a placement.",
        "At give den unge pladsen ville efterlade mindst én ung mere uden plads.",
    };
    int32_t own = result->post_of[youth], danish = language == NW_DANISH;
    int64_t bonus = nw_result_bonus(result), more = nw_seat_price(result, post);
    if (own < 0 && bonus > 0) {
        snprintf(text, NW_COST_WORDS, instead[danish], (long long)(more - bonus), fit);
        return false;
    }
    more -= own < 0 ? 0 : nw_seat_price(result, own);
    /* With nobody placed fewer, a price holds the bonus of a placement or does not. */
    if (bonus > 0 && more > bonus / 2) {
        snprintf(text, NW_COST_WORDS, "%s", fewer[danish]);
        return false;
    }
    exchange_words(text, more, fit, own < 0 ? -1 : result->fit_of[youth], language);
    *cost = more;
    return true;
}
