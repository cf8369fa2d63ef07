/// A search near a start is to find something soon, not to prove anything.
private let fewNodes = 200
private let littleTime = 0.1
/// How much smaller its gap is: it is a small part of the problem, and what it leaves open the whole search must make good.
private let finer = 0.1

extension Solver {
  /// A better start for a search: what the start and the problem without whole numbers agree on is held, and only the rest, a small part, is
  /// searched. The start need not keep all limits; it may be what was best before one of them moved.
  ///
  /// Danna, Rothberg and Le Pape: Exploring relaxation induced neighborhoods to improve MIP solutions. Mathematical Programming 102 (2005).
  /// - Returns: the start itself where nothing better was found, or need be; nil where it does not keep all limits either.
  func improved(_ start: [Double], for problem: LinearProblem, _ options: SolveOptions) -> [Double]? {
    let known = problem.isFeasible(start) ? start : nil
    let parts = solveSound(problem.relaxed, SolveOptions(timeLimit: options.timeLimit, isInterrupted: options.isInterrupted))
    guard parts.status == .optimal, start.count == parts.values.count else { return known }
    func begun(_ values: [Double]) -> Solution { Solution(.optimal, of: problem, by: name, found: values, bound: parts.objective) }
    if let gap = known.flatMap({ begun($0).gap }), gap <= options.relativeGap { return known }
    let found = solveSound(problem.holding(whereIn: start, and: parts.values), options.toBegin(with: known))
    guard !found.values.isEmpty, problem.isFeasible(found.values) else { return known }
    guard let known else { return found.values }
    let more = problem.objective(of: found.values) - problem.objective(of: known)
    return (problem.sense == .maximise ? more : -more) > 0 ? found.values : known
  }
}

extension SolveOptions {
  fileprivate func toBegin(with known: [Double]?) -> SolveOptions {
    var few = self
    few.start = known
    few.relativeGap *= finer
    few.nodeLimit = min(fewNodes, nodeLimit ?? .max)
    few.timeLimit = timeLimit.map { $0 * littleTime }
    return few
  }
}

extension LinearProblem {
  /// The problem with those whole numbers held that are the same in both.
  fileprivate func holding(whereIn start: [Double], and parts: [Double]) -> LinearProblem {
    var rest = self
    for (column, kind) in columns.enumerated() where kind.isInteger {
      let whole = parts[column].rounded()
      if abs(parts[column] - whole) < 1e-6, abs(start[column] - whole) < 1e-6 { rest.setBounds(ofColumn: column, from: whole, to: whole) }
    }
    return rest
  }
}
