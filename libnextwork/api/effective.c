#include "api/effective.h"

#include "base/dates.h"

#include <glib.h>

/* Sets what is not set yet. */
static nextwork_status fall_back(nw_options *options, const char *name, const char *value)
{
    return nw_options_is_set(options, name) ? NEXTWORK_OK : nw_options_parse(options, name, value);
}

static nextwork_status add_round(nw_options *options, const nw_policy *policy)
{
    if (policy->start != NW_UNKNOWN) {
        char start[11];
        nw_date_format(start, policy->start);
        NW_TRY(fall_back(options, "start", start));
    }
    if (policy->weeks == NW_UNKNOWN || nw_options_is_set(options, "weeks"))
        return NEXTWORK_OK;
    return nw_options_set_int64(options, "weeks", policy->weeks);
}

/* Lines "name=value", which reading the policy has checked. */
static nextwork_status add_options(nw_options *options, const char *lines)
{
    char **line = g_strsplit(lines, "\n", -1);
    nextwork_status status = NEXTWORK_OK;
    for (int i = 0; status == NEXTWORK_OK && line[i] != NULL; i++) {
        char *equals = strchr(line[i], '=');
        if (equals == NULL)
            continue;
        *equals = '\0';
        status = fall_back(options, line[i], equals + 1);
    }
    g_strfreev(line);
    return status;
}

nextwork_status nw_effective_options(nw_options **effective, const nw_options *given,
                                     const nw_policy *policy)
{
    nw_options *made;
    NW_TRY(given == NULL ? nw_options_new(&made) : nw_options_copy(&made, given));
    nextwork_status status = add_round(made, policy);
    if (status == NEXTWORK_OK)
        status = add_options(made, policy->options);
    if (status == NEXTWORK_OK)
        *effective = made;
    else
        nw_options_free(made);
    return status;
}
