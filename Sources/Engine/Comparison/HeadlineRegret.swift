import LinearAlgebra
import Programmes
import Uncertainty

/// What draws say of scenarios side by side.
package struct SideBySideDraws: Sendable {
  package var request: EnsembleRequest
  /// By scenario.
  package var outcomes: [HeadlineOutcome]
  /// Every later scenario less every earlier one.
  package var comparisons: [ScenarioComparison]
  /// By scenario, then by `Headline`.
  package var regrets: [[HeadlineRegret]]
}

/// What one gives away by a scenario in each drawn world against the best of those compared; less is better in every headline figure.
package struct HeadlineRegret: Sendable {
  /// t CO2e or EUR, 0 in the worlds in which no other is better; its `max` is the greatest regret of all draws.
  package var regret: HalfSampled<OutputSummary>
  /// Being the best, or as good as the best.
  package var best: HalfSampled<Proportion>
}

/// Gathers regrets draw by draw.
struct RegretTally {
  private let alternatives: Int
  private var summary: EnsembleSummary

  init(alternatives: Int, expectedDraws: Int, byteBudget: Int) {
    let rows = alternatives * Headline.allCases.count
    self.alternatives = alternatives
    summary = EnsembleSummary(
      rows: rows, limits: (0..<rows).map { OutputLimit(row: $0, value: 0) }, expectedDraws: expectedDraws, byteBudget: byteBudget)
  }

  /// - Parameter figures: of each scenario, a row for each headline figure and a column for each draw.
  mutating func absorb(_ figures: [Matrix], first: Int) throws(UncertaintyError) {
    let tables = Headline.allCases.map { headline in
      RegretTable(figures.map { Array($0.row(headline.rawValue)) }, sense: .lessIsBetter)
    }
    let rows = (0..<alternatives).flatMap { a in tables.flatMap { $0.regrets[a] } }
    try summary.absorb(
      Matrix(rows: alternatives * tables.count, columns: figures[0].columns, storage: rows), first: first)
  }

  func finish() -> [[HeadlineRegret]] {
    let results = summary.finish(), headlines = Headline.allCases.count
    return (0..<alternatives).map { a in
      (a * headlines..<(a + 1) * headlines).map { row in
        HeadlineRegret(regret: results.outputs[row], best: HalfSampled { results.limits[row][$0].kept })
      }
    }
  }
}
