/* Results of every mechanism and option, and plans, in the hands of somebody who changes one thing
 * in one of their files and mends the seal: verification refuses each but those that say nothing
 * untrue. */
#include "base/memory.h"
#include "fit/explain.h"
#include "forgery.h"
#include "plan/replan.h"
#include "plan/verify_plan.h"
#include "round/matching.h"
#include "round/verify/verify.h"
#include "runner.h"
#include "small_cohort.h"
#include "tampering.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

/* --- What passes -------------------------------------------------------------------------------
 */

/* What passes somewhere, and why it says nothing untrue there, or nothing that could be known. */
static const struct {
    const char *file, *places; /* one or more */
    const char *what;          /* what it begins with; NULL: anything */
    const char *why;
} unseen[] = {
    {"certificate.json", "library", NULL, "whichever version wrote it, the result is the same"},
    {"certificate.json", "seed", NULL,
     "of max-weight, rank-maximal, fair and plans it decides nothing; with ties = most-placed it "
     "draws among equals, and a matching that keeps the promise keeps it with any seed"},
    {"certificate.json", "effort", NULL, "how long somebody searched leaves no trace"},
    {"certificate.json", "candidates", NULL, "the bound holds for each number that passes"},
    {"prices.csv", "price", NULL, "other prices prove the same bound"},
    {"prices.csv", "row", NULL, "a price that is left out is 0, and proves the same bound"},
    {"certificate.json", "earlier_sha256", "becomes", "the earlier plan is not at hand"},
    {"changes.csv", "row", "line 4 left out",
     "who had something and has nothing now may as well have had nothing"},
    {"changes.csv", "youth_id period before row", "line 5",
     "what an earlier plan had for a youth whom the cohort does not have"},
    {"changes.csv", "youth_id period before row", "line 6", "likewise"},
    {"changes.csv", "before", "lines 5 and 6", "likewise"},
};
enum { VERSION = 1, SEED = 2, EFFORT = 4, CANDIDATES = 8, PRICE = 16, NO_PRICE = 32 };
enum { SEARCH = EFFORT | CANDIDATES | PRICE, EARLIER = (1 << G_N_ELEMENTS(unseen)) - 64 };

typedef struct {
    const char *name;
    nw_cohort *cohort;
    bool is_plan;
    unsigned passing; /* which may pass */
    unsigned passed;  /* which did */
} trial;

static nextwork_status verify_files(bool *holds, nw_table **table, const trial *t,
                                    const nw_test_file *files, int count)
{
    if (t->is_plan) {
        nw_plan_files plan = {.certificate = files[count - 1].text};
        for (int f = 0; f + 1 < count; f++)
            plan.table[f] = files[f].text;
        return nw_verify_plan(table, holds, t->cohort, &plan, NW_BOUND_STEPS, NULL);
    }
    nw_text text[5] = {{NULL, 0}};
    for (int f = 0; f + 1 < count; f++)
        text[f] = files[f].text;
    text[4] = files[count - 1].text;
    nw_result_files result = {(char *)text[0].at, (char *)text[1].at, (char *)text[2].at,
                              (char *)text[3].at, (char *)text[4].at, text[0].bytes,
                              text[1].bytes,      text[2].bytes,      text[3].bytes,
                              text[4].bytes};
    return nw_verify(table, holds, t->cohort, &result, NULL);
}

/* Whether the change is one that may pass; notes that it did. */
static bool may_pass(trial *t, const nw_test_change *change)
{
    for (size_t i = 0; i < G_N_ELEMENTS(unseen); i++)
        if (strcmp(unseen[i].file, change->file) == 0 &&
            strstr(unseen[i].places, change->place) != NULL &&
            (unseen[i].what == NULL || g_str_has_prefix(change->what, unseen[i].what))) {
            t->passed |= 1u << i;
            return (t->passing & 1u << i) != 0;
        }
    return false;
}

static void try_change(void *context, const nw_test_change *change, const nw_test_file *files,
                       int count)
{
    trial *t = context;
    nw_table *table;
    bool holds;
    CU_ASSERT_EQUAL_FATAL(verify_files(&holds, &table, t, files, count), NEXTWORK_OK);
    nw_table_free(table);
    bool as_expected = !holds || may_pass(t, change);
    CU_ASSERT(as_expected);
    if (!as_expected)
        fprintf(stderr, "\n    %s: passes with %s, %s, %s", t->name, change->file, change->place,
                change->what);
}

/* The files hold as they are, and with no other changes than those that may pass. */
static void tamper(trial *t, const nw_test_file *files, int count)
{
    nw_table *table;
    bool holds;
    CU_ASSERT_EQUAL_FATAL(verify_files(&holds, &table, t, files, count), NEXTWORK_OK);
    nw_table_free(table);
    CU_ASSERT(holds);
    nw_test_tamper(files, count, try_change, t);
    CU_ASSERT_EQUAL(t->passed, t->passing); /* what never passes has no place among them */
}

/* --- Matches -----------------------------------------------------------------------------------
 */

/* Contests, a cap, refused wishes, ties of answers and of wishes, youths who run, earlier rounds; G
 * and H like the other's post less than its company does (sides differ); I and J could all be
 * placed, at fewer first wishes (rank-maximal and fair differ). */
static const char *const cohort_text =
    "youths: youth_id,enrolled\nA,1\nB,1\nC,1\nD,1\nE,1\nF,0\nG,1\nH,1\nI,1\nJ,1\n"
    "companies: company_id,headcount\nK,10\nL,\nM,\n"
    "posts: post_id,company_id,seats\nP,K,2\nQ,K,2\nR,L,1\nS,L,2\nT,M,1\nU,M,1\nV,M,1\nW,M,1\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nA,R,2\nB,P,1\nB,Q,2\nC,Q,1\nC,R,1\nD,R,1\nD,P,2\n"
    "E,P,1\nE,R,2\nF,R,1\nG,T,1\nG,U,2\nH,U,1\nH,T,2\nI,V,1\nI,W,2\nJ,V,2\n"
    "answers: "
    "post_id,youth_id,answer,rank\nP,A,yes,1\nP,B,maybe,\nR,C,yes,2\nR,D,yes,1\nQ,C,maybe,\n"
    "T,H,yes,1\nT,G,yes,2\nU,G,yes,1\nU,H,yes,2\n"
    "outcomes: youth_id,start,placed,rank\nE,2026-01-05,0,\nB,2026-01-05,1,5\n"
    "placements: placement_id,youth_id,post_id,start,end,status\n"
    "1,D,S,2026-12-01,2027-02-01,running\n2,C,R,2026-12-01,2027-02-01,running\n";

static void tamper_with_match(const char *name, const nw_match_options *options, unsigned passing)
{
    nw_round *round = nw_test_round(cohort_text);
    nw_result_files f = nw_test_files(round, options);
    nw_test_file files[5] = {{"placements.csv", {f.placements, f.placements_bytes}},
                             {"unplaced.csv", {f.unplaced, f.unplaced_bytes}},
                             {"posts.csv", {f.posts, f.posts_bytes}},
                             {"prices.csv", {f.prices, f.prices_bytes}}};
    int count = f.prices == NULL ? 3 : 4;
    files[count++] = (nw_test_file){"certificate.json", {f.certificate, f.certificate_bytes}};
    tamper(&(trial){.name = name, .cohort = round->cohort, .passing = passing}, files, count);
    nw_result_files_clear(&f);
    nw_round_unref(round);
}

static void every_change_of_a_match_is_found(void)
{
    static const struct {
        const char *name;
        nw_match_options options;
        unsigned passing;
    } cases[] = {
        {"lottery", {.mechanism = "deferred-acceptance"}, VERSION},
        {"protect, extend",
         {.mechanism = "deferred-acceptance", .protect = true, .extend = true},
         VERSION},
        {"carry_over, side = posts, protect",
         {.mechanism = "deferred-acceptance",
          .carry_over = true,
          .post_optimal = true,
          .protect = true},
         VERSION},
        {"carry_over", {.mechanism = "deferred-acceptance", .carry_over = true}, VERSION},
        {"ties = most-placed",
         {.mechanism = "deferred-acceptance", .equals = true},
         VERSION | SEED},
        {"ties, protect, carry_over, extend",
         {.mechanism = "deferred-acceptance",
          .equals = true,
          .protect = true,
          .carry_over = true,
          .extend = true},
         VERSION},
        {"max-weight", {.mechanism = "max-weight"}, VERSION | SEED},
        {"max-weight, most_placed, extend",
         {.mechanism = "max-weight", .most_placed = true, .extend = true},
         VERSION | SEED},
        {"rank-maximal", {.mechanism = "rank-maximal"}, VERSION | SEED},
        {"fair, extend", {.mechanism = "fair", .extend = true}, VERSION | SEED},
        {"top-trading-cycles", {.mechanism = "top-trading-cycles"}, VERSION},
        {"top-trading-cycles, extend",
         {.mechanism = "top-trading-cycles", .extend = true},
         VERSION},
        {"serial-dictatorship", {.mechanism = "serial-dictatorship"}, VERSION},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        nw_match_options options = cases[i].options;
        options.seed = 1;
        options.threads = 1;
        tamper_with_match(cases[i].name, &options, cases[i].passing);
    }
}

/* --- Plans -------------------------------------------------------------------------------------
 */

/* B and C want A's seat as well; B is worth less there, and C is not enrolled. */
#define YOUTHS "youths: youth_id,enrolled\nA,1\nB,1\nC,0\nD,1\n"
#define COMPANIES "companies: company_id,headcount\nK,\nL,50\nM,5\n"
#define POSTS                                                                                      \
    "posts: post_id,company_id,seats,available_to\nP,K,1,2027-04-05\nQ,L,2,\nR,M,1,\nS,M,2,\n"
#define WISHES "wishes: youth_id,post_id,rank\nA,P,1\nA,R,2\nB,P,1\nB,Q,1\nC,P,1\nD,R,1\nD,Q,2\n"
#define FITS                                                                                       \
    "fits: youth_id,post_id,fit\nA,P,9000\nA,R,4500\nB,P,8000\nB,Q,1000\nD,R,7000\nD,Q,6500\n"     \
    "A,S,800\nB,S,700\nD,S,600\n"
static const char *const plan_text = YOUTHS COMPANIES POSTS WISHES FITS;
/* Later A is gone, Q has a seat less, and D does not want R any more. */
static const char *const later_text =
    "youths: youth_id,enrolled\nB,1\nC,0\nD,1\n" COMPANIES
    "posts: post_id,company_id,seats,available_to\nP,K,1,2027-04-05\nQ,L,1,\nR,M,1,\nS,M,2,\n"
    "wishes: youth_id,post_id,rank\nB,P,1\nB,Q,1\nC,P,1\nD,Q,2\nD,S,3\n"
    "fits: youth_id,post_id,fit\nB,P,8000\nB,Q,1000\nD,Q,6500\nB,S,700\nD,S,600\n";

static nw_plan_options plan_options_of(int periods)
{
    return (nw_plan_options){.calendar = nw_calendar_of(NW_TEST_START, NW_TEST_WEEKS, periods),
                             .seed = 3,
                             .effort = 20,
                             .threads = 1};
}

static void tamper_with_plan(const char *name, const nw_plan *plan, unsigned passing)
{
    nw_plan_files f;
    nw_test_file files[NW_PLAN_FILES + 1];
    int count = 0;
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&f, plan), NEXTWORK_OK);
    for (int i = 0; i < NW_PLAN_FILES && f.table[i].at != NULL; i++)
        files[count++] = (nw_test_file){nw_plan_file_names[i], f.table[i]};
    files[count++] = (nw_test_file){"certificate.json", f.certificate};
    tamper(&(trial){.name = name, .cohort = plan->cohort, .is_plan = true, .passing = passing},
           files, count);
    nw_plan_files_clear(&f);
}

static void every_change_of_a_plan_is_found(void)
{
    nw_plan_options simple = plan_options_of(2), first = plan_options_of(2),
                    all = plan_options_of(3);
    first.first_stable = true;
    all.extend = all.must_place = true;
    all.discount = 300;
    all.candidates = 3;
    const struct {
        const char *name;
        const nw_plan_options *options;
        unsigned passing;
    } cases[] = {{"plan", &simple, VERSION | SEED | SEARCH | NO_PRICE},
                 {"plan, first", &first, VERSION | SEARCH | NO_PRICE},
                 {"plan, extend, must_place, discount, candidates", &all, VERSION | SEED | SEARCH}};
    nw_cohort *cohort = nw_test_cohort(plan_text);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        nw_plan *plan;
        CU_ASSERT_EQUAL_FATAL(nw_plan_new(&plan, cohort, cases[i].options, NULL), NEXTWORK_OK);
        tamper_with_plan(cases[i].name, plan, cases[i].passing);
        nw_plan_unref(plan);
    }
    nw_cohort_unref(cohort);
}

static void every_change_of_a_plan_made_anew_is_found(void)
{
    nw_plan_options options = plan_options_of(3);
    nw_cohort *before = nw_test_cohort(plan_text), *now = nw_test_cohort(later_text);
    nw_plan *old, *plan;
    nw_plan_files files;
    nw_earlier earlier;
    CU_ASSERT_EQUAL_FATAL(nw_plan_new(&old, before, &options, NULL), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_plan_files_of(&files, old), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_earlier_read(&earlier, &files), NEXTWORK_OK);
    CU_ASSERT_EQUAL_FATAL(nw_replan(&plan, now, &earlier, &options, NULL), NEXTWORK_OK);
    CU_ASSERT(plan->changes->rows > 2);
    tamper_with_plan("plan made anew", plan, VERSION | SEED | SEARCH | NO_PRICE | EARLIER);
    nw_plan_unref(plan);
    nw_plan_unref(old);
    nw_earlier_clear(&earlier);
    nw_plan_files_clear(&files);
    nw_cohort_unref(before);
    nw_cohort_unref(now);
}

int main(void)
{
    static const nw_case cases[] = {
        {"every change of a match is found", every_change_of_a_match_is_found},
        {"every change of a plan is found", every_change_of_a_plan_is_found},
        {"every change of a plan made anew is found", every_change_of_a_plan_made_anew_is_found},
        {NULL, NULL},
    };
    return nw_run_cases("tampering", cases);
}
