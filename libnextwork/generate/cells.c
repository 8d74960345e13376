#include "generate/cells.h"

#include "base/arith.h"
#include "generate/areas.h"

#include <stdio.h>

#define DEGREE 1000000
/* A metre northward in units of 1e-9 degrees: 1 / 111195 m. */
#define NANODEGREES_A_METRE 8993
/* Denmark lies between 54.5 and 57.8 degrees north, where the cosine is this line to a thousandth:
 * the cosines of 55 and 58 degrees in units of 1e-5, three degrees apart. */
#define COSINE_55 57358
#define COSINE_58 52992

nextwork_status nw_set_words(nw_table *table, int64_t column, const char *words)
{
    return nw_table_set_text(table, column, nw_text_of(words));
}

int nw_id_digits(int64_t rows, int fewest)
{
    int digits = 1;
    for (int64_t left = rows / 10; left > 0; left /= 10)
        digits++;
    return digits < fewest ? fewest : digits;
}

static nextwork_status set_id(nw_table *table, int64_t column, char letter, int digits, int32_t row)
{
    char text[24];
    int64_t left = (int64_t)row + 1;
    for (int i = digits; i > 0; i--, left /= 10)
        text[i] = (char)('0' + left % 10);
    text[0] = letter;
    return nw_table_set_text(table, column, (nw_text){text, digits + 1});
}

nextwork_status nw_set_youth(nw_table *table, int64_t column, const nw_world *world, int32_t youth)
{
    return set_id(table, column, 'Y', world->youth_digits, youth);
}

nextwork_status nw_set_company(nw_table *table, int64_t column, const nw_world *world,
                               int32_t company)
{
    return set_id(table, column, 'C', world->company_digits, company);
}

nextwork_status nw_set_post(nw_table *table, int64_t column, const nw_world *world, int32_t post)
{
    return set_id(table, column, 'P', world->post_digits, post);
}

nextwork_status nw_set_network(nw_table *table, int64_t column, const nw_world *world,
                               int32_t network, int32_t second)
{
    char text[64];
    const nw_network *one = &world->networks[network], *two = &world->networks[second];
    int bytes = snprintf(text, sizeof text, "N%s-%02d", nw_areas[one->area].code, one->number);
    if (second != network)
        snprintf(text + bytes, sizeof text - (size_t)bytes, "|N%s-%02d", nw_areas[two->area].code,
                 two->number);
    return nw_set_words(table, column, text);
}

void nw_set_spot(nw_table *table, int64_t latitude, int64_t longitude, int32_t area, nw_spot spot,
                 int64_t grain)
{
    const nw_area *around = &nw_areas[area];
    int64_t cosine = COSINE_55 - nw_div_round((around->latitude - INT64_C(55) * DEGREE) *
                                                  (COSINE_55 - COSINE_58),
                                              INT64_C(3) * DEGREE);
    int64_t north = nw_div_round((int64_t)spot.north * NANODEGREES_A_METRE, 1000);
    int64_t east = nw_div_round((int64_t)spot.east * NANODEGREES_A_METRE * 100, cosine);
    nw_table_set_int(table, latitude, nw_div_round(around->latitude + north, grain) * grain);
    nw_table_set_int(table, longitude, nw_div_round(around->longitude + east, grain) * grain);
}
