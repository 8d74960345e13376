/* The version is written once, in meson.build; whatever carries it elsewhere agrees. */
#include "runner.h"

#include <nextwork/version.h>

#include <stdio.h>

static void headers_agree_with_the_build(void)
{
    CU_ASSERT_STRING_EQUAL(NEXTWORK_VERSION, NW_PROJECT_VERSION);
}

static void numbers_agree_with_the_text(void)
{
    char text[64];
    snprintf(text, sizeof text, "%d.%d.%d", NEXTWORK_VERSION_MAJOR, NEXTWORK_VERSION_MINOR,
             NEXTWORK_VERSION_PATCH);
    CU_ASSERT_STRING_EQUAL(text, NEXTWORK_VERSION);
}

static void library_agrees_with_the_headers(void)
{
    CU_ASSERT_STRING_EQUAL(nextwork_version(), NEXTWORK_VERSION);
}

int main(void)
{
    static const nw_case cases[] = {
        {"headers agree with the build", headers_agree_with_the_build},
        {"numbers agree with the text", numbers_agree_with_the_text},
        {"library agrees with the headers", library_agrees_with_the_headers},
        {NULL, NULL},
    };
    return nw_run_cases("version", cases);
}
