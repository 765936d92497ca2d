// The kernels for x86-64 with AVX2 and FMA.

#include "CKernels.h"

#ifdef __x86_64__
#pragma clang attribute push(  \
    __attribute__((target("avx2,fma,bmi,bmi2,popcnt"))),  \
    apply_to = function)
#define TILE_ROWS 6
#define TILE_VECTORS 1
#define SPARSE_VECTORS 4
#define THIN_VECTORS 1
#define PIECE_BYTES 32
#define LISTED_PIECES 8
#define GRADIENT_ROWS 2
#define GRADIENT_TAPS 2
#define LEVEL avx2
#include "Template.h"
#pragma clang attribute pop
#endif
