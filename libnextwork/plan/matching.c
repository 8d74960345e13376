#include "plan/matching.h"

#include "base/arith.h"
#include "base/memory.h"
#include "base/parallel.h"
#include "match/check.h"
#include "match/deferred_acceptance.h"
#include "match/priority.h"
#include "plan/choices.h"

#include <nextwork/match.h>

#define BLOCK 256 /* youths a block of parallel work */
#define MOST_WORKERS 64

/* The unlisted choices that a youth has been given so far, best first. */
typedef struct {
    nw_choice *choices;
    int64_t count;
    bool complete; /* there are no more */
} extension;

typedef struct {
    const nw_round *round;
    const nw_cohort *cohort;
    nw_match_options options;
    nextwork_monitor *monitor;
    nw_seats seats;
    int64_t *lottery;
    uint32_t *position;   /* per youth, in lottery order */
    uint32_t *answer_key; /* per answer */
    uint32_t *answered;   /* per company */
    nw_choice *listed;    /* rows begin where the youth's wishes do */
    int64_t *n_listed;
    extension *extensions; /* per youth; NULL without extend */
    int32_t *post_of;
    uint32_t *cutoff;
    nw_da *da;
    nw_choice_room rooms[MOST_WORKERS];
    int threads;
} matching;

static void clear(matching *m)
{
    nw_free(m->lottery);
    nw_free(m->position);
    nw_free(m->answer_key);
    nw_free(m->answered);
    nw_free(m->listed);
    nw_free(m->n_listed);
    if (m->extensions != NULL)
        for (int32_t y = 0; y < m->cohort->youths.count; y++)
            nw_free(m->extensions[y].choices);
    nw_free(m->extensions);
    nw_free(m->post_of);
    nw_free(m->cutoff);
    nw_da_free(m->da);
    for (int i = 0; i < m->threads; i++)
        nw_choice_room_clear(&m->rooms[i]);
}

static nextwork_status allocate(matching *m)
{
    const nw_cohort *cohort = m->cohort;
    int64_t youths = cohort->youths.count;
    m->position = NW_NEW(uint32_t, youths);
    m->answer_key = NW_NEW(uint32_t, cohort->answers.start[youths]);
    m->answered = NW_NEW(uint32_t, cohort->companies.count);
    m->listed = NW_NEW(nw_choice, cohort->wishes.start[youths]);
    m->n_listed = NW_NEW_ZERO(int64_t, youths);
    m->post_of = NW_NEW(int32_t, youths);
    m->cutoff = NW_NEW(uint32_t, cohort->posts.count);
    if (m->options.extend)
        m->extensions = NW_NEW_ZERO(extension, youths);
    if (m->position == NULL || m->answer_key == NULL || m->answered == NULL || m->listed == NULL ||
        m->n_listed == NULL || m->post_of == NULL || m->cutoff == NULL ||
        (m->options.extend && m->extensions == NULL))
        return nw_fail_memory("a match");
    int64_t longest = m->options.extend ? cohort->posts.count : 0;
    for (int64_t y = 0; y < youths; y++) {
        int64_t wishes = cohort->wishes.start[y + 1] - cohort->wishes.start[y];
        longest = wishes > longest ? wishes : longest;
    }
    for (int i = 0; i < m->threads; i++)
        NW_TRY(nw_choice_room_new(&m->rooms[i], longest));
    return nw_da_new(&m->da, &m->seats, (int32_t)youths);
}

/* Lottery and answers become one key a pair. */
static nextwork_status set_priorities(matching *m)
{
    const nw_cohort *cohort = m->cohort;
    NW_TRY(nw_lottery_numbers(&m->lottery, cohort, m->options.seed));
    NW_TRY(nw_lottery_positions(m->position, m->lottery, cohort->youths.count));
    int64_t answers = cohort->answers.start[cohort->youths.count];
    int32_t *tier = NW_NEW(int32_t, answers);
    if (tier == NULL)
        return nw_fail_memory("the companies' priorities");
    for (int64_t a = 0; a < answers; a++)
        tier[a] = nw_tier(cohort->answers.answer[a], cohort->answers.rank[a]);
    nw_answered entries = {
        .youths = cohort->youths.count,
        .companies = cohort->companies.count,
        .start = cohort->answers.start,
        .post = cohort->answers.post,
        .tier = tier,
        .post_company = cohort->posts.company,
    };
    nextwork_status status = nw_priority_keys(m->answer_key, m->answered, &entries, m->position);
    nw_free(tier);
    return status;
}

static uint32_t key_of(const matching *m, int32_t youth, int32_t post)
{
    int64_t answer = nw_answer_at(m->cohort, youth, post);
    return answer >= 0 ? m->answer_key[answer]
                       : m->answered[m->cohort->posts.company[post]] + m->position[youth];
}

static nw_choice choice_of(const matching *m, int32_t youth, int32_t post)
{
    return (nw_choice){(uint32_t)post, key_of(m, youth, post)};
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
        nw_choice *row = &m->listed[m->cohort->wishes.start[y]];
        m->n_listed[y] = nw_listed_choices(room, m->round, y, m->options.seed);
        for (int64_t i = 0; i < m->n_listed[y]; i++)
            row[i] = choice_of(m, y, room->choices[i].post);
    }
    return step(m->monitor, end - first);
}

/* Runs until nobody has a choice left, and reads the posts. */
static nextwork_status run(matching *m)
{
    if (nw_da_run(m->da, m->monitor) != NW_RUNNING)
        return nw_fail(NEXTWORK_ERROR_CANCELLED, "the match was stopped");
    nw_da_posts(m->post_of, m->da);
    return NEXTWORK_OK;
}

static nextwork_status match_listed(matching *m)
{
    int32_t youths = m->cohort->youths.count;
    NW_TRY(nw_parallel((youths + BLOCK - 1) / BLOCK, m->threads, list_block, m));
    for (int32_t y = 0; y < youths; y++)
        nw_da_offer(m->da, y, &m->listed[m->cohort->wishes.start[y]], m->n_listed[y]);
    return run(m);
}

/* Lengthens the list of one youth. Few need it, and few of them need much of it: so lists start
 * short, and grow eightfold when they were not long enough. */
static nextwork_status extend_youth(matching *m, int32_t youth, nw_choice_room *room)
{
    extension *e = &m->extensions[youth];
    int64_t all = nw_unlisted_choices(room, m->round, youth, m->options.seed);
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
    return step(e->m->monitor, 1);
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
        status = nw_parallel(e.count, m->threads, extend_block, &e);
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
            key[y] = key_of(m, y, m->post_of[y]);
    nw_check check;
    nextwork_status status = nw_check_new(&check, &m->seats, youths, m->post_of, key);
    if (status == NEXTWORK_OK) {
        *blocking = 0;
        for (int32_t y = 0; y < youths; y++) {
            const nw_choice *row = &m->listed[m->cohort->wishes.start[y]];
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
        uint32_t key = key_of(m, y, own);
        nw_standing standing = nw_standing_of(nw_pair_tier(m->cohort, y, own), m->lottery[y]);
        int32_t c = m->cohort->posts.company[own];
        for (int64_t i = companies->post_start[c]; i < companies->post_start[c + 1]; i++) {
            int32_t p = companies->post[i];
            if (m->cutoff[p] == key && m->seats.post_seats[p] > 0)
                result->cutoff[p] = standing;
        }
    }
}

static nextwork_status set_placements(nw_result *result, matching *m)
{
    int32_t youths = m->cohort->youths.count;
    result->fit_of = NW_NEW(int32_t, youths);
    result->cutoff = NW_NEW(nw_standing, m->cohort->posts.count);
    if (result->fit_of == NULL || result->cutoff == NULL)
        return nw_fail_memory("the result of a match");
    nw_da_cutoffs(m->cutoff, m->da);
    set_cutoffs(result, m);
    result->post_of = m->post_of;
    result->lottery = m->lottery;
    m->post_of = NULL;
    m->lottery = NULL;
    for (int32_t y = 0; y < youths; y++) {
        nw_fit fit = {.fit = NW_UNKNOWN};
        if (result->post_of[y] >= 0)
            nw_fit_pair(&fit, m->round, y, result->post_of[y]);
        result->fit_of[y] = fit.fit;
    }
    return NEXTWORK_OK;
}

static nextwork_status match(nw_result *result, matching *m)
{
    NW_TRY(allocate(m));
    NW_TRY(set_priorities(m));
    nw_monitor_begin(m->monitor, m->cohort->youths.count);
    NW_TRY(match_listed(m));
    if (m->options.extend)
        NW_TRY(match_unlisted(m));
    NW_TRY(count_blocking(&result->blocking_pairs, m));
    return set_placements(result, m);
}

nextwork_status nw_match_round(nw_result **result, nw_round *round, const nw_match_options *options,
                               nextwork_monitor *monitor)
{
    nw_result *made = NW_NEW_ZERO(nw_result, 1);
    if (made == NULL)
        return nw_fail_memory("the result of a match");
    made->references = 1;
    made->round = nw_round_ref(round);
    made->options = *options;
    const nw_cohort *cohort = round->cohort;
    matching m = {
        .round = round,
        .cohort = cohort,
        .options = *options,
        .monitor = monitor,
        .threads = nw_threads(options->threads),
        .seats = {cohort->posts.count, cohort->companies.count, round->capacity.post_free,
                  cohort->posts.company, round->capacity.company_free},
    };
    nextwork_status status = match(made, &m);
    clear(&m);
    if (status == NEXTWORK_ERROR_CANCELLED) {
        made->outcome = nw_monitor_step(monitor, 0) == NW_STOP_DEADLINE
                            ? NEXTWORK_OUTCOME_TIME_LIMIT
                            : NEXTWORK_OUTCOME_CANCELLED;
    } else if (status != NEXTWORK_OK) {
        nw_result_unref(made);
        return status;
    } else {
        made->outcome = NEXTWORK_OUTCOME_STABLE;
    }
    *result = made;
    return NEXTWORK_OK;
}
