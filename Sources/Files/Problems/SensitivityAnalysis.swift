import Diagnostics
import LinearAlgebra
import Sampling
import Sensitivity

/// Which method to put to the evaluations of a model, and how.
package struct SensitivityAnalysis: Hashable, Sendable {
  package enum Method: Hashable, Sendable {
    /// At Saltelli's design; needs no inputs.
    case sobol(secondOrder: Bool)
    /// At Morris' design.
    case morris(levels: Int)
    /// At any sample: standardised and partial coefficients, of values and of ranks.
    case regression
    /// At any sample that is spread as the problem says. Without a degree the highest that the evaluations carry.
    case polynomialChaos(degree: Int?)
    /// At any sample.
    case pawn(slices: Int)
  }

  package let method: Method
  /// Nil for no intervals.
  let bootstrap: Bootstrap?

  /// - Parameters:
  ///   - resamples: for the intervals of Sobol' indices and of Morris' mu*; 0 for none.
  ///   - level: the probability that an interval is to cover.
  package init(_ method: Method, resamples: Int = 0, level: Double = 0.95, seed: UInt64 = 1) {
    self.method = method
    bootstrap = resamples > 0 ? Bootstrap(seed: seed, resamples: resamples, level: level) : nil
  }

  /// Resamples and level of the intervals; nil when there are none.
  package var intervals: (resamples: Int, level: Double)? { bootstrap.map { ($0.resamples, $0.level) } }

  package var needsInputs: Bool { if case .sobol = method { false } else { true } }

  /// The indices of every output, in the order of the file.
  /// - Parameters:
  ///   - inputs: the file of the sample; nil for a method that needs none, which looks only at its design and count of rows.
  ///   - outputs: a file with one column for each output and one row for each evaluation.
  /// - Throws: every problem of the two files.
  package func indices(of problem: Problem, inputs: String?, outputs: String) throws(InputError) -> [SensitivityIndices] {
    precondition(inputs != nil || !needsInputs, "the method needs inputs")
    var problems = DiagnosticList()
    let sample = inputs.flatMap { readSample($0, of: problem, &problems) }
    let results = readNumbers(outputs, purpose: "the outputs of \(problem.file)", names: problem.outputs, into: &problems)
    guard let results else { throw InputError(problems) }
    checkRows(problem, inputs: sample?.count, outputs: RowCount(file: outputs, rows: results.rows), &problems)
    let names = outputNames(results, problem, &problems)
    if problems.hasErrors { throw InputError(problems) }
    return try indices(of: problem, inputs: sample?.inputs ?? Matrix(rows: 0, columns: 0), outputs: results, names: names)
  }

  /// The inputs in the order of the problem, as far as the method needs them, and how many rows the file has.
  private func readSample(_ path: String, of problem: Problem, _ problems: inout DiagnosticList) -> (inputs: Matrix, count: RowCount)? {
    let purpose = "the sample of \(problem.file)"
    var read: (table: NumberTable, count: RowCount)?
    if case .sobol(let secondOrder) = method {
      let layout = SaltelliLayout(groups: problem.groups.names.count, secondOrder: secondOrder)
      read = readFirstNumbers(path, rows: layout.evaluationsEach, purpose: purpose, names: problem.names, into: &problems)
    } else {
      read = readNumbers(path, purpose: purpose, names: problem.names, into: &problems).map { ($0, RowCount(file: path, rows: $0.rows)) }
    }
    guard let (table, count) = read, let inputs = ordered(table, by: problem, &problems) else { return nil }
    checkDesign(problem, inputs, file: path, firstLine: table.firstLine, &problems)
    if case .polynomialChaos(let degree) = method { checkFit(degree, problem, table, inputs, &problems) }
    return (inputs, count)
  }

  private func indices(
    of problem: Problem, inputs: Matrix, outputs: NumberTable, names: [String]
  ) throws(InputError) -> [SensitivityIndices] {
    var problems = DiagnosticList()
    var found: [SensitivityIndices] = []
    for (i, name) in names.enumerated() {
      do throws(SensitivityError) {
        found.append(try indices(of: problem, inputs: inputs, output: Array(outputs.columns.row(i)), named: name))
      } catch {
        problems.error(SourcePlace(file: outputs.file), "the output '\(name)': \(error)")
      }
    }
    if problems.hasErrors { throw InputError(problems) }
    return found
  }

  private func indices(
    of problem: Problem, inputs: Matrix, output: [Double], named name: String
  ) throws(SensitivityError) -> SensitivityIndices {
    let groups = problem.groups
    switch method {
    case .sobol(let secondOrder):
      let layout = SaltelliLayout(groups: groups.names.count, secondOrder: secondOrder)
      return SensitivityIndices(try SobolIndices(outputs: output, layout: layout, bootstrap: bootstrap), self, groups, name, output.count)
    case .morris(let levels):
      let effects = try MorrisEffects(inputs: inputs, outputs: output, groups: groups, levels: levels, bootstrap: bootstrap)
      return SensitivityIndices(effects, self, groups, name, output.count)
    case .regression:
      let values = try RegressionIndices(inputs: inputs, outputs: output, names: problem.names, on: .values)
      let ranks = try RegressionIndices(inputs: inputs, outputs: output, names: problem.names, on: .ranks)
      return SensitivityIndices(values, ranks: ranks, self, problem.names, name, output.count)
    case .polynomialChaos(let degree):
      let chaos = try PolynomialChaos(problem, inputs: inputs, outputs: output, degree: degree)
      return SensitivityIndices(chaos, self, groups, name, output.count)
    case .pawn(let slices):
      return SensitivityIndices(try PawnIndices(inputs: inputs, outputs: output, slices: slices), self, problem.names, name, output.count)
    }
  }

  private func outputNames(_ outputs: NumberTable, _ problem: Problem, _ problems: inout DiagnosticList) -> [String] {
    let count = outputs.columns.rows
    if let header = outputs.header { return header }
    if !problem.outputs.isEmpty {
      if problem.outputs.count == count { return problem.outputs }
      problems.error(
        SourcePlace(file: outputs.file), "\(count) columns of outputs",
        expected: "\(problem.outputs.count), as 'outputs' of \(problem.file) says")
    }
    return count == 1 ? ["Y"] : (1...count).map { "Y\($0)" }
  }
}

/// The inputs in the order of the problem, by their header where there is one.
private func ordered(_ table: NumberTable, by problem: Problem, _ problems: inout DiagnosticList) -> Matrix? {
  let place = SourcePlace(file: table.file)
  let names = problem.names
  guard let header = table.header else {
    if table.columns.rows == names.count { return table.columns }
    problems.error(place, "\(table.columns.rows) columns of inputs", expected: "\(names.count), as many as \(problem.file) names")
    return nil
  }
  if header == names { return table.columns }
  for name in header where !names.contains(name) {
    problems.error(place, "the column '\(name)'", expected: "an input of \(problem.file)", hint: didYouMean(name, among: names))
  }
  for name in names where !header.contains(name) {
    problems.error(place, "no column '\(name)'", expected: "every input of \(problem.file)")
  }
  for name in Set(header) where header.filter({ $0 == name }).count > 1 {
    problems.error(place, "the column '\(name)' stands twice", expected: "every name once")
  }
  if problems.hasErrors { return nil }
  return Matrix(names.map { name in Array(table.columns.row(header.firstIndex(of: name) ?? 0)) })
}
