import LinearAlgebra
import Sampling

/// How many resamples an interval is made of, and the key of their numbers.
package struct Bootstrap: Hashable, Sendable {
  package let seed: UInt64
  package let resamples: Int
  /// The probability that an interval is to cover.
  package let level: Double

  package init(seed: UInt64, resamples: Int = 100, level: Double = 0.95) {
    precondition(resamples > 1, "an interval needs at least two resamples")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, not \(level)")
    self.seed = seed
    self.resamples = resamples
    self.level = level
  }

  /// The normal quantile times the standard deviation over the resamples (divisor n - 1).
  ///
  /// Efron & Tibshirani (1993), *An Introduction to the Bootstrap*, §6.2 and §12.5 (normal interval), the one that SALib prints.
  func halfWidth(_ estimates: [Double]) -> Double {
    let mean = estimates.reduce(0, +) / Double(estimates.count)
    let variance = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(estimates.count - 1)
    return normalQuantile(0.5 + level / 2) * variance.squareRoot()
  }

  func counts(of points: Int) -> ResampleCounts { ResampleCounts(self, points: points) }
}

/// How often each of n points was drawn in each resample of n draws with replacement: a resample as weights, so that no data is copied.
///
/// Two bytes a count: a point is drawn once a resample on average, and 65,536 times never. A draw takes 32 random bits, so that the
/// points' probabilities differ by n 2⁻³² of themselves, 4 in 10⁶ for 16,384 points.
struct ResampleCounts: Sendable {
  let resamples: Int
  let points: Int
  /// Resample by resample.
  private let counts: [UInt16]

  /// Resample r of a seed is the same whatever the number of resamples.
  init(_ bootstrap: Bootstrap, points: Int) {
    let philox = Philox4x32(seed: bootstrap.seed)
    let firstStream = stream(named: "bootstrap")
    var counts = [UInt16](repeating: 0, count: bootstrap.resamples * points)
    counts.withUnsafeMutableBufferPointer { counts in
      guard var row = counts.baseAddress else { return }
      for r in 0..<bootstrap.resamples {
        draw(into: row, points: points, philox, stream: firstStream &+ UInt64(r))
        row += points
      }
    }
    resamples = bootstrap.resamples
    self.points = points
    self.counts = counts
  }

  /// Shape (resamples, points).
  var matrix: Matrix { Matrix(rows: resamples, columns: points, storage: counts.map(Double.init)) }

  /// Writes the counts of a range of points from the second row of `weights` on; the first is the sample itself.
  func fill(_ weights: UnsafeMutableBufferPointer<Double>, rowStride: Int, points range: Range<Int>) {
    counts.withUnsafeBufferPointer { counts in
      for r in 0..<resamples {
        let (from, to) = (r &* points &+ range.lowerBound, (r &+ 1) &* rowStride)
        for i in 0..<range.count { weights[to &+ i] = Double(counts[from &+ i]) }
      }
    }
  }
}

/// Four draws a block.
private func draw(into counts: UnsafeMutablePointer<UInt16>, points: Int, _ philox: Philox4x32, stream: UInt64) {
  let n = UInt64(points)
  let place = { (word: UInt32) in Int(truncatingIfNeeded: (UInt64(word) &* n) >> 32) }
  let (low, high) = (UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
  for block in 0..<(points + 3) / 4 {
    let words = philox.block(.init(UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32), low, high))
    let left = points &- 4 &* block
    counts[place(words.a)] &+= 1
    if left > 1 { counts[place(words.b)] &+= 1 }
    if left > 2 { counts[place(words.c)] &+= 1 }
    if left > 3 { counts[place(words.d)] &+= 1 }
  }
}
