/*
 * One test program is one CUnit suite: a table of named cases, and a main that runs it.
 *
 *     static void adds(void) { CU_ASSERT_EQUAL(1 + 1, 2); }
 *
 *     int main(void)
 *     {
 *         static const nw_case cases[] = {{"one and one is two", adds}, {NULL, NULL}};
 *         return nw_run_cases("arithmetic", cases);
 *     }
 */
#ifndef NW_TEST_RUNNER_H
#define NW_TEST_RUNNER_H

#include <CUnit/CUnit.h>
#include <stdint.h>

typedef struct nw_case {
    const char *name;
    void (*run)(void);
} nw_case;

/*
 * Runs the cases up to the one named NULL and prints CUnit's summary. Returns main's exit status:
 * 0 only if at least one case ran and none failed.
 */
int nw_run_cases(const char *program, const nw_case *cases);

/*
 * The seed for a test that draws random instances: fixed, so that a failure repeats, unless the
 * environment variable NEXTWORK_TEST_SEED gives another. The first call prints it.
 */
uint64_t nw_test_seed(void);

/* The top folder of the sources, where the example cohorts are. No slash at the end. */
const char *nw_source_root(void);

#endif
