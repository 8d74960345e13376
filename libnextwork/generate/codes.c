#include "generate/codes.h"

#include <glib.h>

const char *const nw_skills[NW_SKILLS] = {
    "cash-register", "computer", "customer-service", "drivers-licence-b",
    "first-aid",     "forklift", "hand-tools",       "hygiene",
};

const char *const nw_needs[NW_NEEDS] = {
    "accessible", "flexible-hours", "mentor", "quiet", "transport", "written-instructions",
};

/* Room for all codes of one list. */
#define LONGEST 256

nextwork_status nw_set_codes(nw_table *table, int64_t column, const char *const *list,
                             uint32_t chosen)
{
    char text[LONGEST] = "";
    for (int i = 0; chosen >> i != 0; i++) {
        if ((chosen >> i & 1) == 0)
            continue;
        if (text[0] != '\0')
            g_strlcat(text, "|", LONGEST);
        g_strlcat(text, list[i], LONGEST);
    }
    return nw_set_words(table, column, text);
}

uint32_t nw_skill_bit(const char *code)
{
    int place = 0;
    while (strcmp(nw_skills[place], code) != 0)
        place++;
    return UINT32_C(1) << place;
}
