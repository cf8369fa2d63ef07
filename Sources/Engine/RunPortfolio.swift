import Emissions
import Investments
import Optimisation

/// What is asked of a search for the best portfolio.
package struct PortfolioRequest: Sendable {
  /// In the order in which they count: the next may only choose among what is best for those before it.
  package var objectives: [PortfolioObjective]
  package var options: SolveOptions
  /// How often the emission model may be laid flat anew.
  package var mostRounds: Int
  /// A portfolio that keeps the limits too: the search starts from it, and what it finds is not worse.
  package var known: Programme?

  package init(_ objectives: [PortfolioObjective], options: SolveOptions = SolveOptions(), mostRounds: Int = 10, known: Programme? = nil) {
    precondition(!objectives.isEmpty)
    self.objectives = objectives
    self.options = options
    self.mostRounds = mostRounds
    self.known = known
  }
}

/// The best portfolio that was found, and how surely.
package struct PortfolioOutcome: Sendable {
  package var programme: Programme
  /// Of the portfolio as the whole emission model reckons it.
  package var effect: ProgrammeEffect
  /// The last problem that was solved, laid flat at the programme of the round before.
  package var problem: PortfolioProblem
  /// With the first objective, and what was found for it: what prices belong to.
  package var priced: LinearProblem
  /// For each objective in order.
  package var solutions: [Solution]
  /// How often the emission model was laid flat.
  package var rounds: Int
  /// Whether the last round chose what it was laid flat at; otherwise the rounds went in a circle or ran out, and the best of them by the
  /// emission model is told.
  package var standsStill: Bool

  package var status: Solution.Status { solutions.first { $0.status != .optimal }?.status ?? .optimal }
}

/// Why there is no portfolio.
package struct NoPortfolio: Error, Sendable {
  package var status: Solution.Status
  package var problem: PortfolioProblem
  /// The round it was found in, from 1.
  package var round: Int
}

/// Searches for the best portfolio: lay the emission model flat at the committed projects, solve, and again at what was found, until
/// the portfolio stands still. Where that leads to less than a known portfolio brings, the rounds go on from that one: where measures
/// overlap much, a portfolio may stand still and yet not be the best.
/// - Throws: `NoPortfolio`, `EngineError`.
package func runPortfolio(
  _ inputs: ScenarioInputs, _ plan: InvestmentPlan, _ request: PortfolioRequest, by solver: any Solver
) throws -> PortfolioOutcome {
  var looser = LooserSearches()
  return try runPortfolio(inputs, plan, request, by: solver, after: &looser)
}

/// - Parameter looser: searches of the same plan under looser limits; this one is added to them.
func runPortfolio(
  _ inputs: ScenarioInputs, _ plan: InvestmentPlan, _ request: PortfolioRequest, by solver: any Solver, after looser: inout LooserSearches
) throws -> PortfolioOutcome {
  var search = PortfolioSearch(inputs: inputs, plan: plan, request: request, solver: solver, looser: looser)
  try search.run(from: plan.committed)
  if let known = request.known, try search.isBetter(known) { try search.run(from: known) }
  looser = search.looser
  looser.nearest = search.best.programme
  return search.best
}

/// The gap of a first round, which only finds where the emission model is to be laid flat next.
private let firstGap = 0.01
/// Of one that begins near the best under a looser limit: that is nearly where the model is to be laid flat.
private let firstGapNearby = 0.02
private let firstNodesNearby = 1000
/// Later objectives only choose among what is equally good for the first; a proof that nothing is cheaper by less would be most of a search.
private let laterGap = 0.015
/// The share of the time for later objectives, and for rounds after one that ran out of time or nodes: a problem so like that one ends no sooner.
private let lessTime = 0.3

struct PortfolioSearch {
  let inputs: ScenarioInputs
  let plan: InvestmentPlan
  private(set) var request: PortfolioRequest
  let solver: any Solver
  private(set) var looser: LooserSearches
  /// Portfolios that were found, with their worth by the emission model.
  private var found: [(outcome: PortfolioOutcome, worth: Double)] = []
  private var rounds = 0
  private var hasRunOut = false

  init(
    inputs: ScenarioInputs, plan: InvestmentPlan, request: PortfolioRequest, solver: any Solver, looser: LooserSearches = LooserSearches()
  ) {
    self.inputs = inputs
    self.plan = plan
    self.request = request
    self.solver = solver
    self.looser = looser
  }

  mutating func run(from programme: Programme) throws {
    let asked = request.options.relativeGap
    var at = programme, slopes = try emissionSlopes(inputs, plan, at: at), rough: PortfolioOutcome?
    var gap = request.mostRounds == 1 ? asked : max(asked, looser.nearest == nil ? firstGap : firstGapNearby)
    for _ in 1...request.mostRounds {
      rounds += 1
      var outcome: PortfolioOutcome
      do {
        outcome = try solve(at: at, slopes, gap: gap)
      } catch let error as NoPortfolio where error.status != .infeasible && (rough != nil || !found.isEmpty) {
        // The search ended too early; an earlier round has found something.
        if found.isEmpty, let rough { note(rough) }
        break
      }
      let next = try emissionSlopes(inputs, plan, at: outcome.programme)
      // Where the slopes at what was found are those it was found with, another round would solve the same problem again.
      outcome.standsStill = outcome.programme.starts == at.starts || plan.isSameProblem(slopes, next)
      let isCircle = found.contains { $0.outcome.programme.starts == outcome.programme.starts }
      let isRough = gap > asked && outcome.status == .optimal && (outcome.solutions[0].gap ?? 0) > asked
      if isRough { rough = outcome } else { note(outcome) }
      hasRunOut = hasRunOut || (gap == asked || looser.nearest != nil) && outcome.status != .optimal
      if !isRough, outcome.standsStill || isCircle || outcome.status == .interrupted { break }
      (at, slopes, gap) = (outcome.programme, next, asked)
    }
  }

  private mutating func note(_ outcome: PortfolioOutcome) {
    found.append((outcome, worth(outcome.programme, outcome.effect, outcome.solutions[0])))
  }

  /// Of equally good portfolios the one that stands still.
  var best: PortfolioOutcome {
    let isMore = request.objectives[0].sense == .maximise
    func isLess(_ a: (outcome: PortfolioOutcome, worth: Double), _ b: (outcome: PortfolioOutcome, worth: Double)) -> Bool {
      if a.worth != b.worth { return isMore == (a.worth < b.worth) }
      return !a.outcome.standsStill && b.outcome.standsStill
    }
    guard var best = found.max(by: isLess)?.outcome else { preconditionFailure("a search has at least one round") }
    best.rounds = rounds
    return best
  }

  func isBetter(_ programme: Programme) throws -> Bool {
    guard request.objectives[0].comesFromTheModel else { return false }
    let known = worth(programme, try runProgramme(inputs, plan, programme), nil), best = found.map(\.worth)
    let less = request.objectives[0].sense == .maximise ? 1.0 : -1
    return best.allSatisfy { less * (known - $0) > 1e-9 * abs(known) }
  }

  /// A known portfolio in the place of an outcome that brings less by the emission model; else that outcome.
  func better(_ outcome: PortfolioOutcome, _ known: Programme) throws -> PortfolioOutcome {
    var search = self
    search.found = [(outcome, worth(outcome.programme, outcome.effect, outcome.solutions[0]))]
    search.rounds = outcome.rounds
    guard try search.isBetter(known) else { return outcome }
    search.request.known = known
    try search.run(from: known)
    return search.best
  }

  private mutating func solve(at programme: Programme, _ slopes: EmissionSlopes, gap: Double) throws -> PortfolioOutcome {
    let problem = PortfolioProblem(plan, slopes, for: request.objectives)
    var options = request.options
    options.relativeGap = gap
    if gap > request.options.relativeGap, looser.nearest != nil { options.nodeLimit = min(firstNodesNearby, options.nodeLimit ?? .max) }
    if hasRunOut { options.timeLimit = options.timeLimit.map { $0 * lessTime } }
    options.start = problem.values(of: rounds == 1 ? request.known ?? looser.nearest ?? programme : programme)
    let ranked = request.objectives.map(problem.objective)
    var later = options
    if gap > 0 {
      later.relativeGap = max(laterGap, gap)
      later.timeLimit = options.timeLimit.map { $0 * lessTime }
    }
    let solutions =
      looser.solutions(for: problem, ranked[0], gap: gap) { plan.isSameProblem($0, slopes) }
      ?? solver.solve(problem.linear, inOrder: ranked, options, later: later).solutions
    looser.note(solutions, slopes, gap: gap)
    guard let last = solutions.last(where: { !$0.values.isEmpty }) else {
      throw NoPortfolio(status: solutions[0].status, problem: problem, round: rounds)
    }
    let chosen = problem.programme(last.values, id: "portfolio")
    return PortfolioOutcome(
      programme: chosen, effect: try runProgramme(inputs, plan, chosen), problem: problem, priced: problem.linear.with(ranked[0]),
      solutions: solutions, rounds: rounds, standsStill: false)
  }

  /// The first objective as the emission model reckons it; of money as the solution has it.
  private func worth(_ programme: Programme, _ effect: ProgrammeEffect, _ solution: Solution?) -> Double {
    let years = effect.result.years
    func byYear(_ figures: [Double], _ year: Int) -> Double? { years.firstIndex(of: year).map { figures[$0] } }
    switch request.objectives[0] {
    case .abatement(let year): return byYear(effect.abatement, year) ?? 0
    case .discountedAbatement(let rate):
      return discounted(years.filter { $0 >= plan.years[0] }.map { byYear(effect.abatement, $0) ?? 0 }, rate)
    case .netCost: return solution?.objective ?? .infinity
    case .overrun:
      return plan.outcomes(programme, emissions: plan.years.map { byYear(effect.result.total, $0) }).reduce(0) { sum, row in
        let limit = plan.limits[row.limit]
        guard limit.quantity == .emissions, limit.isInForce else { return sum }
        return sum + max(0, -(row.room(limit.sense) ?? 0))
      }
    }
  }
}

extension InvestmentPlan {
  /// Whether both slopes give the same emissions for every programme, to the digits that matter: a billionth of the city's.
  fileprivate func isSameProblem(_ a: EmissionSlopes, _ b: EmissionSlopes) -> Bool {
    let small = 1e-9 * (a.emissions.map(abs).max() ?? 0)
    func isNear(_ x: [Double], _ y: [Double]) -> Bool { zip(x, y).allSatisfy { abs($0 - $1) <= small } }
    return a.slopes.keys == b.slopes.keys && a.slopes.allSatisfy { isNear($1, b.slopes[$0] ?? []) }
      && isNear(emissionsWithoutProjects(a), emissionsWithoutProjects(b))
  }
}
