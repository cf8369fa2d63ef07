import Diagnostics
import Sensitivity

/// A file and how many rows of numbers it holds.
struct RowCount: Hashable, Sendable {
  let file: String
  let rows: Int
}

extension SensitivityAnalysis {
  /// Tells rows of inputs and outputs that do not agree with each other or with the design.
  func checkRows(_ problem: Problem, inputs: RowCount?, outputs: RowCount, _ problems: inout DiagnosticList) {
    let size = problem.groups.names.count
    let design: (each: Int, words: String)? =
      switch method {
      case .sobol(false): (size + 2, "(\(size) + 2)")
      case .sobol(true): (2 * size + 2, "(2 x \(size) + 2)")
      case .morris: (size + 1, "(\(size) + 1)")
      default: nil
      }
    func words(_ rows: Int) -> String? {
      design.flatMap { rows % $0.each == 0 ? "\(rows / $0.each) x \($0.words) = \(rows) rows" : nil }
    }
    if let inputs {
      if let design, words(inputs.rows) == nil { tell(inputs, "rows of inputs", design, &problems) }
      if outputs.rows != inputs.rows {
        problems.error(
          SourcePlace(file: outputs.file), "\(outputs.rows) rows of outputs",
          expected: "\(words(inputs.rows) ?? "\(inputs.rows) rows"), one for each row of \(inputs.file)")
      }
    } else if let design, words(outputs.rows) == nil {
      tell(outputs, "rows of outputs", design, &problems)
    }
  }

  private func tell(_ table: RowCount, _ what: String, _ design: (each: Int, words: String), _ problems: inout DiagnosticList) {
    let whole = max(1, Int((Double(table.rows) / Double(design.each)).rounded()))
    // Where the rows fill the other of the two designs, that is what went wrong.
    var hint: String?
    if case .sobol(true) = method, table.rows % (design.each / 2 + 1) == 0 { hint = "leave out --second-order if it was sampled without" }
    if case .sobol(false) = method, table.rows % (2 * design.each - 2) == 0 { hint = "add --second-order if it was sampled with it" }
    problems.error(
      SourcePlace(file: table.file), "\(table.rows) \(what)",
      expected: "n x \(design.words) rows, such as \(whole) x \(design.words) = \(whole * design.each)", hint: hint)
  }
}
