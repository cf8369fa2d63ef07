import LabelledArrays
import TestCities

@testable import ClimateBudgets

/// A budget of random figures: unknown cells, measures without numbers, sinks, several bodies and zones, a restated ceiling.
func randomBudget(_ seed: Int) -> BudgetBasis {
  var random = SeededGenerator(seed: UInt64(seed))
  let years = Array(2023...2035)
  let sectors = (0..<random.whole(1...8)).map { "sector\($0)" }
  func path(_ range: ClosedRange<Double>) -> [Int: Double] { Dictionary(uniqueKeysWithValues: years.map { ($0, random.number(range)) }) }
  var forecast: [String: [Int: Double]] = [:]
  for sector in sectors { forecast[sector] = path(0...4e5) }
  let total = Dictionary(uniqueKeysWithValues: years.map { year in (year, sectors.reduce(0) { $0 + (forecast[$1]?[year] ?? 0) }) })
  let measures = (0..<random.whole(0...30)).map { randomMeasure($0, years, &random) }
  let counted = measures.filter { !$0.bindsCarbon }
  let baseline = Dictionary(
    uniqueKeysWithValues: years.map { year in (year, (total[year] ?? 0) - counted.reduce(0) { $0 + ($1.effect?[year] ?? 0) }) })
  func inventory(_ year: Int, _ standing: InventoryYear.Standing) -> InventoryYear {
    var known: [String: Double] = [:]
    for sector in sectors where random.happens(0.7) { known[sector] = random.number(0...4e5) }
    return InventoryYear(
      year: year, standing: standing, vintage: "release \(year)",
      total: random.happens(0.8) ? known.values.reduce(0, +) + random.number(-20...20) : nil,
      sectors: known)
  }
  let ceiling = path(1e4...9e5)
  var basis = BudgetBasis(
    year: 2025, targetYear: random.happens(0.9) ? 2030 : 2026,
    emissions: PrintGrid(unit: random.happens(0.5) ? 1000 : 1, decimals: random.whole(0...2)),
    money: PrintGrid(unit: random.happens(0.5) ? 1e6 : 1000, decimals: random.whole(0...2)), sectors: sectors,
    base: inventory(1990, .final),
    inventories: [inventory(2021, .final), inventory(2022, .final), inventory(2023, random.happens(0.5) ? .final : .preliminary)],
    forecast: forecast, total: total, baseline: baseline, ceiling: ceiling, restatedCeiling: random.happens(0.3) ? path(1e4...9e5) : nil,
    notes: [], bands: nil, measures: measures,
    totals: [MoneyTotal(kind: .investment, body: .city, amounts: path(1e6...1e9))],
    closed: random.happens(0.5) ? ClosedYear(year: 2023, causes: [.weather: random.number(-1e4...1e4)]) : nil, sectorKinds: [:])
  if random.happens(0.5) { basis.programme = randomProgramme(&random) }
  return basis
}

/// Some years and zones of the budget's, tonnes and a cap or none, which counts all of the money or a part.
private func randomProgramme(_ random: inout SeededGenerator) -> BudgetProgramme {
  let first = random.whole(2020...2028), years = first...(first + random.whole(0...11))
  func amounts(_ range: ClosedRange<Double>) -> [Int: Double] {
    years.reduce(into: [:]) { amounts, year in amounts[year] = random.number(range) }
  }
  let hasEffects = random.happens(0.6)
  let places = (savuZones + ["city_wide", "unlocated"]).map { id in
    BudgetProgramme.Place(
      id: id, amounts: amounts(0...9e7), effect: hasEffects ? random.number(-3e4...1e2) : nil,
      kinds: random.happens(0.5) ? [.illustrative] : [])
  }
  let effect = hasEffects ? places.reduce(random.number(-1e3...1e3)) { $0 + ($1.effect ?? 0) } : nil
  var programme = BudgetProgramme(id: "draft", years: years, priceYear: 2025, places: places, effect: effect, cap: nil)
  if random.happens(0.7) {
    programme.cap = BudgetCap(
      id: "cap", levels: amounts(0...3e8), whole: random.happens(0.7) ? random.number(1e8...3e9) : nil, isMean: random.happens(0.5),
      counted: random.happens(0.5) ? amounts(0...1e7) : nil, kinds: [], baseIsAssumed: true)
  }
  return programme
}

private func randomMeasure(_ m: Int, _ years: [Int], _ random: inout SeededGenerator) -> BudgetMeasure {
  func path(_ range: ClosedRange<Double>, _ chance: Double) -> [Int: Double] {
    var values: [Int: Double] = [:]
    for year in years where random.happens(chance) { values[year] = random.number(range) }
    return values
  }
  let isQuantified = random.happens(0.6)
  let effect = isQuantified ? path(-5e4...2e3, 1) : nil
  var budget = MeasureBudget()
  budget.lines = (0..<random.whole(0...3)).map { _ in
    MoneyLine(
      unit: "unit\(random.whole(0...4))", body: MoneyLine.Body.allCases[random.whole(0...3)],
      kind: MoneyLine.Kind.allCases[random.whole(0...2)],
      purpose: MoneyLine.Purpose.allCases[random.whole(0...2)], amounts: path(0...5e6, 0.6), splitIsAssumed: random.happens(0.5),
      zone: random.happens(0.5) ? savuZones[random.whole(0...6)] : nil, serviceClass: nil, account: random.happens(0.2) ? "4300" : nil)
  }
  return BudgetMeasure(
    id: "m\(m)", status: ["adopted", "identified", "undecided", "outside"][random.whole(0...3)],
    effectClass: isQuantified ? "quantified" : "enabling",
    group: nil, effect: effect, alone: effect?.mapValues { $0 * 1.2 }, bindsCarbon: isQuantified && random.happens(0.1),
    netPresentCostPerTonne: nil,
    band: nil, kinds: [], budget: budget)
}
