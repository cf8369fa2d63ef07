import Investments
import Optimisation

/// Why the limits of a plan cannot hold together, and the smallest way out.
package struct PortfolioConflict: Sendable {
  package struct Row: Sendable, Hashable {
    /// Index into the plan's limits.
    package var limit: Int
    package var year: Int?
    package var sense: InvestmentLimit.Sense
    /// MEUR, kt CO2e, dwellings, or a share of the money.
    package var level: Double
    /// A level that is enough, rounded outward to what is printed; nil where the row need not move.
    package var repaired: Double?
  }

  package var verdict: Conflict.Verdict
  /// Limits none of which can be spared from the conflict.
  package var rows: [Row] = []
  /// Limits that must move, all told; empty when no repair was found.
  package var repair: [Row] = []
  /// Share of the repair by which a smaller one is not ruled out; nil when nothing is proven of it.
  package var repairGap: Double?
  /// Of a repair in one limit: no level that is nearer the old one is enough, whatever is chosen.
  package var leastLevel: Double?
  /// A choice that keeps every limit, with the repair made where one is needed: held against the plan's own rules and the whole emission
  /// model, without the solver. Nil: none is known, so that nothing is confirmed.
  package var witness: Programme?
}

/// Finds the smallest set of the plan's limits that cannot hold together with emission ceilings held, and the smallest repair, which is
/// held against the plan again. The emission model is laid flat at the committed projects, then at what the repair chose.
/// - Returns: verdict `.none` when the limits can hold together.
package func portfolioConflict(
  _ inputs: ScenarioInputs, _ plan: InvestmentPlan, _ options: SolveOptions, by solver: any Solver
) throws(EngineError) -> PortfolioConflict {
  var programme = plan.committed, first: ConflictSearch?
  for _ in 1...3 {
    let slopes = try emissionSlopes(inputs, plan, at: programme)
    let search = ConflictSearch(PortfolioProblem(plan, slopes, ceilings: .held), options, by: solver)
    if first == nil { first = search }
    guard let chosen = search.chosen else { break }
    if try search.isConfirmed(inputs) {
      let refined = search.refined
      return try refined.isConfirmed(inputs) ? refined.conflict(confirmedBy: refined.chosen) : search.conflict(confirmedBy: chosen)
    }
    // Only the emission model's bends can part the two.
    if !plan.hasEmissionLimits || options.isInterrupted?() == true { break }
    programme = chosen
  }
  guard let first else { preconditionFailure("at least one search was made") }
  return first.conflict(confirmedBy: nil)
}

/// The rows of a plan's limits as they may give way, and the smallest way in which they do.
private struct ConflictSearch {
  private let problem: PortfolioProblem
  private let options: SolveOptions
  private let solver: any Solver
  /// One for each of the problem's limit rows.
  private let limits: [Limit]
  private let repair: Repair?
  /// Of a repair in one limit: the least it can do with, in the row's number.
  private var least: Solution?

  init(_ problem: PortfolioProblem, _ options: SolveOptions, by solver: any Solver) {
    self.problem = problem
    self.options = options
    self.solver = solver
    limits = problem.limitRows.map { problem.linear.limits(ofRow: $0.row)[0] }
    var rough = options
    // Which limits give way is soon found; by how much one of them must is searched apart.
    rough.timeLimit = options.timeLimit.map { $0 / 2 }
    repair = solver.repair(of: problem.linear, among: limits, rough)
  }

  /// With a repair in one limit searched for its own sake.
  var refined: ConflictSearch {
    guard let repair, repair.steps.count == 1, repair.gap != 0 else { return self }
    var refined = self
    refined.least = leastUse(of: repair.steps[0].limit)
    return refined
  }

  /// Whether what keeps the flat problem keeps the plan too, with the repair as it is printed.
  func isConfirmed(_ inputs: ScenarioInputs) throws(EngineError) -> Bool {
    guard let chosen else { return false }
    return try problem.plan.repaired(moved).keepsLimits(chosen, inputs)
  }

  /// What a limit comes to at least (a floor: at most) with all others held: far easier to search than how little it must give way, and
  /// easier afresh than from a choice that is nearly as good.
  private func leastUse(of limit: Limit) -> Solution? {
    guard let i = limits.firstIndex(of: limit), !isShare(i) else { return nil }
    let row = problem.linear.rows[problem.limitRows[i].row]
    let use = RankedObjective("use", isCap(i) ? .minimise : .maximise, row.terms)
    var options = self.options
    options.relativeGap = min(options.relativeGap, sharpGap)
    return solver.solve(problem.linear.without(limit).with(use), options)
  }

  private func isCap(_ i: Int) -> Bool { limit(i).sense == .atMost }
  private func limit(_ i: Int) -> InvestmentLimit { problem.plan.limits[problem.limitRows[i].limit] }
  private func isShare(_ i: Int) -> Bool {
    if case .zoneShare = limit(i).quantity { true } else { false }
  }

  // MARK: The repair

  private var values: [Double]? { least.flatMap { $0.values.isEmpty ? nil : $0.values } ?? repair?.values }

  /// What keeps all limits once the repair is made.
  var chosen: Programme? { values.map { problem.programme($0, id: "repair") } }

  /// Rows that must move, with levels that the chosen programme keeps.
  var moved: [PortfolioConflict.Row] {
    guard let repair, let chosen else { return [] }
    return repair.steps.compactMap { step in
      guard let i = limits.firstIndex(of: step.limit) else { return nil }
      let number = least?.objective ?? step.to
      if least?.objective != nil, isCap(i) ? number <= step.from : number >= step.from { return nil }
      var row = row(i)
      row.repaired = isShare(i) ? share(i, chosen).map { outward($0, i) } : outward(number + problem.constants[i], i)
      return row
    }
  }

  /// Rounded to what is printed, so that the printed level is enough.
  private func outward(_ level: Double, _ i: Int) -> Double {
    let places = limit(i).quantity.printedPlaces
    let steps = level * places
    // What is a printed level but for the last digits of a sum stays that level.
    let near = steps.rounded()
    if abs(steps - near) < 1e-7 * max(1, abs(near)) { return near / places }
    return steps.rounded(isCap(i) ? .up : .down) / places
  }

  private func share(_ i: Int, _ programme: Programme) -> Double? {
    let at = problem.limitRows[i]
    return problem.plan.outcomes(programme).first { $0.limit == at.limit && $0.year == at.year }?.used
  }

  private func row(_ i: Int) -> PortfolioConflict.Row {
    let at = problem.limitRows[i], level = problem.linear.value(of: limits[i]) + problem.constants[i]
    let share = limit(i).level(inRow: problem.plan.years.firstIndex { $0 == at.year } ?? 0)
    return PortfolioConflict.Row(
      limit: at.limit, year: at.year, sense: limit(i).sense, level: isShare(i) ? share ?? 0 : level, repaired: nil)
  }

  // MARK: The conflict

  func conflict(confirmedBy witness: Programme?) -> PortfolioConflict {
    let moved = self.moved
    if repair != nil, moved.isEmpty { return PortfolioConflict(verdict: .none, witness: witness) }
    let (verdict, found) = conflictingRows(isInfeasible: isProvenInfeasible)
    let rows = found.map { i in moved.first { $0.limit == row(i).limit && $0.year == row(i).year } ?? row(i) }
    return PortfolioConflict(
      verdict: verdict, rows: rows, repair: moved, repairGap: least == nil ? repair?.gap : nil, leastLevel: leastLevel,
      witness: verdict == .none ? nil : witness)
  }

  private var leastLevel: Double? {
    guard let bound = least?.bound, let step = repair?.steps.first, let i = limits.firstIndex(of: step.limit) else { return nil }
    return bound + problem.constants[i]
  }

  private var isProvenInfeasible: Bool {
    guard let repair, let step = repair.steps.first else { return false }
    if let bound = least?.bound, let i = limits.firstIndex(of: step.limit) { return isCap(i) ? bound > step.from : bound < step.from }
    return repair.isProven
  }

  /// Limits first, all years of each together, then the years of those that are needed.
  private func conflictingRows(isInfeasible: Bool) -> (Conflict.Verdict, [Int]) {
    var options = self.options
    // Dozens of searches, where the searches for a repair are one or two.
    options.timeLimit = options.timeLimit.map { $0 / 4 }
    let indices = problem.limitRows.indices, linear = problem.linear, known = [repair?.values, least?.values].compactMap { $0 }
    let families = Dictionary(grouping: indices) { problem.limitRows[$0].limit }.sorted { $0.key < $1.key }.map { limit, rows in
      LimitGroup(problem.plan.limits[limit].id, rows.map { limits[$0] })
    }
    let first = solver.conflict(in: linear, among: families, knowing: known, isInfeasible: isInfeasible, options)
    let needed = first.groups.flatMap(\.limits)
    if needed.isEmpty { return (first.verdict, []) }
    var part = linear
    for limit in limits where !needed.contains(limit) { part.remove(limit) }
    let rows = needed.map { LimitGroup(linear.name(of: $0), [$0]) }
    let second = solver.conflict(in: part, among: rows, knowing: known, isInfeasible: true, options)
    let found = second.groups.flatMap(\.limits).compactMap { limits.firstIndex(of: $0) }.sorted()
    return (first.verdict == .minimal ? second.verdict : first.verdict, found)
  }
}

/// A search that looks for a level, not for a portfolio, ends when it is known as well as it is printed.
private let sharpGap = 1e-3

extension InvestmentPlan {
  package var hasEmissionLimits: Bool { limits.contains { $0.isInForce && $0.quantity == .emissions } }

  /// With the levels of a repair.
  fileprivate func repaired(_ rows: [PortfolioConflict.Row]) -> InvestmentPlan {
    var plan = self
    for row in rows {
      guard let repaired = row.repaired else { continue }
      let level = repaired * limits[row.limit].quantity.levelScale
      guard let year = row.year, let t = years.firstIndex(of: year) else {
        plan.limits[row.limit].levels = [level]
        continue
      }
      if plan.limits[row.limit].levels.count == 1 {
        plan.limits[row.limit].levels = years.map { _ in plan.limits[row.limit].levels[0] }
      }
      plan.limits[row.limit].levels[t] = level
    }
    return plan
  }

  /// Whether a programme keeps the plan's rules and every limit in force, emissions by the whole model.
  fileprivate func keepsLimits(_ programme: Programme, _ inputs: ScenarioInputs) throws(EngineError) -> Bool {
    guard faults(programme).isEmpty else { return false }
    let effect = hasEmissionLimits ? try runProgramme(inputs, self, programme) : nil
    let emissions = effect.map { effect in
      years.map { year in effect.result.years.firstIndex(of: year).map { effect.result.total[$0] } }
    }
    return outcomes(programme, emissions: emissions).allSatisfy {
      !limits[$0.limit].isInForce || $0.isKept(limits[$0.limit]) != false
    }
  }
}

extension InvestmentLimit.Quantity {
  /// How many of a limit's own units a printed one is: EUR in MEUR, t in kt, a share and a dwelling as they are.
  fileprivate var levelScale: Double {
    if case .zoneShare = self { 1 } else { scale }
  }

  /// Steps in a printed unit: a tenth of a MEUR and of a kt, a tenth of a per cent, a whole dwelling.
  fileprivate var printedPlaces: Double {
    switch self {
    case .money, .emissions: 10
    case .zoneShare: 1000
    case .dwellings: 1
    }
  }
}
