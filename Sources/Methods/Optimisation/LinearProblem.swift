/// A linear problem with named columns (what is decided) and named rows (what limits it):
/// minimise or maximise offset + Σ objective × column, subject to lower ≤ row ≤ upper and lower ≤ column ≤ upper, some columns
/// whole numbers.
///
/// Units are the caller's; an objective in t and a row in MEUR give prices in t per MEUR. No bound is ±`infinity`.
/// Two columns, or two rows, of one name are a programmer's mistake.
package struct LinearProblem: Hashable, Sendable {
  package enum Sense: String, Hashable, Sendable { case minimise, maximise }

  package struct Column: Hashable, Sendable {
    package let name: String
    package var objective: Double
    package var lower: Double
    package var upper: Double
    package var isInteger: Bool
  }

  package struct Row: Hashable, Sendable {
    package let name: String
    package var lower: Double
    package var upper: Double
    /// Each column at most once.
    package let terms: [Term]
  }

  /// A coefficient of a row.
  package struct Term: Hashable, Sendable {
    package let column: Int
    package let coefficient: Double

    package init(_ column: Int, _ coefficient: Double = 1) {
      self.column = column
      self.coefficient = coefficient
    }
  }

  package var name: String
  package var sense: Sense
  /// Added to the objective.
  package var offset: Double
  package private(set) var columns: [Column] = []
  package private(set) var rows: [Row] = []
  private var columnIndices: [String: Int] = [:]
  private var rowIndices: [String: Int] = [:]

  package init(_ sense: Sense, name: String = "", offset: Double = 0) {
    self.sense = sense
    self.name = name
    self.offset = offset
  }

  /// Adds a column, from 0 upwards unless told otherwise.
  /// - Returns: its index, for the terms of rows.
  @discardableResult
  package mutating func addColumn(
    _ name: String, objective: Double = 0, from lower: Double = 0, to upper: Double = .infinity, isInteger: Bool = false
  ) -> Int {
    precondition(columnIndices.updateValue(columns.count, forKey: name) == nil, "two columns are named '\(name)'")
    precondition(objective.isFinite && !lower.isNaN && !upper.isNaN, "column '\(name)' has a number that is none")
    columns.append(Column(name: name, objective: objective, lower: lower, upper: upper, isInteger: isInteger))
    return columns.count - 1
  }

  /// Adds a column that is 0 or 1.
  @discardableResult
  package mutating func addChoice(_ name: String, objective: Double = 0) -> Int {
    addColumn(name, objective: objective, to: 1, isInteger: true)
  }

  /// Adds a row with a lower limit, an upper limit, or both; the same number twice makes an equation.
  ///
  /// Terms of the same column are added up, and those that come to 0 are left out.
  /// - Returns: its index.
  @discardableResult
  package mutating func addRow(
    _ name: String, _ terms: [Term], atLeast lower: Double = -.infinity, atMost upper: Double = .infinity
  ) -> Int {
    precondition(rowIndices.updateValue(rows.count, forKey: name) == nil, "two rows are named '\(name)'")
    precondition(!lower.isNaN && !upper.isNaN, "row '\(name)' has a limit that is no number")
    rows.append(Row(name: name, lower: lower, upper: upper, terms: merged(terms, row: name)))
    return rows.count - 1
  }

  /// Adds a row whose terms name their columns; a name that is no column is a programmer's mistake.
  @discardableResult
  package mutating func addRow(
    _ name: String, byName terms: [(column: String, coefficient: Double)], atLeast lower: Double = -.infinity,
    atMost upper: Double = .infinity
  ) -> Int {
    let terms = terms.map { term in
      guard let column = columnIndices[term.column] else { preconditionFailure("row '\(name)': no column '\(term.column)'") }
      return Term(column, term.coefficient)
    }
    return addRow(name, terms, atLeast: lower, atMost: upper)
  }

  package func column(named name: String) -> Int? { columnIndices[name] }
  package func row(named name: String) -> Int? { rowIndices[name] }

  package var hasIntegers: Bool { columns.contains(where: \.isInteger) }

  package mutating func setObjective(_ column: Int, _ coefficient: Double) { columns[column].objective = coefficient }

  package mutating func setBounds(ofColumn column: Int, from lower: Double, to upper: Double) {
    (columns[column].lower, columns[column].upper) = (lower, upper)
  }

  package mutating func setLimits(ofRow row: Int, atLeast lower: Double, atMost upper: Double) {
    (rows[row].lower, rows[row].upper) = (lower, upper)
  }

  package mutating func setInteger(_ column: Int, _ isInteger: Bool) { columns[column].isInteger = isInteger }

  private func merged(_ terms: [Term], row: String) -> [Term] {
    for term in terms {
      precondition(columns.indices.contains(term.column), "row '\(row)': there is no column \(term.column)")
      precondition(term.coefficient.isFinite, "row '\(row)' has a coefficient that is no number")
    }
    let sums = Dictionary(terms.map { ($0.column, $0.coefficient) }, uniquingKeysWith: +)
    return sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { Term($0.key, $0.value) }
  }
}

extension LinearProblem {
  /// The objective of given values of the columns.
  package func objective(of values: [Double]) -> Double {
    zip(columns, values).reduce(offset) { $0 + $1.0.objective * $1.1 }
  }

  /// What each row comes to for given values of the columns.
  package func activities(of values: [Double]) -> [Double] {
    rows.map { row in row.terms.reduce(0) { $0 + $1.coefficient * values[$1.column] } }
  }

  /// The problem with every column free to take fractions.
  package var relaxed: LinearProblem {
    var problem = self
    for column in columns.indices { problem.setInteger(column, false) }
    return problem
  }

  /// The problem with its integer columns held at given values.
  package func fixingIntegers(at values: [Double]) -> LinearProblem {
    var problem = relaxed
    for column in columns.indices where columns[column].isInteger {
      problem.setBounds(ofColumn: column, from: values[column].rounded(), to: values[column].rounded())
    }
    return problem
  }

  /// Whether values keep every bound, row and whole number, each within `tolerance` of its size.
  package func isFeasible(_ values: [Double], tolerance: Double = 1e-6) -> Bool {
    func holds(_ value: Double, _ lower: Double, _ upper: Double) -> Bool {
      (lower == -.infinity || value >= lower - tolerance * max(1, abs(lower)))
        && (upper == .infinity || value <= upper + tolerance * max(1, abs(upper)))
    }
    return zip(columns, values).allSatisfy { column, value in
      holds(value, column.lower, column.upper) && (!column.isInteger || abs(value - value.rounded()) <= tolerance)
    } && zip(rows, activities(of: values)).allSatisfy { holds($1, $0.lower, $0.upper) }
  }
}
