import CLapacke

/// `A = U Σ Vᵀ`, the thin singular value decomposition, by divide and conquer (LAPACK dgesdd).
package struct SingularValues: Sendable {
  /// Left singular vectors as columns, shape (m, k) with k = min(m, n).
  package let u: Matrix
  /// Singular values, the largest first, k of them.
  package let values: [Double]
  /// Right singular vectors as rows, shape (k, n).
  package let vTransposed: Matrix

  /// - Throws: `.notFinite`, `.noConvergence`.
  package init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireFinite()
    let (m, n) = (matrix.rows, matrix.columns)
    let k = min(m, n)
    var a = matrix.packed()
    var u = Matrix(rows: m, columns: k)
    var vTransposed = Matrix(rows: k, columns: n)
    var values = [Double](repeating: 0, count: k)
    if k > 0 {
      _ = openBLASReady
      // LAPACK sees Aᵀ = V Σ Uᵀ: what it calls U is our V, and column by column its V is our Vᵀ row by row.
      let info = LAPACKE_dgesdd(
        LAPACK_COL_MAJOR, option("S"), Int32(n), Int32(m), &a.storage, a.leadingDimension, &values,
        &vTransposed.storage, vTransposed.leadingDimension, &u.storage, u.leadingDimension)
      try LAPACKRoutine.dgesdd.check(info)
    }
    (self.u, self.values, self.vTransposed) = (u, values, vTransposed)
  }

  /// The largest singular value over the smallest; infinite for a singular matrix.
  package var conditionNumber: Double {
    guard let largest = values.first, let smallest = values.last else { return 1 }
    return largest / smallest
  }
}
