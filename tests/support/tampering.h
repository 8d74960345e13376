/* Every change of one thing in the files of a result, the seal mended each time. */
#ifndef NW_TEST_TAMPERING_H
#define NW_TEST_TAMPERING_H

#include "base/text.h"

#include <stdbool.h>

/* The files as the seal counts them, and the certificate behind them. Texts without quotes. */
enum { NW_TEST_MOST_FILES = 8 };
typedef struct {
    const char *name;
    nw_text text;
} nw_test_file;

/* What was changed: the file; the column, the field, or "row", "header"; and from what to what. */
typedef struct {
    const char *file, *place;
    char what[200];
} nw_test_change;

/* Calls `look` with the files after each change: of a table, each cell becomes another number,
 * other values of its column, nothing, and what is nearly the same; rows are dropped, doubled and
 * exchanged with the next, and so are two cells of a column and two columns. Of a certificate each
 * field is left out and becomes another, and fields are added. */
typedef void (*nw_test_look)(void *context, const nw_test_change *change, const nw_test_file *files,
                             int count);
void nw_test_tamper(const nw_test_file *files, int count, nw_test_look look, void *context);

#endif
