#include "fit/kernel/block.h"

#include "base/memory.h"
#include "fit/reasons.h"
#include "fit/terms.h"

#define LINE 64 /* bytes: a row of a table is one line of cache */

static int64_t rows_of(const nw_kernel *kernel)
{
    int64_t rows = 0;
    for (int table = 0; table < NW_TABLES_OF_POSTS; table++)
        rows += kernel->n_rows[table];
    return rows;
}

static void lay_out(nw_lanes *lanes, uint32_t *memory, const nw_kernel *kernel, nw_sum sum)
{
    uint32_t *at = memory + (LINE - (uintptr_t)memory % LINE) % LINE / sizeof *memory;
    for (int table = 0; table < NW_TABLES_OF_POSTS; table++) {
        lanes->table[table] = at;
        at += (int64_t)kernel->n_rows[table] * NW_LANES;
    }
    lanes->constant = kernel->constant[sum];
    for (int lane = 0; lane < NW_LANES; lane++)
        nw_lane_no_travel(lanes, lane);
}

nextwork_status nw_block_new(nw_block *block, const nw_kernel *kernel, int sums)
{
    int64_t words = rows_of(kernel) * NW_LANES + LINE / (int64_t)sizeof(uint32_t);
    *block = (nw_block){.kernel = kernel, .sums = sums};
    for (int sum = 0; sum < sums; sum++) {
        block->memory[sum] = NW_NEW_ZERO(uint32_t, words);
        if (block->memory[sum] == NULL)
            return nw_fail_memory("scores");
        lay_out(&block->lanes[sum], block->memory[sum], kernel, (nw_sum)sum);
    }
    NW_TRY(nw_cell_room_new(&block->cells, &kernel->cells));
    return nw_set_room_new(&block->sets, &kernel->sets);
}

void nw_block_clear(nw_block *block)
{
    for (int sum = 0; sum < NW_SUMS; sum++)
        nw_free(block->memory[sum]);
    nw_cell_room_clear(&block->cells);
    nw_set_room_clear(&block->sets);
    *block = (nw_block){0};
}

static uint32_t flag_if(bool holds, const nw_round *round, nw_reason reason)
{
    return holds && nw_in_force(round, reason) ? NW_FLAG(reason) : 0;
}

static void put(nw_block *block, nw_post_table table, int32_t row, int lane,
                const uint32_t sums[NW_SUMS])
{
    for (int sum = 0; sum < block->sums; sum++)
        block->lanes[sum].table[table][(int64_t)row * NW_LANES + lane] = sums[sum];
}

static void fill_hours(nw_block *block, int lane, int32_t youth)
{
    const nw_kernel *kernel = block->kernel;
    for (int32_t row = 0; row < kernel->n_rows[NW_HOURS]; row++) {
        nw_pair pair = nw_bare_pair(kernel->round, youth, kernel->model[NW_HOURS][row]);
        int32_t most;
        bool meet = nw_hours_meet(&most, pair.cohort, youth, pair.post);
        uint32_t sums[NW_SUMS] = {flag_if(!meet, kernel->round, NW_REASON_HOURS_TOO_FEW)};
        nw_add_term(sums, &pair, NW_TERM_HOURS);
        put(block, NW_HOURS, row, lane, sums);
    }
}

static void fill_network(nw_block *block, int lane, int32_t youth)
{
    const nw_round *round = block->kernel->round;
    int32_t network = round->cohort->youths.network[youth];
    for (int sum = 0; sum < block->sums; sum++) {
        block->lanes[sum].network[lane] = (uint32_t)network;
        block->lanes[sum].outside[lane] = 0;
    }
    uint32_t outside = flag_if(network >= 0, round, NW_REASON_OUTSIDE_NETWORK);
    block->lanes[NW_LOSS].outside[lane] = outside;
    block->lanes[NW_LOSS].networks = block->lanes[NW_LOSS].networks || outside != 0;
}

void nw_block_fill(nw_block *block, const int32_t *youths, int count)
{
    if (block->kernel->n_runs == 0)
        return;
    const nw_round *round = block->kernel->round;
    const nw_sets *sets = &block->kernel->sets;
    uint32_t *tables[NW_TABLES_OF_POSTS][NW_SUMS];
    for (int table = 0; table < NW_TABLES_OF_POSTS; table++)
        for (int sum = 0; sum < NW_SUMS; sum++)
            tables[table][sum] = block->lanes[sum].table[table];
    block->lanes[NW_LOSS].networks = false;
    nw_cells_fill(tables[NW_CELL], &block->cells, round, youths, count);
    for (int lane = 0; lane < count; lane++) {
        nw_lane_travel(block, lane, youths[lane]);
        fill_network(block, lane, youths[lane]);
        nw_offers_fill(tables[NW_OFFERS], &block->sets, sets, round, youths[lane], lane);
        nw_skills_fill(tables[NW_SKILLS], &block->sets, sets, round, youths[lane], lane);
        fill_hours(block, lane, youths[lane]);
    }
    for (int lane = count; lane < NW_LANES; lane++)
        for (int sum = 0; sum < block->sums; sum++)
            nw_lane_no_travel(&block->lanes[sum], lane);
}
