import LabelledArrays

/// A city's investment programme as table D sets it beside the climate investments: EUR in prices of one year, in one base.
package struct BudgetProgramme: Sendable {
  /// Money and tonnes of a SAVU zone, of the whole city, or of what could not be placed.
  package struct Place: Sendable {
    /// A zone such as `II`, `city_wide` or `unlocated`.
    package var id: String
    /// EUR by year.
    package var amounts: [Int: Double]
    /// Change of emissions in the target year that its projects let come, t CO2e/a; negative: less. Nil: no project enables a measure.
    package var effect: Double?
    /// Kinds of the figures behind it that must be told.
    package var kinds: Set<ProvenanceKind>

    package init(id: String, amounts: [Int: Double], effect: Double?, kinds: Set<ProvenanceKind>) {
      self.id = id
      self.amounts = amounts
      self.effect = effect
      self.kinds = kinds
    }
  }

  package var id: String
  package var years: ClosedRange<Int>
  package var priceYear: Int
  package var places: [Place]
  /// Change of all emissions in the target year against a programme without projects, t CO2e/a. What the places leave of it is
  /// what measures take from each other.
  package var effect: Double?
  package var cap: BudgetCap?

  package init(id: String, years: ClosedRange<Int>, priceYear: Int, places: [Place], effect: Double?, cap: BudgetCap?) {
    self.id = id
    self.years = years
    self.priceYear = priceYear
    self.places = places
    self.effect = effect
    self.cap = cap
  }

  /// EUR of all places, in some years.
  package func total(_ years: ClosedRange<Int>) -> Double { places.reduce(0) { $0 + ($1.amount(years) ?? 0) } }

  /// Kinds behind the total.
  var kinds: Set<ProvenanceKind> { places.reduce(into: []) { $0.formUnion($1.kinds) } }
}

extension BudgetProgramme.Place {
  func amount(_ years: ClosedRange<Int>) -> Double? { years.compactMap { amounts[$0] }.reduce(nil) { ($0 ?? 0) + $1 } }
}

/// Investments at most, EUR of the programme's prices and of the cap's own base.
package struct BudgetCap: Sendable {
  /// Id of the limit.
  package var id: String
  /// Level by year; of a mean over the programme the mean.
  package var levels: [Int: Double]
  /// Level of all years together; nil for a cap of single years.
  package var whole: Double?
  package var isMean: Bool
  /// What the cap counts of the programme, EUR by year; nil: all of it.
  package var counted: [Int: Double]?
  package var kinds: Set<ProvenanceKind>
  /// No document prints the base.
  package var baseIsAssumed: Bool

  package init(
    id: String, levels: [Int: Double], whole: Double?, isMean: Bool, counted: [Int: Double]?, kinds: Set<ProvenanceKind>,
    baseIsAssumed: Bool
  ) {
    self.id = id
    self.levels = levels
    self.whole = whole
    self.isMean = isMean
    self.counted = counted
    self.kinds = kinds
    self.baseIsAssumed = baseIsAssumed
  }
}
