#include "random_round.h"

static int below(nw_random *random, int bound)
{
    return (int)nw_random_below(random, (uint64_t)bound);
}

static void add_youths(GString *text, nw_random *random, int youths)
{
    g_string_append(text, "youths: youth_id,trial_arm,enrolled\n");
    for (int y = 0; y < youths; y++)
        g_string_append_printf(text, "Y%d,%s,%s\n", y, below(random, 12) == 0 ? "control" : "",
                               below(random, 12) == 0 ? "0" : "");
}

static void add_companies(GString *text, nw_random *random, int companies)
{
    g_string_append(text, "companies: company_id,headcount,others_placed\n");
    for (int c = 0; c < companies; c++) {
        g_string_append_printf(text, "C%d,", c);
        if (below(random, 3) > 0)
            g_string_append_printf(text, "%d", below(random, 16));
        g_string_append_printf(text, ",%s\n", below(random, 8) == 0 ? "1" : "");
    }
}

static void add_posts(GString *text, nw_random *random, nw_test_size size)
{
    g_string_append(text, "posts: post_id,company_id,seats\n");
    for (int p = 0; p < size.posts; p++)
        g_string_append_printf(text, "P%d,C%d,%d\n", p, below(random, size.companies),
                               below(random, 4));
}

static void add_wishes(GString *text, nw_random *random, nw_test_size size)
{
    g_string_append(text, "wishes: youth_id,post_id,rank,veto\n");
    for (int y = 0; y < size.youths; y++)
        for (int p = 0; p < size.posts; p++)
            switch (below(random, 8)) {
            case 0:
                g_string_append_printf(text, "Y%d,P%d,,1\n", y, p);
                break;
            case 1:
            case 2:
            case 3:
            case 4:
                g_string_append_printf(text, "Y%d,P%d,%d,\n", y, p, 1 + below(random, 4));
                break;
            default:
                break;
            }
}

static void add_answers(GString *text, nw_random *random, nw_test_size size)
{
    static const char *const answers[] = {"yes,",    "yes,1", "yes,2", "maybe,",
                                          "maybe,1", "no,",   ",2"};
    g_string_append(text, "answers: post_id,youth_id,answer,rank\n");
    for (int y = 0; y < size.youths; y++)
        for (int p = 0; p < size.posts; p++)
            if (below(random, 2) == 0)
                g_string_append_printf(text, "P%d,Y%d,%s\n", p, y,
                                       answers[below(random, G_N_ELEMENTS(answers))]);
}

/* A youth of their own takes a seat here and there. */
static void add_placements(GString *text, nw_random *random, nw_test_size size, int one_in)
{
    g_string_append(text, "placements: placement_id,youth_id,post_id,start,end,status\n");
    for (int y = 0; y < size.youths; y++)
        if (below(random, one_in) == 0)
            g_string_append_printf(text, "L%d,Y%d,P%d,2026-12-01,2027-02-01,running\n", y, y,
                                   below(random, size.posts));
}

GString *nw_random_round_running(nw_random *random, nw_test_size size, int one_in)
{
    GString *text = g_string_new(NULL);
    add_youths(text, random, size.youths);
    add_companies(text, random, size.companies);
    add_posts(text, random, size);
    add_wishes(text, random, size);
    add_answers(text, random, size);
    add_placements(text, random, size, one_in);
    return text;
}

GString *nw_random_round(nw_random *random, nw_test_size size)
{
    return nw_random_round_running(random, size, 8);
}

void nw_random_outcomes(GString *text, nw_random *random, int youths)
{
    g_string_append(text, "outcomes: youth_id,start,placed,rank\n");
    for (int y = 0; y < youths; y++)
        switch (below(random, 4)) {
        case 0:
            g_string_append_printf(text, "Y%d,2026-01-05,0,\n", y);
            break;
        case 1:
            g_string_append_printf(text, "Y%d,2026-01-05,1,%d\n", y, 1 + below(random, 6));
            break;
        default:
            break;
        }
}
