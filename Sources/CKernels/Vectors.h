// A vector of 64 bytes on every machine: the compiler splits it where registers are narrower, so
// that sums run over the same lanes in the same order everywhere.
//
// Template: included for each scalar type and instruction set, with REAL, BITS and NAME set.

#define LANES ((long)(64 / sizeof(REAL)))

typedef REAL NAME(vector) __attribute__((vector_size(64)));
typedef BITS NAME(bits) __attribute__((vector_size(64)));
#define VECTOR NAME(vector)
#define MASK NAME(bits)

INLINE VECTOR NAME(load)(const REAL *from) {
  VECTOR v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}
INLINE void NAME(store)(REAL *to, VECTOR v) { __builtin_memcpy(to, &v, sizeof v); }

#ifdef LEVEL_AVX512
#ifdef REAL_IS_FLOAT
INLINE VECTOR NAME(load_masked)(const REAL *from, uint16_t mask, VECTOR rest) {
  return _mm512_mask_loadu_ps(rest, mask, from);
}
INLINE void NAME(store_masked)(REAL *to, uint16_t mask, VECTOR v) {
  _mm512_mask_storeu_ps(to, mask, v);
}
#else
INLINE VECTOR NAME(load_masked)(const REAL *from, uint16_t mask, VECTOR rest) {
  return _mm512_mask_loadu_pd(rest, (uint8_t)mask, from);
}
INLINE void NAME(store_masked)(REAL *to, uint16_t mask, VECTOR v) {
  _mm512_mask_storeu_pd(to, (uint8_t)mask, v);
}
#endif
#endif

/// The first `count` lanes from memory, the others `rest`.
INLINE VECTOR NAME(load_part)(const REAL *from, long count, REAL rest) {
#ifdef LEVEL_AVX512
  return NAME(load_masked)(from, (uint16_t)((1u << count) - 1), rest - (VECTOR){0});
#else
  REAL lanes[LANES];
  for (long l = 0; l < LANES; l++) lanes[l] = l < count ? from[l] : rest;
  return NAME(load)(lanes);
#endif
}
/// The first `count` lanes to memory.
INLINE void NAME(store_part)(REAL *to, long count, VECTOR v) {
#ifdef LEVEL_AVX512
  NAME(store_masked)(to, (uint16_t)((1u << count) - 1), v);
#else
  REAL lanes[LANES];
  NAME(store)(lanes, v);
  for (long l = 0; l < count; l++) to[l] = lanes[l];
#endif
}

/// A bit for each lane whose mask is set.
typedef _Bool NAME(flags) __attribute__((ext_vector_type(LANES)));
INLINE unsigned NAME(mask_bits)(MASK mask) {
  NAME(flags) flags = __builtin_convertvector(mask, NAME(flags));
#ifdef REAL_IS_FLOAT
  uint16_t bits;
#else
  uint8_t bits;
#endif
  __builtin_memcpy(&bits, &flags, sizeof bits);
  return bits;
}

INLINE VECTOR NAME(select)(MASK mask, VECTOR yes, VECTOR no) {
  return (VECTOR)((mask & (MASK)yes) | (~mask & (MASK)no));
}
INLINE VECTOR NAME(splat)(REAL x) { return x - (VECTOR){0}; }

/// The larger of each pair of lanes; NaN where either is.
INLINE VECTOR NAME(larger)(VECTOR a, VECTOR b) {
  return NAME(select)((a > b) | (a != a), a, b);
}

/// The lane `distance` further on; past the last, any lane.
INLINE VECTOR NAME(moved)(VECTOR v, BITS distance) {
#ifdef REAL_IS_FLOAT
  const MASK lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
#else
  const MASK lanes = {0, 1, 2, 3, 4, 5, 6, 7};
#endif
  return __builtin_shufflevector(v, (lanes + distance) & (LANES - 1));
}
/// The sum of all lanes, the upper half folded onto the lower until one is left.
INLINE REAL NAME(lane_sum)(VECTOR v) {
#ifdef REAL_IS_FLOAT
  v += NAME(moved)(v, 8);
#endif
  v += NAME(moved)(v, 4);
  v += NAME(moved)(v, 2);
  v += NAME(moved)(v, 1);
  return v[0];
}
/// The largest lane; NaN where there is one.
INLINE REAL NAME(lane_max)(VECTOR v) {
#ifdef REAL_IS_FLOAT
  v = NAME(larger)(v, NAME(moved)(v, 8));
#endif
  v = NAME(larger)(v, NAME(moved)(v, 4));
  v = NAME(larger)(v, NAME(moved)(v, 2));
  v = NAME(larger)(v, NAME(moved)(v, 1));
  return v[0];
}

/// `wide`'s functions for this scalar type.
#ifdef REAL_IS_FLOAT
typedef float NAME(half) __attribute__((vector_size(32)));
#define THROUGH_DOUBLE(f, v)                                                                    \
  __builtin_shufflevector(                                                                      \
      __builtin_convertvector(                                                                  \
          f(__builtin_convertvector(                                                            \
              __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7), wide)),                    \
          NAME(half)),                                                                          \
      __builtin_convertvector(                                                                  \
          f(__builtin_convertvector(                                                            \
              __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15), wide)),              \
          NAME(half)),                                                                          \
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
#else
#define THROUGH_DOUBLE(f, v) f(v)
#endif
INLINE VECTOR NAME(vector_exp)(VECTOR v) { return THROUGH_DOUBLE(wide_exp, v); }
#undef THROUGH_DOUBLE
