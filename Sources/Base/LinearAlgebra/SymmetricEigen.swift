import CLapacke

/// `A v = λ v` of a symmetric matrix, by divide and conquer (LAPACK dsyevd).
package struct SymmetricEigen: Sendable {
  /// Eigenvalues, the smallest first.
  package let values: [Double]
  /// Row k is the unit eigenvector of `values[k]`, so that `A = Vᵀ Λ V` with this `V`, shape (n, n).
  package let vectors: Matrix

  /// Reads the lower triangle of `matrix` only.
  /// - Throws: `.notSquare`, `.notFinite`, `.noConvergence`.
  package init(_ matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireSquare()
    try matrix.requireFinite()
    var vectors = matrix.packed()
    var values = [Double](repeating: 0, count: matrix.rows)
    _ = openBLASReady
    // LAPACK sees the transpose: our lower triangle is its upper one, and the columns it writes are our rows.
    let info = LAPACKE_dsyevd(
      LAPACK_COL_MAJOR, option("V"), option("U"), Int32(matrix.rows), &vectors.storage, vectors.leadingDimension, &values)
    try LAPACKRoutine.dsyevd.check(info)
    (self.values, self.vectors) = (values, vectors)
  }
}
