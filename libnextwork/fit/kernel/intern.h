/* Numbers for short lists of whole numbers: equal lists have the same number, counted from 0 in the
 * order in which they come first. */
#ifndef NW_FIT_KERNEL_INTERN_H
#define NW_FIT_KERNEL_INTERN_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int32_t count;
    int32_t *words; /* all lists, one after the other */
    int64_t *end;   /* of each list in words[] */
    int64_t room_words, room_ends;
    int32_t *slots; /* number + 1; 0: empty */
    int64_t n_slots;
} nw_intern;

/* Gives the list its number; `added` says whether it is new. */
nextwork_status nw_intern_add(int32_t *number, bool *added, nw_intern *intern, const int32_t *words,
                              int64_t count);
void nw_intern_clear(nw_intern *intern);

#endif
