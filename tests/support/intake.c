#include "intake.h"

#include "match/deferred_acceptance.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

#define LOTTERY 6 /* few numbers, so that youths are alike */

static int32_t draw(nw_random *random, int32_t least, int32_t most)
{
    return least + (int32_t)nw_random_below(random, (uint64_t)(most - least) + 1);
}

static void *need(int64_t count, size_t size)
{
    void *memory = calloc((size_t)count + 1, size);
    if (memory == NULL)
        abort();
    return memory;
}

static int32_t draw_cap(const nw_intake *intake, nw_random *random)
{
    int capped = intake->shape.cap >= 0 && draw(random, 0, 1);
    return capped ? draw(random, 0, intake->shape.cap) : INT32_MAX;
}

/* Sorting a million pairs is not what this is for: they are counted. */
static void set_places(nw_intake *intake)
{
    int64_t posts = intake->shape.posts, pairs = intake->shape.youths * posts;
    for (int64_t i = 0; i < pairs; i++)
        for (int64_t j = 0; j < pairs; j++)
            intake->place[i] +=
                intake->standing[j] < intake->standing[i] ||
                (intake->standing[j] == intake->standing[i] && j / posts < i / posts);
}

void nw_intake_draw(nw_intake *intake, nw_random *random, const nw_intake_shape *shape)
{
    *intake = (nw_intake){.shape = *shape};
    int32_t youths = intake->shape.youths = draw(random, 1, shape->youths);
    int32_t posts = intake->shape.posts = draw(random, 1, shape->posts);
    int32_t companies = intake->shape.companies = draw(random, 1, shape->companies);
    int64_t pairs = (int64_t)youths * posts;
    intake->standing = need(pairs, sizeof *intake->standing);
    intake->place = need(pairs, sizeof *intake->place);
    intake->post_company = need(posts, 4);
    intake->seats = need(posts, 4);
    intake->caps = need(companies, 4);
    intake->list = need(pairs, 4);
    intake->length = need(youths, 4);
    for (int32_t y = 0; y < youths; y++) {
        uint64_t lottery = nw_random_below(random, LOTTERY);
        for (int32_t p = 0; p < posts; p++)
            intake->standing[y * (int64_t)posts + p] =
                (uint64_t)draw(random, 1, shape->tiers) << 48 | lottery;
        intake->length[y] = -1;
    }
    set_places(intake);
    for (int32_t p = 0; p < posts; p++) {
        intake->seats[p] = draw(random, 0, shape->seats);
        intake->post_company[p] = draw(random, 0, companies - 1);
    }
    for (int32_t c = 0; c < companies; c++)
        intake->caps[c] = draw_cap(intake, random);
}

void nw_intake_free(nw_intake *intake)
{
    free(intake->standing);
    free(intake->place);
    free(intake->post_company);
    free(intake->seats);
    free(intake->caps);
    free(intake->list);
    free(intake->length);
}

nw_live *nw_intake_open(const nw_intake *intake)
{
    nw_live *live = NULL;
    nw_seats seats = {intake->shape.posts, intake->shape.companies, intake->seats,
                      intake->post_company, intake->caps};
    CU_ASSERT_EQUAL_FATAL(nw_live_new(&live, &seats, intake->shape.youths), NEXTWORK_OK);
    return live;
}

/* ---- edits ----------------------------------------------------------------------------------- */

static void draw_list(nw_edit *edit, const nw_intake *intake, nw_random *random)
{
    int32_t posts = intake->shape.posts;
    int32_t longest = intake->shape.list < posts ? intake->shape.list : posts;
    edit->number = draw(random, 0, longest);
    for (int32_t p = 0; p < posts; p++)
        edit->list[p] = p;
    for (int32_t i = 0; i < edit->number; i++) {
        int32_t j = draw(random, i, posts - 1), post = edit->list[j];
        edit->list[j] = edit->list[i];
        edit->list[i] = post;
    }
}

/* Most edits are of youths; whoever is there leaves or changes the list. */
nw_edit nw_edit_draw(const nw_intake *intake, nw_random *random)
{
    nw_edit edit = {.kind = NW_EDIT_YOUTH};
    int32_t kind = draw(random, 0, 5);
    if (kind == 0) {
        edit.kind = NW_EDIT_SEATS;
        edit.which = draw(random, 0, intake->shape.posts - 1);
        edit.number = draw(random, 0, intake->shape.seats);
    } else if (kind == 1) {
        edit.kind = NW_EDIT_CAP;
        edit.which = draw(random, 0, intake->shape.companies - 1);
        edit.number = draw_cap(intake, random);
    } else {
        edit.which = draw(random, 0, intake->shape.youths - 1);
        if (intake->length[edit.which] >= 0 && draw(random, 0, 2) < 2)
            edit.number = -1;
        else
            draw_list(&edit, intake, random);
    }
    return edit;
}

void nw_edit_account(nw_intake *intake, const nw_edit *edit)
{
    if (edit->kind == NW_EDIT_SEATS)
        intake->seats[edit->which] = edit->number;
    else if (edit->kind == NW_EDIT_CAP)
        intake->caps[edit->which] = edit->number;
    else {
        intake->length[edit->which] = edit->number;
        for (int32_t i = 0; i < edit->number; i++)
            intake->list[edit->which * (int64_t)intake->shape.posts + i] = edit->list[i];
    }
}

nextwork_status nw_edit_live(nw_live *live, const nw_intake *intake, const nw_edit *edit)
{
    nw_live_choice choices[64];
    if (edit->kind == NW_EDIT_SEATS)
        nw_live_set_seats(live, edit->which, edit->number);
    else if (edit->kind == NW_EDIT_CAP)
        nw_live_set_cap(live, edit->which, edit->number);
    else if (edit->number < 0)
        nw_live_leave(live, edit->which);
    if (edit->kind != NW_EDIT_YOUTH || edit->number < 0)
        return NEXTWORK_OK;
    const uint64_t *standing = intake->standing + edit->which * (int64_t)intake->shape.posts;
    for (int32_t i = 0; i < edit->number; i++)
        choices[i] = (nw_live_choice){standing[edit->list[i]], edit->list[i]};
    return nw_live_has(live, edit->which)
               ? nw_live_set_choices(live, edit->which, choices, edit->number)
               : nw_live_join(live, edit->which, choices, edit->number);
}

/* ---- matching anew --------------------------------------------------------------------------- */

static void match(int32_t *post_of, const nw_intake *intake, const nw_seats *seats,
                  const int32_t *first, const int32_t *left_out)
{
    int32_t youths = intake->shape.youths, posts = intake->shape.posts;
    uint32_t behind = (uint32_t)(youths * posts);
    nw_choice *choices = need((int64_t)youths * posts, sizeof *choices);
    nw_da *da = NULL;
    CU_ASSERT_EQUAL_FATAL(nw_da_new(&da, seats, youths), NEXTWORK_OK);
    for (int32_t y = 0; y < youths; y++) {
        int64_t row = (int64_t)y * posts;
        if (left_out != NULL && left_out[y] >= 0)
            continue;
        for (int32_t i = 0; i < intake->length[y]; i++) {
            int32_t post = intake->list[row + i];
            int comes_first = first != NULL && first[y] == post;
            choices[row + i] =
                (nw_choice){(uint32_t)post, intake->place[row + post] + (comes_first ? 0 : behind)};
        }
        nw_da_offer(da, y, choices + row, intake->length[y]);
    }
    CU_ASSERT_EQUAL(nw_da_run(da, NULL), 0);
    nw_da_posts(post_of, da);
    nw_da_free(da);
    free(choices);
}

void nw_intake_match(int32_t *post_of, const nw_intake *intake, const int32_t *first)
{
    nw_seats seats = {intake->shape.posts, intake->shape.companies, intake->seats,
                      intake->post_company, intake->caps};
    match(post_of, intake, &seats, first, NULL);
}

void nw_intake_match_vacancies(int32_t *post_of, const nw_intake *intake, const int32_t *kept)
{
    int32_t posts = intake->shape.posts, companies = intake->shape.companies;
    int32_t *free_seats = need(posts, 4), *room = need(companies, 4);
    memcpy(free_seats, intake->seats, (size_t)posts * 4);
    memcpy(room, intake->caps, (size_t)companies * 4);
    for (int32_t y = 0; y < intake->shape.youths; y++) {
        if (kept[y] < 0)
            continue;
        free_seats[kept[y]]--;
        if (room[intake->post_company[kept[y]]] != INT32_MAX)
            room[intake->post_company[kept[y]]]--;
    }
    nw_seats seats = {posts, companies, free_seats, intake->post_company, room};
    match(post_of, intake, &seats, NULL, kept);
    for (int32_t y = 0; y < intake->shape.youths; y++)
        if (kept[y] >= 0)
            post_of[y] = kept[y];
    free(free_seats);
    free(room);
}
