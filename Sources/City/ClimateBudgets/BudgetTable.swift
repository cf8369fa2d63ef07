import LabelledArrays

/// One of the tables A to F of a climate budget, before any language: printed figures, and which of them are sums of which.
package struct BudgetTable: Sendable {
  package enum Name: String, Sendable, CaseIterable {
    /// Emission budget by sector.
    case emissions = "A"
    case measures = "B"
    /// Money by responsible unit.
    case money = "C"
    /// Climate investments by SAVU zone.
    case zones = "D"
    /// The investment programme by zone against the cap.
    case programme = "D2"
    /// From the baseline over the measures to forecast, ceiling and gap.
    case bridge = "E"
    /// Follow-up of a closed year.
    case followUp = "F"
    /// Follow-up of the measures of that year.
    case measureFollowUp = "F2"
  }

  package enum Unit: Sendable, Hashable { case emissions, money, percent, eurosPerTonne, words }

  package struct Column: Sendable {
    package let figure: BudgetFigure
    package let unit: Unit
    package let year: Int?
    /// The last of several years that the figures are of together.
    package var through: Int?
    package var decimals: Int
    /// Which release of the statistics the figures are from.
    package var vintage: String?
    /// Whether total rows hold the sum of this column.
    package var isSummed: Bool
    /// The column holds the first of these less the second.
    package var difference: (of: Int, less: Int)?
    /// A new subject starts here, so a table that is too wide is broken here first.
    package var startsBlock: Bool
  }

  /// What a row is about: a member of a family of names, such as `transport` of `sector`.
  package struct Label: Sendable, Hashable {
    package let family: String
    package let member: String

    package init(_ family: String, _ member: String) {
      self.family = family
      self.member = member
    }
  }

  package struct Row: Sendable {
    package let label: Label
    package var cells: [BudgetCell]
    /// The rows that this one is the sum of, some with a minus.
    package var terms: [Term] = []
    package var indent = 0
    package var isTotal = false
    /// Kinds of figures that must be told, in every cell of the row.
    package var kinds: Set<ProvenanceKind> = []
    package var notes: [BudgetNote] = []
  }

  package struct Term: Sendable, Hashable {
    package let row: Int
    package let sign: Int
  }

  package let name: Name
  package var columns: [Column] = []
  package var rows: [Row] = []
  package var remarks: [BudgetNote] = []

  init(_ name: Name) { self.name = name }

  package func column(_ figure: BudgetFigure, _ year: Int? = nil) -> Int? {
    columns.firstIndex { $0.figure == figure && (year == nil || $0.year == year) }
  }

  package func row(_ family: String, _ member: String) -> Int? { rows.firstIndex { $0.label == Label(family, member) } }

  /// The figure at a row and column in steps of the column; nil where there is no number.
  package func steps(_ row: Int?, _ column: Int?) -> Int? {
    guard let row, let column, case .printed(let steps) = rows[row].cells[column] else { return nil }
    return steps
  }
}

package enum BudgetCell: Sendable, Hashable {
  /// A whole number of the column's last printed place.
  case printed(Int)
  /// A percentage that stands in a column of another unit and is never summed.
  case percent(Double)
  /// Nobody knows. It is not zero.
  case unknown
  /// There is nothing to say, as for the sum of what cannot be summed.
  case none
  /// In the plan's own words.
  case text(String)
  /// A word of the program: a member of a family of names.
  case word(BudgetTable.Label)

  init(_ steps: Int?) { self = steps.map(BudgetCell.printed) ?? .unknown }
}

/// What a column tells; the heading in each language hangs on it.
package enum BudgetFigure: String, Sendable, CaseIterable {
  case baseYear = "base_year"
  case finalOutcome = "final"
  case preliminaryOutcome = "preliminary"
  case ceiling, forecast, gap, low, high, effect, bound, operating, investments, savings, deviation, outcome, cap, cumulative, share
  case restatedCeiling = "restated_ceiling"
  case gapPercent = "gap_percent"
  case change
  case unit, sector, status, group, indicator, source, body, purpose, kind, account
  case reportingUnit = "reporting_unit"
  case effectClass = "class"
  case statedEffect = "stated_effect"
  case programme
  case cityShare = "city_share"
  case oneYearCost = "one_year_cost"
  case netPresentCost = "net_present_cost"
  case serviceClass = "service_class"
  /// Outturn (TP), budget (TA) and plan (TS).
  case outturn, budget, plan
  case bridge
  case budgeted, used
  case cause
}

/// What must be said below a table.
package enum BudgetNote: Sendable, Hashable {
  /// The yearly split of the money is assumed: no source gives one.
  case assumedSplit
  /// Low and high are percentiles of so many draws.
  case draws(count: Int, seed: UInt64)
  /// Bands of single measures are from the first of them only.
  case effectDraws(Int)
  case largestRemainder
  /// Stated effects are not summed: they count against another year and hold national policy too.
  case statedEffects(against: Int?)
  case costPerTonne
  /// Effects are attributed against the baseline; sinks stay out of the sum.
  case attributed
  case packageOfMeasures
  /// Ceilings are carried forward when they are overrun.
  case carriedOver
  case ceilingSaved(vintage: String, restated: String, follows: Bool)
  case onlyTotal
  case unknownMoney
  case bodies
  /// Which programme, in prices of which year and in which base.
  case programme(priceYear: Int)
  /// The measures' money and the programme are two sets that are never added.
  case twoSets
  case capBaseAssumed
  /// A single year may exceed a cap on the mean.
  case capIsMean
  /// How tonnes are put into zones.
  case tonnesByZone
  case zonesUnknown
  case noFollowUp
  case own(String)
}
