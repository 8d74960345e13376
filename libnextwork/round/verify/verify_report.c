#include "round/verify/verify_report.h"

#include <glib.h>

#include <stdarg.h>
#include <stdio.h>

#define DETAIL_BYTES 1024

enum { CHECK, HOLDS, DETAIL };
static const nw_column_schema columns[] = {
    {.name = "check", .kind = NW_STRING, .required = true, .help = "what was checked"},
    {.name = "holds",
     .kind = NW_BOOL,
     .help = "1: it holds, 0: it does not; empty: not proven, it would take too long to tell"},
    {.name = "detail", .kind = NW_STRING, .required = true, .help = "what was found"},
};
static const nw_table_schema schema = {.name = "verification",
                                       .required = true,
                                       .n_columns = 3,
                                       .columns = columns,
                                       .help = "one row a check"};

nextwork_status nw_report_new(nw_report *report)
{
    report->holds = true;
    return nw_table_new(&report->table, &schema);
}

/* A detail may quote a file that is no result at all: what is no readable UTF-8 becomes "?". */
static void make_readable(char *detail)
{
    char *at = detail;
    while (*at != '\0') {
        const char *end;
        bool valid = g_utf8_validate(at, -1, &end);
        for (; at < end; at++)
            if ((unsigned char)*at < ' ' || *at == 0x7f)
                *at = '?';
        if (!valid)
            *at++ = '?';
    }
}

/* `holds` NW_UNKNOWN: open. */
static nextwork_status add(nw_report *report, const char *check, int32_t holds, const char *format,
                           va_list arguments)
{
    char detail[DETAIL_BYTES];
    vsnprintf(detail, sizeof detail, format, arguments);
    make_readable(detail);
    report->holds = report->holds && holds == 1;
    NW_TRY(nw_table_add_row(report->table));
    NW_TRY(nw_table_set_text(report->table, CHECK, nw_text_of(check)));
    if (holds != NW_UNKNOWN)
        nw_table_set_int(report->table, HOLDS, holds);
    return nw_table_set_text(report->table, DETAIL, nw_text_of(detail));
}

nextwork_status nw_report_check(nw_report *report, const char *check, bool holds,
                                const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    nextwork_status status = add(report, check, holds, format, arguments);
    va_end(arguments);
    return status;
}

nextwork_status nw_report_open(nw_report *report, const char *check, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    nextwork_status status = add(report, check, NW_UNKNOWN, format, arguments);
    va_end(arguments);
    return status;
}
