import LinearAlgebra
import Statistics

extension Driver {
  /// Carries this driver to `years` by its regression on other drivers, such as floor area on population and jobs.
  ///
  /// The fit uses the years in which this driver and every explaining one are known. The interval holds the error of the fit,
  /// not the uncertainty of the explaining drivers, whose values are taken as given.
  /// - Parameters:
  ///   - explaining: at least one driver, known in every one of `years` that this driver is not known in.
  ///   - years: the years of the answer, in any order.
  ///   - level: probability of the prediction interval, between 0 and 1.
  /// - Throws: `.driverNotKnown`, `.tooFewPoints` (two more years than explaining drivers), `.collinearDrivers`.
  package func projection(
    explainedBy explaining: [Driver], years: [Int], level: Double
  ) throws(ProjectionError) -> Projection {
    precondition(!explaining.isEmpty, "a driver must be explained by something")
    for driver in explaining {
      let unknown = years.filter { values[$0] == nil && driver.values[$0] == nil }.sorted()
      if !unknown.isEmpty { throw .driverNotKnown(driver: driver.name, years: unknown) }
    }
    let history = values.filter { year, _ in explaining.allSatisfy { $0.values[year] != nil } }.sorted { $0.key < $1.key }
    let regression = try regression(
      of: name, years: history.map(\.key), response: history.map(\.value),
      explaining: explaining.map { driver in (name: driver.name, values: history.compactMap { driver.values[$0.key] }) })
    return Projection(of: self, years: years, level: level, regression: regression) { year in
      regression.prediction(at: [1] + explaining.compactMap { $0.values[year] }, level: level)
    }
  }
}

/// The regression of a driver on a constant and the `explaining` series, its errors told in the names of the drivers.
func regression(
  of driver: String, years: [Int], response: [Double], explaining: [(name: String, values: [Double])]
) throws(ProjectionError) -> Regression {
  let needed = explaining.count + 2
  if years.count < needed { throw .tooFewPoints(driver: driver, known: years, needed: needed) }
  let constant = "constant"
  let design = Matrix(years.indices.map { i in [1] + explaining.map { $0.values[i] } })
  do throws(RegressionError) {
    return try Regression(response: response, design: design, terms: [constant] + explaining.map(\.name))
  } catch {
    guard case .dependentTerms(let terms) = error else { preconditionFailure("finite drivers in equal numbers: \(error)") }
    throw .collinearDrivers(
      terms.map { ProjectionError.CollinearDriver(driver: $0.term, others: $0.of.filter { $0 != constant }) })
  }
}
