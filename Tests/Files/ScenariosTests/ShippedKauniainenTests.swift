import Engine
import Scenarios
import Testing

@Suite struct ShippedKauniainenTests {
  @Test func `The plan has the strategy and the newer target as two scenarios`() throws {
    #expect(try Shipped.plan("kauniainen").scenarios.map(\.inputs.id) == ["strategy2018", "roadmap2030"])
  }

  /// 45.8 kt of 1990 (GRANI-PAASTOT): -60 % leaves 18.32 kt, -80 % the 9 160 t that the town prints.
  @Test(arguments: [("strategy2018", 18_320.0), ("roadmap2030", 9160)])
  func `The target is the published share of the published base`(_ scenario: String, _ level: Double) throws {
    let result = try Shipped.result("kauniainen", scenario)
    #expect(result.inputs.plan.baseYear == 1990 && result.inputs.plan.baseLevel == 45_800)
    let target = try #require(result.target?.target)
    #expect(target.year == 2030)
    #expect(abs(target.level - level) <= 1e-9)
  }

  /// The published shares of the published 31.2 kt of 2021; the rest, 3.2 %, is the row of the others.
  @Test(arguments: [("building_heating", 0.565), ("transport", 0.28), ("consumption_electricity", 0.123), ("other", 0.032)])
  func `The sectors of 2021 are the published shares`(_ sector: String, _ share: Double) throws {
    for scenario in try Shipped.plan("kauniainen").scenarios {
      let result = try runScenario(scenario.inputs)
      let tonnes = try #require(result.sectors[sector, "2021"])
      #expect(abs(tonnes - share * 31_200) <= 1e-12 * 31_200)
      #expect(abs(result.total[0] - 31_200) <= 1e-12 * 31_200)
    }
  }

  /// The strategy also promises neutrality by 2035: the rest of that year is more than what the trees bind.
  @Test func `The strategy meets 2030 and misses neutrality in 2035`() throws {
    let result = try Shipped.result("kauniainen", "strategy2018")
    #expect(result.target?.isMet == true)
    #expect(result.target?.neutralYear == nil)
    let net = try #require(result.net.last)
    #expect(net > 0)
    #expect(try #require(result.bound.last) > 0)
  }

  /// Espoo's energy and factors stand in for what the town does not publish, Espoo's emissions never do.
  @Test func `Every dataset row behind the inventory is the town's own`() throws {
    for scenario in try Shipped.plan("kauniainen").scenarios {
      let read = scenario.origins.values.filter { $0.key.hasPrefix("inventory.") && $0.cell != nil }
      #expect(read.count >= 9)  // the base, and a total and a share for each of four sectors
      for origin in read { #expect(origin.source == "GRANI-PAASTOT", "\(origin.key)") }
    }
  }
}
