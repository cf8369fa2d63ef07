import Diagnostics

let fieldTypes = ["string", "number", "integer", "date"]

/// The descriptor names only types, units, columns and tables that there are, and every number has a unit.
func checkSchemas(of package: DataPackage, into diagnostics: inout DiagnosticList) {
  var seen: Set<String> = []
  for name in package.resourceNames where !seen.insert(name).inserted {
    diagnostics.error(package.place, "two resources are named '\(name)'", expected: "each name once")
  }
  for table in package.tablesInOrder {
    for field in table.fields { checkField(field, of: table, in: package, into: &diagnostics) }
    checkNames(table.schema.primaryKey?.names ?? [], in: "primaryKey", of: table, at: package.place, into: &diagnostics)
    for key in table.schema.foreignKeys ?? [] { checkForeignKey(key, of: table, in: package, into: &diagnostics) }
    for rule in table.sums {
      checkNames(rule.fieldsUsed.sorted(), in: "sums '\(rule.name)'", of: table, at: package.place, into: &diagnostics)
    }
    checkNames(table.agreement?.fieldsUsed.sorted() ?? [], in: "agreement", of: table, at: package.place, into: &diagnostics)
  }
}

private func checkField(_ field: TableField, of table: DataTable, in package: DataPackage, into diagnostics: inout DiagnosticList) {
  let name = "resource '\(table.name)', field '\(field.name)'"
  if !fieldTypes.contains(field.type) {
    diagnostics.error(
      package.place, "\(name): type '\(field.type)' is not read here", expected: "one of \(fieldTypes.joined(separator: ", "))",
      hint: didYouMean(field.type, among: fieldTypes))
  }
  if let unit = field.unit, !package.units.contains(unit) {
    diagnostics.error(
      package.place, "\(name): unit '\(unit)' is not in the list units", expected: "a unit of the list, or a new one added to it",
      hint: didYouMean(unit, among: package.units))
  }
  if field.type == "number", field.unit == nil, field.unitColumn == nil {
    diagnostics.error(package.place, "\(name): a number without a unit", expected: "the property unit or unitColumn")
  }
  checkNames(field.unitColumn.map { [$0] } ?? [], in: "unitColumn of '\(field.name)'", of: table, at: package.place, into: &diagnostics)
  if let pattern = field.constraints?.pattern, (try? Regex(pattern)) == nil {
    diagnostics.error(package.place, "\(name): pattern '\(pattern)' is not a regular expression")
  }
}

private func checkForeignKey(_ key: ForeignKey, of table: DataTable, in package: DataPackage, into diagnostics: inout DiagnosticList) {
  checkNames(key.fields.names, in: "foreignKeys", of: table, at: package.place, into: &diagnostics)
  guard package.resourceNames.contains(key.reference.resource) else {
    diagnostics.error(
      package.place, "resource '\(table.name)': foreignKeys name the resource '\(key.reference.resource)', which is not in the package",
      hint: didYouMean(key.reference.resource, among: package.resourceNames))
    return
  }
  guard let target = package.tables[key.reference.resource] else { return }
  checkNames(key.reference.fields.names, in: "foreignKeys of '\(table.name)'", of: target, at: package.place, into: &diagnostics)
  if key.reference.fields.names.count != key.fields.names.count {
    diagnostics.error(
      package.place, "resource '\(table.name)': foreignKeys pair \(key.fields.names.count) with \(key.reference.fields.names.count) fields")
  }
}

private func checkNames(
  _ names: [String], in property: String, of table: DataTable, at place: SourcePlace, into diagnostics: inout DiagnosticList
) {
  for name in names where table.field(name) == nil {
    diagnostics.error(
      place, "resource '\(table.name)': \(property) names the field '\(name)', which is not in its schema",
      hint: didYouMean(name, among: table.fields.map(\.name)))
  }
}
