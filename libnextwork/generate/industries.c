#include "generate/industries.h"

#include <stddef.h>

static const nw_sector farming = {{"61", "61", "92", "92"}, "drivers-licence-b"};
static const nw_sector nature = {{"62", "92", "93", "61"}, "drivers-licence-b"};
static const nw_sector mining = {{"81", "93", "83", "72"}, "drivers-licence-b"};
static const nw_sector food = {{"75", "81", "93", "94"}, "hygiene"};
static const nw_sector crafts = {{"75", "73", "93", "82"}, "hand-tools"};
static const nw_sector process = {{"81", "93", "82", "43"}, "forklift"};
static const nw_sector metal = {{"72", "72", "93", "81"}, "hand-tools"};
static const nw_sector electronics = {{"82", "74", "31", "93"}, "hand-tools"};
static const nw_sector utility = {{"96", "93", "83", "74"}, "drivers-licence-b"};
static const nw_sector building = {{"71", "71", "93", "74"}, "hand-tools"};
static const nw_sector motor = {{"72", "72", "52", "91"}, "hand-tools"};
static const nw_sector wholesale = {{"43", "93", "52", "41"}, "forklift"};
static const nw_sector retail = {{"52", "52", "93", "42"}, "cash-register"};
static const nw_sector transport = {{"83", "93", "43", "42"}, "drivers-licence-b"};
static const nw_sector post = {{"44", "93", "83", "42"}, "drivers-licence-b"};
static const nw_sector lodging = {{"51", "91", "94", "42"}, "hygiene"};
static const nw_sector serving = {{"51", "94", "94", "91"}, "hygiene"};
static const nw_sector media = {{"26", "34", "41", "73"}, "computer"};
static const nw_sector computing = {{"35", "25", "41", "42"}, "computer"};
static const nw_sector office = {{"41", "43", "33", "42"}, "computer"};
static const nw_sector property = {{"91", "51", "71", "92"}, "hand-tools"};
static const nw_sector engineering = {{"31", "41", "21", "33"}, "computer"};
static const nw_sector animals = {{"32", "51", "91", "41"}, "hygiene"};
static const nw_sector hiring = {{"52", "83", "42", "93"}, "drivers-licence-b"};
static const nw_sector guarding = {{"54", "54", "42", "91"}, "drivers-licence-b"};
static const nw_sector cleaning = {{"91", "91", "92", "51"}, "drivers-licence-b"};
static const nw_sector administration = {{"41", "44", "33", "91"}, "computer"};
static const nw_sector teaching = {{"53", "51", "91", "41"}, "first-aid"};
static const nw_sector health = {{"53", "32", "41", "91"}, "first-aid"};
static const nw_sector care = {{"53", "53", "91", "94"}, "first-aid"};
static const nw_sector culture = {{"34", "42", "51", "26"}, "customer-service"};
static const nw_sector sport = {{"34", "51", "42", "91"}, "first-aid"};
static const nw_sector association = {{"41", "34", "44", "51"}, "customer-service"};
static const nw_sector repair = {{"74", "72", "52", "73"}, "hand-tools"};
static const nw_sector personal = {{"51", "51", "52", "91"}, "customer-service"};

/* Led by retail, care, hospitality, manufacturing and construction: about the places that take
 * trainees, not a statistic. */
const nw_industry_share nw_industries[NW_INDUSTRIES] = {
    {"01", &farming, {NULL}, 250, false},
    {"02", &nature, {NULL}, 15, false},
    {"03", &nature, {NULL}, 5, false},
    {"05", &mining, {NULL}, 1, false},
    {"06", &mining, {NULL}, 1, false},
    {"07", &mining, {NULL}, 1, false},
    {"08", &mining, {NULL}, 8, false},
    {"09", &mining, {NULL}, 4, false},
    {"10", &food, {"1013", "1052", "1071"}, 260, false},
    {"11", &food, {"1105", "1107"}, 15, false},
    {"12", &food, {NULL}, 1, false},
    {"13", &crafts, {"1392"}, 20, false},
    {"14", &crafts, {NULL}, 15, false},
    {"15", &crafts, {NULL}, 3, false},
    {"16", &crafts, {"1623"}, 80, false},
    {"17", &process, {"1721"}, 15, false},
    {"18", &crafts, {"1812"}, 45, false},
    {"19", &process, {NULL}, 2, false},
    {"20", &process, {NULL}, 20, false},
    {"21", &process, {NULL}, 15, false},
    {"22", &process, {"2229"}, 65, false},
    {"23", &process, {"2361"}, 45, false},
    {"24", &metal, {NULL}, 12, false},
    {"25", &metal, {"2511", "2562"}, 260, false},
    {"26", &electronics, {NULL}, 35, false},
    {"27", &electronics, {NULL}, 45, false},
    {"28", &metal, {"2822"}, 150, false},
    {"29", &metal, {NULL}, 15, false},
    {"30", &metal, {NULL}, 10, false},
    {"31", &crafts, {"3109"}, 60, false},
    {"32", &electronics, {NULL}, 40, false},
    {"33", &metal, {"3312"}, 90, false},
    {"35", &utility, {NULL}, 25, false},
    {"36", &utility, {NULL}, 8, false},
    {"37", &utility, {NULL}, 8, false},
    {"38", &utility, {"3811", "3832"}, 40, false},
    {"39", &utility, {NULL}, 3, false},
    {"41", &building, {"4120"}, 280, false},
    {"42", &building, {"4211"}, 80, false},
    {"43", &building, {"4321", "4322", "4334"}, 760, false},
    {"46", &wholesale, {"4639", "4673"}, 450, false},
    {"47", &retail, {"4711", "4752", "4771"}, 1550, false},
    {"49", &transport, {"4932", "4941"}, 230, false},
    {"50", &transport, {NULL}, 8, false},
    {"51", &transport, {NULL}, 3, false},
    {"52", &transport, {"5210"}, 90, false},
    {"53", &post, {"5310", "5320"}, 60, false},
    {"55", &lodging, {"5510", "5530"}, 230, false},
    {"56", &serving, {"5610", "5621", "5630"}, 880, false},
    {"58", &media, {"5813"}, 25, false},
    {"59", &media, {"5911"}, 20, false},
    {"60", &media, {NULL}, 5, false},
    {"61", &computing, {NULL}, 12, false},
    {"62", &computing, {"6201", "6202"}, 120, false},
    {"63", &computing, {NULL}, 20, false},
    {"64", &office, {NULL}, 30, false},
    {"65", &office, {NULL}, 10, false},
    {"66", &office, {NULL}, 15, false},
    {"68", &property, {"6820", "6832"}, 180, false},
    {"69", &office, {"6910", "6920"}, 95, false},
    {"70", &office, {NULL}, 60, false},
    {"71", &engineering, {"7112"}, 90, false},
    {"72", &engineering, {NULL}, 15, false},
    {"73", &media, {"7311"}, 45, false},
    {"74", &media, {NULL}, 50, false},
    {"75", &animals, {"7500"}, 35, false},
    {"77", &hiring, {"7711"}, 45, false},
    {"78", &office, {NULL}, 30, false},
    {"79", &office, {NULL}, 25, false},
    {"80", &guarding, {"8010"}, 25, false},
    {"81", &cleaning, {"8121", "8130"}, 330, false},
    {"82", &office, {NULL}, 30, false},
    {"84", &administration, {"8411"}, 280, false},
    {"85", &teaching, {"8510", "8520"}, 430, false},
    {"86", &health, {"8621", "8623"}, 280, false},
    {"87", &care, {"8710", "8730"}, 560, false},
    {"88", &care, {"8810", "8891"}, 880, false},
    {"90", &culture, {NULL}, 40, false},
    {"91", &culture, {"9101", "9102"}, 60, false},
    {"92", &personal, {NULL}, 5, false},
    {"93", &sport, {"9311", "9312", "9313"}, 200, false},
    {"94", &association, {"9499"}, 130, false},
    {"95", &repair, {"9511"}, 60, false},
    {"96", &personal, {"9602"}, 200, false},
    {"97", &cleaning, {NULL}, 1, false},
    {"98", &cleaning, {NULL}, 1, false},
    {"99", &administration, {NULL}, 1, false},
    {"45", &motor, {"4511", "4520", "4532"}, 320, true},
};

int32_t nw_draw_industry(nw_random *random)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < NW_INDUSTRIES; i++)
        sum += nw_industries[i].weight;
    int64_t left = (int64_t)nw_random_below(random, (uint64_t)sum);
    int32_t place = 0;
    while (left >= nw_industries[place].weight)
        left -= nw_industries[place++].weight;
    return place;
}

const char *nw_draw_function(nw_random *random, int32_t industry)
{
    return nw_industries[industry].sector->functions[nw_random_below(random, NW_SECTOR_FUNCTIONS)];
}
