#include "round/stable_matching.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "match/check.h"
#include "match/deferred_acceptance.h"
#include "round/choices.h"

#define BLOCK 256 /* youths a block of parallel work */

/* The unlisted choices that a youth has been given so far, best first. */
typedef struct {
    nw_choice *choices;
    int64_t count;
    bool complete; /* there are no more */
} extension;

typedef struct {
    const nw_placing *given;
    const nw_round *round;
    const nw_cohort *cohort;
    uint64_t seed;
    nw_choice *listed; /* rows begin where the youth's wishes do, with room for one more each */
    int64_t *n_listed;
    extension *extensions; /* per youth; NULL without extend */
    int32_t *post_of;      /* the result's */
    uint32_t *cutoff;
    nw_da *da;
    nw_choice_room *rooms; /* one a thread */
} matching;

static void clear(matching *m)
{
    nw_free(m->listed);
    nw_free(m->n_listed);
    if (m->extensions != NULL)
        for (int32_t y = 0; y < m->cohort->youths.count; y++)
            nw_free(m->extensions[y].choices);
    nw_free(m->extensions);
    nw_free(m->cutoff);
    nw_da_free(m->da);
    if (m->rooms != NULL)
        for (int i = 0; i < m->given->threads; i++)
            nw_choice_room_clear(&m->rooms[i]);
    nw_free(m->rooms);
}

static nextwork_status make_rooms(matching *m)
{
    int64_t longest = nw_most_choices(m->cohort, m->given->options->extend);
    m->rooms = NW_NEW_ZERO(nw_choice_room, m->given->threads);
    if (m->rooms == NULL)
        return nw_fail_memory("a match");
    for (int i = 0; i < m->given->threads; i++)
        NW_TRY(nw_choice_room_new(&m->rooms[i], longest));
    return NEXTWORK_OK;
}

static nextwork_status allocate(matching *m)
{
    const nw_cohort *cohort = m->cohort;
    int64_t youths = cohort->youths.count;
    m->listed = NW_NEW(nw_choice, cohort->wishes.start[youths] + youths);
    m->n_listed = NW_NEW_ZERO(int64_t, youths);
    m->cutoff = NW_NEW(uint32_t, cohort->posts.count);
    if (m->given->options->extend)
        m->extensions = NW_NEW_ZERO(extension, youths);
    if (m->listed == NULL || m->n_listed == NULL || m->cutoff == NULL ||
        (m->given->options->extend && m->extensions == NULL))
        return nw_fail_memory("a match");
    NW_TRY(make_rooms(m));
    return nw_da_new(&m->da, &m->given->seats, (int32_t)youths);
}

static nw_choice *listed_of(const matching *m, int32_t youth)
{
    return &m->listed[m->cohort->wishes.start[youth] + youth];
}

static nw_choice choice_of(const matching *m, int32_t youth, int32_t post)
{
    return (nw_choice){(uint32_t)post, nw_priority_of(&m->given->priorities, youth, post)};
}

/* A stop asked for through the monitor travels as a status, and ends as an outcome. */
static nextwork_status step(nextwork_monitor *monitor, int64_t steps)
{
    return nw_monitor_step(monitor, steps) == NW_RUNNING
               ? NEXTWORK_OK
               : nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
}

static nextwork_status list_block(void *context, int64_t block, int worker)
{
    matching *m = context;
    int32_t first = (int32_t)(block * BLOCK);
    int32_t end = nw_min32(first + BLOCK, m->cohort->youths.count);
    for (int32_t y = first; y < end; y++) {
        nw_choice_room *room = &m->rooms[worker];
        nw_choice *row = listed_of(m, y);
        m->n_listed[y] = nw_listed_posts(room, m->round, y, m->seed);
        for (int64_t i = 0; i < m->n_listed[y]; i++)
            row[i] = choice_of(m, y, room->posts[i]);
    }
    return step(m->given->monitor, end - first);
}

/* Runs until nobody has a choice left, and reads the posts. */
static nextwork_status run(matching *m)
{
    if (nw_da_run(m->da, m->given->monitor) != NW_RUNNING)
        return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    nw_da_posts(m->post_of, m->da);
    return NEXTWORK_OK;
}

static nextwork_status match_listed(matching *m)
{
    int32_t youths = m->cohort->youths.count;
    NW_TRY(nw_parallel((youths + BLOCK - 1) / BLOCK, m->given->threads, list_block, m));
    for (int32_t y = 0; y < youths; y++)
        nw_da_offer(m->da, y, listed_of(m, y), m->n_listed[y]);
    return run(m);
}

/* Lengthens the list of one youth. Few need it, and few of them need much of it: so lists start
 * short, and grow eightfold when they were not long enough. */
static nextwork_status extend_youth(matching *m, int32_t youth, nw_choice_room *room)
{
    extension *e = &m->extensions[youth];
    int64_t all = nw_unlisted_choices(room, m->round, youth, m->seed);
    int64_t wanted = e->count == 0 ? 16 : 8 * e->count;
    int64_t count = all < wanted ? all : wanted;
    nw_choice *choices = NW_NEW(nw_choice, count);
    if (choices == NULL)
        return nw_fail_memory("a youth's longer list");
    for (int64_t i = 0; i < count; i++)
        choices[i] = choice_of(m, youth, room->choices[i].post);
    nw_free(e->choices); /* all of it was refused: the mechanism is done with it */
    e->choices = choices;
    e->complete = count == all;
    e->count = count;
    return NEXTWORK_OK;
}

/* Youths whose lists grow together, and how long each was before. */
typedef struct {
    matching *m;
    const int32_t *youths;
    int64_t count;
} extending;

static nextwork_status extend_block(void *context, int64_t block, int worker)
{
    extending *e = context;
    NW_TRY(extend_youth(e->m, e->youths[block], &e->m->rooms[worker]));
    return step(e->m->given->monitor, 1);
}

/* Deferred acceptance may go on with longer lists as if they had been there from the start. */
static nextwork_status match_unlisted(matching *m)
{
    int32_t count = m->cohort->youths.count;
    int32_t *youths = NW_NEW(int32_t, count);
    int64_t *before = NW_NEW_ZERO(int64_t, count);
    nextwork_status status =
        youths == NULL || before == NULL ? nw_fail_memory("longer lists") : NEXTWORK_OK;
    while (status == NEXTWORK_OK) {
        extending e = {m, youths, 0};
        for (int32_t y = 0; y < count; y++)
            if (m->post_of[y] < 0 && !m->extensions[y].complete)
                youths[e.count++] = y;
        if (e.count == 0)
            break;
        nw_monitor_begin(m->given->monitor, e.count); /* each wave of longer lists counts anew */
        status = nw_parallel(e.count, m->given->threads, extend_block, &e);
        for (int64_t i = 0; i < e.count && status == NEXTWORK_OK; i++) {
            int32_t y = youths[i];
            nw_da_offer(m->da, y, m->extensions[y].choices + before[y],
                        m->extensions[y].count - before[y]);
            before[y] = m->extensions[y].count;
        }
        if (status == NEXTWORK_OK)
            status = run(m);
    }
    nw_free(youths);
    nw_free(before);
    return status;
}

/* Blocking pairs of a youth among choices in order of preference, up to the youth's own post. */
static int64_t blocking_of(const nw_check *check, const nw_choice *choices, int64_t count,
                           int32_t own_post, uint64_t own_key)
{
    int64_t blocking = 0;
    for (int64_t i = 0; i < count && (int32_t)choices[i].post != own_post; i++)
        blocking +=
            nw_check_blocks(check, own_post, own_key, (int32_t)choices[i].post, choices[i].key);
    return blocking;
}

/* The solver's word is not taken for it: a separate checker counts. */
static nextwork_status count_blocking(int64_t *blocking, const matching *m)
{
    int32_t youths = m->cohort->youths.count;
    uint64_t *key = NW_NEW_ZERO(uint64_t, youths);
    if (key == NULL)
        return nw_fail_memory("the check of a match");
    for (int32_t y = 0; y < youths; y++)
        if (m->post_of[y] >= 0)
            key[y] = nw_priority_of(&m->given->priorities, y, m->post_of[y]);
    nw_check check;
    nextwork_status status = nw_check_new(&check, &m->given->seats, youths, m->post_of, key);
    if (status == NEXTWORK_OK) {
        *blocking = 0;
        for (int32_t y = 0; y < youths; y++) {
            const nw_choice *row = listed_of(m, y);
            int32_t own = m->post_of[y];
            bool listed = own >= 0 && nw_wish_rank(m->cohort, y, own) != NW_UNKNOWN;
            *blocking += blocking_of(&check, row, m->n_listed[y], own, key[y]);
            if (m->extensions != NULL && !listed)
                *blocking += blocking_of(&check, m->extensions[y].choices, m->extensions[y].count,
                                         own, key[y]);
        }
        if (check.posts_over + check.companies_over + *blocking > 0)
            status = nw_fail(NEXTWORK_ERROR_INTERNAL,
                             "the match is not stable (%lld blocking pairs); please report this",
                             (long long)*blocking);
        nw_check_clear(&check);
    }
    nw_free(key);
    return status;
}

/* Cut-offs as standings: a post's cut-off key is held by somebody at its company. Where there was
 * no seat at all, nobody was kept out by others. */
static void set_cutoffs(nw_result *result, const matching *m)
{
    const nw_companies *companies = &m->cohort->companies;
    for (int32_t p = 0; p < m->cohort->posts.count; p++)
        result->cutoff[p] = NW_NO_STANDING;
    for (int32_t y = 0; y < m->cohort->youths.count; y++) {
        int32_t own = m->post_of[y];
        if (own < 0)
            continue;
        uint32_t key = nw_priority_of(&m->given->priorities, y, own);
        nw_standing standing = nw_result_standing(result, y, own);
        int32_t c = m->cohort->posts.company[own];
        for (int64_t i = companies->post_start[c]; i < companies->post_start[c + 1]; i++) {
            int32_t p = companies->post[i];
            if (m->cutoff[p] == key && m->given->seats.post_seats[p] > 0)
                result->cutoff[p] = standing;
        }
    }
}

static nextwork_status match(nw_result *result, matching *m)
{
    NW_TRY(allocate(m));
    nw_monitor_begin(m->given->monitor, m->cohort->youths.count);
    NW_TRY(match_listed(m));
    if (m->extensions != NULL)
        NW_TRY(match_unlisted(m));
    NW_TRY(count_blocking(&result->blocking_pairs, m));
    nw_da_cutoffs(m->cutoff, m->da);
    set_cutoffs(result, m);
    return NEXTWORK_OK;
}

nextwork_status nw_stable_matching(nw_result *result, const nw_placing *placing)
{
    matching m = {
        .given = placing,
        .round = placing->round,
        .cohort = placing->cohort,
        .seed = placing->options->seed,
        .post_of = result->post_of,
    };
    nextwork_status status = match(result, &m);
    clear(&m);
    return status;
}
