import Diagnostics
import Emissions
import Foundation
import LinearAlgebra
import Sampling
import Testing

@testable import Engine
@testable import Scenarios

/// A value of a plan with one figure in it, `X`, and what the figure may be.
struct DrawnKey: Sendable, CustomTestStringConvertible {
  /// As `--set` names it.
  let key: String
  /// As `explain` names the figure, when that is not the key.
  var name: String?
  var value = "X"
  let unit: String
  let numbers: [Double]
  /// Whether it is the same in all years and alone in its sectors, so that the base-year factor undoes it.
  var isCalibratedAway = false

  init(_ key: String, name: String? = nil, _ value: String = "X", unit: String = "", from low: Double, to high: Double) {
    self.init(key, name: name, value, unit: unit, of: (0..<40).map { low + (high - low) * Double($0) / 39 })
  }

  init(_ key: String, name: String? = nil, _ value: String = "X", unit: String = "", of numbers: [Double]) {
    (self.key, self.name, self.value, self.unit, self.numbers) = (key, name, value, unit, numbers)
  }

  var calibratedAway: DrawnKey {
    var copy = self
    copy.isCalibratedAway = true
    return copy
  }

  var testDescription: String { name ?? key }

  private func spoken(_ number: Double) -> String { unit.isEmpty ? "\(number)" : "\(number) \(unit)" }

  func override(_ number: Double) -> PlanOverride { override(spoken(number)) }

  /// With a distribution that has exactly these numbers.
  var drawnOverride: PlanOverride {
    let values = numbers.map(spoken).joined(separator: ", ")
    return override("{value: \(spoken(numbers[0])), distribution: {shape: empirical, values: [\(values)]}}")
  }

  private func override(_ figure: String) -> PlanOverride {
    let place = SourcePlace(file: "--set", line: 1, column: 1)
    let figure = value.contains("*X") ? figure.replacingOccurrences(of: ".0", with: "") : figure
    return PlanOverride(
      key: key, at: place, value: value.replacingOccurrences(of: "*X", with: figure).replacingOccurrences(of: "X", with: figure), at: place)
  }
}

/// In the draw that gives a figure the value v, every output is that of a run in which the figure is set to v.
private func expectDrawsToEqualRuns(_ files: PlanFiles, _ scenario: String, _ drawn: DrawnKey) throws {
  let inputs = try files.scenario(scenario, overriding: [drawn.drawnOverride]).inputs
  let ensemble = try DrawnScenario(inputs)
  let place = try #require(inputs.uncertain.parameters.firstIndex { $0.name == drawn.name ?? drawn.key }, "\(inputs.uncertain.parameters)")
  let central = inputs.uncertain.central(levers: inputs.levers)
  var result: EnsembleResult?
  try ensemble.forEachChunk(
    draws: drawn.numbers.count, keeping: .all, basis: basis(inputs), threads: 2,
    sample: { range, values in
      for i in 0..<values.rows { for n in range { values[i, n] = central[i] } }
      let canonical = inputs.uncertain.figures[place - inputs.uncertain.rows.count].distribution.singleValues ?? []
      for n in range { values[place, n] = canonical[n] }
    },
    consume: { _, figures in result = figures })
  let figures = try #require(result)
  var moved = false
  for n in [0, drawn.numbers.count / 3, drawn.numbers.count - 1] {
    let set = try files.scenario(scenario, overriding: [drawn.override(drawn.numbers[n])]).inputs
    let wanted = EmissionKernel(try calibrated(set).0).run(.column(set.levers), basis: basis(set))
    for (name, found, wanted) in zip3(figureNames, matrices(figures), matrices(wanted)) {
      let scale = (0..<wanted.rows).map { abs(wanted[$0, 0]) }.max() ?? 0
      for row in 0..<wanted.rows {
        #expect(abs(found[row, n] - wanted[row, 0]) <= 1e-12 * scale, "\(drawn.testDescription), draw \(n), \(name) row \(row)")
        moved = moved || abs(found[row, 0] - found[row, n]) > 1e-9 * scale
      }
    }
    for outcome in OutcomeRow.allCases {
      guard let found = figures.outcome(outcome), let right = wanted.outcome(outcome)?.first else { continue }
      let value = found[found.startIndex + n]
      #expect(abs(value - right) <= 1e-12 * max(abs(right), 1e-3 * scaleOf(wanted)), "\(drawn.testDescription), draw \(n), \(outcome)")
      moved = moved || abs(value - found[found.startIndex]) > 1e-9 * abs(value)
    }
  }
  #expect(moved != drawn.isCalibratedAway, "\(drawn.testDescription) \(moved ? "changes something" : "changes nothing")")
}

/// Differences of large sums keep the digits of the sums.
private func scaleOf(_ result: EnsembleResult) -> Double { result.total.column(at: 0).map(abs).reduce(0, +) }

private func basis(_ inputs: ScenarioInputs) -> OutcomeBasis {
  OutcomeBasis(inputs.model, target: inputs.target, carbonBudget: inputs.carbonBudget)
}

private let figureNames = [
  "sectors", "total", "baseline", "sinks", "offsets", "investment", "operating", "annual cost", "saving", "net cost",
]

private func matrices(_ result: EnsembleResult) -> [Matrix] {
  [
    result.sectors, result.total, result.baseline, result.sinks, result.offsets, result.investment, result.operating, result.annualCost,
    result.saving, result.netCost,
  ]
}

private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] { zip(zip(a, b), c).map { ($0.0, $0.1, $1) } }

/// A town that has every kind of figure.
private let wholeTown = """
  plan: whole
  name: Whole town
  kind: illustrative
  years: {first: 2024, last: 2032}
  base_year: 2025
  gwp_set: AR5
  reporting: {emissions: kt CO2e, money: MEUR}
  inventory: {calibration_year: 2025}
  money: {price_year: 2024, discount_rate: 3 %, carbon_price: {first: 60 EUR/t CO2e, last: 120 EUR/t CO2e}}
  targets: [{id: goal, year: 2030, base: 14 kt CO2e/a, reduction: 60 %}]
  target: goal
  carbon_budget: 90 kt CO2e
  effect_cap: 90 %
  parameters:
    - {id: delay, value: 0.3, distribution: {shape: uniform, low: 0, high: 1}}
    - {id: rebound, value: 5 %}
    - {id: factor_delivery/heat, value: 0.9}
    - {id: uptake_factor/homes, value: 0.95}
    - {id: capital_learning, value: 1 %}
  drivers:
    - {id: people, unit: persons, values: {fill: linear, years: {2024: 1000 persons, 2032: 1100 persons}}}
    - {id: area, unit: m2, values: {fill: linear, years: {2024: 40000 m2, 2032: 44500 m2}}}
  streams:
    - {id: heat, emission_factor: {fill: linear, years: {2024: 200 t CO2e/GWh, 2028: 150 t CO2e/GWh, 2032: 100 t CO2e/GWh}}, price: 80 EUR/MWh}
    - {id: power, emission_factor: 50 t CO2e/GWh, price: 120 EUR/MWh}
    - {id: waste, process: true}
  sectors:
    - id: heating
      driver: people
      activity: 1.1
      inventory: {2025: 10 kt CO2e/a}
      streams: [{stream: heat, intensity: 5 MWh/person}, {stream: power, intensity: 2 MWh/person}]
    - id: lighting
      driver: area
      inventory: {2025: 1 kt CO2e/a}
      streams: [{stream: power, intensity: 0.02 MWh/m2}]
    - id: waste
      driver: people
      inventory: {2025: 2 kt CO2e/a}
      streams: [{stream: waste, intensity: 1.5 t CO2e/person}]
  measures:
    - id: insulation
      name: Insulation
      status: adopted
      class: quantified
      group: homes
      max_uptake: 80 %
      effect: {on: intensity, sector: heating, stream: heat, share: 40 %}
      adoption: {curve: linear, start: 2025, ramp: 4}
      cost: {capex: 2 MEUR, lifetime: 20, opex_share: 1 %, opex: 10 kEUR/a, saving: 20 kEUR/a}
    - id: more_light
      name: More light
      status: adopted
      class: quantified
      effect: {on: intensity, sector: lighting, stream: power, share: -10 %}
      adoption: {curve: given, levels: {fill: linear, years: {2024: 0, 2028: 50 %, 2032: 1}}}
    - id: pumps
      name: Heat pumps
      status: adopted
      class: quantified
      group: homes
      effect: {on: switch, sector: heating, stream: heat, to: power, ratio: 0.3, share: 30 %}
      adoption: {curve: logistic, start: 2025, ramp: 5}
      cost: {capex: 3 MEUR, lifetime: 15}
    - {id: clean, name: Clean heat, status: adopted, class: quantified, effect: {on: emission_factor, stream: heat, share: 50 %},
       adoption: {curve: step, start: 2028}, cost: {capex: 1 MEUR, lifetime: 25}}
    - {id: shared, name: Shared rooms, status: adopted, class: quantified, effect: {on: activity, sector: lighting, share: 20 %},
       adoption: {curve: linear, start: 2025, ramp: 5}}
    - {id: sorting, name: Sorting, status: adopted, class: quantified, effect: {on: tonnes, sector: waste, amount: -0.3 kt CO2e/a},
       adoption: {curve: linear, start: 2026, ramp: 3}}
    - {id: forest, name: Forest, status: adopted, class: quantified, effect: {on: sink, amount: 0.5 kt CO2e/a},
       adoption: {curve: linear, start: 2025, ramp: 3}}
    - {id: abroad, name: Abroad, status: adopted, class: quantified, effect: {on: offset, amount: 0.2 kt CO2e/a},
       adoption: {curve: linear, start: 2025, ramp: 3}, cost: {opex: 5 kEUR/a}}
  scenarios:
    - {id: all, name: All, measures: ["*"]}
  """

private func withWholeTown<Result>(_ body: (PlanFiles) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try Data(wholeTown.utf8).write(to: folder.appendingPathComponent("plan.yaml"))
  return try body(try PlanFiles(folder.path))
}

private let familiesOfTheTown: [DrawnKey] = [
  // Drivers: constant, a year between others, arithmetic, the response of a regression, a linear trend
  .init("drivers.people.values", unit: "persons", from: 900, to: 1300).calibratedAway,
  .init(
    "drivers.people.values", name: "drivers.people.values.2028", "{fill: linear, years: {2024: 1000 persons, 2028: X, 2032: 1100 persons}}",
    unit: "persons", from: 900, to: 1300),
  .init(
    "drivers.people.values", name: "drivers.people.values.2026",
    "{fill: previous, outside: hold, years: {2025: 1000 persons, 2026: X}}", unit: "persons", from: 900, to: 1300),
  .init(
    "drivers.people.values", name: "drivers.people.values.product.2.sum.2.2028",
    "{product: [1000 persons, {sum: [1, {fill: linear, years: {2024: 0 %, 2028: X, 2032: 10 %}}]}]}", unit: "%", from: 2, to: 12),
  .init(
    "drivers.area.values", name: "drivers.area.values.history.2028",
    "{regression: {on: [people]}, history: {years: {2024: 40000 m2, 2026: 41900 m2, 2028: X, 2030: 44500 m2}}}", unit: "m2", from: 40000,
    to: 46000),
  .init(
    "drivers.area.values", name: "drivers.area.values.history.2026",
    "{trend: linear, history: {years: {2020: 38000 m2, 2022: 39000 m2, 2024: 41900 m2, 2026: X}}}", unit: "m2", from: 40000, to: 46000),
  // Streams
  .init(
    "streams.heat.emission_factor", name: "streams.heat.emission_factor.2028",
    "{fill: linear, years: {2024: 200 t CO2e/GWh, 2028: X, 2032: 100 t CO2e/GWh}}", unit: "t CO2e/GWh", from: 90, to: 220),
  .init(
    "streams.heat.emission_factor", name: "streams.heat.emission_factor.2024",
    "{fill: linear, years: {2024: X, 2032: 100 t CO2e/GWh}}", unit: "g CO2e/kWh", from: 150, to: 260),
  .init("streams.power.emission_factor", unit: "t CO2e/GWh", from: 20, to: 80),
  .init("streams.power.price", unit: "EUR/MWh", from: 50, to: 200),
  .init("streams.heat.price", name: "streams.heat.price.difference.2", "{difference: [100 EUR/MWh, X]}", unit: "EUR/MWh", from: 5, to: 30),
  // Sectors: alone in its sector, and beside another demand
  .init("sectors.heating.activity", from: 0.8, to: 1.4).calibratedAway,
  .init("sectors.lighting.streams.power.intensity", unit: "MWh/m2", from: 0.01, to: 0.03).calibratedAway,
  .init(
    "sectors.heating.activity", name: "sectors.heating.activity.2032", "{fill: linear, years: {2024: 1.1, 2032: X}}", from: 0.8, to: 1.4),
  .init(
    "sectors.waste.streams.waste.intensity", name: "sectors.waste.streams.waste.intensity.product.2.2030",
    "{product: [1.5 t CO2e/person, {fill: linear, outside: hold, years: {2024: 1, 2030: X}}]}", from: 0.5, to: 1.2),
  .init(
    "sectors.lighting.streams.power", name: "sectors.lighting.streams.power.calibration.2032",
    "{stream: power, intensity: 0.02 MWh/m2, calibration: {fill: linear, years: {2024: 1, 2032: X}, kind: calibrated, source: A}}",
    from: 0.5, to: 1.2),
  .init("sectors.heating.streams.heat.intensity", unit: "MWh/person", from: 3, to: 7),
  .init(
    "sectors.heating.streams.power.intensity", name: "sectors.heating.streams.power.intensity.quotient.1",
    "{quotient: [X, 1000 persons]}", unit: "GWh", from: 1, to: 3),
  .init("sectors.waste.streams.waste.intensity", unit: "t CO2e/person", from: 1, to: 2).calibratedAway,
  .init("sectors.waste.inventory", name: "inventory.waste.2025", "{2025: X}", unit: "kt CO2e/a", from: 1.5, to: 2.5),
  .init("sectors.heating.inventory", name: "inventory.heating.2025.product.1", "{2025: {product: [X, 10 kt CO2e/a]}}", from: 0.8, to: 1.2),
  // Effects
  .init("measures.insulation.effect.share", unit: "%", from: 10, to: 60),
  .init("measures.insulation.effect.share", unit: "%", from: -10, to: 60),
  .init("measures.more_light.effect.share", unit: "%", from: -30, to: -5),
  .init("measures.pumps.effect.share", unit: "%", from: 5, to: 100),
  .init("measures.pumps.effect.ratio", name: "measures.pumps.effect.ratio.quotient.2", "{quotient: [1, X]}", from: 2, to: 5),
  .init("measures.clean.effect.share", unit: "%", from: 10, to: 95),
  .init("measures.shared.effect.share", unit: "%", from: 0, to: 50),
  .init("measures.sorting.effect.amount", unit: "kt CO2e/a", from: -0.5, to: 0.1),
  .init("measures.forest.effect.amount", unit: "kt CO2e/a", from: 0.2, to: 0.9),
  .init("measures.abroad.effect.amount", unit: "kt CO2e/a", from: 0.2, to: 0.9),
  .init("measures.insulation.max_uptake", unit: "%", from: 40, to: 100),
  // Adoption
  .init("measures.insulation.adoption.ramp", from: 2.5, to: 7),
  .init("measures.pumps.adoption.ramp", unit: "a", from: 2.5, to: 7),
  .init("measures.insulation.adoption.start", "*X", of: (0..<8).map { 2024 + Double($0) }),
  .init("measures.pumps.adoption.start", "*X", of: (0..<8).map { 2022 + Double($0) }),
  .init("measures.clean.adoption.start", "*X", of: (0..<8).map { 2024 + Double($0) }),
  .init(
    "measures.more_light.adoption.levels", name: "measures.more_light.adoption.levels.2028",
    "{fill: linear, years: {2024: 0, 2028: X, 2032: 1}}", unit: "%", from: 10, to: 90),
  // Cost
  .init("measures.insulation.cost.capex", unit: "MEUR", from: 1.2, to: 3.4),
  .init("measures.insulation.cost.opex_share", unit: "%", from: 0.5, to: 3),
  .init("measures.insulation.cost.opex", unit: "kEUR/a", from: 0, to: 30),
  .init("measures.insulation.cost.saving", unit: "kEUR/a", from: 0, to: 30),
  .init("measures.abroad.cost.opex", unit: "EUR/a", from: 3000, to: 9000),
  .init("measures.insulation.cost.lifetime", of: [10, 15, 20, 25, 30, 40]),
  .init("money.discount_rate", unit: "%", from: 1, to: 6),
  .init("money.carbon_price.first", unit: "EUR/t CO2e", from: 30, to: 90),
  .init("money.carbon_price.last", unit: "EUR/t CO2e", from: 90, to: 200),
  .init("effect_cap", unit: "%", from: 20, to: 100),
]

private let familiesOfEspoo: [DrawnKey] = [
  .init("drivers.stock_of_2021.values", unit: "index", from: 0.8, to: 1.2).calibratedAway,
  .init(
    "drivers.vehicle_km.values", name: "drivers.vehicle_km.values.product.2.sum.2.2030",
    "{product: [1 index, {sum: [1, {fill: linear, years: {2021: 0 %, 2030: X, 2040: 37 %}}]}]}", unit: "%", from: 5, to: 30),
  .init(
    "streams.electricity.emission_factor", name: "streams.electricity.emission_factor.2030",
    "{fill: linear, years: {2021: 79.2 g CO2e/kWh, 2030: X, 2035: 20 g CO2e/kWh}}", unit: "g CO2e/kWh", from: 20, to: 60),
  .init(
    "streams.electricity.emission_factor", name: "streams.electricity.emission_factor.2021",
    "{fill: linear, years: {2021: X, 2030: 35 g CO2e/kWh, 2035: 20 g CO2e/kWh}}", unit: "g CO2e/kWh", from: 60, to: 110),
  .init("streams.district_heat.emission_factor", unit: "t CO2e/GWh", from: 100, to: 180).calibratedAway,
  .init("streams.district_heat.price", unit: "EUR/MWh", from: 50, to: 120),
  .init("sectors.district_heating.streams.district_heat.intensity", unit: "MWh/person", from: 4, to: 9).calibratedAway,
  .init("sectors.transport.inventory", name: "inventory.transport.2021", "{2021: X}", unit: "kt CO2e/a", from: 300, to: 420),
  .init("measures.national_heat_demand.effect.share", unit: "%", from: 5, to: 40),
  .init("measures.national_heat_demand.adoption.ramp", from: 8, to: 16),
  .init("money.discount_rate", unit: "%", from: 1, to: 6),
]

@Suite struct AnyNumberTests {
  @Test(arguments: familiesOfTheTown)
  func `A draw of a figure is the run in which it is set`(_ drawn: DrawnKey) throws {
    try withWholeTown { try expectDrawsToEqualRuns($0, "all", drawn) }
  }

  @Test(arguments: familiesOfEspoo)
  func `A draw of a figure of Espoo is the run in which it is set, calibration and all`(_ drawn: DrawnKey) throws {
    try expectDrawsToEqualRuns(try Shipped.files("espoo"), "hne2030-plus", drawn)
  }

  // MARK: As a user writes it

  @Test func `A figure is drawn under its key, with a published range in place`() throws {
    let planned = try #require(try Shipped.plan("kauniainen").scenario("roadmap2030"))
    let figure = try #require(planned.inputs.uncertain.figures.first)
    #expect(figure.name == "measures.roadmap_local_heat.effect.share")
    #expect(figure.distribution.reach.lowerBound.rounded(toDecimals: 6) == 0.2)
    #expect(figure.distribution.reach.upperBound.rounded(toDecimals: 6) == 0.3)
    #expect(figure.central == 0.25)
    #expect(planned.origins["\(figure.name).distribution.low"]?.source == "GRANI-KG-2021")
  }

  @Test(arguments: [
    ("{shape: normal, mean: 2 MEUR, sd: 100 kEUR}", 2e6, 1e5), ("{shape: lognormal, mu: 0.7, sigma: 0.1}", 2.0238e6, 0.2029e6),
    ("{shape: triangular, p10: 1.5 MEUR, p50: 2 MEUR, p90: 2.5 MEUR}", 2e6, 0.3693e6),
    ("{shape: uniform, low: 1 MEUR, high: 3 MEUR}", 2e6, 0.57735e6),
    ("{shape: discrete, values: [{value: 1.9 MEUR, weight: 1}, {value: 2.3 MEUR, weight: 3}]}", 2.2e6, 0.173205e6),
    ("{shape: normal, mean: 2 MEUR, sd: 0.5 MEUR, within: {low: 1.5 MEUR, high: 2.5 MEUR}}", 2e6, 0.26979e6),
  ])
  func `Every shape is read in the figure's own unit`(_ distribution: String, _ mean: Double, _ sd: Double) throws {
    try withPlan([("capex: 2 MEUR", "capex: {value: 2 MEUR, distribution: \(distribution)}")]) { folder in
      let figure = try #require(try loadPlan(folder).scenario("act")?.inputs.uncertain.figures.first)
      #expect(abs(figure.distribution.mean - mean) <= 1e-3 * mean, "\(figure.distribution.mean)")
      #expect(abs(figure.distribution.sd - sd) <= 2e-3 * sd, "\(figure.distribution.sd)")
    }
  }

  @Test func `Values of a dataset column are drawn, each with its place`() throws {
    let spread = "{shape: empirical, dataset: figures, where: {municipality: Small, year: 2026, driver: price}}"
    try withPlan([
      ("plan: small", "plan: small\ndatasets: ../..\(testFolder)/SmallData"),
      ("price: 80 EUR/MWh", "price: {value: 83 EUR/MWh, distribution: \(spread)}"),
    ]) { folder in
      let planned = try #require(try loadPlan(folder).scenario("act"))
      #expect(planned.inputs.uncertain.figures.first?.distribution == .empirical([82, 85]))
      #expect(planned.origins["streams.heat.price.distribution.values.2"]?.source == "STUDY-2024")
    }
  }

  private static let drawnCost = (
    "capex: 2 MEUR, lifetime: 20",
    "lifetime: 20, capex: {value: 2 MEUR, distribution: {shape: uniform, low: 1 MEUR, high: 3 MEUR}}, "
      + "opex: {value: 10 kEUR/a, distribution: {shape: uniform, low: 5 kEUR/a, high: 15 kEUR/a}}"
  )
  private static let correlated = (
    "drivers:", "correlations: {blocks: [{of: [\"measures.*.capex\", measures.insulation.cost.opex], value: 0.9}]}\ndrivers:"
  )

  private func override(_ key: String, _ value: String) -> PlanOverride {
    let place = SourcePlace(file: "--set", line: 1, column: 1)
    return PlanOverride(key: key, at: place, value: value, at: place)
  }

  @Test func `Figures are correlated by their keys`() throws {
    try withPlan([Self.drawnCost, Self.correlated]) { folder in
      let uncertain = try #require(try loadPlan(folder).scenario("act")?.inputs.uncertain)
      let draws = try uncertain.sampler(.plain(.philox(seed: 1))).draws(count: 4000)
      let (x, y) = (draws.row(0).map { ($0 - 2e6) / 1e6 }, draws.row(1).map { ($0 - 1e4) / 5e3 })
      let correlation = zip(x, y).map { $0 * $1 }.reduce(0, +) / 4000 * 3
      #expect(abs(correlation - 0.9) < 0.05, "\(correlation)")
    }
  }

  @Test func `An override ends the distribution that it replaces, and says so`() throws {
    try withPlan([Self.drawnCost, Self.correlated]) { folder in
      let planned = try PlanFiles(folder).scenario("act", overriding: [override("measures.insulation.cost.capex", "2.5 MEUR")])
      #expect(planned.inputs.uncertain.figures.map(\.name) == ["measures.insulation.cost.opex"])
      #expect(planned.inputs.uncertain.correlations.blocks.isEmpty)
      #expect(planned.overrides.last?.endedDistributions == ["measures.insulation.cost.capex"])
    }
  }

  @Test func `An override that multiplies a figure multiplies its draws`() throws {
    let twice = ("extends: today, measures", "extends: today, multiply: {measures.insulation.cost.capex: 2}, measures")
    try withPlan([Self.drawnCost]) { once in
      try withPlan([Self.drawnCost, twice]) { folder in
        func investment(_ folder: String) throws -> Matrix {
          let inputs = try #require(try loadPlan(folder).scenario("act")).inputs
          let sampler = try inputs.sampler(seed: 3)
          var memory = DrawnScenario.Memory()
          try DrawnScenario(inputs).run(0..<50, in: &memory, keeping: .investment, basis: basis(inputs), threads: 1) { range, values in
            sampler.fill(&values, first: 0, count: range.count)
          }
          return try #require(memory.result).investment
        }
        let (a, b) = (try investment(once), try investment(folder))
        for n in 0..<50 { #expect(abs(b[1, n] - 2 * a[1, n]) <= 1e-12 * b[1, n]) }
        #expect(a[1, 0] != a[1, 1])
      }
    }
  }

  @Test func `Threads and the order of keys in the file change no byte`() throws {
    let moved = ("capex: {value: 2 MEUR, distribution: {shape: uniform, low: 1 MEUR, high: 3 MEUR}}, ", "")
    let back = ("high: 15 kEUR/a}}", "high: 15 kEUR/a}}, capex: {distribution: {high: 3 MEUR, low: 1 MEUR, shape: uniform}, value: 2 MEUR}")
    func bands(_ changes: [(String, String)], threads: Int) throws -> [[Double]] {
      try withPlan(changes) { folder in
        let inputs = try #require(try loadPlan(folder).scenario("act")).inputs
        let outcome = try runEnsemble(inputs, EnsembleRequest(draws: 5000, seed: 7, threads: threads))
        return (outcome.total + [outcome.netPresentCost]).map(\.whole.quantiles)
      }
    }
    let factor = (
      "emission_factor: 200 t CO2e/GWh",
      "emission_factor: {fill: linear, years: {2025: 200 t CO2e/GWh, 2027: {value: 150 t CO2e/GWh, "
        + "distribution: {shape: pert, low: 100 t CO2e/GWh, mode: 150 t CO2e/GWh, high: 180 t CO2e/GWh}}}}"
    )
    let first = try bands([Self.drawnCost, Self.correlated, factor], threads: 1)
    #expect(try bands([Self.drawnCost, Self.correlated, factor], threads: 2) == first)
    #expect(try bands([Self.drawnCost, Self.correlated, factor], threads: 7) == first)
    #expect(try bands([Self.drawnCost, moved, back, Self.correlated, factor], threads: 1) == first)
    #expect(Set(first[2]).count > 1)
  }

  @Test func `Sensitivity ranks figures beside levers`() throws {
    try withPlan([
      Self.drawnCost, ("drivers:", "parameters: [{id: capital_level, distribution: {shape: uniform, low: 0.99, high: 1.01}}]\ndrivers:"),
    ]) { folder in
      let inputs = try #require(try loadPlan(folder).scenario("act")).inputs
      let request = SensitivityRequest(method: .regression, output: .outcome(.netPresentCost), size: 500, seed: 1, threads: 1)
      let outcome = try runSensitivity(inputs, request)
      let ranked = outcome.rows.sorted { abs($0.values[0] ?? 0) > abs($1.values[0] ?? 0) }.map(\.name)
      #expect(ranked == ["measures.insulation.cost.capex", "measures.insulation.cost.opex", "capital_level"])
    }
  }
}

extension Double {
  fileprivate func rounded(toDecimals decimals: Int) -> Double {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}
