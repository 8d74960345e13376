#include "tables.h"

#include "base/random.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define WISHES 10
#define YOUTHS_LEAST 100
#define YOUTHS_MOST 4000000

static const char *const municipalities[] = {"0101", "0265", "0326", "0540", "0615", "0630"};
static const char *const functions[] = {"5223", "5120", "5311", "7115", "4110", "9329"};
static const char *const intents[] = {"explore", "explore", "neutral", "deepen"};

typedef struct {
    FILE *file;
    char path[1024];
} writing;

static nextwork_status open_file(writing *w, const char *folder, const char *name)
{
    snprintf(w->path, sizeof w->path, "%s/%s", folder, name);
    w->file = fopen(w->path, "w");
    return w->file != NULL ? NEXTWORK_OK
                           : nw_fail(NEXTWORK_ERROR_IO, "%s: %s", w->path, strerror(errno));
}

static nextwork_status close_file(writing *w)
{
    int failed = ferror(w->file);
    failed |= fclose(w->file);
    return failed == 0 ? NEXTWORK_OK : nw_fail(NEXTWORK_ERROR_IO, "%s: not written", w->path);
}

static const char *pick(nw_random *random, const char *const *texts, uint64_t count)
{
    return texts[nw_random_below(random, count)];
}

static nextwork_status write_youths(const char *folder, int64_t youths, nw_random *random)
{
    writing w;
    NW_TRY(open_file(&w, folder, "youths.csv"));
    fprintf(w.file, "youth_id,municipality,birth_year,hours_max,intent\n");
    for (int64_t y = 0; y < youths; y++)
        fprintf(w.file, "Y%07" PRId64 ",%s,%d,%d,%s\n", y, pick(random, municipalities, 6),
                1992 + (int)nw_random_below(random, 12), 20 + (int)nw_random_below(random, 18),
                pick(random, intents, 4));
    return close_file(&w);
}

static nextwork_status write_companies(const char *folder, int64_t companies, nw_random *random)
{
    writing w;
    NW_TRY(open_file(&w, folder, "companies.csv"));
    fprintf(w.file, "company_id,municipality,headcount\n");
    for (int64_t c = 0; c < companies; c++)
        fprintf(w.file, "C%06" PRId64 ",%s,%d\n", c, pick(random, municipalities, 6),
                1 + (int)nw_random_below(random, 80));
    return close_file(&w);
}

static nextwork_status write_posts(const char *folder, int64_t posts, int64_t companies,
                                   nw_random *random)
{
    writing w;
    NW_TRY(open_file(&w, folder, "posts.csv"));
    fprintf(w.file, "post_id,company_id,function,seats\n");
    for (int64_t p = 0; p < posts; p++)
        fprintf(w.file, "P%06" PRId64 ",C%06" PRIu64 ",%s,%d\n", p,
                nw_random_below(random, (uint64_t)companies), pick(random, functions, 6),
                1 + (int)nw_random_below(random, 7));
    return close_file(&w);
}

/* A youth's posts lie a random step apart around a circle of posts, so that none comes twice. */
static nextwork_status write_wishes(const char *folder, int64_t youths, int64_t posts,
                                    nw_random *random)
{
    writing w;
    NW_TRY(open_file(&w, folder, "wishes.csv"));
    fprintf(w.file, "youth_id,post_id,rank\n");
    for (int64_t y = 0; y < youths; y++) {
        uint64_t first = nw_random_below(random, (uint64_t)posts);
        uint64_t step = 1 + nw_random_below(random, ((uint64_t)posts - 1) / WISHES);
        for (int rank = 1; rank <= WISHES; rank++)
            fprintf(w.file, "Y%07" PRId64 ",P%06" PRIu64 ",%d\n", y,
                    (first + (uint64_t)rank * step) % (uint64_t)posts, rank);
    }
    return close_file(&w);
}

nextwork_status bench_write_cohort(int64_t *rows, const char *folder, int64_t youths, uint64_t seed)
{
    int64_t companies = youths / 10, posts = youths / 4;
    if (youths < YOUTHS_LEAST || youths > YOUTHS_MOST)
        return nw_fail(NEXTWORK_ERROR_ARGUMENT, "give a size from %d to %d youths", YOUTHS_LEAST,
                       YOUTHS_MOST);
    nw_random random = nw_random_start(seed, 1);
    NW_TRY(write_youths(folder, youths, &random));
    NW_TRY(write_companies(folder, companies, &random));
    NW_TRY(write_posts(folder, posts, companies, &random));
    NW_TRY(write_wishes(folder, youths, posts, &random));
    *rows = youths + companies + posts + youths * WISHES;
    return NEXTWORK_OK;
}
