/// A dense matrix of doubles, row by row, with an explicit distance between the starts of rows.
///
/// Entry (i, j) stands at `i * rowStride + j` of one flat array, which BLAS reads and writes in place. Entries between `columns`
/// and `rowStride` are padding: no operation reads or writes them. Indices are zero-based.
///
/// - Make: `init(rows:columns:rowStride:)`, `init(_:)`, `init(rows:columns:rowStride:storage:)`, `column(_:)`, `identity(_:)`
/// - Read and write: `subscript`, `row(_:)`, `column(at:)`, `transposed()`, `packed()`, `withUnsafePointer(_:)`,
///   `withUnsafeMutablePointer(_:)`
/// - Multiply: `times`, `accumulate`, `gram` (Matrix+Products)
/// - Factor: `Cholesky`, `LeastSquares`, `SingularValues`, `SymmetricEigen`
package struct Matrix: Sendable {
  package let rows: Int
  package let columns: Int
  package let rowStride: Int
  @usableFromInline var storage: [Double]

  /// A matrix of zeros.
  package init(rows: Int, columns: Int, rowStride: Int? = nil) {
    let stride = rowStride ?? columns
    self.init(rows: rows, columns: columns, rowStride: stride, storage: [Double](repeating: 0, count: rows * stride))
  }

  /// A matrix over entries that already stand row by row, `rowStride` apart; the last row needs no padding.
  package init(rows: Int, columns: Int, rowStride: Int? = nil, storage: [Double]) {
    let stride = rowStride ?? columns
    precondition(rows >= 0 && columns >= 0 && stride >= columns, "a row of \(columns) columns does not fit a stride of \(stride)")
    precondition(
      rows == 0 || storage.count >= (rows - 1) * stride + columns,
      "\(storage.count) numbers are too few for \(rows) x \(columns) with row stride \(stride)")
    self.rows = rows
    self.columns = columns
    self.rowStride = stride
    self.storage = storage
  }

  /// A matrix from its rows, which must be equally long.
  package init(_ rows: [[Double]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of a matrix must be equally long")
    self.init(rows: rows.count, columns: columns, storage: rows.flatMap { $0 })
  }

  /// One column, shape (n, 1).
  package static func column(_ values: [Double]) -> Matrix { Matrix(rows: values.count, columns: 1, storage: values) }

  package static func identity(_ order: Int) -> Matrix {
    var identity = Matrix(rows: order, columns: order)
    for i in 0..<order { identity[i, i] = 1 }
    return identity
  }

  package var shape: Shape { Shape(rows, columns) }

  /// Wrapping arithmetic, because an overflow check here would keep loops from being vectorised; debug builds check the indices.
  @inlinable package subscript(i: Int, j: Int) -> Double {
    get {
      assert(i >= 0 && i < rows && j >= 0 && j < columns, "(\(i), \(j)) is outside \(rows) x \(columns)")
      return storage[i &* rowStride &+ j]
    }
    set {
      assert(i >= 0 && i < rows && j >= 0 && j < columns, "(\(i), \(j)) is outside \(rows) x \(columns)")
      storage[i &* rowStride &+ j] = newValue
    }
  }
}

extension Matrix {
  /// Row `i` without its padding; shares the storage until either is changed.
  @inlinable package func row(_ i: Int) -> ArraySlice<Double> { storage[i &* rowStride..<i &* rowStride &+ columns] }

  package func column(at j: Int) -> [Double] { (0..<rows).map { self[$0, j] } }

  /// The transpose, packed.
  package func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for i in 0..<rows {
      for j in 0..<columns { result[j, i] = self[i, j] }
    }
    return result
  }

  /// The same matrix without padding (`rowStride == columns`).
  package func packed() -> Matrix {
    rowStride == columns ? self : Matrix(rows: rows, columns: columns, storage: (0..<rows).flatMap(row))
  }

  /// Calls `body` with the address of entry (0, 0); row `i` starts `i * rowStride` further. Valid during the call only.
  @inlinable package func withUnsafePointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeBufferPointer(body)
  }

  /// As `withUnsafePointer`, for writing; the padding must be left alone.
  @inlinable package mutating func withUnsafeMutablePointer<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Double>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeMutableBufferPointer { buffer throws(Failure) in try body(buffer) }
  }

  /// Refuses NaN and infinity before a factorisation, which could otherwise loop or answer nonsense.
  func requireFinite() throws(LinearAlgebraError) {
    for i in 0..<rows {
      guard let j = row(i).firstIndex(where: { !$0.isFinite }) else { continue }
      throw .notFinite(row: i, column: j - i * rowStride, value: storage[j])
    }
  }

  func requireSquare() throws(LinearAlgebraError) {
    if rows != columns { throw .notSquare(shape) }
  }

  /// LAPACK wants leading dimensions of at least one, also for empty matrices.
  var leadingDimension: Int32 { Int32(max(rowStride, 1)) }
}

/// Equal shapes and equal entries; padding does not count.
extension Matrix: Equatable {
  package static func == (a: Matrix, b: Matrix) -> Bool {
    a.shape == b.shape && (0..<a.rows).allSatisfy { a.row($0) == b.row($0) }
  }
}
