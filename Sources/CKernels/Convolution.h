// Convolutions: products of filters with the windows of images, one image after another, whose copy
// stays in the nearest caches (see Flat.h). There is no matrix of windows.
//
// As in Dense.h, tiles of the result stay in registers: so many filters, so many vectors of windows.
// Each element sums its products in the order of the filters' entries, and each element of the filters'
// gradient lane by lane over the windows, whatever tile it falls in.
//
// Template: see Vectors.h. TILE_ROWS and TILE_VECTORS as in Dense.h; GRADIENT_ROWS filters and
// GRADIENT_TAPS taps, at most 6, are a tile of the filters' gradient.

/// Copies so many bytes, few of them by two pieces that may overlap: a call would cost more.
INLINE void NAME(copy)(long bytes, const void *from, void *to) {
#define PIECES(size)                                                                            \
  do {                                                                                          \
    __builtin_memcpy(to, from, size);                                                           \
    __builtin_memcpy((char *)to + bytes - size, (const char *)from + bytes - size, size);       \
    return;                                                                                     \
  } while (0)
  if (bytes > 128) {
    __builtin_memcpy(to, from, bytes);
    return;
  }
  if (bytes >= 64) PIECES(64);
  if (bytes >= 32) PIECES(32);
  if (bytes >= 16) PIECES(16);
  if (bytes >= 8) PIECES(8);
  PIECES(4);
#undef PIECES
}

/// Copies rows of `columns` entries that lie `from_step` apart to where they lie `to_step` apart.
INLINE void NAME(copy_rows)(
    long rows, long columns, const REAL *from, long from_step, REAL *to, long to_step) {
  for (long i = 0; i < rows; i++)
    NAME(copy)(columns * sizeof(REAL), from + i * from_step, to + i * to_step);
}

/// Lays an image out; places in the padding keep their zeros.
static void NAME(lay_out)(
    const window_layout *w, const flat_layout *f, const REAL *image, REAL *to) {
  for (long c = 0; c < w->channels; c++)
    for (long y = 0; y < w->height; y++, image += w->width) {
      const long phase = (y + w->padding) % w->stride, row = (y + w->padding) / w->stride;
      if (phase >= f->row_phases || row >= f->rows) continue;
      REAL *start = to + c * f->channel + phase * f->column_phases * f->plane + row * f->pitch;
      if (w->stride == 1) {
        NAME(copy)(w->width * sizeof(REAL), image, start + w->padding);
        continue;
      }
      for (long l = 0; l < f->column_phases; l++, start += f->plane) {
        const long before = w->padding > l ? (w->padding - l + w->stride - 1) / w->stride : 0;
        for (long x = before; x < f->pitch; x++) {
          const long column = x * w->stride + l - w->padding;
          if (column >= w->width) break;
          start[x] = image[column];
        }
      }
    }
}

/// `rows` (a constant) rows of results over a vector or several of places: start[i] and the sum over
/// p of weights[p, i] · flat[places[p] + …].
INLINE void NAME(window_tile)(
    int rows, long count, const REAL *weights, const long *places, const REAL *flat,
    const REAL *start, REAL *to, long to_step) {
  VECTOR sums[8][TILE_VECTORS];
  for (int i = 0; i < rows; i++)
    for (int v = 0; v < TILE_VECTORS; v++) sums[i][v] = NAME(splat)(start[i]);
  for (long p = 0; p < count; p++, weights += rows) {
    VECTOR right[TILE_VECTORS];
    for (int v = 0; v < TILE_VECTORS; v++) right[v] = NAME(load)(flat + places[p] + v * LANES);
    for (int i = 0; i < rows; i++)
      for (int v = 0; v < TILE_VECTORS; v++) sums[i][v] += weights[i] * right[v];
  }
  for (int i = 0; i < rows; i++)
    for (int v = 0; v < TILE_VECTORS; v++) NAME(store)(to + i * to_step + v * LANES, sums[i][v]);
}

/// The same over a whole run of places, whose length is rounded up to whole tiles.
static void NAME(window_rows)(
    long rows, long count, const REAL *weights, const long *places, const REAL *flat,
    const REAL *start, long run, REAL *to, long to_step) {
#define RUN(rows)                                                            \
  for (long q = 0; q < run; q += TILE_COLUMNS)                               \
    NAME(window_tile)(rows, count, weights, places, flat + q, start, to + q, to_step)
  switch (rows) {
    case 1: RUN(1); break;
    case 2: RUN(2); break;
#if TILE_ROWS > 3
    case 3: RUN(3); break;
    case 4: RUN(4); break;
    case 5: RUN(5); break;
#endif
#if TILE_ROWS > 6
    case 6: RUN(6); break;
    case 7: RUN(7); break;
#endif
    default: RUN(TILE_ROWS); break;
  }
#undef RUN
}

/// y (images × filters × windows) = the filters over all windows, plus a bias for each filter, which
/// may be null.
static void NAME(convolve)(
    const window_layout *w, long images, const void *xv, const void *filters, const void *bias,
    void *yv) {
  const REAL *x = xv, *given = filters, *added = bias;
  REAL *y = yv;
  const flat_layout f = flat(w);
  const long part = part_size(w->filters, TILE_ROWS), step = rounded_up(f.run, TILE_COLUMNS);
  const long flat_count = w->channels * f.channel + step - f.run + LANES;
  const long count = w->filters * (f.taps + 1) + flat_count + part * step;
  const long bytes = count * sizeof(REAL) + f.taps * sizeof(long) + sizeof(long);
  long *places = pages_allocate(bytes);
  REAL *weights = (REAL *)(places + f.taps), *starts = weights + w->filters * f.taps;
  REAL *flat = starts + w->filters, *rows = flat + flat_count;
  list_taps(w, &f, places);
  // Tap by tap for the filters of a tile.
  for (long i = 0; i < w->filters; i += part) {
    const long here = w->filters - i < part ? w->filters - i : part;
    for (long p = 0; p < f.taps; p++)
      for (long r = 0; r < here; r++)
        weights[i * f.taps + p * here + r] = given[(i + r) * f.taps + p];
  }
  for (long i = 0; i < w->filters; i++) starts[i] = added ? added[i] : 0;

  for (long image = 0; image < images; image++) {
    NAME(lay_out)(w, &f, x + image * w->channels * w->height * w->width, flat);
    for (long i = 0; i < w->filters; i += part) {
      const long here = w->filters - i < part ? w->filters - i : part;
      NAME(window_rows)(
          here, f.taps, weights + i * f.taps, places, flat, starts + i, f.run, rows, step);
      for (long r = 0; r < here; r++, y += w->down * w->across)
        NAME(copy_rows)(w->down, w->across, rows + r * step, f.pitch, y, w->across);
    }
  }
  pages_free(places, bytes);
}

/// The gradient of the images = or += that of the windows through the filters turned by half a turn;
/// windows stand one entry apart, and the filters are finite.
///
/// What arrives at the windows lies in the layout of the image's padded copy, with zeros around it, so
/// that each entry sees the windows that saw it as many places before as the tap was behind.
static void NAME(convolve_to_images)(
    const window_layout *w, long images, const void *uv, const void *filters, void *dv,
    int accumulate) {
  const REAL *upstream = uv, *given = filters;
  REAL *d = dv;
  const flat_layout f = flat(w);
  const long inside = w->rows * w->columns, terms = w->filters * inside;
  const long first = w->padding * f.pitch + w->padding;
  const long run = (w->height - 1) * f.pitch + w->width;
  const long part = part_size(w->channels, TILE_ROWS), step = rounded_up(run, TILE_COLUMNS);
  const long lead = (w->rows - 1) * f.pitch + w->columns - 1;
  const long plane = lead + (f.rows > w->down ? f.rows : w->down) * f.pitch;
  const long flat_count = w->filters * plane + step + LANES;
  const long count = w->channels * (terms + 1) + flat_count + part * step;
  const long bytes = count * sizeof(REAL) + terms * sizeof(long) + sizeof(long);
  long *places = pages_allocate(bytes);
  REAL *weights = (REAL *)(places + terms), *starts = weights + w->channels * terms;
  REAL *flat = starts + w->channels, *rows = flat + flat_count;
  for (long i = 0, p = 0; i < w->filters; i++)
    for (long k = 0; k < w->rows; k++)
      for (long l = 0; l < w->columns; l++, p++)
        places[p] = i * plane + lead + first - (k * f.pitch + l);
  for (long c = 0; c < w->channels; c += part) {
    const long here = w->channels - c < part ? w->channels - c : part;
    for (long p = 0; p < terms; p++)
      for (long r = 0; r < here; r++)
        weights[c * terms + p * here + r] =
            given[(p / inside * w->channels + c + r) * inside + p % inside];
  }

  for (long image = 0; image < images; image++) {
    for (long i = 0; i < w->filters; i++, upstream += w->down * w->across)
      NAME(copy_rows)(
          w->down, w->across, upstream, w->across, flat + i * plane + lead, f.pitch);
    for (long c = 0; c < w->channels; c += part) {
      const long here = w->channels - c < part ? w->channels - c : part;
      NAME(window_rows)(
          here, terms, weights + c * terms, places, flat, starts, run, rows, step);
      for (long r = 0; r < here; r++, d += w->height * w->width)
        if (!accumulate)
          NAME(copy_rows)(w->height, w->width, rows + r * step, f.pitch, d, w->width);
        else
          for (long i = 0; i < w->height; i++)
            NAME(add)(
                w->width, d + i * w->width, rows + r * step + i * f.pitch, d + i * w->width);
    }
  }
  pages_free(places, bytes);
}

/// GRADIENT_ROWS filters × `taps` (a constant) of the filters' gradient, over several images.
INLINE void NAME(gradient_tile)(
    int taps, long images, long run, const REAL *upstream, long row, long upstream_step,
    const REAL *flat, long flat_step, const long *places, REAL *to, long to_step, long rows) {
  VECTOR sums[GRADIENT_ROWS][6];
  for (int i = 0; i < GRADIENT_ROWS; i++)
    for (int t = 0; t < taps; t++) sums[i][t] = (VECTOR){0};
  for (long image = 0; image < images; image++, upstream += upstream_step, flat += flat_step)
    for (long q = 0; q < run; q += LANES) {
      VECTOR left[GRADIENT_ROWS];
      for (int i = 0; i < GRADIENT_ROWS; i++) left[i] = NAME(load)(upstream + i * row + q);
      for (int t = 0; t < taps; t++) {
        const VECTOR right = NAME(load)(flat + places[t] + q);
        for (int i = 0; i < GRADIENT_ROWS; i++) sums[i][t] += left[i] * right;
      }
    }
  for (int i = 0; i < GRADIENT_ROWS; i++)
    if (i < rows)
      for (int t = 0; t < taps; t++) to[i * to_step + t] += NAME(lane_sum)(sums[i][t]);
}

/// The gradient of the filters = or += the sum over the windows of what arrives times what each tap
/// sees; the images are finite.
static void NAME(convolve_to_filters)(
    const window_layout *w, long images, const void *xv, const void *uv, void *dv,
    int accumulate) {
  const REAL *x = xv, *upstream = uv;
  REAL *d = dv;
  const flat_layout f = flat(w);
  if (!accumulate) NAME(fill)(w->filters * f.taps, 0, d);
  const long row = rounded_up(f.run, LANES);
  const long filters = rounded_up(w->filters, GRADIENT_ROWS);
  // Several small images at a time: sums over lanes are made once for them.
  enum { LONG_RUN = 1024 };
  long group = row >= LONG_RUN ? 1 : LONG_RUN / row;
  if (group > images) group = images;
  const long flat_step = w->channels * f.channel + row - f.run + LANES;
  const long upstream_step = filters * row;
  const long bytes =
      group * (flat_step + upstream_step) * sizeof(REAL) + (f.taps + 1) * sizeof(long);
  long *places = pages_allocate(bytes);
  REAL *flat = (REAL *)(places + f.taps), *arriving = flat + group * flat_step;
  list_taps(w, &f, places);
  const long part = part_size(f.taps, GRADIENT_TAPS);

  for (long first = 0; first < images; first += group) {
    const long here = images - first < group ? images - first : group;
    for (long image = 0; image < here; image++) {
      NAME(lay_out)(w, &f, x, flat + image * flat_step);
      x += w->channels * w->height * w->width;
      for (long i = 0; i < w->filters; i++, upstream += w->down * w->across)
        NAME(copy_rows)(
            w->down, w->across, upstream, w->across, arriving + image * upstream_step + i * row,
            f.pitch);
    }
    for (long i = 0; i < w->filters; i += GRADIENT_ROWS)
      for (long t = 0; t < f.taps; t += part) {
        const long taps = f.taps - t < part ? f.taps - t : part;
#define TILE(width)                                                                         \
  NAME(gradient_tile)(                                                                      \
      width, here, f.run, arriving + i * row, row, upstream_step, flat, flat_step,          \
      places + t, d + i * f.taps + t, f.taps, w->filters - i)
        switch (taps) {
          case 1: TILE(1); break;
#if GRADIENT_TAPS > 2
          case 2: TILE(2); break;
          case 3: TILE(3); break;
          case 4: TILE(4); break;
          case 5: TILE(5); break;
#endif
          default: TILE(GRADIENT_TAPS); break;
        }
#undef TILE
      }
  }
  pages_free(places, bytes);
}
