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
  guard relaxed.status == .optimal else { return Solution(status(ofRelaxed: relaxed), of: problem, by: solver) }
  return oneSearchAtATime.withLock { _ in
    search(problem, options, relaxedBound: relaxed.objective, solver: solver)
  }
}

/// A relaxation that has no solution leaves none to whole numbers; one that is unbounded is told as such.
private func status(ofRelaxed solution: Solution) -> Solution.Status { solution.status }

private func search(_ problem: LinearProblem, _ options: SolveOptions, relaxedBound: Double?, solver: String) -> Solution {
  let model = Cbc_newModel()
  defer { Cbc_deleteModel(model) }
  let arrays = CoinArrays(problem)
  // The level goes first: loading already talks to standard output.
  Cbc_setLogLevel(model, 0)
  Cbc_setParameter(model, "logLevel", "0")
  Cbc_loadProblem(
    model, Int32(problem.columns.count), Int32(problem.rows.count), arrays.matrix.start, arrays.matrix.index, arrays.matrix.value,
    arrays.lower, arrays.upper, arrays.objective, arrays.atLeast, arrays.atMost)
  Cbc_setObjSense(model, problem.sense == .maximise ? -1 : 1)
  for (column, kind) in problem.columns.enumerated() where kind.isInteger { Cbc_setInteger(model, Int32(column)) }
  set(options, problem, on: model)
  CbcInterruption.begin(options)
  if options.isInterrupted != nil { Cbc_addCutCallback(model, cutEverything, "interruption", nil) }
  Cbc_solve(model)
  let isInterrupted = CbcInterruption.end()
  return solution(of: model, problem, relaxedBound: relaxedBound, isInterrupted: isInterrupted, solver: solver)
}

private func set(_ options: SolveOptions, _ problem: LinearProblem, on model: UnsafeMutableRawPointer?) {
  Cbc_setParameter(model, "ratioGap", "\(options.relativeGap)")
  // CBC would take a gap of 1e-10 at most as closed; its own steps of the objective stay.
  Cbc_setParameter(model, "allowableGap", "1e-9")
  if let limit = options.timeLimit {
    // Without this its seconds are those of the processor.
    Cbc_setParameter(model, "timeMode", "elapsed")
    Cbc_setParameter(model, "seconds", "\(limit)")
  }
  if let nodes = options.nodeLimit { Cbc_setParameter(model, "maxNodes", "\(nodes)") }
  if let start = options.start, problem.isFeasible(start) {
    Cbc_setMIPStartI(model, Int32(start.count), Array(0..<Int32(start.count)), start)
  }
}

private func solution(
  of model: UnsafeMutableRawPointer?, _ problem: LinearProblem, relaxedBound: Double?, isInterrupted: Bool, solver: String
) -> Solution {
  let nodes = Int(Cbc_getNodeCount(model))
  let proven = bestBound(of: model, problem, relaxedBound: relaxedBound, isInterrupted: isInterrupted)
  let status: Solution.Status =
    if isInterrupted || Cbc_secondaryStatus(model) == 5 {
      .interrupted
    } else if Cbc_isProvenInfeasible(model) != 0 {
      .infeasible
    } else if Cbc_isContinuousUnbounded(model) != 0 {
      .unbounded
    } else if Cbc_isProvenOptimal(model) != 0 {
      .optimal
    } else if Cbc_isSecondsLimitReached(model) != 0 {
      .timeLimit
    } else if Cbc_isNodeLimitReached(model) != 0 {
      .nodeLimit
    } else { .failed }
  guard status != .infeasible, status != .unbounded, let best = Cbc_bestSolution(model) else {
    return Solution(status, of: problem, by: solver, bound: status == .infeasible || status == .unbounded ? nil : proven, nodes: nodes)
  }
  let values = Array(UnsafeBufferPointer(start: best, count: problem.columns.count))
  return Solution(status, of: problem, by: solver, found: values, bound: proven, nodes: nodes)
}

/// CBC's own bound, which an interruption makes worthless, or what the problem without whole numbers proves.
private func bestBound(
  of model: UnsafeMutableRawPointer?, _ problem: LinearProblem, relaxedBound: Double?, isInterrupted: Bool
) -> Double? {
  let own = Cbc_getBestPossibleObjValue(model) + problem.offset
  guard !isInterrupted, own.isFinite, abs(own) < 1e29 else { return relaxedBound }
  guard let relaxedBound else { return own }
  return problem.sense == .maximise ? min(own, relaxedBound) : max(own, relaxedBound)
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
