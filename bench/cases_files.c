/* Cases of the command: whole processes, files to files. */
#include "cases.h"
#include "command.h"
#include "tables.h"

#include "base/memory.h"

#include <stddef.h>
#include <stdio.h>

typedef struct {
    const char *command;
    char folder[BENCH_PATH]; /* all the files of this case */
    char cohort[BENCH_PATH + 16], result[BENCH_PATH + 16], output[BENCH_PATH + 16];
    char placements[BENCH_PATH + 32];
    char size[24], seed[24], threads[16];
    int64_t items, peak_bytes;
} state;

static void clean_up(void *prepared)
{
    state *s = prepared;
    bench_folder_remove(s->folder);
    nw_free(s);
}

static nextwork_status name_files(state *s, const bench_ask *ask)
{
    s->command = ask->command;
    snprintf(s->size, sizeof s->size, "%lld", (long long)ask->size);
    snprintf(s->seed, sizeof s->seed, "%llu", (unsigned long long)ask->seed);
    snprintf(s->threads, sizeof s->threads, "%d", ask->threads);
    NW_TRY(bench_folder_new(s->folder, ask->scratch, "case"));
    snprintf(s->cohort, sizeof s->cohort, "%s/cohort", s->folder);
    snprintf(s->result, sizeof s->result, "%s/result", s->folder);
    snprintf(s->output, sizeof s->output, "%s/output", s->folder);
    snprintf(s->placements, sizeof s->placements, "%s/placements.csv", s->result);
    return NEXTWORK_OK;
}

static nextwork_status make_cohort_of_wishes(state *s, const bench_ask *ask)
{
    char path[BENCH_PATH];
    NW_TRY(bench_folder_new(path, s->folder, "cohort"));
    return bench_write_cohort(&s->items, s->cohort, ask->size, ask->seed);
}

static nextwork_status make_pilots_of(state *s, const bench_ask *ask, const char *youths)
{
    const char *const argv[] = {s->command, "generate", "--scenario", "pilots",  "--youths", youths,
                                "--seed",   s->seed,    "-o",         s->cohort, "--quiet",  NULL};
    s->items = ask->size;
    return bench_spawn(&s->peak_bytes, argv, s->output);
}

static nextwork_status make_pilots(state *s, const bench_ask *ask)
{
    return make_pilots_of(s, ask, s->size);
}

/* The size is the number of lotteries. */
static nextwork_status make_pilots_once(state *s, const bench_ask *ask)
{
    return make_pilots_of(s, ask, "900");
}

static nextwork_status prepare(void **prepared, const bench_ask *ask,
                               nextwork_status (*make_cohort)(state *, const bench_ask *))
{
    state *s = NW_NEW_ZERO(state, 1);
    if (s == NULL)
        return nw_fail_memory("a case");
    nextwork_status status = name_files(s, ask);
    if (status == NEXTWORK_OK)
        status = make_cohort(s, ask);
    if (status != NEXTWORK_OK)
        clean_up(s);
    else
        *prepared = s;
    return status;
}

static nextwork_status prepare_load(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, make_cohort_of_wishes);
}

static nextwork_status prepare_pilots(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, make_pilots);
}

static nextwork_status match_wishes(const state *s)
{
    int64_t peak_bytes;
    const char *const argv[] = {s->command, "match",   s->cohort, "--start", "2027-01-04",
                                "-o",       s->result, "--quiet", NULL};
    return bench_spawn(&peak_bytes, argv, s->output);
}

static nextwork_status prepare_verify(void **prepared, const bench_ask *ask)
{
    NW_TRY(prepare(prepared, ask, make_cohort_of_wishes));
    state *s = *prepared;
    s->items = ask->size;
    nextwork_status status = match_wishes(s);
    if (status != NEXTWORK_OK)
        clean_up(s);
    return status;
}

static nextwork_status prepare_chances(void **prepared, const bench_ask *ask)
{
    return prepare(prepared, ask, make_pilots_once);
}

static nextwork_status run_check(void *prepared)
{
    state *s = prepared;
    const char *const argv[] = {s->command, "check",   s->cohort, "--threads",
                                s->threads, "--quiet", NULL};
    return bench_spawn(&s->peak_bytes, argv, s->output);
}

static nextwork_status run_match(void *prepared)
{
    state *s = prepared;
    const char *const argv[] = {s->command,  "match",    s->cohort, "-o", s->result,
                                "--threads", s->threads, "--quiet", NULL};
    return bench_spawn(&s->peak_bytes, argv, s->output);
}

static nextwork_status run_verify(void *prepared)
{
    state *s = prepared;
    const char *const argv[] = {s->command, "verify", s->cohort, s->result, "--quiet", NULL};
    return bench_spawn(&s->peak_bytes, argv, s->output);
}

static nextwork_status run_chances(void *prepared)
{
    state *s = prepared;
    const char *const argv[] = {s->command, "chances",   s->cohort,  "--lotteries",
                                s->size,    "--threads", s->threads, "--format",
                                "csv",      "--quiet",   NULL};
    return bench_spawn(&s->peak_bytes, argv, s->output);
}

static void answer_output(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    *answer = (bench_answer){
        .items = s->items, .hash = bench_hash_file(s->output), .peak_bytes = s->peak_bytes};
}

static void answer_placements(bench_answer *answer, const void *prepared)
{
    const state *s = prepared;
    *answer = (bench_answer){
        .items = s->items, .hash = bench_hash_file(s->placements), .peak_bytes = s->peak_bytes};
}

static const int64_t load_sizes[] = {100000, 1000000, 0};
static const int64_t verify_sizes[] = {100000, 0};
static const int64_t pilots_sizes[] = {900, 0};
static const int64_t chances_sizes[] = {10000, 0};

const bench_case bench_case_load = {
    "load",        "nextwork check of a cohort with 10 wishes a youth: read, validate, freeze",
    "rows",        load_sizes,
    prepare_load,  run_check,
    answer_output, clean_up,
};

const bench_case bench_case_pilots = {
    "match-pilots",    "nextwork match of the scenario pilots: all of the process, files to files",
    "youths",          pilots_sizes,
    prepare_pilots,    run_match,
    answer_placements, clean_up,
};

const bench_case bench_case_verify = {
    "verify",       "nextwork verify of a match of the cohort of load: all of the process",
    "youths",       verify_sizes,
    prepare_verify, run_verify,
    answer_output,  clean_up,
};

const bench_case bench_case_chances = {
    "chances-pilots", "nextwork chances of the scenario pilots: all of the process",
    "lotteries",      chances_sizes,
    prepare_chances,  run_chances,
    answer_output,    clean_up,
};
