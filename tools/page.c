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

/* Characters of a word that go on a line of that width: the whole word, or up to a "|" that ends
 * a name in a list, or what the width takes. */
static int fitting(const char *word, int width)
{
    int count = characters(word), last = width;
    if (count <= width)
        return count;
    for (int i = 0; i < width; i++)
        if (*g_utf8_offset_to_pointer(word, i) == '|')
            last = i + 1;
    return last;
}

char **page_wrap(const char *text, int width)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \n", -1);
    GPtrArray *lines = g_ptr_array_new();
    g_autoptr(GString) line = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        for (const char *rest = *word; *rest != '\0';) {
            const char *end = g_utf8_offset_to_pointer(rest, fitting(rest, width));
            int count = (int)g_utf8_pointer_to_offset(rest, end);
            if (line->len > 0 && characters(line->str) + 1 + count > width) {
                g_ptr_array_add(lines, g_strdup(line->str));
                g_string_truncate(line, 0);
            }
            if (line->len > 0)
                g_string_append_c(line, ' ');
            g_string_append_len(line, rest, end - rest);
            rest = end;
        }
    }
    g_ptr_array_add(lines, g_strdup(line->str));
    g_ptr_array_add(lines, NULL);
    return (char **)g_ptr_array_free(lines, FALSE);
}
