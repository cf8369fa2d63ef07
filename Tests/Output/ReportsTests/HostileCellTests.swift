import Foundation
import Spreadsheets
import Testing

@testable import Reports

/// Words that would be formulas, markup, several lines or another direction of writing come out harmless and unchanged in every form.
@Suite struct HostileCellTests {
  static let words = [
    "=SUM(A1:A9)", "+1", "-1+1", "@cmd", "\"quoted\" 'name'", "<script>alert(1)</script>", "a|b", "first\nsecond", "שלום (1)", "🚲 cycling",
    "*bold* _it_ `c` [x](y) # & ~",
    "\tTab", "C:\\dir", "1;2,3",
  ]

  private func table(_ word: String) -> TextTable {
    TextTable(
      title: word, rowHeading: word, columns: [.init(word), .init("t")], rows: [.init(word, [.text(word), .number(-1.5, decimals: 1)])])
  }

  @Test(arguments: words) func aFileForMachinesHoldsTheWordAndNoFormula(word: String) throws {
    for csv in [table(word).csv, table(word).spreadsheetCSV(NumberForm(.fi))] {
      for start in ["=", "+", "-", "@", "\t"] {
        #expect(!csv.hasPrefix(start))
        for mark in [",", ";", "\n", "\""] where word.hasPrefix(start) {
          #expect(!csv.replacingOccurrences(of: "'" + word, with: "").contains(mark + word))
        }
      }
      #expect(csv.replacingOccurrences(of: "\"\"", with: "\"").contains(word), "unchanged")
    }
  }

  @Test(arguments: words) func htmlShowsTheWordAndRunsNothing(word: String) {
    let html = htmlPage([table(word)], title: word, form: NumberForm(.en))
    #expect(!html.contains("<script"))
    let shown = html.replacingOccurrences(of: "<br>", with: "\n").replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(
      of: "&gt;", with: ">"
    )
    .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(
      of: "&amp;", with: "&")
    #expect(shown.contains("dir=\"auto\">\(word)<"))
  }

  @Test(arguments: words) func markdownKeepsOneRowOneLine(word: String) {
    let lines = table(word).markdown(NumberForm(.en)).split(separator: "\n", omittingEmptySubsequences: false)
    let rows = lines.filter { $0.hasPrefix("|") }
    #expect(rows.count == 3)
    for row in rows {
      let bars = row.indices.filter { row[$0] == "|" && ($0 == row.startIndex || row[row.index(before: $0)] != "\\") }
      #expect(bars.count == 4, "\(row)")
      #expect(!row.replacingOccurrences(of: "<br>", with: "").contains("<"))
    }
  }

  @Test(arguments: words) func jsonGivesTheWordBack(word: String) throws {
    let object = try JSONSerialization.jsonObject(with: Data(try json(table(word)).utf8)) as? [String: Any]
    let rows = object?["rows"] as? [[Any]]
    #expect(rows?.first?.prefix(2).compactMap { $0 as? String } == [word, word])
  }

  @Test(arguments: words) func aSheetHoldsTheWordAsText(word: String) {
    let row = table(word).sheet.rows[0]
    #expect(Array(row.cells.prefix(2)) == [.text(word), .text(word)])
    #expect(row.cells[2] == .number(-1.5, decimals: 1))
  }

  @Test(arguments: words) func theTerminalShowsTheWordInOneTable(word: String) {
    let text = table(word).text(NumberForm(.en))
    #expect(!text.contains("\t"))
    for part in word.split(whereSeparator: \.isWhitespace) { #expect(text.contains(part)) }
  }

  @Test func aSpreadsheetOfFinlandHasItsOwnMarks() {
    let table = TextTable(
      title: "Päästöt", rowHeading: "Sektori", columns: [.init("2025", unit: "kt")],
      rows: [.init("Liikenne", [.number(1234.5, decimals: 1)]), .init("Muu", [.blank])])
    #expect(table.spreadsheetCSV(NumberForm(.fi)) == "Päästöt\r\nSektori;2025, kt\r\nLiikenne;1234,5\r\nMuu;\r\n")
    #expect(table.spreadsheetCSV(NumberForm(.en)).contains("Liikenne;1234.5"))
    #expect(table.csv == "Sektori,2025 [kt]\r\nLiikenne,1234.5\r\nMuu,\r\n")
  }
}
