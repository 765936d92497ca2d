// Products of a few rows with a large matrix, as a batch of three images makes: the right operand is
// read once, in order and where it lies, since nobody would use a copy of it again.
//
// Each element of C sums its products in order of k, as in Dense.h, and so has the same bits.
//
// Template: see Vectors.h. THIN_VECTORS is set by the instruction set.

#define THIN_COLUMNS (THIN_VECTORS * LANES)
enum { NAME(THIN_ROWS) = 4 };

/// `rows` rows of C in one strip of `vectors`, both constants where inlined, whose first column is `j`.
///
/// A vector past the last column reads what follows in memory, which is the next rows of B, several
/// of them where B is narrow; behind the last row nothing may be read, so that the rows from which a
/// vector would reach there come one by one, from a copy.
INLINE void NAME(strip)(
    int rows, int vectors, long j, long k, const REAL *a, long a_row, long a_step, const REAL *b,
    long n, REAL *c, long columns, int accumulate) {
  const long readable = k * n - j - vectors * LANES;
  const long within = readable < 0 ? 0 : readable / n + 1;
  const long depth = within < k ? within : k;
  if (depth > 0)
    NAME(tile)(rows, vectors, depth, a, a_row, a_step, b + j, n, c + j, n, columns, accumulate);
  for (long row = depth; row < k; row++) {
    REAL copy[THIN_COLUMNS] = {0};
    __builtin_memcpy(copy, b + row * n + j, columns * sizeof(REAL));
    NAME(tile)(
        rows, vectors, 1, a + row * a_step, a_row, a_step, copy, 0, c + j, n, columns,
        accumulate || row > 0);
  }
}

static void NAME(multiply_thin)(
    long m, long n, long k, const REAL *a, int transpose_a, const REAL *b, REAL *c,
    int accumulate) {
  const long a_row = transpose_a ? 1 : k, a_step = transpose_a ? m : 1;
  for (long j = 0; j < n; j += THIN_COLUMNS) {
    const long columns = n - j < THIN_COLUMNS ? n - j : THIN_COLUMNS;
    const long vectors = (columns + LANES - 1) / LANES;
#define STRIP(rows, vectors) \
  NAME(strip)(rows, vectors, j, k, a, a_row, a_step, b, n, c, columns, accumulate)
#define STRIPS(vectors)                          \
  switch (m) {                                   \
    case 1: STRIP(1, vectors); break;            \
    case 2: STRIP(2, vectors); break;            \
    case 3: STRIP(3, vectors); break;            \
    default: STRIP(4, vectors); break;           \
  }
    if (vectors == 1) { STRIPS(1) }
#if THIN_VECTORS > 1
    else if (vectors == 2) { STRIPS(2) }
#endif
#if THIN_VECTORS > 2
    else if (vectors == 3) { STRIPS(3) }
    else { STRIPS(4) }
#endif
#undef STRIPS
#undef STRIP
  }
}

#undef THIN_COLUMNS
