import Foundation
import LinearAlgebra
import Statistics

/// The shape of a driver's own course over the years.
package enum Trend: String, Hashable, Sendable, CaseIterable {
  /// The same change every year.
  case linear
  /// The same percentage every year: least squares on the logarithm.
  case exponential

  /// Carries `driver` to `years` along this trend.
  ///
  /// The regression counts years from the last known one, so that its constant is the trend's level in that year.
  /// - Parameters:
  ///   - years: the years of the answer, in any order.
  ///   - level: probability of the prediction interval, between 0 and 1.
  /// - Throws: `.tooFewPoints` (three years are needed), `.notPositive` for an exponential trend.
  package func projection(of driver: Driver, years: [Int], level: Double) throws(ProjectionError) -> Projection {
    let history = driver.values.sorted { $0.key < $1.key }
    let origin = history.last?.key ?? 0
    if self == .exponential {
      let notPositive = history.filter { $0.value <= 0 }.map(\.key)
      if !notPositive.isEmpty { throw .notPositive(driver: driver.name, years: notPositive) }
    }
    let regression = try regression(
      of: driver.name, years: history.map(\.key), response: history.map { self == .linear ? $0.value : log($0.value) },
      explaining: [(name: "years from \(origin)", values: history.map { Double($0.key - origin) })])
    return Projection(of: driver, years: years, level: level, regression: regression) { year in
      let fitted = regression.prediction(at: [1, Double(year - origin)], level: level)
      return self == .linear ? fitted : fitted.exponential
    }
  }
}

extension Prediction {
  /// The interval of the quantity whose logarithm this is: the same probability, no longer symmetric.
  fileprivate var exponential: Prediction { Prediction(central: exp(central), lower: exp(lower), upper: exp(upper)) }
}
