#include "match/company_places.h"

#include "base/memory.h"

#include <stddef.h>

#define NONE (-1)

bool nw_company_places_make(nw_company_places *c, int32_t youths, int32_t posts)
{
    *c = (nw_company_places){.places = NW_NEW(nw_place, youths),
                             .top = NW_NEW(int32_t, posts),
                             .nth = NW_NEW(int32_t, posts),
                             .tournaments = NW_NEW(int32_t, 2 * (int64_t)posts)};
    return c->places != NULL && c->top != NULL && c->nth != NULL && c->tournaments != NULL;
}

void nw_company_places_clear(nw_company_places *c)
{
    nw_free(c->places);
    nw_free(c->top);
    nw_free(c->nth);
    nw_free(c->tournaments);
}

void nw_company_places_empty(nw_company_places *c, int32_t posts)
{
    c->used = 0;
    for (int32_t post = 0; post < posts; post++)
        c->top[post] = NONE;
    for (int64_t i = 0; i < 2 * (int64_t)posts; i++)
        c->tournaments[i] = NONE;
}

/* Two heaps become one: along their right sides, which change places with the left ones. */
static int32_t meld(nw_place *places, int32_t a, int32_t b)
{
    int32_t top = NONE, *here = &top;
    while (a != NONE && b != NONE) {
        int32_t last = places[a].key > places[b].key ? a : b;
        b = last == a ? b : a;
        a = places[last].right;
        places[last].right = places[last].left;
        *here = last;
        here = &places[last].left;
    }
    *here = a != NONE ? a : b;
    return top;
}

static bool is_later(const void *context, int32_t a, int32_t b)
{
    const nw_company_places *c = context;
    return nw_company_last_at(c, a) > nw_company_last_at(c, b);
}

static void enter(nw_company_places *c, nw_company_posts posts, int32_t post)
{
    nw_enter(c->tournaments + 2 * (int64_t)posts.first, posts.count, c->nth[post],
             c->top[post] == NONE ? NONE : post, is_later, c);
}

static void hold(nw_company_places *c, int32_t post, int32_t place, nw_place_key key)
{
    c->places[place] = (nw_place){key, NONE, NONE};
    c->top[post] = meld(c->places, c->top[post], place);
}

void nw_company_place_add(nw_company_places *c, nw_company_posts posts, int32_t post,
                          nw_place_key key)
{
    hold(c, post, c->used++, key);
    enter(c, posts, post);
}

void nw_company_place_pass(nw_company_places *c, nw_company_posts posts, int32_t from, int32_t to,
                           nw_place_key key)
{
    int32_t place = c->top[from];
    c->top[from] = meld(c->places, c->places[place].left, c->places[place].right);
    hold(c, to, place, key);
    if (from != to)
        enter(c, posts, from);
    enter(c, posts, to);
}
