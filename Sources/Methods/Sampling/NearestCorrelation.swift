import LinearAlgebra

/// The correlation matrix nearest to a symmetric matrix in the Frobenius norm, with no eigenvalue below `floor`.
///
/// Alternating projections on the matrices with unit diagonal and on those with eigenvalues above the floor, with Dykstra's
/// correction. Converges linearly, so it is for groups of tens or hundreds of parameters, each step an eigendecomposition.
/// Source: Higham (2002), *Computing the nearest correlation matrix - a problem from finance*, IMA J. Numer. Anal. 22(3), 329-343,
/// doi:10.1093/imanum/22.3.329, algorithm 3.3.
package struct NearestCorrelation: Sendable {
  /// Small enough to keep three decimals of every coefficient, large enough for a Cholesky factor.
  package static let defaultFloor = 1e-8

  package let matrix: Matrix
  /// Frobenius norm of the difference.
  package let distance: Double
  package let iterations: Int

  /// - Parameter matrix: symmetric, shape (n, n), finite.
  /// - Throws: `.notSquare`, `.notFinite`, `.noConvergence` of the eigendecomposition.
  package init(to matrix: Matrix, floor: Double = defaultFloor, tolerance: Double = 1e-12) throws(LinearAlgebraError) {
    var (y, correction) = (matrix, Matrix(rows: matrix.rows, columns: matrix.columns))
    var steps = 0
    var change = Double.infinity
    while change > tolerance && steps < 10_000 {
      let corrected = combination(y, -1, correction)
      let x = try raised(corrected, to: floor)
      correction = combination(x, -1, corrected)
      let next = withUnitDiagonal(x)
      change = frobenius(combination(next, -1, y)) / frobenius(next)
      (y, steps) = (next, steps + 1)
    }
    // The last step restored the diagonal, which can push an eigenvalue below the floor by the tolerance: lift and rescale once.
    self.matrix = rescaled(try raised(y, to: floor))
    distance = frobenius(combination(self.matrix, -1, matrix))
    iterations = steps
  }
}

/// a + factor · b.
private func combination(_ a: Matrix, _ factor: Double, _ b: Matrix) -> Matrix {
  var sum = a
  for i in 0..<a.rows {
    for j in 0..<a.columns { sum[i, j] += factor * b[i, j] }
  }
  return sum
}

private func frobenius(_ a: Matrix) -> Double {
  (0..<a.rows).reduce(0) { $0 + a.row($1).reduce(0) { $0 + $1 * $1 } }.squareRoot()
}

/// The nearest symmetric matrix with eigenvalues at or above `floor`.
private func raised(_ a: Matrix, to floor: Double) throws(LinearAlgebraError) -> Matrix {
  let eigen = try SymmetricEigen(a)
  var scaled = eigen.vectors
  for k in 0..<scaled.rows {
    for j in 0..<scaled.columns { scaled[k, j] *= max(eigen.values[k], floor) }
  }
  var result = Matrix(rows: a.rows, columns: a.columns)
  try result.accumulate(eigen.vectors, times: scaled, beta: 0, transposingLeft: true)
  return result
}

private func withUnitDiagonal(_ a: Matrix) -> Matrix {
  var result = a
  for i in 0..<a.rows { result[i, i] = 1 }
  return result
}

private func rescaled(_ a: Matrix) -> Matrix {
  let scales = (0..<a.rows).map { 1 / a[$0, $0].squareRoot() }
  var result = a
  for i in 0..<a.rows {
    for j in 0..<a.columns { result[i, j] = i == j ? 1 : 0.5 * (a[i, j] + a[j, i]) * scales[i] * scales[j] }
  }
  return result
}
