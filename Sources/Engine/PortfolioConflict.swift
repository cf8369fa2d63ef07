import Investments
import Optimisation

/// Why the limits of a plan cannot hold together, and the smallest way out.
package struct PortfolioConflict: Sendable {
  package struct Row: Sendable, Hashable {
    /// Index into the plan's limits.
    package var limit: Int
    package var year: Int?
    package var sense: InvestmentLimit.Sense
    /// In the row's unit: MEUR, kt CO2e, dwellings. For a zone share: the MEUR that may be missing in the zones, 0.
    package var level: Double
    /// The level that would be enough; nil where the row need not move.
    package var repaired: Double?
  }

  package var verdict: Conflict.Verdict
  /// Limits none of which can be spared from the conflict.
  package var rows: [Row]
  /// Limits that must move, all told; empty when no repair was found.
  package var repair: [Row]
  package var isRepairProven: Bool
}

/// Finds the smallest set of the plan's limits that cannot hold together with emission ceilings held, and the smallest repair; the emission
/// model is laid flat at the committed projects.
/// - Returns: verdict `.none` when the limits can hold together.
package func portfolioConflict(
  _ inputs: ScenarioInputs, _ plan: InvestmentPlan, _ options: SolveOptions, by solver: any Solver
) throws(EngineError) -> PortfolioConflict {
  let slopes = try emissionSlopes(inputs, plan, at: plan.committed)
  return portfolioConflict(PortfolioProblem(plan, slopes, ceilings: .held), options, by: solver)
}

func portfolioConflict(_ problem: PortfolioProblem, _ options: SolveOptions, by solver: any Solver) -> PortfolioConflict {
  let linear = problem.linear
  let limits = problem.limitRows.map { linear.limits(ofRow: $0.row)[0] }
  let groups = limits.map { LimitGroup(linear.name(of: $0), [$0]) }
  let conflict = solver.conflict(in: linear, among: groups, options)
  let repair = conflict.verdict == .none ? nil : solver.repair(of: linear, among: limits, options)
  func row(_ limit: Limit) -> PortfolioConflict.Row {
    guard let i = limits.firstIndex(of: limit) else { preconditionFailure("only the plan's limits were asked about") }
    let at = problem.limitRows[i], constant = problem.constants[i]
    return PortfolioConflict.Row(
      limit: at.limit, year: at.year, sense: problem.plan.limits[at.limit].sense, level: linear.value(of: limit) + constant,
      repaired: repair?.steps.first { $0.limit == limit }.map { $0.to + constant })
  }
  return PortfolioConflict(
    verdict: conflict.verdict, rows: conflict.groups.flatMap(\.limits).map(row), repair: (repair?.steps ?? []).map { row($0.limit) },
    isRepairProven: repair?.isProven ?? false)
}
