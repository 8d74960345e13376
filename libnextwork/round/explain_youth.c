#include "round/explain_youth.h"

#include "base/dates.h"
#include "base/memory.h"
#include "fit/explain.h"
#include "round/carry_over.h"
#include "round/choices.h"
#include "round/contest_words.h"
#include "round/cost_words.h"
#include "round/mechanism.h"
#include "round/rank_exchange.h"
#include "round/trade_words.h"

#include <stdarg.h>
#include <stdio.h>

#define SENTENCE 1024

enum { POST, RANK, FIT, OUTCOME, REASONS, LAST, OWN, TEXT, COST };
static const char *const outcomes[] = {"placed",     "refused",    "contest-lost",
                                       "not-needed", "outweighed", NULL};
enum { PLACED, REFUSED, CONTEST_LOST, NOT_NEEDED, OUTWEIGHED };

static const nw_column_schema columns[] = {
    {"post_id", NW_ID, false, 0, 0, NULL, "the post; empty: what holds at every post"},
    {"rank", NW_INT, false, 1, 9999, NULL, "rank of the wish"},
    {"fit", NW_INT, false, 0, 10000, NULL, "basis points"},
    {"outcome", NW_CHOICE, true, 0, 0, outcomes, "what became of the wish"},
    {"reasons", NW_STRING, false, 0, 0, NULL, "why it was refused, separated by |"},
    {"last_admitted", NW_STRING, false, 0, 0, NULL, "TIER:LOTTERY of the last who got in"},
    {"own", NW_STRING, false, 0, 0, NULL, "TIER:LOTTERY of the youth there"},
    {"text", NW_STRING, true, 0, 0, NULL, "the same in a sentence"},
    {"cost", NW_BIGINT, false, 0, 0, NULL,
     "fit that the others would lose by it, at least; basis points"},
};
static const nw_table_schema schema = {.name = "story",
                                       .required = true,
                                       .n_columns = 9,
                                       .columns = columns,
                                       .help = "a youth's wishes and what became of each"};

typedef struct {
    nw_table *table;
    const nw_result *result;
    const nw_cohort *cohort;
    int32_t youth;
    int language;
    char carried[SENTENCE];     /* what the youth carries over, with a space before it; "" */
    nw_rank_exchange *exchange; /* zeros until first needed */
} story;

static nextwork_status tell(story *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static nextwork_status tell(story *s, const char *format, ...)
{
    char sentence[SENTENCE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    return nw_table_set_text(s->table, TEXT, nw_text_of(sentence));
}

/* Where what is carried over counts, it is told behind how a contest went. */
static nextwork_status append_carried(story *s)
{
    if (s->carried[0] == '\0')
        return NEXTWORK_OK;
    char sentence[SENTENCE + sizeof s->carried];
    nw_text text = nw_cell_text(&s->table->columns[TEXT], s->table->rows - 1);
    snprintf(sentence, sizeof sentence, "%.*s%s", (int)text.bytes, text.at, s->carried);
    return nw_table_set_text(s->table, TEXT, nw_text_of(sentence));
}

/* A number of rounds after the words that it is of. */
static void add_carried(story *s, const char *const words[2][2], int32_t rounds)
{
    size_t at = strlen(s->carried);
    if (rounds > 0)
        snprintf(s->carried + at, SENTENCE - at, words[s->language == NW_DANISH][rounds != 1],
                 (int)rounds);
}

static void tell_carried(story *s)
{
    static const char *const left_out[2][2] = {
        {" The youth was left without a place in %d earlier round, and comes first among equals.",
         " The youth was left without a place in %d earlier rounds, and comes first among equals."},
        {" Den unge stod uden plads i %d tidligere runde og kommer først blandt lige stillede.",
         " Den unge stod uden plads i %d tidligere runder og kommer først blandt lige stillede."},
    };
    static const char *const poor[2][2] = {
        {" The youth got none of the first wishes in %d earlier round, and comes before equals who "
         "did.",
         " The youth got none of the first wishes in %d earlier rounds, and comes before equals "
         "who "
         "did."},
        {" Den unge fik ingen af sine første ønsker i %d tidligere runde og kommer før lige "
         "stillede, der gjorde.",
         " Den unge fik ingen af sine første ønsker i %d tidligere runder og kommer før lige "
         "stillede, der gjorde."},
    };
    nw_carried carried = nw_carried_of(s->result->round, s->youth);
    add_carried(s, left_out, carried.left_out);
    if (carried.left_out == 0)
        add_carried(s, poor, carried.poor);
}

static nextwork_status tell_reasons(story *s, uint32_t reasons)
{
    char names[NW_REASONS * 24], sentences[NW_REASONS * 128];
    int64_t bytes = nw_reasons_text(names, sizeof names, reasons, '|');
    nw_table_set_int(s->table, OUTCOME, REFUSED);
    NW_TRY(nw_table_set_text(s->table, REASONS, (nw_text){names, bytes}));
    bytes = nw_reasons_sentences(sentences, sizeof sentences, reasons, s->language);
    return nw_table_set_text(s->table, TEXT, (nw_text){sentences, bytes});
}

static nextwork_status tell_contest(story *s, int32_t post)
{
    nw_standing own = nw_result_standing(s->result, s->youth, post);
    nw_standing last = s->result->cutoff[post];
    char text[NW_STANDING_BYTES];
    nw_table_set_int(s->table, OUTCOME, CONTEST_LOST);
    nw_result_standing_text(text, s->result, last);
    NW_TRY(nw_table_set_text(s->table, LAST, nw_text_of(text)));
    nw_result_standing_text(text, s->result, own);
    NW_TRY(nw_table_set_text(s->table, OWN, nw_text_of(text)));
    char words[NW_CONTEST_WORDS];
    nw_contest_words(words, s->result, s->youth, post, s->language);
    return tell(s, "%s", words);
}

static nextwork_status tell_outweighed(story *s, int32_t post, int32_t fit)
{
    int64_t cost;
    char words[NW_COST_WORDS];
    nw_table_set_int(s->table, OUTCOME, OUTWEIGHED);
    if (nw_cost_words(words, &cost, s->result, s->youth, post, fit, s->language))
        nw_table_set_int(s->table, COST, cost);
    return tell(s, "%s", words);
}

/* Of a youth with a running placement whose seat nobody else could get. */
static nextwork_status tell_protected(story *s, int32_t held, const char *start, const char *end)
{
    static const char *const kept[2] = {
        "Keeps this post, from %s until %s: who is there already comes before everybody else.",
        "Beholder denne plads, fra %s til %s: den, der allerede er der, kommer før alle andre."};
    static const char *const moved[2] = {
        "Placed here from %s until %s, a higher wish than %.*s, which the youth could have kept.",
        "Får denne plads fra %s til %s, et højere ønske end %.*s, som den unge kunne have "
        "beholdt."};
    int danish = s->language == NW_DANISH;
    if (held == s->result->post_of[s->youth])
        return tell(s, kept[danish], start, end);
    nw_text id = s->cohort->posts.ids.texts[held];
    return tell(s, moved[danish], start, end, (int)id.bytes, id.at);
}

static nextwork_status tell_placed(story *s)
{
    static const char *const sentences[2] = {"Placed here from %s until %s.",
                                             "Får denne plads fra %s til %s."};
    char start[11], end[11], words[NW_TRADE_WORDS];
    nw_table_set_int(s->table, OUTCOME, PLACED);
    if (s->result->mechanism->trades) {
        nw_trade_got_words(words, s->result, s->youth, s->language);
        return tell(s, "%s", words);
    }
    nw_date_format(start, s->result->round->start);
    nw_date_format(end, s->result->round->end);
    if (s->result->options.protect && s->result->round->held[s->youth] >= 0)
        return tell_protected(s, s->result->round->held[s->youth], start, end);
    return tell(s, s->language == NW_DANISH ? sentences[1] : sentences[0], start, end);
}

static nextwork_status tell_not_needed(story *s)
{
    nw_table_set_int(s->table, OUTCOME, NOT_NEEDED);
    return tell(s, "%s",
                s->language == NW_DANISH ? "Et højere ønske blev opfyldt."
                                         : "A wish that comes before it was met.");
}

/* Whether equal ranks are equal, and the youth's own post has no worse one. */
static bool is_as_good(const story *s, int32_t post)
{
    int32_t own = s->result->post_of[s->youth];
    bool equals = s->result->mechanism->by_ranks || s->result->options.equals;
    return equals && own >= 0 && nw_wish_rank(s->cohort, s->youth, post) != NW_UNKNOWN &&
           nw_wish_rank(s->cohort, s->youth, own) == nw_wish_rank(s->cohort, s->youth, post);
}

static nextwork_status tell_equal(story *s)
{
    nw_table_set_int(s->table, OUTCOME, NOT_NEEDED);
    return tell(s, "%s",
                s->language == NW_DANISH ? "Et ønske med samme nummer blev opfyldt."
                                         : "A wish of the same rank was met.");
}

/* What ranks alone decide has no last admitted: what counts is what all would lose by it. */
static nextwork_status tell_outweighed_ranks(story *s, int32_t post)
{
    nw_rank_loss loss;
    nw_table_set_int(s->table, OUTCOME, OUTWEIGHED);
    if (s->exchange->result == NULL)
        NW_TRY(nw_rank_exchange_new(s->exchange, s->result, s->youth));
    NW_TRY(nw_rank_exchange_at(&loss, s->exchange, post));
    char sentence[NW_RANK_LOSS_WORDS];
    nw_rank_loss_words(sentence, loss, s->result->mechanism->by_ranks, s->language);
    return tell(s, "%s", sentence);
}

static nextwork_status add_post(story *s, int32_t post)
{
    const nw_result *result = s->result;
    int32_t own = result->post_of[s->youth];
    nw_preference wish = nw_preference_of(result->round, s->youth, post, result->options.seed);
    NW_TRY(nw_table_add_row(s->table));
    NW_TRY(nw_table_set_text(s->table, POST, s->cohort->posts.ids.texts[post]));
    int32_t rank = nw_wish_rank(s->cohort, s->youth, post);
    if (rank != NW_UNKNOWN)
        nw_table_set_int(s->table, RANK, rank);
    nw_table_set_int(s->table, FIT, wish.fit);
    uint32_t reasons = nw_pair_reasons(result->round, s->youth, post);
    if (post == own) {
        NW_TRY(tell_placed(s));
        return append_carried(s);
    }
    if (reasons != 0)
        return tell_reasons(s, reasons);
    if (own >= 0 &&
        nw_prefers(nw_preference_of(result->round, s->youth, own, result->options.seed), wish))
        return tell_not_needed(s);
    if (is_as_good(s, post))
        return tell_equal(s);
    if (result->mechanism->by_ranks)
        return tell_outweighed_ranks(s, post);
    if (result->mechanism->priced)
        return tell_outweighed(s, post, wish.fit);
    NW_TRY(tell_contest(s, post));
    return append_carried(s);
}

/* The youth's wishes in the order of preference, also those that reasons forbid. */
static nextwork_status add_wishes(story *s)
{
    const nw_wishes *wishes = &s->cohort->wishes;
    int64_t first = wishes->start[s->youth], count = wishes->start[s->youth + 1] - first;
    nw_keyed *order = NW_NEW(nw_keyed, 2 * count);
    if (order == NULL)
        return nw_fail_memory("a youth's story");
    for (int64_t i = 0; i < count; i++) {
        int32_t post = wishes->post[first + i];
        order[i] = (nw_keyed){
            nw_preference_of(s->result->round, s->youth, post, s->result->options.seed).order,
            post};
    }
    nw_sort_keyed(order, order + count, count);
    nextwork_status status = NEXTWORK_OK;
    for (int64_t i = 0; i < count && status == NEXTWORK_OK; i++)
        status = add_post(s, (int32_t)order[i].item);
    nw_free(order);
    return status;
}

static nextwork_status tell_story(story *s)
{
    uint32_t at_any_post = s->result->round->youth_reasons[s->youth];
    if (at_any_post != 0) { /* posts are beside the point, and a control youth is shown none */
        NW_TRY(nw_table_add_row(s->table));
        return tell_reasons(s, at_any_post);
    }
    NW_TRY(add_wishes(s));
    int32_t own = s->result->post_of[s->youth];
    if (own >= 0 && nw_wish_rank(s->cohort, s->youth, own) == NW_UNKNOWN)
        return add_post(s, own);
    return NEXTWORK_OK;
}

nextwork_status nw_explain_youth(nw_table **table, const nw_result *result, int32_t youth,
                                 int language)
{
    nw_rank_exchange exchange = {0};
    story s = {.result = result,
               .cohort = result->round->cohort,
               .youth = youth,
               .language = language,
               .exchange = &exchange};
    NW_TRY(nw_table_new(&s.table, &schema));
    if (result->options.carry_over)
        tell_carried(&s);
    nextwork_status status = tell_story(&s);
    nw_rank_exchange_clear(&exchange);
    return nw_table_finish(table, s.table, status);
}
