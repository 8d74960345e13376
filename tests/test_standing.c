/* What a company's answer and the lottery make of a youth at a post. */
#include "round/standing.h"

#include "fit/explain.h"
#include "runner.h"

#include <string.h>

/* From the best tier to the worst. */
static const struct {
    int32_t answer, rank;
    const char *text, *words_en, *words_da;
} tiers[] = {
    {NW_YES, 1, "yes-1:7", "yes, ranked 1", "ja, nr. 1"},
    {NW_YES, 9999, "yes-9999:7", "yes, ranked 9999", "ja, nr. 9999"},
    {NW_YES, NW_UNKNOWN, "yes:7", "yes", "ja"},
    {NW_MAYBE, 1, "maybe-1:7", "maybe, ranked 1", "måske, nr. 1"},
    {NW_MAYBE, 9999, "maybe-9999:7", "maybe, ranked 9999", "måske, nr. 9999"},
    {NW_MAYBE, NW_UNKNOWN, "maybe:7", "maybe", "måske"},
    {-1, NW_UNKNOWN, "open:7", "not asked", "ikke spurgt"},
};
#define TIERS ((int)(sizeof tiers / sizeof *tiers))

static void each_tier_is_better_than_the_next(void)
{
    for (int i = 1; i < TIERS; i++)
        CU_ASSERT(nw_tier(tiers[i - 1].answer, tiers[i - 1].rank) <
                  nw_tier(tiers[i].answer, tiers[i].rank));
}

static void lottery_decides_within_a_tier_only(void)
{
    int64_t worst_number = (INT64_C(1) << 48) - 1;
    for (int i = 1; i < TIERS; i++) {
        int32_t better = nw_tier(tiers[i - 1].answer, tiers[i - 1].rank);
        int32_t worse = nw_tier(tiers[i].answer, tiers[i].rank);
        CU_ASSERT(nw_standing_of(better, 1) < nw_standing_of(better, 2));
        CU_ASSERT(nw_standing_of(better, worst_number) < nw_standing_of(worse, 0));
    }
}

static void text_names_claim_and_number_words_the_claim_alone(void)
{
    for (int i = 0; i < TIERS; i++) {
        char text[NW_STANDING_BYTES], words[NW_TIER_WORDS];
        nw_standing standing = nw_standing_of(nw_tier(tiers[i].answer, tiers[i].rank), 7);
        nw_standing_text(text, standing);
        CU_ASSERT_STRING_EQUAL(text, tiers[i].text);
        nw_tier_words(words, standing, NW_ENGLISH);
        CU_ASSERT_STRING_EQUAL(words, tiers[i].words_en);
        nw_tier_words(words, standing, NW_DANISH);
        CU_ASSERT_STRING_EQUAL(words, tiers[i].words_da);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"each tier is better than the next", each_tier_is_better_than_the_next},
        {"the lottery decides within a tier only", lottery_decides_within_a_tier_only},
        {"the text names claim and number, words the claim alone",
         text_names_claim_and_number_words_the_claim_alone},
        {NULL, NULL},
    };
    return nw_run_cases("standing", cases);
}
