import LinearAlgebra
import Statistics
import Testing

@Suite struct RegressionTests {
  /// y = 2, 4, 5, 4, 5 over x = 1...5; by hand: 2.2 + 0.6 x, s² = 2.4 / 3, R² = 3.6 / 6, se(slope) = √(0.8 / 10).
  private func line() throws -> Regression {
    try Regression(response: [2, 4, 5, 4, 5], design: Matrix((1...5).map { [1, Double($0)] }), terms: ["constant", "x"])
  }

  @Test func aLineHasItsHandComputedStatistics() throws {
    let fit = try line()
    #expect(abs(fit.coefficients[0] - 2.2) <= 1e-14)
    #expect(abs(fit.coefficients[1] - 0.6) <= 1e-14)
    #expect(abs(fit.standardErrors[1] - 0.08.squareRoot()) <= 1e-14)
    #expect(abs(fit.residualStandardDeviation - 0.8.squareRoot()) <= 1e-14)
    #expect(abs(fit.rSquared - 0.6) <= 1e-14)
    #expect(fit.degreesOfFreedom == 3)
  }

  /// At x = 6 the leverage is 1/5 + 9/10, and t(0.975, 3) = 3.182446 in the tables (6 decimals, hence the tolerance).
  @Test func thePredictionIntervalIsTheTextbookOne() throws {
    let prediction = try line().prediction(at: [1, 6], level: 0.95)
    let half = 3.182446 * (0.8 * 2.1).squareRoot()
    #expect(abs(prediction.central - 5.8) <= 1e-13)
    #expect(abs(prediction.lower - (5.8 - half)) <= 1e-6)
    #expect(abs(prediction.upper - (5.8 + half)) <= 1e-6)
  }

  @Test func withoutAConstantTheTotalIsAboutZero() throws {
    // Through the origin: the slope is Σxy / Σx² = 27 / 14 and explains 27² / 14 of Σy² = 53.
    let fit = try Regression(response: [1, 4, 6], design: .column([1, 2, 3]), terms: ["x"])
    #expect(abs(fit.rSquared - (27.0 * 27 / 14) / 53) <= 1e-15)
  }

  @Test func dependentTermsAreToldByName() {
    let error = RegressionError.dependentTerms([.init(term: "jobs", of: ["constant", "people"])])
    #expect(throws: error) {
      try Regression(
        response: [1, 2, 4, 3], design: Matrix([[1, 1, 3], [1, 2, 5], [1, 3, 7], [1, 4, 9]]), terms: ["constant", "people", "jobs"])
    }
    #expect(error.description == "'jobs' follows exactly from 'constant', 'people'")
    #expect(RegressionError.dependentTerms([.init(term: "jobs", of: [])]).description == "'jobs' is zero throughout")
  }

  @Test func aFitWithoutDegreesOfFreedomIsRefused() {
    let error = RegressionError.tooFewObservations(known: 2, needed: 3)
    #expect(throws: error) { try Regression(response: [1, 2], design: Matrix([[1, 0], [1, 1]]), terms: ["constant", "x"]) }
    #expect(error.description == "the regression has 2 observations and needs at least 3")
  }
}
