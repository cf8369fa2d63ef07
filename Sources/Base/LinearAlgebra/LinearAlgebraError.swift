/// Why a product, a factorisation or a fit could not be made. Rows and columns are zero-based in the payload, as in code;
/// LAPACK's own counts (`order`, `position`) start from one, as in its manual and in the words of `description`.
package enum LinearAlgebraError: Error, Hashable, Sendable {
  /// Two operands do not fit; `operation` says which.
  case shapeMismatch(operation: String, left: Shape, right: Shape)
  /// A square matrix was needed.
  case notSquare(Shape)
  /// Fewer rows than columns: a least-squares fit would not be unique.
  case tooFewRows(Shape)
  /// The first entry that is NaN or infinite.
  case notFinite(row: Int, column: Int, value: Double)
  /// The leading minor of this order is the first that is not positive.
  case notPositiveDefinite(order: Int)
  /// Columns that follow from columns before them to working precision.
  case dependentColumns([DependentColumn])
  /// The iteration stopped with this many (off-diagonal) elements still moving.
  case noConvergence(LAPACKRoutine, unconverged: Int)
  /// A wrapper called LAPACK wrongly: a fault of this package.
  case illegalArgument(LAPACKRoutine, position: Int, name: String)
  case outOfMemory(LAPACKRoutine)
}

/// Rows and columns, written `3 x 2`.
package struct Shape: Hashable, Sendable, CustomStringConvertible {
  package let rows: Int
  package let columns: Int

  package init(_ rows: Int, _ columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  package var description: String { "\(rows) x \(columns)" }
}

/// A column and the columns before it whose combination it is; none when the column is zero.
package struct DependentColumn: Hashable, Sendable {
  package let column: Int
  package let of: [Int]

  package init(column: Int, of: [Int]) {
    self.column = column
    self.of = of
  }
}

extension LinearAlgebraError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .shapeMismatch(let operation, let left, let right): "\(operation): the shapes \(left) and \(right) do not fit"
    case .notSquare(let shape): "a square matrix was needed, this one is \(shape)"
    case .tooFewRows(let shape): "a least-squares fit needs at least as many rows as columns, this design is \(shape)"
    case .notFinite(let row, let column, let value): "the entry in row \(row), column \(column) is \(value)"
    case .notPositiveDefinite(let order): "the matrix is not positive definite: its leading minor of order \(order) is not positive"
    case .dependentColumns(let columns): columns.map(\.words).joined(separator: "; ")
    case .noConvergence(let routine, let count): "\(routine.rawValue) did not converge: \(count) off-diagonal elements did not reach zero"
    case .illegalArgument(let routine, let position, let name):
      "\(routine.rawValue) was called with an illegal argument \(position), '\(name)'; this is a fault of the program, not of the data"
    case .outOfMemory(let routine): "\(routine.rawValue) could not get memory for its work array"
    }
  }
}

extension DependentColumn {
  fileprivate var words: String {
    of.isEmpty
      ? "column \(column) is zero"
      : "column \(column) is a combination of column\(of.count == 1 ? "" : "s") \(of.map(String.init).joined(separator: ", "))"
  }
}
