#include "round/priorities.h"

#include "base/memory.h"
#include "match/priority.h"

static nextwork_status set_keys(nw_priorities *made, const nw_cohort *cohort)
{
    int64_t answers = cohort->answers.start[cohort->youths.count];
    int32_t *tier = NW_NEW(int32_t, answers);
    if (tier == NULL)
        return nw_fail_memory("the companies' priorities");
    for (int64_t a = 0; a < answers; a++)
        tier[a] = nw_tier(cohort->answers.answer[a], cohort->answers.rank[a]);
    nw_answered entries = {
        .youths = cohort->youths.count,
        .companies = cohort->companies.count,
        .start = cohort->answers.start,
        .post = cohort->answers.post,
        .tier = tier,
        .post_company = cohort->posts.company,
    };
    nextwork_status status =
        nw_priority_keys(made->answer_key, made->answered, &entries, made->position);
    nw_free(tier);
    return status;
}

/* The lottery numbers, behind what is carried over. */
static nextwork_status set_positions(nw_priorities *made, int32_t youths, const int8_t *carries)
{
    if (carries == NULL)
        return nw_lottery_positions(made->position, made->lottery, youths);
    int64_t *numbers = NW_NEW(int64_t, youths);
    if (numbers == NULL)
        return nw_fail_memory("the companies' priorities");
    for (int32_t y = 0; y < youths; y++)
        numbers[y] = (int64_t)nw_standing_at(carries[y], made->lottery[y]);
    nextwork_status status = nw_lottery_positions(made->position, numbers, youths);
    nw_free(numbers);
    return status;
}

static nextwork_status fill(nw_priorities *made, const nw_cohort *cohort, uint64_t seed,
                            const int8_t *carries)
{
    int32_t youths = cohort->youths.count;
    made->position = NW_NEW(uint32_t, youths);
    made->answer_key = NW_NEW(uint32_t, cohort->answers.start[youths]);
    made->answered = NW_NEW(uint32_t, cohort->companies.count);
    if (made->position == NULL || made->answer_key == NULL || made->answered == NULL)
        return nw_fail_memory("the companies' priorities");
    NW_TRY(nw_lottery_numbers(&made->lottery, cohort, seed));
    NW_TRY(set_positions(made, youths, carries));
    return set_keys(made, cohort);
}

nextwork_status nw_priorities_new(nw_priorities *priorities, const nw_cohort *cohort, uint64_t seed,
                                  const int8_t *carries)
{
    nw_priorities made = {.cohort = cohort};
    nextwork_status status = fill(&made, cohort, seed, carries);
    if (status == NEXTWORK_OK)
        *priorities = made;
    else
        nw_priorities_clear(&made);
    return status;
}

void nw_priorities_clear(nw_priorities *priorities)
{
    nw_free(priorities->lottery);
    nw_free(priorities->position);
    nw_free(priorities->answer_key);
    nw_free(priorities->answered);
    *priorities = (nw_priorities){0};
}

uint32_t nw_priority_of(const nw_priorities *priorities, int32_t youth, int32_t post)
{
    const nw_cohort *cohort = priorities->cohort;
    uint32_t ahead = 0; /* keys of those who are there already */
    if (priorities->held != NULL) {
        if (priorities->held[youth] == post)
            return priorities->position[youth];
        ahead = (uint32_t)cohort->youths.count;
    }
    int64_t answer = nw_answer_at(cohort, youth, post);
    return ahead + (answer >= 0 ? priorities->answer_key[answer]
                                : priorities->answered[cohort->posts.company[post]] +
                                      priorities->position[youth]);
}
