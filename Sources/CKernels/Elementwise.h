// Maps from elements to elements; the result may be one of the operands.
//
// Template: see Vectors.h.

/// The vector of the operand `p` that belongs to this turn of MAP.
#define AT(p) (left == LANES ? NAME(load)((p) + i) : NAME(load_part)((p) + i, left, 1))

/// result[i…] = EXPRESSION, over whole vectors and then over one that is partly filled.
#define MAP(result, EXPRESSION)                                        \
  do {                                                                 \
    long i = 0;                                                        \
    for (const long left = LANES; i + LANES <= count; i += LANES)      \
      NAME(store)((result) + i, EXPRESSION);                           \
    if (i < count) {                                                   \
      const long left = count - i;                                     \
      NAME(store_part)((result) + i, left, EXPRESSION);                \
    }                                                                  \
  } while (0)

static void NAME(add)(long count, const void *av, const void *bv, void *rv) {
  const REAL *a = av, *b = bv;
  REAL *r = rv;
  MAP(r, AT(a) + AT(b));
}
static void NAME(fill)(long count, REAL value, REAL *r) {
  for (long i = 0; i < count; i++) r[i] = value;
}
static void NAME(exponentials)(long count, REAL *r) { MAP(r, NAME(vector_exp)(AT(r))); }

/// A byte's share of 255, correctly rounded without a division: times the leading bits of 1/255,
/// which is exact, and times the rest.
static void NAME(bytes_to_unit)(long count, const uint8_t *bytes, REAL *r) {
  const REAL high = 0x1.01p-8, low = (REAL)0x1.0101010101010p-24;
  for (long i = 0; i < count; i++) r[i] = (REAL)bytes[i] * high + (REAL)bytes[i] * low;
}
/// Rows drawn at random are not in any cache: the memory is asked for some of them ahead.
static void NAME(byte_rows_to_unit)(
    long rows, long columns, const uint8_t *bytes, const int32_t *which, void *rv) {
  enum { AHEAD = 8, LINE = 64 };
  REAL *r = rv;
  for (long i = -AHEAD; i < rows; i++) {
    if (i + AHEAD < rows)
      for (long j = 0; j < columns; j += LINE)
        __builtin_prefetch(bytes + which[i + AHEAD] * columns + j, 0, 1);
    if (i >= 0) NAME(bytes_to_unit)(columns, bytes + which[i] * columns, r + i * columns);
  }
}
