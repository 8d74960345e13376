/* Which instruction set the kernel's loop uses. */
#include "fit/kernel/lanes.h"

#if defined(__x86_64__)

static const nw_lane_code *code_of(nw_kernel_path path)
{
    if (path == NW_PATH_AVX2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return &nw_lane_code_avx2;
    if (path == NW_PATH_AVX512 && __builtin_cpu_supports("avx512f"))
        return &nw_lane_code_avx512;
    return NULL;
}

#elif defined(__aarch64__)

/* Part of every such processor. */
static const nw_lane_code *code_of(nw_kernel_path path)
{
    return path == NW_PATH_NEON ? &nw_lane_code_neon : NULL;
}

#else

static const nw_lane_code *code_of(nw_kernel_path path)
{
    (void)path;
    return NULL;
}

#endif

const nw_lane_code *nw_lane_code_of(nw_kernel_path path)
{
    static const nw_kernel_path preferred[] = {NW_PATH_AVX512, NW_PATH_AVX2, NW_PATH_NEON};
    if (path == NW_PATH_PORTABLE)
        return &nw_lane_code_portable;
    if (path != NW_PATH_BEST)
        return code_of(path);
    for (int i = 0; i < 3; i++)
        if (code_of(preferred[i]) != NULL)
            return code_of(preferred[i]);
    return &nw_lane_code_portable;
}

bool nw_kernel_has(nw_kernel_path path)
{
    return nw_lane_code_of(path) != NULL;
}
