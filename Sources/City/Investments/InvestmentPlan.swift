/// The projects of a city, the years and limits of its investment programme, and its purse. Money in EUR of `priceYear`.
package struct InvestmentPlan: Sendable {
  /// Years of the programme, consecutive.
  package var years: [Int]
  package var priceYear: Int
  /// Base of the tables; limits have their own.
  package var base: MoneyBase
  package var layer: ZoneLayer
  package var categories: [String]
  package var projects: [Project]
  package var limits: [InvestmentLimit]
  /// The limit that a single figure for "the cap" means: index into `limits`.
  package var cap: Int?
  package var programmes: [Programme]
  package var followUps: [FollowUp]
  package var finance: CityFinance?

  package init(
    years: [Int], priceYear: Int, base: MoneyBase, layer: ZoneLayer, categories: [String], projects: [Project], limits: [InvestmentLimit],
    cap: Int? = nil, programmes: [Programme], followUps: [FollowUp] = [], finance: CityFinance? = nil
  ) {
    precondition(!years.isEmpty && zip(years, years.dropFirst()).allSatisfy { $1 == $0 + 1 }, "the programme's years are consecutive")
    self.years = years
    self.priceYear = priceYear
    self.base = base
    self.layer = layer
    self.categories = categories
    self.projects = projects
    self.limits = limits
    self.cap = cap
    self.programmes = programmes
    self.followUps = followUps
    self.finance = finance
  }

  /// Only what is decided, at the start that each committed project has.
  package var committed: Programme { Programme(id: "committed", starts: projects.map { $0.isCommitted ? $0.earliest : nil }) }

  /// Other payers in the order in which projects name them.
  package var fundingSources: [String] {
    var seen: Set<String> = []
    return projects.flatMap { $0.funding.others.map(\.source) }.filter { seen.insert($0).inserted }
  }

  /// The plan with the level of its cap replaced.
  /// - Parameter level: EUR a year (for a total: EUR).
  package func withCap(_ level: Double) -> InvestmentPlan {
    guard let cap else { return self }
    var plan = self
    plan.limits[cap].levels = plan.limits[cap].levels.map { $0 == nil ? nil : level }
    return plan
  }
}

/// Projects with their chosen start years.
package struct Programme: Sendable, Equatable {
  package var id: String
  /// Start by project of the plan; nil: not in the programme.
  package var starts: [Int?]

  package init(id: String, starts: [Int?]) {
    self.id = id
    self.starts = starts
  }

  /// Projects of the programme with their starts, in the plan's order.
  package var chosen: [(project: Int, start: Int)] { starts.indices.compactMap { p in starts[p].map { (p, $0) } } }
}

/// A figure that the city itself has reported, to be read beside a programme's.
package struct FollowUp: Sendable, Equatable {
  package enum Measure: Sendable, Equatable {
    /// Share of investments in the zones from the best to the one at an index.
    case zoneShare(through: Int)
    case dwellingsReady
    case dwellingsCompleted
  }

  package var id: String
  package var measure: Measure
  /// As the city writes it: `30.4.2021`, `2024`.
  package var date: String
  /// A share, or dwellings a year; nil where none is published.
  package var value: Double?
  /// What the city has promised; nil: no numeric target.
  package var target: Double?

  package init(id: String, measure: Measure, date: String, value: Double?, target: Double? = nil) {
    self.id = id
    self.measure = measure
    self.date = date
    self.value = value
    self.target = target
  }
}
