import Datasets
import Diagnostics
import Foundation
import InputFiles
import LinearAlgebra

/// A comma-separated file of numbers with an optional header, read whole.
package struct NumberTable: Sendable {
  package let file: String
  /// Cells of the header; nil when the first row holds numbers.
  package let header: [String]?
  /// Shape (columns, rows): a column of the file is a row of the matrix, as the methods want it.
  package let columns: Matrix

  package var rows: Int { columns.columns }
  /// Of the numbers.
  var firstLine: Int { header == nil ? 1 : 2 }
}

/// Largest table of numbers that is read, in bytes: a million rows of 80 numbers take 1.6 GB.
private let largestTable = 16_000_000_000
/// Bad cells that are told; the rest of a file of the wrong kind would bury them.
private let mostTold = 20

/// Reads a table of numbers, or nil with every problem reported (of bad cells the first 20).
/// - Parameter names: a first row of exactly these words, in any order, is a header even where they look like numbers.
/// - Complexity: one pass over the bytes; no string is made of a number.
package func readNumbers(
  _ path: String, purpose: String, names: [String] = [], into problems: inout DiagnosticList
) -> NumberTable? {
  guard let data = fileContent(path, purpose: purpose, atMost: largestTable, into: &problems) else { return nil }
  return data.withUnsafeBytes { bytes in
    var reader = NumberReader(bytes.bindMemory(to: UInt8.self), file: path)
    let table = reader.read(names)
    problems.merge(reader.problems)
    return table
  }
}

/// As `readNumbers`, but only the first rows; and how many rows there are, by line ends alone.
func readFirstNumbers(
  _ path: String, rows: Int, purpose: String, names: [String], into problems: inout DiagnosticList
) -> (table: NumberTable, count: RowCount)? {
  guard let data = fileContent(path, purpose: purpose, atMost: largestTable, into: &problems) else { return nil }
  return data.withUnsafeBytes { bytes in
    var reader = NumberReader(bytes.bindMemory(to: UInt8.self), file: path)
    let table = reader.read(names, atMost: rows)
    problems.merge(reader.problems)
    return table.map { ($0, RowCount(file: path, rows: reader.countRows(from: $0.header == nil ? 0 : reader.afterFirst))) }
  }
}

private struct NumberReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private(set) var problems = DiagnosticList()
  private var told = 0
  private var lastTold: SourcePlace?

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.bytes = UnsafeBufferPointer(rebasing: bytes[start...])
    self.file = file
  }

  mutating func read(_ names: [String], atMost rows: Int = .max) -> NumberTable? {
    guard let (cells, isHeader) = readFirst(names) else { return nil }
    let start = isHeader ? afterFirst : 0
    let columns = readBody(from: start, rows: countRows(from: start, atMost: rows), width: cells.count, firstLine: isHeader ? 2 : 1)
    if let lastTold { problems.error(lastTold, "\(told - mostTold) more such cells, up to this one", expected: "finite numbers") }
    if columns.columns == 0 { problems.error(SourcePlace(file: file), "no row of numbers", expected: "at least one") }
    return problems.hasErrors ? nil : NumberTable(file: file, header: isHeader ? cells : nil, columns: columns)
  }

  /// The cells of the first row, and whether they are a header.
  private mutating func readFirst(_ names: [String]) -> (cells: [String], isHeader: Bool)? {
    guard !bytes.isEmpty else {
      problems.error(SourcePlace(file: file), "the file is empty", expected: "rows of numbers")
      return nil
    }
    let first = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[..<lineEnd(from: 0)]))
    let cells = (readCSV(first, file: file, into: &problems).first ?? []).map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
    return (cells, (!names.isEmpty && Set(cells) == Set(names)) || !cells.contains { finiteNumber($0) != nil })
  }

  var afterFirst: Int { min(lineEnd(from: 0) + 1, bytes.count) }

  private func lineEnd(from start: Int) -> Int {
    guard start < bytes.count, let base = bytes.baseAddress, let found = memchr(base + start, 10, bytes.count - start) else {
      return bytes.count
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Rows in one pass, counted in another before, so that every column has its place.
  private mutating func readBody(from start: Int, rows: Int, width: Int, firstLine: Int) -> Matrix {
    var matrix = Matrix(rows: width, columns: rows)
    let stride = matrix.rowStride
    matrix.withUnsafeMutablePointer { target in
      var (at, row) = (start, 0)
      while row < rows {
        let end = lineEnd(from: at)
        let last = end > at && bytes[end - 1] == 13 ? end - 1 : end
        readRow(at..<last, width: width, line: firstLine + row) { column, value in target[column &* stride &+ row] = value }
        (at, row) = (end + 1, row + 1)
      }
    }
    return matrix
  }

  /// A line end after the last row is optional.
  func countRows(from start: Int, atMost most: Int = .max) -> Int {
    var (rows, at) = (0, start)
    while at < bytes.count, rows < most {
      rows += 1
      at = lineEnd(from: at) + 1
    }
    return rows
  }

  @inline(__always) private mutating func readRow(_ row: Range<Int>, width: Int, line: Int, store: (_ column: Int, Double) -> Void) {
    var (column, start) = (0, row.lowerBound)
    while true {
      var end = start
      while end < row.upperBound, bytes[end] != UInt8(ascii: ",") { end &+= 1 }
      if column < width {
        let cell = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if let value = DecimalScanner(bytes: cell).number() {
          store(column, value)
        } else {
          tellCell(String(decoding: cell, as: UTF8.self), line: line, column: start - row.lowerBound + 1)
        }
      }
      column &+= 1
      if end == row.upperBound { break }
      start = end &+ 1
    }
    if column != width {
      tell(SourcePlace(file: file, line: line), "\(column) cells", expected: "\(width), as many as in the first row")
    }
  }

  private mutating func tellCell(_ text: String, line: Int, column: Int) {
    let isSpaced = text.split(separator: " ").count > 1 || text.contains(";") || text.contains("\t")
    tell(
      SourcePlace(file: file, line: line, column: column), text.isEmpty ? "a blank cell" : "'\(text.prefix(40))'",
      expected: "a finite number", hint: isSpaced ? "separate columns with commas" : nil)
  }

  private mutating func tell(_ place: SourcePlace, _ found: String, expected: String, hint: String? = nil) {
    told += 1
    if told <= mostTold { problems.error(place, found, expected: expected, hint: hint) } else { lastTold = place }
  }
}
