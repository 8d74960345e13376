#include "fit/explain.h"
#include "fit/reasons.h"

static int64_t append(char *text, int64_t room, int64_t length, nw_text piece)
{
    int64_t bytes = piece.bytes < room - length ? piece.bytes : room - length;
    memcpy(text + length, piece.at, (size_t)bytes);
    return length + bytes;
}

int64_t nw_reasons_text(char *text, int64_t room, uint32_t reasons, char separator)
{
    int64_t length = 0;
    for (int reason = 0; reason < NW_REASONS; reason++) {
        if ((reasons & NW_BIT(reason)) == 0)
            continue;
        if (length > 0)
            length = append(text, room, length, (nw_text){&separator, 1});
        length = append(text, room, length, nw_text_of(nw_reason_infos[reason].name));
    }
    return length;
}

int64_t nw_reasons_sentences(char *text, int64_t room, uint32_t reasons, int language)
{
    int64_t length = 0;
    for (int reason = 0; reason < NW_REASONS; reason++) {
        const nw_reason_info *info = &nw_reason_infos[reason];
        if ((reasons & NW_BIT(reason)) == 0)
            continue;
        if (length > 0)
            length = append(text, room, length, nw_text_of(" "));
        length = append(text, room, length,
                        nw_text_of(language == NW_DANISH ? info->text_da : info->text_en));
    }
    return length;
}
