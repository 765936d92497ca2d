// Max pooling of 2×2 entries in steps of 2, the commonest: both rows of a row of windows at a time,
// parted into left and right entries.
//
// Template: see Vectors.h.

#ifdef REAL_IS_FLOAT
#define LEFTS 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#define RIGHTS 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31
#define FIRSTS 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define SECONDS 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#else
#define LEFTS 0, 2, 4, 6, 8, 10, 12, 14
#define RIGHTS 1, 3, 5, 7, 9, 11, 13, 15
#define FIRSTS 0, 8, 1, 9, 2, 10, 3, 11
#define SECONDS 4, 12, 5, 13, 6, 14, 7, 15
#endif

/// The entries of as many windows as a vector holds.
typedef struct {
  VECTOR left, right;
} NAME(pairs);

/// `readable` entries may be read from there on.
INLINE NAME(pairs) NAME(load_pairs)(const REAL *from, long readable) {
  REAL copy[2 * LANES] = {0};
  if (readable < 2 * LANES) {
    for (long i = 0; i < readable; i++) copy[i] = from[i];
    from = copy;
  }
  const VECTOR a = NAME(load)(from), b = NAME(load)(from + LANES);
  return (NAME(pairs)){
      __builtin_shufflevector(a, b, LEFTS), __builtin_shufflevector(a, b, RIGHTS)};
}

/// y (planes × height/2 × width/2) = the largest of each 2×2 entries of x (planes × height × width),
/// NaN where there is one; an odd last row or column is left out.
static void NAME(max_pool_pairs)(
    long planes, long height, long width, const void *xv, void *yv) {
  const REAL *x = xv;
  REAL *y = yv;
  const long down = height / 2, across = width / 2;
  for (long plane = 0; plane < planes; plane++, x += height * width, y += down * across)
    for (long i = 0; i < down; i++)
      for (long j = 0; j < across; j += LANES) {
        const long place = 2 * i * width + 2 * j, rest = height * width - place;
        const NAME(pairs) top = NAME(load_pairs)(x + place, rest);
        const NAME(pairs) bottom = NAME(load_pairs)(x + place + width, rest - width);
        const VECTOR most = NAME(larger)(
            NAME(larger)(top.left, top.right), NAME(larger)(bottom.left, bottom.right));
        // What is written past the row's end is written again with the next row.
        const long left = down * across - i * across - j;
        if (left >= LANES) NAME(store)(y + i * across + j, most);
        else NAME(store_part)(y + i * across + j, left < across - j ? left : across - j, most);
      }
}

/// What arrives at the windows where an entry is what its window took and no earlier one is.
INLINE VECTOR NAME(taken)(VECTOR entry, VECTOR most, VECTOR upstream, MASK *open) {
  const MASK is_most = ((entry == most) | (entry != entry)) & *open;
  *open &= ~is_most;
  return (VECTOR)(is_most & (MASK)upstream);
}

/// Sets or adds to `count` pairs of entries.
INLINE void NAME(put_pairs)(
    REAL *to, VECTOR left, VECTOR right, long count, int whole, int accumulate) {
  REAL lanes[2 * LANES];
  REAL *place = whole ? to : lanes;
  NAME(store)(place, __builtin_shufflevector(left, right, FIRSTS));
  NAME(store)(place + LANES, __builtin_shufflevector(left, right, SECONDS));
  if (!whole)
    for (long i = 0; i < 2 * count; i++) to[i] = accumulate ? to[i] + lanes[i] : lanes[i];
}

/// The gradient of x = or += what arrives at each window, for the first of its largest entries.
static void NAME(max_pool_pairs_backward)(
    long planes, long height, long width, const void *xv, const void *uv, void *dv,
    int accumulate) {
  const REAL *x = xv, *upstream = uv;
  REAL *d = dv;
  const long down = height / 2, across = width / 2, size = height * width;
  const int is_even = height % 2 == 0 && width % 2 == 0;
  if (!accumulate && !is_even) NAME(fill)(planes * size, 0, d);
  for (long plane = 0; plane < planes; plane++, x += size, d += size, upstream += down * across)
    for (long i = 0; i < down; i++)
      for (long j = 0; j < across; j += LANES) {
        const long place = 2 * i * width + 2 * j, rest = size - place;
        const long count = across - j < LANES ? across - j : LANES;
        const NAME(pairs) top = NAME(load_pairs)(x + place, rest);
        const NAME(pairs) bottom = NAME(load_pairs)(x + place + width, rest - width);
        const VECTOR most = NAME(larger)(
            NAME(larger)(top.left, top.right), NAME(larger)(bottom.left, bottom.right));
        const REAL *from = upstream + i * across + j;
        const VECTOR u = down * across - i * across - j >= LANES
            ? NAME(load)(from)
            : NAME(load_part)(from, count, 0);
        MASK open = ~(MASK){0};
        const VECTOR a = NAME(taken)(top.left, most, u, &open);
        const VECTOR b = NAME(taken)(top.right, most, u, &open);
        const VECTOR c = NAME(taken)(bottom.left, most, u, &open);
        const VECTOR e = NAME(taken)(bottom.right, most, u, &open);
        // What is written past the end of the only vector of a row is written again with the next.
        const int whole = !accumulate
            && (count == LANES || (is_even && across <= LANES && rest - width >= 2 * LANES));
        NAME(put_pairs)(d + place, a, b, count, whole, accumulate);
        NAME(put_pairs)(d + place + width, c, e, count, whole, accumulate);
      }
}

#undef LEFTS
#undef RIGHTS
#undef FIRSTS
#undef SECONDS
