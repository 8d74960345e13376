/* Why a youth was not placed, in one line. */
#ifndef NW_ROUND_UNPLACED_H
#define NW_ROUND_UNPLACED_H

#include "round/line.h"
#include "round/result.h"

/* Writes the reasons of an unplaced youth over the line: what holds for the youth at any post, or
 * "no-wishes", or for each wish POST=reason+reason or POST=contest(last TIER:LOTTERY; own
 * TIER:LOTTERY), or POST=outweighed where ranks alone decide, or POST=traded where those kept or
 * traded a seat in the youth's own turn whom it had asked first; separated by |. */
void nw_unplaced_reasons(nw_line *line, const nw_result *result, int32_t youth);

#endif
