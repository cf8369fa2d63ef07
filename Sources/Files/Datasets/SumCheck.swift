import Diagnostics

/// Published totals against the rows that make them up, by the table's own rules. Every difference is a finding, and says
/// whether rounding can explain it: each figure may be off by half of its last printed place.
func checkSums(of table: DataTable, descriptor: SourcePlace, into diagnostics: inout DiagnosticList) {
  for rule in table.sums where table.has(rule.fieldsUsed) {
    let index = RowIndex(table, by: (rule.same + rule.parts.flatMap(\.keys) + rule.total.keys))
    var isUsed = false
    for total in table.rows(where: rule.total) {
      guard let published = PrintedNumber(total[rule.value]), let parts = index.parts(of: total, by: rule) else { continue }
      isUsed = true
      report(published, parts: parts, of: total, by: rule, into: &diagnostics)
    }
    if !isUsed {
      diagnostics.warning(
        descriptor, "resource '\(table.name)': sums '\(rule.name)' finds no total with all its parts", expected: "at least one total",
        hint: "remove the rule or add the rows")
    }
  }
}

private func report(
  _ published: PrintedNumber, parts: [PrintedNumber], of total: DataRow, by rule: SumRule, into diagnostics: inout DiagnosticList
) {
  let sum = parts.reduce(PrintedNumber(digits: 0, decimals: 0), +)
  let difference = published - sum
  guard difference.digits != 0 else { return }
  let rounding = parts.map(\.rounding).reduce(published.rounding, +)
  let labels = rule.total.keys.filter { !rule.same.contains($0) }.sorted() + rule.same
  diagnostics.finding(
    total.place(of: rule.value),
    "\(labels.map { total[$0] }.filter { !$0.isEmpty }.joined(separator: ", ")): \(rule.value) \(published) is \(difference.magnitude) "
      + "\(difference.digits > 0 ? "more" : "less") than \(sum), the sum of its \(parts.count) parts; "
      + (difference.magnitude <= rounding ? "within rounding (\(rounding))" : "rounding explains at most \(rounding)")
      + " [\(rule.name)]")
}

/// Rows by their texts in the columns that a rule uses.
private struct RowIndex {
  private let columns: [String]
  private let rows: [[String]: DataRow]

  init(_ table: DataTable, by columns: [String]) {
    let columns = Set(columns).sorted()
    self.columns = columns
    rows = Dictionary(table.rows.map { row in (columns.map { row[$0] }, row) }, uniquingKeysWith: { first, _ in first })
  }

  /// The numbers of all parts of a total; nil when one is not there. A column that the rule does not hold equal is blank in the
  /// parts, unless the part names it.
  func parts(of total: DataRow, by rule: SumRule) -> [PrintedNumber]? {
    var numbers: [PrintedNumber] = []
    for part in rule.parts {
      let texts = columns.map { part[$0] ?? (rule.same.contains($0) ? total[$0] : "") }
      guard let row = rows[texts], let number = PrintedNumber(row[rule.value]) else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
