#include "generate/generate.h"

#include "base/dates.h"
#include "generate/draw.h"

#include <stddef.h>
#include <string.h>

/* Leave room for earlier lives and later rounds within the years that a date may lie in. */
#define FIRST_START (-14610) /* 1930-01-01 */
#define LAST_START 83640     /* 2198-12-31 */

#define PILOTS                                                                                     \
    .youths = 900, .companies = 600, .municipalities = 6, .network_companies = 18,                 \
    .headcount_median = 8, .headcount_sigma = 135, .posts_per_company = 150, .no_wishes = 1000,    \
    .wishes_mean = 300, .wishes_max = 12, .popular_posts = 2000, .popular_wishes = 6000,           \
    .placements_mean = 200, .met_min = 4000, .met_max = 7000, .answer_yes = 4500,                  \
    .answer_maybe = 3000, .commute_median = 24, .commute_sigma = 50,                               \
    .start = 20822 /* Monday 2027-01-04 */, .seed = 1

/* What a scenario does not state is as in the pilots. */
static const struct {
    const char *name;
    int64_t youths, companies, municipalities, running, control;
} scenarios[] = {
    {"prototype", 24, 22, 1, 1500, 0}, /* few, but some of everything */
    {"site", 160, 100, 1, 300, 0},        {"pilots", 900, 600, 6, 300, 0},
    {"trial", 2400, 600, 6, 300, 5000},   {"region", 12000, 8000, 24, 300, 0},
    {"nation", 43000, 30000, 98, 300, 0},
};

/* Each knob that has an option of its name. */
static const struct {
    const char *option;
    size_t offset;
} fields[] = {
    {"youths", offsetof(nw_knobs, youths)},
    {"companies", offsetof(nw_knobs, companies)},
    {"municipalities", offsetof(nw_knobs, municipalities)},
    {"network_companies", offsetof(nw_knobs, network_companies)},
    {"headcount_median", offsetof(nw_knobs, headcount_median)},
    {"headcount_sigma", offsetof(nw_knobs, headcount_sigma)},
    {"posts_per_company", offsetof(nw_knobs, posts_per_company)},
    {"no_wishes", offsetof(nw_knobs, no_wishes)},
    {"wishes_mean", offsetof(nw_knobs, wishes_mean)},
    {"wishes_max", offsetof(nw_knobs, wishes_max)},
    {"popular_posts", offsetof(nw_knobs, popular_posts)},
    {"popular_wishes", offsetof(nw_knobs, popular_wishes)},
    {"placements_mean", offsetof(nw_knobs, placements_mean)},
    {"running", offsetof(nw_knobs, running)},
    {"met_min", offsetof(nw_knobs, met_min)},
    {"met_max", offsetof(nw_knobs, met_max)},
    {"answer_yes", offsetof(nw_knobs, answer_yes)},
    {"answer_maybe", offsetof(nw_knobs, answer_maybe)},
    {"commute_median", offsetof(nw_knobs, commute_median)},
    {"commute_sigma", offsetof(nw_knobs, commute_sigma)},
    {"control", offsetof(nw_knobs, control)},
    {"start", offsetof(nw_knobs, start)},
};

#define FIELDS (sizeof fields / sizeof *fields)

bool nw_knobs_of(nw_knobs *knobs, const char *scenario)
{
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++) {
        if (strcmp(scenarios[i].name, scenario) == 0) {
            *knobs = (nw_knobs){PILOTS};
            knobs->youths = scenarios[i].youths;
            knobs->companies = scenarios[i].companies;
            knobs->municipalities = scenarios[i].municipalities;
            knobs->running = scenarios[i].running;
            knobs->control = scenarios[i].control;
            return true;
        }
    }
    return false;
}

static int64_t *field(nw_knobs *knobs, size_t i)
{
    return (int64_t *)(void *)((char *)knobs + fields[i].offset);
}

void nw_knobs_from_options(nw_knobs *knobs, const nw_options *options)
{
    (void)nw_knobs_of(knobs, nw_options_text(options, "scenario"));
    for (size_t i = 0; i < FIELDS; i++)
        if (nw_options_is_set(options, fields[i].option))
            *field(knobs, i) = nw_options_int64(options, fields[i].option);
    knobs->seed = (uint64_t)nw_options_int64(options, "seed");
}

static const nw_option_info *option_of(const char *name)
{
    const nw_option_info *info = nw_option_infos;
    while (strcmp(info->name, name) != 0)
        info++;
    return info;
}

static nextwork_status check_start(int64_t start)
{
    if (start >= FIRST_START && start <= LAST_START)
        return NEXTWORK_OK;
    char first[11], last[11];
    nw_date_format(first, FIRST_START);
    nw_date_format(last, LAST_START);
    return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                   "start is %lld days from 1970-01-01; give a date from %s to %s",
                   (long long)start, first, last);
}

nextwork_status nw_knobs_check(const nw_knobs *knobs)
{
    nw_knobs copy = *knobs;
    NW_TRY(check_start(knobs->start));
    for (size_t i = 0; i < FIELDS; i++) {
        const nw_option_info *info = option_of(fields[i].option);
        int64_t value = *field(&copy, i);
        if (value < info->min || value > info->max)
            return nw_fail(NEXTWORK_ERROR_ARGUMENT, "%s is %lld; give %lld to %lld", info->name,
                           (long long)value, (long long)info->min, (long long)info->max);
    }
    if (knobs->met_min > knobs->met_max)
        return nw_fail(
            NEXTWORK_ERROR_ARGUMENT,
            "met_min is %lld, above met_max, which is %lld; raise one or lower the other",
            (long long)knobs->met_min, (long long)knobs->met_max);
    if (knobs->answer_yes + knobs->answer_maybe > NW_SHARE)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT,
                       "answer_yes is %lld and answer_maybe %lld; together they may be at most %d",
                       (long long)knobs->answer_yes, (long long)knobs->answer_maybe, NW_SHARE);
    return NEXTWORK_OK;
}
