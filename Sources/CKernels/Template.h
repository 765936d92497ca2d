// All kernels of one instruction set, LEVEL, for both scalar types.

// Vectors wider than the registers pass only between functions that are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#include "Exponential.h"
#include "Listing.h"
#include "Lists.h"
#include "Flat.h"

#define JOIN(a, b, c) a##_##b##_##c
#define JOINED(a, b, c) JOIN(a, b, c)

#define REAL float
#define REAL_IS_FLOAT
#define BITS int32_t
#define NAME(kernel) JOINED(kernel, float, LEVEL)
#include "Kernels.h"
#undef REAL
#undef REAL_IS_FLOAT
#undef BITS
#undef NAME

#define REAL double
#define BITS int64_t
#define NAME(kernel) JOINED(kernel, double, LEVEL)
#include "Kernels.h"
