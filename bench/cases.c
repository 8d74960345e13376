#include "cases.h"

#include <string.h>

const bench_case *const bench_cases[] = {
    &bench_case_uniform,
    &bench_case_popular,
    &bench_case_capped,
    &bench_case_one_company,
    &bench_case_textbook,
    &bench_case_textbook_popular,
    &bench_case_check,
    &bench_case_post_optimal,
    &bench_case_post_optimal_capped,
    &bench_case_one_chance,
    &bench_case_most_placed_1,
    &bench_case_most_placed_3,
    &bench_case_most_placed_10,
    &bench_case_insert,
    &bench_case_remove,
    &bench_case_insert_capped,
    &bench_case_remove_capped,
    &bench_case_insert_one_company,
    &bench_case_remove_one_company,
    &bench_case_weight_uniform,
    &bench_case_weight_uniform_scarce,
    &bench_case_weight_uniform_roomy,
    &bench_case_weight_correlated,
    &bench_case_weight_correlated_scarce,
    &bench_case_weight_correlated_roomy,
    &bench_case_weight_ranked,
    &bench_case_weight_ranked_scarce,
    &bench_case_weight_ranked_roomy,
    &bench_case_weight_most_placed,
    &bench_case_weight_capped,
    &bench_case_weight_one_company,
    &bench_case_weight_nation,
    &bench_case_rank_maximal,
    &bench_case_fair,
    &bench_case_trading,
    &bench_case_plan_pilots,
    &bench_case_plan_trial,
    &bench_case_plan_region,
    &bench_case_plan_nation,
    &bench_case_score_rows,
    &bench_case_score_pairs,
    &bench_case_top,
    &bench_case_top_avx2,
    &bench_case_top_networks,
    &bench_case_columns,
    &bench_case_load,
    &bench_case_load_arrow,
    &bench_case_load_arrays,
    &bench_case_pilots,
    &bench_case_verify,
    &bench_case_chances,
    NULL,
};

const bench_case *bench_case_find(const char *name)
{
    for (int i = 0; bench_cases[i] != NULL; i++) {
        if (strcmp(bench_cases[i]->name, name) == 0)
            return bench_cases[i];
    }
    return NULL;
}
