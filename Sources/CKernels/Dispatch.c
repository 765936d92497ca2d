// Chooses the instruction set when the program runs: a program built for every x86-64 would use
// an eighth of what most of them can do.

#include <stdatomic.h>

#include "CKernels.h"

extern const kernel_table table_float_baseline, table_double_baseline;

#ifdef __x86_64__

extern const kernel_table table_float_avx2, table_double_avx2;
extern const kernel_table table_float_avx512, table_double_avx512;

int kernels_best_level(void) {
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")
      || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2")
      || !__builtin_cpu_supports("popcnt"))
    return 0;
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
          && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
      ? 2
      : 1;
}

const kernel_table *kernels_float_at(int level) {
  return level == 2 ? &table_float_avx512 : level == 1 ? &table_float_avx2 : &table_float_baseline;
}
const kernel_table *kernels_double_at(int level) {
  return level == 2 ? &table_double_avx512
      : level == 1  ? &table_double_avx2
                    : &table_double_baseline;
}

#else

int kernels_best_level(void) { return 0; }
const kernel_table *kernels_float_at(int level) { return &table_float_baseline; }
const kernel_table *kernels_double_at(int level) { return &table_double_baseline; }

#endif

/// One more than the chosen level; 0 where none was chosen.
static atomic_int chosen;

void kernels_choose(int level) { atomic_store_explicit(&chosen, level + 1, memory_order_relaxed); }

int kernels_level(void) {
  const int level = atomic_load_explicit(&chosen, memory_order_relaxed);
  return level ? level - 1 : kernels_best_level();
}

const kernel_table *kernels_float(void) { return kernels_float_at(kernels_level()); }
const kernel_table *kernels_double(void) { return kernels_double_at(kernels_level()); }
