import Optimisation

/// The choice of projects and their starts as a problem with whole numbers: one column `project@start`, 0 or 1, for each start that a
/// project may have. Rows are in MEUR, kt CO2e and dwellings, so that prices come out in t per thousand EUR and the like.
package struct PortfolioProblem: Sendable {
  package let plan: InvestmentPlan
  package let slopes: EmissionSlopes
  /// Without an objective; `objective(_:)` gives those that are asked for.
  package private(set) var linear: LinearProblem
  /// A row of a limit: its index in the plan, the year that it is of (nil: the whole programme), its row.
  package private(set) var limitRows: [LimitRow] = []
  /// What each of `limitRows` comes to without any project, in its unit: its number is the limit's level less this.
  package private(set) var constants: [Double] = []
  private var starts: [[(start: Int, column: Int)]] = []
  private var carried: [(column: Int, row: Int, most: Double)] = []
  private var overruns: [(column: Int, row: Int)] = []

  package struct LimitRow: Sendable, Hashable {
    package let limit: Int
    package let year: Int?
    package let row: Int
  }

  /// - Parameters:
  ///   - ceilings: whether emission ceilings are held, let be overrun at a cost, or left out.
  package init(_ plan: InvestmentPlan, _ slopes: EmissionSlopes, ceilings: Ceilings) {
    self.plan = plan
    self.slopes = slopes
    linear = LinearProblem(.maximise, name: "portfolio")
    addProjects()
    addExclusiveGroups()
    addPrerequisites()
    for l in plan.limits.indices where plan.limits[l].isInForce { addLimit(l, ceilings) }
  }

  /// With the ceilings as the objectives ask: a search for the least cost holds them, one for the least overrun counts what lies above.
  package init(_ plan: InvestmentPlan, _ slopes: EmissionSlopes, for objectives: [PortfolioObjective]) {
    let ceilings: Ceilings =
      objectives.contains(.overrun) ? .overrun : objectives.first?.holdsCeilings == true ? .held : .leftOut
    self.init(plan, slopes, ceilings: ceilings)
  }

  package enum Ceilings: Sendable { case held, overrun, leftOut }

  // MARK: Projects

  private mutating func addProjects() {
    for p in plan.projects.indices {
      let project = plan.projects[p]
      starts.append(plan.starts(of: p).map { ($0, linear.addChoice("\(project.id)@\($0)")) })
      let all = starts[p].map { LinearProblem.Term($0.column) }
      if project.isCommitted {
        linear.addRow("committed \(project.id)", all, atLeast: 1, atMost: 1)
      } else if all.count > 1 {
        linear.addRow("once \(project.id)", all, atMost: 1)
      }
    }
  }

  private mutating func addExclusiveGroups() {
    for (group, members) in plan.exclusiveGroups {
      linear.addRow("one of \(group)", members.flatMap { starts[$0].map { .init($0.column) } }, atMost: 1)
    }
  }

  /// Whoever has started by a year needs the other to be far enough by then: one row a year is tighter than one a start.
  private mutating func addPrerequisites() {
    for p in plan.projects.indices {
      for needed in plan.projects[p].prerequisites {
        let other = plan.projects[needed.project]
        for year in needed.state == .chosen ? [plan.projects[p].latest] : Array(plan.starts(of: p)) {
          let begun = starts[p].filter { $0.start <= year }.map { LinearProblem.Term($0.column) }
          let enough = starts[needed.project].filter { start, _ in
            switch needed.state {
            case .chosen: true
            case .started: start <= year
            case .finished: other.finish(startingIn: start) < year
            }
          }
          linear.addRow(
            "\(plan.projects[p].id) needs \(other.id) \(needed.state.rawValue) \(year)", begun + enough.map { .init($0.column, -1) },
            atMost: 0)
        }
      }
    }
  }

  // MARK: Limits

  private mutating func addLimit(_ l: Int, _ ceilings: Ceilings) {
    let limit = plan.limits[l]
    if limit.quantity == .emissions, ceilings == .leftOut { return }
    let terms = terms(of: limit), scale = limit.quantity.scale
    var before: (column: Int, row: Int)?
    for row in terms.rows.indices {
      let isYearly = terms.rows.count > 1 || limit.isYearly
      let year = isYearly ? plan.years[row] : nil
      guard let level = limit.isShare ? 0 : limit.level(inRow: row), terms.known[row] else {
        before = nil
        continue
      }
      var all = terms.rows[row]
      let sign = limit.sense == .atMost ? 1.0 : -1
      if let before { all.append(.init(before.column, -sign)) }
      let name = year.map { "\(limit.id) \($0)" } ?? limit.id
      let carry = isYearly && row + 1 < terms.rows.count ? limit.carryOver / scale : 0
      let kept = carry > 0 ? linear.addColumn("\(name) carried over", to: carry) : nil
      if let kept { all.append(.init(kept, sign)) }
      if limit.quantity == .emissions, ceilings == .overrun {
        let over = linear.addColumn("\(name) overrun")
        all.append(.init(over, -sign))
        overruns.append((over, linear.rows.count))
      }
      let number = level / scale - terms.constants[row]
      let added = linear.addRow(
        name, all, atLeast: limit.sense == .atLeast ? number : -.infinity, atMost: limit.sense == .atMost ? number : .infinity)
      limitRows.append(LimitRow(limit: l, year: year, row: added))
      constants.append(terms.constants[row])
      before = kept.map { ($0, added) }
      if let kept { carried.append((kept, added, carry)) }
    }
  }

  /// The projects' terms by row of a limit, what the rows come to without them, and whether that is known; in the row's unit.
  private func terms(of limit: InvestmentLimit) -> (rows: [[LinearProblem.Term]], constants: [Double], known: [Bool]) {
    let scale = limit.quantity.scale
    let count = limit.rows(plan.years.map { _ in 0 }, years: plan.years.count).count
    var rows = [[LinearProblem.Term]](repeating: [], count: count)
    for p in starts.indices {
      for (start, column) in starts[p] {
        for (row, use) in use(of: limit, by: p, startingIn: start).enumerated() where use != 0 {
          rows[row].append(.init(column, use / scale))
        }
      }
    }
    guard limit.quantity == .emissions else { return (rows, .init(repeating: 0, count: count), .init(repeating: true, count: count)) }
    let byYear = programmeYears(plan.emissionsWithoutProjects(slopes))
    let known = limit.isYearly ? byYear.map { $0 != nil } : [byYear.allSatisfy { $0 != nil }]
    return (rows, limit.rows(byYear.map { ($0 ?? 0) / scale }, years: plan.years.count), known)
  }

  private func use(of limit: InvestmentLimit, by project: Int, startingIn start: Int) -> [Double] {
    if let use = plan.use(of: limit, by: project, startingIn: start) { return use }
    let change = programmeYears(plan.emissionChange(of: project, startingIn: start, slopes))
    return limit.rows(change.map { $0 ?? 0 }, years: plan.years.count)
  }

  /// Figures by year of the slopes as figures by programme year; nil beyond the model's horizon.
  private func programmeYears(_ figures: [Double]) -> [Double?] {
    plan.years.map { year in slopes.years.firstIndex(of: year).map { figures[$0] } }
  }

  // MARK: Objectives

  /// The coefficients of an objective: kt CO2e or MEUR.
  package func objective(_ objective: PortfolioObjective) -> RankedObjective {
    RankedObjective(objective.name, objective.sense, coefficients(objective))
  }

  private func coefficients(_ objective: PortfolioObjective) -> [LinearProblem.Term] {
    if objective == .overrun { return overruns.map { .init($0.column) } }
    return starts.indices.flatMap { p in
      starts[p].map { start, column in LinearProblem.Term(column, worth(of: p, startingIn: start, objective)) }
    }.filter { $0.coefficient != 0 }
  }

  private func worth(of p: Int, startingIn start: Int, _ objective: PortfolioObjective) -> Double {
    switch objective {
    case .abatement(let year):
      let change = plan.emissionChange(of: p, startingIn: start, slopes)
      return slopes.years.firstIndex(of: year).map { -change[$0] / tonnesPerKilotonne } ?? 0
    case .discountedAbatement(let rate):
      return -discounted(plan.emissionChange(of: p, startingIn: start, slopes), rate) / tonnesPerKilotonne
    case .netCost(let rate):
      let money = plan.money(of: p, startingIn: start, plan.base.with(.net))
      let operating = plan.operatingCost(of: p, startingIn: start)
      return discounted(zip(money, operating).map { $0 + $1 }, rate) / eurosPerMillion
    case .overrun: return 0
    }
  }

  // MARK: Between programmes and columns

  /// The programme that values of the columns mean.
  package func programme(_ values: [Double], id: String) -> Programme {
    Programme(id: id, starts: starts.map { $0.first { values[$0.column] > 0.5 }?.start })
  }

  /// Values of the columns for a programme, for a search to start from.
  package func values(of programme: Programme) -> [Double] {
    var values = [Double](repeating: 0, count: linear.columns.count)
    for p in starts.indices { for (start, column) in starts[p] where programme.starts[p] == start { values[column] = 1 } }
    for (column, row, most) in carried { values[column] = min(most, max(0, room(ofRow: row, values, without: column))) }
    for (column, row) in overruns { values[column] = max(0, -room(ofRow: row, values, without: column)) }
    return values
  }

  /// What is left of a row's limit before one of its columns counts.
  private func room(ofRow r: Int, _ values: [Double], without column: Int) -> Double {
    let row = linear.rows[r]
    let used = row.terms.reduce(0) { $1.column == column ? $0 : $0 + $1.coefficient * values[$1.column] }
    return row.upper.isFinite ? row.upper - used : used - row.lower
  }
}

/// Σ figure / (1 + rate)^years after the first.
package func discounted(_ figures: [Double], _ rate: Double) -> Double {
  var (sum, factor) = (0.0, 1.0)
  for figure in figures {
    sum += figure * factor
    factor /= 1 + rate
  }
  return sum
}

extension InvestmentLimit {
  fileprivate var isYearly: Bool {
    if case .eachYear = period { true } else { false }
  }

  fileprivate var isShare: Bool {
    if case .zoneShare = quantity { true } else { false }
  }

  fileprivate var carryOver: Double {
    if case .eachYear(let most) = period { most } else { 0 }
  }
}

extension InvestmentLimit.Quantity {
  /// How many of its own units a row's unit is: MEUR, kt CO2e, dwellings.
  package var scale: Double {
    switch self {
    case .money, .zoneShare: eurosPerMillion
    case .emissions: tonnesPerKilotonne
    case .dwellings: 1
    }
  }
}
