import LabelledArrays

/// Emissions of one year by the inventory, t CO2e/a. A sector that is not there is unknown.
package struct InventoryYear: Sendable, Hashable {
  package enum Standing: String, Sendable, CaseIterable { case final, preliminary }

  package var year: Int
  package var standing: Standing
  /// Which release of the statistics.
  package var vintage: String?
  package var total: Double?
  package var sectors: [String: Double]

  package init(year: Int, standing: Standing, vintage: String?, total: Double?, sectors: [String: Double]) {
    self.year = year
    self.standing = standing
    self.vintage = vintage
    self.total = total
    self.sectors = sectors
  }
}

/// Money of one responsible unit for one measure, EUR by year. A year that is not there is unknown.
package struct MoneyLine: Sendable, Hashable {
  /// Whose money it is. Only the city's own is in its budget.
  package enum Body: String, Sendable, CaseIterable, Comparable {
    case city, group, others
    /// Of the city, its group and others together, where no source splits it.
    case unsplit

    package static func < (a: Body, b: Body) -> Bool { allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)! }
  }

  package enum Kind: String, Sendable, CaseIterable { case operating, investment, saving }
  package enum Purpose: String, Sendable, CaseIterable { case mitigation, adaptation, mobility }

  package var unit: String
  package var body: Body
  package var kind: Kind
  package var purpose: Purpose
  package var amounts: [Int: Double]
  package var splitIsAssumed: Bool
  /// SAVU zone, `I` to `VII`; nil: not placed.
  package var zone: String?
  package var serviceClass: String?
  package var account: String?

  package init(
    unit: String, body: Body, kind: Kind, purpose: Purpose, amounts: [Int: Double], splitIsAssumed: Bool, zone: String?,
    serviceClass: String?,
    account: String?
  ) {
    self.unit = unit
    self.body = body
    self.kind = kind
    self.purpose = purpose
    self.amounts = amounts
    self.splitIsAssumed = splitIsAssumed
    self.zone = zone
    self.serviceClass = serviceClass
    self.account = account
  }
}

/// What the budget says of a measure beside what the model does.
package struct MeasureBudget: Sendable, Hashable {
  package var sector: String?
  package var unit: String?
  package var reportingUnit: String?
  /// t CO2e/a in the target year as the city states it; negative: less.
  package var statedEffect: Double?
  /// Year that the stated effect counts from.
  package var statedAgainst: Int?
  /// EUR in all as the city states it.
  package var statedCost: Double?
  /// Measures whose effects this one's cost is for.
  package var effectsIn: [String] = []
  package var cityShare: Double?
  package var lines: [MoneyLine] = []
  package var source: String?
  package var kinds: Set<ProvenanceKind> = []
  package var used: Double?
  package var cause: String?

  package init() {}
}

/// A measure as table B shows it.
package struct BudgetMeasure: Sendable {
  package var id: String
  package var status: String
  package var effectClass: String
  package var group: String?
  /// Attributed effect by year of the model, t CO2e/a; nil for a measure without a number.
  package var effect: [Int: Double]?
  /// Effect when it alone is carried out.
  package var alone: [Int: Double]?
  /// Sinks and offsets are not emissions.
  package var bindsCarbon: Bool
  package var netPresentCostPerTonne: Double?
  /// Percentiles of the attributed effect in the target year.
  package var band: ClosedRange<Double>?
  package var kinds: Set<ProvenanceKind>
  package var budget: MeasureBudget

  package init(
    id: String, status: String, effectClass: String, group: String?, effect: [Int: Double]?, alone: [Int: Double]?, bindsCarbon: Bool,
    netPresentCostPerTonne: Double?, band: ClosedRange<Double>?, kinds: Set<ProvenanceKind>, budget: MeasureBudget
  ) {
    self.id = id
    self.status = status
    self.effectClass = effectClass
    self.group = group
    self.effect = effect
    self.alone = alone
    self.bindsCarbon = bindsCarbon
    self.netPresentCostPerTonne = netPresentCostPerTonne
    self.band = band
    self.kinds = kinds
    self.budget = budget
  }

  /// Stated cost by the stated effect of one year, EUR/t, as Finnish cities print it.
  var statedCostPerTonne: Double? {
    guard let cost = budget.statedCost, let effect = budget.statedEffect, effect < 0 else { return nil }
    return cost / -effect
  }
}

/// All money of the city of one kind in one year, for shares; EUR.
package struct MoneyTotal: Sendable, Hashable {
  package var kind: MoneyLine.Kind
  package var body: MoneyLine.Body
  package var amounts: [Int: Double]

  package init(kind: MoneyLine.Kind, body: MoneyLine.Body, amounts: [Int: Double]) {
    self.kind = kind
    self.body = body
    self.amounts = amounts
  }
}

/// Why an outcome left its ceiling.
package enum DeviationCause: String, Sendable, CaseIterable {
  case weather, restated, activity, method
  case measureLate = "measure_late"
}

/// A closed year: what became of it.
package struct ClosedYear: Sendable, Hashable {
  package var year: Int
  /// t CO2e by cause; negative: less. What they leave is unexplained.
  package var causes: [DeviationCause: Double]
  /// t CO2e/a allowed.
  package var ceiling: Double?

  package init(year: Int, causes: [DeviationCause: Double], ceiling: Double? = nil) {
    self.year = year
    self.causes = causes
    self.ceiling = ceiling
  }
}

/// Percentiles and probabilities from the plan's own distributions.
package struct BudgetBands: Sendable {
  package var draws: Int
  package var seed: UInt64
  /// Draws behind the bands of single measures.
  package var effectDraws: Int
  /// By year, t CO2e/a.
  package var total: [Int: ClosedRange<Double>]
  /// By sector, in the target year.
  package var sectors: [String: ClosedRange<Double>]
  /// Of keeping the ceiling, by year.
  package var kept: [Int: Double]

  package init(
    draws: Int, seed: UInt64, effectDraws: Int, total: [Int: ClosedRange<Double>], sectors: [String: ClosedRange<Double>],
    kept: [Int: Double]
  ) {
    self.draws = draws
    self.seed = seed
    self.effectDraws = effectDraws
    self.total = total
    self.sectors = sectors
    self.kept = kept
  }
}

/// Everything that the tables are made from, in canonical units (t CO2e, EUR).
package struct BudgetBasis: Sendable {
  package var year: Int
  package var targetYear: Int
  package var emissions: PrintGrid
  package var money: PrintGrid
  /// In the order of the inventory.
  package var sectors: [String]
  package var base: InventoryYear?
  /// In the order of their years.
  package var inventories: [InventoryYear]
  /// By sector and year.
  package var forecast: [String: [Int: Double]]
  package var total: [Int: Double]
  package var baseline: [Int: Double]
  package var ceiling: [Int: Double]
  /// What the saved percentages are by the newest inventory; nil where nothing was restated.
  package var restatedCeiling: [Int: Double]?
  package var notes: [BudgetNote]
  package var bands: BudgetBands?
  package var measures: [BudgetMeasure]
  package var totals: [MoneyTotal]
  /// All investments of the city; nil: the plan has no programme.
  package var programme: BudgetProgramme?
  package var closed: ClosedYear?
  /// Kinds of figures behind a sector.
  package var sectorKinds: [String: Set<ProvenanceKind>]

  package init(
    year: Int, targetYear: Int, emissions: PrintGrid, money: PrintGrid, sectors: [String], base: InventoryYear?,
    inventories: [InventoryYear],
    forecast: [String: [Int: Double]], total: [Int: Double], baseline: [Int: Double], ceiling: [Int: Double],
    restatedCeiling: [Int: Double]?,
    notes: [BudgetNote], bands: BudgetBands?, measures: [BudgetMeasure], totals: [MoneyTotal], closed: ClosedYear?,
    sectorKinds: [String: Set<ProvenanceKind>]
  ) {
    self.year = year
    self.targetYear = targetYear
    self.emissions = emissions
    self.money = money
    self.sectors = sectors
    self.base = base
    self.inventories = inventories
    self.forecast = forecast
    self.total = total
    self.baseline = baseline
    self.ceiling = ceiling
    self.restatedCeiling = restatedCeiling
    self.notes = notes
    self.bands = bands
    self.measures = measures
    self.totals = totals
    self.closed = closed
    self.sectorKinds = sectorKinds
  }

  /// The budget year, the two plan years and the target year, each once.
  package var years: [Int] { Array(Set([year, year + 1, year + 2, targetYear])).sorted() }
  /// Years of investments that are added up: as many as an investment programme has.
  package static let programmeLength = 10
  var programmeYears: Range<Int> { year..<year + Self.programmeLength }
}
