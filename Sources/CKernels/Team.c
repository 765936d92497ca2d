// Threads for work that takes some ten microseconds: less than it takes to wake one. So they look for
// work a little while before they sleep, and whoever asked for it does what nobody has begun.

#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "CKernels.h"

enum { CHUNKS = 32 };

typedef struct {
  team *team;
  int number;
  pthread_t thread;
} member;

struct team {
  /// The number of the work in the upper half; a bit for each chunk that is begun, or is none, in the
  /// lower. What else is said of the work is said before this, and changes only when no bit is left,
  /// so that who claims a chunk of this number has read what belongs to it.
  _Alignas(64) atomic_uint_fast64_t claims;
  _Atomic(void (*)(void *, int)) work;
  _Atomic(void *) context;
  atomic_int chunks;
  /// How many chunks are done.
  _Alignas(64) atomic_int done;
  /// How many members sleep, and whether the one who asked does.
  _Alignas(64) atomic_int sleeping;
  atomic_int asleep, ends;
  pthread_mutex_t mutex;
  pthread_cond_t begun, finished;
  int threads;
  member members[];
};

static inline void pause_a_little(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000L + now.tv_nsec;
}

/// Begins chunks, those of one's own part first, until none is left.
static void work_on(team *team, int number) {
  uint_fast64_t claims = atomic_load_explicit(&team->claims, memory_order_acquire);
  for (;;) {
    const uint32_t left = ~(uint32_t)claims;
    if (!left) return;
    void (*work)(void *, int) = atomic_load_explicit(&team->work, memory_order_relaxed);
    void *context = atomic_load_explicit(&team->context, memory_order_relaxed);
    const int chunks = atomic_load_explicit(&team->chunks, memory_order_relaxed);
    const uint32_t own = left & (~(uint32_t)0 << (chunks * number / team->threads % CHUNKS));
    const int chunk = __builtin_ctz(own ? own : left);
    if (!atomic_compare_exchange_weak_explicit(
            &team->claims, &claims, claims | (uint_fast64_t)1 << chunk, memory_order_acq_rel,
            memory_order_acquire))
      continue;
    work(context, chunk);
    if (atomic_fetch_add(&team->done, 1) + 1 == chunks && atomic_load(&team->asleep)) {
      pthread_mutex_lock(&team->mutex);
      pthread_cond_signal(&team->finished);
      pthread_mutex_unlock(&team->mutex);
    }
    claims = atomic_load_explicit(&team->claims, memory_order_acquire);
  }
}

static int has_work(team *team) {
  return (uint32_t)atomic_load(&team->claims) != ~(uint32_t)0 || atomic_load(&team->ends);
}

/// Waits until there is work: awake at first, since the next is mostly soon there.
static void wait_for_work(team *team) {
  const long start = nanoseconds();
  do {
    for (int i = 0; i < 64; i++) {
      if (has_work(team)) return;
      pause_a_little();
    }
  } while (nanoseconds() - start < 200000);
  pthread_mutex_lock(&team->mutex);
  atomic_fetch_add(&team->sleeping, 1);
  while (!has_work(team)) pthread_cond_wait(&team->begun, &team->mutex);
  atomic_fetch_sub(&team->sleeping, 1);
  pthread_mutex_unlock(&team->mutex);
}

static void *live(void *argument) {
  member *self = argument;
  while (!atomic_load(&self->team->ends)) {
    wait_for_work(self->team);
    work_on(self->team, self->number);
  }
  return NULL;
}

static int processors(void) {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  const long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}

team *team_create(int threads) {
  const int most = processors() < CHUNKS ? processors() : CHUNKS;
  if (threads > most) threads = most;
  if (threads < 2) return NULL;
  team *team = NULL;
  if (posix_memalign((void **)&team, 64, sizeof *team + threads * sizeof(member))) return NULL;
  atomic_init(&team->claims, (uint32_t)~0u);
  atomic_init(&team->work, NULL);
  atomic_init(&team->context, NULL);
  atomic_init(&team->chunks, 0);
  atomic_init(&team->done, 0);
  atomic_init(&team->sleeping, 0);
  atomic_init(&team->asleep, 0);
  atomic_init(&team->ends, 0);
  pthread_mutex_init(&team->mutex, NULL);
  pthread_cond_init(&team->begun, NULL);
  pthread_cond_init(&team->finished, NULL);
  team->threads = threads;
  // The first member is whoever asks. Where a thread cannot be had, the others do its part.
  for (int number = 1; number < threads; number++) {
    member *member = &team->members[number];
    member->team = team;
    member->number = number;
    if (pthread_create(&member->thread, NULL, live, member)) member->team = NULL;
  }
  return team;
}

void team_free(team *team) {
  pthread_mutex_lock(&team->mutex);
  atomic_store(&team->ends, 1);
  pthread_cond_broadcast(&team->begun);
  pthread_mutex_unlock(&team->mutex);
  for (int number = 1; number < team->threads; number++)
    if (team->members[number].team) pthread_join(team->members[number].thread, NULL);
  pthread_cond_destroy(&team->finished);
  pthread_cond_destroy(&team->begun);
  pthread_mutex_destroy(&team->mutex);
  free(team);
}

int team_threads(const team *team) { return team ? team->threads : 1; }

void team_run(team *team, int chunks, void (*work)(void *, int), void *context) {
  if (!team || chunks < 2) {
    for (int chunk = 0; chunk < chunks; chunk++) work(context, chunk);
    return;
  }
  atomic_store_explicit(&team->work, work, memory_order_relaxed);
  atomic_store_explicit(&team->context, context, memory_order_relaxed);
  atomic_store_explicit(&team->chunks, chunks, memory_order_relaxed);
  atomic_store_explicit(&team->done, 0, memory_order_relaxed);
  const uint32_t none = chunks < CHUNKS ? ~(uint32_t)0 << chunks : 0;
  const uint_fast64_t number = (atomic_load(&team->claims) >> 32) + 1;
  atomic_store(&team->claims, number << 32 | none);
  if (atomic_load(&team->sleeping)) {
    pthread_mutex_lock(&team->mutex);
    pthread_cond_broadcast(&team->begun);
    pthread_mutex_unlock(&team->mutex);
  }
  work_on(team, 0);
  const long start = nanoseconds();
  do {
    for (int i = 0; i < 16; i++) {
      if (atomic_load(&team->done) == chunks) return;
      pause_a_little();
    }
  } while (nanoseconds() - start < 30000);
  // Somebody who began a chunk has been taken off the processor: here is one.
  pthread_mutex_lock(&team->mutex);
  atomic_store(&team->asleep, 1);
  while (atomic_load(&team->done) != chunks) pthread_cond_wait(&team->finished, &team->mutex);
  atomic_store(&team->asleep, 0);
  pthread_mutex_unlock(&team->mutex);
}
