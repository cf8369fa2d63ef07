import Emissions
import Investments
import Optimisation
import Synchronization
import TestCities
import Testing

@testable import Engine

private let base = MoneyBase(flow: .gross, entity: .city, leases: .excluded)
private let years = Array(2025...2031)

/// Two sectors; two measures that share a demand, so that each is worth less beside the other, and one by itself.
private let city = smallCity(
  years: years, sectors: [[1000], [500]],
  measures: [
    measure("heat", .intensity(sector: 0, stream: 0, share: 0.6), adoption: .step(start: 2026)),
    measure("windows", .intensity(sector: 0, stream: 0, share: 0.5), adoption: .step(start: 2026)),
    measure("cars", .intensity(sector: 1, stream: 0, share: 0.8), adoption: .step(start: 2026)),
  ])

private func project(_ id: String, _ cost: Double, _ measure: String, _ share: Double, dwellings: Double = 0) -> Project {
  Project(
    id: id, category: "any", earliest: 2026, latest: 2028, spending: [cost * 1e6], placement: .cityWide(zones: 1),
    enables: [.init(measure: measure, share: share)], dwellings: dwellings)
}

private func plan(cap: Double) -> InvestmentPlan {
  InvestmentPlan(
    years: Array(2026...2030), priceYear: 2025, base: base, layer: ZoneLayer(year: 2025, zones: ["I"]), categories: ["any"],
    projects: [
      project("plant", 30, "heat", 1, dwellings: 10), project("homes", 14, "windows", 0.5, dwellings: 40),
      project("schools", 12, "windows", 0.5), project("chargers", 11, "cars", 0.4), project("buses", 16, "cars", 0.6),
    ],
    limits: [
      .init(id: "cap", sense: .atMost, quantity: .money(base, MoneyScope()), period: .total, levels: [cap * 1e6]),
      .init(id: "year", sense: .atMost, quantity: .money(base, MoneyScope()), period: .eachYear(carryOver: 0), levels: [31e6]),
    ], cap: 0, programmes: [])
}

/// The largest saving of any choice of projects and starts that keeps the limits, by the whole emission model.
private func bestOfAll(_ plan: InvestmentPlan, year: Int) throws -> Double {
  let starts: [Int?] = [nil, 2026, 2027, 2028]
  let t = years.firstIndex(of: year)!
  var savings: [[Bool]: Double] = [:], best = 0.0
  for choice in 0..<1024 {
    let programme = Programme(id: "any", starts: (0..<5).map { starts[choice >> (2 * $0) & 3] })
    guard plan.outcomes(programme).allSatisfy({ $0.isKept(plan.limits[$0.limit]) != false }) else { continue }
    let ready = programme.starts.map { $0 != nil }
    if savings[ready] == nil { savings[ready] = try runProgramme(scenario(city), plan, programme).abatement[t] }
    best = max(best, savings[ready]!)
  }
  return best
}

@Suite struct RunPortfolioTests {
  @Test(arguments: [25.0, 31, 42, 50, 60, 83]) func thePortfolioIsTheBestOfAllByTheWholeModel(cap: Double) throws {
    let plan = plan(cap: cap)
    let found = try runPortfolio(scenario(city), plan, PortfolioRequest([.abatement(year: 2030)]), by: preferredSolver())
    let t = years.firstIndex(of: 2030)!
    #expect(found.standsStill)
    #expect(abs(found.effect.abatement[t] - (try bestOfAll(plan, year: 2030))) < 1e-6)
    #expect(plan.faults(found.programme) == [])
    #expect(plan.outcomes(found.programme).allSatisfy { $0.isKept(plan.limits[$0.limit]) == true })
  }

  /// Where the portfolio stands still the flat model and the whole one agree, though heat and windows overlap.
  @Test func whereItStandsStillTheSlopesGiveTheModelsOwnEmissions() throws {
    let plan = plan(cap: 83)
    let found = try runPortfolio(scenario(city), plan, PortfolioRequest([.abatement(year: 2030)]), by: preferredSolver())
    #expect(found.rounds > 1)
    let flat = plan.emissions(of: found.programme, found.problem.slopes)
    for (t, year) in found.problem.slopes.years.enumerated() {
      #expect(abs(flat[t] - found.effect.result.total[years.firstIndex(of: year)!]) < 1e-9)
    }
  }

  @Test func theCheapestPortfolioKeepsTheCeiling() throws {
    var plan = plan(cap: 83)
    plan.limits.append(
      .init(id: "ceiling", sense: .atMost, quantity: .emissions, period: .eachYear(carryOver: 0), levels: [nil, nil, nil, nil, 900]))
    let found = try runPortfolio(scenario(city), plan, PortfolioRequest([.netCost(rate: 0)]), by: preferredSolver())
    // 600 t of heat for 30 MEUR would do; windows and cars for 26 + 27 MEUR save as much at most.
    #expect(found.programme.chosen.map { plan.projects[$0.project].id } == ["plant"])
    #expect(found.effect.result.total[years.firstIndex(of: 2030)!] <= 900 + 1e-9)
    #expect(abs((found.solutions[0].objective ?? 0) - 30) < 1e-9)
  }

  @Test func whatCannotBeReachedIsOverrunAsLittleAsCanBe() throws {
    var plan = plan(cap: 31)
    plan.limits.append(
      .init(id: "ceiling", sense: .atMost, quantity: .emissions, period: .eachYear(carryOver: 0), levels: [nil, nil, nil, nil, 700]))
    let found = try runPortfolio(scenario(city), plan, PortfolioRequest([.overrun]), by: preferredSolver())
    let left = 1500 - (try bestOfAll(plan, year: 2030))
    #expect(abs((found.solutions[0].objective ?? 0) * 1e3 - (left - 700)) < 1e-6)
  }

  @Test func aLaterObjectiveChoosesAmongWhatIsBestForTheFirst() throws {
    let plan = plan(cap: 83)
    let found = try runPortfolio(
      scenario(city), plan, PortfolioRequest([.abatement(year: 2030), .netCost(rate: 0.05)]), by: preferredSolver())
    // Money later is cheaper: everything starts as late as the yearly cap of 31 MEUR and readiness in 2030 let it.
    #expect(found.programme.chosen.count == 5)
    #expect(found.programme.starts[0] == 2028 || found.programme.starts[0] == 2027)
    let only = try runPortfolio(scenario(city), plan, PortfolioRequest([.abatement(year: 2030)]), by: preferredSolver())
    let t = years.firstIndex(of: 2030)!
    #expect(abs(found.effect.abatement[t] - only.effect.abatement[t]) < 1e-6)
  }

  @Test func everyPriceIsWhatMovingTheLimitBrings() throws {
    let plan = plan(cap: 42), solver = preferredSolver()
    let found = try runPortfolio(scenario(city), plan, PortfolioRequest([.abatement(year: 2030)]), by: solver)
    let prices = portfolioPrices(of: found, SolveOptions(), solvesAgain: true, by: solver)
    let cap = try #require(prices.first { $0.limit == 0 })
    let row = try #require(found.problem.limitRows.first { $0.limit == 0 }).row
    var moved = found.priced
    moved.setLimits(ofRow: row, atLeast: -.infinity, atMost: 43)
    let again = (solver.solve(moved).objective ?? 0) - (solver.solve(found.priced).objective ?? 0)
    let parts = (solver.solve(moved.relaxed).objective ?? 0) - (solver.solve(found.priced.relaxed).objective ?? 0)
    #expect(abs((cap.prices.solvedAgain?.change ?? .nan) - again) < 1e-9)
    #expect(abs((cap.prices.relaxed?.more?.price ?? .nan) - parts) < 1e-9)
    // With the chosen projects held, one more million buys nothing; in parts it does: three prices are three things.
    #expect(cap.prices.fixed?.more?.price == 0)
    #expect(parts > 0)
  }

  @Test func aFrontierHasThePortfoliosOfItsCaps() throws {
    let levels = [25.0, 31, 42, 60, 83].map { $0 * 1e6 }
    let request = PortfolioRequest([.abatement(year: 2030)])
    let points = try runFrontier(scenario(city), plan(cap: 1), levels: levels, request, by: preferredSolver())
    let t = years.firstIndex(of: 2030)!
    let savings = points.compactMap { $0.outcome?.effect.abatement[t] }
    #expect(savings.count == 5 && zip(savings, savings.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
    for (point, saving) in zip(points, savings) {
      let alone = try runPortfolio(scenario(city), plan(cap: point.level / 1e6), request, by: preferredSolver())
      #expect(abs(alone.effect.abatement[t] - saving) < 1e-6)
    }
  }

  /// All five projects cost 83 MEUR: three caps that leave room for them are one search, and each point has the proof of it.
  @Test func whatIsBestUnderALooserCapAndFitsIsNotSearchedAgain() throws {
    let request = PortfolioRequest([.abatement(year: 2030), .netCost(rate: 0.05)])
    let single = CountingSolver(preferredSolver()), frontier = CountingSolver(preferredSolver())
    let alone = try runPortfolio(scenario(city), plan(cap: 100), request, by: single)
    let points = try runFrontier(scenario(city), plan(cap: 1), levels: [83e6, 90e6, 100e6], request, by: frontier)
    #expect(frontier.searches == single.searches)
    #expect(points.map(\.level) == [83e6, 90e6, 100e6])
    for point in points {
      let outcome = try #require(point.outcome)
      #expect(outcome.programme.starts == alone.programme.starts && outcome.status == .optimal)
      #expect(outcome.solutions.map(\.objective) == alone.solutions.map(\.objective))
      #expect(outcome.problem.plan.limits[0].levels == [point.level])
    }
  }

  /// Heat and windows share a demand: laid flat beside nothing, both together seem to save more than they do. A repair that only the flat
  /// model believes is not confirmed, and the next is searched near what it chose.
  @Test func aRepairHoldsInTheWholeModel() throws {
    var plan = plan(cap: 40)
    plan.limits.append(
      .init(id: "ceiling", sense: .atMost, quantity: .emissions, period: .eachYear(carryOver: 0), levels: [nil, nil, nil, nil, 750]))
    let conflict = try portfolioConflict(scenario(city), plan, SolveOptions(), by: preferredSolver())
    let witness = try #require(conflict.witness)
    for row in conflict.repair {
      let level = (row.repaired ?? 0) * plan.limits[row.limit].quantity.scale
      let t = row.year.flatMap { plan.years.firstIndex(of: $0) }
      plan.limits[row.limit].levels[t ?? 0] = level
    }
    let emissions = try runProgramme(scenario(city), plan, witness).result
    let byYear = plan.years.map { year in emissions.years.firstIndex(of: year).map { emissions.total[$0] } }
    #expect(!conflict.repair.isEmpty)
    #expect(plan.outcomes(witness, emissions: byYear).allSatisfy { $0.isKept(plan.limits[$0.limit]) != false })
  }

  /// Fifty dwellings a year in 2028 cost at least 44 MEUR; the cap of the years before has nothing to do with it.
  @Test func aConflictNamesJustTheLimitsThatCannotHoldTogether() throws {
    var plan = plan(cap: 40)
    plan.limits.append(
      .init(id: "dwellings", sense: .atLeast, quantity: .dwellings, period: .total, levels: [50]))
    plan.limits.append(
      .init(id: "ceiling", sense: .atMost, quantity: .emissions, period: .eachYear(carryOver: 0), levels: [nil, nil, nil, nil, 1400]))
    let conflict = try portfolioConflict(scenario(city), plan, SolveOptions(), by: preferredSolver())
    #expect(conflict.verdict == .minimal)
    #expect(conflict.rows.map { plan.limits[$0.limit].id } == ["cap", "dwellings"])
    #expect(throws: NoPortfolio.self) {
      try runPortfolio(scenario(city), plan, PortfolioRequest([.abatement(year: 2030)]), by: preferredSolver())
    }
    for row in conflict.repair { plan.limits[row.limit].levels = [(row.repaired ?? 0) * plan.limits[row.limit].quantity.scale] }
    // The portfolio that confirms the repair keeps everything, by the plan's own rules and the whole emission model.
    let witness = try #require(conflict.witness)
    let emissions = try runProgramme(scenario(city), plan, witness).result
    let byYear = plan.years.map { year in emissions.years.firstIndex(of: year).map { emissions.total[$0] } }
    #expect(plan.faults(witness) == [])
    #expect(plan.outcomes(witness, emissions: byYear).allSatisfy { $0.isKept(plan.limits[$0.limit]) == true })
    let repaired = try portfolioConflict(scenario(city), plan, SolveOptions(), by: preferredSolver())
    #expect(repaired.verdict == .none && repaired.witness != nil && repaired.repair.isEmpty)
    #expect(
      try runPortfolio(scenario(city), plan, PortfolioRequest([.abatement(year: 2030)]), by: preferredSolver()).programme.chosen.count > 0)
  }
}

/// Counts the problems with whole numbers.
private final class CountingSolver: Solver {
  private let solver: any Solver
  private let count = Mutex(0)
  var name: String { solver.name }
  var searches: Int { count.withLock { $0 } }

  init(_ solver: any Solver) { self.solver = solver }

  func solveSound(_ problem: LinearProblem, _ options: SolveOptions) -> Solution {
    if problem.hasIntegers { count.withLock { $0 += 1 } }
    return solver.solveSound(problem, options)
  }
}
