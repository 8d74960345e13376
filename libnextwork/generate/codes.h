/* The codes of skills and needs that a synthetic cohort uses. */
#ifndef NW_GENERATE_CODES_H
#define NW_GENERATE_CODES_H

#include "generate/cells.h"

#define NW_SKILLS 8
#define NW_NEEDS 6

extern const char *const nw_skills[NW_SKILLS];
extern const char *const nw_needs[NW_NEEDS];

/* Codes of the list whose bit is set in `chosen`, separated by |. */
nextwork_status nw_set_codes(nw_table *table, int64_t column, const char *const *list,
                             uint32_t chosen);

/* The bit of a skill by its code. */
uint32_t nw_skill_bit(const char *code);

#endif
