import Sampling
import Testing

@Suite struct LatinHypercubeTests {
  @Test(arguments: [1, 2, 3, 5, 10, 64, 1_000, 4_096, 4_097, 70_000] as [UInt64]) func everyIntervalHoldsOneDraw(draws: UInt64) {
    let cube = LatinHypercube(draws: draws, seed: 4)
    let filled = numbers(Int(draws)) { cube.fill($0, stream: 9, first: 0, count: Int(draws)) }
    #expect(filled.map { UInt64($0 * Double(draws)) }.sorted() == Array(0..<draws))
    #expect(filled == (0..<draws).map { cube.number(stream: 9, draw: $0) })
  }

  /// Neighbours land anywhere: the intervals of draws i and i + 1 lie a third of the cube apart on average, with standard deviation
  /// √(1/18) a pair, and a table's rows or columns would show in the distances' own correlation.
  @Test(arguments: [1_000, 65_536, 100_003] as [UInt64]) func neighbouringDrawsAreIndependent(draws: UInt64) {
    let cube = LatinHypercube(draws: draws, seed: 11), n = Int(draws)
    let u = numbers(n) { cube.fill($0, stream: 3, first: 0, count: n) }
    for lag in [1, 2, 256, 317] where lag < n {
      let distance = (lag..<n).reduce(0) { $0 + abs(u[$1] - u[$1 - lag]) } / Double(n - lag)
      #expect(abs(distance - 1.0 / 3) <= 5 * (1 / (18 * Double(n - lag))).squareRoot(), "lag \(lag)")
      let covariance = (lag..<n).reduce(0) { $0 + (u[$1] - 0.5) * (u[$1 - lag] - 0.5) } / Double(n - lag)
      #expect(abs(covariance * 12) <= 5 / Double(n - lag).squareRoot(), "lag \(lag)")
    }
  }

  @Test func theLargestCubeReachesItsEnds() {
    let cube = LatinHypercube(draws: 1 << 32, seed: 4)
    for draw in [0, 1, 1 << 31, 1 << 32 - 1] as [UInt64] {
      let number = cube.number(stream: 9, draw: draw)
      #expect(number > 0 && number < 1)
    }
    #expect(Set((0..<1_000).map { cube.number(stream: 9, draw: $0 << 22) }).count == 1_000)
  }

  @Test func aRangeHoldsTheNumbersOfItsDraws() {
    let cube = LatinHypercube(draws: 1_000, seed: 4)
    let all = numbers(1_000) { cube.fill($0, stream: 9, first: 0, count: 1_000) }
    #expect(numbers(77) { cube.fill($0, stream: 9, first: 500, count: 77) } == Array(all[500..<577]))
  }

  /// The interval of a given draw over 8,192 streams: a chi-square of 15 degrees of freedom lies below 44 but once in 10⁴.
  @Test func aDrawFallsIntoEveryIntervalEquallyOften() {
    let cube = LatinHypercube(draws: 16, seed: 1)
    var counts = [Double](repeating: 0, count: 16)
    for stream in 0..<8_192 as Range<UInt64> { counts[Int(cube.number(stream: stream, draw: 5) * 16)] += 1 }
    #expect(counts.reduce(0) { $0 + ($1 - 512) * ($1 - 512) / 512 } < 44)
  }

  /// Two parameters are paired by chance: the correlation of 4,096 draws stays within 5 / √4096.
  @Test func parametersAreIndependent() {
    let cube = LatinHypercube(draws: 4_096, seed: 8)
    let a = numbers(4_096) { cube.fill($0, stream: 1, first: 0, count: 4_096) }
    let b = numbers(4_096) { cube.fill($0, stream: 2, first: 0, count: 4_096) }
    let covariance = zip(a, b).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) } / 4_096
    #expect(abs(covariance * 12) <= 5.0 / 64)
  }
}
