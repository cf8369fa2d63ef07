/// How a programme stands against one row of a limit.
package struct LimitOutcome: Sendable, Equatable {
  /// Index into the plan's limits.
  package var limit: Int
  /// Nil for a limit on the whole programme.
  package var year: Int?
  /// EUR, a share, dwellings or t CO2e; nil: not known.
  package var used: Double?
  /// The level with what was carried over from the year before.
  package var level: Double
  /// What was carried over; part of `level`.
  package var carried: Double

  package init(limit: Int, year: Int?, used: Double?, level: Double, carried: Double) {
    self.limit = limit
    self.year = year
    self.used = used
    self.level = level
    self.carried = carried
  }

  /// What is left before the limit hurts; negative: broken.
  package func room(_ sense: InvestmentLimit.Sense) -> Double? { used.map { sense == .atMost ? level - $0 : $0 - level } }
}

extension InvestmentPlan {
  /// Every row of every limit under a programme, in the plan's order.
  /// - Parameter emissions: t CO2e by programme year as the emission model gives them; nil where it was not run.
  package func outcomes(_ programme: Programme, emissions: [Double?]? = nil) -> [LimitOutcome] {
    limits.indices.flatMap { outcomes(ofLimit: $0, programme, emissions ?? years.map { _ in nil }) }
  }

  private func outcomes(ofLimit l: Int, _ programme: Programme, _ emissions: [Double?]) -> [LimitOutcome] {
    let limit = limits[l], used = used(limit, programme, emissions)
    guard case .eachYear(let most) = limit.period else {
      guard let level = limit.levels[0] else { return [] }
      return [LimitOutcome(limit: l, year: nil, used: used[0], level: level, carried: 0)]
    }
    var carried = 0.0
    return years.indices.compactMap { t in
      guard let own = limit.level(inRow: t) else {
        carried = 0
        return nil
      }
      let outcome = LimitOutcome(
        limit: l, year: years[t], used: used[t], level: limit.sense == .atMost ? own + carried : own - carried,
        carried: carried)
      carried = min(most, max(0, outcome.room(limit.sense) ?? 0))
      return outcome
    }
  }

  /// By row of the limit.
  private func used(_ limit: InvestmentLimit, _ programme: Programme, _ emissions: [Double?]) -> [Double?] {
    switch limit.quantity {
    case .emissions:
      if case .eachYear = limit.period { return emissions }
      let known = emissions.compactMap { $0 }
      return known.count == years.count ? limit.rows(known, years: years.count) : [nil]
    case .zoneShare(let through, let base, let scope):
      let all = sums(programme, .money(base, scope), limit), inZones = sums(programme, .money(base, scope), limit, through: through)
      return zip(inZones, all).map { $1 > 0 ? $0 / $1 : nil }
    case .money, .dwellings: return sums(programme, limit.quantity, limit)
    }
  }

  private func sums(_ programme: Programme, _ quantity: InvestmentLimit.Quantity, _ limit: InvestmentLimit, through zone: Int? = nil)
    -> [Double]
  {
    var counted = limit
    counted.quantity = quantity
    var sums = [Double](repeating: 0, count: counted.rows(years.map { _ in 0 }, years: years.count).count)
    for (p, start) in programme.chosen {
      let share = zone.map { projects[p].placement.share(through: $0) } ?? 1
      for (row, use) in (use(of: counted, by: p, startingIn: start) ?? []).enumerated() { sums[row] += use * share }
    }
    return sums
  }
}

extension LimitOutcome {
  /// Whether the limit is kept; nil when what it counts is not known. Rounding of sums is let pass.
  package func isKept(_ limit: InvestmentLimit) -> Bool? { room(limit.sense).map { $0 >= -1e-9 * max(1, abs(level)) } }
}
