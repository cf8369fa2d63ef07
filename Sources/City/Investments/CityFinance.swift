/// What is published or assumed of the city's purse, by year. A year without a figure stays without one.
package struct CityFinance: Sendable, Equatable {
  /// Annual margin (vuosikate) before the operating cost of the programme's projects, EUR.
  package var annualMargin: [Int: Double]
  /// Net investments of years before the programme, EUR.
  package var netInvestments: [Int: Double]
  /// Loan stock at the end of the year, EUR.
  package var loanStock: [Int: Double]
  /// Change of the loan stock where it was published itself, EUR.
  package var loanStockChange: [Int: Double]
  /// Asset sales and the like, EUR.
  package var otherIncome: [Int: Double]
  package var population: [Int: Double]
  /// By when the loan stock is to turn down.
  package var turnDownBy: Int?

  package init(
    annualMargin: [Int: Double] = [:], netInvestments: [Int: Double] = [:], loanStock: [Int: Double] = [:],
    loanStockChange: [Int: Double] = [:], otherIncome: [Int: Double] = [:], population: [Int: Double] = [:], turnDownBy: Int? = nil
  ) {
    self.annualMargin = annualMargin
    self.netInvestments = netInvestments
    self.loanStock = loanStock
    self.loanStockChange = loanStockChange
    self.otherIncome = otherIncome
    self.population = population
    self.turnDownBy = turnDownBy
  }
}

/// The city's purse in one year under a programme, EUR; nil: not known.
package struct FinanceYear: Sendable, Equatable {
  package var year: Int
  /// After the operating cost of the programme's projects.
  package var annualMargin: Double?
  package var netInvestments: Double?
  package var loanStockChange: Double?
  /// At the end of the year.
  package var loanStock: Double?
  package var population: Double?

  /// Share of net investments that the annual margin pays; nil also where there is nothing to pay.
  package var selfFinancing: Double? {
    guard let annualMargin, let netInvestments, netInvestments > 0 else { return nil }
    return annualMargin / netInvestments
  }

  package var loanPerInhabitant: Double? {
    guard let loanStock, let population, population > 0 else { return nil }
    return loanStock / population
  }
}

/// Whether the loan stock falls in the year by which it is to turn down.
package enum LoanTurn: Sendable, Equatable {
  /// It falls, and has done so every known year since.
  case turned(since: Int)
  case stillGrows
  /// The change of the year is not known.
  case unknown
}

extension InvestmentPlan {
  /// The purse from the first year that has any figure to the programme's last, under a programme.
  ///
  /// In the programme's years net investments are the programme's (base of the tables, net), and the loan stock takes what they exceed
  /// annual margin and other income; a published figure comes before a computed one. Of earlier years only what is published is known: other
  /// flows of money moved the stock too. After a gap the level is not known.
  package func purse(_ programme: Programme) -> [FinanceYear] {
    guard let finance else { return [] }
    let investments = netInvestments(programme), operating = operatingCost(programme)
    var stock: Double?
    return finance.years(to: years[years.count - 1]).map { year in
      let t = years.firstIndex(of: year)
      let net = t.map { investments[$0] } ?? finance.netInvestments[year]
      let margin = finance.annualMargin[year].map { $0 - (t.map { operating[$0] } ?? 0) }
      let need = net.flatMap { net in margin.map { net - $0 - (finance.otherIncome[year] ?? 0) } }
      let change = finance.loanStockChange[year] ?? (t == nil ? nil : need)
      stock = finance.loanStock[year] ?? stock.flatMap { stock in change.map { stock + $0 } }
      return FinanceYear(
        year: year, annualMargin: margin, netInvestments: net, loanStockChange: change, loanStock: stock,
        population: finance.population[year])
    }
  }

  /// Whether the loan stock falls in the named year; nil when the plan names none.
  package func loanTurn(_ purse: [FinanceYear]) -> LoanTurn? {
    guard let by = finance?.turnDownBy else { return nil }
    guard let last = purse.lastIndex(where: { $0.year == by }), let change = purse[last].loanStockChange else { return .unknown }
    if change >= 0 { return .stillGrows }
    var since = last
    while since > 0, let before = purse[since - 1].loanStockChange, before < 0 { since -= 1 }
    return .turned(since: purse[since].year)
  }

  /// EUR by programme year.
  package func netInvestments(_ programme: Programme) -> [Double] {
    sum(programme) { money(of: $0, startingIn: $1, base.with(.net)) }
  }

  /// Operating cost of all projects of a programme, EUR by programme year.
  package func operatingCost(_ programme: Programme) -> [Double] {
    sum(programme) { operatingCost(of: $0, startingIn: $1) }
  }

  /// Dwellings that a programme makes ready, by programme year.
  package func dwellings(_ programme: Programme) -> [Double] {
    sum(programme) { dwellings(of: $0, startingIn: $1) }
  }

  private func sum(_ programme: Programme, _ byYear: (Int, Int) -> [Double]) -> [Double] {
    programme.chosen.reduce(into: [Double](repeating: 0, count: years.count)) { sums, chosen in
      for (t, figure) in byYear(chosen.project, chosen.start).enumerated() { sums[t] += figure }
    }
  }
}

extension CityFinance {
  /// From the first year with a figure of money; population alone begins nothing.
  fileprivate func years(to last: Int) -> [Int] {
    let stated = [annualMargin, netInvestments, loanStock, loanStockChange, otherIncome].flatMap(\.keys)
    return stated.min().map { $0 <= last ? Array($0...last) : [] } ?? []
  }
}
