import Engine
import Uncertainty

/// What draws say of a case, in kt CO2e.
package struct CaseDraws: Sendable, Equatable {
  /// Of keeping the target; nil without one.
  package var probability: Double?
  package var probabilityError: Double?
  /// Interval of 95 %; honest also where all or none of the draws keep the target.
  package var probabilityInterval: [Double]?
  /// P5, P50 and P95 of the target year; nil without a target.
  package var forecast: [Double]?
  /// P5, P50 and P95 of all years.
  package var cumulative: [Double]
  /// Mean of max(0, forecast less target) over all draws.
  package var shortfall: Double?
  package var shortfallError: Double?

  static let columns = [
    "probability", "probability_error", "probability_low95", "probability_high95", "forecast_p05", "forecast_p50", "forecast_p95",
    "cumulative_p05", "cumulative_p50",
    "cumulative_p95", "expected_overrun", "expected_overrun_error",
  ]

  init(_ outcome: HeadlineOutcome) {
    func band(_ headline: Headline) -> [Double] {
      [0.05, 0.5, 0.95].map { probability in
        guard let q = outcome.results.probabilities.firstIndex(of: probability) else { preconditionFailure("no quantile \(probability)") }
        return outcome.summary(headline).whole.quantiles[q] / 1e3
      }
    }
    let target = outcome.target?.whole
    probability = target?.kept.estimate
    probabilityError = target?.kept.standardError
    probabilityInterval = target.map { [$0.kept.interval.lowerBound, $0.kept.interval.upperBound] }
    forecast = target.map { _ in band(.emissions) }
    cumulative = band(.cumulative)
    shortfall = target.map { $0.shortfall.value / 1e3 }
    shortfallError = target?.shortfall.standardError.map { $0 / 1e3 }
  }

  /// In the order of `columns`.
  var figures: [Double?] {
    [probability, probabilityError] + optionals(probabilityInterval, count: 2) + optionals(forecast, count: 3)
      + optionals(cumulative, count: 3) + [shortfall, shortfallError]
  }
}

private func optionals(_ figures: [Double]?, count: Int) -> [Double?] {
  figures.map { $0.map(Optional.init) } ?? Array(repeating: nil, count: count)
}
