import Diagnostics
import Foundation
import Synchronization
import Testing

@testable import Batch

@Suite struct RowTests {
  private func grid() throws -> CaseGrid {
    try CaseGrid(scenarios: ["s"], keys: [try GridKey(parsing: "a=1,2 %,+3"), try GridKey(parsing: "b='x,y',z")])
  }

  private var outcome: CaseOutcome {
    var outcome = CaseOutcome()
    outcome.targetYear = 2030
    outcome.forecast = 0.1 + 0.2
    outcome.gap = -3
    outcome.isMet = true
    return outcome
  }

  @Test func `A row of CSV has quotes where it must and blanks where there is nothing`() throws {
    let form = RowForm(.csv, try grid())
    #expect(
      form.header
        == "case,scenario,a,b,target_year,forecast,gap,met,neutral_year,cumulative,npv_meur,capex_meur,measures_without_npv,measures_without_cost,error\n"
    )
    #expect(form.row(try grid().numbered(1), outcome) == "1,s,1,\"'x,y'\",2030,0.30000000000000004,-3.0,true,,,,,,,\n")
    #expect(form.row(try grid().numbered(2), CaseOutcome(error: "no \"b\"")) == "2,s,1,z,,,,,,,,,,,\"no \"\"b\"\"\"\n")
  }

  @Test func `A row of JSON has the same names, numbers as numbers and null where there is nothing`() throws {
    let form = RowForm(.jsonl, try grid())
    let row = form.row(try grid().numbered(1), outcome)
    #expect(
      row
        == #"{"case":1,"scenario":"s","a":1,"b":"'x,y'","target_year":2030,"forecast":0.30000000000000004,"gap":-3.0,"met":true,"#
        + #""neutral_year":null,"cumulative":null,"npv_meur":null,"capex_meur":null,"measures_without_npv":null,"measures_without_cost":null,"error":null}"#
        + "\n")
    for number in 1...6 {
      let row = form.row(try grid().numbered(number), CaseOutcome(error: "a \"quote\", a \\ and a \u{1}"))
      let object = try JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any]
      #expect(object?["error"] as? String == "a \"quote\", a \\ and a \u{1}")
      // JSON has no +3.
      if number > 4 { #expect(object?["a"] as? String == "+3") }
    }
  }

  @Test func `Whole rows are kept and half a row is cut, wherever the file ends`() throws {
    let grid = try grid()
    for format in RowFormat.allCases {
      let form = RowForm(format, grid)
      let rows = (1...6).map { form.row(grid.numbered($0), outcome) }
      let bytes = Array((form.header + rows.joined()).utf8)
      for length in 0...bytes.count {
        var problems = DiagnosticList()
        let found = FinishedRows(Data(bytes[..<length]), file: "f", header: form.header, starts: { start(form, grid, $0) }, into: &problems)
        let finished = try #require(found)
        let kept = bytes[..<length].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        #expect(finished.length == kept)
        #expect(finished.count == bytes[..<kept].count { $0 == UInt8(ascii: "\n") } - (format == .csv && kept > 0 ? 1 : 0))
        #expect(finished.last == (finished.count > 0 ? rows[finished.count - 1] : nil))
      }
    }
  }

  @Test func `A file of another batch is told at the line that differs`() throws {
    let grid = try grid()
    let form = RowForm(.csv, grid)
    let hint =
      "; hint: the file is of another batch; give that one's --grid, --scenario, --draws, --repair, --shard and --format, or another -o"
    func message(_ text: String) -> String? {
      var problems = DiagnosticList()
      let found = FinishedRows(Data(text.utf8), file: "f", header: form.header, starts: { start(form, grid, $0) }, into: &problems)
      #expect(found == nil)
      return problems.all.first?.description
    }
    #expect(
      message("case,scenario,c\n")
        == "f:1:1: error: the columns are 'case,scenario,c'; expected '\(form.header.dropLast())'\(hint)")
    #expect(message(form.header + "1,s,2,z,\n") == "f:2:1: error: the row starts with '1,s,2,z,'; expected '1,s,1,\"'x,y'\",'\(hint)")
    let all = (1...6).map { form.row(grid.numbered($0), outcome) }.joined()
    #expect(
      message(form.header + all + "7,s\n") == "f:8:1: error: there are more rows than the grid has cases; expected at most 6 cases\(hint)")
  }

  private func start(_ form: RowForm, _ grid: CaseGrid, _ position: Int) -> String? {
    position < grid.count ? form.start(of: grid.numbered(position + 1)) : nil
  }

  @Test(arguments: [1, 2, 7]) func `Results come in order on any number of threads, and stop when told`(threads: Int) {
    let got = Mutex<[Int]>([])
    let count = inOrder(500, threads: threads) {
      $0 * $0
    } deliver: { number, square in
      got.withLock { $0.append(square) }
      return number < 300
    }
    let squares = got.withLock { $0 }
    #expect(squares == (0..<count).map { $0 * $0 })
    // Those taken before the word to stop are still delivered; no more than the bound can have been.
    #expect((301...300 + casesAhead * threads).contains(count))
  }
}
