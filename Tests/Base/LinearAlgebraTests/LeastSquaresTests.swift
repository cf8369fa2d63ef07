import LinearAlgebra
import Testing

/// Fits to certified data (NIST StRD) are in StatisticsTests, where standard errors and R² can be checked with them.
@Suite struct LeastSquaresTests {
  /// (1, x) over x = 1...5 against two responses; normal equations by hand: 2.2 + 0.6 x with residual sum 2.4, and 3 - x exactly.
  private let design = Matrix([[1, 1], [1, 2], [1, 3], [1, 4], [1, 5]])
  private let responses = Matrix([[2, 2], [4, 1], [5, 0], [4, -1], [5, -2]])

  // κ of the scaled design is about 10, the answers about 1: a hundred ε is ample.
  private let tolerance = 100 * Double.ulpOfOne

  @Test func twoResponsesAreFittedAtOnce() throws {
    let fit = try LeastSquares(design: design, responses: responses)
    #expect(largestDifference(fit.coefficients, Matrix([[2.2, 3], [0.6, -1]])) <= tolerance)
    #expect(abs(fit.residualSumsOfSquares[0] - 2.4) <= tolerance)
    #expect(fit.residualSumsOfSquares[1] <= tolerance)
  }

  @Test func theLeverageOfAPointIsOneOverNPlusItsDistanceFromTheMean() throws {
    let fit = try LeastSquares(design: design, responses: responses)
    #expect(abs(fit.leverage(of: [1, 6]) - (1.0 / 5 + 9.0 / 10)) <= tolerance)
    #expect(abs(fit.leverage(of: [0, 1]) - 1.0 / 10) <= tolerance)
  }

  @Test func aSquareDesignIsSolvedExactly() throws {
    let fit = try LeastSquares(design: Matrix([[2, 1], [0, 4]]), responses: .column([4, 8]))
    #expect(largestDifference(fit.coefficients, .column([1, 2])) <= tolerance)
    #expect(fit.residualSumsOfSquares == [0])
    #expect(abs(fit.leverage(of: [2, 1]) - 1) <= tolerance)
  }

  @Test(arguments: [1e-200, 1e-9, 1, 1e9, 1e200]) func theUnitOfAColumnChangesNeitherTheFitNorTheRank(unit: Double) throws {
    let scaled = Matrix((0..<5).map { [1, design[$0, 1] * unit] })
    let fit = try LeastSquares(design: scaled, responses: responses)
    #expect(abs(fit.coefficients[1, 0] * unit - 0.6) <= tolerance)
  }

  @Test func everyDependentColumnIsNamedWithItsMakers() {
    // Columns: 1, x, 0, 2 + 3x, x², 5x.
    let rows: [[Double]] = [1.0, 2, 3, 4, 5, 6].map { (x: Double) -> [Double] in [1, x, 0, 2 + 3 * x, x * x, 5 * x] }
    #expect(
      throws: LinearAlgebraError.dependentColumns([
        DependentColumn(column: 2, of: []), DependentColumn(column: 3, of: [0, 1]), DependentColumn(column: 5, of: [1]),
      ])
    ) { try LeastSquares(design: Matrix(rows), responses: .column([1, 2, 3, 4, 5, 7])) }
  }

  @Test func aZeroColumnDoesNotTakeAnotherColumnsPlace() {
    #expect(throws: LinearAlgebraError.dependentColumns([DependentColumn(column: 0, of: [])])) {
      try LeastSquares(design: Matrix([[0, 1], [0, 0], [0, 0]]), responses: .column([1, 2, 3]))
    }
  }

  @Test func collinearityByDecimalSharesIsFound() {
    // Shares of a whole in decimals add up to 100 only to rounding.
    let shares = [[61.3, 38.7], [60.1, 39.9], [58.8, 41.2], [57.9, 42.1], [55.2, 44.8]]
    #expect(throws: LinearAlgebraError.dependentColumns([DependentColumn(column: 2, of: [0, 1])])) {
      try LeastSquares(design: Matrix(shares.map { [1] + $0 }), responses: .column([1, 2, 3, 4, 6]))
    }
  }
}
