import Datasets
import Diagnostics
import Emissions
import LinearAlgebra
import MarkedYAML

/// Reads named vectors of the levers from the plan's CSV tables.
struct CaseReader {
  let root: MarkedNode
  let tables: PlanTables
  let layout: LeverLayout

  /// Cases by name, one column per draw, rows as in `layout`; levers that a table leaves out are neutral.
  func read(into problems: inout DiagnosticList) -> [String: Matrix] {
    guard let node = root["cases"] else { return [:] }
    var cases: [String: Matrix] = [:]
    if let file = node["file"], let name = file.text, let table = tables.table(name, askedAt: file.place, into: &problems) {
      cases = columns(of: table, askedAt: file.place, into: &problems)
    }
    for entry in node["draws"]?.entries ?? [] {
      guard let name = entry.value.text, let table = tables.table(name, askedAt: entry.value.place, into: &problems) else { continue }
      cases[entry.key] = draws(of: table, into: &problems)
    }
    return cases
  }

  /// `parameter, central, mixed…`: one column per case.
  private func columns(of table: PlanTable, askedAt place: SourcePlace, into problems: inout DiagnosticList) -> [String: Matrix] {
    guard let names = table.column("parameter", askedAt: place, into: &problems) else { return [:] }
    var cases: [String: Matrix] = [:]
    for (column, name) in table.header.enumerated() where column != names {
      var levers = layout.neutral
      for row in table.rows {
        guard let lever = self.row(row[names], of: table, into: &problems), let value = table.number(row[column], into: &problems) else { continue }
        levers[lever] = value
      }
      cases[name] = .column(levers)
    }
    return cases
  }

  /// One column per lever, one row per draw.
  private func draws(of table: PlanTable, into problems: inout DiagnosticList) -> Matrix {
    var matrix = Matrix(layout.neutral.map { Array(repeating: $0, count: table.rows.count) })
    for (column, name) in table.header.enumerated() {
      let header = SourcePlace(file: table.file, line: 1, column: 1)
      guard let lever = layout.names.firstIndex(of: name) else {
        problems.error(header, "no lever '\(name)'", expected: "the id of a lever", hint: didYouMean(name, among: layout.names))
        continue
      }
      for (draw, row) in table.rows.enumerated() {
        if let value = table.number(row[column], into: &problems) { matrix[lever, draw] = value }
      }
    }
    return matrix
  }

  private func row(_ cell: CSVCell, of table: PlanTable, into problems: inout DiagnosticList) -> Int? {
    if let row = layout.names.firstIndex(of: cell.text) { return row }
    problems.error(table.place(of: cell), "no lever '\(cell.text)'", expected: "the id of a lever", hint: didYouMean(cell.text, among: layout.names))
    return nil
  }
}
