import Statistics
import Testing

@testable import Uncertainty

@Suite("Quantiles from buckets")
struct LogBucketsTests {
  private static let probabilities = [0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999, 1]

  /// The promise of a relative 2^-11, where a quantile between two draws of different sign is measured by the greater of them.
  /// One rounding of the interpolation comes on top.
  private func expectPromise(_ draws: [Double]) throws {
    let summary = try summarise([draws], quantiles: Self.probabilities).outputs[0].whole
    let sorted = SortedSample(draws)
    for (p, found) in zip(Self.probabilities, summary.quantiles) {
      let below = Int(Double(draws.count - 1) * p)
      let size = max(abs(sorted.values[below]), abs(sorted.values[min(below + 1, draws.count - 1)]))
      #expect(abs(found - sorted.quantile(p)) <= (0x1p-11 + 0x1p-51) * size, "P\(100 * p): \(found), exactly \(sorted.quantile(p))")
    }
  }

  @Test("Keep their promise on every sign and size", arguments: 0..<8)
  func awkward(stream: Int) throws { try expectPromise(awkwardNumbers(2001, stream: UInt64(stream))) }

  @Test("Keep their promise on normal, exponential and all-negative draws")
  func ordinary() throws {
    try expectPromise(normals(5000, stream: 1))
    try expectPromise(normals(5000, stream: 1, mean: -200, sigma: 20))
    try expectPromise(exponentials(5000, stream: 2))
  }

  @Test("Two distant lumps are not mixed")
  func lumps() throws { try expectPromise((0..<1000).map { $0 % 2 == 0 ? -1e140 : 1e-140 }) }

  @Test("A constant is answered exactly", arguments: [0, -0.0, 0.1, -123.456, 1e140, 1e-300])
  func constant(value: Double) throws {
    let summary = try summarise([[Double](repeating: value, count: 9)]).outputs[0].whole
    #expect(summary.quantiles == [Double](repeating: value, count: 5))
    #expect(summary.mean == value)
    #expect(summary.variance == 0)
  }

  @Test("Bucket ends are 2^-11 of an octave apart, and a draw lies in its bucket")
  func widths() {
    for draw in [1, 1.999, 3.3e-7, 8.1e55] {
      let key = LogBuckets.key(draw)
      let (low, high) = (LogBuckets.nearEnd(key), LogBuckets.nearEnd(key + 1))
      #expect(low <= draw && draw < high)
      #expect((high - low) / low <= LogBuckets.relativeError)
      #expect(LogBuckets.nearEnd(LogBuckets.key(-draw)) == -low)
    }
  }
}
