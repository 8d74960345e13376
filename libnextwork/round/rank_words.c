#include "fit/explain.h"
#include "round/rank_exchange.h"
#include "round/rank_proof.h"

#include <stdio.h>

/* In English and in Danish; of two pairs, the second is that of NW_WORST_RANKS_LAST. */
static const char *const none[2] = {
    "All ranks together would have been as good with this youth here and somebody else "
    "elsewhere; the lottery decided.",
    "Med denne unge her og en anden et andet sted var alle numre tilsammen lige så gode; "
    "lodtrækningen afgjorde det.",
};
static const char *const fewer[2] = {
    "With this youth here at most %lld youths could be placed, not %lld.",
    "Med denne unge her kunne højst %lld unge få en plads, ikke %lld.",
};
static const char *const listed[2][2] = {
    {"With this youth here, and as many as now at every better rank, at most %lld youths could "
     "have their wish of rank %d, not %lld.",
     "Med denne unge her, og lige så mange som nu ved hvert bedre nummer, kunne højst %lld unge "
     "få deres ønske nr. %d, ikke %lld."},
    {"With this youth here, as many placed as now and as many at every worse rank, at least "
     "%lld youths would have their wish of rank %d, not %lld.",
     "Med denne unge her, lige så mange med en plads som nu og lige så mange ved hvert "
     "dårligere nummer, ville mindst %lld unge få deres ønske nr. %d, ikke %lld."},
};
static const char *const unlisted[2][2] = {
    {"With this youth here, and as many as now at every rank, at most %lld youths could have a "
     "post that they did not list, not %lld.",
     "Med denne unge her, og lige så mange som nu ved hvert nummer, kunne højst %lld unge få en "
     "plads, de ikke har ønsket, ikke %lld."},
    {"With this youth here, and as many placed as now, at least %lld youths would have a post "
     "that they did not list, not %lld.",
     "Med denne unge her, og lige så mange med en plads som nu, ville mindst %lld unge få en "
     "plads, de ikke har ønsket, ikke %lld."},
};

void nw_rank_loss_words(char text[NW_RANK_LOSS_WORDS], nw_rank_loss loss, int by_ranks,
                        int language)
{
    int danish = language == NW_DANISH, worst_last = by_ranks == NW_WORST_RANKS_LAST;
    long long now = loss.now, then = loss.then;
    if (loss.rank == 0)
        snprintf(text, NW_RANK_LOSS_WORDS, "%s", none[danish]);
    else if (loss.rank == NW_RANK_PLACED)
        snprintf(text, NW_RANK_LOSS_WORDS, fewer[danish], then, now);
    else if (loss.rank == NW_RANK_UNLISTED)
        snprintf(text, NW_RANK_LOSS_WORDS, unlisted[worst_last][danish], then, now);
    else
        snprintf(text, NW_RANK_LOSS_WORDS, listed[worst_last][danish], then, (int)loss.rank, now);
}
