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
    {"01", 250, &farming, {NULL}, false},
    {"02", 15, &nature, {NULL}, false},
    {"03", 5, &nature, {NULL}, false},
    {"05", 1, &mining, {NULL}, false},
    {"06", 1, &mining, {NULL}, false},
    {"07", 1, &mining, {NULL}, false},
    {"08", 8, &mining, {NULL}, false},
    {"09", 4, &mining, {NULL}, false},
    {"10", 260, &food, {"1013", "1052", "1071"}, false},
    {"11", 15, &food, {"1105", "1107"}, false},
    {"12", 1, &food, {NULL}, false},
    {"13", 20, &crafts, {"1392"}, false},
    {"14", 15, &crafts, {NULL}, false},
    {"15", 3, &crafts, {NULL}, false},
    {"16", 80, &crafts, {"1623"}, false},
    {"17", 15, &process, {"1721"}, false},
    {"18", 45, &crafts, {"1812"}, false},
    {"19", 2, &process, {NULL}, false},
    {"20", 20, &process, {NULL}, false},
    {"21", 15, &process, {NULL}, false},
    {"22", 65, &process, {"2229"}, false},
    {"23", 45, &process, {"2361"}, false},
    {"24", 12, &metal, {NULL}, false},
    {"25", 260, &metal, {"2511", "2562"}, false},
    {"26", 35, &electronics, {NULL}, false},
    {"27", 45, &electronics, {NULL}, false},
    {"28", 150, &metal, {"2822"}, false},
    {"29", 15, &metal, {NULL}, false},
    {"30", 10, &metal, {NULL}, false},
    {"31", 60, &crafts, {"3109"}, false},
    {"32", 40, &electronics, {NULL}, false},
    {"33", 90, &metal, {"3312"}, false},
    {"35", 25, &utility, {NULL}, false},
    {"36", 8, &utility, {NULL}, false},
    {"37", 8, &utility, {NULL}, false},
    {"38", 40, &utility, {"3811", "3832"}, false},
    {"39", 3, &utility, {NULL}, false},
    {"41", 280, &building, {"4120"}, false},
    {"42", 80, &building, {"4211"}, false},
    {"43", 760, &building, {"4321", "4322", "4334"}, false},
    {"46", 450, &wholesale, {"4639", "4673"}, false},
    {"47", 1550, &retail, {"4711", "4752", "4771"}, false},
    {"49", 230, &transport, {"4932", "4941"}, false},
    {"50", 8, &transport, {NULL}, false},
    {"51", 3, &transport, {NULL}, false},
    {"52", 90, &transport, {"5210"}, false},
    {"53", 60, &post, {"5310", "5320"}, false},
    {"55", 230, &lodging, {"5510", "5530"}, false},
    {"56", 880, &serving, {"5610", "5621", "5630"}, false},
    {"58", 25, &media, {"5813"}, false},
    {"59", 20, &media, {"5911"}, false},
    {"60", 5, &media, {NULL}, false},
    {"61", 12, &computing, {NULL}, false},
    {"62", 120, &computing, {"6201", "6202"}, false},
    {"63", 20, &computing, {NULL}, false},
    {"64", 30, &office, {NULL}, false},
    {"65", 10, &office, {NULL}, false},
    {"66", 15, &office, {NULL}, false},
    {"68", 180, &property, {"6820", "6832"}, false},
    {"69", 95, &office, {"6910", "6920"}, false},
    {"70", 60, &office, {NULL}, false},
    {"71", 90, &engineering, {"7112"}, false},
    {"72", 15, &engineering, {NULL}, false},
    {"73", 45, &media, {"7311"}, false},
    {"74", 50, &media, {NULL}, false},
    {"75", 35, &animals, {"7500"}, false},
    {"77", 45, &hiring, {"7711"}, false},
    {"78", 30, &office, {NULL}, false},
    {"79", 25, &office, {NULL}, false},
    {"80", 25, &guarding, {"8010"}, false},
    {"81", 330, &cleaning, {"8121", "8130"}, false},
    {"82", 30, &office, {NULL}, false},
    {"84", 280, &administration, {"8411"}, false},
    {"85", 430, &teaching, {"8510", "8520"}, false},
    {"86", 280, &health, {"8621", "8623"}, false},
    {"87", 560, &care, {"8710", "8730"}, false},
    {"88", 880, &care, {"8810", "8891"}, false},
    {"90", 40, &culture, {NULL}, false},
    {"91", 60, &culture, {"9101", "9102"}, false},
    {"92", 5, &personal, {NULL}, false},
    {"93", 200, &sport, {"9311", "9312", "9313"}, false},
    {"94", 130, &association, {"9499"}, false},
    {"95", 60, &repair, {"9511"}, false},
    {"96", 200, &personal, {"9602"}, false},
    {"97", 1, &cleaning, {NULL}, false},
    {"98", 1, &cleaning, {NULL}, false},
    {"99", 1, &administration, {NULL}, false},
    {"45", 320, &motor, {"4511", "4520", "4532"}, true},
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
