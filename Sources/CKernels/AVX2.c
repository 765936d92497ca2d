// The kernels for x86-64 with AVX2 and FMA.

#include "CKernels.h"

#ifdef __x86_64__
#pragma clang attribute push(__attribute__((target("avx2,fma,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)
#define LEVEL avx2
#include "Template.h"
#pragma clang attribute pop
#endif
