import CHighs
import Synchronization

/// HiGHS: https://highs.dev, MIT licence; its library is found at run time, see `CHighs.h`.
///
/// Its time limit is wall time. Several problems may be solved at once.
package struct HighsSolver: Solver {
  private let library: UnsafeHandle<HighsLibrary>
  package let name: String
  /// The file the library was loaded from.
  package let path: String

  /// HiGHS as this machine has it, or nil; `searchProblem` then says why.
  package static let found: HighsSolver? = highs_find().map { HighsSolver($0) }
  package static var searchProblem: String { String(cString: highs_search_problem()) }

  private init(_ library: UnsafePointer<HighsLibrary>) {
    self.library = UnsafeHandle(pointer: library)
    name = "HiGHS \(library.pointee.version().map { String(cString: $0) } ?? "")"
    path = String(cString: library.pointee.path)
  }

  package func solveSound(_ problem: LinearProblem, _ options: SolveOptions) -> Solution {
    let model = HighsModel(library.pointer.pointee, problem, solver: name)
    defer { model.destroy() }
    guard model.isLoaded else { return Solution(.failed, of: problem, by: name) }
    model.set(options)
    let caller = CallbackTarget(options, sense: problem.sense)
    return withExtendedLifetime(caller) {
      model.call(back: caller)
      model.run(threads: options.threads)
      return model.solution
    }
  }
}

/// A pointer to what is never freed nor changed once it is there.
private struct UnsafeHandle<Value>: @unchecked Sendable { let pointer: UnsafePointer<Value> }

/// The threads of HiGHS's one scheduler: it must be reset before another number is used.
private let schedulerThreads = Mutex(0)

private struct HighsModel {
  private let highs: UnsafeMutableRawPointer?
  private let library: HighsLibrary
  private let problem: LinearProblem
  private let solver: String
  private let isInteger: Bool
  let isLoaded: Bool

  init(_ library: HighsLibrary, _ problem: LinearProblem, solver: String) {
    self.library = library
    self.problem = problem
    self.solver = solver
    isInteger = problem.hasIntegers
    highs = library.create()
    _ = library.set_bool(highs, "output_flag", 0)
    let matrix = ColumnwiseMatrix(problem)
    let (columns, rows) = (Int32(problem.columns.count), Int32(problem.rows.count))
    let sense: Int32 = problem.sense == .maximise ? -1 : 1
    let objective = problem.columns.map(\.objective)
    let (lower, upper) = (problem.columns.map(\.lower), problem.columns.map(\.upper))
    let (atLeast, atMost) = (problem.rows.map(\.lower), problem.rows.map(\.upper))
    let status =
      isInteger
      ? library.pass_mip(
        highs, columns, rows, Int32(matrix.value.count), 1, sense, problem.offset, objective, lower, upper, atLeast, atMost,
        matrix.start, matrix.index, matrix.value, problem.columns.map { $0.isInteger ? 1 : 0 })
      : library.pass_lp(
        highs, columns, rows, Int32(matrix.value.count), 1, sense, problem.offset, objective, lower, upper, atLeast, atMost,
        matrix.start, matrix.index, matrix.value)
    isLoaded = status >= 0
  }

  func destroy() { library.destroy(highs) }

  func set(_ options: SolveOptions) {
    _ = library.set_double(highs, "mip_rel_gap", options.relativeGap)
    _ = library.set_double(highs, "mip_abs_gap", 1e-9)
    if let limit = options.timeLimit { _ = library.set_double(highs, "time_limit", limit) }
    if let nodes = options.nodeLimit { _ = library.set_int(highs, "mip_max_nodes", Int32(clamping: nodes)) }
    if let start = options.start, isInteger { _ = library.set_solution(highs, start, nil, nil, nil) }
    if let basis = options.basis, basis.solver == solver, !isInteger, basis.columns.count == problem.columns.count,
      basis.rows.count == problem.rows.count
    {
      _ = library.set_basis(highs, basis.columns, basis.rows)
    }
  }

  func call(back target: CallbackTarget) {
    guard target.isNeeded else { return }
    target.item = library.callback_item
    _ = library.set_callback(highs, callback, Unmanaged.passUnretained(target).toOpaque())
    for kind in CallbackKind.allCases { _ = library.start_callback(highs, kind.rawValue) }
  }

  func run(threads: Int) {
    schedulerThreads.withLock { last in
      if last != threads {
        if last != 0 { _ = library.reset_scheduler(1) }
        last = threads
      }
    }
    _ = library.set_int(highs, "threads", Int32(clamping: threads))
    _ = library.run(highs)
  }

  var solution: Solution {
    let bound = bestBound
    guard let status = modelStatus else { return Solution(.failed, of: problem, by: solver, bound: bound) }
    var primal: Int32 = 0
    _ = library.int_info(highs, "primal_solution_status", &primal)
    let isFeasible = primal == 2
    guard status != .infeasible, status != .unbounded, isFeasible else {
      return Solution(status, of: problem, by: solver, bound: status == .infeasible || status == .unbounded ? nil : bound, nodes: nodes)
    }
    var values = [Double](repeating: 0, count: problem.columns.count)
    var (reduced, activities, duals) = (values, [Double](repeating: 0, count: problem.rows.count), [Double]())
    duals = activities
    _ = library.get_solution(highs, &values, &reduced, &activities, &duals)
    let isOptimalLP = !isInteger && status == .optimal
    return Solution(
      status, of: problem, by: solver, found: values, bound: isOptimalLP ? problem.objective(of: values) : bound,
      duals: isOptimalLP ? duals.map { $0 + 0 } : nil, reducedCosts: isOptimalLP ? reduced.map { $0 + 0 } : nil,
      basis: isOptimalLP ? basis : nil, nodes: nodes)
  }

  private var basis: Basis {
    var columns = [Int32](repeating: 0, count: problem.columns.count)
    var rows = [Int32](repeating: 0, count: problem.rows.count)
    _ = library.get_basis(highs, &columns, &rows)
    return Basis(columns: columns, rows: rows, solver: solver)
  }

  private var bestBound: Double? {
    guard isInteger else { return nil }
    var bound = 0.0
    _ = library.double_info(highs, "mip_dual_bound", &bound)
    return bound.isFinite ? bound : nil
  }

  private var nodes: Int {
    guard isInteger else { return 0 }
    var count: Int64 = 0
    _ = library.int64_info(highs, "mip_node_count", &count)
    return max(0, Int(count))
  }

  /// HiGHS's model status: 7 optimal, 8 infeasible, 9 infeasible or unbounded, 10 unbounded, 13 time limit, 14 iteration or node
  /// limit, 16 solution limit, 17 interrupted.
  private var modelStatus: Solution.Status? {
    switch library.model_status(highs) {
    case 7, 6: .optimal
    case 8: .infeasible
    case 9: feasibility
    case 10: .unbounded
    case 13: .timeLimit
    case 14, 16: .nodeLimit
    case 17: .interrupted
    default: nil
    }
  }

  /// Presolve may see that one of the two holds and not which; without an objective only one can.
  private var feasibility: Solution.Status {
    var plain = problem
    for column in plain.columns.indices { plain.setObjective(column, 0) }
    let model = HighsModel(library, plain, solver: solver)
    defer { model.destroy() }
    _ = library.run(model.highs)
    return library.model_status(model.highs) == 7 ? .unbounded : .infeasible
  }
}

/// The events in which HiGHS calls back.
private enum CallbackKind: Int32, CaseIterable {
  case simplexInterrupt = 1
  case interiorPointInterrupt = 2
  case mipInterrupt = 6
}

/// What a callback of HiGHS needs; alive as long as the run.
private final class CallbackTarget {
  private let options: SolveOptions
  private let worst: Double
  var item: (@convention(c) (UnsafeRawPointer?, UnsafePointer<CChar>?) -> UnsafeRawPointer?)?

  init(_ options: SolveOptions, sense: LinearProblem.Sense) {
    self.options = options
    worst = sense == .maximise ? -.infinity : .infinity
  }

  var isNeeded: Bool { options.isInterrupted != nil || options.progress != nil }
  var isInterrupted: Bool { options.isInterrupted?() ?? false }

  func tell(_ out: UnsafeRawPointer?) {
    guard let progress = options.progress, let out else { return }
    func number(_ name: String) -> Double? {
      let value = item?(out, name)?.load(as: Double.self)
      return value.flatMap { $0.isFinite ? $0 : nil }
    }
    let nodes = item?(out, "mip_node_count")?.load(as: Int64.self) ?? 0
    progress(SearchProgress(incumbent: number("mip_primal_bound"), bound: number("mip_dual_bound"), nodes: Int(max(0, nodes))))
  }
}

private func callback(
  type: Int32, message: UnsafePointer<CChar>?, out: UnsafeRawPointer?, interrupt: UnsafeMutablePointer<Int32>?,
  data: UnsafeMutableRawPointer?
) {
  guard let data else { return }
  let target = Unmanaged<CallbackTarget>.fromOpaque(data).takeUnretainedValue()
  // Its event of logging comes only together with its own output; this one comes often.
  if type == CallbackKind.mipInterrupt.rawValue { target.tell(out) }
  if target.isInterrupted { interrupt?.pointee = 1 }
}
