#include "runner.h"

#include <CUnit/Basic.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const uint64_t default_seed = 20150401;

static int register_cases(const char *program, const nw_case *cases)
{
    CU_pSuite suite = CU_add_suite(program, NULL, NULL);
    if (suite == NULL) {
        return 0;
    }
    for (const nw_case *c = cases; c->name != NULL; c++) {
        if (CU_add_test(suite, c->name, c->run) == NULL) {
            return 0;
        }
    }
    return 1;
}

int nw_run_cases(const char *program, const nw_case *cases)
{
    if (CU_initialize_registry() != CUE_SUCCESS) {
        fprintf(stderr, "%s: %s\n", program, CU_get_error_msg());
        return EXIT_FAILURE;
    }
    /* CUnit prints through stdio's buffer; a crash must not swallow the name of the case. */
    setvbuf(stdout, NULL, _IOLBF, 0);

    int ok = register_cases(program, cases);
    if (ok) {
        CU_basic_set_mode(CU_BRM_VERBOSE);
        ok = CU_basic_run_tests() == CUE_SUCCESS && CU_get_number_of_tests_run() > 0 &&
             CU_get_number_of_failure_records() == 0;
    } else {
        fprintf(stderr, "%s: %s\n", program, CU_get_error_msg());
    }
    CU_cleanup_registry();
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

uint64_t nw_test_seed(void)
{
    static int known = 0;
    static uint64_t seed;
    if (known) {
        return seed;
    }
    seed = default_seed;
    const char *text = getenv("NEXTWORK_TEST_SEED");
    if (text != NULL) {
        char *end = NULL;
        errno = 0;
        seed = strtoull(text, &end, 0);
        if (errno != 0 || end == text || *end != '\0') {
            fprintf(stderr, "NEXTWORK_TEST_SEED is not a number: %s\n", text);
            exit(EXIT_FAILURE);
        }
    }
    known = 1;
    printf("\n    seed %" PRIu64 " (NEXTWORK_TEST_SEED changes it)\n", seed);
    return seed;
}

const char *nw_source_root(void)
{
    return NW_SOURCE_ROOT;
}
