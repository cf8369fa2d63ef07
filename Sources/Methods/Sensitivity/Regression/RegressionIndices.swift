import LinearAlgebra
import Statistics

/// What a straight-line fit says of each input: how much the output moves with it, and how closely it follows it when the others are held.
///
/// The fit only sees straight lines (`values`) or monotonic curves (`ranks`); `rSquared` states how much of the output that is, and the
/// indices say nothing of the rest. Saltelli, Chan & Scott (eds, 2000), *Sensitivity Analysis*, ch. 6; Helton, Johnson, Sallaberry &
/// Storlie (2006), *Reliab. Eng. Syst. Saf.* 91, 1175-1209, doi:10.1016/j.ress.2005.11.017.
package struct RegressionIndices: Sendable {
  /// SRC, or SRRC of ranks: the change of the output in its standard deviations for one standard deviation of the input. With independent
  /// inputs its square is the input's share of the explained variance.
  package let standardised: [Double]
  /// PCC, or PRCC of ranks: the correlation of input and output after the straight-line effect of all other inputs is taken from both.
  package let partial: [Double]
  /// The share of the variance of the output, or of its ranks, that the fit explains.
  package let rSquared: Double

  package enum Scale: Sendable { case values, ranks }

  /// - Parameters:
  ///   - inputs: shape (inputs, evaluations).
  ///   - outputs: one number for every evaluation.
  ///   - names: of the inputs, for errors.
  /// - Throws: `.outputsForOtherInputs`, `.notFinite`, `.constantOutput`, `.regression`.
  package init(inputs: Matrix, outputs: [Double], names: [String], on scale: Scale) throws(SensitivityError) {
    precondition(names.count == inputs.rows, "\(names.count) names for \(inputs.rows) inputs")
    if outputs.count != inputs.columns { throw .outputsForOtherInputs(outputs: outputs.count, evaluations: inputs.columns) }
    try outputs.requireVariation()
    let rows = (0..<inputs.rows).map { standardisedRow(inputs.row($0), scale) }
    let constant = [Double](repeating: 1, count: outputs.count)
    let fit: Regression
    do throws(RegressionError) {
      fit = try Regression(
        response: standardisedRow(outputs[...], scale), design: Matrix([constant] + rows).transposed(), terms: ["constant"] + names)
    } catch {
      throw .regression(error)
    }
    standardised = Array(fit.coefficients.dropFirst())
    partial = zip(fit.coefficients, fit.standardErrors).dropFirst().map {
      partialCorrelation(coefficient: $0, standardError: $1, degreesOfFreedom: Double(fit.degreesOfFreedom))
    }
    rSquared = fit.rSquared
  }
}

/// t / √(t² + ν) with t = b / s, which is the correlation of residuals without making them (Draper & Smith, 3rd ed., §7.4).
private func partialCorrelation(coefficient b: Double, standardError s: Double, degreesOfFreedom: Double) -> Double {
  b == 0 ? 0 : b / (b * b + degreesOfFreedom * s * s).squareRoot()
}

/// Mean 0 and standard deviation 1; a constant row becomes zero, which the regression then names.
private func standardisedRow(_ row: ArraySlice<Double>, _ scale: RegressionIndices.Scale) -> [Double] {
  let values = scale == .ranks ? ranks(row) : Array(row)
  let moments = Moments(values)
  return values.map { moments.standardDeviation > 0 ? ($0 - moments.mean) / moments.standardDeviation : 0 }
}
