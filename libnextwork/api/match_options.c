#include "api/match_options.h"

#include "base/parallel.h"

static const nw_option_info *info_of(const char *option)
{
    int64_t i = 0;
    while (strcmp(nw_option_infos[i].name, option) != 0)
        i++;
    return &nw_option_infos[i];
}

/* The registry's own text of the mechanism, which outlives the options. */
static const char *mechanism_of(const nw_options *options)
{
    const char *const *choice = info_of("mechanism")->choices;
    while (strcmp(*choice, nw_options_text(options, "mechanism")) != 0)
        choice++;
    return *choice;
}

nw_match_options nw_match_options_of(const nw_options *effective)
{
    return (nw_match_options){
        .mechanism = mechanism_of(effective),
        .seed = (uint64_t)nw_options_int64(effective, "seed"),
        .extend = nw_options_int64(effective, "extend") != 0,
        .most_placed = nw_options_int64(effective, "most_placed") != 0,
        .equals = strcmp(nw_options_text(effective, "ties"), "most-placed") == 0,
        .post_optimal = strcmp(nw_options_text(effective, "side"), "posts") == 0,
        .protect = nw_options_int64(effective, "protect") != 0,
        .carry_over = nw_options_int64(effective, "carry_over") != 0,
        .threads = nw_threads(nw_options_int64(effective, "threads")),
    };
}
