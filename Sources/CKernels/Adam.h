// A step of Adam.
//
// Template: see Vectors.h.

INLINE VECTOR NAME(square_root)(VECTOR v) { return __builtin_elementwise_sqrt(v); }

/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − rate · m / (√v + tiny).
///
/// Each operation is rounded by itself, so that every machine learns the same.
static void NAME(adam)(
    long count, double rate, double beta1, double beta2, double tiny, const void *gv, void *mv,
    void *vv, void *wv) {
#pragma clang fp contract(off)
  const REAL *g = gv;
  REAL *m = mv, *v = vv, *w = wv;
  const REAL r = (REAL)rate, b1 = (REAL)beta1, b2 = (REAL)beta2, t = (REAL)tiny;
  const REAL rest1 = 1 - b1, rest2 = 1 - b2;
  MAP(m, b1 * AT(m) + rest1 * AT(g));
  MAP(v, b2 * AT(v) + rest2 * AT(g) * AT(g));
  MAP(w, AT(w) - r * AT(m) / (NAME(square_root)(AT(v)) + t));
}
