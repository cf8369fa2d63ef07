/// The emission equations of a block of draws and the arithmetic they need, in the widest vectors that the processor has.
///
/// A panel holds years x draws, draws side by side; a column holds one figure per draw. `width`, the draws of a panel, is a
/// multiple of `vector_lanes`, and panels and columns start on a multiple of 64 bytes. Every figure is worked out from its own draw alone,
/// by the same operations whatever stands beside it, so neither the width nor the neighbours change a digit; the paths differ
/// in the last digits. Arguments never overlap unless they are said to.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

/// `width` is a multiple of it on every path.
enum { vector_lanes = 16 };

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

// MARK: Years

/// panel[t] = series[t] factor (1 + growth)^t
void vector_grow(
  VectorPath path, double *panel, const double *series, const double *factor, const double *growth, size_t years, size_t width);
/// panel[t] = max(0, series[0] - share (series[0] - series[t]))
void vector_deliver(VectorPath path, double *panel, const double *series, const double *share, size_t years, size_t width);
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

/// Of each of `count` lengths of ramps, one column each: ramp = length factor, and of the logistic curve over it
/// slope = 2 ln 19 / ramp and step = exp(-slope), which leads from a year to the next.
void vector_ramps(
  VectorPath path, double *ramp, double *slope, double *step, const double *lengths, const double *factor, size_t count, size_t width);
/// The logistic curve from `start` (years since the first) over `ramp` years, cut at 5 % and 95 % and stretched to 0 ... 1:
///
///     level[t] = (1 / (1 + e[t]) - 0.05) / 0.9,   e[t] = exp(slope (start + ramp / 2 - t)) = e[t-1] step
///
/// exactly 0 up to the start and exactly 1 from start + ramp on. `level` has rows for an even number of years.
/// Answers the first year in which a draw is above 0.
size_t vector_logistic(
  VectorPath path, double *level, const double *start, const double *ramp, const double *slope, const double *step, size_t years,
  size_t width);
/// As `vector_logistic`, for a straight ramp.
size_t vector_linear(VectorPath path, double *level, const double *start, const double *ramp, size_t years, size_t width);

/// A measure of a block stands in a slot, `vector_slot_size` figures: its curve `level`, a panel of an even number of years; then,
/// from `vector_slot_columns` on, the columns `share` (x = share level is the share it removes), `capital` and `annual` (its capital
/// and yearly cost are capital level and annual level).
static inline size_t vector_slot_columns(size_t years, size_t width) { return (years + 1) / 2 * 2 * width; }
static inline size_t vector_slot_size(size_t years, size_t width) { return vector_slot_columns(years, width) + 3 * width; }

/// The uncertain factors of a measure, columns, and its own figures. A null column changes nothing.
typedef struct {
  const double *uptake_factor, *effect_factor, *capital_factor, *capital_level, *annuity, *delay, *switched;
  const double *_Nullable rebound, *_Nullable sector_delay;
  double max_uptake, share, cap, capital, operating_share, start;
} MeasureFactors;

/// The columns of a measure's slot, and the limit and start of its curve:
///
///     limit   = min(1, max_uptake uptake_factor) switched
///     share   = min(cap, share effect_factor) (1 - rebound) limit
///     capital = capital capital_level capital_factor limit,   annual = capital (annuity + operating_share)
///     start   = start + (delay + sector_delay)
void vector_measure(
  VectorPath path, const MeasureFactors *factors, double *slot, double *limit, double *start, size_t years, size_t width);

/// capital += capital_m level, annual += annual_m level, from year `first` on; with `rest` also rest *= 1 - x.
void vector_act(
  VectorPath path, const double *slot, double *capital, double *annual, double *_Nullable rest, size_t first, size_t years,
  size_t width);

// MARK: Sectors

/// A stream's panels: t CO2e/MWh without and with the measures on streams, EUR/MWh.
typedef struct {
  const double *factor_before, *factor_after, *price;
} BlockStream;

/// What one measure moves: x times `ratio`, to another stream.
typedef struct {
  const double *slot;
  int to;
  double ratio;
} BlockMove;

/// A sector's demand for one stream, and the measures on it.
typedef struct {
  int stream;
  /// Per unit of activity, one figure a year.
  const double *intensity;
  /// The slots of the measures, one after the other: `adding` ones that make the demand larger, then `saving` ones.
  const double *slots;
  size_t adding, saving;
  const BlockMove *moves;
  size_t moving;
  /// Panels that a trace keeps; null otherwise. `final` of every stream, one after the other, is added to.
  double *_Nullable demand, *_Nullable kept, *_Nullable retained, *_Nullable final;
} BlockCell;

/// The panels that a sector reads and adds to. `emissions` stands at what is given in tonnes.
typedef struct {
  const double *activity, *kept_activity;
  double *emissions, *total, *baseline, *saving, *capital, *annual;
} BlockSector;

/// Demand, overlap, switching and emissions of a sector, every year and draw in one go:
///
///     D = activity intensity                                  before measures; kept: with the activity that measures leave
///     R = product over measures of (1 - x)                    grown: over those that add; rest: over those that save
///     saved = D grown (1 - rest),  moved to d = saved (sum of ratio x over those that switch to d) / (sum of x that save)
///     F = D R + what is moved here
///     emissions = sum over streams of EF F;  baseline += sum of EF D;  saving += sum of price (D - F)
///
/// The sums are worked for one unit of activity, which is multiplied in at the end.
void vector_sector(
  VectorPath path, const BlockSector *sector, const BlockCell *cells, size_t count, const BlockStream *streams, size_t years,
  size_t width);

// MARK: Storing

/// Copies the first `columns` draws of a panel to rows that are `stride` apart, and has the places of the next block fetched.
void vector_store(VectorPath path, const double *panel, double *rows, size_t stride, size_t columns, size_t years, size_t width);
/// Copies `columns` draws of rows that are `stride` apart to columns of `width`, the last one again past them; fetches as above.
void vector_load(VectorPath path, double *panel, const double *rows, size_t stride, size_t columns, size_t count, size_t width);

#pragma clang assume_nonnull end
