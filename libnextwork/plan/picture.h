/* A youth's plan as a picture in text, for a meeting or a terminal. */
#ifndef NW_PLAN_PICTURE_H
#define NW_PLAN_PICTURE_H

#include "plan/plan.h"

/* A line a period: when, how long and how well as a bar, and where; below it what is new to the
 * youth; then what the youth will have tried. NUL-terminated; free it with nw_free. */
nextwork_status nw_plan_picture(char **text, const nw_plan *plan, int32_t youth, int language);

#endif
