import Diagnostics
import Engine
import Investments
import Testing

@testable import Scenarios

@Suite struct ShippedInvestmentsTests {
  private func investments(_ plan: String) throws -> InvestmentInputs { try #require(Shipped.plan(plan).scenarios[0].investments) }

  /// PRJ-KR-23, PRJ-RJ-RL19 and PRJ-LM-FIN: cost and the city's part as published, before the price index.
  @Test(arguments: [("city_rail", 357, 142.8, 96.12), ("raide_jokeri", 386, 92.5, 87.06), ("west_metro_2", 1078, 835, 94.23)])
  func `Committed projects have their published costs`(_ id: String, _ gross: Double, _ net: Double, _ index: Double) throws {
    let inputs = try investments("espoo")
    let project = try #require(inputs.plan.projects.first { $0.id == id })
    #expect(abs(project.total / 1e6 * index / 100 - gross) < 1e-9)
    #expect(abs(project.total / 1e6 * index / 100 * project.funding.own - net) < 1e-9)
  }

  @Test func `Kauniainen pays 27_5 MEUR of the same city rail`() throws {
    let rail = try #require(investments("kauniainen").plan.projects.first { $0.id == "city_rail" })
    #expect(abs(rail.total / 1e6 * 0.9612 - 357) < 1e-9)
    #expect(abs(rail.total / 1e6 * 0.9612 * rail.funding.own - 27.5) < 1e-9)
  }

  @Test(arguments: ["espoo", "kauniainen"]) func `Every project that is not decided is illustrative`(_ id: String) throws {
    let inputs = try investments(id)
    for (project, listing) in zip(inputs.plan.projects, inputs.projects) {
      #expect((listing.kind == .illustrative) == !project.isCommitted, "\(project.id)")
    }
  }

  @Test func `Espoo's caps and floors are those that were published`() throws {
    let inputs = try investments("espoo")
    let levels = Dictionary(uniqueKeysWithValues: inputs.plan.limits.map { ($0.id, $0.levels.compactMap { $0 }) })
    #expect(levels["cap_250"] == [250e6])
    #expect(levels["cap_280"] == [280e6])
    #expect(levels["programme_2026"] == [2900e6])
    #expect(levels["cut_10"] == [2610e6])
    #expect(levels["dwellings_ready"] == Array(repeating: 3000, count: 10))
    #expect(abs((levels["target_2030"]?.first ?? 0) - 212_040) < 1e-6)
    for (limit, listing) in zip(inputs.plan.limits, inputs.limits) where limit.base != nil {
      // What services need stands in for what nobody has published.
      let isInvented = limit.id.hasPrefix("need_")
      #expect(listing.baseKind == (isInvented ? .illustrative : .assumed), "no document prints the base of \(limit.id)")
    }
    let followUp = inputs.plan.followUps.compactMap { followUp -> Double? in
      if case .zoneShare = followUp.measure { followUp.value } else { nil }
    }
    // 83 % is read as 83 × 0.01.
    #expect(followUp.map { ($0 * 100).rounded() } == [45, 65, 83])
  }

  @Test func `A batch cannot change investments, which its rows do not tell`() throws {
    let files = try PlanFiles("\(Shipped.root)/Scenarios/kauniainen")
    let place = SourcePlace(file: "--grid")
    let override = PlanOverride(key: "investments.limits.recurring.level", at: place, value: "9 MEUR/a", at: place)
    let error = #expect(throws: InputError.self) { try files.scenario("roadmap2030", overriding: [override]) }
    #expect(
      error?.diagnostics.all.map(\.description) == [
        "--grid:1:1: error: the override 'investments.limits.recurring.level' changes nothing in a run of emissions; "
          + "expected a key of the emission model; hint: 'tiekartta invest' reads what scenarios set under 'investments'"
      ])
  }

  /// The seeds' question is one only when not everything fits.
  @Test func `Espoo's candidates exceed every cap`() throws {
    let plan = try investments("espoo").plan
    let own = plan.projects.indices.reduce(0) { sum, p in
      sum + plan.money(of: p, startingIn: plan.projects[p].earliest, plan.base).reduce(0, +)
    }
    #expect(own > 2900e6)
    #expect((120...150).contains(plan.projects.count))
    #expect(plan.capsThatNeverBind.isEmpty)
  }
}
