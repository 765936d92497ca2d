// Exponentials, in double precision for both scalar types: rounded to `float` they are right to
// half a unit in the last place.
//
// Not a template: included once for each instruction set, before the templates.

typedef double wide __attribute__((vector_size(64)));
typedef int64_t wide_bits __attribute__((vector_size(64)));

#define INLINE static inline __attribute__((always_inline))

INLINE wide wide_select(wide_bits mask, wide yes, wide no) {
  return (wide)((mask & (wide_bits)yes) | (~mask & (wide_bits)no));
}

/// x = n·ln 2 + r with |r| ≤ ln 2 / 2, and eʳ − 1, so that eˣ = 2ⁿ·(1 + expm1).
///
/// Adding 1.5·2⁵² rounds to an integer and leaves it in the low bits. ln 2 comes in two parts, the
/// first with so few digits that its multiples are exact. The series ends where r¹⁴/14! < 2⁻⁵⁷.
typedef struct { wide_bits n; wide expm1; } reduced;
INLINE reduced reduce(wide x) {
  const wide magic = (wide){0} + 0x1.8p52;
  const double ln2_high = 0x1.62e42fefa0000p-1, ln2_low = 0x1.cf79abc9e3b3ap-40;
  wide shifted = x * 0x1.71547652b82fep0 + magic;
  wide turns = shifted - magic;
  wide r = (x - turns * ln2_high) - turns * ln2_low;
  wide q = r * (1 / 6227020800.0) + (1 / 479001600.0);
  q = q * r + (1 / 39916800.0);
  q = q * r + (1 / 3628800.0);
  q = q * r + (1 / 362880.0);
  q = q * r + (1 / 40320.0);
  q = q * r + (1 / 5040.0);
  q = q * r + (1 / 720.0);
  q = q * r + (1 / 120.0);
  q = q * r + (1 / 24.0);
  q = q * r + (1 / 6.0);
  q = q * r + 0.5;
  return (reduced){(wide_bits)shifted - (wide_bits)magic, r + r * r * q};
}

/// 2ⁿ for |n| ≤ 1022.
INLINE wide power_of_two(wide_bits n) { return (wide)((n + 1023) << 52); }

/// eˣ. The power of two comes in two factors, since 2ⁿ alone may be out of range where eˣ is not.
INLINE wide wide_exp(wide x) {
  x = wide_select(x > 710, (wide){0} + 710, x);
  x = wide_select(x < -746, (wide){0} - 746, x);
  reduced y = reduce(x);
  wide_bits half = y.n >> 1;
  return (1 + y.expm1) * power_of_two(half) * power_of_two(y.n - half);
}
