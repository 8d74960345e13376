#include "round/line.h"

#include "base/memory.h"
#include "fit/explain.h"

void nw_line_add(nw_line *line, nw_text text)
{
    if (line->status == NEXTWORK_OK)
        line->status = nw_grow((void **)&line->text, &line->room, line->bytes + text.bytes, 1);
    if (line->status != NEXTWORK_OK)
        return;
    memcpy(line->text + line->bytes, text.at, (size_t)text.bytes);
    line->bytes += text.bytes;
}

void nw_line_add_reasons(nw_line *line, uint32_t reasons, char separator)
{
    char text[NW_REASONS * 24];
    int64_t bytes = nw_reasons_text(text, sizeof text, reasons, separator);
    nw_line_add(line, (nw_text){text, bytes});
}
