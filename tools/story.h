/* What became of each wish of a youth, for a person. */
#ifndef STORY_H
#define STORY_H

#include "grid.h"

#include <nextwork.h>

/* A grid for wishes, with a column for the youth when `of_many`. */
grid *story_new(bool of_many, const char *language);

/* Adds the wishes that nextwork_result_explain() gave, or that there are none, in "en" or "da".
 * `youth` is NULL, or stands in the first row. */
void story_add(grid *g, const char *youth, const nextwork_table *wishes, const char *language);

/* "1st", "2nd", … (in Danish "1.", "2."), or "not listed" for a rank that is unknown; to be freed.
 */
char *rank_text(int64_t rank, const char *language);

#endif
