/* A builder into whose tables a match is taken over, from its files or as it is. */
#include "api/builder.h"
#include "api/placed.h"
#include "base/memory.h"
#include "io/csv.h"
#include "plan/adopt.h"
#include "plan/adoptable.h"
#include "round/certificate.h"
#include "round/claims.h"
#include "round/mechanism.h"
#include "round/result_tables.h"

#include <nextwork/match.h>

/* What of a match comes true, and the round that it was of. */
typedef struct {
    nw_table *placed, *unplaced;
    int32_t start, weeks;
    const nw_mechanism *mechanism;
    nw_match_options options;
    char *policy;
} matched;

static void clear_matched(matched *m)
{
    nw_table_free(m->placed);
    nw_table_free(m->unplaced);
    nw_free(m->policy);
}

static nextwork_status parse_table(nw_table **table, const nw_table_schema *schema, nw_text content,
                                   const char *file)
{
    nw_findings findings = {0};
    nextwork_status status = nw_csv_parse_new(table, schema, content, file, &findings);
    if (status == NEXTWORK_OK && findings.errors > 0)
        status =
            nw_fail_at(NEXTWORK_ERROR_DATA, file, -1, "", "this is no match's %s, line %lld: %s",
                       file, (long long)findings.items[0].line, findings.items[0].message);
    nw_findings_clear(&findings);
    return status;
}

static nextwork_status take_claims(matched *m, const nw_claims *claims)
{
    m->start = claims->start;
    m->weeks = claims->weeks;
    m->options = claims->options;
    m->mechanism = nw_mechanism_named(claims->mechanism);
    return m->mechanism != NULL
               ? NEXTWORK_OK
               : nw_fail_at(NEXTWORK_ERROR_DATA, "certificate.json", -1, "mechanism",
                            "certificate.json: there is no mechanism \"%s\"", claims->mechanism);
}

static nextwork_status parse_files(matched *m, const nw_result_files *files)
{
    nw_claims claims = {0};
    NW_TRY(parse_table(&m->placed, &nw_placements_schema,
                       (nw_text){files->placements, files->placements_bytes}, "placements.csv"));
    NW_TRY(parse_table(&m->unplaced, &nw_unplaced_schema,
                       (nw_text){files->unplaced, files->unplaced_bytes}, "unplaced.csv"));
    NW_TRY(nw_claims_read(&claims, files->certificate, files->certificate_bytes));
    nextwork_status status = take_claims(m, &claims);
    nw_claims_clear(&claims);
    if (status == NEXTWORK_OK)
        status = nw_certificate_policy(&m->policy, files->certificate, files->certificate_bytes);
    return status;
}

static nextwork_status read_matched(matched *m, const char *folder)
{
    nw_result_files files = {0};
    nextwork_status status = nw_result_files_read(&files, folder);
    if (status == NEXTWORK_OK)
        status = parse_files(m, &files);
    nw_result_files_clear(&files);
    return status;
}

/* --- Whether it can come true ------------------------------------------------------------------
 */

static nextwork_status check_cohort(nw_cohort *cohort, const matched *m)
{
    nw_round *round, *taken;
    NW_TRY(nw_round_new(&round, cohort, m->start, m->weeks));
    nextwork_status status = nw_round_to_match(&taken, round, m->mechanism, &m->options);
    nw_round_unref(round);
    if (status != NEXTWORK_OK)
        return status;
    status = nw_expect_adoptable(taken, m->placed);
    nw_round_unref(taken);
    return status;
}

/* The cohort of the builder's tables with the policy of the match, which the builder's may differ
 * from: it is the tables that may have changed. */
static nextwork_status check(const nextwork_builder *builder, const matched *m)
{
    nextwork_builder *copy;
    nw_cohort *cohort = NULL;
    NW_TRY(nextwork_builder_copy(&copy, builder));
    nextwork_status status =
        nw_builder_take_policy(copy, m->policy, (int64_t)strlen(m->policy), "certificate.json");
    if (status == NEXTWORK_OK)
        status = nextwork_builder_freeze(&cohort, copy, NULL);
    if (status == NEXTWORK_OK)
        status = check_cohort(cohort, m);
    nextwork_cohort_unref(cohort);
    nextwork_builder_free(copy);
    return status;
}

/* --- Adopting ----------------------------------------------------------------------------------
 */

static nextwork_status adopt(nextwork_builder *builder, const matched *m)
{
    nw_table *placements, *outcomes;
    NW_TRY(nw_builder_expect_sound(builder));
    NW_TRY(nw_adopt_outcomes(&outcomes, &builder->tables[NW_OUTCOMES], m->placed, m->unplaced,
                             m->start));
    nextwork_status status = check(builder, m);
    if (status == NEXTWORK_OK)
        status = nw_adopt(&placements, &builder->tables[NW_PLACEMENTS], m->placed);
    if (status != NEXTWORK_OK) {
        nw_table_free(outcomes);
        return status;
    }
    nw_builder_touch(builder);
    nw_builder_replace(builder, NW_PLACEMENTS, placements);
    nw_builder_replace(builder, NW_OUTCOMES, outcomes);
    return NEXTWORK_OK;
}

nextwork_status nextwork_builder_adopt(nextwork_builder *builder, const char *result_folder)
{
    NW_GIVEN(builder);
    NW_GIVEN(result_folder);
    matched m = {0};
    nextwork_status status = read_matched(&m, result_folder);
    if (status == NEXTWORK_OK)
        status = adopt(builder, &m);
    clear_matched(&m);
    return status;
}

static nextwork_status take_result(matched *m, const nw_result *result)
{
    const char *policy = result->round->cohort->policy.text;
    int64_t room = 0, bytes = (int64_t)strlen(policy) + 1;
    m->start = result->round->start;
    m->weeks = result->round->weeks;
    m->mechanism = result->mechanism;
    m->options = result->options;
    NW_TRY(nw_grow((void **)&m->policy, &room, bytes, 1));
    memcpy(m->policy, policy, (size_t)bytes);
    NW_TRY(nw_placements_table(&m->placed, result));
    return nw_unplaced_table(&m->unplaced, result);
}

nextwork_status nextwork_builder_adopt_result(nextwork_builder *builder,
                                              const nextwork_result *result)
{
    NW_GIVEN(builder);
    NW_GIVEN(result);
    NW_TRY(nw_expect_placements(result));
    matched m = {0};
    nextwork_status status = take_result(&m, result);
    if (status == NEXTWORK_OK)
        status = adopt(builder, &m);
    clear_matched(&m);
    return status;
}
