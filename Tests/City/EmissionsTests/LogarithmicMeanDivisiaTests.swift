import Emissions
import Foundation
import TestCities
import Testing

@Suite struct LogarithmicMeanDivisiaTests {
  /// A published example of three factors and two categories; within half a unit of the last printed digit.
  @Test func `The published example of three factors comes out`() {
    let parts = logarithmicMeanDivisia(from: [[1, 10, 2], [4, 5, 3]], to: [[4, 5, 3], [5, 6, 4]])
    #expect(abs(parts[0] - 69.79006598) <= 0.5e-8)
    #expect(abs(parts[1] - -9.455125793) <= 0.5e-9)
    #expect(abs(parts[2] - 39.66505981) <= 0.5e-8)
    let sum = parts.reduce(0, +)
    #expect(abs(sum - 100) <= 180 * 1e-15)  // 180: the larger total
  }

  /// Population, activity per head, energy intensity and emission factor of two sectors; expected values with 20 digits.
  /// 1e-14 of the 689 850 t at the start: the parts are differences of logarithms times weights of that size.
  @Test func `The certified city comes out`() {
    let parts = logarithmicMeanDivisia(
      from: [[250_000, 45, 0.151, 0.24], [250_000, 9.5, 0.44, 0.27]], to: [[260_000, 46, 0.118, 0.16], [260_000, 10.1, 0.31, 0.21]])
    let certified = [20778.172527983848143, 20357.812147730352197, -153633.40397546834306, -180595.18070024585728]
    let tolerance = 1e-14 * 689_850, sum = parts.reduce(0, +)
    for (part, exact) in zip(parts, certified) { #expect(abs(part - exact) <= tolerance) }
    #expect(abs(sum - -293_092.6) <= tolerance)
  }

  /// The analytic limit (Ang, Zhang & Choi 1998): if only one factor goes from zero to something its part is the whole change.
  @Test func `A factor that comes from or goes to zero takes the whole change`() {
    #expect(logarithmicMeanDivisia(from: [[3, 0, 7]], to: [[5, 2, 11]]) == [0, 110, 0])
    #expect(logarithmicMeanDivisia(from: [[5, 2, 11]], to: [[3, 0, 7]]) == [0, -110, 0])
  }

  /// What the rule stands for: the parts as the factor comes close to zero. L(v, ε) ln(x / ε) → v, like 1 / ln ε.
  @Test func `The limit is where the parts go`() {
    let part = { (small: Double) in logarithmicMeanDivisia(from: [[3, small, 7]], to: [[5, 2, 11]])[1] }
    let distances = [1e-3, 1e-30, 1e-300].map { abs(part($0) - 110) }
    #expect(distances[1] < distances[0] && distances[2] < distances[1])
    #expect(distances[2] < 110 * 2 / log(1e300))
  }

  @Test func `Factors that vanish together share the change equally`() {
    #expect(logarithmicMeanDivisia(from: [[4, 2, 3]], to: [[4, 0, 0]]) == [0, -12, -12])
  }

  @Test func `A category that is nothing at both ends has no part`() {
    #expect(logarithmicMeanDivisia(from: [[0, 2]], to: [[3, 0]]) == [0, 0])
    #expect(logarithmicMeanDivisia(from: [[0, 2]], to: [[0, 5]]) == [0, 0])
    #expect(logarithmicMeanDivisia(from: [], to: []) == [])
  }

  @Test func `What does not change has no part, and the same products change nothing`() {
    #expect(logarithmicMeanDivisia(from: [[2, 5, 3]], to: [[2, 7, 3]])[0] == 0)
    let parts = logarithmicMeanDivisia(from: [[2, 6]], to: [[3, 4]])
    #expect(parts[0] == 12 * log(1.5))
    #expect(abs(parts[0] + parts[1]) <= 12 * 1e-15)
  }

  @Test func `The logarithmic mean is symmetric and lies between the geometric and the arithmetic mean`() {
    for (a, b) in [(1.0, 2.0), (1e-8, 5), (3, 3 + 1e-9), (7, 7)] {
      let mean = logarithmicMean(a, b)
      #expect(abs(mean - logarithmicMean(b, a)) <= 4e-16 * (a + b))
      #expect((a * b).squareRoot() <= mean * (1 + 1e-15) && mean <= (a + b) / 2 * (1 + 1e-15))
    }
    #expect(logarithmicMean(7, 7) == 7)
  }

  /// Symmetric in time: the parts of the way back are those of the way there, with the other sign.
  @Test(arguments: UInt64(1)...30)
  func `The parts sum to the change and do not depend on the order of factors or categories`(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let factors = random.whole(2...6)
    func categories() -> [[Double]] {
      (0..<3).map { _ in (0..<factors).map { _ in random.happens(0.1) ? 0 : random.number(0.1...10) } }
    }
    let before = categories(), after = categories()
    let (v0, v1) = (sum(before), sum(after))
    let size = max(v0, v1) * 1e-13  // 18 logarithms and products of relative error 1e-15
    let parts = logarithmicMeanDivisia(from: before, to: after)
    #expect(abs(parts.reduce(0, +) - (v1 - v0)) <= size, "seed \(seed)")

    let back = logarithmicMeanDivisia(from: after, to: before)
    let reversed = logarithmicMeanDivisia(from: before.map { $0.reversed() }, to: after.map { $0.reversed() })
    let categoriesReversed = logarithmicMeanDivisia(from: before.reversed(), to: after.reversed())
    for j in parts.indices {
      #expect(abs(parts[j] + back[j]) <= size, "seed \(seed)")
      #expect(abs(parts[j] - reversed[factors - 1 - j]) <= size, "seed \(seed)")
      #expect(abs(parts[j] - categoriesReversed[j]) <= size, "seed \(seed)")
    }
  }
}

private func sum(_ categories: [[Double]]) -> Double { categories.reduce(0) { $0 + $1.reduce(1, *) } }
