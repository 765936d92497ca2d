// Where the entries of images lie when their windows are to be run over quickly.
//
// A copy of an image with its padding is laid out row behind row without a break, so that the entry a
// tap sees in the next window is the next one in memory, from the first window to the last: a run over
// the windows is a run over memory. Between the rows lie a few places that are no windows; what comes
// out there is left behind. Where windows stand several entries apart, the rows and columns that a tap
// sees lie together, in a plane for each remainder.
//
// Not a template: included once for each instruction set, before the templates.

typedef struct {
  /// Places from one row of windows to the next, and rows of a plane.
  long pitch, rows;
  /// Remainders of a row and of a column that some tap sees.
  long row_phases, column_phases;
  /// Places of a plane, and of all planes of a channel.
  long plane, channel;
  /// Taps of a window over all channels.
  long taps;
  /// Places from the first window to the last, both included.
  long run;
} flat_layout;

static flat_layout flat(const window_layout *w) {
  flat_layout f;
  f.row_phases = w->stride < w->rows ? w->stride : w->rows;
  f.column_phases = w->stride < w->columns ? w->stride : w->columns;
  f.pitch = w->across + (w->columns - 1) / w->stride;
  f.rows = w->down + (w->rows - 1) / w->stride;
  f.plane = f.pitch * f.rows;
  f.channel = f.plane * f.row_phases * f.column_phases;
  f.taps = w->channels * w->rows * w->columns;
  f.run = (w->down - 1) * f.pitch + w->across;
  return f;
}

/// For each tap, in the order of the filters' entries, the place that it sees in the first window.
static void list_taps(const window_layout *w, const flat_layout *f, long *places) {
  for (long c = 0; c < w->channels; c++)
    for (long k = 0; k < w->rows; k++)
      for (long l = 0; l < w->columns; l++)
        *places++ = c * f->channel
            + (k % w->stride * f->column_phases + l % w->stride) * f->plane
            + k / w->stride * f->pitch + l / w->stride;
}

/// Parts of equal size, at most `most`, into which a count falls.
INLINE long part_size(long count, long most) {
  const long parts = (count + most - 1) / most;
  return (count + parts - 1) / parts;
}

INLINE long rounded_up(long count, long step) { return (count + step - 1) / step * step; }
