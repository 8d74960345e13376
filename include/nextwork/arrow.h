/**
 * @file
 * @brief Tables in and out as Arrow streams: columns of pandas, polars, pyarrow, DuckDB, Java or
 * .NET, without a file between.
 *
 * The three structs are those of the Arrow C data interface, a public specification
 * (https://arrow.apache.org/docs/format/CDataInterface.html); whoever includes another copy of them
 * first keeps that one. They are the only structs of this library whose inside a program sees.
 *
 * What a column may be given as:
 *
 * - whole numbers (seats, rank, …): int8 … int64, uint8 … uint64; float32 and float64 that are
 *   whole; text
 * - switches (enrolled, veto): bool, or 0 and 1 as above
 * - dates: date32; date64 and timestamps that are a midnight; text as YYYY-MM-DD
 * - choices (intent, travel_mode, …): text
 * - degrees (latitude, longitude): float32, float64, whole numbers; text. Rounded to millionths
 * - ids and lists of ids or of codes: text; whole numbers, taken as their decimal digits
 * - municipality: text; whole numbers, to which the zeros before four digits are given back
 * - other codes (industry, function, code), needs: text only: a number has lost the zeros before it
 *
 * Text is utf8, large_utf8 or string_view. Any of these may be dictionary-encoded (pandas:
 * category), sliced, and in any number of batches; a column of the type null is unknown. Null, NaN
 * and the empty text are unknown. A timestamp without a time zone, or in UTC, is the day that it
 * shows; with a fixed offset such as +01:00, the day there; in a named zone it is refused, since
 * which day that is depends on the machine's time zone rules: turn it into a date first.
 *
 * What comes out has these types: whole numbers int32, or int64 where sums and counts may be
 * greater; switches bool; dates date32; degrees float64; everything else utf8, or large_utf8 where
 * a column has more than 2 GiB of text. What is unknown is null. A table of a cohort that is read
 * back is the same.
 */
#ifndef NEXTWORK_ARROW_H
#define NEXTWORK_ARROW_H

#include <nextwork/cohort.h>

NEXTWORK_BEGIN_DECLS

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1 /**< The order of a dictionary means something. */
#define ARROW_FLAG_NULLABLE 2           /**< There may be nulls. */
#define ARROW_FLAG_MAP_KEYS_SORTED 4    /**< The keys of a map are sorted. */

/** Name and type of a column, or of a table as a struct of its columns. */
struct ArrowSchema {
    const char *format;             /**< the type, such as "l" for int64 */
    const char *name;               /**< NULL or "" when it has none */
    const char *metadata;           /**< NULL, or keys and values in their own coding */
    int64_t flags;                  /**< ARROW_FLAG_… or-ed */
    int64_t n_children;             /**< columns of a struct */
    struct ArrowSchema **children;  /**< n_children of them */
    struct ArrowSchema *dictionary; /**< type of the values when these are coded, else NULL */
    void (*release)(struct ArrowSchema *); /**< frees what it holds; NULL once that was done */
    void *private_data;                    /**< the producer's */
};

/** The cells of a column, or of a batch of rows as a struct of its columns. */
struct ArrowArray {
    int64_t length;                       /**< rows */
    int64_t null_count;                   /**< -1 when nobody counted */
    int64_t offset;                       /**< places in the buffers before the first row */
    int64_t n_buffers;                    /**< as many as the type has */
    int64_t n_children;                   /**< as many as the schema has */
    const void **buffers;                 /**< n_buffers of them; the first says what is known */
    struct ArrowArray **children;         /**< n_children of them */
    struct ArrowArray *dictionary;        /**< the values when these are coded, else NULL */
    void (*release)(struct ArrowArray *); /**< frees what it holds; NULL once that was done */
    void *private_data;                   /**< the producer's */
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

/** A table, batch by batch. */
struct ArrowArrayStream {
    /** Gives the type of all batches; 0, or an errno. */
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    /** Gives the next batch, a released one at the end; 0, or an errno. */
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    /** Says what went wrong in the last call; NULL when it cannot tell. */
    const char *(*get_last_error)(struct ArrowArrayStream *);
    /** Frees what it holds; NULL once that was done. */
    void (*release)(struct ArrowArrayStream *);
    void *private_data; /**< the producer's */
};

#endif

/**
 * Reads a table of a cohort from an Arrow stream of record batches.
 *
 * Columns come in any order. What is wrong with the data is a finding, as from a CSV file, with the
 * row counted from 0 over all batches: a column that the table has not (the message names the
 * nearest), a column of a type it cannot have, a value outside its range, a float with a fraction
 * where a whole number belongs. A required column that is missing is a finding of
 * nextwork_builder_freeze().
 *
 * Numbers are copied. Text is not, where one batch holds it in one piece: then the builder keeps
 * the batch until it is freed, and its buffers must not change.
 *
 * @param builder the builder
 * @param table such as "youths"; not given before
 * @param stream taken over: released when the call returns, whatever it returns; NULL only gives
 *        an error
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_NOT_FOUND for an unknown
 *         table (the message names the nearest); ::NEXTWORK_ERROR_STATE for a table given already;
 *         ::NEXTWORK_ERROR_ARGUMENT for a stream that is released already, is no stream of record
 *         batches, or breaks the rules of the interface: a buffer that is missing, offsets that
 *         fall, a code outside its dictionary, …; ::NEXTWORK_ERROR_IO when the producer fails (the
 *         message is its own); ::NEXTWORK_ERROR_LIMIT beyond 2^31 rows; ::NEXTWORK_ERROR_MEMORY.
 *         On error the builder is as it was.
 *
 * The builder's thread; the callbacks of the stream are called in it, while columns are read on
 * those of nextwork_builder_set_options() too. O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_read_arrow(nextwork_builder *builder, const char *table,
                            struct ArrowArrayStream *stream);

/**
 * Gives a table as an Arrow stream: one batch, or none when there are no rows.
 *
 * @param[out] stream the caller's, to be released; it and what comes out of it stand without the
 *        table, and each part without the others; untouched on error
 * @param table the table
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_MEMORY
 *
 * Numbers, dates and text are not copied where they stand as Arrow wants them. Any thread, for the
 * call and for what is released later. O(rows). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_table_export_arrow(struct ArrowArrayStream *stream, const nextwork_table *table);

/**
 * Gives a table of a builder as an Arrow stream: the columns that it has, as they came in or were
 * generated.
 *
 * @param[out] stream as in nextwork_table_export_arrow(); a copy, which stands whatever becomes of
 *        the builder
 * @param builder the builder
 * @param table such as "youths"
 * @return ::NEXTWORK_ERROR_HANDLE when a pointer is NULL; ::NEXTWORK_ERROR_NOT_FOUND for an unknown
 *         table (the message names the nearest); ::NEXTWORK_ERROR_STATE when the builder has no
 *         such table; ::NEXTWORK_ERROR_DATA when filling the builder gave errors, since what a cell
 *         could not hold would be lost; ::NEXTWORK_ERROR_MEMORY
 *
 * O(bytes). @since 0.1
 */
NEXTWORK_API NEXTWORK_WARN_UNUSED nextwork_status
nextwork_builder_export_arrow(struct ArrowArrayStream *stream, const nextwork_builder *builder,
                              const char *table);

NEXTWORK_END_DECLS

#endif
