/* Policy files: what they may say, and what is said of those that do not. */
#include "memory.h"
#include "runner.h"

#include "base/dates.h"
#include "cohort/policy.h"

#include <glib.h>

static int32_t day(const char *date)
{
    int32_t number = 0;
    CU_ASSERT_TRUE(nw_date_parse(&number, date, 10));
    return number;
}

/* Reads a policy that must be right. */
static nw_policy read_right(const char *text)
{
    nw_policy policy = {0};
    nw_findings findings = {0};
    CU_ASSERT_EQUAL_FATAL(nw_policy_read(&policy, text, "policy.ini", &findings), NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings.count, 0);
    for (int64_t i = 0; i < findings.count; i++)
        printf("\n    unexpected: %s: %s\n", findings.items[i].code, findings.items[i].message);
    nw_findings_clear(&findings);
    return policy;
}

static void default_has_the_documented_numbers(void)
{
    static const int32_t weights[NW_TERMS] = {30, 15, 12, 10, 8, 8, 7, 4, 3, 3};
    static const int32_t neutral[NW_TERMS] = {2500, 5000, 5000, 5000, 5000,
                                              5000, 5000, 6667, 5000, 0};
    nw_policy policy = read_right(NULL);
    CU_ASSERT_STRING_EQUAL(policy.id, "default");
    CU_ASSERT_EQUAL(policy.start, NW_UNKNOWN);
    CU_ASSERT_EQUAL(policy.weeks, NW_UNKNOWN);
    CU_ASSERT_STRING_EQUAL(policy.options, "");
    for (int term = 0; term < NW_TERMS; term++) {
        CU_ASSERT_EQUAL(policy.weights[term], weights[term]);
        CU_ASSERT_EQUAL(policy.terms.neutral[term], neutral[term]);
    }
    const nw_term_parameters *terms = &policy.terms;
    CU_ASSERT(terms->wish_depth == 10 && terms->answer_depth == 10);
    CU_ASSERT(terms->travel_free == 20 && terms->travel_default_max == 60);
    CU_ASSERT(terms->detour == 1300 && terms->walk == 120 && terms->bike == 40);
    CU_ASSERT(terms->transit == 22 && terms->transit_wait == 12);
    CU_ASSERT(terms->car == 11 && terms->car_wait == 4);
    nw_policy_clear(&policy);
}

static void default_rules_are_in_force_but_for_mutual(void)
{
    nw_policy policy = read_right(NULL);
    nw_rules rules;
    nw_policy_rules(&rules, &policy, day("2026-08-01"));
    for (int reason = 0; reason < NW_REASONS; reason++)
        CU_ASSERT_EQUAL(rules.enabled[reason], reason != NW_REASON_NOT_MUTUAL);
    CU_ASSERT(rules.headcount_per == 5 && rules.headcount_up_to == 50);
    CU_ASSERT(rules.headcount_then_per == 10 && rules.headcount_at_least == 1);
    CU_ASSERT(rules.youngest == 15 && rules.oldest == 29 && rules.need_level == 3);
    nw_policy_clear(&policy);
}

/* The syntax is GKeyFile's: it must read the default as we do. */
static void default_reads_the_same_by_key_file(void)
{
    GKeyFile *file = g_key_file_new();
    CU_ASSERT_TRUE_FATAL(g_key_file_load_from_data(file, nw_policy_default_text(), (gsize)-1,
                                                   G_KEY_FILE_NONE, NULL));
    nw_policy policy = read_right(NULL);
    for (int term = 0; term < NW_TERMS; term++)
        CU_ASSERT_EQUAL(g_key_file_get_integer(file, "weights", nw_term_names[term], NULL),
                        policy.weights[term]);
    GKeyFile *canonical = g_key_file_new();
    CU_ASSERT_TRUE_FATAL(
        g_key_file_load_from_data(canonical, policy.text, (gsize)-1, G_KEY_FILE_NONE, NULL));
    gchar **groups = g_key_file_get_groups(canonical, NULL);
    for (gchar **group = groups; *group != NULL; group++) {
        gchar **keys = g_key_file_get_keys(canonical, *group, NULL, NULL);
        for (gchar **key = keys; *key != NULL; key++) {
            gchar *ours = g_key_file_get_value(canonical, *group, *key, NULL);
            gchar *theirs = g_key_file_get_value(file, *group, *key, NULL);
            CU_ASSERT_STRING_EQUAL(ours, theirs == NULL ? "" : theirs);
            g_free(ours);
            g_free(theirs);
        }
        g_strfreev(keys);
    }
    g_strfreev(groups);
    g_key_file_free(file);
    g_key_file_free(canonical);
    nw_policy_clear(&policy);
}

static void a_file_overrides_key_by_key(void)
{
    nw_policy policy = read_right("\xef\xbb\xbf# a comment\r\n"
                                  "[policy]\r\n id = roskilde-2026 \r\n"
                                  "[round]\nstart=2026-08-03\nweeks=13\n"
                                  "[weights]\nnovelty=0\n"
                                  "[terms]\nneutral_wish=1\nbike=50\n"
                                  "[options]\nseed=7\nextend=1\n");
    CU_ASSERT_STRING_EQUAL(policy.id, "roskilde-2026");
    CU_ASSERT_EQUAL(policy.start, day("2026-08-03"));
    CU_ASSERT_EQUAL(policy.weeks, 13);
    CU_ASSERT_EQUAL(policy.weights[NW_TERM_NOVELTY], 0);
    CU_ASSERT_EQUAL(policy.weights[NW_TERM_WISH], 30);
    CU_ASSERT_EQUAL(policy.terms.neutral[NW_TERM_WISH], 1);
    CU_ASSERT_EQUAL(policy.terms.bike, 50);
    CU_ASSERT_EQUAL(policy.terms.walk, 120);
    CU_ASSERT_STRING_EQUAL(policy.options, "extend=1\nseed=7\n");
    nw_policy_clear(&policy);
}

static void rules_change_on_their_dates(void)
{
    nw_policy policy = read_right("[rule headcount-rule new]\nvalid_from=2027-01-01\nper=4\n"
                                  "[rule headcount-rule old]\nvalid_to=2027-01-01\nat_least=0\n"
                                  "[rule too-old]\nvalid_from=2026-01-01\nvalid_to=2026-07-01\n"
                                  "[rule not-mutual]\nenabled=1\naccept=yes\n");
    nw_rules rules;
    nw_policy_rules(&rules, &policy, day("2026-12-31"));
    CU_ASSERT(rules.headcount_per == 5 && rules.headcount_at_least == 0);
    CU_ASSERT_FALSE(rules.enabled[NW_REASON_TOO_OLD]);
    CU_ASSERT_TRUE(rules.enabled[NW_REASON_NOT_MUTUAL]);
    CU_ASSERT_FALSE(rules.maybe_is_mutual);
    nw_policy_rules(&rules, &policy, day("2027-01-01"));
    CU_ASSERT(rules.headcount_per == 4 && rules.headcount_at_least == 1);
    CU_ASSERT_TRUE(rules.enabled[NW_REASON_HEADCOUNT_RULE]);
    static const struct {
        const char *date;
        bool in_force;
    } cases[] = {
        {"2025-12-31", false}, {"2026-01-01", true}, {"2026-06-30", true}, {"2026-07-01", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        nw_policy_rules(&rules, &policy, day(cases[i].date));
        CU_ASSERT_EQUAL(rules.enabled[NW_REASON_TOO_OLD], cases[i].in_force);
        CU_ASSERT_EQUAL(rules.oldest, cases[i].in_force ? 29 : INT32_MAX);
    }
    nw_policy_clear(&policy);
}

static void reasons_that_always_hold_need_no_rule(void)
{
    nw_policy policy = read_right("[rule too-young]\nenabled=0\n");
    nw_rules rules;
    nw_policy_rules(&rules, &policy, 0);
    static const nw_reason always[] = {NW_REASON_VETO, NW_REASON_COMPANY_NO, NW_REASON_NO_SEAT,
                                       NW_REASON_OVERLAP, NW_REASON_CONTROL_ARM};
    for (size_t i = 0; i < G_N_ELEMENTS(always); i++)
        CU_ASSERT_TRUE(rules.enabled[always[i]]);
    CU_ASSERT_FALSE(rules.enabled[NW_REASON_TOO_YOUNG]);
    nw_policy_clear(&policy);
}

/* Each text is wrong in one way: the finding's code, line and a part of its message. */
static void each_fault_is_one_finding(void)
{
    static const struct {
        const char *text, *code;
        int64_t line;
        const char *part;
    } cases[] = {
        {"[policy]\nnonsense\n", "policy-syntax", 2, "key=value"},
        {"[policy\n", "policy-syntax", 1, "brackets"},
        {"[]\n", "policy-syntax", 1, "brackets"},
        {"\nwish=3\n", "policy-syntax", 2, "[section]"},
        {"[weights]\n; note\n", "policy-syntax", 2, "#"},
        {"[weights]\n=3\n", "policy-syntax", 2, "key=value"},
        {"[policy]\nid=\xff\n", "policy-syntax", 2, "UTF-8"},
        {"[weights]\nwish=40\n\nwish=50\n", "policy-duplicate-key", 4, "line 2"},
        {"[weight]\nwish=40\n", "policy-unknown-section", 1, "[weights]?"},
        {"[entirely different]\n", "policy-unknown-section", 1, "nextwork policy"},
        {"[weights]\nwishes=40\n", "policy-unknown-key", 2, "did you mean wish?"},
        {"[weights]\nwish[da]=40\n", "policy-unknown-key", 2, "wish[da]"},
        {"[terms]\nwish=1\n", "policy-unknown-key", 2, "wish"},
        {"[round]\nstrat=2026-08-03\n", "policy-unknown-key", 2, "start?"},
        {"[round]\nstart=2026-02-30\n", "policy-value", 2, "YYYY-MM-DD"},
        {"[round]\nweeks=0\n", "policy-value", 2, "from 1 to 520"},
        {"[round]\nweeks=\n", "policy-value", 2, "from 1 to 520"},
        {"[round]\nweeks=thirteen\n", "policy-value", 2, "from 1 to 520"},
        {"[weights]\nwish=1001\n", "policy-value", 2, "from 0 to 1000"},
        {"[weights]\nnovelty=-1\n", "policy-value", 2, "from 0 to 1000"},
        {"[weights]\nwish=99999999999999999999\n", "policy-value", 2, "from 0 to 1000"},
        {"[terms]\nneutral_goal=10001\n", "policy-value", 2, "10000"},
        {"[policy]\nid=\n", "policy-value", 2, "id must be"},
        {"[policy]\nid=two words\n", "policy-value", 2, "id must be"},
        {"[policy]\nid=030405-1234\n", "cpr", 2, "CPR"},
        {"[policy]\noverride_reason=as 0304051234 said\n", "cpr", 2, "CPR"},
        {"[weights]\nwish=15\n", "policy-weights", 2, "novelty 15"},
        {"[weights]\nwish=0\nnovelty=0\nmutual=0\ntravel=0\ngoal=0\nsupport=0\nhours=0\n"
         "reliability=0\nskill=0\nroom=0\n",
         "policy-weights", 11, "all weights are 0"},
        {"[rule headcount]\n", "policy-unknown-section", 1, "rule"},
        {"[rule too-yuong]\nage=16\n", "policy-unknown-section", 1, "did you mean too-young?"},
        {"[rule]\n", "policy-unknown-section", 1, "rule"},
        {"[rule veto]\nenabled=0\n", "policy-rule-fixed", 1, "always holds"},
        {"[rule control-arm]\nenabled=0\n", "policy-rule-fixed", 1, "always holds"},
        {"[rule too-old a b]\n", "policy-unknown-section", 1, "word after"},
        {"[rule too-old]\nagge=30\n", "policy-unknown-key", 2, "age?"},
        {"[rule too-old]\nper=30\n", "policy-unknown-key", 2, "per"},
        {"[rule too-old]\nenabled=yes\n", "policy-value", 2, "0 to 1"},
        {"[rule headcount-rule]\nper=0\n", "policy-value", 2, "from 1"},
        {"[rule not-mutual]\naccept=no\n", "policy-value", 2, "yes or maybe"},
        {"[rule too-old]\nvalid_from=2026-01-01\nvalid_to=2026-01-01\n", "policy-rule-dates", 1,
         "after valid_from"},
        {"[rule too-old a]\nvalid_to=2026-06-01\n[rule too-old b]\nvalid_from=2026-05-31\n",
         "policy-rule-dates", 3, "line 1"},
        {"[rule too-old a]\n[rule too-old b]\n", "policy-rule-dates", 2, "line 1"},
        {"[options]\nseeed=1\n", "policy-unknown-key", 2, "seed?"},
        {"[options]\nthreads=1\n", "policy-unknown-key", 2, "threads"},
        {"[options]\nweeks=13\n", "policy-unknown-key", 2, "[round]"},
        {"[options]\nextend=maybe\n", "policy-value", 2, "extend"},
        {"[options]\nmechanism=best\n", "policy-value", 2, "mechanism"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        nw_policy policy;
        nw_findings findings = {0};
        CU_ASSERT_EQUAL_FATAL(nw_policy_read(&policy, cases[i].text, "mine.ini", &findings),
                              NEXTWORK_OK);
        CU_ASSERT_EQUAL(findings.errors, 1);
        if (findings.errors != 1)
            printf("\n    %s: %d findings\n", cases[i].text, (int)findings.errors);
        for (int64_t f = 0; f < findings.count; f++) {
            const nw_finding *finding = &findings.items[f];
            CU_ASSERT_STRING_EQUAL(finding->file, "mine.ini");
            CU_ASSERT_STRING_EQUAL(finding->code, cases[i].code);
            CU_ASSERT_EQUAL(finding->line, cases[i].line);
            bool told = strstr(finding->message, cases[i].part) != NULL;
            CU_ASSERT_TRUE(told);
            if (!told)
                printf("\n    %s: %s\n", cases[i].text, finding->message);
        }
        nw_findings_clear(&findings);
        nw_policy_clear(&policy);
    }
}

static void all_faults_are_found_at_once(void)
{
    nw_policy policy;
    nw_findings findings = {0};
    const char *text = "junk\n[weights]\nwish=x\nnvelty=2\n[nowhere]\n[rule veto]\n";
    CU_ASSERT_EQUAL_FATAL(nw_policy_read(&policy, text, NULL, &findings), NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings.errors, 5);
    nw_findings_clear(&findings);
    nw_policy_clear(&policy);
}

static void a_cpr_number_is_never_repeated(void)
{
    nw_policy policy;
    nw_findings findings = {0};
    const char *text = "[policy]\nid=030405-1234\nsource=030405-1234\n030405-1234\n"
                       "[030405-1234]\n[weights]\n030405-1234=1\nwish=030405-1234\n";
    CU_ASSERT_EQUAL_FATAL(nw_policy_read(&policy, text, NULL, &findings), NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings.errors, 6);
    for (int64_t i = 0; i < findings.count; i++) {
        CU_ASSERT_PTR_NULL(strstr(findings.items[i].message, "1234"));
        CU_ASSERT_PTR_NULL(strstr(findings.items[i].value, "1234"));
    }
    CU_ASSERT_PTR_NULL(strstr(policy.text, "1234"));
    nw_findings_clear(&findings);
    nw_policy_clear(&policy);
}

static void another_weight_may_lead_with_a_reason(void)
{
    nw_policy policy =
        read_right("[policy]\noverride_reason=a study of travel\n[weights]\ntravel=90\n");
    CU_ASSERT_EQUAL(policy.weights[NW_TERM_TRAVEL], 90);
    nw_policy_clear(&policy);
}

static bool same_text(const char *a, const char *b)
{
    nw_policy one = read_right(a), other = read_right(b);
    bool same = strcmp(one.text, other.text) == 0;
    nw_policy_clear(&one);
    nw_policy_clear(&other);
    return same;
}

static void canonical_text_depends_on_meaning_alone(void)
{
    CU_ASSERT_TRUE(same_text(NULL, ""));
    CU_ASSERT_TRUE(same_text(NULL, nw_policy_default_text()));
    CU_ASSERT_TRUE(same_text("[weights]\nwish=40\nroom=5\n",
                             "# other\n\n[weights]\n room = 05\nwish=40\r\n[terms]\n"));
    CU_ASSERT_TRUE(same_text("[options]\nseed=3\nextend=1\n", "[options]\nextend=1\nseed=3\n"));
    CU_ASSERT_TRUE(same_text("[rule too-old b]\nvalid_from=2026-01-01\n"
                             "[rule too-old a]\nvalid_to=2026-01-01\n",
                             "[rule too-old a]\nvalid_to=2026-01-01\n"
                             "[rule too-old b]\nvalid_from=2026-01-01\n"));
    static const char *const changes[] = {"[policy]\nid=x\n",
                                          "[policy]\noverride_reason=x\n",
                                          "[round]\nweeks=4\n",
                                          "[round]\nstart=2026-01-01\n",
                                          "[weights]\nroom=4\n",
                                          "[terms]\ndetour=1200\n",
                                          "[options]\nseed=2\n",
                                          "[rule too-old]\nage=30\n",
                                          "[rule too-old]\nsource=x\n",
                                          "[rule too-old]\nvalid_to=2030-01-01\n",
                                          "[rule not-mutual]\naccept=yes\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++)
        CU_ASSERT_FALSE(same_text(NULL, changes[i]));
}

static void canonical_text_reads_as_itself(void)
{
    static const char *const texts[] = {
        "", "[round]\nstart=2026-08-03\nweeks=13\n[weights]\nwish=41\n[options]\nseed=9\n"
            "[rule too-old x]\nage=25\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        nw_policy policy = read_right(texts[i]);
        nw_policy again = read_right(policy.text);
        CU_ASSERT_STRING_EQUAL(policy.text, again.text);
        nw_policy_clear(&policy);
        nw_policy_clear(&again);
    }
}

static void a_huge_file_is_refused(void)
{
    char *text = g_strnfill(70000, '#');
    nw_policy policy;
    nw_findings findings = {0};
    CU_ASSERT_EQUAL_FATAL(nw_policy_read(&policy, text, NULL, &findings), NEXTWORK_OK);
    CU_ASSERT_EQUAL(findings.errors, 1);
    nw_findings_clear(&findings);
    nw_policy_clear(&policy);
    g_free(text);
}

static void every_reason_and_term_is_described(void)
{
    static const char *const severities[] = {"law", "programme", "person", "data"};
    for (int reason = 0; reason < NW_REASONS; reason++) {
        const nw_reason_info *info = &nw_reason_infos[reason];
        CU_ASSERT_PTR_NOT_NULL_FATAL(info->name);
        CU_ASSERT(g_str_has_suffix(info->text_en, ".") && g_str_has_suffix(info->text_da, "."));
        bool known = false;
        for (size_t i = 0; i < G_N_ELEMENTS(severities); i++)
            known = known || strcmp(info->severity, severities[i]) == 0;
        CU_ASSERT_TRUE(known);
    }
    for (int term = 0; term < NW_TERMS; term++)
        CU_ASSERT_PTR_NOT_NULL(nw_term_names[term]);
}

static nextwork_status read_with_findings(void *context)
{
    nw_policy policy;
    nw_findings findings = {0};
    nextwork_status status = nw_policy_read(&policy, context, NULL, &findings);
    if (status == NEXTWORK_OK)
        nw_policy_clear(&policy);
    nw_findings_clear(&findings);
    return status;
}

static void running_out_of_memory_is_a_status(void)
{
    char text[] = "junk\n[weights]\nwish=x\n[rule too-old]\nage=1000\n[options]\nseed=2\n";
    CU_ASSERT(nw_test_each_allocation(read_with_findings, text) > 3);
}

int main(void)
{
    static const nw_case cases[] = {
        {"the default has the documented numbers", default_has_the_documented_numbers},
        {"the default's rules are in force, but for not-mutual",
         default_rules_are_in_force_but_for_mutual},
        {"GKeyFile reads the default as we do", default_reads_the_same_by_key_file},
        {"a file overrides key by key", a_file_overrides_key_by_key},
        {"rules change on their dates", rules_change_on_their_dates},
        {"reasons that always hold need no rule", reasons_that_always_hold_need_no_rule},
        {"each fault is one finding", each_fault_is_one_finding},
        {"all faults are found at once", all_faults_are_found_at_once},
        {"a CPR number is never repeated", a_cpr_number_is_never_repeated},
        {"another weight may lead, with a reason", another_weight_may_lead_with_a_reason},
        {"the canonical text depends on the meaning alone",
         canonical_text_depends_on_meaning_alone},
        {"the canonical text reads as itself", canonical_text_reads_as_itself},
        {"a huge file is refused", a_huge_file_is_refused},
        {"every reason and term is described", every_reason_and_term_is_described},
        {"running out of memory is a status", running_out_of_memory_is_a_status},
        {NULL, NULL},
    };
    return nw_run_cases("policy", cases);
}
