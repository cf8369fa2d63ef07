import Diagnostics
import Foundation
import Optimisation
import OptimisationProblems
import Testing

/// A folder of its own for the files of one test.
final class ProblemFolder {
  private let path: String

  init() throws {
    path = NSTemporaryDirectory() + "problems-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func load(_ name: String, _ text: String) throws -> OptimisationProblemFile {
    try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    return try loadOptimisationProblem(file(name))
  }

  /// Every problem of a file, with the folder's path left out.
  func mistakes(_ name: String, _ text: String) -> [String] {
    do {
      _ = try load(name, text)
      return []
    } catch let error as InputError {
      return error.diagnostics.all.map { $0.description.replacingOccurrences(of: path + "/", with: "") }
    } catch {
      return ["\(error)"]
    }
  }
}

/// Every kind of row, bound and column, with names that no format takes as they are.
/// - Parameter idle: also a column that neither objective nor rows have.
func oddProblem(idle: Bool = true) -> LinearProblem {
  var problem = LinearProblem(.maximise, name: "Outo ongelma", offset: 2.5)
  problem.addColumn("länsi metro", objective: 3, to: 40)
  problem.addColumn("free", objective: -1.25, from: -.infinity)
  problem.addColumn("e5", objective: 0.1, from: -7, to: -2)
  problem.addColumn("2nd phase", objective: 1e-7, from: 1, to: 9, isInteger: true)
  problem.addChoice("choice", objective: 12_345_678.9)
  problem.addColumn("fixed", objective: 0, from: 4, to: 4)
  if idle { problem.addColumn("in no row", objective: 0, to: 3) }
  problem.addColumn("below", objective: 1, from: -.infinity, to: 6)
  problem.addColumn("at least", objective: -1, from: 2.5)
  problem.addRow("cap 2027", byName: [("länsi metro", 2), ("free", 1), ("choice", -3.5)], atMost: 50)
  problem.addRow("Cap_2027", byName: [("free", 1), ("e5", 1), ("below", 1)], atLeast: -30)
  problem.addRow("range", byName: [("2nd phase", 1), ("fixed", 2)], atLeast: 3, atMost: 20)
  problem.addRow("equation", byName: [("länsi metro", 1), ("at least", -1)], atLeast: 1.5, atMost: 1.5)
  return problem
}

/// Columns and rows by what they say, with names as a file has them.
func content(_ problem: LinearProblem) -> Set<String> {
  let columns = problem.columns.map { "\($0.name) \($0.objective) \($0.lower)...\($0.upper) \($0.isInteger)" }
  let rows = problem.rows.map { row in
    let terms = row.terms.map { "\($0.coefficient) \(problem.columns[$0.column].name)" }.sorted()
    return "\(row.name) \(row.lower)...\(row.upper): \(terms)"
  }
  return Set(columns + rows + ["offset \(problem.offset)"])
}

func expectSame(_ found: LinearProblem, _ expected: LinearProblem, at place: SourceLocation = #_sourceLocation) {
  #expect(content(found).subtracting(content(expected)) == [], sourceLocation: place)
  #expect(content(expected).subtracting(content(found)) == [], sourceLocation: place)
}
