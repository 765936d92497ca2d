// One column of a product: what there is to do where one number of B has moved.
//
// Each element sums its products in order of k, as in Dense.h, and so has the same bits.
//
// Template: see Vectors.h.

static void NAME(multiply_column)(
    long m, long n, long k, const void *av, const void *bv, long column, void *cv, int accumulate) {
  const REAL *a = av, *b = (const REAL *)bv + column;
  REAL *c = (REAL *)cv + column;
  long i = 0;
  // Four sums at a time: each waits for its own last product only.
  for (; i + 4 <= m; i += 4, a += 4 * k, c += 4 * n) {
    REAL s0 = accumulate ? c[0] : 0, s1 = accumulate ? c[n] : 0;
    REAL s2 = accumulate ? c[2 * n] : 0, s3 = accumulate ? c[3 * n] : 0;
    for (long p = 0; p < k; p++) {
      const REAL right = b[p * n];
      s0 += a[p] * right;
      s1 += a[k + p] * right;
      s2 += a[2 * k + p] * right;
      s3 += a[3 * k + p] * right;
    }
    c[0] = s0, c[n] = s1, c[2 * n] = s2, c[3 * n] = s3;
  }
  for (; i < m; i++, a += k, c += n) {
    REAL sum = accumulate ? c[0] : 0;
    for (long p = 0; p < k; p++) sum += a[p] * b[p * n];
    c[0] = sum;
  }
}
