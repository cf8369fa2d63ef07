import CLapacke
import COpenBLAS

/// The `x` that makes `‖b - A x‖` least, by Householder QR of `A`.
///
/// Every column is first scaled by a power of two, which adds no rounding and makes the test of rank independent of units.
/// LAPACK itself reports success on dependent columns and returns coefficients near 1e14; here a column counts as dependent when
/// what is left of it after the columns before it is below `m n ε` of its length, and the error names the columns it follows from.
///
/// Accuracy: the relative error of `x` is about `ε κ + ε κ² ‖r‖ / (‖A‖ ‖x‖)`, κ the condition number after scaling and `r` the residual.
/// Source: Golub & Van Loan, *Matrix Computations*, 4th ed., §5.3.
package struct LeastSquares: Sendable {
  /// `x`, shape (n, k): one column for each right-hand side.
  package let coefficients: Matrix
  /// `‖b - A x‖²`, one for each right-hand side.
  package let residualSumsOfSquares: [Double]
  private let upper: Matrix
  private let scales: [Double]

  /// - Parameters:
  ///   - design: `A`, shape (m, n) with m >= n >= 1.
  ///   - responses: `b`, shape (m, k).
  /// - Throws: `.shapeMismatch`, `.tooFewRows`, `.notFinite`, `.dependentColumns`.
  package init(design: Matrix, responses: Matrix) throws(LinearAlgebraError) {
    precondition(design.columns > 0, "a design needs a column")
    if responses.rows != design.rows { throw .shapeMismatch(operation: "least squares", left: design.shape, right: responses.shape) }
    if design.rows < design.columns { throw .tooFewRows(design.shape) }
    try design.requireFinite()
    try responses.requireFinite()

    scales = columnScales(design)
    let qr = try QR(scaled(design, by: scales))
    if qr.firstDependentColumn != nil { throw .dependentColumns(try dependentColumns(of: scaled(design, by: scales))) }
    let (x, tail) = try qr.solve(responses)
    coefficients = scaled(x, by: scales).transposed()
    residualSumsOfSquares = tail
    upper = qr.upper
  }

  /// `aᵀ (Aᵀ A)⁻¹ a`, the variance of `aᵀ x` in units of the residual variance; the diagonal of `(Aᵀ A)⁻¹` comes from unit vectors.
  /// - Parameter row: `a`, n numbers in the units of the design.
  package func leverage(of row: [Double]) -> Double {
    precondition(row.count == scales.count, "a row of \(row.count) numbers for a design of \(scales.count) columns")
    var z = zip(row, scales).map { $0 * $1 }
    cblas_dtrsv(CblasRowMajor, CblasUpper, CblasTrans, CblasNonUnit, Int32(upper.rows), upper.storage, upper.leadingDimension, &z, 1)
    return z.reduce(0) { $0 + $1 * $1 }
  }
}

/// `A = Q R`. LAPACK sees `Aᵀ` and makes its LQ factors, so that `R` lies in our upper triangle and `Q` in reflectors beside it.
private struct QR {
  let reflectors: Matrix
  let tau: [Double]

  /// Takes the storage of a packed design over, so that the factors need no second copy.
  init(_ a: consuming Matrix) throws(LinearAlgebraError) {
    var tau = [Double](repeating: 0, count: a.columns)
    _ = openBLASReady
    try LAPACKRoutine.dgelqf.check(
      LAPACKE_dgelqf(LAPACK_COL_MAJOR, Int32(a.columns), Int32(a.rows), &a.storage, a.leadingDimension, &tau))
    (reflectors, self.tau) = (a, tau)
  }

  /// `R` on and above the diagonal, shape (n, n); what lies below is not part of it. A copy, so that a fit does not keep its design.
  var upper: Matrix {
    let n = reflectors.columns
    return Matrix(rows: n, columns: n, storage: Array(reflectors.storage.prefix(n * n)))
  }

  /// Row by row for each right-hand side: `x`, and the sum of squares of the part of `Qᵀ b` that no `x` can reach.
  func solve(_ responses: Matrix) throws(LinearAlgebraError) -> (x: Matrix, residualSumsOfSquares: [Double]) {
    var b = responses.transposed()
    let n = reflectors.columns
    try LAPACKRoutine.dormlq.check(
      LAPACKE_dormlq(
        LAPACK_COL_MAJOR, option("L"), option("N"), Int32(b.columns), Int32(b.rows), Int32(n),
        reflectors.storage, reflectors.leadingDimension, tau, &b.storage, b.leadingDimension))
    let tails = (0..<b.rows).map { b.row($0).dropFirst(n).reduce(0) { $0 + $1 * $1 } }
    cblas_dtrsm(
      CblasRowMajor, CblasRight, CblasUpper, CblasTrans, CblasNonUnit, Int32(b.rows), Int32(n), 1,
      reflectors.storage, reflectors.leadingDimension, &b.storage, b.leadingDimension)
    return (Matrix(rows: b.rows, columns: n, rowStride: b.rowStride, storage: b.storage), tails)
  }

  /// The first column whose diagonal in `R` is rounding beside its length, with the columns before it that make it up.
  var firstDependentColumn: DependentColumn? {
    let tolerance = Double(reflectors.rows * reflectors.columns) * Double.ulpOfOne
    let squaredTolerance = tolerance * tolerance
    for j in 0..<reflectors.columns {
      let squaredLength = (0...j).reduce(0) { $0 + reflectors[$1, j] * reflectors[$1, j] }
      if reflectors[j, j] * reflectors[j, j] <= squaredTolerance * squaredLength {
        return DependentColumn(column: j, of: makers(of: j))
      }
    }
    return nil
  }

  /// The columns whose share in column `j` is more than rounding.
  private func makers(of j: Int) -> [Int] {
    var shares = (0..<j).map { reflectors[$0, j] }
    cblas_dtrsv(
      CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, Int32(j), reflectors.storage, reflectors.leadingDimension, &shares, 1)
    let negligible = Double.ulpOfOne.squareRoot() * (shares.map(\.magnitude).max() ?? 0)
    return shares.indices.filter { shares[$0].magnitude > negligible }
  }
}

/// Every dependent column. After a dependent column the directions of `Q` are arbitrary, so the rest is factored anew without it.
private func dependentColumns(of design: Matrix) throws(LinearAlgebraError) -> [DependentColumn] {
  var kept = Array(0..<design.columns)
  var found: [DependentColumn] = []
  while !kept.isEmpty {
    let rest = Matrix((0..<design.rows).map { i in kept.map { design[i, $0] } })
    guard let next = try QR(rest).firstDependentColumn else { break }
    found.append(DependentColumn(column: kept[next.column], of: next.of.map { kept[$0] }))
    kept.remove(at: next.column)
  }
  return found
}

/// Powers of two that bring the largest entry of every column between 1 and 2; 1 for a zero column.
private func columnScales(_ design: Matrix) -> [Double] {
  var largest = [Double](repeating: 0, count: design.columns)
  design.withUnsafePointer { entries in
    for i in 0..<design.rows {
      let row = i * design.rowStride
      for j in largest.indices { largest[j] = max(largest[j], entries[row &+ j].magnitude) }
    }
  }
  return largest.map { $0 == 0 ? 1 : Double(sign: .plus, exponent: min(-Int($0.exponent), 1023), significand: 1) }
}

/// The columns times their scales, packed.
private func scaled(_ matrix: Matrix, by scales: [Double]) -> Matrix {
  var result = matrix.packed()
  result.withUnsafeMutablePointer { entries in
    for i in 0..<matrix.rows {
      let row = i * matrix.columns
      for j in scales.indices { entries[row &+ j] *= scales[j] }
    }
  }
  return result
}
