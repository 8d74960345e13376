/* The places of a matching as arrays: posts with seats, and companies that cap their posts together
 * (a laminar capacity). */
#ifndef NW_MATCH_SEATS_H
#define NW_MATCH_SEATS_H

#include <stdint.h>

typedef struct {
    int32_t posts, companies;
    const int32_t *post_seats;    /* per post, 0 or more */
    const int32_t *post_company;  /* per post */
    const int32_t *company_seats; /* per company, 0 or more; INT32_MAX: no cap */
} nw_seats;

/* A youth's choice: a post, and the youth's priority there: lower is better, no two youths at one
 * company have the same. Keys are comparable across the posts of one company. */
typedef struct {
    uint32_t post;
    uint32_t key;
} nw_choice;

/* The cut-off of a post that still takes anybody. Keys are below it. */
#define NW_NO_CUTOFF UINT32_MAX

#endif
