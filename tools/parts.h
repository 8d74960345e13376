/* What a fit is made of, for a person. */
#ifndef PARTS_H
#define PARTS_H

#include <glib.h>
#include <nextwork.h>

/* Appends the parts that nextwork_round_explain() gave, a line a term with a bar, and their sum. */
void parts_print(GString *text, const nextwork_table *parts, int64_t fit, const char *language);

#endif
