import CLapacke
import COpenBLAS

/// `A = L Lᵀ` of a symmetric positive definite matrix. `L` turns independent standard normal numbers into numbers with covariance `A`.
///
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., §4.2.
package struct Cholesky: Sendable {
  /// `L`, shape (n, n), with zeros above its diagonal.
  package let lower: Matrix

  /// Factors `matrix`, reading its lower triangle only. About n³/3 operations.
  /// - Throws: `.notSquare`, `.notFinite`, `.notPositiveDefinite(order:)`.
  package init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireSquare()
    try matrix.requireFinite()
    var factor = matrix.packed()
    for i in 0..<factor.rows {
      for j in (i + 1)..<max(factor.columns, i + 1) { factor[i, j] = 0 }
    }
    _ = openBLASReady
    // LAPACK sees the transpose: our lower triangle is its upper one, and its U = Lᵀ lies in our memory as L.
    let info = LAPACKE_dpotrf(LAPACK_COL_MAJOR, option("U"), Int32(factor.rows), &factor.storage, factor.leadingDimension)
    try LAPACKRoutine.dpotrf.check(info)
    lower = factor
  }

  /// The solution `X` of `A X = B`, shape of `b` (n, k), by two triangular solves.
  /// - Throws: `.shapeMismatch`.
  package func solve(_ b: Matrix) throws(LinearAlgebraError) -> Matrix {
    if b.rows != lower.rows { throw .shapeMismatch(operation: "solve", left: lower.shape, right: b.shape) }
    var x = b
    if x.rows == 0 || x.columns == 0 { return x }
    _ = openBLASReady
    for transpose in [CblasNoTrans, CblasTrans] {
      cblas_dtrsm(
        CblasRowMajor, CblasLeft, CblasLower, transpose, CblasNonUnit, Int32(x.rows), Int32(x.columns), 1,
        lower.storage, lower.leadingDimension, &x.storage, x.leadingDimension)
    }
    return x
  }
}
