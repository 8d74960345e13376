#include "cohort/cell.h"
#include "io/arrow_reader.h"

#define SECONDS_A_DAY INT64_C(86400)

/* Formats that are one text each. */
static const struct {
    const char *format;
    nw_arrow_type type;
} plain[] = {
    {"n", {.class = NW_ARROW_NULL, .name = "null"}},
    {"b", {.class = NW_ARROW_BOOL, .name = "bool"}},
    {"c", {.class = NW_ARROW_SIGNED, .bytes = 1, .name = "int8"}},
    {"C", {.class = NW_ARROW_UNSIGNED, .bytes = 1, .name = "uint8"}},
    {"s", {.class = NW_ARROW_SIGNED, .bytes = 2, .name = "int16"}},
    {"S", {.class = NW_ARROW_UNSIGNED, .bytes = 2, .name = "uint16"}},
    {"i", {.class = NW_ARROW_SIGNED, .bytes = 4, .name = "int32"}},
    {"I", {.class = NW_ARROW_UNSIGNED, .bytes = 4, .name = "uint32"}},
    {"l", {.class = NW_ARROW_SIGNED, .bytes = 8, .name = "int64"}},
    {"L", {.class = NW_ARROW_UNSIGNED, .bytes = 8, .name = "uint64"}},
    {"f", {.class = NW_ARROW_FLOAT, .bytes = 4, .name = "float32"}},
    {"g", {.class = NW_ARROW_FLOAT, .bytes = 8, .name = "float64"}},
    {"u", {.class = NW_ARROW_TEXT, .bytes = 4, .name = "utf8"}},
    {"U", {.class = NW_ARROW_TEXT, .bytes = 8, .name = "large_utf8"}},
    {"vu", {.class = NW_ARROW_VIEW, .bytes = 16, .name = "string_view"}},
    {"tdD", {.class = NW_ARROW_TIME, .bytes = 4, .ticks_a_day = 1, .name = "date32"}},
    {"tdm",
     {.class = NW_ARROW_TIME, .bytes = 8, .ticks_a_day = SECONDS_A_DAY * 1000, .name = "date64"}},
    /* What people meet, and tables do not hold. */
    {"e", {.class = NW_ARROW_OTHER, .name = "float16"}},
    {"z", {.class = NW_ARROW_OTHER, .name = "binary"}},
    {"Z", {.class = NW_ARROW_OTHER, .name = "large_binary"}},
    {"vz", {.class = NW_ARROW_OTHER, .name = "binary_view"}},
    {"+l", {.class = NW_ARROW_OTHER, .name = "list"}},
    {"+L", {.class = NW_ARROW_OTHER, .name = "large_list"}},
    {"+s", {.class = NW_ARROW_OTHER, .name = "struct"}},
};

/* --- Timestamps: ts, unit, colon, zone ---------------------------------------------------------
 */

static const struct {
    char unit;
    int64_t ticks_a_second;
    const char *name;
} units[] = {
    {'s', 1, "timestamp in seconds"},
    {'m', 1000, "timestamp in milliseconds"},
    {'u', 1000000, "timestamp in microseconds"},
    {'n', 1000000000, "timestamp in nanoseconds"},
};

static bool is_utc(const char *zone)
{
    static const char *const names[] = {"", "UTC", "Etc/UTC", "GMT", "Z"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(zone, names[i]) == 0)
            return true;
    return false;
}

/* The seconds of "+HH:MM" or "-HH:MM". */
static bool parse_offset(int64_t *seconds, const char *zone)
{
    if (strlen(zone) != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':')
        return false;
    for (int i = 1; i < 6; i++)
        if (i != 3 && !nw_is_digit(zone[i]))
            return false;
    int hours = (zone[1] - '0') * 10 + zone[2] - '0',
        minutes = (zone[4] - '0') * 10 + zone[5] - '0';
    *seconds = (zone[0] == '-' ? -60 : 60) * (hours * 60 + minutes);
    return hours < 24 && minutes < 60;
}

static bool parse_timestamp(nw_arrow_type *type, const char *format)
{
    if (strncmp(format, "ts", 2) != 0 || format[2] == '\0' || format[3] != ':')
        return false;
    const char *zone = format + 4;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (units[i].unit != format[2])
            continue;
        int64_t seconds_ahead = 0;
        bool known = is_utc(zone) || parse_offset(&seconds_ahead, zone);
        *type = (nw_arrow_type){.class = NW_ARROW_TIME,
                                .bytes = 8,
                                .ticks_a_day = SECONDS_A_DAY * units[i].ticks_a_second,
                                .ticks_ahead = seconds_ahead * units[i].ticks_a_second,
                                .zone = known ? NULL : zone,
                                .name = units[i].name};
        return true;
    }
    return false;
}

nw_arrow_type nw_arrow_type_of(const char *format)
{
    nw_arrow_type type;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strcmp(plain[i].format, format) == 0)
            return plain[i].type;
    if (parse_timestamp(&type, format))
        return type;
    return (nw_arrow_type){.class = NW_ARROW_OTHER, .name = format};
}
