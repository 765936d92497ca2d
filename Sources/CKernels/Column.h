// One column of a product: what there is to do where one number of B has moved.
//
// Each element sums its products in order of k, as in Dense.h, and so has the same bits.
//
// Template: see Vectors.h.

/// Elements of `rows` rows (a constant): as many sums at a time, since each waits for its own last
/// product only.
INLINE void NAME(column_rows)(
    int rows, long n, long k, const REAL *a, const REAL *b, REAL *c, int accumulate) {
  REAL sums[4];
  for (int r = 0; r < rows; r++) sums[r] = accumulate ? c[r * n] : 0;
  for (long p = 0; p < k; p++) {
    const REAL right = b[p * n];
    for (int r = 0; r < rows; r++) sums[r] += a[r * k + p] * right;
  }
  for (int r = 0; r < rows; r++) c[r * n] = sums[r];
}

static void NAME(multiply_column)(
    long m, long n, long k, const void *av, const void *bv, long column, void *cv, int accumulate) {
  const REAL *a = av, *b = (const REAL *)bv + column;
  REAL *c = (REAL *)cv + column;
  for (; m >= 4; m -= 4, a += 4 * k, c += 4 * n) NAME(column_rows)(4, n, k, a, b, c, accumulate);
  switch (m) {
    case 3: NAME(column_rows)(3, n, k, a, b, c, accumulate); break;
    case 2: NAME(column_rows)(2, n, k, a, b, c, accumulate); break;
    case 1: NAME(column_rows)(1, n, k, a, b, c, accumulate); break;
  }
}
