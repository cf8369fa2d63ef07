import Sampling

/// Whether two halves of the draws say the same of a number, as far as its Monte Carlo error lets them.
package struct HalfAgreement: Hashable, Sendable {
  /// The number from the even less that from the odd draws.
  package let difference: Double
  /// Monte Carlo error of the number from all draws; nil where the draws give no idea of it.
  package let standardError: Double?
  /// How far the numbers may be off by the way they are kept.
  private let rounding: Double

  init(difference: Double, standardError: Double?, rounding: Double = 0) {
    (self.difference, self.standardError, self.rounding) = (difference, standardError, rounding)
  }

  /// The difference of two independent halves has twice the error of the number from both; three times that is passed by chance once
  /// in 370 draws of a normal number.
  package var isSettled: Bool { standardError.map { abs(difference) <= 3 * 2 * $0 + rounding } ?? false }
}

extension HalfSampled where Statistic == OutputSummary {
  package var agreementOfMean: HalfAgreement {
    HalfAgreement(difference: halfDifference(\.mean), standardError: whole.standardError)
  }

  /// - Parameter i: of the quantile among `probabilities`.
  /// - Parameter relativeError: `EnsembleResults.quantileError`.
  package func agreement(ofQuantile i: Int, probabilities: [Double], relativeError: Double) -> HalfAgreement {
    let largest = Swift.max(abs(whole.min), abs(whole.max))
    return HalfAgreement(
      difference: halfDifference { $0.quantiles[i] }, standardError: whole.standardError(ofQuantile: i, probabilities: probabilities),
      rounding: 2 * relativeError * Swift.min(largest, 2 * abs(whole.quantiles[i])))
  }
}

extension HalfSampled where Statistic == LimitSummary {
  package var agreementOfKept: HalfAgreement {
    HalfAgreement(difference: halfDifference { $0.kept.estimate }, standardError: whole.kept.standardError)
  }

  package var agreementOfShortfall: HalfAgreement {
    HalfAgreement(difference: halfDifference { $0.shortfall.value }, standardError: whole.shortfall.standardError)
  }
}

extension PairedComparison {
  /// Whether the halves agree about the mean difference and about which scenario is lower.
  package var isSettled: Bool {
    let chance = HalfAgreement(difference: atMost.halfDifference(\.estimate), standardError: atMost.whole.standardError)
    return difference.agreementOfMean.isSettled && chance.isSettled
  }
}

extension OutputSummary {
  /// Monte Carlo error of a quantile, √(p (1 - p) / n) / f: its rank's over the density there. The density is that of a normal
  /// distribution through the quantiles beside it, so each tail has its own. Nil with fewer than two quantiles.
  ///
  /// Source: David & Nagaraja (2003), *Order Statistics*, 3rd ed., 10.2.
  package func standardError(ofQuantile i: Int, probabilities: [Double]) -> Double? {
    let order = probabilities.indices.filter { (0.001...0.999).contains(probabilities[$0]) }.sorted {
      probabilities[$0] < probabilities[$1]
    }
    guard order.count > 1, let place = order.firstIndex(of: i) else { return nil }
    let (low, high) = (order[Swift.max(place - 1, 0)], order[Swift.min(place + 1, order.count - 1)])
    let scale =
      (quantiles[high] - quantiles[low]) / (normalQuantile(probabilities[high]) - normalQuantile(probabilities[low]))
    let p = probabilities[i]
    return (p * (1 - p) / Double(count)).squareRoot() * scale / normalDensity(normalQuantile(p))
  }
}
