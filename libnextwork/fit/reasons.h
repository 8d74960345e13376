/* The reasons against a pair, by what they depend on. All are masked by the rules in force. */
#ifndef NW_FIT_REASONS_H
#define NW_FIT_REASONS_H

#include "fit/pair.h"

#define NW_BIT(reason) (UINT32_C(1) << (reason))

/* Reasons that do not hold against a youth at the post that the youth holds: what the running
 * placement itself brings or answers, and a veto, which says that every wish is better and ends no
 * placement. */
#define NW_REASONS_OF_A_START                                                                      \
    (NW_BIT(NW_REASON_VETO) | NW_BIT(NW_REASON_NOT_MUTUAL) | NW_BIT(NW_REASON_REPEAT_COMPANY) |    \
     NW_BIT(NW_REASON_LAST_EMPLOYER) | NW_BIT(NW_REASON_NO_SEAT) |                                 \
     NW_BIT(NW_REASON_HEADCOUNT_RULE) | NW_BIT(NW_REASON_OVERLAP))

/* Bits of the rules that are in force. */
uint32_t nw_rules_enabled(const nw_rules *rules);

/* What holds for the youth at any post, and for the post with any youth. The round needs its
 * period, rules and capacity for them. */
uint32_t nw_youth_reasons(const nw_round *round, int32_t youth);
uint32_t nw_post_reasons(const nw_round *round, int32_t post);

/* All that hold for the pair. */
uint32_t nw_reasons_of(const nw_pair *pair);

/* The youth's first placement in the cohort's order that covers a day of the round; NULL. */
const nw_placement *nw_overlapping(const nw_round *round, int32_t youth);

/* Whether two workplaces belong to one firm, as far as is known. -1 is no workplace. */
bool nw_same_firm(const nw_companies *companies, int32_t a, int32_t b);

/* The youth's latest past placement at the company; NULL. */
const nw_past *nw_past_at(const nw_round *round, int32_t youth, int32_t company);

/* The reasons need-unmet and skill-missing, whether in force or not. */
bool nw_any_need_unmet(const nw_pair *pair);
bool nw_skill_missing(const nw_pair *pair);

/* Whether item `need` of the youth's needs is one that must be met and is not among the offers. */
bool nw_need_unmet(const nw_pair *pair, int64_t need);

#endif
