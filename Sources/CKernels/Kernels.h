// All kernels of one instruction set for one scalar type, and their table.
//
// Template: see Vectors.h.

#include "Vectors.h"
#include "Elementwise.h"
#include "Rows.h"
#include "Dense.h"
#include "Thin.h"
#include "Sparse.h"
#include "Listed.h"
#include "Column.h"
#include "Products.h"
#include "Convolution.h"
#include "Pooling.h"
#include "Adam.h"

const kernel_table NAME(table) = {
    .multiply = NAME(multiply),
    .multiply_column = NAME(multiply_column),
    .multiply_listed = NAME(multiply_listed),
    .multiply_listed_transposed = NAME(multiply_listed_transposed),
    .add = NAME(add),
    .byte_rows_to_unit = NAME(byte_rows_to_unit),
    .all_finite = NAME(all_finite),
    .column_sums = NAME(column_sums),
    .row_sums = NAME(row_sums),
    .row_argmax = NAME(row_argmax),
    .log_sum_exp_rows = NAME(log_sum_exp_rows),
    .softmax_rows = NAME(softmax_rows),
    .convolve = NAME(convolve),
    .convolve_to_images = NAME(convolve_to_images),
    .convolve_to_filters = NAME(convolve_to_filters),
    .max_pool_pairs = NAME(max_pool_pairs),
    .max_pool_pairs_backward = NAME(max_pool_pairs_backward),
    .adam = NAME(adam),
};

#undef LANES
#undef VECTOR
#undef MASK
#undef TILE_COLUMNS
#undef AT
#undef MAP
