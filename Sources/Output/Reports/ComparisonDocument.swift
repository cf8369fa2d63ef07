import Engine
import Uncertainty

/// One scenario less another on the same draws, kt CO2e and MEUR.
struct ComparisonDocument: Encodable, Sendable {
  var scenario: String
  var less: String
  /// Of `emissions`.
  var year: Int
  var quantileError: Double
  var emissions: Difference
  var cumulative: Difference
  var npv: Difference

  enum CodingKeys: String, CodingKey {
    case scenario, less, year, emissions, cumulative
    case quantileError = "quantile_error"
    case npv = "system_npv_meur"
  }

  struct Difference: Encodable, Sendable {
    /// `mean`, `p05`…
    var figures: [String: Double]
    var standardError: Double
    /// What the error of the mean would be if each scenario had draws of its own.
    var independentStandardError: Double
    var halfDifference: Double
    /// Probability that the scenario is at or below the other.
    var atMost: KeptDocument

    enum CodingKeys: String, CodingKey {
      case standardError = "standard_error"
      case independentStandardError = "independent_standard_error"
      case halfDifference = "half_difference"
      case atMost = "at_most"
    }

    func encode(to encoder: any Encoder) throws {
      try figures.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(standardError, forKey: .standardError)
      try container.encode(independentStandardError, forKey: .independentStandardError)
      try container.encode(halfDifference, forKey: .halfDifference)
      try container.encode(atMost, forKey: .atMost)
    }
  }
}

extension ComparisonDocument {
  init(_ comparison: ScenarioComparison, ids: [String]) {
    func difference(_ headline: Headline) -> Difference {
      let (paired, unit) = (comparison.figure(headline), headline.unit)
      let whole = paired.difference.whole
      let quantiles = zip(comparison.probabilities, whole.quantiles).map { (percentileName($0), $1 / unit) }
      return Difference(
        figures: Dictionary(uniqueKeysWithValues: [("mean", whole.mean / unit)] + quantiles),
        standardError: whole.standardError / unit, independentStandardError: paired.independentStandardError / unit,
        halfDifference: paired.difference.halfDifference(\.mean) / unit, atMost: KeptDocument(year: nil, kept: paired.atMost))
    }
    self.init(
      scenario: ids[comparison.scenario], less: ids[comparison.other], year: comparison.year,
      quantileError: comparison.quantileError, emissions: difference(.emissions),
      cumulative: difference(.cumulative), npv: difference(.netPresentCost))
  }
}

extension Headline {
  /// t CO2e in a kilotonne, or EUR in a million.
  var unit: Double {
    switch self {
    case .emissions, .cumulative: 1e3
    case .netPresentCost: 1e6
    }
  }
}
