import Investments
import Programmes

/// Alternatives of one plan side by side, drawn in the same worlds, and weighed.
package struct AlternativesComparison: Sendable {
  package let alternatives: [ComparedAlternative]
  /// Nil where nothing was drawn.
  package let draws: SideBySideDraws?
  /// Ids of criteria with their stated weights; empty where none were stated.
  package let criteria: [(id: String, weight: Double)]
  /// By the stated criteria; nil without any.
  package let weighed: Comparison?

  /// - Parameter criteria: ids of figures with weights.
  /// - Throws: `EngineError`, `ComparisonError`, `UnknownCriterion`.
  package init(_ alternatives: [ComparedAlternative], criteria: [(id: String, weight: Double)], drawing request: EnsembleRequest?) throws {
    precondition(alternatives.count >= 2, "one alternative is compared with nothing")
    self.alternatives = alternatives
    self.criteria = criteria
    let offered = Self.figures(alternatives), zones = Self.zones(alternatives)
    let chosen = try criteria.map { asked in
      guard let figure = offered.first(where: { $0.id(zones: zones) == asked.id }) else {
        throw UnknownCriterion(id: asked.id, known: offered.map { $0.id(zones: zones) })
      }
      return Criterion(id: asked.id, unit: "", sense: figure.sense, weight: asked.weight)
    }
    weighed = chosen.isEmpty ? nil : try Self.comparison(chosen, alternatives, offered, zones)
    draws = try request.map { try drawSideBySide(alternatives.map(\.inputs), $0) }
  }

  private static func comparison(
    _ criteria: [Criterion], _ alternatives: [ComparedAlternative], _ offered: [ComparedFigure], _ zones: [String]
  ) throws(ComparisonError) -> Comparison {
    let figures = criteria.compactMap { criterion in offered.first { $0.id(zones: zones) == criterion.id } }
    return try Comparison(
      criteria: criteria,
      alternatives: alternatives.map { one in Alternative(id: one.inputs.id, values: figures.map(one.value)) })
  }

  // MARK: Figures

  /// The year in which emissions are compared: the first target's, or the horizon.
  package var year: Int { Self.year(alternatives) }
  package var zones: [String] { Self.zones(alternatives) }
  package var figures: [ComparedFigure] { Self.figures(alternatives) }
  package var years: [Int] { alternatives[0].result.years }

  private static func year(_ alternatives: [ComparedAlternative]) -> Int {
    let years = alternatives[0].result.years
    return alternatives.lazy.compactMap { $0.inputs.target?.year }.first { years.contains($0) } ?? years[years.count - 1]
  }

  private static func zones(_ alternatives: [ComparedAlternative]) -> [String] {
    alternatives.lazy.compactMap { $0.check?.plan.layer.zones }.first ?? []
  }

  /// Figures of programmes only where one of the alternatives has a programme.
  private static func figures(_ alternatives: [ComparedAlternative]) -> [ComparedFigure] {
    let ofAll: [ComparedFigure] = [
      .emissions(year: year(alternatives)), .gap, .cumulative, .capital, .operating, .netPresentCost, .costPerTonne,
    ]
    guard alternatives.contains(where: { $0.check != nil }) else { return ofAll }
    return ofAll + [.netInvestments, .projectOperating] + zones(alternatives).indices.map { .zoneShare(through: $0) }
      + [.dwellings, .loanStock, .limitsBroken]
  }

  /// Whether every alternative has a known net present cost, so that money can be compared at all.
  package var isMoneyKnown: Bool { alternatives.allSatisfy { $0.value(.netPresentCost) != nil } }

  /// Headline figures that are known of every alternative.
  package var headlines: [Headline] { Headline.allCases.filter { $0 != .netPresentCost || isMoneyKnown } }

  /// The alternative with most points; nil where fewer than two have any, so that nothing is won against the unknown.
  package var winner: Int? {
    guard let weighed, weighed.alternatives.indices.filter({ weighed.score(of: $0) != nil }).count >= 2 else { return nil }
    return weighed.winner
  }

  // MARK: Dominance and parting

  /// The figures that dominance is judged by: the stated criteria, or all that are known of every alternative.
  package var judged: [ComparedFigure] {
    let known = figures.filter { figure in alternatives.allSatisfy { $0.value(figure) != nil } }
    return criteria.isEmpty ? known : figures.filter { figure in criteria.contains { $0.id == figure.id(zones: zones) } }
  }

  /// Whether the first is at least as good as the second by every judged figure and better by one.
  package func dominates(_ a: Int, _ b: Int) -> Bool {
    let figures = judged
    let criteria = figures.map { Criterion(id: $0.id(zones: zones), unit: "", sense: $0.sense, weight: 1) }
    guard !criteria.isEmpty, let all = try? Self.comparison(criteria, alternatives, figures, zones) else { return false }
    return all.dominates(a, b)
  }

  /// t CO2e/a by which alternatives must lie apart to be told apart: the last place that is printed.
  package var step: Double {
    let factor = alternatives[0].inputs.plan.emissionUnit.factor
    return factor >= 1000 ? factor / 10 : factor
  }

  /// When each later alternative parts from the first, in total and by sector.
  package var partings: [(alternative: Int, sector: String?, year: Int?)] {
    let sectors = [nil] + alternatives[0].inputs.model.sectors.map { Optional($0.id) }
    return alternatives.indices.dropFirst().flatMap { a in
      sectors.map { (alternative: a, sector: $0, year: firstYearApart(a, 0, sector: $0)) }
    }
  }

  /// The first year in which two alternatives lie apart by `step` or more; nil when they never do.
  /// - Parameter sector: nil: the total.
  package func firstYearApart(_ a: Int, _ b: Int, sector: String?) -> Int? {
    func row(_ i: Int) -> [Double] {
      let result = alternatives[i].result
      return sector.map { result.sectors.row($0) ?? [] } ?? result.total
    }
    return zip(years, zip(row(a), row(b))).first { abs($0.1.0 - $0.1.1) >= step }?.0
  }
}

/// A criterion that is no figure of the comparison.
package struct UnknownCriterion: Error, Sendable, Equatable {
  package let id: String
  package let known: [String]
}
