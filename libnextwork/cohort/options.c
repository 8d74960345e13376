#include "cohort/options.h"

#include "base/dates.h"
#include "base/memory.h"

#include <glib.h>

#define SINCE "0.1"
#define SHARE 10000      /* one, in basis points */
#define DAY_MIN (-25567) /* 1900-01-01 */
#define DAY_MAX 84370    /* 2200-12-31 */

static const char *const mechanisms[] = {
    "deferred-acceptance", "max-weight", "rank-maximal", "fair", "top-trading-cycles",
    "serial-dictatorship", NULL};
static const char *const ties[] = {"lottery", "most-placed", NULL};
static const char *const sides[] = {"youths", "posts", NULL};
static const char *const modes[] = {"exact", "protect-incumbents", "vacancy-only", NULL};
static const char *const firsts[] = {"planned", "deferred-acceptance", NULL};
static const char *const scenarios[] = {"prototype", "site",   "pilots", "trial",
                                        "region",    "nation", NULL};

#define INT(name, groups, value, min, max, help)                                                   \
    {                                                                                              \
        name, NW_OPTION_INT64, groups, value, min, max, NULL, NULL, help, SINCE                    \
    }
/* Not set: as the scenario has it. */
#define KNOB(name, min, max, help) INT(name, NW_GROUP_GENERATE, NW_OPTION_UNSET, min, max, help)

const nw_option_info nw_option_infos[] = {
    {"start", NW_OPTION_DATE, NW_GROUP_ROUND | NW_GROUP_GENERATE, NW_OPTION_UNSET, DAY_MIN, DAY_MAX,
     NULL, NULL, "first day of the round, YYYY-MM-DD; not set: the policy's", SINCE},
    INT("weeks", NW_GROUP_ROUND, 13, 1, 520, "length of the round in weeks; not set: the policy's"),
    {"mechanism", NW_OPTION_TEXT, NW_GROUP_MATCH, 0, 0, 0, "deferred-acceptance", mechanisms,
     "how youths and posts are brought together", SINCE},
    INT("seed", NW_GROUP_MATCH | NW_GROUP_PLAN | NW_GROUP_GENERATE, 1, 0, INT64_MAX,
        "seed of the lottery that breaks ties, or of the synthetic cohort"),
    {"extend", NW_OPTION_BOOL, NW_GROUP_MATCH | NW_GROUP_PLAN, 0, 0, 1, NULL, NULL,
     "whether allowed posts that a youth did not list follow the listed ones, by fit", SINCE},
    INT("lotteries", NW_GROUP_CHANCES, 1000, 1, 1000000,
        "lotteries to draw for the chances, with the seeds seed, seed + 1, .."),
    {"most_placed", NW_OPTION_BOOL, NW_GROUP_MATCH, 0, 0, 1, NULL, NULL,
     "max-weight: whether to place as many as can be before the fit counts", SINCE},
    {"ties", NW_OPTION_TEXT, NW_GROUP_MATCH, 0, 0, 0, "lottery", ties,
     "deferred-acceptance: who goes first among a company's equals; most-placed: who else has no "
     "place (a youth may then gain by hiding a wish)",
     SINCE},
    {"side", NW_OPTION_TEXT, NW_GROUP_MATCH, 0, 0, 0, "youths", sides,
     "deferred-acceptance: whose best the stable match is; posts: the companies' (a youth may "
     "then gain by hiding a wish)",
     SINCE},
    {"mode", NW_OPTION_TEXT, NW_GROUP_MARKET, 0, 0, 0, "exact", modes,
     "open market: whom an edit may move; exact: all; protect-incumbents: nobody to what they like "
     "less; vacancy-only: nobody who has a place",
     SINCE},
    {"protect", NW_OPTION_BOOL, NW_GROUP_MATCH, 0, 0, 1, NULL, NULL,
     "deferred-acceptance: whether youths keep the post of a running placement unless they get "
     "a higher wish",
     SINCE},
    {"carry_over", NW_OPTION_BOOL, NW_GROUP_MATCH, 0, 0, 1, NULL, NULL,
     "deferred-acceptance: whether youths whom earlier rounds left without a place go first among "
     "equals, then those who got none of their first three wishes",
     SINCE},
    INT("periods", NW_GROUP_PLAN, NW_OPTION_UNSET, 2, 8,
        "periods to plan, each of `weeks` weeks, the next from the day the one before ends"),
    {"calendar", NW_OPTION_TEXT, NW_GROUP_PLAN, 0, 0, 0, "", NULL,
     "the periods where they are not alike or there are pauses: first day and weeks of each, as in "
     "2027-01-04/13,2027-05-03/8",
     SINCE},
    {"first", NW_OPTION_TEXT, NW_GROUP_PLAN, 0, 0, 0, "planned", firsts,
     "who goes where in the first period: planned with the others, or as the youths' mechanism has "
     "it",
     SINCE},
    {"must_place", NW_OPTION_BOOL, NW_GROUP_PLAN, 0, 0, 1, NULL, NULL,
     "whether nobody sits out more than one period, as far as that can be", SINCE},
    INT("discount", NW_GROUP_PLAN, 0, 0, 5000,
        "what each period counts less than the one before, basis points"),
    INT("candidates", NW_GROUP_PLAN, 0, 0, INT32_MAX,
        "posts to plan with for each youth: the listed ones and, with extend, the best others up "
        "to so many; 0: all"),
    INT("effort", NW_GROUP_PLAN, 10, 1, 1000,
        "how long to look for a better plan and a closer bound, in proportion"),
    INT("top", NW_GROUP_SCORE, 0, 0, INT32_MAX, "best posts to give for each youth; 0: all"),
    INT("threads", NW_GROUP_RUN, 0, 0, 64,
        "threads to use, which never changes a result; 0: one a processor"),
    {"scenario", NW_OPTION_TEXT, NW_GROUP_GENERATE, 0, 0, 0, "pilots", scenarios,
     "size and shape of the synthetic cohort", SINCE},
    KNOB("youths", 1, 10000000, "number of youths"),
    KNOB("companies", 1, 1000000, "number of companies"),
    KNOB("municipalities", 1, 98, "municipalities in play, the six pilots first"),
    KNOB("network_companies", 2, 1000, "mean number of companies of a network"),
    KNOB("headcount_median", 1, 100000, "median of the companies' ordinary employees"),
    KNOB("headcount_sigma", 0, 250, "spread of their logarithm, hundredths"),
    KNOB("posts_per_company", 100, 1000, "mean posts of a company, hundredths"),
    KNOB("no_wishes", 0, SHARE, "share of youths without a wish, basis points"),
    KNOB("wishes_mean", 100, 100000, "mean length of the other youths' lists, hundredths"),
    KNOB("wishes_max", 1, 9999, "longest list; none names more than half of a network's posts"),
    KNOB("popular_posts", 0, SHARE, "share of posts that are popular, basis points"),
    KNOB("popular_wishes", 0, SHARE, "share of first wishes that are on them, basis points"),
    KNOB("placements_mean", 0, 1000, "mean past placements of a youth, hundredths"),
    KNOB("running", 0, SHARE,
         "share of youths with placements whose latest runs into the round, basis points"),
    KNOB("met_min", 0, SHARE,
         "least share of its network's youths that a company met, basis points"),
    KNOB("met_max", 0, SHARE, "greatest such share, basis points"),
    KNOB("answer_yes", 0, SHARE, "share of the answers that are yes, basis points"),
    KNOB("answer_maybe", 0, SHARE, "share that are maybe, basis points; the rest are no"),
    KNOB("commute_median", 1, 180, "median way from home to the network's middle, minutes"),
    KNOB("commute_sigma", 0, 250, "spread of its logarithm, hundredths"),
    KNOB("control", 0, SHARE,
         "share of youths in a trial's control arm, basis points; 0: no trial"),
};

#define COUNT ((int64_t)(sizeof nw_option_infos / sizeof *nw_option_infos))

const int64_t nw_option_count = COUNT;

struct nextwork_options {
    struct {
        int64_t number;
        char *text; /* of texts and dates; NULL: not set */
        bool set;
    } values[COUNT];
};

nextwork_status nw_options_new(nw_options **options)
{
    nw_options *made = NW_NEW_ZERO(nw_options, 1);
    if (made == NULL)
        return nw_fail_memory("options");
    for (int64_t i = 0; i < COUNT; i++) {
        made->values[i].number = nw_option_infos[i].value;
        made->values[i].text = g_strdup(nw_option_infos[i].text);
    }
    *options = made;
    return NEXTWORK_OK;
}

void nw_options_free(nw_options *options)
{
    if (options == NULL)
        return;
    for (int64_t i = 0; i < COUNT; i++)
        g_free(options->values[i].text);
    nw_free(options);
}

nextwork_status nw_options_copy(nw_options **copy, const nw_options *options)
{
    nw_options *made = NW_NEW(nw_options, 1);
    if (made == NULL)
        return nw_fail_memory("options");
    *made = *options;
    for (int64_t i = 0; i < COUNT; i++)
        made->values[i].text = g_strdup(options->values[i].text);
    *copy = made;
    return NEXTWORK_OK;
}

static int64_t place_of(const char *name)
{
    for (int64_t i = 0; i < COUNT; i++)
        if (strcmp(nw_option_infos[i].name, name) == 0)
            return i;
    return -1;
}

static nextwork_status find(int64_t *place, const char *name)
{
    const char *names[COUNT];
    *place = place_of(name);
    if (*place >= 0)
        return NEXTWORK_OK;
    for (int64_t i = 0; i < COUNT; i++)
        names[i] = nw_option_infos[i].name;
    const char *nearest = nw_text_nearest(nw_text_of(name), names, COUNT);
    if (nearest != NULL)
        return nw_fail(NEXTWORK_ERROR_NOT_FOUND, "there is no option \"%.64s\"; did you mean %s?",
                       name, nearest);
    return nw_fail(NEXTWORK_ERROR_NOT_FOUND, "there is no option \"%.64s\"", name);
}

static nextwork_status set_number(nw_options *options, int64_t place, int64_t value)
{
    const nw_option_info *info = &nw_option_infos[place];
    if (value < info->min || value > info->max)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "option %s is %lld; give %lld to %lld", info->name,
                       (long long)value, (long long)info->min, (long long)info->max);
    options->values[place].number = value;
    options->values[place].set = true;
    return NEXTWORK_OK;
}

static void keep_text(nw_options *options, int64_t place, const char *value)
{
    g_free(options->values[place].text);
    options->values[place].text = g_strdup(value);
    options->values[place].set = true;
}

static nextwork_status set_choice(nw_options *options, int64_t place, const char *value)
{
    const nw_option_info *info = &nw_option_infos[place];
    int64_t count = 0;
    for (; info->choices[count] != NULL; count++) {
        if (strcmp(info->choices[count], value) == 0) {
            keep_text(options, place, value);
            return NEXTWORK_OK;
        }
    }
    char *all = g_strjoinv(", ", (char **)info->choices);
    const char *nearest = nw_text_nearest(nw_text_of(value), info->choices, count);
    nextwork_status status =
        nw_fail(NEXTWORK_ERROR_ARGUMENT, "option %s is \"%.64s\"; %s%s%sgive one of: %s",
                info->name, value, nearest == NULL ? "" : "did you mean ",
                nearest == NULL ? "" : nearest, nearest == NULL ? "" : "? ", all);
    g_free(all);
    return status;
}

static nextwork_status set_date(nw_options *options, int64_t place, const char *value)
{
    int32_t day;
    if (!nw_date_parse(&day, value, (int64_t)strlen(value)))
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "option %s is \"%.64s\"; give a date as YYYY-MM-DD, 1900 to 2200",
                       nw_option_infos[place].name, value);
    options->values[place].number = day;
    keep_text(options, place, value);
    return NEXTWORK_OK;
}

nextwork_status nw_options_set_int64(nw_options *options, const char *name, int64_t value)
{
    int64_t place;
    NW_TRY(find(&place, name));
    int type = nw_option_infos[place].type;
    if (type == NW_OPTION_INT64 || type == NW_OPTION_BOOL)
        return set_number(options, place, value);
    return nw_fail(NEXTWORK_ERROR_ARGUMENT, "option %s is %s; set it as text", name,
                   type == NW_OPTION_DATE ? "a date" : "a text");
}

nextwork_status nw_options_set_text(nw_options *options, const char *name, const char *value)
{
    int64_t place;
    NW_TRY(find(&place, name));
    const nw_option_info *info = &nw_option_infos[place];
    if (value == NULL)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "option %s: the text is NULL", name);
    if (info->type == NW_OPTION_DATE)
        return set_date(options, place, value);
    if (info->type != NW_OPTION_TEXT)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "option %s is a number; set it as a number", name);
    if (info->choices != NULL)
        return set_choice(options, place, value);
    keep_text(options, place, value);
    return NEXTWORK_OK;
}

static nextwork_status parse_bool(nw_options *options, int64_t place, const char *value)
{
    bool yes = strcmp(value, "1") == 0 || strcmp(value, "true") == 0;
    bool no = strcmp(value, "0") == 0 || strcmp(value, "false") == 0;
    if (yes || no)
        return set_number(options, place, yes);
    return nw_fail(NEXTWORK_ERROR_ARGUMENT, "option %s is \"%.64s\"; give 1 or 0",
                   nw_option_infos[place].name, value);
}

static nextwork_status parse_number(nw_options *options, int64_t place, const char *value)
{
    const nw_option_info *info = &nw_option_infos[place];
    gint64 number;
    if (g_ascii_string_to_signed(value, 10, info->min, info->max, &number, NULL))
        return set_number(options, place, number);
    return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                   "option %s is \"%.64s\"; give a whole number, %lld to %lld", info->name, value,
                   (long long)info->min, (long long)info->max);
}

nextwork_status nw_options_parse(nw_options *options, const char *name, const char *value)
{
    int64_t place;
    NW_TRY(find(&place, name));
    switch (nw_option_infos[place].type) {
    case NW_OPTION_INT64:
        return parse_number(options, place, value);
    case NW_OPTION_BOOL:
        return parse_bool(options, place, value);
    default:
        return nw_options_set_text(options, name, value);
    }
}

int64_t nw_options_int64(const nw_options *options, const char *name)
{
    int64_t place = place_of(name);
    return place < 0 ? NW_OPTION_UNSET : options->values[place].number;
}

const char *nw_options_text(const nw_options *options, const char *name)
{
    int64_t place = place_of(name);
    return place < 0 ? NULL : options->values[place].text;
}

bool nw_options_is_set(const nw_options *options, const char *name)
{
    int64_t place = place_of(name);
    return place >= 0 && options->values[place].set;
}
