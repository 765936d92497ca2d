// Memory for tapes. A tape of a million nodes touches some fifty megabytes for the first time, and a
// page fault for every four kilobytes of them would cost more than the arithmetic: so large pieces
// begin at a multiple of two megabytes and ask for pages of that size, and they grow by moving their
// pages, not their bytes.

#if defined(__linux__)
#define _GNU_SOURCE
#include <sys/mman.h>
#endif

#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

#if defined(__linux__) && defined(MADV_HUGEPAGE) && defined(MREMAP_FIXED)
enum { PAGE = 2 << 20, LARGE = 2 * PAGE };

static size_t whole_pages(long bytes) { return ((size_t)bytes + PAGE - 1) / PAGE * PAGE; }

/// Address space for whole pages, at a multiple of their size.
static char *reserve(size_t whole) {
  char *all = mmap(
      NULL, whole + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (all == MAP_FAILED) abort();
  const size_t before = (PAGE - (uintptr_t)all % PAGE) % PAGE;
  if (before) munmap(all, before);
  munmap(all + before + whole, PAGE - before);
  return all + before;
}

void *pages_allocate(long bytes) {
  if (bytes < LARGE) {
    void *memory = calloc(1, (size_t)(bytes ? bytes : 1));
    if (!memory) abort();
    return memory;
  }
  char *memory = reserve(whole_pages(bytes));
  // Advice: where it is not taken, small pages do.
  madvise(memory, whole_pages(bytes), MADV_HUGEPAGE);
  return memory;
}

void pages_free(void *memory, long bytes) {
  if (bytes < LARGE) free(memory);
  else munmap(memory, whole_pages(bytes));
}

void *pages_grow(void *memory, long bytes, long more) {
  if (bytes >= LARGE) {
    char *place = reserve(whole_pages(more));
    if (mremap(memory, whole_pages(bytes), whole_pages(more), MREMAP_MAYMOVE | MREMAP_FIXED, place)
        == MAP_FAILED)
      abort();
    return place;
  }
  void *larger = pages_allocate(more);
  memcpy(larger, memory, (size_t)bytes);
  pages_free(memory, bytes);
  return larger;
}

#else

void *pages_allocate(long bytes) {
  void *memory = calloc(1, (size_t)(bytes ? bytes : 1));
  if (!memory) abort();
  return memory;
}

void pages_free(void *memory, long bytes) { (void)bytes, free(memory); }

void *pages_grow(void *memory, long bytes, long more) {
  (void)bytes;
  void *larger = realloc(memory, (size_t)more);
  if (!larger) abort();
  return larger;
}

#endif
