import Diagnostics

/// One cell of a comma-separated file: its text without quotes, and where it starts (one-based line and column).
///
/// Columns count Unicode scalars, a byte-order mark not counted.
package struct CSVCell: Hashable, Sendable {
  package let text: String
  package let line: Int
  package let column: Int

  package init(text: String, line: Int, column: Int) {
    self.text = text
    self.line = line
    self.column = column
  }
}

/// Reads comma-separated text by RFC 4180, with LF or CRLF line ends and an optional UTF-8 byte-order mark.
///
/// Quoted cells may hold commas, doubled quotes and line ends. A line end after the last record is optional and makes
/// no record; an empty line is a record of one blank cell, so that nothing is skipped in silence.
/// - Parameters:
///   - bytes: the whole file.
///   - file: the name that problems are reported under.
///   - separator: of cells, an ASCII character; semicolons where commas are decimal marks.
/// - Returns: the records in order, also where problems were reported: a stray quote is kept as text, text after a closing
///   quote is left out, and bytes that are not UTF-8 become U+FFFD.
/// - Complexity: one pass over the bytes; a string is made per cell.
package func readCSV(
  _ bytes: UnsafeRawBufferPointer, file: String, separator: Unicode.Scalar = ",", into diagnostics: inout DiagnosticList
) -> [[CSVCell]] {
  var reader = CSVReader(bytes: bytes.bindMemory(to: UInt8.self), file: file, separator: UInt8(ascii: separator))
  var records: [[CSVCell]] = []
  while let record = reader.nextRecord() { records.append(record) }
  diagnostics.merge(reader.problems)
  return records
}

private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

private struct CSVReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private let separator: UInt8
  private var index: Int
  private var line = 1
  private var column = 1
  private var undecodable: (first: SourcePlace, cells: Int)?
  private var reported = DiagnosticList()

  init(bytes: UnsafeBufferPointer<UInt8>, file: String, separator: UInt8) {
    self.bytes = bytes
    self.file = file
    self.separator = separator
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  var problems: DiagnosticList {
    var all = reported
    if let (first, cells) = undecodable {
      all.error(
        first, cells == 1 ? "this cell is not UTF-8" : "this cell is not UTF-8, nor are \(cells - 1) more of the file",
        expected: "UTF-8 text", hint: "save the file as UTF-8")
    }
    return all
  }

  /// The next record, or nil at the end of the file.
  mutating func nextRecord() -> [CSVCell]? {
    guard index < bytes.count else { return nil }
    var cells = [nextCell()]
    while index < bytes.count, bytes[index] == separator {
      advance()
      cells.append(nextCell())
    }
    skipLineEnd()
    return cells
  }

  private mutating func nextCell() -> CSVCell {
    let start = (line: line, column: column)
    let text = index < bytes.count && bytes[index] == quote ? quotedText() : plainText()
    return CSVCell(text: text, line: start.line, column: start.column)
  }

  /// Text up to the comma or line end.
  private mutating func plainText() -> String {
    let start = (index: index, place: place)
    while index < bytes.count, bytes[index] != separator, !atLineEnd {
      if bytes[index] == quote {
        reported.error(
          place, "a quote inside a cell that does not start with one", expected: "the whole cell in quotes, its quotes doubled")
      }
      advance()
    }
    return decode(bytes[start.index..<index], at: start.place)
  }

  /// Text between the quotes, doubled quotes made single.
  private mutating func quotedText() -> String {
    let opening = place
    var content: [UInt8] = []
    advance()
    while index < bytes.count {
      if bytes[index] == quote {
        advance()
        guard index < bytes.count, bytes[index] == quote else {
          skipTextAfterQuote()
          return decode(content[...], at: opening)
        }
      }
      content.append(bytes[index])
      advance()
    }
    reported.error(opening, "this quote is never closed", expected: "a closing quote before the end of the file")
    return decode(content[...], at: opening)
  }

  private mutating func skipTextAfterQuote() {
    guard index < bytes.count, bytes[index] != separator, !atLineEnd else { return }
    reported.error(
      place, "text after the closing quote of a cell", expected: "a comma or the end of the line",
      hint: "double a quote inside a quoted cell")
    while index < bytes.count, bytes[index] != separator, !atLineEnd { advance() }
  }

  private var place: SourcePlace { SourcePlace(file: file, line: line, column: column) }

  /// A carriage return ends a line only together with a line feed.
  private var atLineEnd: Bool {
    bytes[index] == lineFeed || bytes[index] == carriageReturn && index + 1 < bytes.count && bytes[index + 1] == lineFeed
  }

  private mutating func skipLineEnd() {
    guard index < bytes.count else { return }
    if bytes[index] == carriageReturn { index += 1 }
    advance()
  }

  /// One byte on; continuation bytes of a scalar do not move the column.
  private mutating func advance() {
    let byte = bytes[index]
    index += 1
    if byte == lineFeed {
      line += 1
      column = 1
    } else if index == bytes.count || bytes[index] & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func decode(_ content: some Collection<UInt8>, at start: SourcePlace) -> String {
    if let text = String(validating: content, as: UTF8.self) { return text }
    undecodable = (undecodable?.first ?? start, (undecodable?.cells ?? 0) + 1)
    return String(decoding: content, as: UTF8.self)
  }
}
