import Statistics

/// A driver over the years of a plan: observed values where there are any, a fitted continuation with its interval elsewhere.
package struct Projection: Sendable {
  package let years: [Int]
  /// In the unit of the driver. For an exponential trend this is the median, not the mean.
  package let central: [Double]
  /// The interval that holds the year's own value with probability `level`; of zero width in observed years.
  package let lower: [Double]
  package let upper: [Double]
  package let level: Double
  /// The fit behind the projected years; of the logarithm, for an exponential trend.
  package let regression: Regression

  /// Observed years keep their value; `predict` answers for the others.
  init(of driver: Driver, years: [Int], level: Double, regression: Regression, predict: (Int) -> Prediction) {
    let values = years.map { year in
      driver.values[year].map { Prediction(central: $0, lower: $0, upper: $0) } ?? predict(year)
    }
    self.years = years
    central = values.map(\.central)
    lower = values.map(\.lower)
    upper = values.map(\.upper)
    self.level = level
    self.regression = regression
  }
}
