// Products whose left operand is mostly zeros, as images are: the places of the others are listed
// first, and then only those are multiplied, in the same order as in Dense.h and so with the same
// bits. The right operand must be finite, because 0 · ∞ would be NaN.
//
// Both ways copy a panel of B that stays in the nearest cache, with its rows aligned: the products
// are done by then faster than their operands arrive from further away.
//
// Template: see Vectors.h. SPARSE_VECTORS is set by the instruction set.

#define SPARSE_COLUMNS (SPARSE_VECTORS * LANES)

/// Whether so few of a sample of A's stored rows are other than zero that listing them pays.
static int NAME(mostly_zeros)(long rows, long columns, const REAL *a) {
  const long step = rows / 16 + 1;
  long zeros = 0, seen = 0;
  for (long i = step / 2; i < rows; i += step, seen += columns / LANES * LANES) {
    MASK found = {0};
    for (long j = 0; j + LANES <= columns; j += LANES)
      found -= NAME(load)(a + i * columns + j) == 0;
    for (long l = 0; l < LANES; l++) zeros += found[l];
  }
  return zeros * 2 > seen;
}

/// One row of C in one panel of `vectors` (a constant): Σ a[t·a_step]·panel[t] over the listed t.
INLINE void NAME(listed)(
    int vectors, long count, const int32_t *list, const REAL *a, long a_step, const REAL *panel,
    REAL *c, long columns, int accumulate) {
  VECTOR sums[SPARSE_VECTORS];
  const long last = columns - (vectors - 1) * LANES;
  for (int v = 0; v < vectors; v++)
    sums[v] = !accumulate ? (VECTOR){0}
        : v < vectors - 1 ? NAME(load)(c + v * LANES)
                          : NAME(load_part)(c + v * LANES, last, 0);
  for (long t = 0; t < count; t++) {
    const REAL *row = panel + list[t] * (vectors * LANES), x = a[list[t] * a_step];
    for (int v = 0; v < vectors; v++) sums[v] += x * NAME(load)(row + v * LANES);
  }
  for (int v = 0; v < vectors; v++)
    if (v < vectors - 1) NAME(store)(c + v * LANES, sums[v]);
    else NAME(store_part)(c + v * LANES, last, sums[v]);
}

INLINE unsigned NAME(nonzero_bits)(const REAL *a, long count) {
  VECTOR v = count >= LANES ? NAME(load)(a) : NAME(load_part)(a, count, 0);
  return NAME(mask_bits)((MASK)(v != 0));
}

/// C (m rows) = or += A (m×depth, rows a_row apart) · panel: each row of A is listed.
INLINE void NAME(listed_rows)(
    int vectors, long m, long depth, const REAL *a, long a_row, const REAL *panel, REAL *c,
    long c_row, long columns, int accumulate) {
  int32_t list[LIST_ROWS + 16];
  for (long i = 0; i < m; i++) {
    const REAL *row = a + i * a_row;
    long count = 0;
    for (long p = 0; p < depth; p += LANES)
      count = append(list, count, p, NAME(nonzero_bits)(row + p, depth - p));
    if (count > 0 || !accumulate)
      NAME(listed)(vectors, count, list, row, 1, panel, c + i * c_row, columns, accumulate);
  }
}

/// C (m rows) = or += Aᵀ (A depth×m) · panel: each column of A is listed, and as many of them at
/// a time as a vector holds.
INLINE void NAME(listed_columns)(
    int vectors, long m, long depth, const REAL *a, const REAL *panel, REAL *c, long c_row,
    long columns, int accumulate) {
  uint16_t bits[LIST_ROWS + 16];
  int32_t lists[16][LIST_ROWS + 16];
  long counts[16];
  for (long i = 0; i < m; i += LANES) {
    for (long p = 0; p < depth; p++)
      bits[p] = (uint16_t)NAME(nonzero_bits)(a + p * m + i, m - i);
    for (long p = depth; p % 16; p++) bits[p] = 0;
    list_columns(LANES, bits, depth, lists, counts);
    for (long l = 0; l < LANES && i + l < m; l++)
      if (counts[l] > 0 || !accumulate)
        NAME(listed)(vectors, counts[l], lists[l], a + i + l, m, panel, c + (i + l) * c_row,
            columns, accumulate);
  }
}

/// C (m×n) = or += A · B, A (m×k) or, transposed, (k×m), and B (k×n).
static void NAME(multiply_sparse)(
    long m, long n, long k, const REAL *a, int transpose_a, const REAL *b, REAL *c,
    int accumulate) {
  REAL panel[LIST_ROWS * SPARSE_COLUMNS] __attribute__((aligned(64)));
  const long blocks = (k + LIST_ROWS - 1) / LIST_ROWS;
  // Whole vectors, so that only the last block is left with part of one.
  const long height = ((k + blocks - 1) / blocks + 15) / 16 * 16;

  for (long j = 0; j < n; j += SPARSE_COLUMNS) {
    const long columns = n - j < SPARSE_COLUMNS ? n - j : SPARSE_COLUMNS;
    const long vectors = (columns + LANES - 1) / LANES;
    for (long p = 0; p < k; p += height) {
      const long depth = k - p < height ? k - p : height;
      const int more = accumulate || p > 0;
      NAME(pack)(depth, columns, vectors * LANES, b + p * n + j, n, 0, panel);
#define PANEL(vectors)                                                                         \
  if (transpose_a)                                                                             \
    NAME(listed_columns)(vectors, m, depth, a + p * m, panel, c + j, n, columns, more);        \
  else NAME(listed_rows)(vectors, m, depth, a + p, k, panel, c + j, n, columns, more)
      if (vectors == 1) { PANEL(1); }
      else if (vectors == 2) { PANEL(2); }
#if SPARSE_VECTORS > 2
      else if (vectors == 3) { PANEL(3); }
      else { PANEL(4); }
#endif
#undef PANEL
    }
  }
}

#undef SPARSE_COLUMNS
