import Diagnostics

/// Everything that is wrong with a data package, and what is worth knowing about its figures.
///
/// Errors: a schema that names what is not there; columns other than the schema's; rows with too few or too many cells;
/// cells of the wrong type, out of range or missing; unknown units; repeated keys; unknown source ids.
/// Findings: published totals that differ from their rows, and rows that should tell the same and do not.
/// Warnings: a rule about sums that finds nothing to add.
package func checkDatasets(_ package: DataPackage) -> DiagnosticList {
  var diagnostics = DiagnosticList()
  checkSchemas(of: package, into: &diagnostics)
  for table in package.tablesInOrder {
    checkShape(of: table, into: &diagnostics)
    checkCells(of: table, units: Set(package.units), descriptor: package.place.file, into: &diagnostics)
    checkKeys(of: table, in: package, into: &diagnostics)
    checkSums(of: table, descriptor: package.place, into: &diagnostics)
    checkAgreement(of: table, into: &diagnostics)
  }
  return diagnostics
}

/// Columns as the schema says, and in every row as many cells as columns.
private func checkShape(of table: DataTable, into diagnostics: inout DiagnosticList) {
  let expected = table.fields.map(\.name)
  let found = table.header.map(\.text)
  let top = SourcePlace(file: table.file)
  for name in expected where !found.contains(name) {
    diagnostics.error(top, "column '\(name)' is missing", expected: "the columns \(expected.joined(separator: ","))")
  }
  var seen: Set<String> = []
  for cell in table.header {
    let place = SourcePlace(file: table.file, line: cell.line, column: cell.column)
    if !expected.contains(cell.text) {
      let missing = expected.filter { !found.contains($0) }
      diagnostics.error(
        place, "column '\(cell.text)' is not in the schema", expected: "the columns \(expected.joined(separator: ","))",
        hint: didYouMean(cell.text, among: missing))
    } else if !seen.insert(cell.text).inserted {
      diagnostics.error(place, "column '\(cell.text)' stands twice", expected: "each column once")
    }
  }
  for row in table.rows where row.cells.count != table.header.count {
    diagnostics.error(
      row.place, "the row has \(row.cells.count) cells", expected: "\(table.header.count), one for each column",
      hint: row.cells.count > table.header.count ? "put a cell that holds a comma in quotes" : nil)
  }
}
