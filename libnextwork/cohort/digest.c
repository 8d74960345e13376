/* The digest of a cohort. What is hashed is the frozen cohort column by column: each with its name
 * and its count, so that no two cohorts give the same bytes; numbers as 32 bits, lowest byte first,
 * whatever the machine; ids as text, and from then on by their place among the sorted ids, which
 * the ids before them settle. What is derived from other columns is left out. */
#include "cohort/cohort.h"

#include <glib.h>

#define BLOCK 65536

typedef struct {
    GChecksum *sum;
    int64_t used;
    unsigned char block[BLOCK];
} hasher;

static void flush(hasher *hash)
{
    g_checksum_update(hash->sum, hash->block, (gssize)hash->used);
    hash->used = 0;
}

static void put_bytes(hasher *hash, const char *bytes, int64_t count)
{
    while (count > 0) {
        if (hash->used == BLOCK)
            flush(hash);
        int64_t part = MIN(count, BLOCK - hash->used);
        memcpy(hash->block + hash->used, bytes, (size_t)part);
        hash->used += part;
        bytes += part;
        count -= part;
    }
}

static void put_number(hasher *hash, int32_t number)
{
    if (hash->used > BLOCK - 4)
        flush(hash);
    uint32_t bits = GUINT32_TO_LE((uint32_t)number);
    memcpy(hash->block + hash->used, &bits, sizeof bits);
    hash->used += (int64_t)sizeof bits;
}

static void put_text(hasher *hash, nw_text text)
{
    put_bytes(hash, text.at, text.bytes);
    put_bytes(hash, "", 1);
}

/* --- Columns -------------------------------------------------------------------------------- */

/* Begins a column. Counts reach 63 bits. */
static void begin(hasher *hash, const char *name, int64_t count)
{
    put_text(hash, nw_text_of(name));
    put_number(hash, (int32_t)(count & INT32_MAX));
    put_number(hash, (int32_t)(count >> 31));
}

static void put_texts(hasher *hash, const char *name, const nw_text *texts, int64_t count)
{
    begin(hash, name, count);
    for (int64_t i = 0; i < count; i++)
        put_text(hash, texts[i]);
}

static void put_ints(hasher *hash, const char *name, const int32_t *numbers, int64_t count)
{
    begin(hash, name, count);
    for (int64_t i = 0; i < count; i++)
        put_number(hash, numbers[i]);
}

static void put_small(hasher *hash, const char *name, const int8_t *numbers, int64_t count)
{
    begin(hash, name, count);
    for (int64_t i = 0; i < count; i++)
        put_number(hash, numbers[i]);
}

/* The lengths of a ragged column's rows. */
static void put_lengths(hasher *hash, const char *name, const int64_t *start, int64_t rows)
{
    begin(hash, name, rows);
    for (int64_t row = 0; row < rows; row++)
        put_number(hash, (int32_t)(start[row + 1] - start[row]));
}

static void put_places(hasher *hash, const char *name, const nw_place *places, int64_t count)
{
    begin(hash, name, count);
    for (int64_t i = 0; i < count; i++) {
        put_number(hash, places[i].known);
        put_number(hash, places[i].x);
        put_number(hash, places[i].y);
        put_number(hash, places[i].z);
    }
}

static void put_industry(hasher *hash, nw_industry industry)
{
    put_number(hash, industry.scheme);
    put_number(hash, industry.digits);
    put_number(hash, industry.code);
}

static void put_function(hasher *hash, nw_function function)
{
    put_number(hash, function.digits);
    put_number(hash, function.code);
}

static void put_lists(hasher *hash, const char *name, const nw_code_rows *lists, int64_t rows)
{
    put_lengths(hash, name, lists->start, rows);
    put_ints(hash, "codes", lists->code, lists->start[rows]);
    put_small(hash, "levels", lists->level, lists->level == NULL ? 0 : lists->start[rows]);
}

/* --- Tables --------------------------------------------------------------------------------- */

static void put_youths(hasher *hash, const nw_youths *youths)
{
    int64_t count = youths->count;
    put_texts(hash, "youths", youths->ids.texts, count);
    put_ints(hash, "network_id", youths->network, count);
    put_ints(hash, "municipality", youths->municipality, count);
    put_places(hash, "place", youths->place, count);
    put_ints(hash, "birth_year", youths->birth_year, count);
    put_ints(hash, "hours_min", youths->hours_min, count);
    put_ints(hash, "hours_max", youths->hours_max, count);
    put_ints(hash, "travel_max", youths->travel_max, count);
    put_small(hash, "travel_mode", youths->travel_mode, count);
    put_small(hash, "intent", youths->intent, count);
    put_small(hash, "enrolled", youths->enrolled, count);
    put_small(hash, "trial_arm", youths->trial_arm, count);
    put_lists(hash, "needs", &youths->needs, count);
    put_lists(hash, "skills", &youths->skills, count);
}

static void put_companies(hasher *hash, const nw_companies *companies)
{
    int64_t count = companies->count;
    put_texts(hash, "companies", companies->ids.texts, count);
    put_lengths(hash, "network_id", companies->network_start, count);
    put_ints(hash, "networks", companies->network, companies->network_start[count]);
    put_ints(hash, "owner_id", companies->owner, count);
    put_ints(hash, "municipality", companies->municipality, count);
    put_places(hash, "place", companies->place, count);
    begin(hash, "industry", count);
    for (int64_t i = 0; i < count; i++)
        put_industry(hash, companies->industry[i]);
    put_ints(hash, "headcount", companies->headcount, count);
    put_ints(hash, "others_placed", companies->others_placed, count);
    put_ints(hash, "answered", companies->answered, count);
    put_ints(hash, "asked", companies->asked, count);
}

static void put_posts(hasher *hash, const nw_posts *posts)
{
    int64_t count = posts->count;
    put_texts(hash, "posts", posts->ids.texts, count);
    put_ints(hash, "company_id", posts->company, count);
    begin(hash, "function", count);
    for (int64_t i = 0; i < count; i++)
        put_function(hash, posts->function[i]);
    put_ints(hash, "seats", posts->seats, count);
    put_ints(hash, "hours_min", posts->hours_min, count);
    put_ints(hash, "hours_max", posts->hours_max, count);
    put_ints(hash, "available_from", posts->available_from, count);
    put_ints(hash, "available_to", posts->available_to, count);
    put_lists(hash, "requires", &posts->requires, count);
    put_lists(hash, "prefers", &posts->prefers, count);
    put_lists(hash, "offers", &posts->offers, count);
}

static void put_wishes(hasher *hash, const nw_wishes *wishes, int64_t youths)
{
    put_lengths(hash, "wishes", wishes->start, youths);
    put_ints(hash, "post_id", wishes->post, wishes->start[youths]);
    put_ints(hash, "rank", wishes->rank, wishes->start[youths]);
    put_lengths(hash, "vetoes", wishes->veto_start, youths);
    put_ints(hash, "post_id", wishes->veto, wishes->veto_start[youths]);
}

static void put_answers(hasher *hash, const nw_answers *answers, int64_t youths)
{
    put_lengths(hash, "answers", answers->start, youths);
    put_ints(hash, "post_id", answers->post, answers->start[youths]);
    put_small(hash, "answer", answers->answer, answers->start[youths]);
    put_ints(hash, "rank", answers->rank, answers->start[youths]);
}

static void put_interests(hasher *hash, const nw_interests *interests, int64_t youths)
{
    put_lengths(hash, "interests", interests->start, youths);
    for (int64_t i = 0; i < interests->start[youths]; i++) {
        const nw_interest *item = &interests->item[i];
        put_number(hash, item->scheme);
        put_industry(hash, item->industry);
        put_function(hash, item->function);
        put_number(hash, item->value);
    }
}

/* An empty table differs from none: with one, it is known that nobody was placed before. */
static void put_placements(hasher *hash, const nw_placements *placements, int64_t youths)
{
    put_lengths(hash, placements->given ? "placements" : "no placements", placements->start,
                youths);
    put_texts(hash, "placement_id", placements->id, placements->start[youths]);
    for (int64_t i = 0; i < placements->start[youths]; i++) {
        const nw_placement *item = &placements->item[i];
        put_number(hash, item->company);
        put_number(hash, item->post);
        put_industry(hash, item->industry);
        put_function(hash, item->function);
        put_number(hash, item->start);
        put_number(hash, item->end);
        put_number(hash, item->weeks);
        put_number(hash, item->status);
        put_number(hash, item->rating);
    }
}

static void put_values(hasher *hash, const char *name, const nw_values *values, int64_t youths)
{
    put_lengths(hash, name, values->start, youths);
    put_ints(hash, "to", values->to, values->start[youths]);
    put_ints(hash, "value", values->value, values->start[youths]);
}

/* Without an outcome there is nothing, as before there was such a table. */
static void put_outcomes(hasher *hash, const nw_outcomes *outcomes, int64_t youths)
{
    if (outcomes->start[youths] == 0)
        return;
    put_lengths(hash, "outcomes", outcomes->start, youths);
    for (int64_t i = 0; i < outcomes->start[youths]; i++) {
        put_number(hash, outcomes->item[i].start);
        put_number(hash, outcomes->item[i].rank);
        put_number(hash, outcomes->item[i].placed);
    }
}

static void put_names(hasher *hash, const char *name, const nw_names *names)
{
    put_texts(hash, name, names->names, names->count);
}

nextwork_status nw_cohort_digest(char hex[65], const nw_cohort *cohort)
{
    int64_t youths = cohort->youths.count;
    hasher hash = {.sum = g_checksum_new(G_CHECKSUM_SHA256)};
    put_text(&hash, nw_text_of("nextwork cohort 1"));
    put_names(&hash, "networks", &cohort->networks);
    put_names(&hash, "owners", &cohort->owners);
    put_names(&hash, "need codes", &cohort->need_codes);
    put_names(&hash, "skill codes", &cohort->skill_codes);
    put_youths(&hash, &cohort->youths);
    put_companies(&hash, &cohort->companies);
    put_posts(&hash, &cohort->posts);
    put_wishes(&hash, &cohort->wishes, youths);
    put_answers(&hash, &cohort->answers, youths);
    put_interests(&hash, &cohort->interests, youths);
    put_placements(&hash, &cohort->placements, youths);
    put_values(&hash, "travel", &cohort->travel, youths);
    put_values(&hash, "fits", &cohort->fits, youths);
    put_outcomes(&hash, &cohort->outcomes, youths);
    put_text(&hash, nw_text_of(cohort->policy.text));
    flush(&hash);
    g_strlcpy(hex, g_checksum_get_string(hash.sum), 65);
    g_checksum_free(hash.sum);
    return NEXTWORK_OK;
}
