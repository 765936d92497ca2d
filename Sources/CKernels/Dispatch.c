// Chooses the instruction set when the program runs: a program built for every x86-64 would use
// an eighth of what most of them can do.

#include "CKernels.h"

extern const kernel_table table_float_baseline, table_double_baseline;

#ifdef __x86_64__
extern const kernel_table table_float_avx2, table_double_avx2;
extern const kernel_table table_float_avx512, table_double_avx512;

#define CHOOSE(scalar)                                                                    \
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")             \
      && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))        \
    return &table_##scalar##_avx512;                                                      \
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")                     \
      && __builtin_cpu_supports("bmi2"))                                                  \
    return &table_##scalar##_avx2;                                                        \
  return &table_##scalar##_baseline;
#else
#define CHOOSE(scalar) return &table_##scalar##_baseline;
#endif

const kernel_table *kernels_float(void) { CHOOSE(float) }
const kernel_table *kernels_double(void) { CHOOSE(double) }
