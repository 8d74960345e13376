#include "cohort/cpr.h"

#include "cohort/cell.h"

/* Day and month as in a CPR number; the day of a replacement number is 60 higher. */
static bool is_day_and_month(const char *digits)
{
    int day = (digits[0] - '0') * 10 + digits[1] - '0';
    int month = (digits[2] - '0') * 10 + digits[3] - '0';
    if (day > 60)
        day -= 60;
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/* The end of the digits that `at` stands on or before. */
static int64_t digits_end(nw_text text, int64_t at)
{
    while (at < text.bytes && nw_is_digit(text.at[at]))
        at++;
    return at;
}

/* The end of the CPR number that begins with the whole run of digits start .. end - 1, or 0. */
static int64_t cpr_end(nw_text text, int64_t start, int64_t end, bool dash_only)
{
    if (end - start == 10 && !dash_only)
        return is_day_and_month(text.at + start) ? end : 0;
    if (end - start != 6 || end == text.bytes || !(text.at[end] == '-' || text.at[end] == ' '))
        return 0;
    bool four = digits_end(text, end + 1) == end + 5;
    return four && is_day_and_month(text.at + start) ? end + 5 : 0;
}

/* Six digits or more in a row cover every sixth byte, so only those are looked at. */
bool nw_cpr_find(int64_t *start, int64_t *end, nw_text text, int64_t from, bool dash_only)
{
    for (int64_t at = from + 5; at < text.bytes;) {
        if (!nw_is_digit(text.at[at])) {
            at += 6;
            continue;
        }
        int64_t first = at, after = digits_end(text, at);
        while (first > 0 && nw_is_digit(text.at[first - 1]))
            first--;
        *start = first;
        *end = cpr_end(text, first, after, dash_only);
        if (*end > 0)
            return true;
        at = after + 6;
    }
    return false;
}

bool nw_looks_like_cpr(nw_text text, bool dash_only)
{
    int64_t start, end;
    return text.bytes >= 10 && nw_cpr_find(&start, &end, text, 0, dash_only);
}

bool nw_number_looks_like_cpr(int64_t number)
{
    char digits[10];
    if (number < 0 || number > INT64_C(9999999999))
        return false;
    for (int i = 9; i >= 0; i--, number /= 10)
        digits[i] = (char)('0' + number % 10);
    return is_day_and_month(digits);
}

void nw_cpr_hide(char *text, bool dash_only)
{
    int64_t start, end = 0;
    while (nw_cpr_find(&start, &end, nw_text_of(text), end, dash_only))
        for (int64_t i = start; i < end; i++)
            if (nw_is_digit(text[i]))
                text[i] = '*';
}
