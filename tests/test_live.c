/* An open market against a matching from the start after each edit, in each of its modes. */
#include "intake.h"
#include "memory.h"
#include "runner.h"

#include <string.h>

#define MOST_YOUTHS 64
static const nw_intake_shape shapes[] = {
    {7, 4, 3, 4, 2, 3, 2},      /* tiny, caps that bind */
    {8, 4, 4, 4, 2, -1, 3},     /* no caps */
    {12, 6, 2, 6, 2, 4, 1},     /* the lottery alone, at few companies of many posts */
    {16, 8, 2, 8, 4, 5, 16},    /* many posts with seats that their companies cannot fill */
    {40, 12, 5, 8, 4, 9, 3},    /* long chains */
    {60, 10, 4, 10, 6, 12, 60}, /* each post sees youths in another way */
    {40, 40, 2, 10, 2, 15, 3},  /* companies of very many posts */
    {60, 50, 1, 10, 1, 40, 60},
};
#define SHAPES ((int)(sizeof shapes / sizeof *shapes))

/* ---- what a mode promises, from the start each time ------------------------------------------ */

static int comes_after(const nw_intake *intake, int32_t a, int32_t a_post, int32_t b,
                       int32_t b_post)
{
    int64_t posts = intake->shape.posts;
    return intake->place[a * posts + a_post] > intake->place[b * posts + b_post];
}

/* Lets the last of the youths at a post, or at all posts of a company, go until there are no more
 * than so many. */
static void cut(int32_t *kept, const nw_intake *intake, int32_t post, int32_t company, int32_t most)
{
    for (;;) {
        int32_t count = 0, last = -1;
        for (int32_t y = 0; y < intake->shape.youths; y++) {
            int32_t own = kept[y];
            if (own < 0 || (post >= 0 ? own != post : intake->post_company[own] != company))
                continue;
            count++;
            if (last < 0 || comes_after(intake, y, own, last, kept[last]))
                last = y;
        }
        if (count <= most)
            return;
        kept[last] = -1;
    }
}

static int lists(const nw_edit *edit, int32_t post)
{
    for (int32_t i = 0; i < edit->number; i++)
        if (edit->list[i] == post)
            return 1;
    return 0;
}

static void match(int32_t *post_of, const nw_intake *intake, int mode, const int32_t *kept)
{
    if (mode == NW_LIVE_VACANCY)
        nw_intake_match_vacancies(post_of, intake, kept);
    else
        nw_intake_match(post_of, intake, mode == NW_LIVE_PROTECT ? kept : NULL);
}

/* Takes the edit into the account and gives in post_of, which held the matching before, the one
 * after. */
static void expect(int32_t *post_of, nw_intake *intake, int mode, const nw_edit *edit)
{
    int32_t kept[MOST_YOUTHS];
    memcpy(kept, post_of, sizeof kept);
    if (edit->kind == NW_EDIT_YOUTH && !lists(edit, kept[edit->which])) {
        nw_edit leave = {.kind = NW_EDIT_YOUTH, .which = edit->which, .number = -1};
        kept[edit->which] = -1;
        if (intake->length[edit->which] >= 0) {
            nw_edit_account(intake, &leave);
            match(post_of, intake, mode, kept);
            memcpy(kept, post_of, sizeof kept);
        }
    }
    nw_edit_account(intake, edit);
    if (edit->kind == NW_EDIT_SEATS)
        cut(kept, intake, edit->which, -1, edit->number);
    if (edit->kind == NW_EDIT_CAP)
        cut(kept, intake, -1, edit->which, edit->number);
    match(post_of, intake, mode, kept);
}

/* ---- long random histories ------------------------------------------------------------------- */

static void expect_changes(const nw_live *live, const int32_t *before, const int32_t *after,
                           int32_t youths)
{
    int32_t count, moved = 0;
    const nw_live_change *changes = nw_live_changes(&count, live);
    for (int32_t i = 0; i < count; i++) {
        CU_ASSERT_EQUAL_FATAL(changes[i].from, before[changes[i].youth]);
        CU_ASSERT_EQUAL_FATAL(changes[i].to, after[changes[i].youth]);
        CU_ASSERT_NOT_EQUAL(changes[i].from, changes[i].to);
        for (int32_t j = 0; j < i; j++)
            CU_ASSERT_NOT_EQUAL(changes[i].youth, changes[j].youth);
    }
    for (int32_t y = 0; y < youths; y++)
        moved += before[y] != after[y];
    CU_ASSERT_EQUAL_FATAL(moved, count);
}

/* From who is where: the last at the post if it is full, else at its company if that is. */
static uint64_t cutoff_of(const nw_intake *intake, const int32_t *post_of, int32_t post)
{
    int32_t company = intake->post_company[post], at_post = 0, at_company = 0;
    uint64_t post_last = 0, company_last = 0;
    for (int32_t y = 0; y < intake->shape.youths; y++) {
        if (post_of[y] < 0 || intake->post_company[post_of[y]] != company)
            continue;
        uint64_t standing = intake->standing[y * (int64_t)intake->shape.posts + post_of[y]];
        at_company++;
        company_last = standing > company_last ? standing : company_last;
        at_post += post_of[y] == post;
        post_last = post_of[y] == post && standing > post_last ? standing : post_last;
    }
    if (intake->seats[post] == 0 || intake->caps[company] == 0)
        return NW_LIVE_FREE;
    if (at_post == intake->seats[post])
        return post_last;
    return at_company == intake->caps[company] ? company_last : NW_LIVE_FREE;
}

static void expect_posts(const nw_live *live, const nw_intake *intake, const int32_t *post_of)
{
    for (int32_t y = 0; y < intake->shape.youths; y++)
        CU_ASSERT_EQUAL_FATAL(nw_live_post_of(live, y), post_of[y]);
    for (int32_t p = 0; p < intake->shape.posts; p++) {
        int32_t placed = 0;
        for (int32_t y = 0; y < intake->shape.youths; y++)
            placed += post_of[y] == p;
        CU_ASSERT_EQUAL_FATAL(nw_live_placed(live, p), placed);
        CU_ASSERT_EQUAL_FATAL(nw_live_seats(live, p), intake->seats[p]);
        CU_ASSERT_EQUAL_FATAL(nw_live_cutoff(live, p), cutoff_of(intake, post_of, p));
    }
}

/* A market that fills under EXACT, and from then on is edited under `mode`. */
static void run_history(nw_random *random, const nw_intake_shape *shape, int mode, int edits)
{
    nw_intake intake;
    nw_intake_draw(&intake, random, shape);
    nw_live *live = nw_intake_open(&intake);
    int32_t before[MOST_YOUTHS], after[MOST_YOUTHS];
    memset(after, -1, sizeof after);
    for (int edit = 0; edit < edits; edit++) {
        int now = edit < edits / 4 ? NW_LIVE_EXACT : mode;
        if (edit == edits / 4)
            nw_live_set_mode(live, mode);
        nw_edit next = nw_edit_draw(&intake, random);
        memcpy(before, after, sizeof after);
        CU_ASSERT_EQUAL_FATAL(nw_edit_live(live, &intake, &next), NEXTWORK_OK);
        expect(after, &intake, now, &next);
        expect_posts(live, &intake, after);
        expect_changes(live, before, after, intake.shape.youths);
    }
    nw_live_free(live);
    nw_intake_free(&intake);
}

static void run_histories(int mode, uint64_t stream)
{
    static const int markets[SHAPES] = {150, 150, 100, 200, 10, 6, 30, 150};
    nw_random random = nw_random_start(nw_test_seed(), stream);
    for (int shape = 0; shape < SHAPES; shape++)
        for (int market = 0; market < markets[shape]; market++)
            run_history(&random, &shapes[shape], mode, 120);
}

static void exact_is_a_full_run(void)
{
    run_histories(NW_LIVE_EXACT, 1);
}

static void protected_is_a_run_with_kept_seats(void)
{
    run_histories(NW_LIVE_PROTECT, 2);
}

static void vacancies_are_a_run_of_the_others(void)
{
    run_histories(NW_LIVE_VACANCY, 3);
}

/* ---- what the modes mean --------------------------------------------------------------------- */

/* Posts 0, 1, .. with one seat each, one a company; whoever is given first comes first. */
static nw_live *open_posts(int32_t posts)
{
    static const int32_t one[] = {1, 1, 1, 1}, company[] = {0, 1, 2, 3};
    static const int32_t no_cap[] = {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX};
    const nw_seats seats = {posts, posts, one, company, no_cap};
    nw_live *live = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_live_new(&live, &seats, 4), NEXTWORK_OK);
    return live;
}

static void join(nw_live *live, int32_t youth, const nw_live_choice *choices, int32_t count)
{
    CU_ASSERT_EQUAL_FATAL(nw_live_join(live, youth, choices, count), NEXTWORK_OK);
}

/* Youths 0 and 1 each have what the other likes best, for youth 2, who has nothing, comes between
 * them at post 0. When 2 goes no place falls free, and yet both gain. */
static void leaving_without_a_place_lets_others_trade(void)
{
    nw_live *live = open_posts(2);
    join(live, 0, (nw_live_choice[]){{3, 0}, {1, 1}}, 2);
    join(live, 1, (nw_live_choice[]){{2, 1}, {1, 0}}, 2);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 0), 0);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 1), 1);
    join(live, 2, (nw_live_choice[]){{2, 0}}, 1);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 0), 1);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 1), 0);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 2), -1);
    int32_t count;
    (void)nw_live_changes(&count, live);
    CU_ASSERT_EQUAL(count, 2);
    nw_live_leave(live, 2);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 0), 0);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 1), 1);
    nw_live_free(live);
}

/* The last comer stands best at post 1; then post 0 falls free, which youth 1 likes best. */
static void who_moves_by_mode(void)
{
    static const struct {
        int mode;
        int32_t joined[3], left[3];
    } expected[] = {
        {NW_LIVE_EXACT, {0, -1, 1}, {-1, 0, 1}},
        {NW_LIVE_PROTECT, {0, 1, -1}, {-1, 0, 1}},
        {NW_LIVE_VACANCY, {0, 1, -1}, {-1, 1, 0}},
    };
    for (int i = 0; i < 3; i++) {
        nw_live *live = open_posts(2);
        nw_live_set_mode(live, expected[i].mode);
        join(live, 0, (nw_live_choice[]){{5, 0}, {2, 1}}, 2);
        join(live, 1, (nw_live_choice[]){{6, 0}, {3, 1}}, 2);
        join(live, 2, (nw_live_choice[]){{1, 1}, {9, 0}}, 2);
        for (int32_t y = 0; y < 3; y++)
            CU_ASSERT_EQUAL(nw_live_post_of(live, y), expected[i].joined[y]);
        nw_live_leave(live, 0);
        for (int32_t y = 0; y < 3; y++)
            CU_ASSERT_EQUAL(nw_live_post_of(live, y), expected[i].left[y]);
        nw_live_free(live);
    }
}

static void seats_beyond_counting_cost_nothing(void)
{
    nw_live *live = open_posts(1);
    join(live, 0, (nw_live_choice[]){{1, 0}}, 1);
    join(live, 1, (nw_live_choice[]){{2, 0}}, 1);
    nw_live_set_seats(live, 0, INT32_MAX);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 1), 0);
    nw_live_set_cap(live, 0, INT32_MAX - 1);
    nw_live_set_seats(live, 0, 0);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 0), -1);
    nw_live_set_cap(live, 0, 0);
    nw_live_set_seats(live, 0, INT32_MAX);
    CU_ASSERT_EQUAL(nw_live_placed(live, 0), 0);
    nw_live_set_cap(live, 0, 1);
    CU_ASSERT_EQUAL(nw_live_post_of(live, 0), 0);
    nw_live_free(live);
}

/* ---- out of memory --------------------------------------------------------------------------- */

/* A fixed history; an edit that fails has changed nothing. */
static nextwork_status edit_much(nw_live *live, nw_intake *intake, nw_random *random)
{
    int32_t post_of[MOST_YOUTHS];
    for (int i = 0; i < 200; i++) {
        nw_edit edit = nw_edit_draw(intake, random);
        nextwork_status status = nw_edit_live(live, intake, &edit);
        if (status != NEXTWORK_OK) {
            nw_intake_match(post_of, intake, NULL);
            expect_posts(live, intake, post_of);
            return status;
        }
        nw_edit_account(intake, &edit);
    }
    return NEXTWORK_OK;
}

static nextwork_status open_and_edit(void *context)
{
    const nw_intake *drawn = context;
    nw_random random = nw_random_start(1, 1);
    nw_intake intake;
    nw_intake_draw(&intake, &random, &drawn->shape);
    nw_seats seats = {intake.shape.posts, intake.shape.companies, intake.seats, intake.post_company,
                      intake.caps};
    nw_live *live = NULL;
    nextwork_status status = nw_live_new(&live, &seats, intake.shape.youths);
    if (status == NEXTWORK_OK)
        status = edit_much(live, &intake, &random);
    nw_live_free(live);
    nw_intake_free(&intake);
    return status;
}

static void without_memory_nothing_changes(void)
{
    nw_intake of = {.shape = {12, 40, 1, 8, 2, 3, 3}};
    CU_ASSERT(nw_test_each_allocation(open_and_edit, &of) > 50);
}

int main(void)
{
    static const nw_case cases[] = {
        {"exact is a full run", exact_is_a_full_run},
        {"protected is a run with kept seats", protected_is_a_run_with_kept_seats},
        {"vacancies are a run of the others", vacancies_are_a_run_of_the_others},
        {"leaving without a place lets others trade", leaving_without_a_place_lets_others_trade},
        {"who moves, by mode", who_moves_by_mode},
        {"seats beyond counting cost nothing", seats_beyond_counting_cost_nothing},
        {"without memory nothing changes", without_memory_nothing_changes},
        {NULL, NULL},
    };
    return nw_run_cases("live", cases);
}
