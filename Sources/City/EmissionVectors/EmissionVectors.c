#include "EmissionVectors.h"

#include <stdint.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Vectors pass between functions that are always inlined only, so that how a call would pass them does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

// Panels start on multiples of 64 bytes whatever the vector's own size is.
typedef double v4 __attribute__((ext_vector_type(4), aligned(32)));
typedef int64_t v4i __attribute__((ext_vector_type(4), aligned(32)));
typedef double v8 __attribute__((ext_vector_type(8), aligned(64)));
typedef int64_t v8i __attribute__((ext_vector_type(8), aligned(64)));

/// The vector of a panel's entries from i on.
#define AT(p, i) (*(__typeof__(_Generic((p), const double *: (const V *)0, double *: (V *)0)))((p) + (i)))

#define V v4
#define VI v4i
#define LANES 4
#define YEARS_AT_ONCE 2

#define NAME(f) f##_plain
#define HAS_ESTIMATE 0
#include "VectorPaths.inc"
#undef NAME
#undef HAS_ESTIMATE

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define NAME(f) f##_avx2
#define HAS_ESTIMATE 0
#include "VectorPaths.inc"
#undef NAME
#undef HAS_ESTIMATE
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,fma"))), apply_to = function)
#undef V
#undef VI
#undef LANES
#undef YEARS_AT_ONCE
#define V v8
#define VI v8i
#define LANES 8
#define YEARS_AT_ONCE 3
#define NAME(f) f##_avx512
#define HAS_ESTIMATE 1
#include "VectorPaths.inc"
#undef NAME
#undef HAS_ESTIMATE
#pragma clang attribute pop

VectorPath vector_path_best(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("avx512bw")) return VectorPathAVX512;
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? VectorPathAVX2 : VectorPathPlain;
}

#define BY_PATH(f, ...) \
  switch (path) { \
    case VectorPathAVX512: return f##_avx512(__VA_ARGS__); \
    case VectorPathAVX2: return f##_avx2(__VA_ARGS__); \
    case VectorPathPlain: break; \
  } \
  return f##_plain(__VA_ARGS__)
#else
VectorPath vector_path_best(void) { return VectorPathPlain; }

#define BY_PATH(f, ...) \
  (void)path; \
  return f##_plain(__VA_ARGS__)
#endif

void vector_exp(VectorPath path, const double *x, double *y, size_t count) { BY_PATH(exp, x, y, count); }

void vector_add(VectorPath path, double *sum, const double *a, size_t count) { BY_PATH(add, sum, a, count); }

void vector_multiply(VectorPath path, double *product, const double *a, size_t count) { BY_PATH(multiply, product, a, count); }



void vector_grow(
  VectorPath path, double *panel, const double *series, const double *factor, const double *growth, size_t years, size_t width
) {
  BY_PATH(grow, panel, series, factor, growth, years, width);
}

void vector_deliver(VectorPath path, double *panel, const double *series, const double *share, size_t years, size_t width) {
  BY_PATH(deliver, panel, series, share, years, width);
}

void vector_add_scaled(
  VectorPath path, double *panel, const double *a, const double *factor, size_t first, size_t years, size_t width
) {
  BY_PATH(add_scaled, panel, a, factor, first, years, width);
}

void vector_increments(
  VectorPath path, double *increments, const double *sum, const double *fall, int cumulative, size_t years, size_t width
) {
  BY_PATH(increments, increments, sum, fall, cumulative, years, width);
}

void vector_annuities(VectorPath path, double *annuities, const double *rate, const int *lifetimes, size_t count, size_t width) {
  BY_PATH(annuities, annuities, rate, lifetimes, count, width);
}

void vector_ramps(
  VectorPath path, double *ramp, double *slope, double *step, const double *lengths, const double *factor, size_t count, size_t width
) {
  BY_PATH(ramps, ramp, slope, step, lengths, factor, count, width);
}

size_t vector_logistic(
  VectorPath path, double *level, const double *start, const double *ramp, const double *slope, const double *step, size_t years,
  size_t width
) {
  BY_PATH(logistic, level, start, ramp, slope, step, years, width);
}

size_t vector_linear(VectorPath path, double *level, const double *start, const double *ramp, size_t years, size_t width) {
  BY_PATH(linear, level, start, ramp, years, width);
}

void vector_measure(
  VectorPath path, const MeasureFactors *factors, double *slot, double *limit, double *start, size_t years, size_t width
) {
  BY_PATH(measure, factors, slot, limit, start, years, width);
}

void vector_act(
  VectorPath path, const double *slot, double *capital, double *annual, double *rest, size_t first, size_t years, size_t width
) {
  BY_PATH(act, slot, capital, annual, rest, first, years, width);
}

void vector_sector(
  VectorPath path, const BlockSector *sector, const BlockCell *cells, size_t count, const BlockStream *streams, size_t years, size_t width
) {
  BY_PATH(sector, sector, cells, count, streams, years, width);
}

void vector_load(VectorPath path, double *panel, const double *rows, size_t stride, size_t columns, size_t count, size_t width) {
  BY_PATH(load, panel, rows, stride, columns, count, width);
}

void vector_store(VectorPath path, const double *panel, double *rows, size_t stride, size_t columns, size_t years, size_t width) {
  BY_PATH(store, panel, rows, stride, columns, years, width);
}
