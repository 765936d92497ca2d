// Dense matrix products.
//
// C is made in tiles that stay in registers. B is copied panel by panel, some hundred rows high
// and one tile wide, so that the innermost loop reads it in order whatever its layout; A is read
// where it is, or copied where it is transposed. Each element of C sums its products in order of
// k, so that its bits do not depend on the tile it falls in, nor on whether zeros are skipped.
//
// Template: see Vectors.h. TILE_ROWS (a power of two) and TILE_VECTORS are set by the instruction
// set: as many accumulators as it has registers, and some to spare.

#define TILE_COLUMNS (TILE_VECTORS * LANES)
enum { NAME(PANEL_ROWS) = 1024 / sizeof(REAL) };

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

/// c (rows×columns) = or += A·B over `depth`; `rows`, at most 8, and `vectors`, at most 4, are
/// constants where inlined.
///
/// A's element (i, p) is a[i·a_row + p·a_step]; B's rows are b_step apart.
INLINE void NAME(tile)(
    int rows, int vectors, long depth, const REAL *a, long a_row, long a_step, const REAL *b,
    long b_step, REAL *c, long c_row, long columns, int accumulate) {
  VECTOR sums[8][4];
  const long last = columns - (vectors - 1) * LANES;
  for (int i = 0; i < rows; i++)
    for (int v = 0; v < vectors; v++)
      sums[i][v] = !accumulate ? (VECTOR){0}
          : v < vectors - 1    ? NAME(load)(c + i * c_row + v * LANES)
                               : NAME(load_part)(c + i * c_row + v * LANES, last, 0);
  for (long p = 0; p < depth; p++, b += b_step, a += a_step) {
    VECTOR right[4];
    for (int v = 0; v < vectors; v++) right[v] = NAME(load)(b + v * LANES);
    for (int i = 0; i < rows; i++)
      for (int v = 0; v < vectors; v++) sums[i][v] += a[i * a_row] * right[v];
  }
  for (int i = 0; i < rows; i++)
    for (int v = 0; v < vectors; v++)
      if (v < vectors - 1) NAME(store)(c + i * c_row + v * LANES, sums[i][v]);
      else NAME(store_part)(c + i * c_row + v * LANES, last, sums[i][v]);
}

/// All rows of C in one panel of columns.
INLINE void NAME(panel)(
    int vectors, long m, long depth, const REAL *a, long a_row, long a_step, const REAL *b,
    long b_step, REAL *c, long c_row, long columns, int accumulate) {
  REAL copy[TILE_ROWS * NAME(PANEL_ROWS)];
  long i = 0;
#define TILES(rows)                                                                             \
  for (; i + rows <= m; i += rows) {                                                            \
    if (a_row == 1) {                                                                           \
      for (long p = 0; p < depth; p++)                                                          \
        __builtin_memcpy(copy + p * rows, a + i + p * a_step, rows * sizeof(REAL));             \
      NAME(tile)(rows, vectors, depth, copy, 1, rows, b, b_step, c + i * c_row, c_row, columns, \
          accumulate);                                                                          \
    } else                                                                                      \
      NAME(tile)(rows, vectors, depth, a + i * a_row, a_row, 1, b, b_step, c + i * c_row,       \
          c_row, columns, accumulate);                                                          \
  }
  TILES(TILE_ROWS)
#if TILE_ROWS > 4
  TILES(4)
#endif
#if TILE_ROWS > 2
  TILES(2)
#endif
  TILES(1)
#undef TILES
}

typedef REAL NAME(four) __attribute__((vector_size(4 * sizeof(REAL))));

/// Four rows of four entries, `from_step` apart, as four columns, `to_step` apart.
INLINE void NAME(transpose_four)(const REAL *from, long from_step, REAL *to, long to_step) {
  NAME(four) r[4];
  for (int i = 0; i < 4; i++) __builtin_memcpy(&r[i], from + i * from_step, sizeof r[i]);
  const NAME(four) a = __builtin_shufflevector(r[0], r[1], 0, 4, 1, 5);
  const NAME(four) b = __builtin_shufflevector(r[2], r[3], 0, 4, 1, 5);
  const NAME(four) c = __builtin_shufflevector(r[0], r[1], 2, 6, 3, 7);
  const NAME(four) d = __builtin_shufflevector(r[2], r[3], 2, 6, 3, 7);
  r[0] = __builtin_shufflevector(a, b, 0, 1, 4, 5);
  r[1] = __builtin_shufflevector(a, b, 2, 3, 6, 7);
  r[2] = __builtin_shufflevector(c, d, 0, 1, 4, 5);
  r[3] = __builtin_shufflevector(c, d, 2, 3, 6, 7);
  for (int i = 0; i < 4; i++) __builtin_memcpy(to + i * to_step, &r[i], sizeof r[i]);
}

/// Copies `depth` rows of a panel of B, the columns past the last filled with zeros.
INLINE void NAME(pack)(
    long depth, long columns, long width, const REAL *b, long b_row, int transposed,
    REAL *panel) {
  if (transposed) {
    const long whole = depth / 4 * 4;
    for (long j = 0; j < width; j += 4) {
      if (j + 4 <= columns)
        for (long p = 0; p < whole; p += 4)
          NAME(transpose_four)(b + j * b_row + p, b_row, panel + p * width + j, width);
      for (long p = j + 4 <= columns ? whole : 0; p < depth; p++)
        for (long l = j; l < j + 4; l++)
          panel[p * width + l] = l < columns ? b[l * b_row + p] : 0;
    }
  } else {
    for (long p = 0; p < depth; p++)
      for (long j = 0; j < width; j += LANES) {
        const REAL *from = b + p * b_row + j;
        NAME(store)(panel + p * width + j,
            j + LANES <= columns ? NAME(load)(from) : NAME(load_part)(from, columns - j, 0));
      }
  }
}

static void NAME(multiply_dense)(
    long m, long n, long k, const REAL *a, int transpose_a, const REAL *b, int transpose_b,
    REAL *c, int accumulate) {
  const long a_row = transpose_a ? 1 : k, a_step = transpose_a ? m : 1;
  const long blocks = (k + NAME(PANEL_ROWS) - 1) / NAME(PANEL_ROWS);
  const long height = blocks ? (k + blocks - 1) / blocks : 0;
  REAL panel[NAME(PANEL_ROWS) * TILE_COLUMNS] __attribute__((aligned(64)));

  for (long j = 0; j < n; j += TILE_COLUMNS) {
    const long columns = n - j < TILE_COLUMNS ? n - j : TILE_COLUMNS;
    const long vectors = (columns + LANES - 1) / LANES, width = vectors * LANES;
    // A copy that few rows would use costs more than it saves.
    const int in_place = !transpose_b && m <= TILE_ROWS && columns == width;
    for (long p = 0; p < k; p += height) {
      const long depth = k - p < height ? k - p : height;
      const REAL *from = transpose_b ? b + j * k + p : b + p * n + j;
      if (!in_place)
        NAME(pack)(depth, columns, width, from, transpose_b ? k : n, transpose_b, panel);
      const REAL *right = in_place ? from : panel;
      const long step = in_place ? n : width;
      const REAL *left = a + p * a_step;
      const int more = accumulate || p > 0;
      if (vectors == TILE_VECTORS)
        NAME(panel)(TILE_VECTORS, m, depth, left, a_row, a_step, right, step, c + j, n, columns,
            more);
      else
        NAME(panel)(1, m, depth, left, a_row, a_step, right, step, c + j, n, columns, more);
    }
  }
}
