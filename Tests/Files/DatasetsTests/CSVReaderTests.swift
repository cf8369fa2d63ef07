import Diagnostics
import Testing

@testable import Datasets

/// Records as text, and the problems met.
private func read(_ bytes: [UInt8]) -> (records: [[String]], cells: [[CSVCell]], problems: [String]) {
  var diagnostics = DiagnosticList()
  let cells = bytes.withUnsafeBytes { readCSV($0, file: "t.csv", into: &diagnostics) }
  return (cells.map { $0.map(\.text) }, cells, diagnostics.all.map(\.description))
}

private func read(_ text: String) -> (records: [[String]], cells: [[CSVCell]], problems: [String]) { read(Array(text.utf8)) }

/// The numbered rules of RFC 4180, section 2, and what it leaves open.
@Suite struct CSVReaderTests {
  @Test func `Each record is on a line of its own, ended by CRLF`() {
    #expect(read("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n").records == [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]])
  }

  @Test func `The last record may lack its line end`() {
    #expect(read("aaa,bbb\r\nzzz,yyy").records == [["aaa", "bbb"], ["zzz", "yyy"]])
  }

  @Test func `A line feed alone ends a line too`() {
    #expect(read("aaa,bbb\nzzz,yyy\n").records == [["aaa", "bbb"], ["zzz", "yyy"]])
  }

  @Test func `Spaces are part of a cell`() {
    #expect(read(" aaa ,bbb \n").records == [[" aaa ", "bbb "]])
  }

  @Test func `Quoted and plain cells may stand together`() {
    #expect(read("\"aaa\",bbb,\"ccc\"\r\nzzz,yyy,xxx").records == [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]])
  }

  @Test func `Quoted cells hold line ends and commas as they are`() {
    #expect(read("\"aaa\",\"b \r\nb,b\",\"ccc\"\r\nzzz,yyy,xxx").records == [["aaa", "b \r\nb,b", "ccc"], ["zzz", "yyy", "xxx"]])
  }

  @Test func `A doubled quote in a quoted cell is one quote`() {
    #expect(read("\"aaa\",\"b\"\"bb\",\"ccc\",\"\"\"\"\n").records == [["aaa", "b\"bb", "ccc", "\""]])
  }

  @Test func `Blank cells are kept, also at the end and when quoted`() {
    #expect(read(",,\n\"\",x,\n").records == [["", "", ""], ["", "x", ""]])
  }

  @Test func `An empty file has no record, an empty line has one blank cell`() {
    #expect(read("").records == [])
    #expect(read("a\n\nb\n").records == [["a"], [""], ["b"]])
  }

  @Test func `A comma before the end of the file makes a last blank cell`() {
    #expect(read("a,").records == [["a", ""]])
  }

  @Test func `A byte-order mark is not part of the first cell`() {
    #expect(read("\u{FEFF}aaa,bbb\n").records == [["aaa", "bbb"]])
    #expect(read("\u{FEFF}aaa,bbb\n").cells[0].map(\.column) == [1, 5])
  }

  @Test func `A carriage return alone is text`() {
    #expect(read("a\rb,c\n").records == [["a\rb", "c"]])
  }

  @Test func `Places count lines inside quotes, and letters rather than bytes`() {
    let cells = read("päästö,b\n\"yksi\nkaksi\",c\nå,ö,x\r\n").cells
    #expect(cells.map { $0.map { [$0.line, $0.column] } } == [[[1, 1], [1, 8]], [[2, 1], [3, 8]], [[4, 1], [4, 3], [4, 5]]])
  }

  @Test func `A quote that is never closed is told where it opens`() {
    #expect(
      read("a,b\nc,\"d\ne\n").problems == [
        "t.csv:2:3: error: this quote is never closed; expected a closing quote before the end of the file"
      ])
  }

  @Test func `A quote inside a plain cell is an error and stays as text`() {
    let result = read("a,b\"c\n")
    #expect(result.records == [["a", "b\"c"]])
    #expect(
      result.problems == [
        "t.csv:1:4: error: a quote inside a cell that does not start with one; expected the whole cell in quotes, its quotes doubled"
      ])
  }

  @Test func `Text after a closing quote is an error and is left out`() {
    let result = read("\"a\"b,c\nd,e\n")
    #expect(result.records == [["a", "c"], ["d", "e"]])
    #expect(
      result.problems == [
        "t.csv:1:4: error: text after the closing quote of a cell; expected a comma or the end of the line; "
          + "hint: double a quote inside a quoted cell"
      ])
  }

  @Test func `Cells that are not UTF-8 are counted at the first`() {
    let latin1: [UInt8] = Array("a,b\n".utf8) + [0x79, 0xF6, 0x2C, 0xE5, 0x0A]
    let result = read(latin1)
    #expect(result.records[1] == ["y\u{FFFD}", "\u{FFFD}"])
    #expect(
      result.problems == [
        "t.csv:2:1: error: this cell is not UTF-8, nor are 1 more of the file; expected UTF-8 text; hint: save the file as UTF-8"
      ])
  }
}
