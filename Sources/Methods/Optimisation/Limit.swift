/// A limit that can be named: a side of a row, or a bound of a column.
package enum Limit: Hashable, Sendable {
  /// lower ≤ row
  case atLeast(row: Int)
  /// row ≤ upper
  case atMost(row: Int)
  /// An equation: both sides at once.
  case equals(row: Int)
  /// lower ≤ column
  case lower(column: Int)
  /// column ≤ upper
  case upper(column: Int)
}

extension LinearProblem {
  /// The limits of the rows, in their order; a row with two different limits has two.
  package var rowLimits: [Limit] { rows.indices.flatMap(limits(ofRow:)) }

  /// The finite bounds of the columns, in their order.
  package var columnLimits: [Limit] {
    columns.indices.flatMap { column in
      (columns[column].lower.isFinite ? [Limit.lower(column: column)] : [])
        + (columns[column].upper.isFinite ? [.upper(column: column)] : [])
    }
  }

  package func limits(ofRow row: Int) -> [Limit] {
    let (lower, upper) = (rows[row].lower, rows[row].upper)
    if lower == upper { return [.equals(row: row)] }
    return (lower.isFinite ? [.atLeast(row: row)] : []) + (upper.isFinite ? [.atMost(row: row)] : [])
  }

  /// The name of the row or column, as it was given.
  package func name(of limit: Limit) -> String {
    switch limit {
    case .atLeast(let row), .atMost(let row), .equals(let row): rows[row].name
    case .lower(let column), .upper(let column): columns[column].name
    }
  }

  /// The number of the limit: the right-hand side.
  package func value(of limit: Limit) -> Double {
    switch limit {
    case .atLeast(let row), .equals(let row): rows[row].lower
    case .atMost(let row): rows[row].upper
    case .lower(let column): columns[column].lower
    case .upper(let column): columns[column].upper
    }
  }

  /// `budget 2 <= 20`
  package func text(of limit: Limit) -> String {
    let sign =
      switch limit {
      case .atLeast, .lower: ">="
      case .atMost, .upper: "<="
      case .equals: "="
      }
    return "\(name(of: limit)) \(sign) \(plain(value(of: limit)))"
  }

  /// The problem with another number for a limit.
  package func setting(_ limit: Limit, to value: Double) -> LinearProblem {
    var problem = self
    problem.set(limit, to: value)
    return problem
  }

  /// The problem without a limit.
  package func without(_ limit: Limit) -> LinearProblem {
    var problem = self
    problem.remove(limit)
    return problem
  }

  package mutating func set(_ limit: Limit, to value: Double) {
    switch limit {
    case .atLeast(let row): setLimits(ofRow: row, atLeast: value, atMost: rows[row].upper)
    case .atMost(let row): setLimits(ofRow: row, atLeast: rows[row].lower, atMost: value)
    case .equals(let row): setLimits(ofRow: row, atLeast: value, atMost: value)
    case .lower(let column): setBounds(ofColumn: column, from: value, to: columns[column].upper)
    case .upper(let column): setBounds(ofColumn: column, from: columns[column].lower, to: value)
    }
  }

  package mutating func remove(_ limit: Limit) {
    switch limit {
    case .atLeast, .lower: set(limit, to: -.infinity)
    case .atMost, .upper: set(limit, to: .infinity)
    case .equals(let row): setLimits(ofRow: row, atLeast: -.infinity, atMost: .infinity)
    }
  }
}

/// A number without a decimal point where it is whole.
func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
}
