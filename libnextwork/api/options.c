#include <nextwork/options.h>

#include "cohort/options.h"
#include "cohort/table.h"

#include <glib.h>

nextwork_status nextwork_options_new(nextwork_options **options)
{
    NW_GIVEN(options);
    return nw_options_new(options);
}

void nextwork_options_free(nextwork_options *options)
{
    nw_options_free(options);
}

nextwork_status nextwork_options_set_int64(nextwork_options *options, const char *name,
                                           int64_t value)
{
    NW_GIVEN(options);
    NW_GIVEN(name);
    return nw_options_set_int64(options, name, value);
}

nextwork_status nextwork_options_set_text(nextwork_options *options, const char *name,
                                          const char *value)
{
    NW_GIVEN(options);
    NW_GIVEN(name);
    NW_GIVEN(value);
    return nw_options_parse(options, name, value);
}

/* --- The registry as a table -------------------------------------------------------------------
 */

enum { NAME, TYPE, VALUE, MIN, MAX, CHOICES, GROUPS, HELP, SINCE, COLUMNS };

static const nw_column_schema columns[COLUMNS] = {
    [NAME] = {"name", NW_STRING, true, 0, 0, NULL, "name; a flag of the command writes - for _"},
    [TYPE] = {"type", NW_STRING, true, 0, 0, NULL, "int64, text, switch or date"},
    [VALUE] = {"value", NW_STRING, false, 0, 0, NULL, "default; empty: none"},
    [MIN] = {"min", NW_BIGINT, false, 0, 0, NULL, "least number"},
    [MAX] = {"max", NW_BIGINT, false, 0, 0, NULL, "greatest number"},
    [CHOICES] = {"choices", NW_STRING, false, 0, 0, NULL, "texts allowed, separated by |"},
    [GROUPS] = {"groups", NW_STRING, true, 0, 0, NULL, "where it belongs, separated by |"},
    [HELP] = {"help", NW_STRING, true, 0, 0, NULL, "what it does, with the unit"},
    [SINCE] = {"since", NW_STRING, true, 0, 0, NULL, "version that brought it"},
};

static const nw_table_schema schema = {"options", false, COLUMNS, columns,
                                       "every option of the library"};

static const char *const type_names[] = {
    [NW_OPTION_INT64] = "int64",
    [NW_OPTION_TEXT] = "text",
    [NW_OPTION_BOOL] = "switch",
    [NW_OPTION_DATE] = "date",
};

static const struct {
    int group;
    const char *name;
} group_names[] = {
    {NW_GROUP_ROUND, "round"},       {NW_GROUP_MATCH, "match"}, {NW_GROUP_SCORE, "score"},
    {NW_GROUP_GENERATE, "generate"}, {NW_GROUP_RUN, "run"},     {NW_GROUP_CHANCES, "chances"},
    {NW_GROUP_MARKET, "market"},     {NW_GROUP_PLAN, "plan"},
};

static nextwork_status add_text(nw_table *table, int64_t column, const char *text)
{
    return text == NULL ? NEXTWORK_OK : nw_table_set_text(table, column, nw_text_of(text));
}

static nextwork_status add_groups(nw_table *table, int groups)
{
    char text[64] = "";
    for (size_t i = 0; i < sizeof group_names / sizeof *group_names; i++) {
        if ((groups & group_names[i].group) == 0)
            continue;
        if (text[0] != '\0')
            g_strlcat(text, "|", sizeof text);
        g_strlcat(text, group_names[i].name, sizeof text);
    }
    return add_text(table, GROUPS, text);
}

static nextwork_status add_number(nw_table *table, const nw_option_info *info)
{
    nw_table_set_int(table, MIN, info->min);
    nw_table_set_int(table, MAX, info->max);
    if (info->value == NW_OPTION_UNSET)
        return NEXTWORK_OK;
    char value[24];
    g_snprintf(value, sizeof value, "%lld", (long long)info->value);
    return add_text(table, VALUE, value);
}

static nextwork_status add_choices(nw_table *table, const char *const *choices)
{
    if (choices == NULL)
        return NEXTWORK_OK;
    char *joined = g_strjoinv("|", (char **)choices);
    nextwork_status status = add_text(table, CHOICES, joined);
    g_free(joined);
    return status;
}

static nextwork_status add_option(nw_table *table, const nw_option_info *info)
{
    NW_TRY(nw_table_add_row(table));
    NW_TRY(add_text(table, NAME, info->name));
    NW_TRY(add_text(table, TYPE, type_names[info->type]));
    if (info->type == NW_OPTION_INT64 || info->type == NW_OPTION_BOOL)
        NW_TRY(add_number(table, info));
    else
        NW_TRY(add_text(table, VALUE, info->text));
    NW_TRY(add_choices(table, info->choices));
    NW_TRY(add_groups(table, info->groups));
    NW_TRY(add_text(table, HELP, info->help));
    return add_text(table, SINCE, info->since);
}

nextwork_status nextwork_options_table(nextwork_table **table)
{
    NW_GIVEN(table);
    nw_table *made;
    NW_TRY(nw_table_new(&made, &schema));
    nextwork_status status = NEXTWORK_OK;
    for (int64_t i = 0; status == NEXTWORK_OK && i < nw_option_count; i++)
        status = add_option(made, &nw_option_infos[i]);
    return nw_table_finish(table, made, status);
}
