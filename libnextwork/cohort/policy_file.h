/* A policy file: its lines before any of it is understood, and what reading their values shares. */
#ifndef NW_COHORT_POLICY_FILE_H
#define NW_COHORT_POLICY_FILE_H

#include "cohort/finding.h"

/* A key with its value, or, with key.bytes == 0, the heading of a section. The texts are pieces of
 * the file. */
typedef struct {
    nw_text section, key, value;
    int64_t line;
} nw_policy_entry;

/* The file being read and where to say what is wrong with it. */
typedef struct {
    const char *file;
    nw_findings *findings;
    bool built_in; /* the default, not a file of the user */
} nw_policy_source;

/* More than this is no policy: it bounds what the reading of one may cost. */
#define NW_POLICY_MOST_BYTES 65536

/* Splits a policy into its entries, in the order of the file; free *entries with g_free. Lines that
 * are neither blank, comment, heading nor key=value, and keys given twice, are findings and left
 * out. The syntax is that of GKeyFile without translations and escapes; an own reader, because a
 * finding needs the line, and GKeyFile keeps none and stops at the first fault. */
nextwork_status nw_policy_scan(nw_policy_entry **entries, int64_t *count, const char *text,
                               const nw_policy_source *source);

/* Values of entries; one that is not allowed is a finding and leaves the output as it was. `key`
 * is the entry's key as static text. */
nextwork_status nw_policy_number(int32_t *number, const nw_policy_source *source,
                                 const nw_policy_entry *entry, const char *key, int32_t min,
                                 int32_t max);
nextwork_status nw_policy_date(int32_t *day, const nw_policy_source *source,
                               const nw_policy_entry *entry, const char *key); /* may be empty */
nextwork_status nw_policy_choice(int32_t *place, const nw_policy_source *source,
                                 const nw_policy_entry *entry, const char *key,
                                 const char *const *choices);
nextwork_status nw_policy_string(char **string, const nw_policy_source *source,
                                 const nw_policy_entry *entry, const char *key); /* g_free */

/* A key that the section does not have, with the nearest of `known`. */
nextwork_status nw_policy_unknown_key(const nw_policy_source *source, const nw_policy_entry *entry,
                                      const char *const *known, int64_t count);

/* Whether the text is empty or made of the characters of ids. */
bool nw_text_is_id(nw_text text);

static inline bool nw_text_is(nw_text text, const char *word)
{
    return nw_text_equal(text, nw_text_of(word));
}

#endif
