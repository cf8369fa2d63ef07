import LinearAlgebra

/// A polynomial that stands for the model: cheap to evaluate, and its Sobol' indices follow from the coefficients without sampling.
///
/// How far to trust it is `leaveOneOutError`; indices of an expansion with an error of, say, 0.1 leave a tenth of the variance unknown.
/// Valid for independent inputs. Sudret (2008), *Reliab. Eng. Syst. Saf.* 93(7), 964-979, doi:10.1016/j.ress.2007.04.002.
package struct PolynomialChaos: Sendable {
  /// The family of every input.
  package let families: [PolynomialFamily]
  package let terms: [PolynomialTerm]
  /// One for each term, in the unit of the output.
  package let coefficients: [Double]
  /// The mean square of (outputs - polynomial fitted without that output), over the variance of the outputs.
  package let leaveOneOutError: Double
  /// The share of the outputs' variance that the polynomial takes up; near 1 also for a polynomial with too many terms.
  package let rSquared: Double

  package enum Fit: Hashable, Sendable {
    /// All terms of the truncation; needs at least twice as many evaluations as terms to be of use.
    case leastSquares
    /// Only terms that pay for themselves, chosen one at a time; for fewer evaluations than terms.
    case sparse
  }

  /// - Parameters:
  ///   - arguments: shape (inputs, evaluations), of each family's `argument(atProbability:)`.
  ///   - outputs: one number for every evaluation.
  /// - Throws: `.outputsForOtherInputs`, `.tooFew`, `.notFinite`, `.constantOutput`, `.unusable` when the evaluations cannot tell terms apart.
  package init(
    arguments: Matrix, families: [PolynomialFamily], outputs: [Double], truncation: PolynomialTruncation, fit: Fit
  ) throws(SensitivityError) {
    precondition(families.count == arguments.rows, "\(families.count) families for \(arguments.rows) inputs")
    if outputs.count != arguments.columns { throw .outputsForOtherInputs(outputs: outputs.count, evaluations: arguments.columns) }
    try outputs.requireVariation()
    let candidates = truncation.terms(inputs: families.count)
    let basis = basisRows(candidates, arguments: arguments, families: families, degree: truncation.degree)
    let chosen = fit == .leastSquares ? Array(candidates.indices) : sparseTerms(basis, outputs)
    if outputs.count <= chosen.count { throw .tooFew(what: "evaluations", found: outputs.count, needed: chosen.count + 1) }

    let design = Matrix(chosen.map { Array(basis.row($0)) }).transposed()
    let squares: LeastSquares
    do throws(LinearAlgebraError) {
      squares = try LeastSquares(design: design, responses: .column(outputs))
    } catch {
      throw .unusable(error)
    }
    let variance = Moments(outputs).standardDeviation * Moments(outputs).standardDeviation
    self.families = families
    terms = chosen.map { candidates[$0] }
    coefficients = squares.coefficients.column(at: 0)
    rSquared = 1 - squares.residualSumsOfSquares[0] / Double(outputs.count) / variance
    leaveOneOutError = leaveOneOut(squares, design: design, outputs) / variance
  }

  /// The polynomial at a point of arguments, one for each input.
  package func value(at arguments: [Double]) -> Double {
    precondition(arguments.count == families.count, "\(arguments.count) arguments for \(families.count) inputs")
    let degree = terms.flatMap(\.factors).map(\.degree).max() ?? 0
    let powers = zip(families, arguments).map { $0.values(at: $1, degree: degree) }
    return zip(terms, coefficients).reduce(0) { sum, term in
      sum + term.1 * term.0.factors.reduce(1) { $0 * powers[$1.input][$1.degree] }
    }
  }

  package var mean: Double { zip(terms, coefficients).first { $0.0.factors.isEmpty }?.1 ?? 0 }
}

/// The mean square of r / (1 - h), h the leverage of each evaluation in its own fit (Allen's PRESS, 1974, *Technometrics* 16, 125-127,
/// doi:10.1080/00401706.1974.10489157); infinite when an evaluation is fitted by itself alone.
private func leaveOneOut(_ squares: LeastSquares, design: Matrix, _ outputs: [Double]) -> Double {
  let fitted = design.product(squares.coefficients.column(at: 0))
  let sum = outputs.indices.reduce(0.0) { sum, i in
    let room = 1 - squares.leverage(of: Array(design.row(i)))
    let residual = (outputs[i] - fitted[i]) / room
    return room > 0 ? sum + residual * residual : .infinity
  }
  return sum / Double(outputs.count)
}

/// The terms at every evaluation, shape (terms, evaluations).
private func basisRows(_ terms: [PolynomialTerm], arguments: Matrix, families: [PolynomialFamily], degree: Int) -> Matrix {
  let n = arguments.columns
  // Row (input · degree + k - 1) holds the polynomial of degree k of one input.
  var single = Matrix(rows: families.count * degree, columns: n)
  for (input, family) in families.enumerated() {
    for i in 0..<n {
      let values = family.values(at: arguments[input, i], degree: degree)
      for k in 1...degree { single[input * degree + k - 1, i] = values[k] }
    }
  }
  var rows = Matrix(rows: terms.count, columns: n, storage: [Double](repeating: 1, count: terms.count * n))
  rows.withUnsafeMutablePointer { rows in
    single.withUnsafePointer { single in
      for (t, term) in terms.enumerated() {
        for factor in term.factors {
          let from = (factor.input * degree + factor.degree - 1) * n
          for i in 0..<n { rows[t &* n &+ i] *= single[from &+ i] }
        }
      }
    }
  }
  return rows
}
