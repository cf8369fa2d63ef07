import LinearAlgebra
import Testing

@testable import Uncertainty

@Suite("Two scenarios on the same draws")
struct PairedSummaryTests {
  private func compare(_ a: [Double], _ b: [Double]) throws -> PairedComparison {
    var paired = PairedSummary(rows: 1, expectedDraws: a.count)
    try a.withUnsafeBufferPointer { a in
      try b.withUnsafeBufferPointer { b in
        guard let x = a.baseAddress, let y = b.baseAddress else { return }
        try paired.absorb(
          OutputBlock(x, rows: 0..<1, draws: a.count, rowStride: a.count, first: 0),
          OutputBlock(y, rows: 0..<1, draws: b.count, rowStride: b.count, first: 0))
      }
    }
    return try paired.finish(summarise([a]), summarise([b]))[0]
  }

  /// A = 10 X + Y, B = 10 X + Z + 0.1: the difference has variance 2, separate draws would have 202.
  @Test("What the scenarios share falls out: the error is √101 times smaller than from separate draws")
  func sharedDraws() throws {
    let n = 20_000
    let (x, y, z) = (normals(n, stream: 1), normals(n, stream: 2), normals(n, stream: 3))
    let found = try compare((0..<n).map { 10 * x[$0] + y[$0] }, (0..<n).map { 10 * x[$0] + z[$0] + 0.1 })
    let difference = found.difference.whole
    #expect(abs(difference.mean + 0.1) <= 5 * difference.standardError)
    // Each standard deviation is known to 1 / √(2 n) = 0.5 %.
    #expect(abs(found.independentStandardError / difference.standardError / 101.0.squareRoot() - 1) <= 0.05)
    // P(A <= B) = Φ(0.1 / √2) = 0.528186.
    #expect(abs(found.atMost.whole.estimate - 0.528186) <= 5 * found.atMost.whole.standardError)
  }

  @Test("Equal scenarios are at most each other in every draw, and differ by exactly nothing")
  func equal() throws {
    let a = normals(100, stream: 7)
    let found = try compare(a, a)
    #expect(found.atMost.whole == Proportion(100, of: 100))
    #expect(found.difference.whole.mean == 0 && found.difference.whole.standardError == 0)
  }

  @Test("A better scenario by hand: A - B is -1, 0, 1, -2")
  func byHand() throws {
    let found = try compare([1, 2, 3, 4], [2, 2, 2, 6])
    #expect(found.difference.whole.mean == -0.5)
    #expect(found.atMost.whole == Proportion(3, of: 4))
    #expect(found.atMost.odd == Proportion(2, of: 2))
  }
}
