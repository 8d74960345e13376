/* A table as text for a person (aligned columns), CSV or JSON. */
#ifndef NW_IO_RENDER_H
#define NW_IO_RENDER_H

#include "cohort/table.h"

/* `format` is NEXTWORK_FORMAT_...; *text is NUL-terminated, free with nw_free. */
nextwork_status nw_render(char **text, const nw_table *table, int32_t format);

#endif
