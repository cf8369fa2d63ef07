import Foundation
import LinearAlgebra
import Statistics
import Testing

/// A data set of the NIST Statistical Reference Datasets with its certified regression.
private struct CertifiedDataset: Decodable {
  let name: String
  let degree: Int
  let y: [Double]
  let x: [[Double]]
  let coefficients: [Double]
  let standardErrors: [Double]
  let residualStandardDeviation: Double
  let rSquared: Double

  static func named(_ name: String) throws -> CertifiedDataset {
    struct File: Decodable { let datasets: [CertifiedDataset] }
    let url = try #require(Bundle.module.url(forResource: "nist-strd", withExtension: "json"))
    return try #require(try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).datasets.first { $0.name == name })
  }

  /// A constant, then the predictors; a single predictor is raised to the powers up to `degree`.
  var design: Matrix {
    Matrix(x.map { $0.count > 1 ? [1] + $0 : powers(of: $0[0]) })
  }

  private func powers(of x: Double) -> [Double] {
    (1...degree).reduce(into: [1]) { powers, k in powers.append(powers[k - 1] * x) }
  }

  func regression() throws -> Regression {
    try Regression(response: y, design: design, terms: coefficients.indices.map { "B\($0)" })
  }
}

/// Correct digits: -log10 of the relative error, of the worst value; at most 15, which is what NIST certifies.
private func correctDigits(_ values: [Double], _ certified: [Double]) -> Double {
  zip(values, certified).map { $0 == $1 ? 15 : min(15, -log10(abs($0 - $1) / abs($1))) }.min() ?? 15
}

/// What is asked of each data set. The condition number κ after column scaling is 4e4 (Longley), 2e3 (Wampler), 5e9 (Filip).
/// Coefficients: ε κ + ε κ² ‖r‖ / (‖A‖ ‖x‖); `why` names the larger part. Residual: ε ‖A‖ ‖x‖ / ‖r‖, largest where terms cancel:
/// 3e-12 for Longley (an intercept of -3.5e6 against residuals of 300), 1e-7 for Filip. Standard errors: the worse of ε κ and residual.
private struct Requirement: CustomTestStringConvertible {
  let name: String
  let coefficients: Double
  let standardErrors: Double
  let residual: Double
  let why: String

  var testDescription: String { "\(name): \(why)" }

  static let all = [
    Requirement(name: "Longley", coefficients: 10, standardErrors: 10, residual: 11, why: "ε κ = 1e-11"),
    Requirement(name: "Wampler3", coefficients: 8, standardErrors: 11, residual: 12, why: "ε κ² ‖r‖"),
    Requirement(name: "Wampler4", coefficients: 7, standardErrors: 11, residual: 12, why: "ε κ² ‖r‖, r 100 times Wampler3's"),
    Requirement(name: "Wampler5", coefficients: 5, standardErrors: 11, residual: 12, why: "ε κ² ‖r‖, r 100 times Wampler4's"),
    Requirement(name: "Filip", coefficients: 7, standardErrors: 7, residual: 7, why: "ε κ = 1e-6, already by rounding the powers"),
  ]
}

@Suite struct CertifiedRegressionTests {
  @Test(arguments: Requirement.all)
  fileprivate func aFitHasTheDigitsThatItsConditionAllows(required: Requirement) throws {
    let certified = try CertifiedDataset.named(required.name)
    let fit = try certified.regression()
    #expect(correctDigits(fit.coefficients, certified.coefficients) >= required.coefficients)
    #expect(correctDigits(fit.standardErrors, certified.standardErrors) >= required.standardErrors)
    #expect(correctDigits([fit.residualStandardDeviation], [certified.residualStandardDeviation]) >= required.residual)
    #expect(correctDigits([fit.rSquared], [certified.rSquared]) >= required.residual)
    #expect(fit.degreesOfFreedom == certified.y.count - certified.coefficients.count)
  }

  /// These polynomials fit exactly, so errors are absolute: ε κ of the response's largest value, 4e6 and 63, and s about ε of it.
  @Test(arguments: [("Wampler1", 8.0), ("Wampler2", 12.0)])
  func anExactPolynomialIsFoundWithoutResidual(name: String, digits: Double) throws {
    let certified = try CertifiedDataset.named(name)
    let fit = try certified.regression()
    #expect(correctDigits(fit.coefficients, certified.coefficients) >= digits)
    let largest = certified.y.max() ?? 0
    #expect(fit.residualStandardDeviation <= 10 * .ulpOfOne * largest)
    #expect(fit.standardErrors.allSatisfy { $0 <= 100 * .ulpOfOne * largest })
    #expect(abs(fit.rSquared - 1) <= .ulpOfOne)
  }
}
