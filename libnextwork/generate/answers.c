#include "generate/answers.h"
#include "generate/cells.h"

#include "base/arith.h"
#include "base/memory.h"

#define SHARE_RANKING 2500 /* of companies rank those they want */
#define SHARE_TIED 1000
#define SHARE_TOLD 7500 /* of answers are known to the youth before the list is made */
#define YOUTH_BITS 24

/* What a company says to one youth: the same for each of its posts. */
static nextwork_status add_answers(const nw_world *world, int32_t company, int32_t youth,
                                   int32_t answer, int32_t rank)
{
    nw_table *table = &world->tables[NW_ANSWERS];
    for (int32_t p = world->companies[company].post; p < world->companies[company + 1].post; p++) {
        NW_TRY(nw_table_add_row(table));
        NW_TRY(nw_set_post(table, NW_A_POST, world, p));
        NW_TRY(nw_set_youth(table, NW_A_YOUTH, world, youth));
        nw_table_set_int(table, NW_A_ANSWER, answer);
        nw_table_set_int(table, NW_A_RANK, rank);
    }
    return NEXTWORK_OK;
}

nw_reply nw_reply_of(const nw_world *world, int32_t company, int32_t youth)
{
    const nw_knobs *knobs = &world->knobs;
    nw_random random = nw_stream_of(world, NW_STREAM_COMPANY_MET, company);
    int64_t share = nw_draw_between(&random, knobs->met_min, knobs->met_max);
    random = nw_stream_of(world, NW_STREAM_ANSWER, (int64_t)company << YOUTH_BITS | youth);
    bool met = nw_draw_chance(&random, share);
    int64_t place = nw_draw_between(&random, 0, NW_SHARE - 1);
    int32_t answer = place < knobs->answer_yes                         ? NW_YES
                     : place < knobs->answer_yes + knobs->answer_maybe ? NW_MAYBE
                                                                       : NW_NO;
    return (nw_reply){met ? answer : NW_UNKNOWN, nw_draw_chance(&random, SHARE_TOLD)};
}

static void shuffle(int32_t *youths, int64_t count, nw_random *random)
{
    for (int64_t i = count - 1; i > 0; i--) {
        int64_t j = nw_draw_between(random, 0, i);
        int32_t chosen = youths[j];
        youths[j] = youths[i];
        youths[i] = chosen;
    }
}

/* In random order, which is the order of the ranks where the company ranks. */
static nextwork_status make_answers_of(const nw_world *world, int32_t company, int32_t *youths)
{
    const nw_network *network = &world->networks[world->companies[company].network];
    nw_random random = nw_stream_of(world, NW_STREAM_ANSWERS, company);
    int32_t count = network[1].youth - network->youth, rank = 0;
    bool ranking = nw_draw_chance(&random, SHARE_RANKING);
    for (int32_t i = 0; i < count; i++)
        youths[i] = network->youth + i;
    shuffle(youths, count, &random);
    for (int32_t i = 0; i < count; i++) {
        int32_t answer = nw_reply_of(world, company, youths[i]).answer;
        if (answer == NW_UNKNOWN)
            continue;
        bool ranked = ranking && answer == NW_YES;
        rank += ranked && (rank == 0 || !nw_draw_chance(&random, SHARE_TIED));
        NW_TRY(add_answers(world, company, youths[i], answer, ranked ? rank : NW_UNKNOWN));
    }
    return NEXTWORK_OK;
}

static int32_t most_youths(const nw_world *world)
{
    int32_t most = 0;
    for (int32_t n = 0; n < world->n_networks; n++)
        most = nw_max32(most, world->networks[n + 1].youth - world->networks[n].youth);
    return most;
}

nextwork_status nw_make_answers(nw_world *world)
{
    int32_t *youths = NW_NEW(int32_t, most_youths(world));
    if (youths == NULL)
        return nw_fail_memory("answers");
    nextwork_status status = NEXTWORK_OK;
    for (int32_t c = 0; c < world->n_companies && status == NEXTWORK_OK; c++)
        status = make_answers_of(world, c, youths);
    nw_free(youths);
    return status;
}
