import Sampling
import Testing

@Suite struct SobolSequenceTests {
  /// The first ten points in sixteenths: scipy.stats.qmc.Sobol(1000, scramble=False, bits=32) of SciPy 1.17.1.
  static let points: [(Int, [Double])] = [
    (1, [0, 8, 12, 4, 6, 14, 10, 2, 3, 11]), (2, [0, 8, 4, 12, 6, 14, 2, 10, 5, 13]), (5, [0, 8, 12, 4, 6, 14, 10, 2, 9, 1]),
    (100, [0, 8, 12, 4, 14, 6, 2, 10, 15, 7]), (1_000, [0, 8, 12, 4, 2, 10, 14, 6, 15, 7]),
  ]

  /// Point 1,000,003 in units of 2⁻³², from the same program: here every direction number up to v₂₀ has been used.
  static let farPoint: [(Int, Double)] = [
    (1, 1_187_450_880), (2, 2_413_424_640), (5, 3_773_812_736), (100, 213_045_248), (1_000, 170_749_952), (1_111, 665_669_632),
  ]

  @Test func pointsEqualThePublishedOnes() throws {
    let sequence = try SobolSequence(dimensions: 1_000)
    for (dimension, sixteenths) in Self.points {
      let filled = numbers(10) { sequence.fill($0, dimension: dimension - 1, first: 0, count: 10) }
      #expect(filled == sixteenths.map { $0 / 16 }, "dimension \(dimension)")
    }
  }

  @Test func farPointsEqualThePublishedOnes() throws {
    let sequence = try SobolSequence(dimensions: SobolSequence.maximumDimensions)
    for (dimension, units) in Self.farPoint { #expect(sequence.point(1_000_003, dimension: dimension - 1) == units * 0x1p-32) }
  }

  @Test func aRangeHoldsItsPoints() throws {
    let sequence = try SobolSequence(dimensions: 3, scrambledBy: 11)
    for first in [0, 5, 1_023, 4_294_967_290] as [UInt64] {
      let filled = numbers(6) { sequence.fill($0, dimension: 2, first: first, count: 6) }
      #expect(filled == (0..<6).map { sequence.point(first + UInt64($0), dimension: 2) })
    }
  }

  /// The scramble keeps a net a net: of 2^m points each interval of length 2^-m holds exactly one, in every dimension, and dimensions
  /// 1 and 2 are a (0, m, 2) net, so each of 2^j x 2^(m-j) boxes holds one as well.
  @Test(arguments: [0, 1, 20_240_601] as [UInt64]) func scrambledPointsAreStillANet(seed: UInt64) throws {
    let (m, sequence) = (8, try SobolSequence(dimensions: 200, scrambledBy: seed))
    let n = 1 << m
    for dimension in 0..<200 {
      let filled = numbers(n) { sequence.fill($0, dimension: dimension, first: 0, count: n) }
      #expect(Set(filled.map { Int($0 * Double(n)) }).count == n, "dimension \(dimension)")
      #expect(filled.allSatisfy { $0 > 0 && $0 < 1 })
    }
    for j in 0...m {
      let boxes = (0..<UInt64(n)).map { index in
        Int(sequence.point(index, dimension: 0) * Double(1 << j)) << (m - j)
          | Int(sequence.point(index, dimension: 1) * Double(1 << (m - j)))
      }
      #expect(Set(boxes).count == n, "boxes of 2^-\(j) by 2^-\(m - j)")
    }
  }

  /// A scrambled point is uniform over seeds: the mean of 4,096 seeds lies within 5 standard errors, 5 / √(12 · 4096), of 1/2.
  @Test(arguments: [0, 1, 12_345] as [UInt64]) func aPointIsUniformOverSeeds(index: UInt64) throws {
    let values = try (0..<4_096).map { try SobolSequence(dimensions: 1, scrambledBy: UInt64($0)).point(index, dimension: 0) }
    let mean = values.reduce(0, +) / 4_096
    #expect(abs(mean - 0.5) <= 5 / (12 * 4_096).squareRoot())
    let below = values.count { $0 < 0.25 }
    #expect(abs(Double(below) - 1_024) <= 5 * (4_096 * 0.25 * 0.75).squareRoot())
  }

  /// f = Π (1 + (x - 1/2)) over 6 dimensions has the mean 1; chance alone would leave a standard error of
  /// √((13/12)⁶ - 1) / √4096 = 0.012, scrambled points one of order n^-3/2: a hundredth of chance's is generous.
  @Test func meansConvergeFasterThanByChance() throws {
    let sequence = try SobolSequence(dimensions: 6, scrambledBy: 5)
    let sum = (0..<4_096 as Range<UInt64>).reduce(0.0) { sum, n in
      sum + (0..<6).reduce(1.0) { $0 * (0.5 + sequence.point(n, dimension: $1)) }
    }
    #expect(abs(sum / 4_096 - 1) <= 1.2e-4)
  }

  @Test func moreDimensionsThanTheTableHasAreRefused() {
    #expect(throws: SamplingError.tooManyDimensions(1_112, limit: 1_111)) { try SobolSequence(dimensions: 1_112) }
    #expect(
      SamplingError.tooManyDimensions(1_112, limit: 1_111).description
        == "1112 dimensions; expected 1111 at most, the length of the table of direction numbers")
  }
}
