import CCbc
import CHighs
import Foundation
import GoldenFiles
import Optimisation
import Testing

@testable import OptimisationProblems

@Suite struct RoundTripTests {
  @Test func theLPFileIsForPeople() {
    #expect(goldenDifference(lpText(oddProblem()), "odd.lp") == nil)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let folder = try ProblemFolder()
    let problem = oddProblem()
    let read = try folder.load("odd.lp", lpText(problem))
    #expect(read.warnings.isEmpty && read.problem.sense == .maximise)
    expectSame(read.problem, withWrittenNames(problem))
    #expect(lpText(read.problem) == lpText(read.problem))
  }

  /// HiGHS reads what we write, and we read what it writes, as LP and as MPS: the same problem each time.
  @Test(.enabled(if: HighsSolver.found != nil, "HiGHS is not found"), arguments: ["lp", "mps"])
  func throughHighsOwnReaderAndWriter(ending: String) throws {
    let folder = try ProblemFolder()
    // HiGHS 1.15 writes an idle column between the markers of the integer ones of an MPS file.
    let problem = oddProblem(idle: ending == "lp")
    try lpText(problem).write(toFile: folder.file("ours.lp"), atomically: true, encoding: .utf8)
    let library = try #require(highs_find()?.pointee)
    let highs = library.create()
    defer { library.destroy(highs) }
    _ = library.set_bool(highs, "output_flag", 0)
    #expect(library.read_model(highs, folder.file("ours.lp")) == 0)
    #expect(library.write_model(highs, folder.file("theirs.\(ending)")) >= 0)
    let theirs = try loadOptimisationProblem(folder.file("theirs.\(ending)")).problem
    expectSame(inSense(theirs, of: problem), withWrittenNames(problem))
  }

  /// CBC's own reader finds in our LP file what we wrote.
  @Test func throughCbcsOwnReader() throws {
    let folder = try ProblemFolder()
    try lpText(oddProblem()).write(toFile: folder.file("ours.lp"), atomically: true, encoding: .utf8)
    let cbc = Cbc_newModel()
    defer { Cbc_deleteModel(cbc) }
    Cbc_setLogLevel(cbc, 0)
    #expect(Cbc_readLp(cbc, folder.file("ours.lp")) == 0)
    var read = LinearProblem(.maximise, offset: 2.5)
    func finite(_ value: Double) -> Double { abs(value) >= 1e30 ? (value < 0 ? -.infinity : .infinity) : value }
    // Its interface has no way to ask for the constant.
    for j in 0..<Int(Cbc_getNumCols(cbc)) {
      read.addColumn(
        name { Cbc_getColName(cbc, Int32(j), $0, 200) }, objective: Cbc_getObjCoefficients(cbc)[j] + 0,
        from: finite(Cbc_getColLower(cbc)[j]), to: finite(Cbc_getColUpper(cbc)[j]), isInteger: Cbc_isInteger(cbc, Int32(j)) != 0)
    }
    for i in 0..<Int(Cbc_getNumRows(cbc)) {
      let count = Int(Cbc_getRowNz(cbc, Int32(i)))
      let (indices, coefficients) = (Cbc_getRowIndices(cbc, Int32(i)), Cbc_getRowCoeffs(cbc, Int32(i)))
      let terms = (0..<count).map { LinearProblem.Term(Int(indices?[$0] ?? 0), coefficients?[$0] ?? .nan) }
      read.addRow(
        name { Cbc_getRowName(cbc, Int32(i), $0, 200) }, terms, atLeast: finite(Cbc_getRowLower(cbc)[i]),
        atMost: finite(Cbc_getRowUpper(cbc)[i]))
    }
    expectSame(read, withWrittenNames(oddProblem()))
  }

  private func name(_ write: (UnsafeMutablePointer<CChar>) -> Void) -> String {
    var buffer = [CChar](repeating: 0, count: 200)
    write(&buffer)
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A file may state a maximum as the minimum of the opposite.
  private func inSense(_ problem: LinearProblem, of other: LinearProblem) -> LinearProblem {
    guard problem.sense != other.sense else { return problem }
    var turned = problem
    turned.sense = other.sense
    turned.offset = -problem.offset + 0
    for column in turned.columns.indices { turned.setObjective(column, -turned.columns[column].objective + 0) }
    return turned
  }

  /// What the file holds: safe names, and a row of its own for each side of a range.
  private func withWrittenNames(_ problem: LinearProblem) -> LinearProblem {
    let columns = namesForLP(problem.columns.map(\.name), prefix: "x")
    let rows = ["cap_2027", "Cap_2027_2", "range", "equation"]
    var renamed = LinearProblem(problem.sense, offset: problem.offset)
    for (name, column) in zip(columns, problem.columns) {
      renamed.addColumn(name, objective: column.objective, from: column.lower, to: column.upper, isInteger: column.isInteger)
    }
    for (name, row) in zip(rows, problem.rows) where name != "range" {
      renamed.addRow(name, row.terms, atLeast: row.lower, atMost: row.upper)
    }
    renamed.addRow("range_at_least", problem.rows[2].terms, atLeast: 3)
    renamed.addRow("range_at_most", problem.rows[2].terms, atMost: 20)
    return renamed
  }
}
