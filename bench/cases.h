/* The cases, one constant each; the table of them is in cases.c. */
#ifndef BENCH_CASES_H
#define BENCH_CASES_H

#include "bench.h"

extern const bench_case bench_case_uniform, bench_case_popular, bench_case_capped;
extern const bench_case bench_case_textbook, bench_case_textbook_popular;
extern const bench_case bench_case_one_company, bench_case_check;
extern const bench_case bench_case_post_optimal, bench_case_post_optimal_capped;
extern const bench_case bench_case_one_chance, bench_case_most_placed_1;
extern const bench_case bench_case_most_placed_3, bench_case_most_placed_10;
extern const bench_case bench_case_rank_maximal, bench_case_fair, bench_case_trading;
extern const bench_case bench_case_load_arrow, bench_case_load_arrays;
extern const bench_case bench_case_load, bench_case_pilots, bench_case_verify;
extern const bench_case bench_case_chances;
extern const bench_case bench_case_weight_uniform, bench_case_weight_uniform_scarce;
extern const bench_case bench_case_weight_uniform_roomy, bench_case_weight_correlated;
extern const bench_case bench_case_weight_correlated_scarce, bench_case_weight_correlated_roomy;
extern const bench_case bench_case_weight_ranked, bench_case_weight_ranked_scarce;
extern const bench_case bench_case_weight_ranked_roomy, bench_case_weight_most_placed;
extern const bench_case bench_case_weight_nation, bench_case_weight_capped,
    bench_case_weight_one_company;
extern const bench_case bench_case_plan_pilots, bench_case_plan_trial, bench_case_plan_region,
    bench_case_plan_nation;
extern const bench_case bench_case_score_rows, bench_case_score_pairs;
extern const bench_case bench_case_top, bench_case_top_avx2, bench_case_top_networks;
extern const bench_case bench_case_columns;
extern const bench_case bench_case_insert, bench_case_remove;
extern const bench_case bench_case_insert_capped, bench_case_remove_capped;
extern const bench_case bench_case_insert_one_company, bench_case_remove_one_company;

#endif
