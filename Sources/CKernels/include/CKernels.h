// The loops that must be fast, in C, because a vector width can be chosen at run time there.
// Every pointer is to `float` or to `double`, as the table's name says; `Kernels` is the typed door.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdint.h>

#pragma clang assume_nonnull begin

/// Rows of bytes by those of them that are not zero: those of row i are bytes[starts[i]] ..<
/// bytes[starts[i + 1]], and the columns where they stand places[…]. A byte stands for a 255th of
/// itself.
typedef struct listed_rows {
  long count, columns;
  uint32_t *starts;
  uint16_t *places;
  uint8_t *bytes;
  float unit_float[256];
  double unit_double[256];
} listed_rows;
/// Windows of rows × columns over images, which stand `stride` entries apart: `down` of them below one
/// another, `across` beside one another. An image is channels × height × width with `padding` zeros
/// around it, a filter channels × rows × columns.
typedef struct window_layout {
  long channels, height, width;
  long filters, rows, columns;
  long stride, padding;
  long down, across;
} window_layout;

/// One scalar type's kernels for one instruction set. Matrices are row-major without padding.
typedef struct kernel_table {
  // Products.
  void (*multiply)(
      long m, long n, long k, const void *a, int transpose_a, const void *b, int transpose_b,
      void *c, int accumulate);
  /// Column `column` of C (m×n) = or += A (m×k) · B (k×n), with the bits that `multiply` gives it
  /// where n is more than 1.
  void (*multiply_column)(
      long m, long n, long k, const void *a, const void *b, long column, void *c, int accumulate);
  /// C (m×n) = or += A · B, where row i of A is row which[i] of `rows`, with the bits of `multiply`. 0
  /// where B is not finite: C holds anything then.
  int (*multiply_listed)(
      long m, long n, const listed_rows *rows, const int32_t *which, const void *b, void *c,
      int accumulate);
  /// C (columns×n) = or += Aᵀ · B (m×n); as above.
  int (*multiply_listed_transposed)(
      long m, long n, const listed_rows *rows, const int32_t *which, const void *b, void *c,
      int accumulate);

  // Elementwise; `result` of a sum may be an operand.
  void (*add)(long count, const void *a, const void *b, void *result);
  void (*byte_rows_to_unit)(
      long rows, long columns, const uint8_t *bytes, const int32_t *which, void *result);

  /// Whether no number is infinite or NaN.
  int (*all_finite)(long count, const void *a);

  // Rows and columns of a matrix.
  void (*column_sums)(long rows, long columns, const void *a, void *result, int accumulate);
  void (*row_sums)(long rows, long columns, const void *a, void *result);
  void (*row_argmax)(long rows, long columns, const void *a, int32_t *result);
  void (*log_sum_exp_rows)(long rows, long columns, const void *a, void *result);
  void (*softmax_rows)(long rows, long columns, const void *a, void *result);

  // Windows over images.
  void (*convolve)(
      const window_layout *windows, long images, const void *x, const void *filters,
      const void *_Nullable bias, void *y);
  void (*convolve_to_images)(
      const window_layout *windows, long images, const void *upstream, const void *filters,
      void *result, int accumulate);
  void (*convolve_to_filters)(
      const window_layout *windows, long images, const void *x, const void *upstream, void *result,
      int accumulate);
  void (*max_pool_pairs)(long planes, long height, long width, const void *x, void *y);
  void (*max_pool_pairs_backward)(
      long planes, long height, long width, const void *x, const void *upstream, void *result,
      int accumulate);

  // Descent.
  void (*adam)(
      long count, double rate, double beta1, double beta2, double tiny, const void *gradient,
      void *first, void *second, void *weights);
} kernel_table;

/// The kernels of the chosen level: of the best one, where none was chosen.
const kernel_table *kernels_float(void);
const kernel_table *kernels_double(void);

/// The best level of this machine: 2 with AVX-512, 1 with AVX2 and FMA, else 0.
int kernels_best_level(void);

/// Chooses a level, which must not be above the best, for all that follows.
void kernels_choose(int level);
/// The chosen level.
int kernels_level(void);

/// The kernels of one level, which must not be above the best.
const kernel_table *kernels_float_at(int level);
const kernel_table *kernels_double_at(int level);

/// Lists the bytes of rows that are not zero; null where there is no memory, or a row has more than
/// 1,024 bytes.
listed_rows *_Nullable listed_create(long count, long columns, const uint8_t *bytes);
void listed_free(listed_rows *rows);
/// Asks for the memory of some rows before it is needed.
void listed_prefetch(const listed_rows *rows, const int32_t *which, long count);

/// Asks for the memory around an address before it is needed; any address will do.
static inline void pages_prefetch(const void *address) { __builtin_prefetch(address, 0, 2); }

/// Zeroed memory, in large pages where it is large; where there is none, the program ends with
/// status `PAGES_EXHAUSTED` after whoever asked for it has been told.
void *pages_allocate(long bytes);

/// The memory made larger; what is added holds anything.
void *pages_grow(void *memory, long bytes, long more);

/// Gives memory of so many bytes back.
void pages_free(void *memory, long bytes);

/// The status with which a program ends that gets no memory: bad data, as in sysexits.h, since it is
/// the data that are too large.
enum { PAGES_EXHAUSTED = 65 };

/// Has a function told, before the program ends, how many bytes there is no memory for.
void pages_when_exhausted(void (*_Nullable tell)(long bytes));

#pragma clang assume_nonnull end

#endif
