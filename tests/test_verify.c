/* Verification: a true result holds; whatever is changed in its files is found. */
#include "round/verify/verify.h"

#include "base/memory.h"
#include "cohort/finding.h"
#include "forgery.h"
#include "random_round.h"
#include "round/matching.h"
#include "runner.h"
#include "small_cohort.h"

#include <stdio.h>
#include <string.h>

/* Two wishes met, one contest lost, one refused; two levels of capacity at work. */
static const char *const small =
    "youths: youth_id,enrolled\nA,1\nB,1\nC,1\nD,0\n"
    "companies: company_id,headcount\nK,5\nL,50\n"
    "posts: post_id,company_id,seats\nP,K,2\nQ,K,2\nR,L,1\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nA,R,2\nB,P,1\nB,R,2\nC,Q,1\nC,R,2\nD,R,1\n"
    "answers: post_id,youth_id,answer,rank\nP,A,yes,1\nP,B,maybe,\nR,C,yes,\nR,B,yes,3\n";

static nw_result_files files_of(nw_round *round, bool extend)
{
    return nw_test_files(
        round, &(nw_match_options){
                   .mechanism = "deferred-acceptance", .seed = 1, .extend = extend, .threads = 1});
}

static nw_result_files files_of_equals(nw_round *round, bool extend)
{
    return nw_test_files(round, &(nw_match_options){.mechanism = "deferred-acceptance",
                                                    .seed = 1,
                                                    .extend = extend,
                                                    .equals = true,
                                                    .threads = 1});
}

static void a_true_result_holds(void)
{
    nw_random random = nw_random_start(nw_test_seed(), 4);
    char failed[64];
    for (int n = 0; n < 200; n++) {
        GString *text = nw_random_round(&random, (nw_test_size){8, 4, 6});
        nw_round *round = nw_test_round(text->str);
        nw_result_files files =
            n % 4 < 2 ? files_of(round, n % 2 == 0) : files_of_equals(round, n % 2 == 0);
        CU_ASSERT(nw_test_holds(round->cohort, &files, failed));
        nw_result_files_clear(&files);
        nw_round_unref(round);
        g_string_free(text, TRUE);
    }
}

/* Two youths want the same thousand posts of a company that may take one. */
static void a_list_of_a_thousand_wishes_is_answered_for(void)
{
    enum { POSTS = 1000 };
    GString *posts = g_string_new("youths: youth_id\nA\nB\ncompanies: company_id,headcount\nC,5\n"
                                  "posts: post_id,company_id,seats\n");
    GString *wishes = g_string_new("wishes: youth_id,post_id,rank\n");
    for (int p = 0; p < POSTS; p++) {
        g_string_append_printf(posts, "a-post-with-a-name-that-goes-on-and-on-%04d,C,1\n", p);
        for (int y = 0; y < 2; y++)
            g_string_append_printf(wishes, "%c,a-post-with-a-name-that-goes-on-and-on-%04d,%d\n",
                                   "AB"[y], p, p + 1);
    }
    g_string_append_len(posts, wishes->str, (gssize)wishes->len);
    nw_round *round = nw_test_round(posts->str);
    nw_result_files files = files_of(round, false);
    char failed[64];
    CU_ASSERT(files.unplaced_bytes > POSTS * 80);
    CU_ASSERT(nw_test_holds(round->cohort, &files, failed));
    nw_result_files_clear(&files);
    nw_round_unref(round);
    g_string_free(posts, TRUE);
    g_string_free(wishes, TRUE);
}

/* Every byte of every file in turn becomes another one. */
static void any_changed_byte_is_found(void)
{
    nw_round *round = nw_test_round(small);
    nw_result_files files = files_of(round, false);
    struct {
        char *text;
        int64_t bytes;
    } parts[] = {{files.placements, files.placements_bytes},
                 {files.unplaced, files.unplaced_bytes},
                 {files.posts, files.posts_bytes},
                 {files.certificate, files.certificate_bytes}};
    char failed[64];
    CU_ASSERT(nw_test_holds(round->cohort, &files, failed));
    for (int f = 0; f < 4; f++)
        for (int64_t i = 0; i < parts[f].bytes; i++) {
            char was = parts[f].text[i];
            if (f == 3 && (was == ' ' || was == '\n'))
                continue; /* between the values of JSON: says nothing */
            parts[f].text[i] = was == '1' ? '2' : '1';
            CU_ASSERT(!nw_test_holds(round->cohort, &files, failed));
            parts[f].text[i] = was;
        }
    nw_result_files_clear(&files);
    nw_round_unref(round);
}

static void a_forger_who_mends_the_seal_is_found(void)
{
    static const nw_test_forgery forgeries[] = {
        {NW_PLACEMENTS_FILE, "A,P,K", "A,Q,K", "reasons"},
        {NW_PLACEMENTS_FILE, "A,P,K", "A,R,L", "seats"},
        {NW_PLACEMENTS_FILE, "A,P,K", "B,P,K", "placements"},
        {NW_PLACEMENTS_FILE, "A,P,K", "D,R,L", "seats"},
        {NW_PLACEMENTS_FILE, "A,P,K", "X,P,K", "placements"},
        {NW_PLACEMENTS_FILE, "A,P,K", "A,X,K", "placements"},
        {NW_PLACEMENTS_FILE, "A,P,K", "A,P,L", "placements.csv"},
        {NW_PLACEMENTS_FILE, "2027-01-04", "2027-01-05", "placements.csv"},
        {NW_PLACEMENTS_FILE, "2027-04-05", "2027-04-06", "placements.csv"},
        {NW_PLACEMENTS_FILE, ",1\n", ",2\n", "placements.csv"},
        {NW_PLACEMENTS_FILE, "youth_id,post_id", "post_id,youth_id", "placements"},
        {NW_UNPLACED_FILE, "not-enrolled", "too-young", "unplaced.csv"},
        {NW_UNPLACED_FILE, "own ", "own 1", "unplaced.csv"},
        {NW_UNPLACED_FILE, "D,", "A,", "unplaced.csv"},
        {NW_POSTS_FILE, "P,1,1", "P,2,1", "posts.csv"},
        {NW_POSTS_FILE, "P,1,1", "P,1,0", "posts.csv"},
        {NW_POSTS_FILE, "yes-1:", "yes-2:", "posts.csv"},
        {NW_CERTIFICATE_FILE, "deferred-acceptance", "no-such", "mechanism"},
        {NW_CERTIFICATE_FILE, "deferred-acceptance", "serial-dictatorship", "lottery-order"},
        {NW_CERTIFICATE_FILE, "\"extend\": false", "\"extend\": true", "unplaced.csv"},
        {NW_CERTIFICATE_FILE, "2027-01-04", "2027-01-11", "placements.csv"},
        {NW_CERTIFICATE_FILE, "\"weeks\": 13", "\"weeks\": 12", "placements.csv"},
        {NW_CERTIFICATE_FILE, "\"seed\": 1", "\"seed\": 2", "unplaced.csv"},
        {NW_CERTIFICATE_FILE, "\"policy_id\": \"", "\"policy_id\": \"x", "policy"},
        {NW_CERTIFICATE_FILE, "\"input_sha256\": \"", "\"input_sha256\": \"0", "certificate"},
        {NW_CERTIFICATE_FILE, "\"placed\": ", "\"placed\": 1", "placed"},
        {NW_CERTIFICATE_FILE, "\"unplaced\": ", "\"unplaced\": 1", "unplaced"},
        {NW_CERTIFICATE_FILE, "\"objective\": ", "\"objective\": 1", "objective"},
        {NW_CERTIFICATE_FILE, "\"blocking_pairs\": 0", "\"blocking_pairs\": 1", "blocking-pairs"},
        {NW_CERTIFICATE_FILE, "\"profile\": [\n    ", "\"profile\": [\n    1", "profile"},
        {NW_CERTIFICATE_FILE, "\"profile\": [\n", "\"profile\": [\n    0,\n", "profile"},
        {NW_CERTIFICATE_FILE, "\"profile\": [\n    ",
         "\"profile\": [\n    -9223372036854775808,\n    ", "certificate"},
        {NW_CERTIFICATE_FILE, "\"policy\": \"", "\"policy\": \"x", "policy-text"},
        {NW_CERTIFICATE_FILE, "\"weeks\"", "\"week\"", "certificate"},
        {NW_CERTIFICATE_FILE, "\"weeks\": 13", "\"weeks\": 13, \"extra\": 1", "certificate"},
        {NW_CERTIFICATE_FILE, "\"weeks\": 13", "\"weeks\": \"13\"", "certificate"},
        {NW_CERTIFICATE_FILE, "\"weeks\": 13", "\"weeks\": 0", "certificate"},
        {NW_CERTIFICATE_FILE, "{", "[", "certificate"},
        {NW_CERTIFICATE_FILE, "\"weeks\": 13", "\"weeks\": 13, \"weeks\": 13", "certificate"},
    };
    nw_round *round = nw_test_round(small);
    nw_test_forgeries(
        round, &(nw_match_options){.mechanism = "deferred-acceptance", .seed = 1, .threads = 1},
        forgeries, sizeof forgeries / sizeof *forgeries);
    nw_round_unref(round);
}

/* A and C are equals at P; B is before them at Q, and would have gone to R. */
static const char *const equals =
    "youths: youth_id\nA\nB\nC\n"
    "companies: company_id,headcount\nK,50\n"
    "posts: post_id,company_id,seats\nP,K,1\nQ,K,1\nR,K,1\n"
    "wishes: youth_id,post_id,rank\nA,P,1\nA,Q,2\nB,Q,1\nB,R,2\nC,P,1\n"
    "answers: post_id,youth_id,answer,rank\nQ,B,yes,\n";

static void a_forger_of_ties_is_found(void)
{
    static const nw_test_forgery forgeries[] = {
        {NW_PLACEMENTS_FILE, "B,Q,K", "B,R,K", "stability"},
        {NW_UNPLACED_FILE, "contest(last open; own open)", "contest(last open; own yes)",
         "unplaced.csv"},
        {NW_POSTS_FILE, "P,1,1,open", "P,1,1,yes", "posts.csv"},
        {NW_CERTIFICATE_FILE, "\"placed_bound\": 2", "\"placed_bound\": 3", "placed-bound"},
        {NW_CERTIFICATE_FILE, "\"placed_bound\": 2,", "", "placed-bound"},
        {NW_CERTIFICATE_FILE, "most-placed", "lottery", "certificate"},
        {NW_CERTIFICATE_FILE, "\"blocking_pairs\": 0", "\"blocking_pairs\": 1", "blocking-pairs"},
        {NW_CERTIFICATE_FILE, "deferred-acceptance", "serial-dictatorship", "options"},
        {NW_CERTIFICATE_FILE, ",\n    \"ties\": \"most-placed\"", "", "unplaced.csv"},
    };
    nw_round *round = nw_test_round(equals);
    nw_test_forgeries(
        round,
        &(nw_match_options){
            .mechanism = "deferred-acceptance", .seed = 1, .equals = true, .threads = 1},
        forgeries, sizeof forgeries / sizeof *forgeries);
    nw_round_unref(round);
}

/* With seed 3 B comes before A in the lottery, though it is A about whom the company said yes. */
static void a_forger_of_the_lotterys_order_is_found(void)
{
    static const nw_test_forgery forgeries[] = {
        {NW_PLACEMENTS_FILE, "B,P,C", "A,P,C", "lottery-order"},
        {NW_PLACEMENTS_FILE, "B,P,C", "B,Q,C", "lottery-order"},
        {NW_UNPLACED_FILE, "own open:", "own open:1", "unplaced.csv"},
        {NW_POSTS_FILE, "P,1,1,open:", "P,1,1,open:1", "posts.csv"},
        {NW_CERTIFICATE_FILE, "serial-dictatorship", "deferred-acceptance", "stability"},
        {NW_CERTIFICATE_FILE, "\"seed\": 3", "\"seed\": 1", "lottery-order"},
    };
    nw_round *round = nw_test_round("youths: youth_id\nA\nB\n"
                                    "posts: post_id,company_id,seats\nP,C,1\nQ,C,1\n"
                                    "wishes: youth_id,post_id,rank\nA,P,1\nB,P,1\nB,Q,2\n"
                                    "answers: post_id,youth_id,answer\nP,A,yes\n");
    nw_test_forgeries(
        round, &(nw_match_options){.mechanism = "serial-dictatorship", .seed = 3, .threads = 1},
        forgeries, sizeof forgeries / sizeof *forgeries);
    nw_round_unref(round);
}

static void a_promise_that_is_not_the_mechanisms_is_found(void)
{
    static const char *const mechanisms[] = {"max-weight", "rank-maximal", "fair",
                                             "top-trading-cycles", "serial-dictatorship"};
    static const struct {
        const char *claim, *check;
    } claims[] = {
        {"\"blocking_pairs\": 0, \"profile\"", "blocking-pairs"},
        {"\"bound\": 0, \"profile\"", "bound"},
        {"\"placed_bound\": 0, \"profile\"", "placed-bound"},
    };
    nw_round *round = nw_test_round(small);
    for (size_t i = 0; i < sizeof mechanisms / sizeof *mechanisms; i++)
        for (size_t c = 0; c < sizeof claims / sizeof *claims; c++) {
            if (i == 0 && strcmp(claims[c].check, "bound") == 0)
                continue; /* it is max-weight's own */
            nw_result_files f = nw_test_files(
                round, &(nw_match_options){.mechanism = mechanisms[i], .seed = 1, .threads = 1});
            char failed[64];
            nw_test_forge(&f.certificate, &f.certificate_bytes, "\"profile\"", claims[c].claim);
            nw_test_seal_again(&f);
            CU_ASSERT(!nw_test_holds(round->cohort, &f, failed));
            CU_ASSERT_STRING_EQUAL(failed, claims[c].check);
            nw_result_files_clear(&f);
        }
    nw_round_unref(round);
}

static void a_result_of_another_cohort_is_refused(void)
{
    nw_round *one = nw_test_round(small);
    nw_round *other = nw_test_round("youths: youth_id\nA\nB\n");
    nw_result_files files = files_of(one, false);
    char failed[64];
    CU_ASSERT(!nw_test_holds(other->cohort, &files, failed));
    CU_ASSERT_STRING_EQUAL(failed, "input");
    nw_result_files_clear(&files);
    nw_round_unref(one);
    nw_round_unref(other);
}

static void garbage_is_no_result_and_no_crash(void)
{
    static const char *const garbage[] = {"", "{}", "null", "[]", "{\"policy\": 1}", "\xff\xfe"};
    nw_round *round = nw_test_round(small);
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
        nw_result_files files = files_of(round, false);
        char failed[64];
        nw_free(files.certificate);
        files.certificate_bytes = (int64_t)strlen(garbage[i]);
        files.certificate = NW_NEW(char, files.certificate_bytes + 1);
        memcpy(files.certificate, garbage[i], strlen(garbage[i]) + 1);
        CU_ASSERT(!nw_test_holds(round->cohort, &files, failed));
        CU_ASSERT_STRING_EQUAL(failed, "certificate");
        nw_result_files_clear(&files);
    }
    nw_round_unref(round);
}

/* JSON does not mind, and would be read several times. */
static void a_certificate_without_end_is_refused(void)
{
    enum { BLANKS = 1 << 20 };
    nw_round *round = nw_test_round(small);
    nw_result_files files = files_of(round, false);
    char failed[64];
    char *text = NW_NEW(char, files.certificate_bytes + BLANKS);
    memcpy(text, files.certificate, (size_t)files.certificate_bytes);
    memset(text + files.certificate_bytes, ' ', BLANKS);
    nw_free(files.certificate);
    files.certificate = text;
    files.certificate_bytes += BLANKS;
    CU_ASSERT(!nw_test_holds(round->cohort, &files, failed));
    CU_ASSERT_STRING_EQUAL(failed, "certificate");
    nw_result_files_clear(&files);
    nw_round_unref(round);
}

/* Moving any one youth of a stable matching to any other place breaks a rule, a capacity or the
 * stability, or leaves the matching no longer best: the tables then tell another story. */
static void any_other_placement_is_found(void)
{
    static const char *const posts[] = {"P,K", "Q,K", "R,L"};
    nw_round *round = nw_test_round(small);
    nw_result_files files = files_of(round, false);
    char failed[64];
    for (int line = 0; line < 3; line++)
        for (int p = 0; p < 3; p++) {
            nw_result_files f = files_of(round, false);
            GString *text = g_string_new_len(f.placements, (gssize)f.placements_bytes);
            char **lines = g_strsplit(text->str, "\n", -1);
            if (lines[line + 1] != NULL && lines[line + 1][0] != '\0' &&
                strncmp(lines[line + 1] + 2, posts[p], 3) != 0) {
                memcpy(lines[line + 1] + 2, posts[p], 3);
                char *joined = g_strjoinv("\n", lines);
                memcpy(f.placements, joined, (size_t)f.placements_bytes);
                g_free(joined);
                nw_test_seal_again(&f);
                CU_ASSERT(!nw_test_holds(round->cohort, &f, failed));
                CU_ASSERT_STRING_NOT_EQUAL(failed, "files");
            }
            g_strfreev(lines);
            g_string_free(text, TRUE);
            nw_result_files_clear(&f);
        }
    nw_result_files_clear(&files);
    nw_round_unref(round);
}

static void a_cpr_number_put_into_a_result_is_not_repeated(void)
{
    nw_round *round = nw_test_round(small);
    nw_result_files files = files_of(round, false);
    nw_table *table;
    bool all;
    nw_test_forge(&files.unplaced, &files.unplaced_bytes, "not-enrolled", "010190-1234");
    nw_test_seal_again(&files);
    CU_ASSERT_EQUAL_FATAL(nw_verify(&table, &all, round->cohort, &files, NULL), NEXTWORK_OK);
    CU_ASSERT(!all);
    for (int64_t row = 0; row < table->rows; row++)
        CU_ASSERT(!nw_looks_like_cpr(nw_cell_text(&table->columns[2], row), false));
    nw_table_free(table);
    nw_result_files_clear(&files);
    nw_round_unref(round);
}

static void a_certificate_gives_back_its_policy(void)
{
    nw_round *round = nw_test_round(small);
    nw_result_files files = files_of(round, false);
    char *policy;
    CU_ASSERT_EQUAL_FATAL(
        nw_certificate_policy(&policy, files.certificate, files.certificate_bytes), NEXTWORK_OK);
    CU_ASSERT_STRING_EQUAL(policy, round->cohort->policy.text);
    nw_free(policy);
    nw_result_files_clear(&files);
    nw_round_unref(round);
}

int main(void)
{
    static const nw_case cases[] = {
        {"a true result holds", a_true_result_holds},
        {"a list of a thousand wishes is answered for",
         a_list_of_a_thousand_wishes_is_answered_for},
        {"any changed byte is found", any_changed_byte_is_found},
        {"a forger who mends the seal is found", a_forger_who_mends_the_seal_is_found},
        {"a forger of ties is found", a_forger_of_ties_is_found},
        {"a forger of the lottery's order is found", a_forger_of_the_lotterys_order_is_found},
        {"a promise that is not the mechanism's is found",
         a_promise_that_is_not_the_mechanisms_is_found},
        {"a result of another cohort is refused", a_result_of_another_cohort_is_refused},
        {"any other placement is found", any_other_placement_is_found},
        {"garbage is no result and no crash", garbage_is_no_result_and_no_crash},
        {"a certificate without end is refused", a_certificate_without_end_is_refused},
        {"a CPR number put into a result is not repeated",
         a_cpr_number_put_into_a_result_is_not_repeated},
        {"a certificate gives back its policy", a_certificate_gives_back_its_policy},
        {NULL, NULL},
    };
    return nw_run_cases("verify", cases);
}
