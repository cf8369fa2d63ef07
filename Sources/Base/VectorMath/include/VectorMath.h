/// Arithmetic over blocks of draws, in the widest vectors that the processor has.
///
/// A panel holds years x draws, draws side by side; a column holds one figure per draw. `width`, the draws of a panel, is a
/// multiple of 8, and panels and columns start on a multiple of 64 bytes. Every figure is worked out from its own draw alone,
/// by the same operations whatever stands beside it, so neither the width nor the neighbours change a digit; the paths differ
/// in the last digits. Arguments never overlap unless they are said to.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

/// Draws worked by one operation; `width` is a multiple of it on every path.
enum { vector_lanes = 8 };

/// The instructions to use. `vector_path_best` gives the widest that this processor runs; others are for tests and measurements.
typedef enum __attribute__((enum_extensibility(closed))) VectorPath : int {
  VectorPathPlain = 0,
  VectorPathAVX2 = 1,
  VectorPathAVX512 = 2,
} VectorPath;

VectorPath vector_path_best(void);

/// y = exp(x), within 2 units of the last place; infinite above 709.78, 0 below -708 (no subnormal results). Any count, any place.
void vector_exp(VectorPath path, const double *x, double *y, size_t count);

// MARK: Elementwise

/// sum += a
void vector_add(VectorPath path, double *sum, const double *a, size_t count);
/// product *= a
void vector_multiply(VectorPath path, double *product, const double *a, size_t count);
/// sum += a b
void vector_add_product(VectorPath path, double *sum, const double *a, const double *b, size_t count);
/// rest *= 1 - a
void vector_multiply_by_rest(VectorPath path, double *rest, const double *a, size_t count);
/// part = whole (1 - rest) / sum, 0 where sum is 0
void vector_part_of_saved(VectorPath path, double *part, const double *whole, const double *rest, const double *sum, size_t count);

// MARK: Years

/// panel[t] = series[t] factor (1 + growth)^t
void vector_grow(
  VectorPath path, double *panel, const double *series, const double *factor, const double *growth, size_t years, size_t width);
/// panel[t] = max(0, series[0] - share (series[0] - series[t]))
void vector_deliver(VectorPath path, double *panel, const double *series, const double *share, size_t years, size_t width);
/// panel[t] = activity[t] series[t]
void vector_scale_years(VectorPath path, double *panel, const double *activity, const double *series, size_t years, size_t width);
/// panel[t] += factor a[t], from year `first` on
void vector_add_scaled(
  VectorPath path, double *panel, const double *a, const double *factor, size_t first, size_t years, size_t width);
/// increments[t] = (1 - fall)^t (sum[t] - sum[t-1]), where sum[-1] = 0; with `cumulative` their running sum
void vector_increments(
  VectorPath path, double *increments, const double *sum, const double *fall, int cumulative, size_t years, size_t width);
/// annuity = 1 / (v + v^2 + ... + v^lifetime), v = 1 / (1 + rate), for each of `count` ascending lifetimes; one column each.
/// The sum keeps its digits at any rate; a rate below 1e-9 counts as none.
void vector_annuities(
  VectorPath path, double *annuities, const double *rate, const int *lifetimes, size_t count, size_t width);

// MARK: Adoption

/// level[t] = the logistic curve from `start` (years since the first) over `ramp` years, cut at 5 % and 95 % and stretched to
/// 0 ... 1: exactly 0 up to the start and exactly 1 from start + ramp on. Answers the first year in which a draw is above 0.
size_t vector_logistic(VectorPath path, double *level, const double *start, const double *ramp, size_t years, size_t width);
/// As `vector_logistic`, for a straight ramp.
size_t vector_linear(VectorPath path, double *level, const double *start, const double *ramp, size_t years, size_t width);

/// What one measure does to the running sums of a block; all but `level` may be null, with their factors.
typedef struct {
  const double *level;
  /// capital += capital_factor level; annual += annual_factor level
  double *_Nullable capital, *_Nullable annual;
  const double *_Nullable capital_factor, *_Nullable annual_factor;
  /// x = share level; rest *= 1 - x; sum += x; moved += ratio x
  double *_Nullable rest, *_Nullable sum, *_Nullable moved;
  const double *_Nullable share;
  double ratio;
} MeasureSums;

void vector_act(VectorPath path, const MeasureSums *sums, size_t first, size_t years, size_t width);

// MARK: Streams of a sector

/// For each of `cells`, with stream k = streams[cell]: demand_k[t] = activity[t] intensities[cell][t];
/// baseline += factor_k demand_k; saving += price_k demand_k. Panels of streams stand one after the other.
void vector_demands(
  VectorPath path, double *demand, double *baseline, double *saving, const double *activity, const double *intensities,
  const double *factor, const double *price, const int *streams, size_t cells, size_t years, size_t width);
/// emissions += sum over streams of factor_k final_k; total += emissions; saving -= sum of price_k final_k
void vector_emissions(
  VectorPath path, double *emissions, double *total, double *saving, const double *factor, const double *price,
  const double *final, size_t streams, size_t count);

// MARK: Storing

/// Copies the first `columns` draws of a panel to rows that are `stride` apart.
void vector_store(VectorPath path, const double *panel, double *rows, size_t stride, size_t columns, size_t years, size_t width);

#pragma clang assume_nonnull end
