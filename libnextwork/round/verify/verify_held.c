#include "round/verify/verify_held.h"

#include "round/choices.h"

nw_text nw_post_name(const nw_cohort *cohort, int32_t post)
{
    return post < 0 ? nw_text_of("no post") : cohort->posts.ids.texts[post];
}

nextwork_status nw_verify_nobody_worse(nw_report *report, const nw_result *claim)
{
    const nw_round *round = claim->round;
    uint64_t seed = claim->options.seed;
    int32_t holding = 0, moved = 0;
    for (int32_t y = 0; y < round->cohort->youths.count; y++) {
        int32_t held = round->held[y], post = claim->post_of[y];
        holding += held >= 0;
        if (held < 0 || held == post)
            continue;
        moved++;
        if (post >= 0 && nw_prefers(nw_preference_of(round, y, post, seed),
                                    nw_preference_of(round, y, held, seed)))
            continue;
        nw_text youth = round->cohort->youths.ids.texts[y];
        nw_text is = nw_post_name(round->cohort, post), was = nw_post_name(round->cohort, held);
        return nw_report_check(report, "nobody-worse", false,
                               "youth %.*s held %.*s and has %.*s, which is no better wish",
                               (int)youth.bytes, youth.at, (int)was.bytes, was.at, (int)is.bytes,
                               is.at);
    }
    return nw_report_check(report, "nobody-worse", true,
                           "%d youths held a post; %d moved to a better wish, none is worse off",
                           (int)holding, (int)moved);
}
