/// A total that is not what its parts give, in steps of the last printed place.
package struct SumFault: Sendable, Hashable, CustomStringConvertible {
  package let place: String
  package let found: Int
  package let expected: Int

  package var description: String { "\(place): \(found) stands where the parts give \(expected)" }
}

extension BudgetTable {
  /// Every total of the table that does not equal its rows, every column of differences that does not, and totals that claim to know
  /// what none of their rows knows.
  package var faults: [SumFault] {
    rows.indices.flatMap { row in columns.indices.flatMap { rowFaults(row, $0) + columnFaults(row, $0) } }
  }

  private func rowFaults(_ row: Int, _ column: Int) -> [SumFault] {
    guard columns[column].isSummed, !rows[row].terms.isEmpty else { return [] }
    let parts = rows[row].terms.compactMap { term in steps(term.row, column).map { $0 * term.sign } }
    let sum = parts.reduce(0, +)
    switch rows[row].cells[column] {
    case .printed(let total):
      return total == sum && !parts.isEmpty ? [] : [SumFault(place: place(row, column), found: total, expected: sum)]
    case .none: return []
    default:
      // A total may be unknown where one of its parts is.
      let isOpen = rows[row].terms.contains { rows[$0.row].cells[column] == .unknown }
      return parts.isEmpty || isOpen ? [] : [SumFault(place: place(row, column), found: 0, expected: sum)]
    }
  }

  private func columnFaults(_ row: Int, _ column: Int) -> [SumFault] {
    guard let (minuend, subtrahend) = columns[column].difference, let a = steps(row, minuend), let b = steps(row, subtrahend) else {
      return []
    }
    let found = steps(row, column)
    return found == a - b ? [] : [SumFault(place: place(row, column), found: found ?? 0, expected: a - b)]
  }

  private func place(_ row: Int, _ column: Int) -> String {
    let year = columns[column].year.map { " \($0)" } ?? ""
    return "table \(name.rawValue), \(rows[row].label.member), \(columns[column].figure.rawValue)\(year)"
  }

  // MARK: Making sums

  /// Adds a row that is the sum of others, column by column; unknown where no part is known.
  mutating func addSum(_ label: Label, of parts: [Int], indent: Int = 0, isTotal: Bool = true) {
    addSum(label, terms: parts.map { Term(row: $0, sign: 1) }, indent: indent, isTotal: isTotal)
  }

  mutating func addSum(_ label: Label, terms: [Term], indent: Int = 0, isTotal: Bool = true) {
    let cells = columns.indices.map { column -> BudgetCell in
      guard columns[column].isSummed else { return .none }
      let parts = terms.compactMap { term in steps(term.row, column).map { $0 * term.sign } }
      return parts.isEmpty ? .unknown : .printed(parts.reduce(0, +))
    }
    rows.append(Row(label: label, cells: cells, terms: terms, indent: indent, isTotal: isTotal))
    fillDifferences(rows.count - 1)
  }

  /// Puts what is known into the columns of differences of a row.
  mutating func fillDifferences(_ row: Int) {
    for (c, column) in columns.enumerated() {
      guard let (minuend, subtrahend) = column.difference else { continue }
      if rows[row].cells[minuend] == .none || rows[row].cells[subtrahend] == .none {
        rows[row].cells[c] = .none
      } else {
        rows[row].cells[c] = steps(row, minuend).flatMap { a in steps(row, subtrahend).map { .printed(a - $0) } } ?? .unknown
      }
    }
  }
}

extension BudgetTable.Column {
  init(
    _ figure: BudgetFigure, _ unit: BudgetTable.Unit, _ year: Int? = nil, through: Int? = nil, decimals: Int = 0, vintage: String? = nil,
    isSummed: Bool? = nil, difference: (of: Int, less: Int)? = nil, startsBlock: Bool = false
  ) {
    self.figure = figure
    self.unit = unit
    self.year = year
    self.through = through
    self.decimals = decimals
    self.vintage = vintage
    self.isSummed = isSummed ?? (difference == nil && (unit == .emissions || unit == .money))
    self.difference = difference
    self.startsBlock = startsBlock
  }
}
