import Emissions
import Investments
import Optimisation
import TestCities
import Testing

@testable import Engine

private let base = MoneyBase(flow: .gross, entity: .city, leases: .excluded)

private let city = smallCity(
  years: Array(2025...2031), sectors: [[40_000], [20_000], [10_000]],
  measures: [
    measure("heat", .intensity(sector: 0, stream: 0, share: 0.6), adoption: .step(start: 2026)),
    measure("cars", .intensity(sector: 1, stream: 0, share: 0.8), adoption: .step(start: 2026)),
    measure("waste", .intensity(sector: 2, stream: 0, share: 0.5), adoption: .step(start: 2026)),
  ])

private func project(
  _ id: String, _ category: String, _ cost: Double, zone: Int, _ measure: String, _ share: Double, dwellings: Double = 0
) -> Project {
  Project(
    id: id, category: category, fund: category == "transport" ? "fund" : nil, earliest: 2026, latest: 2028, spending: [cost * 1e6],
    placement: Placement(zone: zone, of: 2), enables: [.init(measure: measure, share: share)], dwellings: dwellings)
}

/// Eight projects in two zones, three starts each, and one limit that binds: the optimum of each problem is proven in a moment.
private func plan(_ limit: InvestmentLimit, with others: [InvestmentLimit] = []) -> InvestmentPlan {
  InvestmentPlan(
    years: Array(2026...2030), priceYear: 2025, base: base, layer: ZoneLayer(year: 2025, zones: ["I", "II"]),
    categories: ["energy", "transport", "areas"],
    projects: [
      project("plant", "energy", 19, zone: 0, "heat", 0.5), project("pumps", "energy", 13, zone: 1, "heat", 0.3),
      project("pipes", "energy", 9, zone: 1, "heat", 0.2), project("tram", "transport", 23, zone: 0, "cars", 0.6),
      project("buses", "transport", 11, zone: 1, "cars", 0.4), project("biogas", "energy", 7, zone: 0, "waste", 0.7),
      project("east", "areas", 17, zone: 1, "waste", 0.1, dwellings: 400),
      project("west", "areas", 14, zone: 0, "waste", 0.2, dwellings: 300),
    ], limits: [limit] + others, cap: 0, programmes: [])
}

private func money(_ scope: MoneyScope = MoneyScope()) -> InvestmentLimit.Quantity { .money(base, scope) }

private func limit(
  _ id: String, _ sense: InvestmentLimit.Sense, _ quantity: InvestmentLimit.Quantity, _ period: InvestmentLimit.Period, _ levels: [Double?]
) -> InvestmentLimit { InvestmentLimit(id: id, sense: sense, quantity: quantity, period: period, levels: levels) }

private let total = limit("total", .atMost, money(), .total, [61e6])

/// Every kind of limit whose price is printed.
private let kinds: [(plan: InvestmentPlan, objective: PortfolioObjective)] = [
  (plan(limit("cap, average", .atMost, money(), .average, [10e6])), .abatement(year: 2030)),
  (plan(limit("cap, total", .atMost, money(), .total, [52e6])), .discountedAbatement(rate: 0.03)),
  (plan(limit("cap, each year", .atMost, money(), .eachYear(carryOver: 0), [22e6])), .abatement(year: 2029)),
  (
    plan(limit("cap, each year, carried over", .atMost, money(), .eachYear(carryOver: 6e6), [20e6])),
    .discountedAbatement(rate: 0.03)
  ),
  (
    plan(limit("cap by zone and year", .atMost, money(MoneyScope(zones: [0])), .eachYear(carryOver: 0), [20e6])),
    .discountedAbatement(rate: 0.03)
  ),
  (plan(limit("category", .atMost, money(MoneyScope(categories: ["energy"])), .total, [33e6])), .abatement(year: 2030)),
  (plan(limit("fund", .atMost, money(MoneyScope(funds: ["fund"])), .average, [5e6])), .abatement(year: 2030)),
  (
    plan(limit("zone floor", .atLeast, .zoneShare(through: 0, base, MoneyScope()), .total, [0.7]), with: [total]),
    .abatement(year: 2030)
  ),
  (plan(limit("zone money floor", .atLeast, money(MoneyScope(zones: [1])), .total, [44e6]), with: [total]), .abatement(year: 2030)),
  (plan(limit("dwellings", .atLeast, .dwellings, .total, [300]), with: [total]), .abatement(year: 2030)),
  (
    plan(limit("dwellings, each year", .atLeast, .dwellings, .eachYear(carryOver: 0), [nil, 300, nil, nil, nil]), with: [total]),
    .abatement(year: 2030)
  ),
  (plan(limit("carbon budget", .atMost, .emissions, .total, [230e3])), .netCost(rate: 0.03)),
  (plan(limit("ceilings", .atMost, .emissions, .eachYear(carryOver: 0), [nil, nil, nil, 44e3, 40e3])), .netCost(rate: 0.03)),
  (
    plan(limit("overrun ceilings", .atMost, .emissions, .eachYear(carryOver: 0), [nil, nil, nil, 34e3, 30e3]), with: [total]), .overrun
  ),
]

@Suite struct PortfolioPriceTests {
  /// Each price is asked for, the plan's own limit is moved, and the problem is made and solved again.
  @Test(arguments: kinds.indices, availableSolvers().map { $0 as any Solver })
  func everyPriceIsWhatMovingTheLimitBrings(_ kind: Int, _ solver: any Solver) throws {
    let (plan, objective) = kinds[kind]
    let found = try runPortfolio(scenario(city), plan, PortfolioRequest([objective]), by: solver)
    let prices = portfolioPrices(of: found, SolveOptions(), solvesAgain: true, by: solver).filter { $0.limit == 0 }
    let slopes = found.problem.slopes, now = try #require(solver.solve(found.priced).objective)
    #expect(!prices.isEmpty, "\(plan.limits[0].id) has no price")
    for price in prices {
      let step = plan.limits[0].quantity.step, delta = try #require(price.prices.solvedAgain)
      #expect(delta.step == step)
      // By the plan itself where a level can say it; a zone's share is priced in MEUR more than the share asks.
      let problem = PortfolioProblem(plan.moved(price, by: step), slopes, for: [objective])
      var moved = problem.linear.with(problem.objective(objective))
      if plan.limits[0].isShare { moved = found.priced.setting(price.prices.limit, to: price.prices.number + step) }
      let again = solver.solve(moved)
      #expect(again.status == .optimal || again.status == .infeasible)
      guard let best = again.objective else {
        #expect(delta.change == nil)
        continue
      }
      #expect(abs(try #require(delta.change) - (best - now)) <= 1e-9 * max(1, abs(now)), "\(plan.limits[0].id) \(price.year ?? 0)")
      let surely = try #require(delta.surely)
      #expect(surely.upperBound - surely.lowerBound <= 1e-9 * max(1, abs(now)))
      expectDual(price.prices.relaxed, price.prices, found.priced.relaxed, solver)
      expectDual(price.prices.fixed, price.prices, found.priced.fixingIntegers(at: found.chosen.values), solver)
    }
  }

  /// The price of parts, and that with the choices held: half of the way that it holds, and as good as all of it; at its end a limit may
  /// be as tight as can be.
  private func expectDual(_ dual: SidedPrice?, _ prices: LimitPrices, _ problem: LinearProblem, _ solver: any Solver) {
    guard let now = solver.solve(problem).objective else { return }
    for (piece, direction) in [(dual?.more, 1.0), (dual?.less, -1)] {
      guard let piece else { continue }
      let end = piece.upTo.isFinite ? piece.upTo : prices.number + direction * 10
      for share in [0.5, 0.9999] {
        let way = share * (end - prices.number)
        let moved = solver.solve(problem.setting(prices.limit, to: prices.number + way)).objective
        #expect(abs((moved ?? .nan) - now - piece.price * way) < 1e-6 * max(1, abs(now)))
      }
    }
  }

  /// Whole projects do not shift by one million: the three prices are three things, among these kinds of limit too.
  @Test func theThreePricesDifferSomewhere() throws {
    let solver = preferredSolver()
    let all = try kinds.flatMap { plan, objective in
      portfolioPrices(
        of: try runPortfolio(scenario(city), plan, PortfolioRequest([objective]), by: solver), SolveOptions(), solvesAgain: true, by: solver
      )
    }.map(\.prices)
    func change(_ prices: LimitPrices) -> Double? { prices.solvedAgain.flatMap { again in again.change.map { $0 / again.step } } }
    #expect(all.contains { abs(($0.relaxed?.more?.price ?? 0) - (change($0) ?? .nan)) > 1e-6 })
    #expect(all.contains { abs(($0.fixed?.more?.price ?? 0) - (change($0) ?? .nan)) > 1e-6 })
    #expect(all.contains { abs(($0.fixed?.more?.price ?? 0) - ($0.relaxed?.more?.price ?? 0)) > 1e-6 })
  }

  /// A search that ends within a wide gap leaves the price open: what is told holds the true effect, which a proof gives.
  @Test(arguments: [0.01, 0.1, 0.5], availableSolvers().map { $0 as any Solver })
  func whatIsSurelySoHoldsTheTrueEffect(_ gap: Double, _ solver: any Solver) throws {
    for (plan, objective) in kinds {
      let exact = try runPortfolio(scenario(city), plan, PortfolioRequest([objective]), by: solver)
      let rough = PortfolioOutcome(
        programme: exact.programme, effect: exact.effect, problem: exact.problem, priced: exact.priced,
        solutions: [solver.solve(exact.priced, SolveOptions(relativeGap: gap))], rounds: 1, standsStill: true)
      let truth = portfolioPrices(of: exact, SolveOptions(), solvesAgain: true, by: solver)
      for price in portfolioPrices(of: rough, SolveOptions(relativeGap: gap), solvesAgain: true, by: solver) {
        guard let surely = price.prices.solvedAgain?.surely, let change = price.prices.solvedAgain?.change,
          let sure = truth.first(where: { $0.limit == price.limit && $0.year == price.year })?.prices.solvedAgain?.change
        else { continue }
        #expect(surely.lowerBound <= sure + 1e-6 && sure <= surely.upperBound + 1e-6)
        #expect(surely.contains(change))
      }
    }
  }
}

extension InvestmentLimit {
  fileprivate var isShare: Bool {
    if case .zoneShare = quantity { true } else { false }
  }
}

extension InvestmentPlan {
  /// With the first limit's level moved, in the one year that a price is of.
  fileprivate func moved(_ price: PortfolioPrice, by step: Double) -> InvestmentPlan {
    var plan = self
    let limit = limits[0], amount = step * limit.quantity.scale
    guard let year = price.year, let t = years.firstIndex(of: year) else {
      plan.limits[0].levels = limit.levels.map { $0.map { $0 + amount } }
      return plan
    }
    var levels = years.indices.map { limit.levels.count == 1 ? limit.levels[0] : limit.levels[$0] }
    levels[t] = levels[t].map { $0 + amount }
    plan.limits[0].levels = levels
    return plan
  }
}
