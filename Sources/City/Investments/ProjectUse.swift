/// What one project uses of a limit, for one start: the same numbers are the compliance report's sums and the rows of the portfolio.
extension InvestmentPlan {
  /// A project's gross EUR by programme year; what falls before or after the programme is left out.
  package func spending(of project: Int, startingIn start: Int) -> [Double] {
    let spending = projects[project].spending
    return years.map { year in spending.indices.contains(year - start) ? spending[year - start] : 0 }
  }

  /// A project's EUR of a base by programme year.
  package func money(of project: Int, startingIn start: Int, _ base: MoneyBase) -> [Double] {
    let share = base.share(of: projects[project])
    return spending(of: project, startingIn: start).map { $0 * share }
  }

  /// Dwellings that a project makes ready, by programme year.
  package func dwellings(of project: Int, startingIn start: Int) -> [Double] {
    years.map { $0 == projects[project].finish(startingIn: start) ? projects[project].dwellings : 0 }
  }

  /// Operating cost that a project brings, EUR by programme year.
  package func operatingCost(of project: Int, startingIn start: Int) -> [Double] {
    years.map { $0 > projects[project].finish(startingIn: start) ? projects[project].operatingCost : 0 }
  }

  /// Starts that a project may have.
  package func starts(of project: Int) -> ClosedRange<Int> { projects[project].earliest...projects[project].latest }

  /// What a project uses of each row of a limit: one a programme year for `eachYear`, otherwise a single one.
  ///
  /// Sums over a programme's projects are linear: `money` EUR (a year, for an average), `dwellings` dwellings, and for a `zoneShare` the
  /// EUR in the zones less the wanted share of all EUR, to be at least (at most) 0.
  /// - Returns: nil for emissions, which only the emission model knows.
  package func use(of limit: InvestmentLimit, by project: Int, startingIn start: Int) -> [Double]? {
    let byYear: [Double]
    switch limit.quantity {
    case .money(let base, let scope):
      let share = scope.share(of: projects[project])
      byYear = money(of: project, startingIn: start, base).map { $0 * share }
    case .zoneShare(let through, let base, let scope):
      let share = scope.share(of: projects[project]), inZones = projects[project].placement.share(through: through)
      byYear = money(of: project, startingIn: start, base).enumerated().map { t, euros in
        euros * share * (inZones - (limit.level(inRow: t) ?? 0))
      }
    case .dwellings: byYear = dwellings(of: project, startingIn: start)
    case .emissions: return nil
    }
    return limit.rows(byYear, years: years.count)
  }
}

extension InvestmentLimit {
  /// The level of a row; the only one where there is one.
  package func level(inRow row: Int) -> Double? { levels.count == 1 ? levels[0] : levels[row] }

  /// Figures by year as figures by row of the limit.
  func rows(_ byYear: [Double], years: Int) -> [Double] {
    switch period {
    case .eachYear: byYear
    case .total: [byYear.reduce(0, +)]
    case .average: [byYear.reduce(0, +) / Double(years)]
    }
  }
}
