// Memory for tapes. A tape of a million nodes touches some fifty megabytes for the first time, and a
// page fault for every four kilobytes of them would cost more than the arithmetic: so large pieces
// begin at a multiple of two megabytes and ask for pages of that size, and they grow by moving their
// pages, not their bytes.

#if defined(__linux__)
#define _GNU_SOURCE
#include <sys/mman.h>
#endif

#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "CKernels.h"

static _Atomic(void (*)(long)) told;

void pages_when_exhausted(void (*_Nullable tell)(long bytes)) { atomic_store(&told, tell); }

/// There is no memory and nothing to fall back on: whoever asked to be told says so in its own words.
static _Noreturn void exhausted(long bytes) {
  void (*tell)(long) = atomic_load(&told);
  if (tell) tell(bytes);
  else fprintf(stderr, "error: there is no memory for %ld bytes\n", bytes);
  _exit(PAGES_EXHAUSTED);
}

static void *small_allocate(long bytes) {
  void *memory = calloc(1, (size_t)(bytes ? bytes : 1));
  if (!memory) exhausted(bytes);
  return memory;
}

#if defined(__linux__) && defined(MADV_HUGEPAGE) && defined(MREMAP_FIXED)
enum { PAGE = 2 << 20, LARGE = 2 * PAGE };

static size_t whole_pages(long bytes) { return ((size_t)bytes + PAGE - 1) / PAGE * PAGE; }

static char *map(size_t bytes) {
  void *all = mmap(
      NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return all == MAP_FAILED ? NULL : all;
}

/// Address space for so many bytes: whole pages at a multiple of their size or, where there is only
/// just enough, wherever it is; null where there is too little.
static char *reserve(long bytes) {
  if (bytes > LONG_MAX - 2 * PAGE) return NULL;
  const size_t whole = whole_pages(bytes);
  char *all = map(whole + PAGE);
  if (!all) return map(whole);
  const size_t before = (PAGE - (uintptr_t)all % PAGE) % PAGE;
  if (before) munmap(all, before);
  munmap(all + before + whole, PAGE - before);
  return all + before;
}

void *pages_allocate(long bytes) {
  if (bytes < LARGE) return small_allocate(bytes);
  char *memory = reserve(bytes);
  if (!memory) exhausted(bytes);
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
    char *place = reserve(more);
    if (place) {
      if (mremap(
              memory, whole_pages(bytes), whole_pages(more), MREMAP_MAYMOVE | MREMAP_FIXED, place)
          != MAP_FAILED)
        return place;
      munmap(place, whole_pages(more));
    }
    // Where there is no room to move it to, there may be some right behind it.
    if (more <= LONG_MAX - 2 * PAGE) {
      void *moved = mremap(memory, whole_pages(bytes), whole_pages(more), MREMAP_MAYMOVE);
      if (moved != MAP_FAILED) return moved;
    }
    exhausted(more);
  }
  void *larger = pages_allocate(more);
  memcpy(larger, memory, (size_t)bytes);
  pages_free(memory, bytes);
  return larger;
}

#else

void *pages_allocate(long bytes) { return small_allocate(bytes); }

void pages_free(void *memory, long bytes) { (void)bytes, free(memory); }

void *pages_grow(void *memory, long bytes, long more) {
  (void)bytes;
  void *larger = realloc(memory, (size_t)more);
  if (!larger) exhausted(more);
  return larger;
}

#endif
