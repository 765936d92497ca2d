// Chooses the way to make a matrix product.
//
// Template: see Vectors.h.

static void NAME(multiply)(
    long m, long n, long k, const void *av, int transpose_a, const void *bv, int transpose_b,
    void *cv, int accumulate) {
  const REAL *a = av, *b = bv;
  REAL *c = cv;
  if (k == 0 && !accumulate) NAME(fill)(m * n, 0, c);
  // A column on the right: rows of A times it, or itself as a row times A.
  if (n == 1 && transpose_a) {
    NAME(multiply_dense)(1, m, k, b, 0, a, 0, c, accumulate);
  } else if (n == 1 || (m == 1 && transpose_b)) {
    const REAL *rows = n == 1 ? a : b, *row = n == 1 ? b : a;
    for (long i = 0; i < (n == 1 ? m : n); i++) {
      const REAL product = (REAL)NAME(dot)(k, rows + i * k, row);
      c[i] = accumulate ? c[i] + product : product;
    }
  } else if (m <= NAME(THIN_ROWS) && !transpose_b && k > 0) {
    NAME(multiply_thin)(m, n, k, a, transpose_a, b, c, accumulate);
  } else if (
      n >= 8 && !transpose_b && m * k >= 4096
      && NAME(mostly_zeros)(transpose_a ? k : m, transpose_a ? m : k, a)
      && NAME(all_finite)(k * n, b)) {
    NAME(multiply_sparse)(m, n, k, a, transpose_a, b, c, accumulate);
  } else {
    NAME(multiply_dense)(m, n, k, a, transpose_a, b, transpose_b, c, accumulate);
  }
}
