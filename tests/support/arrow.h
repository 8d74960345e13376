/*
 * Arrow streams made by hand. Cells are written between commas, "~" for a null:
 *
 *     nw_test_column columns[] = {
 *         {"post_id", "u", "P1,P2,P3", NULL},
 *         {"seats", "l", "1,~,3", NULL},
 *         {"company_id", "c", "C1,C1,C2", "u"}, // coded by int8 in a dictionary of utf8
 *     };
 *     nw_test_stream(&stream, columns, 3, (nw_test_layout){.batch_rows = 2});
 *
 * Buffers are exactly as long as they must be, and everything that is handed out is counted, so
 * that a reader that goes too far, releases twice or never is found out.
 */
#ifndef NW_TEST_ARROW_H
#define NW_TEST_ARROW_H

#include <nextwork/arrow.h>

#include <stdbool.h>

typedef struct {
    const char *name, *format;
    const char *cells;
    const char *values; /* format of the dictionary; NULL: not coded */
} nw_test_column;

typedef struct {
    int64_t batch_rows;   /* 0: all in one batch */
    int64_t skipped;      /* places before the first row of each column, holding junk */
    int64_t rows_skipped; /* rows before the first of each batch */
    bool uncounted;       /* null_count is -1, and what is known is always said */
    int fails_at;         /* the call that fails: 1 get_schema, 2 the first batch, …; 0: none */
    int error;            /* the errno it fails with */
    /* Called with what is about to be handed out, to change it; NULL: nothing is. */
    void (*spoil_schema)(struct ArrowSchema *schema, void *context);
    void (*spoil_batch)(struct ArrowArray *batch, void *context);
    void *context;
} nw_test_layout;

/* The columns have as many cells each. */
void nw_test_stream(struct ArrowArrayStream *stream, const nw_test_column *columns, int64_t count,
                    nw_test_layout layout);

/* What was made and not released since the last look; 0 when all is well. */
int64_t nw_test_unreleased(void);

#endif
