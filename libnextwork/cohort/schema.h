/* The one schema of every table, in and out: it drives the CSV reader and writer, the builder, the
 * generator, the documentation and the error messages. */
#ifndef NW_COHORT_SCHEMA_H
#define NW_COHORT_SCHEMA_H

#include "base/text.h"

/* The tables of a cohort, in the order in which they are read. */
typedef enum {
    NW_YOUTHS,
    NW_COMPANIES,
    NW_POSTS,
    NW_WISHES,
    NW_ANSWERS,
    NW_INTERESTS,
    NW_PLACEMENTS,
    NW_TRAVEL,
    NW_FITS,
    NW_OUTCOMES,
    NW_TABLES
} nw_table_name;

/* What a cell holds. The kinds up to NW_DEGREES are stored as int32_t, the rest as text. */
typedef enum {
    NW_INT,     /* whole number within min .. max */
    NW_BOOL,    /* 0 or 1 */
    NW_DATE,    /* YYYY-MM-DD, stored as days since 1970-01-01 */
    NW_CHOICE,  /* one of `choices`, stored as its place in the list */
    NW_DEGREES, /* decimal degrees, stored as millionths */
    NW_BIGINT,  /* results only: whole number, stored as int64_t */
    NW_ID,      /* 1-64 bytes of [A-Za-z0-9_.:-] */
    NW_IDS,     /* ids separated by | */
    NW_CODE,    /* digits only, min .. max of them */
    NW_CODES,   /* codes of [A-Za-z0-9_.-], 1-32 bytes, separated by | */
    NW_LEVELS,  /* code:level separated by |, level 1-3 */
    NW_STRING   /* results only: any text */
} nw_kind;

/* What an int32_t cell holds when it is unknown. */
#define NW_UNKNOWN INT32_MIN

typedef struct {
    const char *name;
    nw_kind kind;
    bool required;
    int32_t min,
        max; /* range of an NW_INT (equal: any) or NW_DEGREES (millionths); digits of a code */
    const char *const *choices; /* of an NW_CHOICE, NULL-terminated */
    const char *help;           /* one line: meaning and unit */
} nw_column_schema;

typedef struct {
    const char *name; /* also the file's name without ".csv" */
    bool required;
    int64_t n_columns;
    const nw_column_schema *columns;
    const char *help;
} nw_table_schema;

/* The columns of each input table, so that code names a column and never counts. */
enum {
    NW_Y_ID,
    NW_Y_NETWORK,
    NW_Y_MUNICIPALITY,
    NW_Y_LATITUDE,
    NW_Y_LONGITUDE,
    NW_Y_BIRTH_YEAR,
    NW_Y_HOURS_MIN,
    NW_Y_HOURS_MAX,
    NW_Y_TRAVEL_MAX,
    NW_Y_TRAVEL_MODE,
    NW_Y_INTENT,
    NW_Y_NEEDS,
    NW_Y_SKILLS,
    NW_Y_ENROLLED,
    NW_Y_TRIAL_ARM,
    NW_Y_COLUMNS
};
enum {
    NW_C_ID,
    NW_C_NETWORK,
    NW_C_OWNER,
    NW_C_MUNICIPALITY,
    NW_C_LATITUDE,
    NW_C_LONGITUDE,
    NW_C_INDUSTRY_SCHEME,
    NW_C_INDUSTRY,
    NW_C_HEADCOUNT,
    NW_C_OTHERS_PLACED,
    NW_C_ANSWERED,
    NW_C_ASKED,
    NW_C_COLUMNS
};
enum {
    NW_P_ID,
    NW_P_COMPANY,
    NW_P_FUNCTION,
    NW_P_SEATS,
    NW_P_HOURS_MIN,
    NW_P_HOURS_MAX,
    NW_P_AVAILABLE_FROM,
    NW_P_AVAILABLE_TO,
    NW_P_REQUIRES,
    NW_P_PREFERS,
    NW_P_OFFERS,
    NW_P_COLUMNS
};
enum { NW_W_YOUTH, NW_W_POST, NW_W_RANK, NW_W_VETO, NW_W_COLUMNS };
enum { NW_A_POST, NW_A_YOUTH, NW_A_ANSWER, NW_A_RANK, NW_A_COLUMNS };
enum { NW_I_YOUTH, NW_I_SCHEME, NW_I_CODE, NW_I_VALUE, NW_I_COLUMNS };
enum {
    NW_L_ID,
    NW_L_YOUTH,
    NW_L_POST,
    NW_L_COMPANY,
    NW_L_INDUSTRY_SCHEME,
    NW_L_INDUSTRY,
    NW_L_FUNCTION,
    NW_L_START,
    NW_L_END,
    NW_L_WEEKS,
    NW_L_STATUS,
    NW_L_RATING,
    NW_L_COLUMNS
};
enum { NW_T_YOUTH, NW_T_COMPANY, NW_T_MINUTES, NW_T_COLUMNS };
enum { NW_F_YOUTH, NW_F_POST, NW_F_FIT, NW_F_COLUMNS };
enum { NW_O_YOUTH, NW_O_START, NW_O_PLACED, NW_O_RANK, NW_O_COLUMNS };

/* Places in the closed lists of choices. */
enum { NW_WALK, NW_BIKE, NW_TRANSIT, NW_CAR };
enum { NW_EXPLORE, NW_NEUTRAL, NW_DEEPEN };
enum { NW_TREATMENT, NW_CONTROL };
enum { NW_YES, NW_MAYBE, NW_NO };
enum { NW_DONE, NW_RUNNING_NOW, NW_PLANNED };
enum { NW_DB07, NW_DB25, NW_DISCO08 };

/* The schema of an input table. */
const nw_table_schema *nw_schema(nw_table_name table);

/* The table of that name, or -1. */
int nw_schema_table(nw_text name);

/* The column of that name, or -1. */
int64_t nw_schema_column(const nw_table_schema *schema, nw_text name);

/* The name of a table, or of a column, that may have been meant; NULL when none is near. */
const char *nw_schema_nearest_table(nw_text name);
const char *nw_schema_nearest_column(const nw_table_schema *schema, nw_text name);

/* Whether a column holds ids that may be P-numbers: ten digits that are no CPR number. An owner is
 * none of them: its CVR number has eight digits, and an owner who is a person has a CPR number. */
bool nw_column_may_be_p_number(const char *column);

static inline bool nw_kind_is_text(nw_kind kind)
{
    return kind >= NW_ID;
}

#endif
