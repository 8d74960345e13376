#include "cohort/codes.h"

#include "cohort/codes_data.h"

/* The digits as a number, or -1 when there are fewer or more than allowed or anything else. */
static int32_t number_of(nw_text digits, int64_t fewest, int64_t most)
{
    if (digits.bytes < fewest || digits.bytes > most)
        return -1;
    int32_t number = 0;
    for (int64_t i = 0; i < digits.bytes; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9')
            return -1;
        number = number * 10 + (digits.at[i] - '0');
    }
    return number;
}

/* The place of a two-digit code in a list of divisions, or -1. */
static int32_t division_in(const nw_division *list, int32_t count, const char *code)
{
    int32_t low = 0, high = count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = memcmp(list[middle].code, code, 2);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* The division of DB25 that a code of DB07 belongs to. In the sorted list, longer prefixes of it
 * come later, and the last that fits decides. */
static int32_t cross(nw_text digits)
{
    const char *division = digits.at;
    for (int32_t i = 0; i < nw_crosswalk_count; i++) {
        nw_text prefix = nw_text_of(nw_crosswalk[i].prefix);
        if (prefix.bytes <= digits.bytes && memcmp(prefix.at, digits.at, (size_t)prefix.bytes) == 0)
            division = nw_crosswalk[i].db25;
    }
    return division_in(nw_db25, nw_db25_count, division);
}

bool nw_industry_parse(nw_industry *industry, int32_t scheme, nw_text digits)
{
    int32_t code = number_of(digits, 2, 6);
    if (code < 0 || (scheme != NW_DB07 && scheme != NW_DB25))
        return false;
    if (scheme == NW_DB07 && division_in(nw_db07, nw_db07_count, digits.at) < 0)
        return false;
    int32_t division =
        scheme == NW_DB07 ? cross(digits) : division_in(nw_db25, nw_db25_count, digits.at);
    if (division < 0)
        return false;
    *industry = (nw_industry){
        .scheme = (int8_t)scheme,
        .digits = (int8_t)digits.bytes,
        .division = (int16_t)division,
        .section = (int8_t)(nw_db25[division].section - 'A'),
        .code = code,
    };
    return true;
}

/* Whether there is a group of these one or two digits. */
static bool is_group(nw_text digits)
{
    for (int32_t i = 0; i < nw_disco08_count; i++)
        if (nw_text_equal(nw_text_of(nw_disco08[i].code), digits))
            return true;
    return false;
}

bool nw_function_parse(nw_function *function, nw_text digits)
{
    int32_t code = number_of(digits, 1, 6);
    if (code < 0 || !is_group((nw_text){digits.at, digits.bytes > 1 ? 2 : 1}))
        return false;
    int8_t major = (int8_t)(digits.at[0] - '0');
    *function = (nw_function){
        .digits = (int8_t)digits.bytes,
        .major = major,
        .submajor = digits.bytes > 1 ? (int8_t)(10 * major + (digits.at[1] - '0')) : -1,
        .code = code,
    };
    return true;
}

bool nw_municipality_exists(nw_text code)
{
    return nw_municipality_name(number_of(code, 4, 4)) != NULL;
}

int32_t nw_divisions(void)
{
    return nw_db25_count;
}

const char *nw_division_code(int32_t division)
{
    return nw_db25[division].code;
}

const char *nw_municipality_name(int32_t code)
{
    int32_t low = 0, high = nw_municipalities_count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (nw_municipalities[middle].number == code)
            return nw_municipalities[middle].name;
        if (nw_municipalities[middle].number < code)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
