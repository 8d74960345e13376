/* A line of text that grows. */
#ifndef NW_ROUND_LINE_H
#define NW_ROUND_LINE_H

#include "base/status.h"
#include "base/text.h"

/* Starts as zeros; free `text` with nw_free. A failure is kept, and the line stays as it was. */
typedef struct {
    char *text;
    int64_t bytes, room;
    nextwork_status status;
} nw_line;

void nw_line_add(nw_line *line, nw_text text);

/* The names of the reasons, bits 1 << NW_REASON_.., with a separator between them. */
void nw_line_add_reasons(nw_line *line, uint32_t reasons, char separator);

#endif
