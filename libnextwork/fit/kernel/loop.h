/* The loop of the kernel, once for all instruction sets: a file that defines the vectors below and
 * NW_LOOP_NAME includes it.
 *
 *   WIDTH                    lanes of a vector
 *   vf, vu                   vectors of float and of uint32_t
 *   vf_load, vf_set, vf_sub, vf_mul, vf_min, vf_max, vf_sqrt
 *   vf_mul_add               a * b + c, rounded once or twice
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
#define BATCH 128 /* runs whose sums are held at a time, in the nearest cache */

static inline vf square(vf x, vf y, vf z)
{
    return vf_mul_add(z, z, vf_mul_add(y, y, vf_mul(x, x)));
}

/* Squares of the metres between the lanes' places and the run's. */
static inline void distances(vf squares[VECTORS], const nw_lanes *lanes, const nw_run *run)
{
    vf x = vf_set(run->x), y = vf_set(run->y), z = vf_set(run->z);
    for (int64_t v = 0; v < VECTORS; v++)
        squares[v] = square(vf_sub(vf_load(lanes->x + v * WIDTH), x),
                            vf_sub(vf_load(lanes->y + v * WIDTH), y),
                            vf_sub(vf_load(lanes->z + v * WIDTH), z));
}

/* Loss and flag of travel over so many metres, squared; *unsure gets the lanes that have to be
 * looked at exactly. */
static inline vu travel(uint32_t *unsure, const nw_lanes *lanes, vf squares, int64_t first)
{
    vf time =
        vf_mul_add(vf_sqrt(squares), vf_load(lanes->pace + first), vf_load(lanes->wait + first));
    time = vf_max(time, vf_load(lanes->least + first));
    time = vf_min(time, vf_load(lanes->most + first));
    vf minutes = vf_floor(time);
    vf off = vf_sub(vf_sub(time, minutes), vf_set(0.5F));
    off = vf_max(off, vf_sub(vf_set(0), off));
    *unsure |= vf_above_bits(off, vf_load(lanes->sure + first)) << first;

    vf left = vf_sub(vf_load(lanes->zero + first), minutes);
    left = vf_min(vf_max(left, vf_set(0)), vf_load(lanes->span + first));
    vf parts = vf_mul_add(left, vf_load(lanes->rest + first), vf_load(lanes->half + first));
    vf share = vf_floor(vf_mul(parts, vf_load(lanes->inverse + first)));
    vf value = vf_mul_add(left, vf_load(lanes->whole + first), share);
    vf loss = vf_sub(vf_load(lanes->full + first), vf_mul(vf_load(lanes->weight + first), value));
    vu far = vf_above(minutes, vf_load(lanes->limit + first));
    return vu_add(vf_to_vu(loss), vu_and(far, vu_load(lanes->far + first)));
}

/* Most companies of a country are out of everybody's reach: no need to know by how much. */
static inline bool out_of_reach(const nw_lanes *lanes, const vf squares[VECTORS])
{
    uint32_t within = 0;
    for (int64_t v = 0; v < VECTORS; v++)
        within |= vf_above_bits(vf_load(lanes->reach + v * WIDTH), squares[v]);
    return within == 0;
}

static inline void travel_all(vu sum[VECTORS], const nw_lanes *lanes, const nw_post_columns *posts,
                              const nw_run *run)
{
    uint32_t unsure = 0, exact[NW_LANES];
    vf squares[VECTORS];
    distances(squares, lanes, run);
    if (out_of_reach(lanes, squares)) {
        for (int64_t v = 0; v < VECTORS; v++)
            sum[v] = vu_load(lanes->beyond + v * WIDTH);
        return;
    }
    for (int64_t v = 0; v < VECTORS; v++)
        sum[v] = travel(&unsure, lanes, squares[v], v * WIDTH);
    if (unsure == 0)
        return;
    for (int64_t v = 0; v < VECTORS; v++)
        vu_store(exact + v * WIDTH, sum[v]);
    for (; unsure != 0; unsure &= unsure - 1) {
        int lane = __builtin_ctz(unsure);
        exact[lane] = nw_exact_travel(lanes, lane, posts, run);
    }
    for (int64_t v = 0; v < VECTORS; v++)
        sum[v] = vu_load(exact + v * WIDTH);
}

static inline void network_all(vu sum[VECTORS], const nw_lanes *lanes, const nw_post_columns *posts,
                               const nw_run *run)
{
    vu outside[VECTORS];
    if (run->first_network == run->end_network)
        return;
    for (int64_t v = 0; v < VECTORS; v++)
        outside[v] = vu_load(lanes->outside + v * WIDTH);
    for (int64_t n = run->first_network; n < run->end_network; n++) {
        vu network = vu_set((uint32_t)posts->networks[n]);
        for (int64_t v = 0; v < VECTORS; v++)
            outside[v] =
                vu_without(outside[v], vu_equal(vu_load(lanes->network + v * WIDTH), network));
    }
    for (int64_t v = 0; v < VECTORS; v++)
        sum[v] = vu_add(sum[v], outside[v]);
}

/* What all posts of a run have in common, for runs first .. end - 1. */
static inline void sum_runs(uint32_t *sums, const nw_post_columns *posts, const nw_lanes *lanes,
                            int32_t first, int32_t end)
{
    for (int32_t r = first; r < end; r++, sums += NW_LANES) {
        const nw_run *run = &posts->runs[r];
        vu sum[VECTORS];
        if (run->known)
            travel_all(sum, lanes, posts, run);
        else
            for (int64_t v = 0; v < VECTORS; v++)
                sum[v] = vu_set(lanes->no_place);
        if (lanes->networks)
            network_all(sum, lanes, posts, run);
        for (int64_t v = 0; v < VECTORS; v++)
            vu_store(sums + v * WIDTH, sum[v]);
    }
}

/* The tables, at hand: so that the compiler need not suspect stores of changing where they are. */
typedef struct {
    const uint32_t *cells, *offers, *skills, *hours, *constant;
    const nw_post_rows *rows;
} at_hand;

static inline at_hand take(const nw_post_columns *posts, const nw_lanes *lanes)
{
    return (at_hand){
        .cells = lanes->table[NW_CELL],
        .offers = lanes->table[NW_OFFERS],
        .skills = lanes->table[NW_SKILLS],
        .hours = lanes->table[NW_HOURS],
        .constant = lanes->constant,
        .rows = posts->rows,
    };
}

/* All of a post before anything is stored, which might change what has been read for all that the
 * compiler knows. */
static inline void post_losses(vu loss[VECTORS], const at_hand *at, const uint32_t *sum,
                               int32_t post)
{
    const nw_post_rows *rows = &at->rows[post];
    const uint32_t *cell = at->cells + rows->at[NW_CELL];
    const uint32_t *offers = at->offers + rows->at[NW_OFFERS];
    const uint32_t *skills = at->skills + rows->at[NW_SKILLS];
    const uint32_t *hours = at->hours + rows->at[NW_HOURS];
    vu own = vu_set(at->constant[post]);
    for (int64_t v = 0; v < VECTORS; v++) {
        int64_t lane = v * WIDTH;
        vu a = vu_add(vu_load(cell + lane), vu_load(offers + lane));
        vu b = vu_add(vu_load(skills + lane), vu_load(hours + lane));
        loss[v] = vu_add(vu_add(a, b), vu_add(vu_load(sum + lane), own));
    }
}

static void losses(uint32_t *losses, const nw_post_columns *posts, const nw_lanes *lanes,
                   int32_t first, int32_t end)
{
    _Alignas(64) uint32_t sums[BATCH * NW_LANES];
    const at_hand at = take(posts, lanes);
    for (int32_t batch = first, next; batch < end; batch = next) {
        next = batch + BATCH < end ? batch + BATCH : end;
        sum_runs(sums, posts, lanes, batch, next);
        int32_t p = posts->runs[batch].first_post, end_post = posts->runs[next - 1].end_post;
        for (; p < end_post; p++, losses += NW_LANES) {
            const uint32_t *sum = sums + (int64_t)(at.rows[p].run - batch) * NW_LANES;
            vu loss[VECTORS];
            post_losses(loss, &at, sum, p);
            for (int64_t v = 0; v < VECTORS; v++)
                vu_store(losses + v * WIDTH, loss[v]);
        }
    }
}

static void filter(nw_candidates *kept, const nw_post_columns *posts, const nw_lanes *lanes,
                   const int32_t *limits, int32_t first, int32_t end)
{
    _Alignas(64) uint32_t sums[BATCH * NW_LANES];
    const at_hand at = take(posts, lanes);
    const nw_candidates to = *kept;
    int64_t n = to.count;
    vu limit[VECTORS];
    for (int64_t v = 0; v < VECTORS; v++)
        limit[v] = vu_load((const uint32_t *)limits + v * WIDTH);
    for (int32_t batch = first, next; batch < end; batch = next) {
        next = batch + BATCH < end ? batch + BATCH : end;
        sum_runs(sums, posts, lanes, batch, next);
        int32_t p = posts->runs[batch].first_post, end_post = posts->runs[next - 1].end_post;
        for (; p < end_post; p++) {
            const uint32_t *sum = sums + (int64_t)(at.rows[p].run - batch) * NW_LANES;
            uint32_t below = 0;
            vu loss[VECTORS];
            post_losses(loss, &at, sum, p);
            for (int64_t v = 0; v < VECTORS; v++)
                below |= vu_below_bits(loss[v], limit[v]) << (v * WIDTH);
            for (int64_t v = 0; v < VECTORS; v++)
                vu_store(to.losses + n * NW_LANES + v * WIDTH, loss[v]);
            /* Written always, kept by counting on: no branch to guess wrong. */
            to.post[n] = p;
            to.lanes[n] = below;
            n += below != 0;
        }
    }
    kept->count = n;
}

static void shares(uint32_t *shares, const uint32_t *losses, int64_t posts, const nw_share *share)
{
    vu offset = vu_set(share->offset), factor = vu_set(share->factor);
    vu multiplier = vu_set(share->multiplier), mask = vu_set(NW_LOSS_MASK);
    for (int64_t i = 0; i < posts * NW_LANES; i += WIDTH) {
        vu loss = vu_and(vu_load(losses + i), mask);
        vu dividend = vu_sub(offset, vu_mul(factor, loss));
        vu_store(shares + i, vu_shift(vu_mul_high(dividend, multiplier), share->shift));
    }
}

static void reasons(uint32_t *reasons, const uint32_t *losses, int64_t posts,
                    const uint32_t *of_lanes, const uint32_t *of_posts)
{
    vu flags = vu_set(~NW_LOSS_MASK), bias = vu_set(NW_BIAS);
    for (int64_t p = 0; p < posts; p++)
        for (int lane = 0; lane < NW_LANES; lane += WIDTH) {
            vu flag = vu_and(vu_add(vu_load(losses + p * NW_LANES + lane), bias), flags);
            vu other = vu_or(vu_load(of_lanes + lane), vu_set(of_posts[p]));
            vu reason = vu_shift(flag, NW_LOSS_BITS - NW_FIRST_FLAG);
            vu_store(reasons + p * NW_LANES + lane, vu_or(reason, other));
        }
}

const nw_lane_code NW_LOOP_NAME = {losses, filter, shares, reasons};
