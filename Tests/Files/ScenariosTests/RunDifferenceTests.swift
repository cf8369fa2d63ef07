import Engine
import Foundation
import Testing

@testable import Scenarios

/// Why two runs differ, on a small city whose parts are known: 10 kt of heating and 1 kt of lighting in 2025, all of it scaled to the
/// inventory, and insulation that takes 40 % of the heat in 2027, the target year.
@Suite struct RunDifferenceTests {
  // Changes of the small plan, each by a known factor on the heating of 2027.
  private static let inventory = [("inventory: {2025: 10 kt CO2e/a}", "inventory: {2025: 12 kt CO2e/a}")]  // x 1.2
  private static let growth = [  // x 1.1
    ("values: 1000 persons", "values: {fill: linear, years: {2025: 1000 persons, 2027: 1100 persons}}")
  ]
  private static let factor = [
    (
      "emission_factor: 200 t CO2e/GWh",
      "emission_factor: {fill: linear, years: {2025: 200 t CO2e/GWh, 2027: 100 t CO2e/GWh}}"
    )
  ]  // x 0.5

  private func resolved(_ scenario: String, _ changes: [(String, String)] = []) throws -> ResolvedScenario {
    try withPlan(changes) { try #require(try loadPlan($0).scenario(scenario)).resolved }
  }

  private func part(_ difference: RunDifference, _ changeClass: ChangeClass, _ total: ComparedTotal) throws -> Double {
    let t = try #require(difference.totals.firstIndex(of: total))
    return try #require(difference.classes.first { $0.changeClass == changeClass }).parts[t]
  }

  private func part(_ difference: RunDifference, _ key: String, _ total: ComparedTotal) throws -> Double {
    let t = try #require(difference.totals.firstIndex(of: total))
    return try #require(difference.inputs.first { $0.change.key == key }).parts[t]
  }

  /// Every total is the sum of its classes and every class the sum of its inputs, to 1e-9 t (and 1e-9 EUR of some millions).
  private func expectExactSums(_ difference: RunDifference) {
    for t in difference.totals.indices {
      let close = max(1e-9, abs(difference.after[t]).ulp)
      #expect(abs(difference.classes.reduce(0) { $0 + $1.parts[t] } - difference.changes[t]) <= close, "\(difference.totals[t])")
      for part in difference.classes {
        let own = difference.inputs.filter { $0.change.changeClass == part.changeClass }
        #expect(abs(own.reduce(0) { $0 + $1.parts[t] } - part.parts[t]) <= close, "\(part.changeClass), \(difference.totals[t])")
        #expect(own.count == part.changes)
      }
    }
  }

  // MARK: Parts with a known answer

  /// Heating of 2027 is 10 kt times three factors, 1.2, 1.1 and 0.6; a factor's Shapley value in such a product is
  /// 10 (f - 1) (1/3 + (g + h) / 6 + g h / 3) with the other two, worked out by hand.
  @Test func threeClassesHaveTheirShapleyValues() throws {
    let difference = try RunDifference(try resolved("today"), try resolved("act", Self.inventory + Self.growth))
    let heating = ComparedTotal.sector("heating", year: nil)
    #expect(abs(try part(difference, .inventory, heating) - 1_673.333_333_333) < 1e-6)
    #expect(abs(try part(difference, .assumption, heating) - 873.333_333_333) < 1e-6)
    #expect(abs(try part(difference, .decision, heating) + 4_626.666_666_667) < 1e-6)
    #expect(try part(difference, .method, heating) == 0)
    #expect(try part(difference, .data, heating) == 0)
    // Lighting grows with the people and with nothing else.
    #expect(abs(try part(difference, .assumption, .sector("lighting", year: nil)) - 100) < 1e-9)
    #expect(abs(difference.changes[try #require(difference.totals.firstIndex(of: heating))] + 2_080) < 1e-9)
    #expect(difference.inputs.map(\.change.key) == ["drivers.people.values", "inventory.heating.2025", "measures.insulation"])
    expectExactSums(difference)
  }

  /// Two inputs of one class, 1.1 and 0.5 on 10 kt: what they do only together is halved, 10 (f - 1) (1 + g) / 2.
  @Test func twoInputsOfAClassShareWhatTheyDoTogether() throws {
    let difference = try RunDifference(try resolved("today"), try resolved("today", Self.growth + Self.factor))
    let heating = ComparedTotal.sector("heating", year: nil)
    #expect(abs(try part(difference, "drivers.people.values", heating) - 750) < 1e-9)
    #expect(abs(try part(difference, "streams.heat.emission_factor", heating) + 5_250) < 1e-9)
    expectExactSums(difference)
  }

  @Test func theOtherWayRoundEverySignIsTurned() throws {
    let (a, b) = (try resolved("today"), try resolved("act", Self.inventory + Self.growth + Self.factor))
    let (there, back) = (try RunDifference(a, b), try RunDifference(b, a))
    #expect(there.totals == back.totals)
    for (x, y) in zip(there.inputs, back.inputs) {
      #expect(x.change == y.change)
      for (p, q) in zip(x.parts, y.parts) { #expect(abs(p + q) < 1e-6) }
    }
  }

  @Test func aRunDoesNotDifferFromItself() throws {
    let run = try resolved("act")
    let difference = try RunDifference(run, run)
    #expect(difference.isSame)
    #expect(difference.classes.allSatisfy { $0.changes == 0 && $0.parts.allSatisfy { $0 == 0 } })
    #expect(difference.before == difference.after)
  }

  /// Capital in full when paid in place of annuities: all of the change of the cost, and nothing of the emissions.
  @Test func aMethodOfMoneyMovesMoneyAlone() throws {
    let residual = [("discount_rate: 3 %}", "discount_rate: 3 %, capital: residual_value}")]
    let difference = try RunDifference(try resolved("act"), try resolved("act", residual))
    let cost = try #require(difference.value(of: .netPresentCost))
    #expect(cost.before != cost.after)
    #expect(try part(difference, .method, .netPresentCost) == cost.after - cost.before)
    #expect(try part(difference, .method, .cumulative) == 0)
    #expect(difference.inputs.map(\.change.key) == ["money.capital"])
  }

  @Test func theBaseOfATargetIsRestatedAndItsReductionDecided() throws {
    let changed = [("base: 10 kt CO2e/a, reduction: 60 %", "base: 12 kt CO2e/a, reduction: 50 %")]
    let difference = try RunDifference(try resolved("act"), try resolved("act", changed))
    // The target is base x (1 - cut): 10 x 0.4 = 4 and 12 x 0.5 = 6 kt; by halves 2 x 0.45 = 0.9 and 0.1 x 11 = 1.1.
    #expect(abs(try part(difference, .inventory, .target) - 900) < 1e-9)
    #expect(abs(try part(difference, .decision, .target) - 1_100) < 1e-9)
    #expect(abs(try part(difference, .decision, .gap) + 1_100) < 1e-9)
    #expect(try part(difference, .decision, .emissions(year: nil)) == 0)
    expectExactSums(difference)
  }

  /// A year of its own moves the totals that have one, and not the gap.
  @Test func aGivenYearIsThatOfEmissionsAndSectors() throws {
    let difference = try RunDifference(try resolved("today"), try resolved("act"), year: 2026)
    #expect(abs(try part(difference, .decision, .emissions(year: 2026)) + 2_000) < 1e-9)
    #expect(abs(try part(difference, .decision, .gap) + 4_000) < 1e-9)
    #expect(throws: RunDifferenceError.yearOutside(2040)) { try RunDifference(try resolved("today"), try resolved("act"), year: 2040) }
  }

  @Test func runsOfOtherYearsAreRefused() throws {
    let longer = [("last: 2027", "last: 2028")]
    #expect(throws: RunDifferenceError.differentYears(a: [2025, 2026, 2027], b: [2025, 2026, 2027, 2028])) {
      try RunDifference(try resolved("today"), try resolved("today", longer))
    }
  }

  // MARK: Classes

  /// The same words in the plan and another figure in the row: data, whatever section it stands in.
  @Test func aChangedDatasetRowIsDataAndAnotherRowIsAnAssumption() throws {
    func plan(rows: String, year: String = "2025") throws -> ResolvedScenario {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
      defer { try? FileManager.default.removeItem(at: folder) }
      try FileManager.default.copyItem(atPath: "\(testFolder)/SmallData", toPath: folder.path)
      try Data("municipality,year,driver,value,unit,kind,source_id\n\(rows)".utf8).write(to: folder.appendingPathComponent("figures.csv"))
      let people = "{dataset: figures, where: {driver: people, year: \(year)}}"
      return try resolved(
        "today",
        [("values: 1000 persons", "values: \(people)"), ("name: Small town", "name: Small town\ndatasets: ../\(folder.lastPathComponent)")])
    }
    let old = "Small,2025,people,1000,persons,observed,STAT-2023\nSmall,2026,people,1000,persons,observed,STAT-2023\n"
    let restated = old.replacingOccurrences(of: "2025,people,1000", with: "2025,people,1300")
    // Activity has no price here, and the model is scaled to the inventory: the figure differs and no total does.
    #expect(try RunDifference(try plan(rows: old), try plan(rows: restated)).inputs.map(\.change.changeClass) == [.data])
    let other = old.replacingOccurrences(of: "2026,people,1000", with: "2026,people,1300")
    #expect(try RunDifference(try plan(rows: other), try plan(rows: other, year: "2026")).inputs.map(\.change.changeClass) == [.assumption])
  }

  @Test(arguments: [
    ("calibration_year: 2025}", "calibration_year: 2026}", ChangeClass.method, "inventory.calibration_year"),
    ("gwp_set: AR5", "gwp_set: AR6", .method, "gwp_set"),
    ("price_year: 2024", "price_year: 2025", .method, "money.price_year"),
    ("discount_rate: 3 %", "discount_rate: 4 %", .assumption, "money.discount_rate"),
    ("price: 80 EUR/MWh", "price: 90 EUR/MWh", .assumption, "streams.heat.price"),
    ("intensity: 5 MWh/person", "intensity: 6 MWh/person", .assumption, "sectors.heating.streams.heat.intensity"),
    ("share: 40 %", "share: 50 %", .decision, "measures.insulation.effect.share"),
    ("start: 2025, ramp: 2", "start: 2025, ramp: 1", .decision, "measures.insulation.adoption.ramp"),
    ("{curve: linear, start: 2025, ramp: 2}", "{curve: step, start: 2026}", .decision, "measures.insulation.adoption"),
    (
      "{on: intensity, sector: heating, stream: heat, share: 40 %}", "{on: sink, amount: 1 kt CO2e/a}", .decision,
      "measures.insulation.effect"
    ),
    ("status: adopted", "status: identified", .decision, "measures.insulation.status"),
    ("year: 2027, base", "year: 2026, base", .decision, "targets.goal.year"),
    ("level: 10 kt CO2e/a}}", "level: 11 kt CO2e/a}}", .decision, "ceiling"),
    ("id: goal, year", "id: promise, year", .decision, "target"),
    ("cost: {capex: 2 MEUR", "cost: {capex: 3 MEUR", .decision, "measures.insulation.cost.capex"),
  ]) func everyInputHasItsClass(old: String, new: String, changeClass: ChangeClass, key: String) throws {
    var changes = [(old, new)]
    if new.contains("promise") { changes.append(("target: goal", "target: promise")) }
    if new.contains("2026}") && key.hasSuffix("calibration_year") {
      changes += [("inventory: {2025: 10 kt CO2e/a}", "inventory: {2025: 10 kt CO2e/a, 2026: 9 kt CO2e/a}")]
      changes += [("inventory: {2025: 1 kt CO2e/a}", "inventory: {2025: 1 kt CO2e/a, 2026: 1 kt CO2e/a}")]
    }
    let difference = try RunDifference(try resolved("act"), try resolved("act", changes))
    #expect(difference.inputs.map(\.change.key) == [key])
    #expect(difference.inputs.map(\.change.changeClass) == [changeClass])
    expectExactSums(difference)
  }

  /// One change of every section of the investments, as a user would write it.
  @Test(arguments: [
    ("years: {first: 2025, last: 2027}\n  price_year", "years: {first: 2025, last: 2026}\n  price_year", ChangeClass.method, ["years"]),
    (
      "price_year: 2024\n  base", "price_year: 2025\n  price_index: {values: {2024: 100, 2025: 102}}\n  base", .method,
      ["price_index.values.2025", "price_year"]
    ),
    ("2024\n  base: {flow: net,", "2024\n  base: {flow: gross,", .method, ["base"]),
    ("layer: {year: 2025,", "layer: {year: 2030,", .method, ["layer"]),
    ("  categories: [", "  scenario: today\n  categories: [", .assumption, ["scenario"]),
    ("  categories: [", "  programme: draft\n  categories: [", .decision, ["programme"]),
    ("  categories: [", "  cap: cap\n  categories: [", .decision, ["cap"]),
    ("total: 6 MEUR", "total: 7 MEUR", .decision, ["projects.school.cost.total"]),
    ("schools, zone: II", "streets, zone: II", .decision, ["projects.school.category"]),
    ("schools, zone: II", "schools, zone: III", .decision, ["projects.school.zone"]),
    ("schools, zone: II", "schools, latest: 2026, zone: II", .decision, ["projects.school.latest"]),
    ("schools, zone: II", "schools, payer: group, zone: II", .decision, ["projects.school.payer"]),
    (
      "    - {id: school, category",
      "    - {id: hall, category: schools, exclusive_group: site, zone: I, cost: {total: 5 MEUR, price_year: 2024}}\n"
        + "    - {id: school, exclusive_group: site, category", .decision,
      ["projects.hall.exclusive_group", "projects.school.exclusive_group"]
    ),
    ("schools, zone: II", "schools, lease: true, zone: II", .decision, ["projects.school.lease"]),
    ("schools, zone: II", "schools, fund: ground, zone: II", .decision, ["projects.school.fund"]),
    ("schools, zone: II", "schools, needs: [{project: bridge}], zone: II", .decision, ["projects.school.needs"]),
    ("schools, zone: II", "schools, dwellings: 100 dwellings, zone: II", .decision, ["projects.school.dwellings"]),
    ("schools, zone: II", "schools, funding: {state: 30 %}, zone: II", .decision, ["projects.school.funding.state"]),
    ("schools, zone: II", "schools, operating_cost: 1 MEUR/a, zone: II", .decision, ["projects.school.operating_cost"]),
    ("level: 3 MEUR/a", "level: 4 MEUR/a", .decision, ["limits.cap.level"]),
    ("level: 3 MEUR/a", "level: 3 MEUR/a, in_force: false", .decision, ["limits.cap.in_force"]),
    ("level: 3 MEUR/a", "level: 3 MEUR/a, categories: [schools]", .decision, ["limits.cap.categories"]),
    ("level: 3 MEUR/a", "level: 3 MEUR/a, zones: [I]", .decision, ["limits.cap.zones"]),
    ("{school: 2026}", "{school: 2027}", .decision, ["programmes.draft.projects"]),
    (
      "programmes: [{id", "finance: {annual_margin: {2025: 5 MEUR}}\n  programmes: [{id", .assumption, ["finance.annual_margin.2025"]
    ),
    (
      "programmes: [{id",
      "follow_up: [{id: done, of: dwellings_completed, date: 2025, value: 10 dwellings}]\n  programmes: [{id", .assumption,
      ["follow_up.done.value"]
    ),
  ]) func everyInputOfTheInvestmentsHasItsClass(old: String, new: String, changeClass: ChangeClass, keys: [String]) throws {
    func resolved(_ changes: [(String, String)]) throws -> ResolvedScenario {
      try withPlan(changes, of: "investments_sound") { try #require(try loadPlan($0).scenario("act")).resolved }
    }
    let difference = try RunDifference(try resolved([]), try resolved([(old, new)]))
    #expect(Set(keys.map { "investments.\($0)" }).isSubset(of: difference.inputs.map(\.change.key)))
    let own = difference.inputs.filter { $0.change.key == "investments.\(keys[keys.count - 1])" }
    #expect(own.map(\.change.changeClass) == [changeClass])
    // No investment reaches a total of the run: the city's emissions are those of its measures.
    #expect(difference.inputs.allSatisfy { $0.parts.allSatisfy { $0 == 0 } })
    expectExactSums(difference)
  }

  /// A sector that only one has is a matter of method, and takes its inventory and the measures on it along without a fault.
  @Test func aSectorOfOneOfTheTwoIsMethod() throws {
    let extra = [
      (
        "measures:\n",
        "  - id: waste\n    driver: people\n    inventory: {2025: 3 kt CO2e/a}\n    streams:\n"
          + "      - {stream: gas, intensity: 1 MWh/person}\nmeasures:\n"
          + "  - id: sorting\n    name: Sorting\n    status: adopted\n    class: quantified\n"
          + "    effect: {on: intensity, sector: waste, stream: gas, share: 50 %}\n    adoption: {curve: step, start: 2026}\n"
      ), ("sectors:\n", "  - {id: gas, emission_factor: 300 t CO2e/GWh}\nsectors:\n"), ("[insulation]", "[insulation, sorting]"),
    ]
    let difference = try RunDifference(try resolved("today"), try resolved("act", extra))
    #expect(difference.inputs.map(\.change.key) == ["measures.insulation", "measures.sorting", "sectors.waste"])
    let waste = ComparedTotal.sector("waste", year: nil)
    // 3 kt come with the sector; sorting takes half of them, which it can only where the sector is: -1.5, by halves.
    #expect(abs(try part(difference, .method, waste) - 2_250) < 1e-9)
    #expect(abs(try part(difference, .decision, waste) + 750) < 1e-9)
    expectExactSums(difference)
  }

  /// Every change at once, also those that only make sense together.
  @Test func everythingAtOnceStillSums() throws {
    let changes =
      Self.inventory + Self.growth + Self.factor + [
        ("discount_rate: 3 %}", "discount_rate: 4 %, capital: residual_value}"), ("price: 80 EUR/MWh", "price: 95 EUR/MWh"),
        ("base: 10 kt CO2e/a, reduction: 60 %", "base: 12 kt CO2e/a, reduction: 50 %"),
      ]
    let difference = try RunDifference(try resolved("today"), try resolved("act", changes))
    #expect(Set(difference.inputs.map(\.change.changeClass)) == [.inventory, .method, .assumption, .decision])
    expectExactSums(difference)
  }
}
