import Diagnostics

/// No two rows have the same key, and every key of another table is there.
func checkKeys(of table: DataTable, in package: DataPackage, into diagnostics: inout DiagnosticList) {
  if let key = table.schema.primaryKey?.names { checkUnique(key, in: table, into: &diagnostics) }
  for field in table.fields where field.constraints?.unique == true && table.schema.primaryKey?.names != [field.name] {
    checkUnique([field.name], in: table, into: &diagnostics)
  }
  for key in table.schema.foreignKeys ?? [] {
    guard let target = package.tables[key.reference.resource] else { continue }
    checkReferences(key, from: table, to: target, into: &diagnostics)
  }
}

private func checkUnique(_ key: [String], in table: DataTable, into diagnostics: inout DiagnosticList) {
  guard table.has(key) else { return }
  var first: [[String]: DataRow] = [:]
  for row in table.wholeRows where !key.contains(where: { row.cell($0) == nil }) {
    let texts = key.map { row[$0] }
    if let earlier = first[texts] {
      let words = zip(key, texts).map { "\($0) '\($1)'" }.joined(separator: ", ")
      diagnostics.error(
        row.place, "a second row with \(words)", expected: "one row with this key; the first is on line \(earlier.place.line)",
        hint: table.field("variant") != nil && key.contains("variant") ? "tell the rows apart in the column variant" : nil)
    } else {
      first[texts] = row
    }
  }
}

private func checkReferences(_ key: ForeignKey, from table: DataTable, to target: DataTable, into diagnostics: inout DiagnosticList) {
  let names = key.fields.names
  guard table.has(names), target.has(key.reference.fields.names), names.count == key.reference.fields.names.count else { return }
  let known = Set(target.rows.map { row in key.reference.fields.names.map { row[$0] } })
  for row in table.wholeRows {
    let texts = names.map { row[$0] }
    guard !texts.allSatisfy(table.isMissing), !known.contains(texts) else { continue }
    diagnostics.error(
      row.place(of: names[0]), "\(names.joined(separator: ", ")) '\(texts.joined(separator: ", "))' is not in the table '\(target.name)'",
      expected: "a row there, in \(target.file)",
      hint: texts.count == 1 ? didYouMean(texts[0], among: known.compactMap(\.first)) : nil)
  }
}
