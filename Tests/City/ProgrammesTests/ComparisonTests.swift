import Testing

@testable import Programmes

/// Three alternatives by three criteria, worked out by hand.
///
/// | | tonnes (less, 0.5) | money (less, 0.3) | dwellings (more, 0.2) |
/// | A | 200 | 300 | 3000 |
/// | B | 300 | 100 | 3500 |
/// | C | 400 | 200 | 2500 |
///
/// Scaled: A 1, 0, 0.5; B 0.5, 1, 1; C 0, 0.5, 0. Scores: A 0.6; B 0.75; C 0.15.
@Suite struct ComparisonTests {
  private let criteria = [
    Criterion(id: "tonnes", unit: "kt CO2e", sense: .lessIsBetter, weight: 5),
    Criterion(id: "money", unit: "MEUR", sense: .lessIsBetter, weight: 3),
    Criterion(id: "dwellings", unit: "dwellings/a", sense: .moreIsBetter, weight: 2),
  ]
  private let alternatives = [
    Alternative(id: "A", values: [200, 300, 3000]), Alternative(id: "B", values: [300, 100, 3500]),
    Alternative(id: "C", values: [400, 200, 2500]),
  ]

  @Test func `Scores are the sums of their parts`() throws {
    let comparison = try Comparison(criteria: criteria, alternatives: alternatives)
    #expect(comparison.weights == [0.5, 0.3, 0.2])
    #expect(comparison.scaled == [[1, 0, 0.5], [0.5, 1, 1], [0, 0.5, 0]])
    let expected: [(parts: [Double], score: Double)] = [([0.5, 0, 0.1], 0.6), ([0.25, 0.3, 0.2], 0.75), ([0, 0.15, 0], 0.15)]
    for (a, (parts, score)) in expected.enumerated() {
      #expect(comparison.parts(of: a) == parts)
      #expect(abs(try #require(comparison.score(of: a)) - score) < 1e-15)
    }
    #expect(comparison.winner == 1)
  }

  @Test func `A stated scale holds whatever else is compared`() throws {
    let scale = Criterion(id: "x", unit: "%", sense: .moreIsBetter, weight: 1, worst: 0, best: 100)
    let comparison = try Comparison(criteria: [scale], alternatives: [.init(id: "A", values: [45]), .init(id: "B", values: [65])])
    #expect(comparison.scaled == [[0.45], [0.65]])
  }

  @Test func `Dominance needs no weights and no unknown value`() throws {
    let comparison = try Comparison(
      criteria: criteria,
      alternatives: alternatives + [
        Alternative(id: "worse than B", values: [300, 150, 3500]), Alternative(id: "like A", values: [200, 300, 3000]),
        Alternative(id: "unknown", values: [500, nil, 100]),
      ])
    #expect(comparison.dominates(1, 3))
    #expect(comparison.dominates(1, 2), "B beats C by every criterion")
    #expect(!comparison.dominates(0, 4) && !comparison.dominates(4, 0), "equals do not dominate")
    #expect(!comparison.dominates(0, 5))
    #expect(comparison.undominated == [0, 1, 4, 5])
    #expect(comparison.score(of: 5) == nil)
  }

  /// B leads A by 0.15. A is better in tonnes only: d(B - A) = -0.5, 1, 0.5. Weight is best moved from money (gain 1.5) to tonnes:
  /// 0.15 / 1.5 = 0.1.
  @Test func `The smallest move of weight before the winner changes`() throws {
    let comparison = try Comparison(criteria: criteria, alternatives: alternatives)
    let shift = try #require(comparison.smallestShift(from: 1, to: 0))
    #expect(abs(shift.moved - 0.1) < 1e-15)
    for (weight, expected) in zip(shift.weights, [0.6, 0.2, 0.2]) { #expect(abs(weight - expected) < 1e-15) }
    #expect(comparison.nearestRival == shift)
    #expect(comparison.smallestShift(from: 1, to: 2) == nil, "no weights make a dominated alternative win")
  }

  /// Taken from money alone 0.3 would not do: d = -0.1, 1, 1 with weights 0.1, 0.3, 0.6, a lead of 0.89. From money 0.3 (gain 1.1: 0.33),
  /// then from dwellings (0.89 - 0.33) / 1.1.
  @Test func `A move goes on with the next criterion when the first has no weight left`() throws {
    let comparison = try Comparison(
      criteria: [
        Criterion(id: "a", unit: "", sense: .moreIsBetter, weight: 0.1, worst: 0, best: 1),
        Criterion(id: "b", unit: "", sense: .moreIsBetter, weight: 0.3, worst: 0, best: 1),
        Criterion(id: "c", unit: "", sense: .moreIsBetter, weight: 0.6, worst: 0, best: 1),
      ], alternatives: [.init(id: "W", values: [0.4, 1, 1]), .init(id: "R", values: [0.5, 0, 0])])
    let shift = try #require(comparison.smallestShift(from: 0, to: 1))
    #expect(abs(shift.moved - 0.89 / 1.1) < 1e-12)
    #expect(abs(shift.weights.reduce(0, +) - 1) < 1e-12)
    #expect(abs(zip(shift.weights, [-0.1, 1, 1]).map(*).reduce(0, +)) < 1e-12, "both score the same there")
  }

  /// Against a search over all weights in steps of a hundredth: none with a smaller move turns the winner.
  @Test func `No smaller move does it`() throws {
    let comparison = try Comparison(criteria: criteria, alternatives: alternatives)
    let shift = try #require(comparison.smallestShift(from: 1, to: 0))
    let difference = zip(comparison.scaled[1], comparison.scaled[0]).map { ($0 ?? 0) - ($1 ?? 0) }
    for i in 0...100 {
      for j in 0...(100 - i) {
        let weights = [Double(i), Double(j), Double(100 - i - j)].map { $0 / 100 }
        guard zip(weights, difference).map(*).reduce(0, +) <= -1e-12 else { continue }
        let moved = zip(weights, comparison.weights).map { abs($0 - $1) }.reduce(0, +) / 2
        #expect(moved >= shift.moved - 1e-12)
      }
    }
  }

  /// Tonnes at w, the others 3 : 2: -0.5 w + (1 - w) (0.6 + 0.4 * 0.5) = 0 gives w = 0.8 / 1.3.
  @Test func `One weight alone turns the winner where the line crosses`() throws {
    let comparison = try Comparison(criteria: criteria, alternatives: alternatives)
    #expect(abs(try #require(comparison.turningWeight(of: 0, from: 1, to: 0)) - 0.8 / 1.3) < 1e-15)
    #expect(comparison.turningWeight(of: 0, from: 1, to: 2) == nil)
  }

  @Test func `Savage's regret is the best of each world less one's own`() {
    // MEUR in three worlds; less is better.
    let table = RegretTable([[10, 20, 30], [15, 15, 25], [30, 5, 20]], sense: .lessIsBetter)
    #expect(table.regrets == [[0, 15, 10], [5, 10, 5], [20, 0, 0]])
    #expect(table.greatest == [15, 10, 20])
    #expect(table.choice == 1)
    #expect(RegretTable([[1, 4], [3, 3]], sense: .moreIsBetter).regrets == [[2, 0], [0, 1]])
  }

  @Test func `What cannot be compared is told`() {
    func error(_ criteria: [Criterion], _ alternatives: [Alternative]) -> ComparisonError? {
      do throws(ComparisonError) { _ = try Comparison(criteria: criteria, alternatives: alternatives) } catch { return error }
      return nil
    }
    #expect(error(criteria, [alternatives[0]]) == .fewerThanTwoAlternatives)
    #expect(error([], alternatives) == .noCriteria)
    #expect(error([criteria[0]], alternatives) == .valuesMissing(alternative: "A", found: 3, expected: 1))
    let two = [Alternative(id: "A", values: [1]), Alternative(id: "B", values: [.infinity])]
    #expect(error([criteria[0]], two) == .notFinite(alternative: "B", criterion: "tonnes"))
    let free = Criterion(id: "x", unit: "", sense: .moreIsBetter, weight: 0)
    #expect(error([free], [two[0], two[0]]) == .noWeight)
    #expect(
      error([Criterion(id: "x", unit: "", sense: .moreIsBetter, weight: -1)], [two[0], two[0]]) == .badWeight(criterion: "x", weight: -1))
    let empty = Criterion(id: "x", unit: "", sense: .lessIsBetter, weight: 1, worst: 3, best: 5)
    #expect(error([empty], [two[0], two[0]]) == .emptyScale(criterion: "x"))
  }
}
