// Matrix products.
//
// Template: see Vectors.h.

static double NAME(dot)(long count, const void *av, const void *bv) {
  const REAL *a = av, *b = bv;
  VECTOR s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  long i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES) {
    s0 += NAME(load)(a + i) * NAME(load)(b + i);
    s1 += NAME(load)(a + i + LANES) * NAME(load)(b + i + LANES);
    s2 += NAME(load)(a + i + 2 * LANES) * NAME(load)(b + i + 2 * LANES);
    s3 += NAME(load)(a + i + 3 * LANES) * NAME(load)(b + i + 3 * LANES);
  }
  for (; i + LANES <= count; i += LANES) s0 += NAME(load)(a + i) * NAME(load)(b + i);
  if (i < count)
    s1 += NAME(load_part)(a + i, count - i, 0) * NAME(load_part)(b + i, count - i, 0);
  return NAME(lane_sum)((s0 + s1) + (s2 + s3));
}

static void NAME(multiply)(
    long m, long n, long k, const void *av, int transpose_a, const void *bv, int transpose_b,
    void *cv, int accumulate) {
  const REAL *a = av, *b = bv;
  REAL *c = cv;
  for (long i = 0; i < m; i++)
    for (long j = 0; j < n; j++) {
      REAL s = accumulate ? c[i * n + j] : 0;
      for (long p = 0; p < k; p++)
        s += (transpose_a ? a[p * m + i] : a[i * k + p])
            * (transpose_b ? b[j * k + p] : b[p * n + j]);
      c[i * n + j] = s;
    }
}
