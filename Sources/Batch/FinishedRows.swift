import Diagnostics
import Foundation

/// What an interrupted batch left: whole rows to keep, and perhaps half a line to cut.
package struct FinishedRows: Sendable, Equatable {
  /// Rows after the header.
  package var count = 0
  /// Bytes of the header and the whole rows.
  package var length = 0
  /// The first and the last whole row, with their line feeds.
  package var first: String?
  package var last: String?

  package init() {}

  /// Compares what stands in a file with what the batch would have written.
  /// - Parameters:
  ///   - starts: how the row at each position starts; nil after the last.
  /// - Returns: nil after telling, at its line, the first thing that differs.
  package init?(
    _ content: Data, file: String, header: String, starts: (Int) -> String?, into problems: inout DiagnosticList
  ) {
    var line = 1
    var rest = content[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      let text = String(decoding: rest[..<(end.map { $0 + 1 } ?? rest.endIndex)], as: UTF8.self)
      let isHeader = line == 1 && !header.isEmpty
      guard let expected = isHeader ? header : starts(count) else {
        problems.error(
          SourcePlace(file: file, line: line), "there are more rows than the grid has cases", expected: "at most \(count) cases",
          hint: Self.hint)
        return nil
      }
      let agrees =
        end == nil ? text.hasPrefix(expected) || expected.hasPrefix(text) : isHeader ? text == expected : text.hasPrefix(expected)
      guard agrees else {
        problems.report(Self.difference(text, expected, isHeader: isHeader, at: SourcePlace(file: file, line: line)))
        return nil
      }
      guard let end else { return }
      length += rest.distance(from: rest.startIndex, to: end) + 1
      if !isHeader { add(text) }
      rest = rest[(end + 1)...]
      line += 1
    }
  }

  private mutating func add(_ row: String) {
    count += 1
    if first == nil { first = row }
    last = row
  }

  private static let hint =
    "the file is of another batch; give that one's --grid, --scenario, --draws, --repair, --shard and --format, or another -o"

  private static func difference(_ found: String, _ expected: String, isHeader: Bool, at place: SourcePlace) -> Diagnostic {
    let what = isHeader ? "the columns are" : "the row starts with"
    let start = isHeader ? found : String(found.prefix(expected.count))
    return Diagnostic(
      .error, at: place, found: "\(what) '\(start.trimmingNewline)'", expected: "'\(expected.trimmingNewline)'", hint: hint)
  }
}

extension String {
  fileprivate var trimmingNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
