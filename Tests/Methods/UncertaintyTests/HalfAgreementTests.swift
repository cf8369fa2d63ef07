import Testing

@testable import Uncertainty

@Suite("Halves of the draws")
struct HalfAgreementTests {
  private let probabilities = EnsembleSummary.defaultProbabilities

  /// Of a normal number the error of the median is √(π/2) σ / √n, and that of P5 √(0.05 · 0.95) / φ(1.645) = 2.1132 σ / √n.
  @Test func theErrorOfAQuantileIsThatOfOrderStatistics() throws {
    let n = 40_000
    let whole = try summarise([normals(n, stream: 3)]).outputs[0].whole
    let scale = 1 / Double(n).squareRoot()
    let median = try #require(whole.standardError(ofQuantile: 2, probabilities: probabilities))
    let low = try #require(whole.standardError(ofQuantile: 0, probabilities: probabilities))
    #expect(abs(median / scale / (Double.pi / 2).squareRoot() - 1) < 0.05)
    #expect(abs(low / scale / 2.1132 - 1) < 0.05)
    #expect(whole.standardError(ofQuantile: 0, probabilities: [0.05]) == nil)
  }

  /// Three errors of the difference are passed once in 370 draws by chance, so hardly ever by 200 samples.
  @Test func drawsOfOneDistributionAreSettled() throws {
    var unsettled = 0
    for stream in 0..<200 {
      let row = try summarise([normals(400, stream: UInt64(stream) + 10)]).outputs[0]
      for i in probabilities.indices
      where !row.agreement(ofQuantile: i, probabilities: probabilities, relativeError: 0).isSettled { unsettled += 1 }
      if !row.agreementOfMean.isSettled { unsettled += 1 }
    }
    #expect(unsettled <= 15, "of 1,200")
  }

  @Test func halvesOfDifferentDistributionsAreNot() throws {
    let draws = normals(400, stream: 5).enumerated().map { $0.offset.isMultiple(of: 2) ? $0.element : $0.element + 2 }
    let row = try summarise([draws]).outputs[0]
    #expect(!row.agreementOfMean.isSettled)
    #expect(!row.agreement(ofQuantile: 2, probabilities: probabilities, relativeError: 0).isSettled)
  }

  @Test func aFigureThatNeverVariesIsSettled() throws {
    let row = try summarise([[Double](repeating: 7, count: 8)]).outputs[0]
    for i in probabilities.indices {
      #expect(row.agreement(ofQuantile: i, probabilities: probabilities, relativeError: 0).isSettled)
    }
  }
}
