// The kernels for any machine of the target's architecture.

#include "CKernels.h"

// Sixteen registers of 16 bytes on x86-64; twice as many elsewhere.
#ifdef __x86_64__
#define TILE_ROWS 3
#define SPARSE_VECTORS 2
#else
#define TILE_ROWS 6
#define SPARSE_VECTORS 4
#endif
#define TILE_VECTORS 1
#define THIN_VECTORS 1
#define PIECE_BYTES 16
#define LISTED_PIECES 8
#define GRADIENT_ROWS 1
#define GRADIENT_TAPS 2
#define LEVEL baseline
#include "Template.h"
