/* The loop of the kernel, once for all instruction sets: a file that defines the vectors below and
 * NW_LOOP_NAME includes it.
 *
 *   WIDTH                    lanes of a vector
 *   vf, vu                   vectors of float and of uint32_t
 *   vf_load, vf_set, vf_add, vf_sub, vf_mul, vf_min, vf_max, vf_sqrt
 *   vf_floor                 of numbers from 0 to 2^24
 *   vf_to_vu                 of whole numbers
 *   vf_above                 a > b: all bits or none
 *   vf_above_bits            a > b: bit l for lane l
 *   vu_load, vu_store, vu_set, vu_add, vu_sub, vu_mul (low), vu_mul_high, vu_and, vu_or
 *   vu_without               a & ~b
 *   vu_equal                 all bits or none
 *   vu_shift                 right
 *   vu_below_bits            a < b as signed numbers: bit l for lane l */

#define VECTORS (NW_LANES / WIDTH)

/* Loss and flag of travel; *unsure gets the lanes that have to be looked at exactly. */
static inline vu travel(uint32_t *unsure, const nw_lanes *lanes, const nw_run *run, int first)
{
    vf x = vf_sub(vf_load(lanes->x + first), vf_set(run->x));
    vf y = vf_sub(vf_load(lanes->y + first), vf_set(run->y));
    vf z = vf_sub(vf_load(lanes->z + first), vf_set(run->z));
    vf metres = vf_sqrt(vf_add(vf_add(vf_mul(x, x), vf_mul(y, y)), vf_mul(z, z)));
    vf time = vf_add(vf_mul(metres, vf_load(lanes->pace + first)), vf_load(lanes->wait + first));
    time = vf_max(time, vf_load(lanes->least + first));
    time = vf_min(time, vf_load(lanes->most + first));
    vf minutes = vf_floor(time);
    vf off = vf_sub(vf_sub(time, minutes), vf_set(0.5F));
    off = vf_max(off, vf_sub(vf_set(0), off));
    *unsure |= vf_above_bits(off, vf_load(lanes->sure + first)) << first;

    vf left = vf_sub(vf_load(lanes->zero + first), minutes);
    left = vf_min(vf_max(left, vf_set(0)), vf_load(lanes->span + first));
    vf parts = vf_add(vf_mul(left, vf_load(lanes->rest + first)), vf_load(lanes->half + first));
    vf value = vf_add(vf_mul(left, vf_load(lanes->whole + first)),
                      vf_floor(vf_mul(parts, vf_load(lanes->inverse + first))));
    vf loss = vf_sub(vf_load(lanes->full + first), vf_mul(vf_load(lanes->weight + first), value));
    vu far = vf_above(minutes, vf_load(lanes->limit + first));
    return vu_add(vf_to_vu(loss), vu_and(far, vu_load(lanes->far + first)));
}

static inline void travel_all(vu sum[VECTORS], const nw_lanes *lanes, const nw_post_columns *posts,
                              const nw_run *run)
{
    uint32_t unsure = 0;
    if (!run->known) {
        for (int v = 0; v < VECTORS; v++)
            sum[v] = vu_set(lanes->no_place);
        return;
    }
    for (int v = 0; v < VECTORS; v++)
        sum[v] = travel(&unsure, lanes, run, v * WIDTH);
    if (unsure == 0)
        return;
    uint32_t exact[NW_LANES];
    for (int v = 0; v < VECTORS; v++)
        vu_store(exact + v * WIDTH, sum[v]);
    for (; unsure != 0; unsure &= unsure - 1) {
        int lane = __builtin_ctz(unsure);
        exact[lane] = nw_exact_travel(lanes, lane, posts, run);
    }
    for (int v = 0; v < VECTORS; v++)
        sum[v] = vu_load(exact + v * WIDTH);
}

static inline void network_all(vu sum[VECTORS], const nw_lanes *lanes, const nw_post_columns *posts,
                               const nw_run *run)
{
    if (run->first_network == run->end_network)
        return;
    vu outside[VECTORS];
    for (int v = 0; v < VECTORS; v++)
        outside[v] = vu_load(lanes->outside + v * WIDTH);
    for (int64_t n = run->first_network; n < run->end_network; n++) {
        vu network = vu_set((uint32_t)posts->networks[n]);
        for (int v = 0; v < VECTORS; v++)
            outside[v] =
                vu_without(outside[v], vu_equal(vu_load(lanes->network + v * WIDTH), network));
    }
    for (int v = 0; v < VECTORS; v++)
        sum[v] = vu_add(sum[v], outside[v]);
}

/* What all posts of a run have in common. */
static inline void run_all(vu sum[VECTORS], const nw_lanes *lanes, const nw_post_columns *posts,
                           const nw_run *run)
{
    travel_all(sum, lanes, posts, run);
    network_all(sum, lanes, posts, run);
}

static inline vu post_loss(vu sum, const nw_lanes *lanes, const nw_post_columns *posts,
                           int32_t post, int first)
{
    const nw_post_rows *rows = &posts->rows[post];
    vu a = vu_add(vu_load(lanes->table[NW_CELL] + rows->at[NW_CELL] + first),
                  vu_load(lanes->table[NW_OFFERS] + rows->at[NW_OFFERS] + first));
    vu b = vu_add(vu_load(lanes->table[NW_SKILLS] + rows->at[NW_SKILLS] + first),
                  vu_load(lanes->table[NW_HOURS] + rows->at[NW_HOURS] + first));
    return vu_add(vu_add(a, b), vu_add(sum, vu_set(lanes->constant[post])));
}

static int64_t losses(uint32_t *losses, const nw_post_columns *posts, const nw_lanes *lanes,
                      const int32_t *runs, int64_t count)
{
    uint32_t *to = losses;
    for (int64_t i = 0; i < count; i++) {
        const nw_run *run = &posts->runs[runs[i]];
        vu sum[VECTORS];
        run_all(sum, lanes, posts, run);
        for (int32_t p = run->first_post; p < run->end_post; p++, to += NW_LANES)
            for (int v = 0; v < VECTORS; v++)
                vu_store(to + v * WIDTH, post_loss(sum[v], lanes, posts, p, v * WIDTH));
    }
    return (to - losses) / NW_LANES;
}

static void filter(nw_candidates *kept, const nw_post_columns *posts, const nw_lanes *lanes,
                   const int32_t *limits, const int32_t *runs, int64_t count)
{
    int64_t n = 0;
    vu limit[VECTORS];
    for (int v = 0; v < VECTORS; v++)
        limit[v] = vu_load((const uint32_t *)limits + v * WIDTH);
    for (int64_t i = 0; i < count; i++) {
        const nw_run *run = &posts->runs[runs[i]];
        vu sum[VECTORS];
        run_all(sum, lanes, posts, run);
        for (int32_t p = run->first_post; p < run->end_post; p++) {
            uint32_t below = 0;
            for (int v = 0; v < VECTORS; v++) {
                vu loss = post_loss(sum[v], lanes, posts, p, v * WIDTH);
                below |= vu_below_bits(loss, limit[v]) << (v * WIDTH);
                vu_store(kept->losses + n * NW_LANES + v * WIDTH, loss);
            }
            /* Written always, kept by counting on: no branch to guess wrong. */
            kept->post[n] = p;
            kept->lanes[n] = below;
            n += below != 0;
        }
    }
    kept->count = n;
}

static void shares(uint32_t *losses, int64_t posts, const nw_share *share)
{
    vu offset = vu_set(share->offset), factor = vu_set(share->factor);
    vu multiplier = vu_set(share->multiplier), mask = vu_set(NW_LOSS_MASK);
    for (int64_t i = 0; i < posts * NW_LANES; i += WIDTH) {
        vu loss = vu_and(vu_load(losses + i), mask);
        vu dividend = vu_sub(offset, vu_mul(factor, loss));
        vu_store(losses + i, vu_shift(vu_mul_high(dividend, multiplier), share->shift));
    }
}

const nw_lane_code NW_LOOP_NAME = {losses, filter, shares};
