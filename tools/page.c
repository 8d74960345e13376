#include "page.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_WIDTH 80
#define LEAST_WIDTH 40 /* on a narrower page nothing could be read */
#define MOST_WIDTH 10000

static int terminal_width(void)
{
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                           : USUAL_WIDTH;
}

int page_width(void)
{
    guint64 width;
    const char *columns = g_getenv("COLUMNS");
    if (columns == NULL || !g_ascii_string_to_unsigned(columns, 10, 1, MOST_WIDTH, &width, NULL))
        width = (guint64)terminal_width();
    return MAX((int)width, LEAST_WIDTH);
}

static int characters(const char *text)
{
    return (int)g_utf8_strlen(text, -1);
}

char **page_wrap(const char *text, int width)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
    GPtrArray *lines = g_ptr_array_new();
    g_autoptr(GString) line = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        if (line->len > 0 && characters(line->str) + 1 + characters(*word) > width) {
            g_ptr_array_add(lines, g_strdup(line->str));
            g_string_truncate(line, 0);
        }
        g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", *word);
    }
    g_ptr_array_add(lines, g_strdup(line->str));
    g_ptr_array_add(lines, NULL);
    return (char **)g_ptr_array_free(lines, FALSE);
}
