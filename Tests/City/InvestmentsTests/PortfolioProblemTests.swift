import Optimisation
import Testing

@testable import Investments

/// Weingartner's nine projects (Mathematical Programming and the Analysis of Capital Budgeting Problems, 1963) as a city would have them:
/// each saves as many kt as its net present value, costs its outlays in two years, and every year has its cap.
private let values: [Double] = [14, 17, 17, 15, 40, 12, 14, 10, 12]
private let outlays: [[Double]] = [[12, 54, 6, 6, 30, 6, 48, 36, 18], [3, 7, 6, 2, 35, 6, 4, 3, 3]]

private let base = MoneyBase(flow: .gross, entity: .city, leases: .excluded)
private let twoZones = ZoneLayer(year: 2025, zones: ["I", "II"])

private func weingartner() -> InvestmentPlan {
  InvestmentPlan(
    years: [2026, 2027, 2028], priceYear: 2025, base: base, layer: twoZones, categories: ["any"],
    projects: values.indices.map { p in
      Project(
        id: "p\(p + 1)", category: "any", earliest: 2026, latest: 2026, spending: outlays.map { $0[p] * 1e6 },
        placement: .cityWide(zones: 2), enables: [.init(measure: "m\(p + 1)", share: 1)])
    },
    limits: [
      .init(
        id: "cap", sense: .atMost, quantity: .money(base, MoneyScope()), period: .eachYear(carryOver: 0), levels: [50e6, 20e6, nil])
    ], cap: 0, programmes: [])
}

/// Slopes in which each project's measure saves its value in the programme's last year and nothing before.
private func slopes(_ plan: InvestmentPlan) -> EmissionSlopes {
  let measures = plan.enabledMeasures
  return EmissionSlopes(
    years: plan.years, emissions: [1e6, 1e6, 1e6],
    slopes: .init(uniqueKeysWithValues: zip(measures, values.map { [0, 0, -$0 * 1e3] })),
    enabled: .init(uniqueKeysWithValues: measures.map { ($0, [0, 0, 0]) }))
}

@Suite struct PortfolioProblemTests {
  @Test(arguments: availableSolvers().map { $0 as any Solver })
  func weingartnersProjectsAreChosenUnderYearlyCaps(_ solver: any Solver) {
    let plan = weingartner(), problem = PortfolioProblem(plan, slopes(plan), ceilings: .leftOut)
    let abatement = problem.objective(.abatement(year: 2028))
    let (solutions, _) = solver.solve(problem.linear, inOrder: [abatement])
    let programme = problem.programme(solutions[0].values, id: "best")
    #expect(abs((solutions[0].objective ?? 0) - 70) < 1e-9)
    #expect(programme.chosen.map { plan.projects[$0.project].id } == ["p1", "p3", "p4", "p6", "p9"])

    let relaxed = solver.solve(problem.linear.relaxed, inOrder: [abatement]).solutions[0]
    #expect(abs((relaxed.objective ?? 0) - 70.272727) < 5e-7)
    let rows = problem.limitRows.map(\.row)
    #expect(problem.limitRows.map(\.year) == [2026, 2027])
    #expect(abs((relaxed.duals?[rows[0]] ?? 0) - 0.136364) < 5e-7)
    #expect(abs((relaxed.duals?[rows[1]] ?? 0) - 1.863636) < 5e-7)
  }

  @Test func aProgrammeSurvivesTheWayToColumnsAndBack() {
    let plan = weingartner(), problem = PortfolioProblem(plan, slopes(plan), ceilings: .leftOut)
    let programme = Programme(id: "x", starts: values.indices.map { $0 % 3 == 0 ? 2026 : nil })
    #expect(problem.programme(problem.values(of: programme), id: "x") == programme)
  }

  @Test func emissionsBySlopesAreThoseOfEachProjectAddedUp() {
    let plan = weingartner()
    let all = Programme(id: "all", starts: values.map { _ in 2026 }), none = Programme(id: "none", starts: values.map { _ in nil })
    #expect(plan.emissions(of: none, slopes(plan)) == [1e6, 1e6, 1e6])
    #expect(plan.emissions(of: all, slopes(plan)) == [1e6, 1e6, 1e6 - 151e3])
  }

  @Test func whatIsLeftOfAYearCanBeUsedTheNext() {
    var plan = weingartner()
    plan.limits[0].levels = [70e6, 10e6, nil]
    plan.limits[0].period = .eachYear(carryOver: 8e6)
    let problem = PortfolioProblem(plan, slopes(plan), ceilings: .leftOut)
    let solution = preferredSolver().solve(problem.linear, inOrder: [problem.objective(.abatement(year: 2028))]).solutions[0]
    let programme = problem.programme(solution.values, id: "best")
    // Every choice of nine projects, with the cap of the second year raised by what the first leaves, at most 8.
    let best = (0..<512).compactMap { choice -> Double? in
      let chosen = values.indices.filter { choice >> $0 & 1 == 1 }
      let first = chosen.reduce(0) { $0 + outlays[0][$1] }, second = chosen.reduce(0) { $0 + outlays[1][$1] }
      guard first <= 70, second <= 10 + min(8, 70 - first) else { return nil }
      return chosen.reduce(0) { $0 + values[$1] }
    }.max()
    #expect(abs((solution.objective ?? 0) - (best ?? 0)) < 1e-9)
    // 43 if nothing could be carried over.
    #expect(best == 58)
    #expect(plan.outcomes(programme).allSatisfy { $0.isKept(plan.limits[0]) == true })
  }

  @Test func groupsPrerequisitesAndStartsAreHeld() {
    var plan = weingartner()
    plan.projects[3].exclusiveGroup = "either"
    plan.projects[5].exclusiveGroup = "either"
    plan.projects[0].prerequisites = [.init(project: 4, state: .finished)]
    plan.projects[4].isCommitted = true
    plan.projects[0].latest = 2028
    plan.projects[8].prerequisites = [.init(project: 2, state: .started)]
    plan.limits[0].levels = [500e6, 500e6, 500e6]
    let problem = PortfolioProblem(plan, slopes(plan), ceilings: .leftOut)
    let cost = problem.objective(.netCost(rate: 0)), most = problem.objective(.abatement(year: 2028))
    let solution = preferredSolver().solve(problem.linear, inOrder: [most, cost])
    let programme = problem.programme(solution.solutions[1].values, id: "best")
    #expect(plan.faults(programme) == [])
    // p1 cannot be ready by 2028 after p5, so nothing is saved by it; p4 saves more than p6.
    #expect(programme.starts.map { $0 != nil } == [false, true, true, true, true, false, true, true, true])
  }

  @Test func moneyInZonesIsHeldAsAShare() {
    var plan = weingartner()
    for p in plan.projects.indices { plan.projects[p].placement = Placement(zone: p < 5 ? 0 : 1, of: 2) }
    plan.limits.append(
      .init(id: "zone I", sense: .atLeast, quantity: .zoneShare(through: 0, base, MoneyScope()), period: .total, levels: [0.8]))
    let problem = PortfolioProblem(plan, slopes(plan), ceilings: .leftOut)
    let solution = preferredSolver().solve(problem.linear, inOrder: [problem.objective(.abatement(year: 2028))]).solutions[0]
    let programme = problem.programme(solution.values, id: "best")
    #expect(programme.chosen.count > 0)
    #expect((plan.cumulativeZoneShares(programme, base)?[0] ?? 0) >= 0.8)
    #expect((solution.objective ?? 0) < 70)
  }
}
