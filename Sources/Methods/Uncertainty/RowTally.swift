/// What is remembered of the draws of one output.
struct RowTally: Sendable {
  private let centre: Double
  private(set) var count = SIMD2<Int>.zero
  private var least = SIMD2(repeating: Double.infinity)
  private var greatest = SIMD2(repeating: -Double.infinity)
  private var deviations = Moments()
  private(set) var buckets = LogBuckets()

  init(centre: Double) { self.centre = centre }

  /// - Parameter extremes: of the run.
  /// - Parameter scratch: room for the run's vectors.
  mutating func add(_ run: DrawRun, extremes: (least: SIMD2<Double>, greatest: SIMD2<Double>), scratch: UnsafeMutablePointer<Vector>) {
    let evens = (run.count + (run.startsOdd ? 0 : 1)) / 2
    count &+= SIMD2(evens, run.count - evens)
    least = pointwiseMin(least, extremes.least)
    greatest = pointwiseMax(greatest, extremes.greatest)
    let centre = centre
    run.map(into: scratch) { $0 - centre }
    let bound = max(abs(extremes.least.min() - centre), abs(extremes.greatest.max() - centre))
    deviations.add(scratch, count: run.vectors, bound: bound, swapped: run.startsOdd)
    buckets.add(run)
  }

  mutating func merge(_ other: RowTally) {
    precondition(centre == other.centre, "deviations from \(centre) and from \(other.centre) do not add up")
    count &+= other.count
    least = pointwiseMin(least, other.least)
    greatest = pointwiseMax(greatest, other.greatest)
    deviations.merge(other.deviations)
    buckets.merge(other.buckets)
  }

  /// - Parameter runs: every draw counted here, or none if they were not kept.
  func summary(probabilities: [Double], runs: [DrawRun]) -> HalfSampled<OutputSummary> {
    let extremes = HalfSampled(extremes)
    let ranked = RankedDraws(buckets, extremes: extremes, runs: runs, probabilities: probabilities)
    return HalfSampled { half in
      let (count, range) = (count[half], extremes[half])
      let constant = range.lowerBound == range.upperBound
      return OutputSummary(
        count: count,
        mean: constant ? range.lowerBound : centre + deviations.mean(half, count: count),
        variance: constant ? 0 : deviations.variance(half, count: count),
        min: range.lowerBound, max: range.upperBound,
        quantiles: probabilities.map { ranked.quantile($0, half) })
    }
  }

  private func extremes(_ half: Half) -> ClosedRange<Double> {
    switch half {
    case .whole: least.min()...greatest.max()
    case .even: least.x...greatest.x
    case .odd: least.y...greatest.y
    }
  }
}

/// What is remembered of the draws of one output against one limit.
struct LimitTally: Sendable {
  let limit: OutputLimit
  private var exceeding = SIMD2<Int>.zero
  private var excess = Moments()

  init(_ limit: OutputLimit) { self.limit = limit }

  /// - Parameter greatest: draw of the run; where it keeps the limit there is nothing to add.
  mutating func add(_ run: DrawRun, greatest: Double, scratch: UnsafeMutablePointer<Vector>) {
    guard greatest > limit.value else { return }
    let line = Vector(repeating: limit.value)
    run.map(into: scratch) { draw in (draw - line).replacing(with: 0, where: draw .<= line) }
    var above = SIMD4<Int64>.zero
    for i in 0..<run.vectors { above.replace(with: above &+ 1, where: scratch[i] .> 0) }
    let halves = SIMD2(Int(above[0] + above[2]), Int(above[1] + above[3]))
    exceeding &+= run.startsOdd ? halves.swapped : halves
    excess.add(scratch, count: run.vectors, bound: greatest - limit.value, swapped: run.startsOdd)
  }

  mutating func merge(_ other: LimitTally) {
    exceeding &+= other.exceeding
    excess.merge(other.excess)
  }

  /// - Parameter count: all draws.
  func summary(_ count: SIMD2<Int>) -> HalfSampled<LimitSummary> {
    HalfSampled { half in
      LimitSummary(
        kept: Proportion(count[half] - exceeding[half], of: count[half]),
        shortfall: estimate(half, over: count[half]),
        overrun: exceeding[half] > 0 ? estimate(half, over: exceeding[half]) : nil)
    }
  }

  private func estimate(_ half: Half, over count: Int) -> Estimate {
    Estimate(
      value: excess.mean(half, count: count),
      standardError: count > 1 ? (excess.variance(half, count: count) / Double(count)).squareRoot() : nil)
  }
}
