#include "round/verify/verify.h"

#include "base/memory.h"
#include "cohort/finding.h"
#include "io/csv.h"
#include "round/carry_over.h"
#include "round/claims.h"
#include "round/mechanism.h"
#include "round/prices.h"
#include "round/result_tables.h"
#include "round/verify/verify_compare.h"
#include "round/verify/verify_post_optimal.h"
#include "round/verify/verify_ties.h"

typedef struct {
    nw_report report;
    nw_cohort *cohort;
    const nw_result_files *files;
    nw_claims claims;
    const nw_mechanism *mechanism;
    nw_result *claim; /* the result as its files tell it */
} verification;

/* Whose result this is. What does not belong together is not compared further. */
static nextwork_status verify_identity(verification *v)
{
    char digest[65];
    NW_TRY(nw_cohort_digest(digest, v->cohort));
    NW_TRY(nw_report_equal(&v->report, "input", v->claims.input_sha256, digest,
                           "the cohort's SHA-256"));
    NW_TRY(nw_report_equal(&v->report, "policy", v->claims.policy_id, v->cohort->policy.id,
                           "the policy's id"));
    v->mechanism = nw_mechanism_named(v->claims.mechanism);
    NW_TRY(nw_report_check(&v->report, "mechanism", v->mechanism != NULL, "%s%s",
                           v->claims.mechanism, v->mechanism != NULL ? "" : " is none"));
    bool same = strcmp(v->claims.policy, v->cohort->policy.text) == 0;
    return nw_report_check(&v->report, "policy-text", same, "%s",
                           same ? "the policy's text agrees"
                                : "the policy's text is not the cohort's");
}

static nextwork_status verify_seal(verification *v)
{
    char digest[65];
    NW_TRY(nw_result_sha256(digest, v->files));
    return nw_report_equal(&v->report, "files", v->claims.result_sha256, digest,
                           "the SHA-256 over the result's files");
}

static nextwork_status make_round(verification *v)
{
    nw_round *round;
    NW_TRY(nw_round_new(&round, v->cohort, v->claims.start, v->claims.weeks));
    nextwork_status status =
        nw_round_to_match(&v->claim->round, round, v->mechanism, &v->claims.options);
    nw_round_unref(round);
    return status;
}

static nextwork_status make_claim(verification *v)
{
    nw_result *claim = NW_NEW_ZERO(nw_result, 1);
    if (claim == NULL)
        return nw_fail_memory("a verification");
    v->claim = claim;
    claim->references = 1;
    claim->bound = claim->placed_bound = -1; /* unless somebody counts them */
    claim->mechanism = v->mechanism;
    claim->outcome = v->mechanism->outcome;
    claim->options = v->claims.options;
    claim->options.mechanism = v->mechanism->name;
    claim->options.seed = (uint64_t)v->claims.seed;
    NW_TRY(make_round(v));
    if (claim->options.carry_over)
        NW_TRY(nw_carries_new(&claim->carries, claim->round));
    NW_TRY(nw_lottery_numbers(&claim->lottery, v->cohort, claim->options.seed));
    claim->post_of = NW_NEW(int32_t, v->cohort->youths.count);
    claim->fit_of = NW_NEW(int32_t, v->cohort->youths.count);
    claim->cutoff = NW_NEW(nw_standing, v->cohort->posts.count);
    if (claim->post_of == NULL || claim->fit_of == NULL || claim->cutoff == NULL)
        return nw_fail_memory("a verification");
    for (int32_t y = 0; y < v->cohort->youths.count; y++)
        claim->post_of[y] = -1;
    return NEXTWORK_OK;
}

/* Takes one row of placements.csv into the claim; gives what is wrong with it, or NULL. */
static const char *take_placement(verification *v, const nw_table *table, int64_t row)
{
    nw_text youth_id = nw_cell_text(&table->columns[NW_PLACED_YOUTH], row);
    nw_text post_id = nw_cell_text(&table->columns[NW_PLACED_POST], row);
    int32_t youth = nw_cohort_youth(v->cohort, youth_id);
    int32_t post = nw_cohort_post(v->cohort, post_id);
    if (youth < 0)
        return "the cohort has no such youth";
    if (post < 0)
        return "the cohort has no such post";
    if (v->claim->post_of[youth] >= 0)
        return "the youth is placed twice";
    v->claim->post_of[youth] = post;
    return NULL;
}

static nextwork_status take_placements(verification *v, const nw_table *table,
                                       const nw_findings *findings)
{
    if (findings->errors > 0)
        return nw_report_finding(&v->report, "placements", "placements.csv", findings);
    for (int64_t row = 0; row < table->rows; row++) {
        const char *problem = take_placement(v, table, row);
        if (problem != NULL)
            return nw_report_check(&v->report, "placements", false, "placements.csv, line %lld: %s",
                                   (long long)nw_table_line(table, row), problem);
    }
    return nw_report_check(&v->report, "placements", true, "%lld placements, each youth once",
                           (long long)table->rows);
}

static nextwork_status read_placements(verification *v)
{
    nw_table table;
    nw_findings findings = {0};
    NW_TRY(nw_table_init(&table, &nw_placements_schema));
    nextwork_status status =
        nw_csv_parse(&table, (nw_text){v->files->placements, v->files->placements_bytes},
                     "placements.csv", &findings);
    if (status == NEXTWORK_OK)
        status = take_placements(v, &table, &findings);
    nw_findings_clear(&findings);
    nw_table_clear(&table);
    return status;
}

static nextwork_status take_prices(verification *v, const nw_table *table,
                                   const nw_findings *findings)
{
    if (findings->errors > 0)
        return nw_report_finding(&v->report, "prices", "prices.csv", findings);
    NW_TRY(nw_prices_new(v->claim));
    for (int64_t row = 0; row < table->rows; row++) {
        const char *problem = nw_prices_take(v->claim, table, row);
        if (problem != NULL)
            return nw_report_check(&v->report, "prices", false, "prices.csv, line %lld: %s",
                                   (long long)nw_table_line(table, row), problem);
    }
    return NEXTWORK_OK;
}

static nextwork_status verify_options(verification *v)
{
    const nw_mechanism *mechanism;
    if (nw_mechanism_chosen(&mechanism, &v->claim->options) != NEXTWORK_OK)
        return nw_report_check(&v->report, "options", false, "%s", nextwork_error_message());
    if (v->claims.tells_most_placed != v->mechanism->priced)
        return nw_report_check(&v->report, "options", false,
                               v->mechanism->priced ? "most_placed is left out of a %s"
                                                    : "most_placed is no option of %s",
                               v->mechanism->name);
    return NEXTWORK_OK;
}

/* A mechanism that is priced has prices, another has none. */
static nextwork_status read_prices(verification *v)
{
    const nw_result_files *files = v->files;
    if (v->mechanism->priced != (files->prices != NULL))
        return nw_report_check(&v->report, "prices", false,
                               files->prices != NULL ? "%s has no prices.csv"
                                                     : "%s has a prices.csv, and there is none",
                               v->mechanism->name);
    if (files->prices == NULL)
        return NEXTWORK_OK;
    nw_table table;
    nw_findings findings = {0};
    NW_TRY(nw_table_init(&table, &nw_prices_schema));
    nextwork_status status = nw_csv_parse(&table, (nw_text){files->prices, files->prices_bytes},
                                          "prices.csv", &findings);
    if (status == NEXTWORK_OK)
        status = take_prices(v, &table, &findings);
    nw_findings_clear(&findings);
    nw_table_clear(&table);
    return status;
}

static nextwork_status verify_table(verification *v, const char *name,
                                    nextwork_status (*make)(nw_table **, const nw_result *),
                                    nw_text found)
{
    nw_table *table;
    NW_TRY(make(&table, v->claim));
    return nw_report_file(&v->report, name, found, table);
}

static nextwork_status verify_tables(verification *v)
{
    const nw_result_files *f = v->files;
    NW_TRY(verify_table(v, "placements.csv", nw_placements_table,
                        (nw_text){f->placements, f->placements_bytes}));
    NW_TRY(verify_table(v, "unplaced.csv", nw_unplaced_table,
                        (nw_text){f->unplaced, f->unplaced_bytes}));
    if (f->prices != NULL)
        NW_TRY(
            verify_table(v, "prices.csv", nw_prices_table, (nw_text){f->prices, f->prices_bytes}));
    return verify_table(v, "posts.csv", nw_posts_table, (nw_text){f->posts, f->posts_bytes});
}

/* The rank at which a youth was placed, 0 for an unlisted post, -1 for none. */
static int32_t rank_received(const verification *v, int32_t youth)
{
    int32_t post = v->claim->post_of[youth];
    if (post < 0)
        return -1;
    int32_t rank = nw_wish_rank(v->cohort, youth, post);
    return rank == NW_UNKNOWN ? 0 : rank;
}

/* Takes every placement off the claimed profile: nothing must be left, and no rank missing. */
static nextwork_status verify_profile(verification *v)
{
    int64_t *left = v->claims.profile;
    int64_t last = v->claims.n_profile - 1; /* where the unlisted are counted */
    int32_t worst = 0;
    bool holds = last >= 0;
    for (int32_t y = 0; y < v->cohort->youths.count && holds; y++) {
        int32_t rank = rank_received(v, y);
        worst = rank > worst ? rank : worst;
        holds = rank <= last;
        if (holds && rank >= 0)
            left[rank == 0 ? last : rank - 1]--;
    }
    holds = holds && worst == last;
    for (int64_t i = 0; i <= last && holds; i++)
        holds = left[i] == 0;
    return nw_report_check(&v->report, "profile", holds,
                           holds ? "placements at each rank, and unlisted last, are as counted"
                                 : "placements counted at each rank are others");
}

static nextwork_status verify_totals(verification *v)
{
    int64_t placed = 0, objective = 0;
    for (int32_t y = 0; y < v->cohort->youths.count; y++)
        if (v->claim->post_of[y] >= 0) {
            placed++;
            objective += v->claim->fit_of[y];
        }
    NW_TRY(nw_report_number(&v->report, "placed", v->claims.placed, placed));
    NW_TRY(nw_report_number(&v->report, "unplaced", v->claims.unplaced,
                            v->cohort->youths.count - placed));
    NW_TRY(nw_report_number(&v->report, "objective", v->claims.objective, objective));
    if (v->mechanism->priced || v->claims.bound >= 0)
        NW_TRY(nw_report_number(&v->report, "bound", v->claims.bound, v->claim->bound));
    if (v->claims.options.equals || v->claims.placed_bound >= 0)
        NW_TRY(nw_report_number(&v->report, "placed-bound", v->claims.placed_bound,
                                v->claim->placed_bound));
    if (v->mechanism->stable || v->claims.blocking_pairs >= 0)
        NW_TRY(nw_report_number(&v->report, "blocking-pairs", v->claims.blocking_pairs,
                                v->claim->blocking_pairs));
    return verify_profile(v);
}

static nextwork_status verify_claim(verification *v, nextwork_monitor *monitor)
{
    NW_TRY(make_claim(v));
    NW_TRY(read_placements(v));
    NW_TRY(verify_options(v));
    NW_TRY(read_prices(v));
    if (!v->report.holds)
        return NEXTWORK_OK;
    NW_TRY(nw_result_set_fits(v->claim));
    NW_TRY(v->mechanism->verify(&v->report, v->claim, monitor));
    if (!v->mechanism->stable) /* no count that it does not promise agrees */
        v->claim->blocking_pairs = -1;
    if (v->claims.options.equals)
        NW_TRY(nw_verify_placed_bound(&v->report, v->claim, monitor));
    if (v->claims.options.post_optimal && v->claim->blocking_pairs == 0)
        NW_TRY(nw_verify_post_optimal(&v->report, v->claim, monitor));
    NW_TRY(verify_tables(v));
    NW_TRY(verify_totals(v));
    return verify_seal(v);
}

static nextwork_status verify(verification *v, nextwork_monitor *monitor)
{
    nextwork_status status =
        nw_claims_read(&v->claims, v->files->certificate, v->files->certificate_bytes);
    if (status == NEXTWORK_ERROR_DATA)
        return nw_report_check(&v->report, "certificate", false, "%s", nextwork_error_message());
    NW_TRY(status);
    NW_TRY(nw_report_check(&v->report, "certificate", true, "written by version %s",
                           v->claims.library));
    NW_TRY(verify_identity(v));
    return v->report.holds ? verify_claim(v, monitor) : NEXTWORK_OK;
}

nextwork_status nw_verify(nw_table **table, bool *holds, nw_cohort *cohort,
                          const nw_result_files *files, nextwork_monitor *monitor)
{
    verification v = {.cohort = cohort, .files = files};
    NW_TRY(nw_report_new(&v.report));
    nextwork_status status = verify(&v, monitor);
    nw_claims_clear(&v.claims);
    nw_result_unref(v.claim);
    if (status != NEXTWORK_OK) {
        nw_table_free(v.report.table);
        return status;
    }
    *table = v.report.table;
    *holds = v.report.holds;
    return NEXTWORK_OK;
}
