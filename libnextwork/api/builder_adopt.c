/* A builder into whose tables a match is taken over, from its files or as it is. */
#include "api/builder.h"
#include "api/placed.h"
#include "base/memory.h"
#include "io/csv.h"
#include "plan/adopt.h"
#include "round/certificate.h"
#include "round/claims.h"
#include "round/result_tables.h"

#include <nextwork/match.h>

/* What of a match's files comes true. */
typedef struct {
    nw_table placed, unplaced;
    int32_t start;
} matched;

static void clear_matched(matched *m)
{
    nw_table_clear(&m->placed);
    nw_table_clear(&m->unplaced);
}

static nextwork_status parse_matched(nw_table *table, const nw_table_schema *schema,
                                     nw_text content, const char *file)
{
    nw_findings findings = {0};
    NW_TRY(nw_table_init(table, schema));
    nextwork_status status = nw_csv_parse(table, content, file, &findings);
    if (status == NEXTWORK_OK && findings.errors > 0)
        status =
            nw_fail_at(NEXTWORK_ERROR_DATA, file, -1, "", "this is no match's %s, line %lld: %s",
                       file, (long long)findings.items[0].line, findings.items[0].message);
    nw_findings_clear(&findings);
    return status;
}

static nextwork_status parse_files(matched *m, const nw_result_files *files)
{
    nw_claims claims = {0};
    NW_TRY(parse_matched(&m->placed, &nw_placements_schema,
                         (nw_text){files->placements, files->placements_bytes}, "placements.csv"));
    NW_TRY(parse_matched(&m->unplaced, &nw_unplaced_schema,
                         (nw_text){files->unplaced, files->unplaced_bytes}, "unplaced.csv"));
    NW_TRY(nw_claims_read(&claims, files->certificate, files->certificate_bytes));
    m->start = claims.start;
    nw_claims_clear(&claims);
    return NEXTWORK_OK;
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

static nextwork_status adopt(nextwork_builder *builder, const nw_table *placed,
                             const nw_table *unplaced, int32_t start)
{
    nw_table *placements, *outcomes;
    NW_TRY(nw_builder_expect_sound(builder));
    NW_TRY(nw_adopt(&placements, &builder->tables[NW_PLACEMENTS], placed));
    nextwork_status status =
        nw_adopt_outcomes(&outcomes, &builder->tables[NW_OUTCOMES], placed, unplaced, start);
    if (status != NEXTWORK_OK) {
        nw_table_free(placements);
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
        status = adopt(builder, &m.placed, &m.unplaced, m.start);
    clear_matched(&m);
    return status;
}

nextwork_status nextwork_builder_adopt_result(nextwork_builder *builder,
                                              const nextwork_result *result)
{
    NW_GIVEN(builder);
    NW_GIVEN(result);
    nw_table *placed = NULL, *unplaced = NULL;
    NW_TRY(nw_expect_placements(result));
    nextwork_status status = nw_placements_table(&placed, result);
    if (status == NEXTWORK_OK)
        status = nw_unplaced_table(&unplaced, result);
    if (status == NEXTWORK_OK)
        status = adopt(builder, placed, unplaced, result->round->start);
    nw_table_free(placed);
    nw_table_free(unplaced);
    return status;
}
