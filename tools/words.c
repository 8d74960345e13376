#include "words.h"

#include <string.h>

static const struct {
    const char *english, *danish;
} words[] = {
    /* headings */
    {"youth", "den unge"},
    {"wish", "ønske"},
    {"post", "plads"},
    {"company", "virksomhed"},
    {"outcome", "udfald"},
    {"why", "hvorfor"},
    {"term", "kriterium"},
    {">weight", ">vægt"},
    {">value", ">værdi"},
    {">part", ">bidrag"},
    {"fact", "grundlag"},
    {"period", "periode"},
    {"start", "start"},
    {"end", "slut"},
    {">fit", ">match"},
    {">price", ">pris"},
    /* outcomes of wishes */
    {"placed", "fik pladsen"},
    {"refused", "ikke muligt"},
    {"contest-lost", "gik til andre"},
    {"not-needed", "ikke nødvendigt"},
    {"outweighed", "vejede mindre"},
    /* terms, and their sum; "wish" is above */
    {"novelty", "nyt"},
    {"mutual", "svar"},
    {"travel", "rejsetid"},
    {"goal", "mål"},
    {"support", "støtte"},
    {"hours", "timer"},
    {"reliability", "pålidelighed"},
    {"skill", "færdigheder"},
    {"room", "ledige pladser"},
    {"own", "egen score"},
    {"fit", "match"},
    /* severities of reasons */
    {"law", "lov"},
    {"programme", "indsats"},
    {"person", "person"},
    {"data", "data"},
    /* wishes */
    {"any", "alle"},
    {"none", "ingen"},
    {"not listed", "ikke ønsket"},
};

bool is_danish(const char *language)
{
    return strcmp(language, "da") == 0;
}

const char *word_in(const char *language, const char *english)
{
    for (gsize i = 0; is_danish(language) && i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].english, english) == 0)
            return words[i].danish;
    return english;
}

grid *grid_in(const char *language, const char *const *headings)
{
    g_autoptr(GPtrArray) words_of = g_ptr_array_new();
    for (const char *const *heading = headings; *heading != NULL; heading++)
        g_ptr_array_add(words_of, (char *)word_in(language, *heading));
    g_ptr_array_add(words_of, NULL);
    return grid_new((const char *const *)words_of->pdata);
}

void say(GString *text, const char *language, const char *english, const char *danish, ...)
{
    va_list arguments;
    va_start(arguments, danish);
    g_string_append_vprintf(text, is_danish(language) ? danish : english, arguments);
    va_end(arguments);
}
