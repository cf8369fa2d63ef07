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
    func lines(_ texts: [String]) -> [String] {
      texts.isEmpty ? [] : [texts.flatMap { wrappedLines($0, width: width) }.map { $0 + "\n" }.joined()]
    }
    let prices = [self.prices].compactMap { $0?.text(form, width: width) }
    return ([head.text(form, width: width)] + lines(capSentences) + prices + lines(notes) + [programme.text(width: width)])
      .joined(separator: "\n")
  }

  // MARK: How good, how surely

  var head: TextTable {
    let outcome = answer.outcome, unit = wording.unit(answer.objectives[0].unit), count = answer.chosenOptional
    var rows: [(String, Cell)] = [
      (wording.text("portfolio.best_at"), .text(answer.objectives.map(spoken).joined(separator: "; ")))
    ]
    func figure(_ value: Double?) -> Cell { .number(value, decimals: value.map(printedDecimals) ?? 0) }
    var footnotes = FootnoteList(wording)
    let saved = footnotes.marked(
      .number(answer.abatement.tonnes / 1e3, decimals: printedDecimals(answer.abatement.tonnes / 1e3)),
      kinds: programme.kinds { !$0.enables.isEmpty }.filter(\.isFootnoted))
    if let year = answer.abatement.year {
      rows.append((wording.text("portfolio.saved_in", ["year": String(year)]), saved))
    } else {
      rows.append((wording.text("portfolio.saved_in_all"), saved))
    }
    rows.append((wording.text("portfolio.flat", ["unit": unit]), figure(answer.first.objective)))
    rows.append((wording.text("portfolio.bound", ["unit": unit]), figure(answer.first.bound)))
    let gap = answer.first.gap.flatMap { $0.isFinite ? form.percent(ofShare: $0, decimals: 2) : nil }
    rows.append((wording.text("problem.gap"), gap.map { .text($0) } ?? .blank))
    rows.append(
      (wording.text("problem.status"), .text(wording.name(outcome.status.rawValue, in: "solution_status") ?? outcome.status.rawValue)))
    rows.append(
      (
        wording.text("portfolio.rounds"),
        .text("\(outcome.rounds), " + (outcome.standsStill ? wording.text("portfolio.still") : wording.text("portfolio.moving")))
      ))
    rows.append(
      (
        wording.text("portfolio.chosen"),
        .text(wording.text("portfolio.chosen_of", ["count": String(count.chosen), "all": String(count.of)]))
      ))
    rows.append((wording.text("problem.solver"), .text(answer.first.solver)))
    return TextTable(
      title: wording.text("portfolio.title", ["city": programme.city]), rowHeading: "", columns: [.init(wording.text("problem.answer"))],
      rows: rows.map { .init($0, [$1]) }, footnotes: footnotes.footnotes)
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
    var footnotes = FootnoteList(wording)
    let scale = answer.objectives[0].priceScale
    func figure(_ value: Double?) -> Cell { value.map { .number($0 * scale, decimals: printedDecimals($0 * scale)) } ?? .blank }
    let rows = answer.prices.map { price -> TextTable.Row in
      let limit = answer.check.plan.limits[price.limit], listing = programme.inputs.limits[price.limit]
      return .init(
        footnotes.marked(.text(limitName(listing, price.year, wording)), kinds: [listing.kind].filter(\.isFootnoted)),
        [
          delta(price.prices, scale, &footnotes),
          figure(price.prices.relaxed?.more?.price),
          .text(holds(price)), figure(price.prices.fixed?.more?.price),
          .text("\(wording.unit(answer.objectives[0].priceUnit)) / \(perUnit(limit))"),
        ])
    }
    return TextTable(
      title: wording.text("portfolio.prices", ["what": wording.unit(answer.objectives[0].priceUnit)]),
      rowHeading: wording.text("problem.limit_name"),
      columns: [
        .init(wording.text("portfolio.delta")), .init(wording.text("problem.lp_dual")), .init(wording.text("problem.holds")),
        .init(wording.text("problem.fixed_dual")), .init(wording.text("invest.unit")),
      ], rows: rows, footnotes: footnotes.footnotes)
  }

  /// What one more million would bring under the plan's cap and each on all money, said in words.
  var capSentences: [String] {
    answer.check.plan.limits.indices.compactMap { l in
      let limit = answer.check.plan.limits[l]
      guard limit.isInForce, limit.sense == .atMost, case .money(_, let scope) = limit.quantity,
        l == answer.check.plan.cap || scope == MoneyScope(),
        let outcome = answer.check.outcomes.first(where: { $0.limit == l && $0.year == nil }), let used = outcome.used
      else { return nil }
      let unit = perUnit(limit)
      let words = [
        "cap": programme.inputs.limits[l].name.text(in: programme.language), "unit": unit, "level": millions(outcome.level),
        "used": millions(used),
      ]
      guard let prices = answer.prices.first(where: { $0.limit == l })?.prices else { return wording.text("portfolio.cap_loose", words) }
      let scale = answer.objectives[0].priceScale
      let figures = [
        "solved": spoken(prices, scale),
        "parts": spoken(prices.relaxed?.more?.price, scale), "held": spoken(prices.fixed?.more?.price, scale),
      ]
      return capSentence(words.merging(figures) { $1 })
    }
  }

  private func capSentence(_ words: [String: String]) -> String {
    switch answer.objectives[0] {
    case .abatement(let year): wording.text("portfolio.cap_abatement", words.merging(["year": String(year)]) { $1 })
    case .discountedAbatement: wording.text("portfolio.cap_discounted", words)
    case .netCost: wording.text("portfolio.cap_cost", words)
    case .overrun: wording.text("portfolio.cap_overrun", words)
    }
  }

  private func millions(_ euros: Double) -> String { form.shortest(euros / 1e6, decimals: 1) }

  private func spoken(_ value: Double?, _ scale: Double) -> String {
    value.map { form.number($0 * scale, decimals: printedDecimals($0 * scale)) } ?? "–"
  }

  /// What solving again brings, in the words of a sentence.
  private func spoken(_ prices: LimitPrices, _ scale: Double) -> String {
    guard let delta = prices.solvedAgain, delta.change != nil else { return "–" }
    func figure(_ value: Double) -> String { spoken(value, scale / delta.step) }
    switch delta.told(beside: prices.relaxed?.more?.price) {
    case .exact(let change): return figure(change)
    case .between(let low, let high): return wording.text("portfolio.between", ["low": figure(low), "high": figure(high)])
    case .upTo(let far): return wording.text("portfolio.between", ["low": figure(min(0, far)), "high": figure(max(0, far))])
    case .open(let isMore): return isMore ? wording.text("portfolio.nought_or_more") : wording.text("portfolio.nought_or_less")
    case .unknown: return "–"
    }
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

  private func delta(_ prices: LimitPrices, _ scale: Double, _ footnotes: inout FootnoteList) -> Cell {
    guard let delta = prices.solvedAgain else { return .blank }
    if delta.change == nil { return .text(wording.text("problem.no_solution")) }
    func figure(_ value: Double) -> String { spoken(value, scale / delta.step) }
    switch delta.told(beside: prices.relaxed?.more?.price) {
    case .exact(let change): return .number(change * scale / delta.step, decimals: printedDecimals(change * scale / delta.step))
    case .between(let low, let high): return .text("\(figure(low)) … \(figure(high))")
    case .upTo(let far):
      return footnotes.marked(.text("\(figure(min(0, far))) … \(figure(max(0, far)))"), wording.text("portfolio.not_told_from_zero"))
    case .open: return footnotes.marked(.text(wording.text("portfolio.open")), wording.text("portfolio.not_told_from_zero"))
    case .unknown: return .blank
    }
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

extension ResolveDelta {
  /// What may be said of the change, as far as the searches were proven.
  fileprivate enum Told {
    case exact(Double)
    /// On one side of 0.
    case between(Double, Double)
    /// What was left open reaches from 0 to here.
    case upTo(Double)
    /// What was left open says nothing but the side of 0.
    case open(isMore: Bool)
    case unknown
  }

  /// - Parameter price: what the change of one unit would be in parts; an interval from 0 to several times that tells nobody anything.
  fileprivate func told(beside price: Double?) -> Told {
    guard let change, let surely, surely.lowerBound.isFinite, surely.upperBound.isFinite else { return .unknown }
    let (low, high) = (surely.lowerBound, surely.upperBound)
    if high - low <= 1e-6 * max(1, abs(change)) { return .exact(change) }
    guard low <= 1e-9, high >= -1e-9 else { return .between(low, high) }
    let far = high > -low ? high : low
    return abs(far / step) <= 3 * abs(price ?? 0) ? .upTo(far) : .open(isMore: far > 0)
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

/// A limit and the year that it is asked in.
func limitName(_ listing: LimitListing, _ year: Int?, _ wording: Wording) -> String {
  let name = listing.name.text(in: wording.language.rawValue)
  return year.map { wording.text("portfolio.limit_in_year", ["limit": name, "year": String($0)]) } ?? name
}

/// Three digits that say something.
func printedDecimals(_ value: Double) -> Int {
  if value == 0 { return 0 }
  let size = abs(value)
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
}
