#include "random_cohort.h"

#include "base/dates.h"
#include "small_cohort.h"

#include <glib.h>

#define COUNT(list) ((int)(sizeof(list) / sizeof *(list)))

typedef struct {
    GString *text;
    nw_random *random;
    int youths, companies, posts_each;
} draft;

static int below(draft *to, int bound)
{
    return (int)nw_random_below(to->random, (uint64_t)bound);
}

static bool one_in(draft *to, int n)
{
    return below(to, n) == 0;
}

/* A cell with a number of least .. most, unknown one time in four. */
static void number(draft *to, int least, int most)
{
    g_string_append_c(to->text, ',');
    if (!one_in(to, 4))
        g_string_append_printf(to->text, "%d", least + below(to, most - least + 1));
}

/* Two numbers in order, each of them sometimes unknown. */
static void range(draft *to, int least, int most)
{
    int low = least + below(to, most - least + 1);
    number(to, least, low);
    number(to, low, most);
}

static void one_of(draft *to, const char *const *words, int count)
{
    g_string_append_printf(to->text, ",%s", words[below(to, count)]);
}

/* Some of the words, each with ":level" where levels are wanted. */
static void some_of(draft *to, const char *const *words, int count, bool levels)
{
    const char *separator = "";
    g_string_append_c(to->text, ',');
    if (one_in(to, 4))
        return;
    for (int i = 0; i < count; i++) {
        if (!one_in(to, 3))
            continue;
        g_string_append_printf(to->text, "%s%s", separator, words[i]);
        if (levels)
            g_string_append_printf(to->text, ":%d", 1 + below(to, 3));
        separator = "|";
    }
}

/* One draw a statement: the order of a call's arguments is the compiler's. */
static void place(draft *to)
{
    if (one_in(to, 5)) {
        g_string_append(to->text, ",,");
        return;
    }
    int north = 300000 + below(to, 400000);
    int east = 100000 + below(to, 800000);
    g_string_append_printf(to->text, ",55.%06d,11.%06d", north, east);
}

static const char *const industries[] = {
    "DB25,47",   "DB25,4711", "DB25,46", "DB25,56",   "DB25,87", "DB25,881010", "DB07,47",
    "DB07,4520", "DB07,56",   "DB07,87", "DB07,4711", "DB25,95", "DB25,41",     ",",
};
static const char *const functions[] = {"5", "52", "5223", "5311", "9", "9412", "71", "7115", ""};
static const char *const needs[] = {"mentor", "quiet", "transport", "breaks"};
static const char *const skills[] = {"till", "forklift", "english", "cooking"};
static const char *const networks[] = {"", "N1", "N1", "N2"};

static void day(draft *to, int32_t date)
{
    char text[11];
    nw_date_format(text, date);
    g_string_append_printf(to->text, ",%s", text);
}

static void youth_rows(draft *to)
{
    static const char *const modes[] = {"", "walk", "bike", "transit", "car"};
    static const char *const intents[] = {"", "explore", "neutral", "deepen"};
    static const char *const enrolled[] = {"", "1", "1", "1", "1", "0"};
    static const char *const arms[] = {"", "", "", "", "treatment", "control"};
    g_string_append(to->text, "youths: youth_id,network_id,latitude,longitude,birth_year,hours_min,"
                              "hours_max,travel_max,travel_mode,intent,needs,skills,enrolled,"
                              "trial_arm\n");
    for (int y = 0; y < to->youths; y++) {
        g_string_append_printf(to->text, "Y%03d", y);
        one_of(to, networks, COUNT(networks));
        place(to);
        number(to, 1996, 2013);
        range(to, 10, 37);
        number(to, 10, 90);
        one_of(to, modes, COUNT(modes));
        one_of(to, intents, COUNT(intents));
        some_of(to, needs, COUNT(needs), true);
        some_of(to, skills, COUNT(skills), false);
        one_of(to, enrolled, COUNT(enrolled));
        one_of(to, arms, COUNT(arms));
        g_string_append_c(to->text, '\n');
    }
}

static void company_rows(draft *to)
{
    static const char *const company_networks[] = {"", "N1", "N2", "N1|N2"};
    static const char *const owners[] = {"", "F1", "F2", "F3"};
    g_string_append(to->text, "companies: company_id,network_id,owner_id,latitude,longitude,"
                              "industry_scheme,industry,headcount,others_placed,asked,answered\n");
    for (int c = 0; c < to->companies; c++) {
        int asked = below(to, 12);
        g_string_append_printf(to->text, "C%03d", c);
        one_of(to, company_networks, COUNT(company_networks));
        one_of(to, owners, COUNT(owners));
        place(to);
        one_of(to, industries, COUNT(industries));
        number(to, 0, 120);
        number(to, 0, 2);
        g_string_append_printf(to->text, ",%d", asked);
        number(to, 0, asked);
        g_string_append_c(to->text, '\n');
    }
}

static void post_rows(draft *to)
{
    g_string_append(to->text, "posts: post_id,company_id,seats,function,hours_min,hours_max,"
                              "available_from,requires,prefers,offers\n");
    for (int p = 0; p < to->companies * to->posts_each; p++) {
        g_string_append_printf(to->text, "P%03d,C%03d,%d", p, p / to->posts_each, below(to, 4));
        one_of(to, functions, COUNT(functions));
        range(to, 10, 37);
        if (one_in(to, 4))
            day(to, NW_TEST_START - 20 + below(to, 25));
        else
            g_string_append_c(to->text, ',');
        if (one_in(to, 3))
            some_of(to, skills, COUNT(skills), false);
        else
            g_string_append_c(to->text, ',');
        some_of(to, skills, COUNT(skills), false);
        some_of(to, needs, COUNT(needs), false);
        g_string_append_c(to->text, '\n');
    }
}

static void wish_rows(draft *to)
{
    g_string_append(to->text, "wishes: youth_id,post_id,rank,veto\n");
    for (int y = 0; y < to->youths; y++) {
        int rank = 1;
        for (int p = 0; p < to->companies * to->posts_each; p++) {
            if (one_in(to, 15)) {
                g_string_append_printf(to->text, "Y%03d,P%03d,%d,\n", y, p, rank);
                rank += below(to, 3);
            } else if (one_in(to, 40)) {
                g_string_append_printf(to->text, "Y%03d,P%03d,,1\n", y, p);
            }
        }
    }
}

static void answer_rows(draft *to)
{
    static const char *const answers[] = {"yes,", "maybe,", "no,", ",1", ",2", "yes,12"};
    g_string_append(to->text, "answers: post_id,youth_id,answer,rank\n");
    for (int y = 0; y < to->youths; y++)
        for (int p = 0; p < to->companies * to->posts_each; p++)
            if (one_in(to, 3))
                g_string_append_printf(to->text, "P%03d,Y%03d,%s\n", p, y,
                                       answers[below(to, COUNT(answers))]);
}

static void interest_rows(draft *to)
{
    static const char *const codes[] = {"DB25,47",    "DB07,47",   "DB25,4711",   "DB25,87",
                                        "DB07,88",    "DB07,452",  "DB25,56",     "DISCO08,5",
                                        "DISCO08,52", "DISCO08,9", "DISCO08,7115"};
    g_string_append(to->text, "interests: youth_id,scheme,code,value\n");
    for (int y = 0; y < to->youths; y++)
        for (int i = 0; i < COUNT(codes); i++)
            if (one_in(to, 4))
                g_string_append_printf(to->text, "Y%03d,%s,%d\n", y, codes[i], below(to, 5) - 2);
}

/* A row of a history: at a post, at a company, or elsewhere and described. */
static void placement_row(draft *to, int row, int youth, int32_t start, int32_t end)
{
    static const char *const statuses[] = {"done", "running", "planned", ""};
    int company = below(to, to->companies);
    bool elsewhere = one_in(to, 3);
    g_string_append_printf(to->text, "L%04d,Y%03d", row, youth);
    if (elsewhere) {
        g_string_append(to->text, ",,Z");
        one_of(to, industries, COUNT(industries));
        one_of(to, functions, COUNT(functions));
    } else if (one_in(to, 3)) {
        g_string_append_printf(to->text, ",,C%03d,,", company);
        one_of(to, functions, COUNT(functions));
    } else {
        g_string_append_printf(to->text, ",P%03d,,,,", company * to->posts_each);
    }
    day(to, start);
    day(to, end);
    number(to, 0, (end - start) / 7);
    one_of(to, statuses, elsewhere ? 1 : COUNT(statuses));
    g_string_append_c(to->text, '\n');
}

static void placement_rows(draft *to)
{
    int row = 0;
    g_string_append(to->text,
                    "placements: placement_id,youth_id,post_id,company_id,"
                    "industry_scheme,industry,function,start,end,weeks_attended,status\n");
    for (int y = 0; y < to->youths; y++) {
        int32_t start = NW_TEST_START - 900 + below(to, 900);
        for (int i = below(to, 4); i > 0; i--) {
            int32_t end = start + 1 + below(to, 180);
            placement_row(to, row++, y, start, end);
            start = end + below(to, 200);
        }
    }
}

static void value_rows(draft *to, const char *heading, const char *other, int others, int one,
                       int bound)
{
    g_string_append(to->text, heading);
    for (int y = 0; y < to->youths; y++)
        for (int i = 0; i < others; i++)
            if (one_in(to, one))
                g_string_append_printf(to->text, "Y%03d,%s%03d,%d\n", y, other, i,
                                       below(to, bound));
}

nw_cohort *nw_test_random_cohort(nw_random *random, int youths, int companies, int posts_each)
{
    draft to = {g_string_new(NULL), random, youths, companies, posts_each};
    youth_rows(&to);
    company_rows(&to);
    post_rows(&to);
    wish_rows(&to);
    answer_rows(&to);
    interest_rows(&to);
    placement_rows(&to);
    value_rows(&to, "travel: youth_id,company_id,minutes\n", "C", companies, 5, 100);
    value_rows(&to, "fits: youth_id,post_id,fit\n", "P", companies * posts_each, 60, 10001);
    nw_cohort *cohort = nw_test_cohort(to.text->str);
    g_string_free(to.text, TRUE);
    return cohort;
}
