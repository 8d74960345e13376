/* Cleanup of the library's handles at the end of a block, by g_autoptr(). */
#ifndef AUTO_H
#define AUTO_H

#include <glib.h>
#include <nextwork.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(nextwork_builder, nextwork_builder_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(nextwork_cohort, nextwork_cohort_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(nextwork_options, nextwork_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(nextwork_plan, nextwork_plan_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(nextwork_result, nextwork_result_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(nextwork_round, nextwork_round_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(nextwork_table, nextwork_table_free)

/* For texts that the library gave. */
static inline void free_library_text(char **text)
{
    nextwork_text_free(*text);
}
#define auto_library_text __attribute__((cleanup(free_library_text))) char *

#endif
