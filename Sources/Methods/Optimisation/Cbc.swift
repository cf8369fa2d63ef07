import CCbc
import Synchronization

/// CBC keeps global state: two searches at once give wrong answers.
private let oneSearchAtATime = Mutex(())

/// Solves a problem with integers by CBC, on one thread.
func solveWithCbc(_ problem: LinearProblem, _ options: SolveOptions, solver: String) -> Solution {
  // What no whole numbers can better is proven before the search begins, and stays so when it is interrupted.
  var relaxedOptions = options
  relaxedOptions.start = nil
  let relaxed = solveWithClp(problem.relaxed, relaxedOptions, solver: solver)
  // A relaxation that has no solution leaves none to whole numbers; one that is unbounded is told as such.
  guard relaxed.status == .optimal else { return Solution(relaxed.status, of: problem, by: solver) }
  return oneSearchAtATime.withLock { _ in
    var first = FirstSolution(problem, options, relaxed: relaxed)
    first.look { search($0, $1, relaxedBound: nil, solver: solver) }
    if first.isProvenToBeNone { return Solution(.infeasible, of: problem, by: solver) }
    if let start = first.values {
      let begun = Solution(.optimal, of: problem, by: solver, found: start, bound: relaxed.objective)
      if let gap = begun.gap, gap <= options.relativeGap { return begun }
    }
    return search(problem, first.remaining, relaxedBound: relaxed.objective, solver: solver)
  }
}

private func search(_ problem: LinearProblem, _ options: SolveOptions, relaxedBound: Double?, solver: String) -> Solution {
  let model = Cbc_newModel()
  defer { Cbc_deleteModel(model) }
  let arrays = CoinArrays(problem), ties = TieBreak(problem, options, size: relaxedBound ?? 0)
  // The level goes first: loading already talks to standard output.
  Cbc_setLogLevel(model, 0)
  Cbc_setParameter(model, "logLevel", "0")
  Cbc_loadProblem(
    model, Int32(problem.columns.count), Int32(problem.rows.count), arrays.matrix.start, arrays.matrix.index, arrays.matrix.value,
    arrays.lower, arrays.upper, ties.objective.map { problem.leastSign * $0 }, arrays.atLeast, arrays.atMost)
  for (column, kind) in problem.columns.enumerated() where kind.isInteger { Cbc_setInteger(model, Int32(column)) }
  let start = options.start.flatMap { problem.isFeasible($0) ? $0 : nil }
  set(options, ties, start, on: model)
  CbcInterruption.begin(options)
  if options.isInterrupted != nil { Cbc_addCutCallback(model, cutEverything, "interruption", nil) }
  Cbc_solve(model)
  let isInterrupted = CbcInterruption.end()
  return solution(
    of: model, problem, start, ties, relaxedBound: relaxedBound, isInterrupted: isInterrupted, solver: solver)
}

private func set(_ options: SolveOptions, _ ties: TieBreak, _ start: [Double]?, on model: UnsafeMutableRawPointer?) {
  // CBC's gap is a share of the greater of objective and bound; ours is one of the objective.
  Cbc_setParameter(model, "ratioGap", "\(ties.gap / (1 + ties.gap))")
  // CBC would take a gap of 1e-10 at most as closed; its own steps of the objective stay.
  Cbc_setParameter(model, "allowableGap", "1e-9")
  if let limit = options.timeLimit {
    // Without this its seconds are those of the processor.
    Cbc_setParameter(model, "timeMode", "elapsed")
    Cbc_setParameter(model, "seconds", "\(limit)")
  }
  if let nodes = options.nodeLimit { Cbc_setParameter(model, "maxNodes", "\(nodes)") }
  // Its default, `sos`, may add columns that have no name, and then it loses itself: with a message on standard output, and infeasible what is not.
  Cbc_setParameter(model, "preprocess", "on")
  guard let start else { return }
  Cbc_setMIPStartI(model, Int32(start.count), Array(0..<Int32(start.count)), start)
}

private func solution(
  of model: UnsafeMutableRawPointer?, _ problem: LinearProblem, _ start: [Double]?, _ ties: TieBreak, relaxedBound: Double?,
  isInterrupted: Bool, solver: String
) -> Solution {
  let nodes = Int(Cbc_getNodeCount(model))
  let proven = bestBound(of: model, problem, ties, relaxedBound: relaxedBound, isInterrupted: isInterrupted)
  let status: Solution.Status =
    if isInterrupted || Cbc_secondaryStatus(model) == 5 {
      .interrupted
    } else if Cbc_isProvenInfeasible(model) != 0 {
      // A start that keeps all limits proves the contrary.
      start == nil ? .infeasible : .failed
    } else if Cbc_isContinuousUnbounded(model) != 0 {
      .unbounded
    } else if Cbc_isProvenOptimal(model) != 0 {
      .optimal
    } else if Cbc_isSecondsLimitReached(model) != 0 {
      .timeLimit
    } else if Cbc_isNodeLimitReached(model) != 0 {
      .nodeLimit
    } else { .failed }
  if status == .infeasible || status == .unbounded { return Solution(status, of: problem, by: solver, nodes: nodes) }
  let found = Cbc_bestSolution(model).map { Array(UnsafeBufferPointer(start: $0, count: problem.columns.count)) }
  guard let values = problem.better(found, start) else {
    return Solution(status, of: problem, by: solver, bound: proven, nodes: nodes)
  }
  return Solution(
    status, of: problem, by: solver, found: values, bound: status == .failed ? relaxedBound : proven, nodes: nodes)
}

extension LinearProblem {
  /// CBC's preprocessing may lose the start it was given: then the start is still there.
  fileprivate func better(_ found: [Double]?, _ start: [Double]?) -> [Double]? {
    guard let found, let start else { return found ?? start }
    let more = objective(of: start) - objective(of: found)
    return (sense == .maximise ? more : -more) > 0 ? start : found
  }

  /// CBC 2.10 is always asked for the least: where the most is asked, it takes the worth of a start with the wrong sign, and the start is of no use,
  /// or bars what it should lead to.
  fileprivate var leastSign: Double { sense == .maximise ? -1 : 1 }
}

/// CBC's own bound, which an interruption makes worthless, or what the problem without whole numbers proves.
private func bestBound(
  of model: UnsafeMutableRawPointer?, _ problem: LinearProblem, _ ties: TieBreak, relaxedBound: Double?, isInterrupted: Bool
) -> Double? {
  let own = Cbc_getBestPossibleObjValue(model), found = Cbc_getObjValue(model)
  guard !isInterrupted, own.isFinite, abs(own) < 1e29 else { return relaxedBound }
  // Where the start stays the best, CBC may leave its bound where it was when the whole tree was not yet closed.
  let closed = Cbc_isProvenOptimal(model) != 0 ? found - ties.gap * abs(found) : -.infinity
  let bound = problem.leastSign * (max(own, closed) - ties.most) + problem.offset
  guard let relaxedBound else { return bound }
  return problem.sense == .maximise ? min(bound, relaxedBound) : max(bound, relaxedBound)
}

/// CBC has no way to be stopped from outside. It asks this generator of cuts at every node, and a cut that nothing satisfies closes
/// the node: once the caller wants an end, the whole tree closes at once and the best found is left.
private func cutEverything(_ osi: UnsafeMutableRawPointer?, _ cuts: UnsafeMutableRawPointer?, _ data: UnsafeMutableRawPointer?) {
  guard CbcInterruption.isAsked else { return }
  // CBC passes over cuts with huge numbers; this one asks a little more of a column than its bound.
  let upper = UnsafeBufferPointer(start: Osi_getColUpper(osi), count: Int(Osi_getNumCols(osi)))
  guard let column = upper.firstIndex(where: { $0 < 1e9 }) else { return }
  OsiCuts_addRowCut(cuts, 1, [Int32(column)], [1], CChar(UInt8(ascii: "G")), upper[column] + 1000)
}

/// The question whether to end, of the one search under way.
private enum CbcInterruption {
  private struct State {
    var question: (@Sendable () -> Bool)?
    var wasAsked = false
  }

  private static let state = Mutex(State())

  static func begin(_ options: SolveOptions) { state.withLock { $0 = State(question: options.isInterrupted) } }

  static var isAsked: Bool {
    state.withLock { state in
      if !state.wasAsked, state.question?() == true { state.wasAsked = true }
      return state.wasAsked
    }
  }

  /// Whether the search was cut off.
  static func end() -> Bool {
    state.withLock { state in
      defer { state.question = nil }
      return state.wasAsked
    }
  }
}
