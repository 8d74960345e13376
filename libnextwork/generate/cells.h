/* Cells of a table's last row. */
#ifndef NW_GENERATE_CELLS_H
#define NW_GENERATE_CELLS_H

#include "generate/world.h"

/* Ids such as C0012: rows are counted from 1 in them, with as many digits as the last row needs. */
int nw_id_digits(int64_t rows, int fewest);
nextwork_status nw_set_youth(nw_table *table, int64_t column, const nw_world *world, int32_t youth);
nextwork_status nw_set_company(nw_table *table, int64_t column, const nw_world *world,
                               int32_t company);
nextwork_status nw_set_post(nw_table *table, int64_t column, const nw_world *world, int32_t post);

/* The id of a network, and with `second` of another that differs, of both. */
nextwork_status nw_set_network(nw_table *table, int64_t column, const nw_world *world,
                               int32_t network, int32_t second);

nextwork_status nw_set_words(nw_table *table, int64_t column, const char *words);

/* Latitude and longitude of a spot in that area, in whole `grain` millionths of a degree. */
void nw_set_spot(nw_table *table, int64_t latitude, int64_t longitude, int32_t area, nw_spot spot,
                 int64_t grain);

#endif
