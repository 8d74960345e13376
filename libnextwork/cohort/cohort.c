#include "cohort/cohort.h"

#include "base/memory.h"

static void free_ids(nw_ids *ids)
{
    nw_id_index_clear(&ids->index);
    nw_free(ids->texts);
    nw_free(ids->bytes);
}

static void free_code_rows(nw_code_rows *rows)
{
    nw_free(rows->start);
    nw_free(rows->code);
    nw_free(rows->level);
}

static void free_names(nw_names *names)
{
    nw_free(names->names);
    nw_free(names->bytes);
}

static void free_youths(nw_youths *youths)
{
    free_ids(&youths->ids);
    nw_free(youths->network);
    nw_free(youths->municipality);
    nw_free(youths->place);
    nw_free(youths->birth_year);
    nw_free(youths->hours_min);
    nw_free(youths->hours_max);
    nw_free(youths->travel_max);
    nw_free(youths->travel_mode);
    nw_free(youths->intent);
    nw_free(youths->enrolled);
    nw_free(youths->trial_arm);
    free_code_rows(&youths->needs);
    free_code_rows(&youths->skills);
}

static void free_companies(nw_companies *companies)
{
    free_ids(&companies->ids);
    nw_free(companies->network_start);
    nw_free(companies->network);
    nw_free(companies->owner);
    nw_free(companies->municipality);
    nw_free(companies->place);
    nw_free(companies->industry);
    nw_free(companies->headcount);
    nw_free(companies->others_placed);
    nw_free(companies->answered);
    nw_free(companies->asked);
    nw_free(companies->post_start);
    nw_free(companies->post);
}

static void free_posts(nw_posts *posts)
{
    free_ids(&posts->ids);
    nw_free(posts->company);
    nw_free(posts->function);
    nw_free(posts->seats);
    nw_free(posts->hours_min);
    nw_free(posts->hours_max);
    nw_free(posts->available_from);
    nw_free(posts->available_to);
    free_code_rows(&posts->requires);
    free_code_rows(&posts->prefers);
    free_code_rows(&posts->offers);
}

static void free_values(nw_values *values)
{
    nw_free(values->start);
    nw_free(values->to);
    nw_free(values->value);
}

static void free_rows(nw_cohort *cohort)
{
    nw_free(cohort->wishes.start);
    nw_free(cohort->wishes.post);
    nw_free(cohort->wishes.rank);
    nw_free(cohort->wishes.veto_start);
    nw_free(cohort->wishes.veto);
    nw_free(cohort->answers.start);
    nw_free(cohort->answers.post);
    nw_free(cohort->answers.rank);
    nw_free(cohort->answers.answer);
    nw_free(cohort->interests.start);
    nw_free(cohort->interests.item);
    free_values(&cohort->travel);
    free_values(&cohort->fits);
    nw_free(cohort->outcomes.start);
    nw_free(cohort->outcomes.item);
}

void nw_placements_clear(nw_placements *placements)
{
    nw_free(placements->start);
    nw_free(placements->item);
    nw_free(placements->id);
    nw_free(placements->id_bytes);
    *placements = (nw_placements){0};
}

static void free_own(nw_cohort *cohort)
{
    free_youths(&cohort->youths);
    free_companies(&cohort->companies);
    free_posts(&cohort->posts);
    free_rows(cohort);
    free_names(&cohort->networks);
    free_names(&cohort->owners);
    free_names(&cohort->need_codes);
    free_names(&cohort->skill_codes);
    nw_policy_clear(&cohort->policy);
}

nextwork_status nw_cohort_with_placements(nw_cohort **cohort, nw_cohort *base,
                                          const nw_placements *placements)
{
    nw_placements taken = *placements;
    nw_cohort *made = NW_NEW(nw_cohort, 1);
    if (made == NULL) {
        nw_placements_clear(&taken);
        return nw_fail_memory("a cohort with other placements");
    }
    *made = *base;
    made->references = 1;
    made->placements = taken;
    made->base = nw_cohort_ref(base);
    *cohort = made;
    return NEXTWORK_OK;
}

nw_cohort *nw_cohort_ref(nw_cohort *cohort)
{
    __atomic_add_fetch(&cohort->references, 1, __ATOMIC_RELAXED);
    return cohort;
}

void nw_cohort_unref(nw_cohort *cohort)
{
    /* Whoever drops the last reference must see what the other threads did before theirs. */
    if (cohort == NULL || __atomic_sub_fetch(&cohort->references, 1, __ATOMIC_ACQ_REL) > 0)
        return;
    nw_placements_clear(&cohort->placements);
    if (cohort->base != NULL)
        nw_cohort_unref(cohort->base);
    else
        free_own(cohort);
    nw_free(cohort);
}

int32_t nw_cohort_youth(const nw_cohort *cohort, nw_text id)
{
    return (int32_t)nw_id_index_find(&cohort->youths.ids.index, id);
}

int32_t nw_cohort_company(const nw_cohort *cohort, nw_text id)
{
    return (int32_t)nw_id_index_find(&cohort->companies.ids.index, id);
}

int32_t nw_cohort_post(const nw_cohort *cohort, nw_text id)
{
    return (int32_t)nw_id_index_find(&cohort->posts.ids.index, id);
}

int32_t nw_values_find(const nw_values *values, int32_t row, int32_t to)
{
    int64_t low = values->start[row], end = values->start[row + 1], high = end;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (values->to[middle] < to)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && values->to[low] == to ? values->value[low] : NW_UNKNOWN;
}
