#include "cohort/schema.h"

static const char *const travel_modes[] = {"walk", "bike", "transit", "car", NULL};
static const char *const intents[] = {"explore", "neutral", "deepen", NULL};
static const char *const trial_arms[] = {"treatment", "control", NULL};
static const char *const answers[] = {"yes", "maybe", "no", NULL};
static const char *const statuses[] = {"done", "running", "planned", NULL};
static const char *const industry_schemes[] = {"DB07", "DB25", NULL};
static const char *const interest_schemes[] = {"DB07", "DB25", "DISCO08", NULL};

#define REQUIRED true
#define OPTIONAL false
#define HOURS_A_WEEK 168
#define MINUTES_A_DAY 1440
#define DEGREES(d) ((d)*1000000)
#define MANY 10000000

/* Rows: name, kind, required, min, max, choices, help. */
static const nw_column_schema youth_columns[NW_Y_COLUMNS] = {
    [NW_Y_ID] = {"youth_id", NW_ID, REQUIRED, 1, 64, NULL,
                 "opaque id of the youth, never a CPR number"},
    [NW_Y_NETWORK] = {"network_id", NW_ID, OPTIONAL, 1, 64, NULL,
                      "network the youth belongs to; empty: any network"},
    [NW_Y_MUNICIPALITY] = {"municipality", NW_CODE, OPTIONAL, 4, 4, NULL,
                           "home municipality, Danish four-digit code; empty: unknown"},
    [NW_Y_LATITUDE] = {"latitude", NW_DEGREES, OPTIONAL, DEGREES(-90), DEGREES(90), NULL,
                       "of the home, decimal degrees north, WGS 84; empty: travel is unknown"},
    [NW_Y_LONGITUDE] = {"longitude", NW_DEGREES, OPTIONAL, DEGREES(-180), DEGREES(180), NULL,
                        "of the home, decimal degrees east, WGS 84; empty: travel is unknown"},
    [NW_Y_BIRTH_YEAR] = {"birth_year", NW_INT, OPTIONAL, 1900, 2200, NULL,
                         "year of birth; empty: age rules do not bind"},
    [NW_Y_HOURS_MIN] = {"hours_min", NW_INT, OPTIONAL, 0, HOURS_A_WEEK, NULL,
                        "fewest hours a week the youth wants; empty: unknown"},
    [NW_Y_HOURS_MAX] = {"hours_max", NW_INT, OPTIONAL, 0, HOURS_A_WEEK, NULL,
                        "most hours a week the youth can; empty: unknown"},
    [NW_Y_TRAVEL_MAX] = {"travel_max", NW_INT, OPTIONAL, 0, MINUTES_A_DAY, NULL,
                         "longest way to a company, minutes one way; empty: no limit given"},
    [NW_Y_TRAVEL_MODE] = {"travel_mode", NW_CHOICE, OPTIONAL, 0, 0, travel_modes,
                          "how the youth travels; empty: transit"},
    [NW_Y_INTENT] = {"intent", NW_CHOICE, OPTIONAL, 0, 0, intents,
                     "whether to try something new or go further; empty: explore"},
    [NW_Y_NEEDS] = {"needs", NW_LEVELS, OPTIONAL, 1, 3, NULL,
                    "support needed as code:level separated by |, level 1-3; empty: none"},
    [NW_Y_SKILLS] = {"skills", NW_CODES, OPTIONAL, 1, 32, NULL,
                     "codes of skills separated by |; empty: unknown"},
    [NW_Y_ENROLLED] = {"enrolled", NW_BOOL, OPTIONAL, 0, 1, NULL,
                       "1 if in the programme, 0 if not; empty: unknown"},
    [NW_Y_TRIAL_ARM] = {"trial_arm", NW_CHOICE, OPTIONAL, 0, 0, trial_arms,
                        "arm of the trial, control is never placed; empty: not in a trial"},
};

static const nw_column_schema company_columns[NW_C_COLUMNS] = {
    [NW_C_ID] = {"company_id", NW_ID, REQUIRED, 1, 64, NULL,
                 "id of one workplace, such as its P-number"},
    [NW_C_NETWORK] = {"network_id", NW_IDS, OPTIONAL, 1, 64, NULL,
                      "networks the company sits in, separated by |; empty: any network"},
    [NW_C_OWNER] = {"owner_id", NW_ID, OPTIONAL, 1, 64, NULL,
                    "firm that owns the workplace, such as its CVR number; empty: itself"},
    [NW_C_MUNICIPALITY] = {"municipality", NW_CODE, OPTIONAL, 4, 4, NULL,
                           "municipality of the workplace, Danish four-digit code; empty: unknown"},
    [NW_C_LATITUDE] = {"latitude", NW_DEGREES, OPTIONAL, DEGREES(-90), DEGREES(90), NULL,
                       "decimal degrees north, WGS 84; empty: travel is unknown"},
    [NW_C_LONGITUDE] = {"longitude", NW_DEGREES, OPTIONAL, DEGREES(-180), DEGREES(180), NULL,
                        "decimal degrees east, WGS 84; empty: travel is unknown"},
    [NW_C_INDUSTRY_SCHEME] = {"industry_scheme", NW_CHOICE, OPTIONAL, 0, 0, industry_schemes,
                              "code list that industry is from; needed where industry is given"},
    [NW_C_INDUSTRY] = {"industry", NW_CODE, OPTIONAL, 2, 6, NULL,
                       "industry code, 2-6 digits without a dot; empty: unknown"},
    [NW_C_HEADCOUNT] = {"headcount", NW_INT, OPTIONAL, 0, MANY, NULL,
                        "ordinary employees; empty: the headcount rule does not bind"},
    [NW_C_OTHERS_PLACED] = {"others_placed", NW_INT, OPTIONAL, 0, MANY, NULL,
                            "people already counted against the headcount rule; empty: none"},
    [NW_C_ANSWERED] = {"answered", NW_INT, OPTIONAL, 0, MANY, NULL,
                       "earlier requests the company answered; empty: unknown"},
    [NW_C_ASKED] = {"asked", NW_INT, OPTIONAL, 0, MANY, NULL,
                    "earlier requests the company was sent; empty: unknown"},
};

static const nw_column_schema post_columns[NW_P_COLUMNS] = {
    [NW_P_ID] = {"post_id", NW_ID, REQUIRED, 1, 64, NULL, "id of the internship post"},
    [NW_P_COMPANY] = {"company_id", NW_ID, REQUIRED, 1, 64, NULL,
                      "company that offers the post, as in companies"},
    [NW_P_FUNCTION] = {"function", NW_CODE, OPTIONAL, 1, 6, NULL,
                       "job function, DISCO-08, 1-6 digits; empty: unknown"},
    [NW_P_SEATS] = {"seats", NW_INT, REQUIRED, 0, 100000, NULL,
                    "youths the post can have at the same time"},
    [NW_P_HOURS_MIN] = {"hours_min", NW_INT, OPTIONAL, 0, HOURS_A_WEEK, NULL,
                        "fewest hours a week; empty: unknown"},
    [NW_P_HOURS_MAX] = {"hours_max", NW_INT, OPTIONAL, 0, HOURS_A_WEEK, NULL,
                        "most hours a week; empty: unknown"},
    [NW_P_AVAILABLE_FROM] = {"available_from", NW_DATE, OPTIONAL, 0, 0, NULL,
                             "first day of the post, YYYY-MM-DD; empty: always was"},
    [NW_P_AVAILABLE_TO] = {"available_to", NW_DATE, OPTIONAL, 0, 0, NULL,
                           "day after its last, YYYY-MM-DD; empty: no end"},
    [NW_P_REQUIRES] = {"requires", NW_CODES, OPTIONAL, 1, 32, NULL,
                       "codes of skills a youth must have, separated by |; empty: none"},
    [NW_P_PREFERS] = {"prefers", NW_CODES, OPTIONAL, 1, 32, NULL,
                      "codes of skills that help, separated by |; empty: none"},
    [NW_P_OFFERS] = {"offers", NW_CODES, OPTIONAL, 1, 32, NULL,
                     "codes of needs the post meets, separated by |; empty: unknown"},
};

static const nw_column_schema wish_columns[NW_W_COLUMNS] = {
    [NW_W_YOUTH] = {"youth_id", NW_ID, REQUIRED, 1, 64, NULL, "youth who wishes, as in youths"},
    [NW_W_POST] = {"post_id", NW_ID, REQUIRED, 1, 64, NULL, "post wished for, as in posts"},
    [NW_W_RANK] = {"rank", NW_INT, OPTIONAL, 1, 9999, NULL,
                   "1 is the first choice, equal ranks are ties; empty: only with veto 1"},
    [NW_W_VETO] = {"veto", NW_BOOL, OPTIONAL, 0, 1, NULL,
                   "1 if the youth never wants this post; empty: 0"},
};

static const nw_column_schema answer_columns[NW_A_COLUMNS] = {
    [NW_A_POST] = {"post_id", NW_ID, REQUIRED, 1, 64, NULL, "post answered for, as in posts"},
    [NW_A_YOUTH] = {"youth_id", NW_ID, REQUIRED, 1, 64, NULL, "youth answered about, as in youths"},
    [NW_A_ANSWER] = {"answer", NW_CHOICE, OPTIONAL, 0, 0, answers,
                     "the company's answer; empty: yes where there is a rank"},
    [NW_A_RANK] = {"rank", NW_INT, OPTIONAL, 1, 9999, NULL,
                   "1 is the company's first choice, equal ranks are ties; empty: none"},
};

static const nw_column_schema interest_columns[NW_I_COLUMNS] = {
    [NW_I_YOUTH] = {"youth_id", NW_ID, REQUIRED, 1, 64, NULL, "youth, as in youths"},
    [NW_I_SCHEME] = {"scheme", NW_CHOICE, REQUIRED, 0, 0, interest_schemes,
                     "code list: DB07 or DB25 for an industry, DISCO08 for a job function"},
    [NW_I_CODE] = {"code", NW_CODE, REQUIRED, 1, 6, NULL,
                   "industry (2-6 digits) or job function (1-6 digits); holds for all below it"},
    [NW_I_VALUE] = {"value", NW_INT, REQUIRED, -2, 2, NULL,
                    "-2 dislikes much, 0 neither, 2 likes much"},
};

static const nw_column_schema placement_columns[NW_L_COLUMNS] = {
    [NW_L_ID] = {"placement_id", NW_ID, REQUIRED, 1, 64, NULL, "id of the placement"},
    [NW_L_YOUTH] = {"youth_id", NW_ID, REQUIRED, 1, 64, NULL, "youth placed, as in youths"},
    [NW_L_POST] = {"post_id", NW_ID, OPTIONAL, 1, 64, NULL,
                   "post, as in posts; empty: at a place that is described instead"},
    [NW_L_COMPANY] = {"company_id", NW_ID, OPTIONAL, 1, 64, NULL,
                      "company of a placement without a post; empty: unknown"},
    [NW_L_INDUSTRY_SCHEME] = {"industry_scheme", NW_CHOICE, OPTIONAL, 0, 0, industry_schemes,
                              "code list that industry is from; needed where industry is given"},
    [NW_L_INDUSTRY] = {"industry", NW_CODE, OPTIONAL, 2, 6, NULL,
                       "industry code, 2-6 digits; empty: that of the company, else unknown"},
    [NW_L_FUNCTION] = {"function", NW_CODE, OPTIONAL, 1, 6, NULL,
                       "job function, DISCO-08, 1-6 digits; empty: that of the post, else unknown"},
    [NW_L_START] = {"start", NW_DATE, REQUIRED, 0, 0, NULL, "first day, YYYY-MM-DD"},
    [NW_L_END] = {"end", NW_DATE, REQUIRED, 0, 0, NULL, "day after the last, YYYY-MM-DD"},
    [NW_L_WEEKS] = {"weeks_attended", NW_INT, OPTIONAL, 0, 520, NULL,
                    "weeks the youth came; empty: unknown"},
    [NW_L_STATUS] = {"status", NW_CHOICE, OPTIONAL, 0, 0, statuses,
                     "done, running or planned; empty: unknown"},
    [NW_L_RATING] = {"rating", NW_INT, OPTIONAL, 1, 5, NULL,
                     "the youth's own rating, 5 is best; empty: none"},
};

static const nw_column_schema travel_columns[NW_T_COLUMNS] = {
    [NW_T_YOUTH] = {"youth_id", NW_ID, REQUIRED, 1, 64, NULL, "youth, as in youths"},
    [NW_T_COMPANY] = {"company_id", NW_ID, REQUIRED, 1, 64, NULL, "company, as in companies"},
    [NW_T_MINUTES] = {"minutes", NW_INT, REQUIRED, 0, MINUTES_A_DAY, NULL,
                      "minutes one way; replaces the estimate from coordinates"},
};

static const nw_column_schema fit_columns[NW_F_COLUMNS] = {
    [NW_F_YOUTH] = {"youth_id", NW_ID, REQUIRED, 1, 64, NULL, "youth, as in youths"},
    [NW_F_POST] = {"post_id", NW_ID, REQUIRED, 1, 64, NULL, "post, as in posts"},
    [NW_F_FIT] = {"fit", NW_INT, REQUIRED, 0, 10000, NULL,
                  "your own score in basis points; replaces the built-in one"},
};

static const nw_column_schema outcome_columns[NW_O_COLUMNS] = {
    [NW_O_YOUTH] = {"youth_id", NW_ID, REQUIRED, 1, 64, NULL, "youth, as in youths"},
    [NW_O_START] = {"start", NW_DATE, REQUIRED, 0, 0, NULL,
                    "first day of the earlier round, YYYY-MM-DD"},
    [NW_O_PLACED] = {"placed", NW_BOOL, REQUIRED, 0, 1, NULL,
                     "1 if the round gave the youth a post, 0 if not"},
    [NW_O_RANK] = {"rank", NW_INT, OPTIONAL, 1, 9999, NULL,
                   "rank of the wish that was met; empty: the post was no wish, or there was none"},
};

static const nw_table_schema schemas[NW_TABLES] = {
    [NW_YOUTHS] = {"youths", REQUIRED, NW_Y_COLUMNS, youth_columns, "the young people, one a row"},
    [NW_COMPANIES] = {"companies", REQUIRED, NW_C_COLUMNS, company_columns,
                      "the workplaces, one a row"},
    [NW_POSTS] = {"posts", REQUIRED, NW_P_COLUMNS, post_columns,
                  "the internship posts of the companies, one a row"},
    [NW_WISHES] = {"wishes", OPTIONAL, NW_W_COLUMNS, wish_columns,
                   "which posts each youth wants, ranked, and which never"},
    [NW_ANSWERS] = {"answers", OPTIONAL, NW_A_COLUMNS, answer_columns,
                    "what companies said about youths they met"},
    [NW_INTERESTS] = {"interests", OPTIONAL, NW_I_COLUMNS, interest_columns,
                      "how much each youth likes an industry or a job function"},
    [NW_PLACEMENTS] =
        {"placements", OPTIONAL, NW_L_COLUMNS, placement_columns,
         "past, running and planned placements; without the table novelty is unknown"},
    [NW_TRAVEL] = {"travel", OPTIONAL, NW_T_COLUMNS, travel_columns,
                   "known travel times, instead of the estimate"},
    [NW_FITS] = {"fits", OPTIONAL, NW_F_COLUMNS, fit_columns,
                 "your own scores, instead of the built-in fit"},
    [NW_OUTCOMES] = {"outcomes", OPTIONAL, NW_O_COLUMNS, outcome_columns,
                     "what earlier rounds gave each youth, for option carry_over"},
};

const nw_table_schema *nw_schema(nw_table_name table)
{
    return &schemas[table];
}

int nw_schema_table(nw_text name)
{
    for (int table = 0; table < NW_TABLES; table++)
        if (nw_text_equal(nw_text_of(schemas[table].name), name))
            return table;
    return -1;
}

int64_t nw_schema_column(const nw_table_schema *schema, nw_text name)
{
    for (int64_t column = 0; column < schema->n_columns; column++)
        if (nw_text_equal(nw_text_of(schema->columns[column].name), name))
            return column;
    return -1;
}

#define MOST_COLUMNS 64

const char *nw_schema_nearest_table(nw_text name)
{
    const char *names[NW_TABLES];
    for (int table = 0; table < NW_TABLES; table++)
        names[table] = schemas[table].name;
    return nw_text_nearest(name, names, NW_TABLES);
}

const char *nw_schema_nearest_column(const nw_table_schema *schema, nw_text name)
{
    const char *names[MOST_COLUMNS];
    int64_t count = schema->n_columns < MOST_COLUMNS ? schema->n_columns : MOST_COLUMNS;
    for (int64_t column = 0; column < count; column++)
        names[column] = schema->columns[column].name;
    return nw_text_nearest(name, names, count);
}

bool nw_column_may_be_p_number(const char *column)
{
    return strcmp(column, "company_id") == 0 || strcmp(column, "post_id") == 0;
}
