import Diagnostics
import LinearAlgebra
import Sensitivity

/// Indices of a sample with another design are plausible numbers without a meaning, so the design is looked for in the inputs.
extension SensitivityAnalysis {
  /// - Parameters:
  ///   - inputs: in the order of the problem; for Saltelli's design only the rows of the first base point.
  ///   - firstLine: of the numbers in the file.
  func checkDesign(_ problem: Problem, _ inputs: Matrix, file: String, firstLine: Int, _ problems: inout DiagnosticList) {
    let fault: (row: Int, found: String, expected: String, hint: String)? =
      switch method {
      case .sobol(let secondOrder):
        saltelliFault(problem, inputs, SaltelliLayout(groups: problem.groups.names.count, secondOrder: secondOrder)).map {
          let hint = secondOrder ? "was it sampled without --second-order?" : "was it sampled with --second-order?"
          return ($0.row, $0.found, $0.expected, hint)
        }
      case .morris:
        morrisFault(problem, inputs).map { ($0.row, $0.found, "Morris' design, where one moves", "sample with --method morris") }
      default: nil
      }
    guard let fault else { return }
    problems.error(SourcePlace(file: file, line: firstLine + fault.row), fault.found, expected: fault.expected, hint: fault.hint)
  }
}

/// The first row of a block that is not the design's: in the rows of a group its inputs are those of the other sample, all others stay.
private func saltelliFault(_ problem: Problem, _ x: Matrix, _ layout: SaltelliLayout) -> (row: Int, found: String, expected: String)? {
  guard x.columns >= layout.evaluationsEach else { return nil }
  for group in 0..<layout.groups {
    let rows = [(layout.ab(group), 0, layout.b)] + (layout.secondOrder ? [(layout.ba(group), layout.b, 0)] : [])
    for (row, others, own) in rows {
      for i in 0..<x.rows {
        let like = problem.groups.membership[i] == group ? own : others
        if x[i, row] == x[i, like] { continue }
        let place = "the \(like == 0 ? "first" : "last") row of a block of Saltelli's design"
        return (row, "'\(problem.names[i])' is \(x[i, row])", "\(x[i, like]), as in \(place)")
      }
    }
  }
  return nil
}

/// The first step in which more than one group moves.
private func morrisFault(_ problem: Problem, _ x: Matrix) -> (row: Int, found: String)? {
  let each = problem.groups.names.count + 1
  for row in 0..<x.columns where row % each != 0 {
    var mover: Int?
    for i in 0..<x.rows where x[i, row] != x[i, row - 1] {
      let group = problem.groups.membership[i]
      if let mover, mover != group {
        return (row, "'\(problem.groups.names[mover])' and '\(problem.groups.names[group])' move in one step")
      }
      mover = group
    }
  }
  return nil
}
