// The kernels for x86-64 with AVX-512.

#include "CKernels.h"

#ifdef __x86_64__
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,bmi,bmi2,popcnt,lzcnt"), min_vector_width(512))), apply_to = function)
#define LEVEL avx512
#include "Template.h"
#pragma clang attribute pop
#endif
