// The public headers as SWIG sees them, the same for every language. What only one language needs
// lives in its own file.
%module nextwork

%{
#include <nextwork.h>
%}

%rename("%(strip:[nextwork_])s", %$isfunction) "";
%rename("%(strip:[NEXTWORK_])s", %$isconstant) "";

#ifdef SWIGPYTHON
%include "python.i"
#else
%include <stdint.i>
%include <typemaps.i>
#endif

// --- handles --------------------------------------------------------------------------------------

// HANDLE(Name, type, destroy): an opaque type becomes the class Name, and its end calls `destroy`.
%define HANDLE(Name, type, destroy)
%nodefaultctor type;
%rename(Name) type;
%ignore destroy;
%{
#define delete_##type destroy
%}
struct type {};
%extend type {
    ~type();
}
%enddef

HANDLE(Table, nextwork_table, nextwork_table_free)
HANDLE(Options, nextwork_options, nextwork_options_free)
HANDLE(Monitor, nextwork_monitor, nextwork_monitor_free)
HANDLE(Builder, nextwork_builder, nextwork_builder_free)
HANDLE(Cohort, nextwork_cohort, nextwork_cohort_unref)
HANDLE(Round, nextwork_round, nextwork_round_unref)
HANDLE(Result, nextwork_result, nextwork_result_unref)
HANDLE(Market, nextwork_market, nextwork_market_free)
HANDLE(Plan, nextwork_plan, nextwork_plan_unref)

// --- what is left out: the reasons are in ignore.txt ----------------------------------------------

%ignore nextwork_set_allocator;
%ignore nextwork_allocate;
%ignore nextwork_reallocate;
%ignore nextwork_release;
%ignore nextwork_cohort_ref;
%ignore nextwork_round_ref;
%ignore nextwork_result_ref;
%ignore nextwork_plan_ref;
%ignore nextwork_text_free;
%ignore ArrowSchema;
%ignore ArrowArray;
%ignore ArrowArrayStream;

// --- which numbers by pointer are single outputs; arrays have typemaps of their own -----------------

%apply int64_t *OUTPUT {
    int64_t *rows, int64_t *columns, int64_t *column, int64_t *value, int64_t *count, int64_t *row,
    int64_t *done, int64_t *total, int64_t *bound, int64_t *gap, int64_t *millionths
};
%apply int32_t *OUTPUT {
    int32_t *type, int32_t *outcome, int32_t *holds, int32_t *fit, int32_t *coverage
};
%apply uint32_t *OUTPUT { uint32_t *reasons };

// SWIG cannot tell what INT64_MIN is.
%constant int64_t NEXTWORK_UNKNOWN = NEXTWORK_UNKNOWN;

// --- the headers, in the order in which they need each other --------------------------------------

%include <nextwork/api.h>
%include <nextwork/version.h>
%include <nextwork/status.h>
%include <nextwork/memory.h>
%include <nextwork/monitor.h>
%include <nextwork/table.h>
%include <nextwork/options.h>
%include <nextwork/codes.h>
%include <nextwork/cohort.h>
%include <nextwork/arrow.h>
%include <nextwork/round.h>
%include <nextwork/chances.h>
%include <nextwork/match.h>
%include <nextwork/market.h>
%include <nextwork/plan.h>
%include <nextwork/compare.h>
%include <nextwork/verify.h>
