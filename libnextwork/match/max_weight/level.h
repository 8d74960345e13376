/* Companies of many posts, whose cap may bind, in the reverse auction. A post of one is level while
 * it has a free seat at the company's price: level posts fall together, so that nobody goes from
 * one to another. They may be thousands, with most youths in them. So what their youths have is
 * only worked out when somebody asks for one of them, their price is the company's, and each level
 * post remembers what anybody would give for a seat there, at most: youths only gain, and that only
 * falls, but where who was in a level post no longer is. */
#ifndef NW_MATCH_MAX_WEIGHT_LEVEL_H
#define NW_MATCH_MAX_WEIGHT_LEVEL_H

#include "match/max_weight/reverse.h"

/* Leaves r->level NULL where no company with a cap that may bind has many posts. */
nextwork_status nw_level_begin(nw_reversing *r);

/* Writes the prices of level posts down; also after a failure. */
void nw_level_end(nw_reversing *r);

/* Before a post asks: what those who want it have beyond the price of their seats. Who is in a
 * level post of the same company as a level one stays there, which no profit would allow. */
void nw_level_tell(const nw_reversing *r, int32_t post);

/* Who would pay most for a seat at a level post of the company. */
nw_demand nw_level_ask(const nw_reversing *r, int32_t company);

/* The price or the seats of a post, whose company's cap may bind, have changed. */
void nw_level_update(nw_reversing *r, int32_t post);

/* The youth has left the post for another one. */
void nw_level_leave(nw_reversing *r, int32_t youth, int32_t post);

#endif
