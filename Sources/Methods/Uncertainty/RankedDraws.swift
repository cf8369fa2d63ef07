/// The draws of one output by rank: from buckets alone, or exactly where the draws themselves were kept.
struct RankedDraws {
  private let buckets: [Bucket]
  private let count: SIMD2<Int>
  /// The draws of the buckets that were asked about, rising, by key; empty where the counts must do.
  private var kept: [Int: HalfSampled<[Double]>] = [:]
  private let extremes: HalfSampled<ClosedRange<Double>>

  /// - Parameter runs: the same draws as were counted, or none if they were not kept.
  /// - Parameter probabilities: the only quantiles that may be asked afterwards.
  init(_ counted: LogBuckets, extremes: HalfSampled<ClosedRange<Double>>, runs: [DrawRun], probabilities: [Double]) {
    buckets = counted.occupied()
    count = buckets.reduce(.zero) { $0 &+ $1.count }
    self.extremes = extremes
    guard !runs.isEmpty else { return }
    let wanted = Half.allCases.flatMap { half in
      probabilities.flatMap { p in
        let (below, _) = Self.position(p, count: count[half])
        return [below, min(below + 1, count[half] - 1)].map { locate(rank: $0, half).bucket.key }
      }
    }
    kept = counted.draws(of: runs, in: Array(Set(wanted))).mapValues { draws in
      HalfSampled { half in
        switch half {
        case .whole: (draws.even + draws.odd).sorted()
        case .even: draws.even.sorted()
        case .odd: draws.odd.sorted()
        }
      }
    }
  }

  /// Type 7 of Hyndman & Fan, as `SortedSample` has it: the straight line through the order statistics at h = (n - 1) p.
  func quantile(_ p: Double, _ half: Half) -> Double {
    let (below, fraction) = Self.position(p, count: count[half])
    let value = draw(rank: below, half)
    return fraction == 0 ? value : value + fraction * (draw(rank: below + 1, half) - value)
  }

  private func draw(rank: Int, _ half: Half) -> Double {
    let (bucket, within) = locate(rank: rank, half)
    if let draws = kept[bucket.key] { return draws[half][within] }
    let value = bucket.evenlySpread(rank: within, of: bucket.count[half])
    return min(max(value, extremes[half].lowerBound), extremes[half].upperBound)
  }

  private func locate(rank: Int, _ half: Half) -> (bucket: Bucket, within: Int) {
    var within = rank
    for bucket in buckets {
      if within < bucket.count[half] { return (bucket, within) }
      within -= bucket.count[half]
    }
    preconditionFailure("rank \(rank) of \(count[half]) draws")
  }

  private static func position(_ p: Double, count: Int) -> (below: Int, fraction: Double) {
    let h = Double(count - 1) * p
    return (Int(h), h - Double(Int(h)))
  }
}
