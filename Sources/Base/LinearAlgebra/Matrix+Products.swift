import COpenBLAS

extension Matrix {
  /// `self = alpha * op(A) * op(B) + beta * self`, in place, where `op` is the transpose if asked for (BLAS dgemm).
  ///
  /// The accumulate form lets a sum of products, such as emissions over streams, be made without a temporary matrix.
  /// - Parameters:
  ///   - a: shape (rows, k), or (k, rows) with `transposingLeft`.
  ///   - b: shape (k, columns), or (columns, k) with `transposingRight`.
  ///   - beta: 1 adds to what is there; 0 overwrites it, also where it was NaN.
  /// - Throws: `.shapeMismatch`.
  package mutating func accumulate(
    _ a: Matrix, times b: Matrix, alpha: Double = 1, beta: Double = 1, transposingLeft: Bool = false, transposingRight: Bool = false
  ) throws(LinearAlgebraError) {
    let left = transposingLeft ? Shape(a.columns, a.rows) : a.shape
    let right = transposingRight ? Shape(b.columns, b.rows) : b.shape
    if left.columns != right.rows { throw .shapeMismatch(operation: "product", left: left, right: right) }
    let product = Shape(left.rows, right.columns)
    if product != shape { throw .shapeMismatch(operation: "product into an existing matrix", left: product, right: shape) }
    if rows == 0 || columns == 0 { return }
    _ = openBLASReady
    cblas_dgemm(
      CblasRowMajor, transposingLeft ? CblasTrans : CblasNoTrans, transposingRight ? CblasTrans : CblasNoTrans,
      Int32(rows), Int32(columns), Int32(left.columns), alpha, a.storage, a.leadingDimension, b.storage, b.leadingDimension,
      beta, &storage, leadingDimension)
  }

  /// `A B`, shape (rows, b.columns).
  /// - Throws: `.shapeMismatch`.
  package func times(_ b: Matrix) throws(LinearAlgebraError) -> Matrix {
    var product = Matrix(rows: rows, columns: b.columns)
    try product.accumulate(self, times: b, beta: 0)
    return product
  }

  /// `A x`, or `Aᵀ x` with `transposing` (BLAS dgemv).
  /// - Throws: `.shapeMismatch`.
  package func times(_ x: [Double], transposing: Bool = false) throws(LinearAlgebraError) -> [Double] {
    let op = transposing ? Shape(columns, rows) : shape
    if x.count != op.columns { throw .shapeMismatch(operation: "product", left: op, right: Shape(x.count, 1)) }
    var y = [Double](repeating: 0, count: op.rows)
    if rows == 0 || columns == 0 { return y }
    _ = openBLASReady
    cblas_dgemv(
      CblasRowMajor, transposing ? CblasTrans : CblasNoTrans, Int32(rows), Int32(columns), 1, storage, leadingDimension, x, 1, 0, &y, 1)
    return y
  }

  /// `Aᵀ A`, both triangles, shape (columns, columns), at half the work of a general product (BLAS dsyrk).
  package func gram() -> Matrix {
    var gram = Matrix(rows: columns, columns: columns)
    if rows == 0 || columns == 0 { return gram }
    _ = openBLASReady
    cblas_dsyrk(
      CblasRowMajor, CblasLower, CblasTrans, Int32(columns), Int32(rows), 1, storage, leadingDimension, 0,
      &gram.storage, gram.leadingDimension)
    for i in 0..<columns {
      for j in 0..<i { gram[j, i] = gram[i, j] }
    }
    return gram
  }
}
