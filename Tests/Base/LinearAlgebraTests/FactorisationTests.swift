import Foundation
import LinearAlgebra
import Testing

/// Backward stable factorisations rebuild the matrix to a small multiple of n ε ‖A‖; the factor 10 is LAPACK's own test allowance
/// (LAPACK Working Note 41 passes ratios below 30).
private func rebuildTolerance(_ a: Matrix) -> Double {
  let norm = a.withUnsafePointer { buffer in buffer.reduce(0) { $0 + $1 * $1 }.squareRoot() }
  return 10 * Double(max(a.rows, a.columns)) * .ulpOfOne * norm
}

/// The second difference of n points, whose eigenvalues are 2 - 2 cos(k π / (n + 1)).
private func secondDifference(_ n: Int) -> Matrix {
  var matrix = Matrix(rows: n, columns: n)
  for i in 0..<n {
    matrix[i, i] = 2
    if i > 0 { (matrix[i, i - 1], matrix[i - 1, i]) = (-1, -1) }
  }
  return matrix
}

@Suite struct CholeskyTests {
  @Test func theFactorOfAnIntegerMatrixIsExact() throws {
    let a = Matrix([[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
    #expect(try Cholesky(a).lower == Matrix([[2, 0, 0], [6, 1, 0], [-8, 5, 3]]))
  }

  @Test(arguments: [1, 2, 7, 40]) func theFactorTimesItsTransposeIsTheMatrix(order: Int) throws {
    let a = integers(order + 3, order, seed: order).gram()
    let lower = try Cholesky(a).lower
    #expect(largestDifference(try lower.times(lower.transposed()), a) <= rebuildTolerance(a))
  }

  @Test func theUpperTriangleAndThePaddingAreNotRead() throws {
    let a = Matrix(rows: 2, columns: 2, rowStride: 3, storage: [4, 99, .nan, 2, 5])
    #expect(try Cholesky(a).lower == Matrix([[2, 0], [1, 2]]))
  }

  @Test func solvingAndMultiplyingBackGivesTheRightHandSides() throws {
    let a = secondDifference(12)
    let b = integers(12, 3)
    let x = try Cholesky(a).solve(b)
    // κ of this matrix is 68 and the entries of b are below 1000: 12 ε κ 1000 is 2e-10.
    #expect(largestDifference(try a.times(x), b) <= 2e-10)
  }

  @Test func aMatrixThatIsNotPositiveDefiniteNamesTheMinor() {
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) { try Cholesky(Matrix([[1, 2, 0], [2, 1, 0], [0, 0, 1]])) }
  }

  @Test func onlyASquareMatrixIsFactored() {
    #expect(throws: LinearAlgebraError.notSquare(Shape(2, 3))) { try Cholesky(Matrix(rows: 2, columns: 3)) }
  }
}

@Suite struct SingularValueTests {
  @Test func theShearHasTheGoldenRatioAndItsInverse() throws {
    let golden = (1 + 5.0.squareRoot()) / 2
    let values = try SingularValues(Matrix([[1, 1], [0, 1]])).values
    #expect(abs(values[0] - golden) <= 4 * golden.ulp)
    #expect(abs(values[1] - 1 / golden) <= 4 * golden.ulp)
  }

  @Test(arguments: [(1, 1), (6, 4), (4, 6), (30, 12)])
  func theFactorsRebuildTheMatrixAndAreOrthonormal(rows: Int, columns: Int) throws {
    let a = integers(rows, columns, rowStride: columns + 1)
    let svd = try SingularValues(a)
    let k = min(rows, columns)
    var scaled = svd.vTransposed
    for i in 0..<k {
      for j in 0..<columns { scaled[i, j] *= svd.values[i] }
    }
    #expect(largestDifference(try svd.u.times(scaled), a) <= rebuildTolerance(a))
    #expect(largestDifference(svd.u.gram(), .identity(k)) <= rebuildTolerance(.identity(rows)))
    #expect(largestDifference(svd.vTransposed.transposed().gram(), .identity(k)) <= rebuildTolerance(.identity(columns)))
    #expect(svd.values == svd.values.sorted(by: >))
  }

  @Test func aDiagonalMatrixTellsItsConditionNumber() throws {
    #expect(try SingularValues(Matrix([[1, 0], [0, 8]])).conditionNumber == 8)
  }
}

@Suite struct SymmetricEigenTests {
  @Test(arguments: [1, 2, 5, 40]) func theSecondDifferenceHasItsKnownEigenvalues(order: Int) throws {
    let a = secondDifference(order)
    let eigen = try SymmetricEigen(a)
    for k in 0..<order {
      let exact = 2 - 2 * cos(Double(k + 1) * .pi / Double(order + 1))
      #expect(abs(eigen.values[k] - exact) <= rebuildTolerance(a))
      let v = Array(eigen.vectors.row(k))
      let residual = zip(try a.times(v), v).map { abs($0 - eigen.values[k] * $1) }.max() ?? 0
      #expect(residual <= rebuildTolerance(a))
    }
    #expect(largestDifference(eigen.vectors.gram(), .identity(order)) <= rebuildTolerance(.identity(order)))
  }

  @Test func theUpperTriangleIsNotRead() throws {
    #expect(try SymmetricEigen(Matrix([[3, 99], [0, 1]])).values == [1, 3])
  }
}
