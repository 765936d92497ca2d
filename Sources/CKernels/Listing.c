// Rows of bytes, listed once: where most are zeros, as in images, a product need not look for the
// others again.

#include <stdlib.h>

#include "CKernels.h"
#include "Listing.h"

listed_rows *listed_create(long count, long columns, const uint8_t *bytes) {
  if (columns < 1 || columns > LISTED_MOST) return NULL;
  long total = 0;
  for (long i = 0; i < count * columns; i++) total += bytes[i] != 0;
  if (total > UINT32_MAX) return NULL;
  listed_rows *rows = calloc(1, sizeof *rows);
  if (!rows) return NULL;
  rows->count = count;
  rows->columns = columns;
  for (int byte = 0; byte < 256; byte++) {
    rows->unit_float[byte] = (float)byte / 255;
    rows->unit_double[byte] = (double)byte / 255;
  }
  rows->starts = malloc(((size_t)count + 1) * sizeof *rows->starts);
  // One more than there are, since an entry is written before it is known to be one.
  rows->places = malloc(((size_t)total + 1) * sizeof *rows->places);
  rows->bytes = malloc((size_t)total + 1);
  if (!rows->starts || !rows->places || !rows->bytes) {
    listed_free(rows);
    return NULL;
  }
  uint32_t next = 0;
  for (long i = 0; i < count; i++, bytes += columns) {
    rows->starts[i] = next;
    for (long j = 0; j < columns; j++) {
      uint64_t eight;
      if (j % 8 == 0 && j + 8 <= columns) {
        __builtin_memcpy(&eight, bytes + j, 8);
        if (!eight) {
          j += 7;
          continue;
        }
      }
      rows->places[next] = (uint16_t)j;
      rows->bytes[next] = bytes[j];
      next += bytes[j] != 0;
    }
  }
  rows->starts[count] = next;
  return rows;
}

void listed_free(listed_rows *rows) {
  free(rows->starts);
  free(rows->places);
  free(rows->bytes);
  free(rows);
}

static void prefetch(const void *from, const void *to) {
  enum { LINE = 64 };
  for (const char *at = from; at < (const char *)to; at += LINE) __builtin_prefetch(at, 0, 2);
}

void listed_prefetch(const listed_rows *rows, const int32_t *which, long count) {
  for (long i = 0; i < count; i++) __builtin_prefetch(rows->starts + which[i], 0, 2);
  for (long i = 0; i < count; i++) {
    const uint32_t start = rows->starts[which[i]], end = rows->starts[which[i] + 1];
    prefetch(rows->places + start, rows->places + end);
    prefetch(rows->bytes + start, rows->bytes + end);
  }
}
