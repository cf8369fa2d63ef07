import Emissions
import LabelledArrays
import Units

/// A name in the languages that the plan gives it in.
package struct LocalName: Sendable, Hashable, Codable {
  package var texts: [String: String]

  package init(_ texts: [String: String]) { self.texts = texts }

  /// The name in a language, else in English, else in whichever comes first.
  package func text(in language: String) -> String {
    texts[language] ?? texts["en"] ?? texts.sorted { $0.key < $1.key }.first?.value ?? ""
  }
}

/// Everything one scenario of a city plan says, checked and in canonical units (t CO2e, MWh, EUR).
package struct ScenarioInputs: Sendable {
  package var id: String
  package var name: LocalName
  /// Why the scenario is what it is, in the plan's own words.
  package var note: String?
  package var plan: PlanIdentity
  package var sectorNames: [LocalName]
  package var model: EmissionModel
  /// Central value of every lever, in the order of the model's `LeverLayout`.
  package var levers: [Double]
  package var uncertain: UncertainLevers
  package var calibration: CalibrationBasis?
  package var target: Target?
  package var ceiling: Ceiling?
  package var carriesOverruns: Bool
  /// t CO2e over all years.
  package var carbonBudget: Double?
  package var money: MoneyBasis
  package var moneyLimits: [MoneyLimit] = []
  /// All measures of the scenario in plan order, also those without a number.
  package var measures: [MeasureListing]
  /// Assumed, illustrative and calibrated figures that reach the result, by key.
  package var footnoted: [FootnotedValue]
  package var warnings: [String]
  /// What the plan says of its climate budget; nil when it says nothing.
  package var budget: BudgetPlan?

  package init(
    id: String, name: LocalName, note: String?, plan: PlanIdentity, sectorNames: [LocalName], model: EmissionModel, levers: [Double],
    uncertain: UncertainLevers, calibration: CalibrationBasis?, target: Target?, ceiling: Ceiling?, carriesOverruns: Bool,
    carbonBudget: Double?, money: MoneyBasis,
    measures: [MeasureListing], footnoted: [FootnotedValue], warnings: [String]
  ) {
    self.id = id
    self.name = name
    self.note = note
    self.plan = plan
    self.sectorNames = sectorNames
    self.model = model
    self.levers = levers
    self.uncertain = uncertain
    self.calibration = calibration
    self.target = target
    self.ceiling = ceiling
    self.carriesOverruns = carriesOverruns
    self.carbonBudget = carbonBudget
    self.money = money
    self.measures = measures
    self.footnoted = footnoted
    self.warnings = warnings
  }
}

/// What all scenarios of a plan share.
package struct PlanIdentity: Sendable {
  package var id: String
  package var name: LocalName
  package var baseYear: Int
  /// t CO2e/a of the base year, when the plan knows it.
  package var baseLevel: Double?
  /// Units that results are told in.
  package var emissionUnit: UnitOfMeasure
  package var moneyUnit: UnitOfMeasure
  /// `AR5` and the like, or `not_stated`.
  package var gwpSet: String

  package init(
    id: String, name: LocalName, baseYear: Int, baseLevel: Double?, emissionUnit: UnitOfMeasure, moneyUnit: UnitOfMeasure, gwpSet: String
  ) {
    self.id = id
    self.name = name
    self.baseYear = baseYear
    self.baseLevel = baseLevel
    self.emissionUnit = emissionUnit
    self.moneyUnit = moneyUnit
    self.gwpSet = gwpSet
  }
}

/// The inventory that the model is scaled to.
package struct CalibrationBasis: Sendable {
  package var year: Int
  /// t CO2e/a by sector.
  package var inventory: [Double]

  package init(year: Int, inventory: [Double]) {
    self.year = year
    self.inventory = inventory
  }
}

package struct MoneyBasis: Sendable {
  /// Nil when the plan has no money at all.
  package var priceYear: Int?
  package var capital: CapitalMethod
  package var costPerTonne: CostPerTonneMethod

  package init(priceYear: Int?, capital: CapitalMethod, costPerTonne: CostPerTonneMethod) {
    self.priceYear = priceYear
    self.capital = capital
    self.costPerTonne = costPerTonne
  }
}

/// The two ways in which cities print EUR/t. They cannot be compared and never share a column.
package enum CostPerTonneMethod: String, Sendable, CaseIterable {
  /// Undiscounted cost to the target year over the tonnes of the target year alone.
  case oneYear = "one_year"
  /// Net present cost over the tonnes of all years together.
  case netPresentCumulative = "npv_cumulative"
}

/// A measure as the plan tells it, with or without a number.
package struct MeasureListing: Sendable {
  package enum EffectClass: String, Sendable, CaseIterable {
    case quantified, enabling, undecided
    case inBaseline = "in_baseline"
    case notEstimated = "not_estimated"
  }

  package enum DecisionStatus: String, Sendable, CaseIterable {
    case adopted, identified, undecided, outside
  }

  package var id: String
  package var name: LocalName
  package var owner: String?
  package var status: DecisionStatus
  package var effectClass: EffectClass
  /// `intensity`, `sink`…; nil without an effect.
  package var actsOn: String?
  /// Index into the model's measures; nil for a measure without a number.
  package var modelIndex: Int?
  /// EUR for the whole measure; nil when the plan gives none.
  package var statedCapital: Double?
  package var kind: ProvenanceKind
  /// Measures of a group share uncertain factors and overlap.
  package var group: String?
  /// Whole years; nil without a cost.
  package var lifetime: Int?

  package init(
    id: String, name: LocalName, owner: String?, status: DecisionStatus, effectClass: EffectClass, actsOn: String?, modelIndex: Int?,
    statedCapital: Double?, kind: ProvenanceKind,
    group: String? = nil, lifetime: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.owner = owner
    self.status = status
    self.effectClass = effectClass
    self.actsOn = actsOn
    self.modelIndex = modelIndex
    self.statedCapital = statedCapital
    self.kind = kind
    self.group = group
    self.lifetime = lifetime
  }
}

package struct FootnotedValue: Sendable, Hashable {
  package var key: String
  package var kind: ProvenanceKind
  package var note: String?

  /// Whether it only reaches draws: a bound of a distribution, or a parameter.
  package var isOfDraws: Bool { key.hasPrefix("parameters.") || key.contains(".distribution.") }

  package init(key: String, kind: ProvenanceKind, note: String?) {
    self.key = key
    self.kind = kind
    self.note = note
  }
}
