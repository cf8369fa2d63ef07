/// Money over years from a start, with all that it brings. Money is in EUR of the investment plan's price year.
package struct Project: Sendable, Equatable {
  package var id: String
  package var category: String
  /// Responsible unit; nil when the plan names none.
  package var unit: String?
  /// The fund of the city's own balance sheet that pays, where limits are set per fund.
  package var fund: String?
  package var payer: MoneyBase.Entity
  package var isLeased: Bool
  /// Decided: part of every programme. Its first year may lie before the programme.
  package var isCommitted: Bool
  package var earliest: Int
  package var latest: Int
  /// Gross EUR of the first, second… year from the start; at least one.
  package var spending: [Double]
  package var funding: Funding
  package var placement: Placement
  /// At most one project of a group is in a programme.
  package var exclusiveGroup: String?
  package var prerequisites: [Prerequisite]
  package var enables: [EnabledMeasure]
  /// Dwellings technically ready when the last year of spending ends.
  package var dwellings: Double
  /// EUR/a from the year after the last year of spending; negative: a saving.
  package var operatingCost: Double

  package init(
    id: String, category: String, unit: String? = nil, fund: String? = nil, payer: MoneyBase.Entity = .city, isLeased: Bool = false,
    isCommitted: Bool = false, earliest: Int, latest: Int, spending: [Double], funding: Funding = Funding(), placement: Placement,
    exclusiveGroup: String? = nil, prerequisites: [Prerequisite] = [], enables: [EnabledMeasure] = [], dwellings: Double = 0,
    operatingCost: Double = 0
  ) {
    precondition(!spending.isEmpty && earliest <= latest, "project '\(id)' has no year")
    self.id = id
    self.category = category
    self.unit = unit
    self.fund = fund
    self.payer = payer
    self.isLeased = isLeased
    self.isCommitted = isCommitted
    self.earliest = earliest
    self.latest = latest
    self.spending = spending
    self.funding = funding
    self.placement = placement
    self.exclusiveGroup = exclusiveGroup
    self.prerequisites = prerequisites
    self.enables = enables
    self.dwellings = dwellings
    self.operatingCost = operatingCost
  }

  package var total: Double { spending.reduce(0, +) }

  /// The last year of spending for a start.
  package func finish(startingIn start: Int) -> Int { start + spending.count - 1 }
}

/// Who pays a project, as shares of its gross cost that sum to 1.
package struct Funding: Sendable, Equatable {
  /// Shares of others by source (`state`, `eu`, `kauniainen`), in the plan's order.
  package var others: [Share]

  package struct Share: Sendable, Equatable {
    package var source: String
    package var share: Double

    package init(source: String, share: Double) {
      self.source = source
      self.share = share
    }
  }

  package init(others: [Share] = []) { self.others = others }

  /// What the city, or its company, pays itself.
  package var own: Double { others.reduce(1) { $0 - $1.share } }
}

/// Another project that must be in the programme too.
package struct Prerequisite: Sendable, Equatable {
  package enum State: String, Sendable, CaseIterable {
    /// Chosen, whenever it starts.
    case chosen
    /// Started in the same year or before.
    case started
    /// Its last year of spending lies before the start.
    case finished
  }

  /// Index into the plan's projects.
  package var project: Int
  package var state: State

  package init(project: Int, state: State) {
    self.project = project
    self.state = state
  }
}

/// A measure of the emission model that cannot come in full without the project.
package struct EnabledMeasure: Sendable, Equatable {
  package var measure: String
  /// Share of the measure's effect that waits for the project.
  package var share: Double

  package init(measure: String, share: Double) {
    self.measure = measure
    self.share = share
  }
}
