/* A youth's standing at a post: what a company's priority and the lottery make of the pair, as one
 * number, lower is better. What cut-offs are told in, and what the checker compares. */
#ifndef NW_ROUND_STANDING_H
#define NW_ROUND_STANDING_H

#include "fit/fit.h"

/* Tier and what is carried over in the high 16 bits, lottery number in the low 48. Tiers: held; yes
 * at rank 1, 2, ..; yes; maybe at rank 1, 2, ..; maybe; not asked. */
typedef uint64_t nw_standing;

#define NW_NO_STANDING UINT64_MAX

/* Room for a standing as text and for a claim in words, NUL included. */
#define NW_STANDING_BYTES 40
#define NW_TIER_WORDS 80

/* The tier of a youth at a post that it holds (option protect): before every answer. */
#define NW_TIER_HELD 0

/* The tier of an answer (NW_YES or NW_MAYBE; -1: not asked) with its rank or NW_UNKNOWN. */
int32_t nw_tier(int32_t answer, int32_t rank);

/* The tier of a youth at a post. */
int32_t nw_pair_tier(const nw_cohort *cohort, int32_t youth, int32_t post);

/* What a youth carries over from earlier rounds (option carry_over), which counts within a tier:
 * left without a place; placed, but none of the first wishes met; nothing. */
enum { NW_CARRY_LEFT_OUT, NW_CARRY_POOR, NW_CARRY_NOTHING, NW_CARRIES };

/* Tier and carry as one number that orders as they do, below NW_CLAIMS. */
#define NW_CLAIMS (1 << 16)
static inline int32_t nw_claim_of(int32_t tier, int carry)
{
    return tier * NW_CARRIES + carry;
}

static inline nw_standing nw_standing_at(int32_t claim, int64_t lottery)
{
    return (uint64_t)claim << 48 | (uint64_t)lottery;
}

static inline nw_standing nw_standing_of(int32_t tier, int64_t lottery)
{
    return nw_standing_at(nw_claim_of(tier, NW_CARRY_NOTHING), lottery);
}

/* The claim and the lottery number in a standing. */
int32_t nw_standing_claim(nw_standing standing);
int64_t nw_standing_lottery(nw_standing standing);

/* Of a standing the claim alone, "yes-2", and for a person: "yes, ranked 2" without quotes.
 * `language` is NW_ENGLISH or NW_DANISH. */
void nw_tier_text(char text[NW_STANDING_BYTES], nw_standing standing);
void nw_tier_words(char text[NW_TIER_WORDS], nw_standing standing, int language);

/* "yes-2:104857600000017": the tier's name ("held": there already; "open": not asked) and the
 * lottery number. */
void nw_standing_text(char text[NW_STANDING_BYTES], nw_standing standing);

/* Lottery number of each youth, from the seed and the id alone. */
nextwork_status nw_lottery_numbers(int64_t **numbers, const nw_cohort *cohort, uint64_t seed);

#endif
