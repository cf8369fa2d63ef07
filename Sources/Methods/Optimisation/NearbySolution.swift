/// A search near a start is to find something soon, not to prove anything.
private let fewNodes = 200
private let littleTime = 0.2
/// How much smaller its gap is: it is a small part of the problem, and what it leaves open the whole search must make good.
private let finer = 0.1

extension Solver {
  /// A better start for a search: what the start and the problem without whole numbers agree on is held, and only the rest, a small part, is
  /// searched; where that leaves much open, what both take is let go too. The start need not keep all limits; it may be what was best before one
  /// of them moved.
  ///
  /// Danna, Rothberg and Le Pape: Exploring relaxation induced neighborhoods to improve MIP solutions. Mathematical Programming 102 (2005).
  /// - Returns: the start itself where nothing better was found, or need be; nil where it does not keep all limits either.
  func improved(_ start: [Double], for problem: LinearProblem, _ options: SolveOptions) -> [Double]? {
    var best = problem.isFeasible(start) ? start : nil
    let parts = solveSound(problem.relaxed, SolveOptions(timeLimit: options.timeLimit, isInterrupted: options.isInterrupted))
    guard parts.status == .optimal, start.count == parts.values.count else { return best }
    func isWithin(_ gap: Double, _ values: [Double]) -> Bool {
      Solution(.optimal, of: problem, by: name, found: values, bound: parts.objective).gap.map { $0 <= gap } ?? false
    }
    for neighbourhood in Neighbourhood.allCases {
      if let best, isWithin(neighbourhood.nearEnough * options.relativeGap, best) { break }
      let near = solveSound(problem.holding(neighbourhood, of: best ?? start, and: parts.values), options.toBegin(with: best))
      guard !near.values.isEmpty, problem.isFeasible(near.values) else { continue }
      let more = problem.objective(of: near.values) - (best.map(problem.objective) ?? 0)
      if best == nil || (problem.sense == .maximise ? more : -more) > 0 { best = near.values }
    }
    return best
  }
}

/// What is held of that on which a start and the problem without whole numbers agree; the smaller search first.
private enum Neighbourhood: CaseIterable {
  case takenOrLeft, left

  /// A start within this many times the gap needs no such search: what is still open the cuts of the whole search often prove.
  var nearEnough: Double { self == .takenOrLeft ? 1 : 2 }
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
  fileprivate func holding(_ neighbourhood: Neighbourhood, of start: [Double], and parts: [Double]) -> LinearProblem {
    var rest = self
    for (column, kind) in columns.enumerated() where kind.isInteger {
      let whole = parts[column].rounded()
      guard abs(parts[column] - whole) < 1e-6, abs(start[column] - whole) < 1e-6, neighbourhood == .takenOrLeft || whole == 0 else {
        continue
      }
      rest.setBounds(ofColumn: column, from: whole, to: whole)
    }
    return rest
  }
}
