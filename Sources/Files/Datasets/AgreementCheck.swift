import Diagnostics

/// Rows that tell the same thing by the table's agreement rule and print different values, one finding for each group and value.
/// Values that agree within half of the last printed place of both are the same: 316.3 and 316.
func checkAgreement(of table: DataTable, into diagnostics: inout DiagnosticList) {
  guard let rule = table.agreement, table.has(rule.fieldsUsed) else { return }
  var groups: [[String]: [DataRow]] = [:]
  for row in table.rows { groups[rule.key.map { row[$0] }, default: []].append(row) }
  for (texts, rows) in groups where rows.count > 1 {
    for value in rule.values {
      let printed = rows.compactMap { row in PrintedNumber(row[value]).map { (row: row, number: $0) } }
      guard let first = printed.first, haveDisagreement(printed.map(\.number)) else { continue }
      diagnostics.finding(
        first.row.place(of: value),
        "\(texts.filter { !$0.isEmpty }.joined(separator: ", ")): \(value) is "
          + printed.map { "\($0.number) by \(origin(of: $0.row, in: table))" }.joined(separator: ", "))
    }
  }
}

private func haveDisagreement(_ numbers: [PrintedNumber]) -> Bool {
  numbers.indices.contains { i in
    numbers[(i + 1)...].contains { !(($0 - numbers[i]).magnitude <= $0.rounding + numbers[i].rounding) }
  }
}

/// `ESPOO-CCC-2023 table-a-1-4 (line 49)`.
private func origin(of row: DataRow, in table: DataTable) -> String {
  let names = ["source_id", "variant"].filter { table.has([$0]) }.map { row[$0] }.filter { !$0.isEmpty }
  return (names + ["(line \(row.place.line))"]).joined(separator: " ")
}
