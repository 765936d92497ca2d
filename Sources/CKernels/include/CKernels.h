// The loops that must be fast, in C, because a vector width can be chosen at run time there.
// Every pointer is to `float` or to `double`, as the table's name says; `Kernels` is the typed door.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdint.h>

#pragma clang assume_nonnull begin

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
  double (*dot)(long count, const void *a, const void *b);

  // Elementwise; `result` may be an operand.
  void (*fill)(long count, double value, void *result);
  void (*add)(long count, const void *a, const void *b, void *result);
  void (*subtract)(long count, const void *a, const void *b, void *result);
  void (*hadamard)(long count, const void *a, const void *b, void *result);
  void (*divide)(long count, const void *a, const void *b, void *result);
  void (*scale)(long count, double factor, const void *a, void *result);
  void (*add_scaled)(long count, double factor, const void *a, void *result);
  void (*add_product)(long count, const void *a, const void *b, void *result);
  void (*relu)(long count, const void *a, void *result);
  void (*relu_backward)(
      long count, const void *a, const void *upstream, void *result, int accumulate);
  void (*exp)(long count, const void *a, void *result);
  void (*sigmoid)(long count, const void *a, void *result);
  void (*tanh)(long count, const void *a, void *result);
  void (*bytes_to_unit)(long count, const uint8_t *bytes, void *result);
  void (*byte_rows_to_unit)(
      long rows, long columns, const uint8_t *bytes, const int32_t *which, void *result);

  // Reductions.
  double (*sum)(long count, const void *a);
  int (*all_finite)(long count, const void *a);

  // Rows and columns of a matrix.
  void (*add_row)(long rows, long columns, const void *a, const void *row, void *result);
  void (*column_sums)(long rows, long columns, const void *a, void *result, int accumulate);
  void (*row_sums)(long rows, long columns, const void *a, void *result);
  void (*row_maxima)(long rows, long columns, const void *a, void *result);
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

/// The kernels that suit this machine best.
const kernel_table *kernels_float(void);
const kernel_table *kernels_double(void);

/// The best level of this machine: 2 with AVX-512, 1 with AVX2 and FMA, else 0.
int kernels_best_level(void);

/// The kernels of one level, which must not be above the best.
const kernel_table *kernels_float_at(int level);
const kernel_table *kernels_double_at(int level);

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
