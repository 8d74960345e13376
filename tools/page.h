/* How wide a page for a person is, and text that fits it. */
#ifndef PAGE_H
#define PAGE_H

#include <glib.h>

/* In characters: COLUMNS where it is set, else what the terminal on standard output says, else 80,
 * so that what goes through a pipe or into a file is the same on every machine. */
int page_width(void);

/* The text's lines of at most `width` characters, broken between words (NULL-terminated; free with
 * g_strfreev()). A word that is longer has a line of its own. */
char **page_wrap(const char *text, int width);

#endif
