/* Whether a youth can gain by other wishes: never where a mechanism promises it, and somewhere in a
 * few thousand small rounds where none does. */
#include "random_round.h"
#include "round/choices.h"
#include "round/matching.h"
#include "runner.h"
#include "small_cohort.h"

#include <stdio.h>
#include <string.h>

enum { YOUTHS = 7, POSTS = 5, ROUNDS = 60, FEW_THOUSAND = 3000, LIES = 6 };

static const struct {
    const char *name;
    nw_match_options options;
    bool promised;
} ways[] = {
    {"deferred acceptance", {.mechanism = "deferred-acceptance"}, true},
    {"protect", {.mechanism = "deferred-acceptance", .protect = true}, true},
    {"carry_over", {.mechanism = "deferred-acceptance", .carry_over = true}, true},
    {"protect, carry_over",
     {.mechanism = "deferred-acceptance", .protect = true, .carry_over = true},
     true},
    {"ties = most-placed", {.mechanism = "deferred-acceptance", .equals = true}, false},
    {"side = posts", {.mechanism = "deferred-acceptance", .post_optimal = true}, false},
    {"top trading cycles", {.mechanism = "top-trading-cycles"}, true},
    {"serial dictatorship", {.mechanism = "serial-dictatorship"}, true},
    {"max-weight", {.mechanism = "max-weight"}, false},
    {"rank-maximal", {.mechanism = "rank-maximal"}, false},
    {"fair", {.mechanism = "fair"}, false},
};

static int below(nw_random *random, int bound)
{
    return (int)nw_random_below(random, (uint64_t)bound);
}

static void add_lies(GString *text, nw_random *random, int liar)
{
    for (int p = 0; p < POSTS; p++) {
        int rank = below(random, 7);
        if (rank == 0)
            g_string_append_printf(text, "Y%d,P%d,,1\n", liar, p);
        else if (rank < 5)
            g_string_append_printf(text, "Y%d,P%d,%d,\n", liar, p, rank);
    }
}

/* The same cohort with other wishes and vetoes of one youth: all drawn anew, or some of them
 * hidden.
 */
static GString *lied(const char *cohort, nw_random *random, int liar)
{
    char own[8];
    char **lines = g_strsplit(cohort, "\n", -1);
    GString *text = g_string_new(NULL);
    bool wishes = false, hides = below(random, 2) == 0;
    snprintf(own, sizeof own, "Y%d,", liar);
    for (char **line = lines; *line != NULL && **line != '\0'; line++) {
        bool header = strchr(*line, ':') != NULL;
        wishes = header ? g_str_has_prefix(*line, "wishes:") : wishes;
        bool told = wishes && !header && g_str_has_prefix(*line, own);
        if (told && (!hides || below(random, 2) == 0))
            continue;
        g_string_append_printf(text, "%s\n", *line);
        if (wishes && header && !hides)
            add_lies(text, random, liar);
    }
    g_strfreev(lines);
    return text;
}

static nw_result *match(const char *cohort, int way, uint64_t seed, bool extend)
{
    nw_match_options options = ways[way].options;
    options.seed = seed;
    options.extend = extend;
    options.threads = 1;
    nw_round *round = nw_test_round(cohort);
    nw_result *result;
    CU_ASSERT_EQUAL_FATAL(nw_match_round(&result, round, &options, NULL), NEXTWORK_OK);
    nw_round_unref(round);
    return result;
}

/* Whether the youth would take the post rather than none, by the wishes told honestly. */
static bool acceptable(const nw_result *honest, int32_t youth, int32_t post)
{
    const nw_round *round = honest->round;
    return post >= 0 && nw_pair_allowed(round, youth, post) &&
           (honest->options.extend || nw_holds(round, youth, post) ||
            nw_wish_rank(round->cohort, youth, post) != NW_UNKNOWN);
}

static bool gains(const nw_result *honest, const nw_result *sly, int32_t youth)
{
    int32_t before = honest->post_of[youth], after = sly->post_of[youth];
    if (after == before || !acceptable(honest, youth, after))
        return false;
    uint64_t seed = honest->options.seed;
    if (before < 0)
        return true;
    nw_preference there = nw_preference_of(honest->round, youth, after, seed);
    nw_preference here = nw_preference_of(honest->round, youth, before, seed);
    return honest->options.equals ? nw_prefers_by_rank(there, here) : nw_prefers(there, here);
}

static int count_lies_that_pay(int way, nw_random *random, const char *cohort, uint64_t seed)
{
    nw_result *honest = match(cohort, way, seed, seed % 2 == 1);
    int found = 0;
    for (int n = 0; n < LIES; n++) {
        int liar = below(random, YOUTHS);
        GString *lie = lied(cohort, random, liar);
        nw_result *sly = match(lie->str, way, seed, seed % 2 == 1);
        found += gains(honest, sly, liar);
        nw_result_unref(sly);
        g_string_free(lie, TRUE);
    }
    nw_result_unref(honest);
    return found;
}

static int count_gains_in_a_round(int way, nw_random *random, uint64_t seed)
{
    GString *cohort = nw_random_round_running(random, (nw_test_size){YOUTHS, 3, POSTS}, 3);
    nw_random_outcomes(cohort, random, YOUTHS);
    int found = count_lies_that_pay(way, random, cohort->str, seed);
    g_string_free(cohort, TRUE);
    return found;
}

static void nobody_gains_where_that_is_promised(void)
{
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        nw_random random = nw_random_start(nw_test_seed(), 90 + way);
        int found = 0;
        for (int n = 0; n < ROUNDS && ways[way].promised; n++)
            found += count_gains_in_a_round((int)way, &random, (uint64_t)n);
        CU_ASSERT_EQUAL(found, 0);
        if (found > 0)
            fprintf(stderr, "%s: %d gains\n", ways[way].name, found);
    }
}

static void somebody_gains_where_it_is_not(void)
{
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++) {
        nw_random random = nw_random_start(2, 90 + way);
        int found = ways[way].promised;
        for (int n = 0; n < FEW_THOUSAND && found == 0; n++)
            found = count_gains_in_a_round((int)way, &random, (uint64_t)n);
        CU_ASSERT(found > 0);
        if (found == 0)
            fprintf(stderr, "%s: no gain\n", ways[way].name);
    }
}

int main(void)
{
    static const nw_case cases[] = {
        {"nobody gains where that is promised", nobody_gains_where_that_is_promised},
        {"somebody gains where it is not", somebody_gains_where_it_is_not},
        {NULL, NULL},
    };
    return nw_run_cases("strategy", cases);
}
