import Datasets
import Diagnostics
import Foundation
import InputFiles
import MarkedYAML
import Synchronization
import Units

/// Tables that were read without a problem, for every composition of the plan.
final class SharedTables: Sendable {
  private let tables = Mutex<[String: PlanTable]>([:])

  subscript(name: String) -> PlanTable? { tables.withLock { $0[name] } }

  /// The files that were read, by name.
  var files: [String] { tables.withLock { $0.values.map(\.file).sorted() } }

  func keep(_ table: PlanTable, as name: String) { tables.withLock { $0[name] = table } }
}

/// The CSV tables that stand in a plan's own folder, for one composition of the plan; each is read once.
final class PlanTables {
  let folder: String
  private let shared: SharedTables
  private var tables: [String: PlanTable?] = [:]

  init(folder: String, shared: SharedTables = SharedTables()) {
    self.folder = folder
    self.shared = shared
  }

  /// A table by its file name; nil after its problems have been told (once).
  func table(_ name: String, askedAt place: SourcePlace, into problems: inout DiagnosticList) -> PlanTable? {
    if let known = tables[name] ?? shared[name] { return known }
    guard !name.contains("/") else {
      problems.error(place, "'\(name)' leaves the plan's folder", expected: "a file beside plan.yaml")
      return nil
    }
    guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder), files.contains(name) else {
      let others = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter { $0.hasSuffix(".csv") } ?? []
      problems.error(
        place, "there is no file '\(name)'", expected: "a CSV table in the plan's folder", hint: didYouMean(name, among: others))
      return nil
    }
    var found = DiagnosticList()
    let table = PlanTable.load("\(folder)/\(name)", into: &found)
    tables[name] = table
    if let table, found.isEmpty { shared.keep(table, as: name) }
    problems.merge(found)
    return table
  }
}

/// A CSV table with a header row.
struct PlanTable: Sendable {
  let file: String
  let header: [String]
  /// Rows with as many cells as the header.
  let rows: [[CSVCell]]
  /// Whether all rows are such.
  let isWhole: Bool

  static func load(_ path: String, into problems: inout DiagnosticList) -> PlanTable? {
    guard let content = fileContent(path, purpose: "a CSV table of the plan", into: &problems) else { return nil }
    let records = content.withUnsafeBytes { readCSV($0, file: path, into: &problems) }
    guard let header = records.first?.map(\.text) else {
      problems.error(SourcePlace(file: path), "the file is empty", expected: "a header row")
      return nil
    }
    for record in records.dropFirst() where record.count != header.count {
      problems.error(
        SourcePlace(file: path, line: record[0].line, column: 1), "a row of \(record.count) cells",
        expected: "\(header.count), as in the header",
        hint: record.count > header.count ? "put a cell that holds a comma in quotes" : nil)
    }
    let rows = records.dropFirst().filter { $0.count == header.count }
    return PlanTable(file: path, header: header, rows: rows, isWhole: rows.count == records.count - 1)
  }

  func place(of cell: CSVCell) -> SourcePlace { SourcePlace(file: file, line: cell.line, column: cell.column) }

  /// The position of a column, or nil after telling that there is none.
  func column(_ name: String, askedAt place: SourcePlace, into problems: inout DiagnosticList) -> Int? {
    if let position = header.firstIndex(of: name) { return position }
    problems.error(
      place, "no column '\(name)' in \(file)", expected: "one of \(header.prefix(12).joined(separator: ", "))",
      hint: didYouMean(name, among: header))
    return nil
  }

  /// The number in a cell, or nil after telling what stands there instead.
  func number(_ cell: CSVCell, into problems: inout DiagnosticList) -> Double? {
    if let number = plainDecimal(cell.text) { return number }
    let point = cell.text.replacing(",", with: ".")
    let hint = cell.text.isEmpty ? "blank is not zero" : plainDecimal(point).map { _ in "write '\(point)'" }
    problems.error(
      place(of: cell), cell.text.isEmpty ? "the cell is blank" : "'\(cell.text)' is not a number", expected: "a number such as 12.5",
      hint: hint)
    return nil
  }

  /// The year in a cell, or nil after telling what stands there instead.
  func year(_ cell: CSVCell, into problems: inout DiagnosticList) -> Int? {
    if let year = Int(cell.text), String(year) == cell.text { return year }
    problems.error(
      place(of: cell), cell.text.isEmpty ? "the cell is blank" : "'\(cell.text)' is not a year", expected: "a year such as 2030")
    return nil
  }
}
