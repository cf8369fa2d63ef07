import Diagnostics
import LinearAlgebra
import Sensitivity

/// Without a degree at most this, and at most this many terms: 500 terms at 16,384 evaluations are fitted in seconds.
private let highestDegree = 9
private let mostTerms = 500
/// Terms times evaluations, which are held in memory, and again in the fit.
private let mostEntries = 100_000_000

extension SensitivityAnalysis {
  /// Tells what a polynomial cannot be fitted to: too many terms, and inputs that their distributions cannot give.
  func checkFit(_ degree: Int?, _ problem: Problem, _ table: NumberTable, _ inputs: Matrix, _ problems: inout DiagnosticList) {
    let terms = degree.map { termCount(inputs: inputs.rows, degree: $0) } ?? 0
    let most = mostEntries / max(inputs.columns, 1)
    if let degree, terms > most {
      problems.error(
        SourcePlace(file: problem.file), "\(terms) terms for degree \(degree) of \(inputs.rows) inputs",
        expected: "at most \(most) at \(inputs.columns) evaluations", hint: "choose a lower degree")
    }
    for (i, input) in problem.inputs.enumerated() {
      guard let j = (0..<inputs.columns).first(where: { !input.spread.admits(inputs[i, $0]) }) else { continue }
      problems.error(
        SourcePlace(file: table.file, line: table.firstLine + j), "'\(input.name)' is \(inputs[i, j])",
        expected: "a value that its bounds allow (\(input.place))")
    }
  }
}

extension PolynomialChaos {
  /// The expansion of outputs over inputs in their own units: least squares where there are two evaluations a term, sparse otherwise.
  /// - Parameter degree: nil for the highest, 9 at most, that least squares carry.
  init(_ problem: Problem, inputs: Matrix, outputs: [Double], degree: Int?) throws(SensitivityError) {
    let room = min(outputs.count / 2, mostTerms)
    let chosen = degree ?? (1...highestDegree).last { termCount(inputs: inputs.rows, degree: $0) <= room } ?? 1
    let terms = termCount(inputs: inputs.rows, degree: chosen)
    var arguments = inputs
    let stride = arguments.rowStride
    arguments.withUnsafeMutablePointer { x in
      for (i, input) in problem.inputs.enumerated() {
        for j in 0..<inputs.columns { x[i * stride + j] = input.spread.argument(x[i * stride + j]) }
      }
    }
    try self.init(
      arguments: arguments, families: problem.inputs.map(\.spread.family), outputs: outputs,
      truncation: PolynomialTruncation(degree: chosen), fit: outputs.count >= 2 * terms ? .leastSquares : .sparse)
  }
}

/// (inputs + degree)! / (inputs! degree!), or the greatest whole number when that is greater.
func termCount(inputs: Int, degree: Int) -> Int {
  var count = 1
  for k in 1...degree {
    let (product, overflows) = count.multipliedReportingOverflow(by: inputs + k)
    if overflows { return .max }
    count = product / k
  }
  return count
}
