// Lists of the places where bits are set.
//
// Not a template: included once for each instruction set, before the templates.

/// Appends first + t for each set bit t of the 16 in `bits`, and returns the new count.
///
/// May write up to 16 entries past it.
INLINE long append(int32_t *list, long count, long first, unsigned bits) {
#ifdef LEVEL_AVX512
  const __m512i steps = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i places = _mm512_add_epi32(_mm512_set1_epi32((int)first), steps);
  // Compressed in a register: straight to memory is many times slower on some processors.
  _mm512_storeu_si512(list + count, _mm512_maskz_compress_epi32((__mmask16)bits, places));
  return count + __builtin_popcount(bits);
#else
  for (; bits; bits &= bits - 1) list[count++] = (int32_t)first + __builtin_ctz(bits);
  return count;
#endif
}

/// The most rows of B, and so the most elements of a list, at a time: a panel of four vectors takes
/// 28 KB then, of the 32 or more that the nearest cache has. 784 = 7 · 112.
enum { LIST_ROWS = 112 };

/// For each of the first `columns` bits (a constant), the rows in which it is set. `bits` is padded
/// with zeros to whole sixteens of rows.
INLINE void list_columns(
    int columns, const uint16_t *bits, long rows, int32_t lists[16][LIST_ROWS + 16], long counts[16]) {
#ifdef LEVEL_AVX512
  for (int l = 0; l < columns; l++) {
    const __m256i column = _mm256_set1_epi16((short)(1u << l));
    long count = 0;
    for (long i = 0; i < rows; i += 16) {
      const __m256i sixteen = _mm256_loadu_si256((const __m256i *)(bits + i));
      count = append(lists[l], count, i, _mm256_test_epi16_mask(sixteen, column));
    }
    counts[l] = count;
  }
#else
  for (int l = 0; l < columns; l++) counts[l] = 0;
  for (long i = 0; i < rows; i++)
    for (unsigned b = bits[i]; b; b &= b - 1) {
      const int l = __builtin_ctz(b);
      lists[l][counts[l]++] = (int32_t)i;
    }
#endif
}
