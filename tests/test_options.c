/* Options: one registry; a wrong name or value is refused with what is allowed, and changes
 * nothing. */
#include "cohort/options.h"
#include "memory.h"
#include "runner.h"

#include <string.h>

static nw_options *made(void)
{
    nw_options *options = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_options_new(&options), NEXTWORK_OK);
    return options;
}

static void registry_is_whole(void)
{
    for (int64_t i = 0; i < nw_option_count; i++) {
        const nw_option_info *info = &nw_option_infos[i];
        CU_ASSERT(strlen(info->help) > 10);
        CU_ASSERT_STRING_EQUAL(info->since, "0.1");
        CU_ASSERT_NOT_EQUAL(info->groups, 0);
        CU_ASSERT_EQUAL(strspn(info->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(info->name));
        if (info->type != NW_OPTION_TEXT && info->value != NW_OPTION_UNSET)
            CU_ASSERT(info->min <= info->value && info->value <= info->max);
        for (int64_t other = 0; other < i; other++)
            CU_ASSERT_STRING_NOT_EQUAL(info->name, nw_option_infos[other].name);
    }
}

static void start_as_the_defaults(void)
{
    nw_options *options = made();
    CU_ASSERT_EQUAL(nw_options_int64(options, "seed"), 1);
    CU_ASSERT_EQUAL(nw_options_int64(options, "weeks"), 13);
    CU_ASSERT_EQUAL(nw_options_int64(options, "start"), NW_OPTION_UNSET);
    CU_ASSERT_EQUAL(nw_options_int64(options, "youths"), NW_OPTION_UNSET);
    CU_ASSERT_PTR_NULL(nw_options_text(options, "start"));
    CU_ASSERT_STRING_EQUAL(nw_options_text(options, "mechanism"), "deferred-acceptance");
    for (int64_t i = 0; i < nw_option_count; i++)
        CU_ASSERT_FALSE(nw_options_is_set(options, nw_option_infos[i].name));
    nw_options_free(options);
}

static void defaults_may_be_set_again(void)
{
    for (int64_t i = 0; i < nw_option_count; i++) {
        const nw_option_info *info = &nw_option_infos[i];
        nw_options *options = made();
        nextwork_status status = NEXTWORK_OK;
        if (info->type == NW_OPTION_TEXT)
            status = nw_options_set_text(options, info->name, info->text);
        else if (info->value != NW_OPTION_UNSET)
            status = nw_options_set_int64(options, info->name, info->value);
        CU_ASSERT_EQUAL(status, NEXTWORK_OK);
        nw_options_free(options);
    }
}

static void text_sets_any_type(void)
{
    static const struct {
        const char *name, *value;
        int64_t number;
        const char *text;
    } cases[] = {
        {"seed", "0", 0, NULL},
        {"seed", "9223372036854775807", INT64_MAX, NULL},
        {"weeks", "520", 520, NULL},
        {"extend", "1", 1, NULL},
        {"extend", "true", 1, NULL},
        {"extend", "0", 0, NULL},
        {"extend", "false", 0, NULL},
        {"start", "2026-01-05", 20458, "2026-01-05"},
        {"start", "1900-01-01", -25567, "1900-01-01"},
        {"start", "2200-12-31", 84370, "2200-12-31"},
        {"scenario", "nation", 0, "nation"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nw_options *options = made();
        CU_ASSERT_EQUAL(nw_options_parse(options, cases[i].name, cases[i].value), NEXTWORK_OK);
        CU_ASSERT_EQUAL(nw_options_int64(options, cases[i].name), cases[i].number);
        if (cases[i].text != NULL)
            CU_ASSERT_STRING_EQUAL(nw_options_text(options, cases[i].name), cases[i].text);
        CU_ASSERT(nw_options_is_set(options, cases[i].name));
        nw_options_free(options);
    }
}

static void what_is_wrong_is_refused_and_explained(void)
{
    static const struct {
        const char *name, *value, *message;
    } cases[] = {
        {"seeds", "1", "there is no option \"seeds\"; did you mean seed?"},
        {"nothing_like_it", "1", "there is no option \"nothing_like_it\""},
        {"weeks", "0", "option weeks is \"0\"; give a whole number, 1 to 520"},
        {"weeks", "13.0", "option weeks is \"13.0\"; give a whole number, 1 to 520"},
        {"weeks", "", "option weeks is \"\"; give a whole number, 1 to 520"},
        {"top", "99999999999999999999",
         "option top is \"99999999999999999999\"; give a whole number, 0 to 2147483647"},
        {"extend", "maybe", "option extend is \"maybe\"; give 1 or 0"},
        {"start", "05-01-2026",
         "option start is \"05-01-2026\"; give a date as YYYY-MM-DD, 1900 to 2200"},
        {"scenario", "pilot",
         "option scenario is \"pilot\"; did you mean pilots? give one of: prototype, site, "
         "pilots, trial, region, nation"},
        {"mechanism", "lottery",
         "option mechanism is \"lottery\"; give one of: deferred-acceptance, "
         "max-weight, rank-maximal, fair, top-trading-cycles, serial-dictatorship"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        nw_options *options = made();
        bool there = strncmp(cases[i].message, "option ", 7) == 0;
        CU_ASSERT_EQUAL(nw_options_parse(options, cases[i].name, cases[i].value),
                        there ? NEXTWORK_ERROR_ARGUMENT : NEXTWORK_ERROR_NOT_FOUND);
        CU_ASSERT_STRING_EQUAL(nextwork_error_message(), cases[i].message);
        CU_ASSERT_FALSE(nw_options_is_set(options, cases[i].name));
        nw_options_free(options);
    }
}

static void types_are_kept_apart(void)
{
    nw_options *options = made();
    CU_ASSERT_EQUAL(nw_options_set_int64(options, "mechanism", 1), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_STRING_EQUAL(nextwork_error_message(), "option mechanism is a text; set it as text");
    CU_ASSERT_EQUAL(nw_options_set_int64(options, "start", 1), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nw_options_set_text(options, "seed", "1"), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nw_options_set_text(options, "start", NULL), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nw_options_set_int64(options, "extend", 2), NEXTWORK_ERROR_ARGUMENT);
    CU_ASSERT_EQUAL(nw_options_set_int64(options, "seed", -1), NEXTWORK_ERROR_ARGUMENT);
    nw_options_free(options);
}

static void copy_lives_on_its_own(void)
{
    nw_options *options = made(), *copy = NULL;
    CU_ASSERT_EQUAL(nw_options_parse(options, "start", "2026-01-05"), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_options_copy(&copy, options), NEXTWORK_OK);
    CU_ASSERT_EQUAL(nw_options_parse(options, "start", "2027-01-04"), NEXTWORK_OK);
    nw_options_free(options);
    CU_ASSERT_STRING_EQUAL(nw_options_text(copy, "start"), "2026-01-05");
    CU_ASSERT(nw_options_is_set(copy, "start"));
    CU_ASSERT_FALSE(nw_options_is_set(copy, "seed"));
    nw_options_free(copy);
    nw_options_free(NULL);
}

static nextwork_status make_and_copy(void *context)
{
    nw_options *options, *copy;
    (void)context;
    NW_TRY(nw_options_new(&options));
    nextwork_status status = nw_options_copy(&copy, options);
    if (status == NEXTWORK_OK)
        nw_options_free(copy);
    nw_options_free(options);
    return status;
}

static void running_out_of_memory_is_a_status(void)
{
    CU_ASSERT_EQUAL(nw_test_each_allocation(make_and_copy, NULL), 3);
}

int main(void)
{
    static const nw_case cases[] = {
        {"the registry is whole", registry_is_whole},
        {"they start as the defaults", start_as_the_defaults},
        {"defaults may be set again", defaults_may_be_set_again},
        {"text sets any type", text_sets_any_type},
        {"what is wrong is refused and explained", what_is_wrong_is_refused_and_explained},
        {"types are kept apart", types_are_kept_apart},
        {"a copy lives on its own", copy_lives_on_its_own},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("options", cases);
}
