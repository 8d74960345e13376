/* Which industries the companies of a synthetic cohort are in, and what is done there. */
#ifndef NW_GENERATE_INDUSTRIES_H
#define NW_GENERATE_INDUSTRIES_H

#include "generate/draw.h"

#define NW_SECTOR_FUNCTIONS 4

/* What industries of one kind have in common. */
typedef struct {
    const char
        *functions[NW_SECTOR_FUNCTIONS]; /* DISCO-08, two digits; what is common comes often */
    const char *skill;                   /* what a post there may ask for */
} nw_sector;

typedef struct {
    const char *division; /* two digits: of DB25, but of DB07 where only_db07 */
    const nw_sector *sector;
    const char *classes[3]; /* four-digit classes of DB07 (those of NACE Rev. 2); NULL: none */
    int32_t weight;         /* companies in it, of all weights */
    bool only_db07;
} nw_industry_share;

#define NW_INDUSTRIES 88

/* Every division of DB25, and division 45 of DB07, which DB25 has split. */
extern const nw_industry_share nw_industries[NW_INDUSTRIES];

/* A place in nw_industries, by weight. */
int32_t nw_draw_industry(nw_random *random);

/* A job function of that industry. */
const char *nw_draw_function(nw_random *random, int32_t industry);

#endif
