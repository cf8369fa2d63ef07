import Engine
import Investments
import Optimisation

/// The best portfolio for people: how good and how surely, what one more of each limit would bring, then the programme as any other.
package struct PortfolioReport: Sendable {
  let answer: PortfolioAnswer
  let programme: InvestmentReport
  let wording: Wording
  let form: NumberForm

  package init(_ answer: PortfolioAnswer, city: LocalName, language: Language) {
    self.answer = answer
    programme = InvestmentReport(answer.check, city: city, language: language)
    wording = Wording(language)
    form = NumberForm(language)
  }

  package func text(width: Int) -> String {
    let tables = [head, prices].compactMap { $0 }.map { $0.text(form, width: width) }
    return (tables + [notes.flatMap { wrappedLines($0, width: width) }.map { $0 + "\n" }.joined(), programme.text(width: width)])
      .joined(separator: "\n")
  }

  // MARK: How good, how surely

  var head: TextTable {
    let outcome = answer.outcome, unit = wording.unit(answer.objectives[0].unit), count = answer.chosenOptional
    var rows: [(String, Cell)] = [
      (wording.text("portfolio.best_at"), .text(answer.objectives.map(spoken).joined(separator: "; ")))
    ]
    let saved = Cell.number(answer.abatement.tonnes / 1e3, decimals: 2)
    if let year = answer.abatement.year {
      rows.append((wording.text("portfolio.saved_in", ["year": String(year)]), saved))
    } else {
      rows.append((wording.text("portfolio.saved_in_all"), saved))
    }
    rows.append((wording.text("portfolio.flat", ["unit": unit]), .number(answer.first.objective, decimals: 2)))
    rows.append((wording.text("portfolio.bound", ["unit": unit]), .number(answer.first.bound, decimals: 2)))
    let gap = answer.first.gap.flatMap { $0.isFinite ? form.percent(ofShare: $0, decimals: 2) : nil }
    rows.append((wording.text("problem.gap"), gap.map { .text($0) } ?? .blank))
    rows.append(
      (wording.text("problem.status"), .text(wording.name(outcome.status.rawValue, in: "solution_status") ?? outcome.status.rawValue)))
    rows.append(
      (
        wording.text("portfolio.rounds"),
        .text("\(outcome.rounds), " + wording.text(outcome.standsStill ? "portfolio.still" : "portfolio.moving"))
      ))
    rows.append(
      (
        wording.text("portfolio.chosen"),
        .text(wording.text("portfolio.chosen_of", ["count": String(count.chosen), "all": String(count.of)]))
      ))
    rows.append((wording.text("problem.solver"), .text(answer.first.solver)))
    return TextTable(
      title: wording.text("portfolio.title", ["city": programme.city]), rowHeading: "", columns: [.init(wording.text("problem.answer"))],
      rows: rows.map { .init($0, [$1]) })
  }

  private func spoken(_ objective: PortfolioObjective) -> String {
    let name = wording.name(objective.name, in: "portfolio_objective") ?? objective.name
    switch objective {
    case .abatement(let year): return name.replacing("{year}", with: String(year))
    case .discountedAbatement(let rate), .netCost(let rate):
      return name.replacing("{rate}", with: form.percent(ofShare: rate, decimals: 1))
    case .overrun: return name
    }
  }

  // MARK: What one more would bring

  var prices: TextTable? {
    if answer.prices.isEmpty { return nil }
    let rows = answer.prices.map { price -> TextTable.Row in
      let limit = answer.check.plan.limits[price.limit], per = perUnit(limit)
      let scale = answer.objectives[0].priceScale, step = price.prices.solvedAgain?.step ?? 1
      func figure(_ value: Double?) -> Cell { value.map { .number($0 * scale, decimals: printedDecimals($0 * scale)) } ?? .blank }
      return .init(
        ([programme.inputs.limits[price.limit].name.text(in: programme.language)] + [price.year].compactMap { $0.map(String.init) })
          .joined(separator: ", "),
        [
          figure(price.prices.relaxed?.more?.price), .text(holds(price)), figure(price.prices.fixed?.more?.price),
          delta(price.prices.solvedAgain, scale / step), .text("\(wording.unit(answer.objectives[0].priceUnit)) / \(per)"),
        ])
    }
    return TextTable(
      title: wording.text("portfolio.prices", ["what": wording.unit(answer.objectives[0].priceUnit)]),
      rowHeading: wording.text("problem.limit_name"),
      columns: [
        .init(wording.text("problem.lp_dual")), .init(wording.text("problem.holds")), .init(wording.text("problem.fixed_dual")),
        .init(wording.text("portfolio.delta")), .init(wording.text("invest.unit")),
      ], rows: rows)
  }

  /// Between which levels of the limit the price of parts holds, in the limit's own unit.
  private func holds(_ price: PortfolioPrice) -> String {
    guard let reach = price.prices.relaxed else { return "–" }
    let limit = answer.check.plan.limits[price.limit]
    let constant =
      zip(answer.outcome.problem.limitRows, answer.outcome.problem.constants)
      .first { $0.0.limit == price.limit && $0.0.year == price.year }?.1 ?? 0
    func end(_ side: PriceReach?) -> String {
      guard let side else { return "–" }
      let level = side.upTo + constant
      return level.isFinite ? form.number(level, decimals: limit.quantity == .dwellings ? 0 : 1) : level < 0 ? "\u{2212}∞" : "∞"
    }
    return "\(end(reach.less)) – \(end(reach.more))"
  }

  private func delta(_ delta: ResolveDelta?, _ scale: Double) -> Cell {
    guard let delta else { return .blank }
    guard let change = delta.change else { return .text(wording.text("problem.no_solution")) }
    guard let surely = delta.surely, surely.upperBound - surely.lowerBound > 1e-6 * max(1, abs(change)) else {
      return .number(change * scale, decimals: printedDecimals(change * scale))
    }
    let ends = [surely.lowerBound * scale, surely.upperBound * scale]
    return .text(ends.map { form.number($0, decimals: printedDecimals($0)) }.joined(separator: " … "))
  }

  private func perUnit(_ limit: InvestmentLimit) -> String {
    switch limit.quantity {
    case .money: limit.period == .total ? "MEUR" : wording.text("invest.per_year", ["unit": "MEUR"])
    case .zoneShare: wording.text("portfolio.meur_in_zones")
    case .emissions: wording.unit("kt CO2e")
    case .dwellings: wording.text("portfolio.dwelling")
    }
  }

  private var notes: [String] {
    if answer.prices.isEmpty { return [wording.text("portfolio.note_flat")] }
    return [
      wording.text("problem.note_lp_dual"), wording.text("problem.note_fixed_dual"), wording.text("portfolio.note_delta"),
      wording.text("problem.note_differ"), wording.text("portfolio.note_prices"), wording.text("portfolio.note_flat"),
    ]
  }
}

extension PortfolioObjective {
  /// Of its figures.
  var unit: String {
    switch self {
    case .abatement, .discountedAbatement, .overrun: "kt CO2e"
    case .netCost: "MEUR"
    }
  }

  /// Of prices: tonnes where a thousand of them would leave only decimals.
  var priceUnit: String { unit == "MEUR" ? "MEUR" : "t CO2e" }
  var priceScale: Double { unit == "MEUR" ? 1 : 1e3 }
}

/// Three digits that say something.
func printedDecimals(_ value: Double) -> Int {
  if value == 0 { return 0 }
  let size = abs(value)
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
}
