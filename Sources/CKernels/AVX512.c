// The kernels for x86-64 with AVX-512.

#include "CKernels.h"

#ifdef __x86_64__
#include <immintrin.h>

#pragma clang attribute push(  \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,bmi,bmi2,popcnt"),  \
        min_vector_width(512))),  \
    apply_to = function)
#define LEVEL_AVX512
#define TILE_ROWS 8
#define TILE_VECTORS 2
#define SPARSE_VECTORS 4
#define THIN_VECTORS 4
#define PIECE_BYTES 64
#define LISTED_PIECES 4
#define GRADIENT_ROWS 4
#define GRADIENT_TAPS 6
#define LEVEL avx512
#include "Template.h"
#pragma clang attribute pop
#endif
