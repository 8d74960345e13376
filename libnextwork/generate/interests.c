#include "generate/interests.h"

#include "generate/cells.h"

#define FEWEST_INTERESTS 2

static bool same_code(const nw_liking *a, const nw_liking *b)
{
    return (a->scheme == NW_DISCO08) == (b->scheme == NW_DISCO08) &&
           strncmp(a->code, b->code, (size_t)(a->digits < b->digits ? a->digits : b->digits)) == 0;
}

static bool has(const nw_likings *likings, const nw_liking *item)
{
    for (int32_t i = 0; i < likings->count; i++)
        if (same_code(&likings->items[i], item))
            return true;
    return false;
}

static nw_liking draw_liking(nw_random *random)
{
    static const int8_t values[] = {10, 15, 10, 35, 30};
    int32_t industry = nw_draw_industry(random);
    nw_liking item = {.scheme = NW_DB25, .code = nw_industries[industry].division, .digits = 2};
    if (nw_draw_chance(random, 4500)) {
        item.scheme = NW_DISCO08;
        item.code = nw_draw_function(random, industry);
        item.digits = nw_draw_chance(random, 1500) ? 1 : 2;
    } else if (nw_industries[industry].only_db07 || nw_draw_chance(random, 1000)) {
        item.scheme = NW_DB07;
    }
    item.value = nw_draw_percent(random, values) - 2;
    return item;
}

void nw_draw_likings(nw_likings *likings, const nw_world *world, int32_t youth)
{
    nw_random random = nw_stream_of(world, NW_STREAM_INTERESTS, youth);
    int64_t count = nw_draw_between(&random, FEWEST_INTERESTS, NW_MOST_INTERESTS);
    likings->count = 0;
    while (likings->count < count) {
        nw_liking item = draw_liking(&random);
        if (!has(likings, &item))
            likings->items[likings->count++] = item;
    }
}

int32_t nw_appeal(const nw_likings *likings, const nw_world *world, int32_t post)
{
    const nw_opening *at = &world->posts[post];
    const char *division = nw_industries[world->companies[at->company].industry].division;
    int32_t appeal = 0;
    for (int32_t i = 0; i < likings->count; i++) {
        const nw_liking *item = &likings->items[i];
        const char *code = item->scheme == NW_DISCO08 ? at->function : division;
        if (strncmp(item->code, code, (size_t)item->digits) == 0)
            appeal += item->value;
    }
    return appeal;
}

nextwork_status nw_make_interests(nw_world *world)
{
    nw_table *table = &world->tables[NW_INTERESTS];
    for (int32_t youth = 0; youth < world->n_youths; youth++) {
        nw_likings likings;
        nw_draw_likings(&likings, world, youth);
        for (int32_t i = 0; i < likings.count; i++) {
            const nw_liking *item = &likings.items[i];
            NW_TRY(nw_table_add_row(table));
            NW_TRY(nw_set_youth(table, NW_I_YOUTH, world, youth));
            nw_table_set_int(table, NW_I_SCHEME, item->scheme);
            NW_TRY(nw_table_set_text(table, NW_I_CODE, (nw_text){item->code, item->digits}));
            nw_table_set_int(table, NW_I_VALUE, item->value);
        }
    }
    return NEXTWORK_OK;
}
