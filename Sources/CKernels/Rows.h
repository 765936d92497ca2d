// Sums, and what is done along the rows and columns of a matrix. Each result's summation order is
// fixed by the shape alone.
//
// Template: see Vectors.h.

enum { NAME(SUM_BLOCK) = 1024 };

/// Four vectors of partial sums over at most a block.
static REAL NAME(block_sum)(const REAL *a, long count) {
  VECTOR s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  long i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES) {
    s0 += NAME(load)(a + i);
    s1 += NAME(load)(a + i + LANES);
    s2 += NAME(load)(a + i + 2 * LANES);
    s3 += NAME(load)(a + i + 3 * LANES);
  }
  for (; i + LANES <= count; i += LANES) s0 += NAME(load)(a + i);
  if (i < count) s1 += NAME(load_part)(a + i, count - i, 0);
  return NAME(lane_sum)((s0 + s1) + (s2 + s3));
}
/// Blocks summed in pairs, pairs in pairs: the error grows with the logarithm of the count.
static REAL NAME(pairwise_sum)(const REAL *a, long count) {
  if (count <= NAME(SUM_BLOCK)) return NAME(block_sum)(a, count);
  long blocks = (count + NAME(SUM_BLOCK) - 1) / NAME(SUM_BLOCK);
  long first = blocks / 2 * NAME(SUM_BLOCK);
  return NAME(pairwise_sum)(a, first) + NAME(pairwise_sum)(a + first, count - first);
}
static void NAME(row_sums)(long rows, long columns, const void *av, void *rv) {
  const REAL *a = av;
  REAL *r = rv;
  for (long i = 0; i < rows; i++) r[i] = NAME(pairwise_sum)(a + i * columns, columns);
}

static int NAME(all_finite)(long count, const void *av) {
  const REAL *a = av;
  VECTOR s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
  long i = 0;
  for (; i + 4 * LANES <= count; i += 4 * LANES) {
    s0 += NAME(load)(a + i) * 0;
    s1 += NAME(load)(a + i + LANES) * 0;
    s2 += NAME(load)(a + i + 2 * LANES) * 0;
    s3 += NAME(load)(a + i + 3 * LANES) * 0;
  }
  for (; i + LANES <= count; i += LANES) s0 += NAME(load)(a + i) * 0;
  if (i < count) s1 += NAME(load_part)(a + i, count - i, 0) * 0;
  return NAME(lane_sum)((s0 + s1) + (s2 + s3)) == 0;
}

static void NAME(column_sums)(
    long rows, long columns, const void *av, void *rv, int accumulate) {
  const REAL *a = av;
  REAL *r = rv;
  for (long j = 0; j < columns; j += LANES) {
    const long left = columns - j < LANES ? columns - j : LANES;
    VECTOR s = {0};
    if (left == LANES) {
      for (long i = 0; i < rows; i++) s += NAME(load)(a + i * columns + j);
      NAME(store)(r + j, accumulate ? NAME(load)(r + j) + s : s);
    } else {
      for (long i = 0; i < rows; i++) s += NAME(load_part)(a + i * columns + j, left, 0);
      if (accumulate) s += NAME(load_part)(r + j, left, 0);
      NAME(store_part)(r + j, left, s);
    }
  }
}

static REAL NAME(row_max)(long columns, const REAL *a) {
  VECTOR most = NAME(splat)(-__builtin_inff());
  long j = 0;
  for (; j + LANES <= columns; j += LANES) most = NAME(larger)(NAME(load)(a + j), most);
  if (j < columns)
    most = NAME(larger)(NAME(load_part)(a + j, columns - j, -__builtin_inff()), most);
  return NAME(lane_max)(most);
}
static void NAME(row_maxima)(long rows, long columns, const void *av, void *rv) {
  const REAL *a = av;
  REAL *r = rv;
  for (long i = 0; i < rows; i++) r[i] = NAME(row_max)(columns, a + i * columns);
}

static void NAME(row_argmax)(long rows, long columns, const void *av, int32_t *r) {
  const REAL *a = av;
  for (long i = 0; i < rows; i++, a += columns) {
    long best = 0;
    for (long j = 1; j < columns; j++)
      if (a[j] > a[best]) best = j;
    r[i] = (int32_t)best;
  }
}

/// r = exp(a − its row's maximum), rows `stride` apart in `a` and side by side in `r`: narrow rows
/// share vectors.
static void NAME(exp_below)(
    long rows, long columns, const REAL *a, long stride, const REAL *maxima, REAL *r) {
  const long count = columns;
  for (long row = 0; row < rows; row++) {
    const REAL *from = a + row * stride, most = maxima[row];
    REAL *to = r + row * columns;
    MAP(to, AT(from) - most);
  }
  NAME(exponentials)(rows * columns, r);
}

enum { NAME(EXP_BLOCK) = 1024 };

static void NAME(log_sum_exp_rows)(long rows, long columns, const void *av, void *rv) {
  const REAL *a = av;
  REAL *r = rv, maxima[NAME(EXP_BLOCK)], block[NAME(EXP_BLOCK)];
  const long width = columns < NAME(EXP_BLOCK) ? columns : NAME(EXP_BLOCK);
  const long height = width > 0 ? NAME(EXP_BLOCK) / width : 1;
  for (long i = 0; i < rows; i += height) {
    const long here = rows - i < height ? rows - i : height;
    const REAL *top = a + i * columns;
    double sums[NAME(EXP_BLOCK)];
    NAME(row_maxima)(here, columns, top, maxima);
    for (long l = 0; l < here; l++) sums[l] = 0;
    for (long j = 0; j < columns; j += width) {
      const long part = columns - j < width ? columns - j : width;
      NAME(exp_below)(here, part, top + j, columns, maxima, block);
      for (long l = 0; l < here; l++) sums[l] += NAME(pairwise_sum)(block + l * part, part);
    }
    // An infinite maximum is the answer itself, and inf − inf would make it NaN.
    for (long l = 0; l < here; l++)
      r[i + l] = maxima[l] - maxima[l] != 0 ? maxima[l]
                                            : (REAL)(maxima[l] + __builtin_log(sums[l]));
  }
}

static void NAME(softmax_rows)(long rows, long columns, const void *av, void *rv) {
  const REAL *a = av;
  REAL *r = rv, maxima[NAME(EXP_BLOCK)];
  const long height = columns < NAME(EXP_BLOCK) && columns > 0 ? NAME(EXP_BLOCK) / columns : 1;
  for (long i = 0; i < rows; i += height) {
    const long here = rows - i < height ? rows - i : height;
    NAME(row_maxima)(here, columns, a + i * columns, maxima);
    NAME(exp_below)(here, columns, a + i * columns, columns, maxima, r + i * columns);
    for (long l = 0; l < here; l++) {
      REAL *row = r + (i + l) * columns;
      const REAL sum = NAME(pairwise_sum)(row, columns);
      const long count = columns;
      MAP(row, AT(row) / sum);
    }
  }
}
