import LinearAlgebra
import Testing

@Suite struct LinearAlgebraErrorTests {
  @Test(arguments: [
    (
      LinearAlgebraError.shapeMismatch(operation: "product", left: Shape(2, 3), right: Shape(4, 5)),
      "product: the shapes 2 x 3 and 4 x 5 do not fit"
    ),
    (.notSquare(Shape(2, 3)), "a square matrix was needed, this one is 2 x 3"),
    (.tooFewRows(Shape(2, 3)), "a least-squares fit needs at least as many rows as columns, this design is 2 x 3"),
    (.notFinite(row: 4, column: 1, value: .infinity), "the entry in row 4, column 1 is inf"),
    (.notPositiveDefinite(order: 3), "the matrix is not positive definite: its leading minor of order 3 is not positive"),
    (
      .dependentColumns([
        DependentColumn(column: 2, of: []), DependentColumn(column: 3, of: [0, 1]), DependentColumn(column: 5, of: [1]),
      ]),
      "column 2 is zero; column 3 is a combination of columns 0, 1; column 5 is a combination of column 1"
    ),
    (.noConvergence(.dgesdd, unconverged: 2), "dgesdd did not converge: 2 off-diagonal elements did not reach zero"),
    (
      .illegalArgument(.dgelqf, position: 5, name: "lda"),
      "dgelqf was called with an illegal argument 5, 'lda'; this is a fault of the program, not of the data"
    ),
    (.outOfMemory(.dsyevd), "dsyevd could not get memory for its work array"),
  ])
  func everyErrorIsASentence(error: LinearAlgebraError, sentence: String) {
    #expect(error.description == sentence)
  }

  @Test func infoIsTurnedIntoWhatItMeans() {
    #expect(LAPACKRoutine.dpotrf.error(info: 0) == nil)
    #expect(LAPACKRoutine.dpotrf.error(info: 3) == .notPositiveDefinite(order: 3))
    #expect(LAPACKRoutine.dpotrf.error(info: -5) == .illegalArgument(.dpotrf, position: 5, name: "lda"))
    #expect(LAPACKRoutine.dsyevd.error(info: 1) == .noConvergence(.dsyevd, unconverged: 1))
    #expect(LAPACKRoutine.dgesdd.error(info: -1010) == .outOfMemory(.dgesdd))
  }

  @Test func shapesThatDoNotFitAreRefusedBeforeBLAS() {
    var target = Matrix(rows: 2, columns: 2)
    #expect(throws: LinearAlgebraError.shapeMismatch(operation: "product", left: Shape(2, 3), right: Shape(2, 3))) {
      try target.accumulate(Matrix(rows: 2, columns: 3), times: Matrix(rows: 2, columns: 3))
    }
    #expect(throws: LinearAlgebraError.shapeMismatch(operation: "product into an existing matrix", left: Shape(2, 4), right: Shape(2, 2))) {
      try target.accumulate(Matrix(rows: 2, columns: 3), times: Matrix(rows: 3, columns: 4))
    }
  }

  @Test func anEntryThatIsNotFiniteIsNamedBeforeLAPACK() {
    let matrix = Matrix([[1, 2], [3, .infinity]])
    let error = LinearAlgebraError.notFinite(row: 1, column: 1, value: .infinity)
    #expect(throws: error) { try Cholesky(matrix) }
    #expect(throws: error) { try SingularValues(matrix) }
    #expect(throws: error) { try SymmetricEigen(matrix) }
    #expect(throws: error) { try LeastSquares(design: matrix, responses: .column([1, 2])) }
  }
}
