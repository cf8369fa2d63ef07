import LinearAlgebra

/// Ordinary least squares: `response = design · coefficients + error`, with errors independent and of one variance.
///
/// The fit is a Householder QR, never the normal equations; see `LeastSquares` for its accuracy.
package struct Regression: Sendable {
  /// What each column of the design stands for.
  package let terms: [String]
  package let coefficients: [Double]
  package let standardErrors: [Double]
  /// √(residual sum of squares / degrees of freedom), in the unit of the response.
  package let residualStandardDeviation: Double
  /// 1 - residual / total sum of squares. The total is about the mean when a column is constant, otherwise about zero.
  package let rSquared: Double
  /// Observations minus coefficients.
  package let degreesOfFreedom: Int
  private let leastSquares: LeastSquares

  /// - Parameters:
  ///   - response: n observations.
  ///   - design: shape (n, p) with n > p; the intercept is a column of ones that the caller adds.
  ///   - terms: p names, for errors and reports.
  package init(response: [Double], design: Matrix, terms: [String]) throws(RegressionError) {
    precondition(response.count == design.rows, "\(response.count) observations for a design of \(design.rows) rows")
    precondition(terms.count == design.columns, "\(terms.count) terms for a design of \(design.columns) columns")
    let (n, p) = (design.rows, design.columns)
    if n <= p { throw .tooFewObservations(known: n, needed: p + 1) }
    do throws(LinearAlgebraError) {
      leastSquares = try LeastSquares(design: design, responses: .column(response))
    } catch {
      throw RegressionError(error, terms: terms)
    }
    let residual = leastSquares.residualSumsOfSquares[0]
    let deviation = (residual / Double(n - p)).squareRoot()
    self.terms = terms
    coefficients = leastSquares.coefficients.column(at: 0)
    residualStandardDeviation = deviation
    degreesOfFreedom = n - p
    rSquared = 1 - residual / totalSumOfSquares(response, about: hasConstantColumn(design) ? mean(response) : 0)
    standardErrors = (0..<p).map { [leastSquares] j in
      deviation * leastSquares.leverage(of: (0..<p).map { $0 == j ? 1 : 0 }).squareRoot()
    }
  }

  /// Where one new observation at `row` lies: the fitted value, and the interval that holds the observation with probability `level`.
  ///
  /// Half width: t((1 + level) / 2, degrees of freedom) · s · √(1 + aᵀ (Xᵀ X)⁻¹ a), so it grows with the distance from the data.
  /// Source: Draper & Smith, *Applied Regression Analysis*, 3rd ed., §3.1 and §5.
  /// - Parameters:
  ///   - row: a, one number for each term.
  ///   - level: between 0 and 1, such as 0.95.
  package func prediction(at row: [Double], level: Double) -> Prediction {
    precondition(row.count == terms.count, "\(row.count) numbers for \(terms.count) terms")
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, not \(level)")
    let central = zip(coefficients, row).reduce(0) { $0 + $1.0 * $1.1 }
    let t = StudentT(degreesOfFreedom: Double(degreesOfFreedom)).quantile((1 + level) / 2)
    let half = t * residualStandardDeviation * (1 + leastSquares.leverage(of: row)).squareRoot()
    return Prediction(central: central, lower: central - half, upper: central + half)
  }
}

/// A value with the interval it is expected in, all in the unit of the response.
package struct Prediction: Hashable, Sendable {
  package let central: Double
  package let lower: Double
  package let upper: Double

  package init(central: Double, lower: Double, upper: Double) {
    self.central = central
    self.lower = lower
    self.upper = upper
  }
}

/// Why a regression cannot be made.
package enum RegressionError: Error, Hashable, Sendable {
  /// With as many coefficients as observations the spread of the errors is unknown.
  case tooFewObservations(known: Int, needed: Int)
  /// Terms that follow exactly from the terms before them; `of` is empty for a term that is zero throughout.
  case dependentTerms([DependentTerm])
  case unusable(LinearAlgebraError)

  package struct DependentTerm: Hashable, Sendable {
    package let term: String
    package let of: [String]

    package init(term: String, of: [String]) {
      self.term = term
      self.of = of
    }
  }

  fileprivate init(_ error: LinearAlgebraError, terms: [String]) {
    if case .dependentColumns(let columns) = error {
      self = .dependentTerms(columns.map { DependentTerm(term: terms[$0.column], of: $0.of.map { terms[$0] }) })
    } else {
      self = .unusable(error)
    }
  }
}

extension RegressionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooFewObservations(let known, let needed): "the regression has \(known) observations and needs at least \(needed)"
    case .dependentTerms(let terms):
      terms.map { $0.of.isEmpty ? "'\($0.term)' is zero throughout" : "'\($0.term)' follows exactly from \(quoted($0.of))" }
        .joined(separator: "; ")
    case .unusable(let error): error.description
    }
  }
}

private func quoted(_ names: [String]) -> String { names.map { "'\($0)'" }.joined(separator: ", ") }

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

private func totalSumOfSquares(_ values: [Double], about centre: Double) -> Double {
  values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
}

private func hasConstantColumn(_ design: Matrix) -> Bool {
  (0..<design.columns).contains { j in (1..<design.rows).allSatisfy { design[$0, j] == design[0, j] } }
}
