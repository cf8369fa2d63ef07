import Emissions
import Engine
import Foundation
import LabelledArrays

/// What `run --format json` prints: emissions in kt CO2e, money in MEUR of the plan's price year. Other programs read it;
/// the README documents it.
package struct RunDocument: Encodable, Sendable {
  var plan: String
  var baseYear: Int
  var priceYear: OrNull<Int>
  var scenarios: [Scenario]
  /// With `--draws` and several scenarios only: every later scenario less every earlier one.
  var comparisons: [ComparisonDocument]?

  enum CodingKeys: String, CodingKey {
    case plan, scenarios, comparisons
    case baseYear = "base_year"
    case priceYear = "price_year"
  }

  struct Scenario: Encodable, Sendable {
    var id: String
    var name: String
    var years: [Int]
    var sectors: [String: [Double]]
    var total: [Double]
    var baseline: [Double]
    var net: [Double]
    var ceiling: [Double?]
    var gap: [Double?]
    var cumulative: Double
    var carbonBudgetGap: OrNull<Double>
    var target: OrNull<Target>
    var moneyLimits: [MoneyLimit]
    var measures: [Measure]
    var costTotals: CostTotals
    var abatementCostCurve: [Step]
    var calibration: OrNull<Calibration>
    var warnings: [String]
    var footnotes: [Footnote]
    /// With `--draws` only.
    var bands: EnsembleDocument?
    var probability: LimitsDocument<KeptDocument>?
    var shortfall: LimitsDocument<ShortfallDocument>?

    enum CodingKeys: String, CodingKey {
      case bands, probability, shortfall
      case id, name, years, sectors, total, baseline, net, ceiling, gap, cumulative, target, measures, calibration, warnings, footnotes
      case carbonBudgetGap = "carbon_budget_gap"
      case moneyLimits = "money_limits"
      case costTotals = "cost_totals"
      case abatementCostCurve = "abatement_cost_curve"
    }
  }

  struct Target: Encodable, Sendable {
    var id: String
    var year: Int
    var kt: Double
    var forecast: Double
    var gap: Double
    var met: Bool
    var neutralYear: OrNull<Int>

    enum CodingKeys: String, CodingKey {
      case id, year, kt, forecast, gap, met
      case neutralYear = "neutral_year"
    }
  }

  /// What is spent against a limit, MEUR over its years.
  struct MoneyLimit: Encodable, Sendable {
    var id: String
    var what: String
    var base: String
    var firstYear: Int
    var lastYear: Int
    var limit: Double
    var spent: Double
    var kept: Bool

    enum CodingKeys: String, CodingKey {
      case id, what, base, kept
      case firstYear = "first_year"
      case lastYear = "last_year"
      case limit = "limit_meur"
      case spent = "spent_meur"
    }
  }

  /// Sums over the measures whose cost is known, MEUR, and how many are not in them.
  struct CostTotals: Encodable, Sendable {
    var capex: OrNull<Double>
    var npv: OrNull<Double>
    var withoutCost: Int
    var withoutNPV: Int

    enum CodingKeys: String, CodingKey {
      case capex = "capex_meur"
      case npv = "npv_meur"
      case withoutCost = "measures_without_cost"
      case withoutNPV = "measures_without_npv"
    }

    init(_ measures: [MeasureOutcome]) {
      func sum(_ euros: [Double]) -> OrNull<Double> { OrNull(euros.isEmpty ? nil : euros.reduce(0, +) / eurosPerMillion) }
      capex = sum(measures.compactMap(\.capital))
      npv = sum(measures.compactMap(\.netPresentCost))
      withoutCost = measures.count { $0.capital == nil }
      withoutNPV = measures.count { $0.netPresentCost == nil }
    }
  }

  struct Measure: Encodable, Sendable {
    var id: String
    var name: String
    var `class`: String
    var status: String
    var owner: OrNull<String>
    var actsOn: OrNull<String>
    var kind: String
    var effect: OrNull<[Double]>
    var firstIn: OrNull<[Double]>
    var lastOut: OrNull<[Double]>
    var capex: OrNull<Double>
    var npv: OrNull<Double>
    var eurPerTonne: OrNull<Double>
    var eurPerTonneMethod: String
    var eurPerTonneOneYear: OrNull<Double>
    var eurPerTonneNPV: OrNull<Double>

    enum CodingKeys: String, CodingKey {
      case id, name, `class`, status, owner, kind, effect
      case actsOn = "acts_on"
      case firstIn = "first_in"
      case lastOut = "last_out"
      case capex = "capex_meur"
      case npv = "npv_meur"
      case eurPerTonne = "eur_per_t"
      case eurPerTonneMethod = "eur_per_t_method"
      case eurPerTonneOneYear = "eur_per_t_one_year"
      case eurPerTonneNPV = "eur_per_t_npv_cumulative"
    }
  }

  struct Step: Encodable, Sendable {
    var measure: String
    var kt: Double
    var npv: Double
    var eurPerTonne: Double

    enum CodingKeys: String, CodingKey {
      case measure, kt
      case npv = "npv_meur"
      case eurPerTonne = "eur_per_t"
    }
  }

  struct Calibration: Encodable, Sendable {
    var year: Int
    var sectors: [String: Factor]

    struct Factor: Encodable, Sendable {
      var factor: Double
      var modelled: Double
      var inventory: Double
    }
  }

  struct Footnote: Encodable, Sendable {
    var key: String
    var kind: String
  }
}

/// Tonnes in a kilotonne, and euros in a million.
private let tonnesPerKilotonne = 1e3
private let eurosPerMillion = 1e6

extension RunDocument {
  /// - Parameter results: the scenarios of one plan, at least one.
  /// - Parameter outcomes: of the same scenarios, when they were drawn.
  /// - Parameter comparisons: of the same scenarios, when several were drawn.
  package init(_ results: [ScenarioResult], outcomes: [EnsembleOutcome] = [], comparisons: [ScenarioComparison] = []) {
    precondition(!results.isEmpty, "a run has at least one scenario")
    plan = results[0].inputs.plan.id
    baseYear = results[0].inputs.plan.baseYear
    priceYear = OrNull(results[0].inputs.money.priceYear)
    scenarios = results.map { Scenario($0) }
    for (i, outcome) in outcomes.enumerated() { scenarios[i].add(outcome, results[i]) }
    if !comparisons.isEmpty {
      self.comparisons = comparisons.map { ComparisonDocument($0, ids: results.map(\.inputs.id)) }
    }
  }
}

extension RunDocument.Scenario {
  fileprivate init(_ result: ScenarioResult) {
    func kilotonnes(_ tonnes: [Double]) -> [Double] { tonnes.map { $0 / tonnesPerKilotonne } }
    func kilotonnes(_ tonnes: [Double?]) -> [Double?] { tonnes.map { $0.map { $0 / tonnesPerKilotonne } } }
    id = result.inputs.id
    name = result.inputs.name.text(in: "en")
    years = result.years
    sectors = Dictionary(uniqueKeysWithValues: result.sectors.axes[0].labels.map { ($0, kilotonnes(result.sectors.row($0) ?? [])) })
    total = kilotonnes(result.total)
    baseline = kilotonnes(result.baseline)
    net = kilotonnes(result.net)
    ceiling = kilotonnes(result.ceiling)
    gap = kilotonnes(result.gap)
    cumulative = result.cumulative / tonnesPerKilotonne
    carbonBudgetGap = OrNull(result.carbonBudgetGap.map { $0 / tonnesPerKilotonne })
    target = OrNull(result.target.map(RunDocument.Target.init))
    moneyLimits = result.moneyLimits.map {
      .init(
        id: $0.limit.id, what: $0.limit.figure.rawValue, base: $0.limit.base, firstYear: $0.limit.years.lowerBound,
        lastYear: $0.limit.years.upperBound, limit: $0.limit.amount / eurosPerMillion, spent: $0.spent / eurosPerMillion, kept: $0.isKept)
    }
    measures = result.measures.map { RunDocument.Measure($0, method: result.inputs.money.costPerTonne) }
    costTotals = RunDocument.CostTotals(result.measures)
    abatementCostCurve = result.abatementCurve.map {
      .init(measure: $0.measure, kt: $0.tonnes / tonnesPerKilotonne, npv: $0.netCost / eurosPerMillion, eurPerTonne: $0.costPerTonne)
    }
    calibration = OrNull(result.calibration.map { RunDocument.Calibration($0, sectors: result.sectors.axes[0].labels) })
    warnings = result.inputs.warnings
    footnotes = result.inputs.footnoted.map { .init(key: $0.key, kind: $0.kind.rawValue) }
  }
}

extension RunDocument.Scenario {
  fileprivate mutating func add(_ outcome: EnsembleOutcome, _ result: ScenarioResult) {
    let targetYear = result.inputs.target?.year
    bands = EnsembleDocument(outcome, result.inputs)
    probability = LimitsDocument(outcome, targetYear: targetYear) { KeptDocument(year: $0, $1, unit: $2) }
    shortfall = LimitsDocument(outcome, targetYear: targetYear) { ShortfallDocument(year: $0, $1, unit: $2) }
  }
}

extension RunDocument.Target {
  fileprivate init(_ outcome: Target.Outcome) {
    self.init(
      id: outcome.target.id, year: outcome.target.year, kt: outcome.target.level / tonnesPerKilotonne,
      forecast: outcome.forecast / tonnesPerKilotonne, gap: outcome.gap / tonnesPerKilotonne, met: outcome.isMet,
      neutralYear: OrNull(outcome.neutralYear))
  }
}

extension RunDocument.Measure {
  fileprivate init(_ outcome: MeasureOutcome, method: CostPerTonneMethod) {
    func kilotonnes(_ tonnes: [Double]?) -> OrNull<[Double]> { OrNull(tonnes.map { $0.map { $0 / tonnesPerKilotonne } }) }
    let listing = outcome.listing
    self.init(
      id: listing.id, name: listing.name.text(in: "en"), class: listing.effectClass.rawValue, status: listing.status.rawValue,
      owner: OrNull(listing.owner), actsOn: OrNull(listing.actsOn), kind: listing.kind.rawValue, effect: kilotonnes(outcome.effect),
      firstIn: kilotonnes(outcome.firstIn), lastOut: kilotonnes(outcome.lastOut),
      capex: OrNull(outcome.capital.map { $0 / eurosPerMillion }),
      npv: OrNull(outcome.netPresentCost.map { $0 / eurosPerMillion }), eurPerTonne: OrNull(outcome.costPerTonne(method)),
      eurPerTonneMethod: method.rawValue, eurPerTonneOneYear: OrNull(outcome.costPerTonneOfOneYear),
      eurPerTonneNPV: OrNull(outcome.netPresentCostPerTonne))
  }
}

extension RunDocument.Calibration {
  fileprivate init(_ calibration: BaseYearCalibration, sectors ids: [String]) {
    year = calibration.year
    sectors = Dictionary(
      uniqueKeysWithValues: ids.enumerated().map { s, id in
        (
          id,
          .init(
            factor: calibration.factors[s], modelled: calibration.modelled[s] / tonnesPerKilotonne,
            inventory: calibration.inventory[s] / tonnesPerKilotonne)
        )
      })
  }
}

/// A value that is written as `null` when there is none, so that a reader finds every key.
package struct OrNull<Value: Encodable & Sendable>: Encodable, Sendable {
  package var value: Value?

  package init(_ value: Value?) { self.value = value }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}

/// JSON with its keys in order, so that the same result is the same bytes.
package func json(_ document: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(document), as: UTF8.self)
}
