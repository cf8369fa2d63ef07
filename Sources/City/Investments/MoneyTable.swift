/// Money of a programme by year, row by row; the rows sum to the total in every column.
package struct MoneyTable: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    /// Id of a zone, category or payer.
    package var label: String
    /// EUR before the programme's first year.
    package var before: Double
    /// EUR by programme year.
    package var years: [Double]
    /// EUR after its last year.
    package var after: Double

    /// EUR within the programme.
    package var inProgramme: Double { years.reduce(0, +) }

    static func empty(_ label: String, years: Int) -> Row {
      Row(label: label, before: 0, years: .init(repeating: 0, count: years), after: 0)
    }

    mutating func add(_ money: Row, times share: Double) {
      before += money.before * share
      after += money.after * share
      for t in years.indices { years[t] += money.years[t] * share }
    }
  }

  package var rows: [Row]
  /// Summed from the projects, not from the rows.
  package var total: Row

  /// The largest difference between a column's rows and its total, EUR.
  package var imbalance: Double {
    func off(_ part: (Row) -> Double) -> Double { abs(rows.reduce(0) { $0 + part($1) } - part(total)) }
    return ([off(\.before), off(\.after)] + total.years.indices.map { t in off { $0.years[t] } }).max() ?? 0
  }
}

/// How a programme's money is split into rows.
package enum MoneySplit: String, Sendable, CaseIterable {
  case zone, category, funding
}

/// Labels of money that lies in no zone, and of what the city pays itself.
package let cityWideLabel = "city_wide"
package let unlocatedLabel = "unlocated"
package let ownFundingLabel = "own"

extension InvestmentPlan {
  /// A programme's money of a base by year, split. Money by funding is always gross; its `own` row is the net.
  package func table(_ programme: Programme, by split: MoneySplit, _ base: MoneyBase) -> MoneyTable {
    let base = split == .funding ? base.with(.gross) : base
    let labels = labels(of: split)
    var table = MoneyTable(
      rows: labels.map { .empty($0, years: years.count) }, total: .empty("total", years: years.count))
    for (p, start) in programme.chosen {
      let money = row(p, startingIn: start, base)
      table.total.add(money, times: 1)
      for (label, share) in shares(of: projects[p], by: split) where share != 0 {
        guard let r = labels.firstIndex(of: label) else { preconditionFailure("'\(label)' is no row of the table by \(split.rawValue)") }
        table.rows[r].add(money, times: share)
      }
    }
    // Rounding of at most a few hundred sums of shares; anything more is a mistake in this file.
    precondition(table.imbalance <= 1e-9 * max(1, abs(table.total.inProgramme) + table.total.before + table.total.after), "rows ≠ total")
    return table
  }

  private func labels(of split: MoneySplit) -> [String] {
    switch split {
    case .zone: layer.zones + [cityWideLabel, unlocatedLabel]
    case .category: categories
    case .funding: [ownFundingLabel] + fundingSources
    }
  }

  private func shares(of project: Project, by split: MoneySplit) -> [(String, Double)] {
    switch split {
    case .zone:
      zip(layer.zones, project.placement.zones).map { ($0, $1) }
        + [(cityWideLabel, project.placement.cityWide), (unlocatedLabel, project.placement.unlocated)]
    case .category: [(project.category, 1)]
    case .funding: [(ownFundingLabel, project.funding.own)] + project.funding.others.map { ($0.source, $0.share) }
    }
  }

  private func row(_ project: Int, startingIn start: Int, _ base: MoneyBase) -> MoneyTable.Row {
    let share = base.share(of: projects[project])
    func sum(_ isCounted: (Int) -> Bool) -> Double {
      projects[project].spending.enumerated().filter { isCounted(start + $0.offset) }.reduce(0) { $0 + $1.element } * share
    }
    return .init(
      label: projects[project].id, before: sum { $0 < years[0] }, years: money(of: project, startingIn: start, base),
      after: sum { $0 > years[years.count - 1] })
  }

  /// Share of a programme's money of a base that lies in the zones I, I-II, I-III… of the layer; what lies in no zone counts in the whole.
  /// - Returns: one share per zone; nil when there is no money.
  package func cumulativeZoneShares(_ programme: Programme, _ base: MoneyBase) -> [Double]? {
    let table = table(programme, by: .zone, base), all = table.total.inProgramme
    guard all > 0 else { return nil }
    var sum = 0.0
    return layer.zones.indices.map { z in
      sum += table.rows[z].inProgramme
      return sum / all
    }
  }
}
