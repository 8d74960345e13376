/* Tables in and out through the Arrow C data interface. */
#ifndef NW_IO_ARROW_H
#define NW_IO_ARROW_H

#include <nextwork/arrow.h>

#include "cohort/finding.h"

/* Fills `table` (initialised, not given) from a stream of record batches, which stays the caller's
 * to release. What is wrong with the data is a finding; what is wrong with the stream is an error,
 * found before anything of it is believed. The text of a single batch stays where it is, and the
 * table keeps the batch. The same table and findings for any number of threads; the stream is
 * called by the caller's alone. */
nextwork_status nw_arrow_read(nw_table *table, struct ArrowArrayStream *stream, int threads,
                              nw_findings *findings);

/* Makes a stream of at most one batch from a table that nw_table_new made, which the stream and
 * what comes out of it hold as long as they stand. Numbers and text in one piece are not copied. */
nextwork_status nw_arrow_write(struct ArrowArrayStream *stream, const nw_table *table);

#endif
