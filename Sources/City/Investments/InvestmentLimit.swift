/// A cap or a floor on a programme: on money, on the share of money in zones, on dwellings made ready, or on emissions.
package struct InvestmentLimit: Sendable, Equatable {
  package enum Sense: String, Sendable, CaseIterable {
    case atMost = "at_most"
    case atLeast = "at_least"
  }

  package enum Quantity: Sendable, Equatable {
    /// EUR of a base, of the projects in a scope.
    case money(MoneyBase, MoneyScope)
    /// Share of the money of a base and scope that lies in the zones from the best to the one at an index.
    case zoneShare(through: Int, MoneyBase, MoneyScope)
    /// Dwellings technically ready.
    case dwellings
    /// t CO2e of the city, from the emission model.
    case emissions
  }

  package enum Period: Sendable, Equatable {
    /// Mean of the programme's years.
    case average
    /// All years of the programme together.
    case total
    /// Every year by itself; what is left of a year can be used the next, up to `carryOver`.
    case eachYear(carryOver: Double)
  }

  package var id: String
  package var sense: Sense
  package var quantity: Quantity
  package var period: Period
  /// One level, or one per programme year (`eachYear`; nil where none is set). EUR, a share, dwellings or t CO2e.
  package var levels: [Double?]
  /// A limit that is not in force is told beside the others and binds nobody: a cap of an earlier term, a published frame.
  package var isInForce: Bool

  package init(id: String, sense: Sense, quantity: Quantity, period: Period, levels: [Double?], isInForce: Bool = true) {
    self.id = id
    self.sense = sense
    self.quantity = quantity
    self.period = period
    self.levels = levels
    self.isInForce = isInForce
  }

  /// The base of a limit on money; nil for dwellings and emissions.
  package var base: MoneyBase? {
    switch quantity {
    case .money(let base, _), .zoneShare(_, let base, _): base
    case .dwellings, .emissions: nil
    }
  }

  package var scope: MoneyScope? {
    switch quantity {
    case .money(_, let scope), .zoneShare(_, _, let scope): scope
    case .dwellings, .emissions: nil
    }
  }
}

/// Which money a limit counts; what is left out does not matter.
package struct MoneyScope: Sendable, Equatable, Hashable {
  package var categories: Set<String>?
  package var funds: Set<String>?
  package var units: Set<String>?
  /// Indices of zones of the layer: only the shares of money that lie there.
  package var zones: Set<Int>?

  package init(categories: Set<String>? = nil, funds: Set<String>? = nil, units: Set<String>? = nil, zones: Set<Int>? = nil) {
    self.categories = categories
    self.funds = funds
    self.units = units
    self.zones = zones
  }

  /// The share of a project's money that the scope counts.
  package func share(of project: Project) -> Double {
    func isIn(_ names: Set<String>?, _ name: String?) -> Bool { names.map { names in name.map(names.contains) ?? false } ?? true }
    guard isIn(categories, project.category), isIn(funds, project.fund), isIn(units, project.unit) else { return 0 }
    return zones.map { $0.sorted().reduce(0) { $0 + project.placement.zones[$1] } } ?? 1
  }
}
