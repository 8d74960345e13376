#include "round/standing.h"

#include "base/memory.h"
#include "base/random.h"

#include <inttypes.h>
#include <stdio.h>

/* Ranks are 1 .. 9999 (schema), so that each answer has 9999 ranked tiers and one unranked. */
#define RANKS 10000
#define TIER_YES RANKS
#define TIER_MAYBE (2 * RANKS)
#define TIER_OPEN (2 * RANKS + 1)

int32_t nw_tier(int32_t answer, int32_t rank)
{
    if (answer == NW_YES)
        return rank == NW_UNKNOWN ? TIER_YES : rank;
    if (answer == NW_MAYBE)
        return rank == NW_UNKNOWN ? TIER_MAYBE : TIER_YES + rank;
    return TIER_OPEN;
}

int32_t nw_pair_tier(const nw_cohort *cohort, int32_t youth, int32_t post)
{
    int64_t at = nw_answer_at(cohort, youth, post);
    return at < 0 ? TIER_OPEN : nw_tier(cohort->answers.answer[at], cohort->answers.rank[at]);
}

int32_t nw_standing_claim(nw_standing standing)
{
    return (int32_t)(standing >> 48);
}

static int32_t tier_of(nw_standing standing)
{
    return nw_standing_claim(standing) / NW_CARRIES;
}

static int carry_of(nw_standing standing)
{
    return nw_standing_claim(standing) % NW_CARRIES;
}

int64_t nw_standing_lottery(nw_standing standing)
{
    return (int64_t)(standing & ((UINT64_C(1) << 48) - 1));
}

void nw_tier_text(char text[NW_STANDING_BYTES], nw_standing standing)
{
    int32_t tier = tier_of(standing);
    if (tier == NW_TIER_HELD || tier == TIER_OPEN)
        snprintf(text, NW_STANDING_BYTES, "%s", tier == TIER_OPEN ? "open" : "held");
    else if (tier == TIER_YES || tier == TIER_MAYBE)
        snprintf(text, NW_STANDING_BYTES, "%s", tier == TIER_YES ? "yes" : "maybe");
    else
        snprintf(text, NW_STANDING_BYTES, "%s-%d", tier < TIER_YES ? "yes" : "maybe", tier % RANKS);
    static const char *const carries[NW_CARRIES] = {"+left-out", "+poor", ""};
    size_t at = strlen(text);
    snprintf(text + at, NW_STANDING_BYTES - at, "%s", carries[carry_of(standing)]);
}

void nw_standing_text(char text[NW_STANDING_BYTES], nw_standing standing)
{
    nw_tier_text(text, standing);
    size_t at = strlen(text);
    snprintf(text + at, NW_STANDING_BYTES - at, ":%" PRId64, nw_standing_lottery(standing));
}

void nw_tier_words(char text[NW_TIER_WORDS], nw_standing standing, int language)
{
    static const char *const words[2][6] = {
        {"yes, ranked %d", "yes", "maybe, ranked %d", "maybe", "not asked", "already there"},
        {"ja, nr. %d", "ja", "måske, nr. %d", "måske", "ikke spurgt", "er der allerede"},
    };
    int32_t tier = tier_of(standing);
    int kind = tier == NW_TIER_HELD ? 5
               : tier == TIER_OPEN  ? 4
               : tier >= TIER_MAYBE ? 3
               : tier > TIER_YES    ? 2
               : tier == TIER_YES   ? 1
                                    : 0;
    if (kind == 0 || kind == 2)
        snprintf(text, NW_TIER_WORDS, kind == 0 ? words[language][0] : words[language][2],
                 tier % RANKS);
    else
        snprintf(text, NW_TIER_WORDS, "%s", words[language][kind]);
    static const char *const carries[2][NW_CARRIES] = {
        {", was left without a place before", ", got none of the first wishes before", ""},
        {", stod uden plads tidligere", ", fik ingen af sine første ønsker tidligere", ""},
    };
    size_t at = strlen(text);
    snprintf(text + at, NW_TIER_WORDS - at, "%s", carries[language][carry_of(standing)]);
}

nextwork_status nw_lottery_numbers(int64_t **numbers, const nw_cohort *cohort, uint64_t seed)
{
    int64_t *made = NW_NEW(int64_t, cohort->youths.count);
    if (made == NULL)
        return nw_fail_memory("the lottery");
    for (int32_t y = 0; y < cohort->youths.count; y++) {
        nw_text id = cohort->youths.ids.texts[y];
        made[y] = nw_lottery_number(seed, id.at, id.bytes);
    }
    *numbers = made;
    return NEXTWORK_OK;
}
