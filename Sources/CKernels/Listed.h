// Products of rows of bytes whose nonzeros were listed once, as images are: see `listed_rows`.
//
// Each element of C sums its products in order of k, as in Dense.h, and so has the same bits. The right operand, or the result of a transposed product,
// is copied to rows that are aligned and padded to whole pieces, all of it at once: it is too large for
// the nearest cache, but a row's entries follow each other so far ahead that nothing waits, whereas to
// begin and end a loop for each part of a row costs more than its products.
//
// Template: see Vectors.h. PIECE_BYTES, the width of a register, and LISTED_PIECES, how many sums there
// are registers for, are set by the instruction set.

typedef REAL NAME(piece) __attribute__((vector_size(PIECE_BYTES)));
#define PIECE NAME(piece)
#define PIECE_LANES ((long)(PIECE_BYTES / sizeof(REAL)))
#define LISTED_COLUMNS (LISTED_PIECES * PIECE_LANES)
#ifdef REAL_IS_FLOAT
#define UNIT(rows) (rows)->unit_float
#else
#define UNIT(rows) (rows)->unit_double
#endif
/// How many columns of the result a transposed product makes at a time: each entry of a list reads and
/// writes as many.
enum { NAME(SCATTERED) = LISTED_SCATTERED / sizeof(REAL) };

INLINE PIECE NAME(load_piece)(const REAL *from) {
  PIECE v;
  __builtin_memcpy(&v, __builtin_assume_aligned(from, PIECE_BYTES), sizeof v);
  return v;
}
INLINE void NAME(store_piece)(REAL *to, PIECE v) {
  __builtin_memcpy(__builtin_assume_aligned(to, PIECE_BYTES), &v, sizeof v);
}

/// Copies `rows` rows of a matrix to rows of `width` numbers, the last of them zeros; 0 where a number
/// is not finite. `readable` numbers from the first on may be read; behind the copy there is room for
/// what is left of a vector.
static int NAME(pad_rows)(
    long rows, long columns, long width, const REAL *from, long from_row, long readable, REAL *to) {
  // A number less itself is 0, but for those that are not finite.
  VECTOR wrong = {0};
  const long whole = columns / LANES * LANES, part = columns - whole;
  MASK kept;
  for (long l = 0; l < LANES; l++) kept[l] = l < part ? -1 : 0;
  for (long i = 0; i < rows; i++, from += from_row, to += width, readable -= from_row) {
    long j = 0;
    for (; j < whole; j += LANES) {
      const VECTOR v = NAME(load)(from + j);
      wrong += v - v;
      NAME(store)(to + j, v);
    }
    if (part) {
      const VECTOR v = whole + LANES <= readable
          ? (VECTOR)((MASK)NAME(load)(from + whole) & kept)
          : NAME(load_part)(from + whole, part, 0);
      wrong += v - v;
      NAME(store)(to + whole, v);
    }
  }
  return NAME(lane_sum)(wrong) == 0;
}

/// c (`columns` of `pieces` pieces, a constant) = or += Σ unit[byte]·panel[place] over a row's entries.
INLINE void NAME(gather)(
    int pieces, long columns, long count, const uint16_t *places, const uint8_t *bytes,
    const REAL *unit, const REAL *panel, REAL *c, int accumulate) {
  REAL sums[LISTED_COLUMNS] __attribute__((aligned(64))) = {0};
  PIECE sum[LISTED_PIECES];
  if (accumulate) __builtin_memcpy(sums, c, columns * sizeof(REAL));
  for (int v = 0; v < pieces; v++) sum[v] = NAME(load_piece)(sums + v * PIECE_LANES);
  for (long t = 0; t < count; t++) {
    const REAL x = unit[bytes[t]], *row = panel + places[t] * (pieces * PIECE_LANES);
    for (int v = 0; v < pieces; v++) sum[v] += x * NAME(load_piece)(row + v * PIECE_LANES);
  }
  // Whole pieces straight to their places, the last one number by number: a call to copy a few is
  // dearer than they are.
  const long whole = (pieces - 1) * PIECE_LANES;
  for (int v = 0; v < pieces - 1; v++)
    __builtin_memcpy(c + v * PIECE_LANES, &sum[v], sizeof(PIECE));
  NAME(store_piece)(sums, sum[pieces - 1]);
  for (long l = 0; l < columns - whole; l++) c[whole + l] = sums[l];
}

/// panel[place] += unit[byte]·row (`pieces`, a constant) for each of a row's entries.
INLINE void NAME(scatter)(
    int pieces, long count, const uint16_t *places, const uint8_t *bytes, const REAL *unit,
    const REAL *row, REAL *panel) {
  PIECE right[LISTED_PIECES];
  for (int v = 0; v < pieces; v++) right[v] = NAME(load_piece)(row + v * PIECE_LANES);
  for (long t = 0; t < count; t++) {
    const REAL x = unit[bytes[t]];
    REAL *to = panel + places[t] * (pieces * PIECE_LANES);
    for (int v = 0; v < pieces; v++)
      NAME(store_piece)(to + v * PIECE_LANES,
          NAME(load_piece)(to + v * PIECE_LANES) + x * right[v]);
  }
}

/// Calls with a constant number of pieces.
#define LISTED_SWITCH(pieces, CALL) \
  switch (pieces) {                 \
    case 1: CALL(1); break;         \
    case 2: CALL(2); break;         \
    case 3: CALL(3); break;         \
    case 4: CALL(4); break;         \
    LISTED_MORE(CALL)               \
  }
#if LISTED_PIECES > 4
#define LISTED_MORE(CALL)  \
  case 5: CALL(5); break;  \
  case 6: CALL(6); break;  \
  case 7: CALL(7); break;  \
  default: CALL(8); break;
#else
#define LISTED_MORE(CALL)
#endif

static int NAME(multiply_listed)(
    long m, long n, const listed_rows *rows, const int32_t *which, const void *bv, void *cv,
    int accumulate) {
  REAL panel[LISTED_MOST * LISTED_COLUMNS + LANES] __attribute__((aligned(64)));
  const REAL *b = bv, *unit = UNIT(rows);
  REAL *c = cv;
  for (long j = 0; j < n; j += LISTED_COLUMNS) {
    const long columns = n - j < LISTED_COLUMNS ? n - j : LISTED_COLUMNS;
    const long pieces = (columns + PIECE_LANES - 1) / PIECE_LANES;
    const long readable = rows->columns * n - j;
    if (!NAME(pad_rows)(rows->columns, columns, pieces * PIECE_LANES, b + j, n, readable, panel))
      return 0;
#define GATHER(pieces)                                                                          \
  for (long i = 0; i < m; i++) {                                                                \
    const uint32_t start = rows->starts[which[i]], end = rows->starts[which[i] + 1];            \
    NAME(gather)(pieces, columns, end - start, rows->places + start, rows->bytes + start, unit, \
        panel, c + i * n + j, accumulate);                                                      \
  }
    LISTED_SWITCH(pieces, GATHER)
#undef GATHER
  }
  return 1;
}

/// The columns of a transposed product from j on, as many as are made at a time.
static int NAME(multiply_listed_columns)(
    long j, long m, long n, const listed_rows *rows, const int32_t *which, const void *bv, void *cv,
    int accumulate) {
  REAL panel[LISTED_MOST * NAME(SCATTERED) + LANES] __attribute__((aligned(64)));
  REAL right[LISTED_DEPTH * NAME(SCATTERED) + LANES] __attribute__((aligned(64)));
  const long columns = n - j < NAME(SCATTERED) ? n - j : NAME(SCATTERED);
  const long pieces = (columns + PIECE_LANES - 1) / PIECE_LANES, width = pieces * PIECE_LANES;
  const REAL *b = (const REAL *)bv + j, *unit = UNIT(rows);
  REAL *c = (REAL *)cv + j;
  if (accumulate) NAME(pad_rows)(rows->columns, columns, width, c, n, 0, panel);
  else __builtin_memset(panel, 0, rows->columns * width * sizeof(REAL));
  for (long i = 0; i < m; i += LISTED_DEPTH) {
    const long depth = m - i < LISTED_DEPTH ? m - i : LISTED_DEPTH;
    if (!NAME(pad_rows)(depth, columns, width, b + i * n, n, (m - i) * n - j, right)) return 0;
#define SCATTER(pieces)                                                                         \
  for (long t = 0; t < depth; t++) {                                                            \
    const uint32_t start = rows->starts[which[i + t]], end = rows->starts[which[i + t] + 1];    \
    NAME(scatter)(pieces, end - start, rows->places + start, rows->bytes + start, unit,         \
        right + t * (pieces * PIECE_LANES), panel);                                             \
  }
    LISTED_SWITCH(pieces, SCATTER)
#undef SCATTER
  }
  for (long t = 0; t < rows->columns; t++)
    __builtin_memcpy(c + t * n, panel + t * width, columns * sizeof(REAL));
  return 1;
}

static int NAME(multiply_listed_transposed)(
    long m, long n, const listed_rows *rows, const int32_t *which, const void *b, void *c,
    int accumulate) {
  for (long j = 0; j < n; j += NAME(SCATTERED))
    if (!NAME(multiply_listed_columns)(j, m, n, rows, which, b, c, accumulate)) return 0;
  return 1;
}

#undef LISTED_MORE
#undef LISTED_SWITCH
#undef UNIT
#undef LISTED_COLUMNS
#undef PIECE_LANES
#undef PIECE
