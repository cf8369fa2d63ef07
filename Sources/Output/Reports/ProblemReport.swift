import Optimisation

/// A solved problem for people: the answer and how surely, what is chosen, and each limit with its three prices, never mixed.
package struct ProblemReport: Sendable {
  private let solved: SolvedProblem
  private let wording: Wording
  private let form: NumberForm

  package init(_ solved: SolvedProblem, language: Language) {
    self.solved = solved
    wording = Wording(language)
    form = NumberForm(language)
  }

  package func text(width: Int) -> String {
    let tables = [answer] + (solved.solution.values.isEmpty ? [conflict].compactMap { $0 } : [chosen, limits].compactMap { $0 })
    return (tables.map { $0.text(form, width: width) } + notes(width: width)).joined(separator: "\n")
  }

  private var answer: TextTable {
    let solution = solved.solution
    let status = wording.name(solution.status.rawValue, in: "solution_status") ?? solution.status.rawValue
    var rows: [(String, Cell)] = [(wording.text("problem.status"), .text(status))]
    func add(_ label: String, _ cell: Cell?) { if let cell { rows.append((label, cell)) } }
    if solution.objective != nil { rows.insert((wording.text("problem.objective"), number(solution.objective)), at: 0) }
    add(wording.text("problem.bound"), solution.bound.map { number($0) })
    add(
      wording.text("problem.gap"), solution.gap.flatMap { $0.isFinite ? .text(form.percent(ofShare: $0, decimals: 3)) : nil })
    add(wording.text("problem.relaxed"), solved.relaxedObjective.map { number($0) })
    rows.append((wording.text("problem.solver"), .text(solution.solver)))
    let name = solved.problem.name
    return TextTable(
      title: name.isEmpty ? wording.text("problem.title") : wording.text("problem.title_named", ["name": name]), rowHeading: "",
      columns: [TextTable.Column(wording.text("problem.answer"))], rows: rows.map { TextTable.Row($0, [$1]) })
  }

  private var chosen: TextTable? {
    let rows = solved.chosen.map { TextTable.Row($0.name, [number($0.value), number($0.worth)]) }
    guard !rows.isEmpty else { return nil }
    return TextTable(
      title: wording.text("problem.chosen"), rowHeading: wording.text("problem.column"),
      columns: [wording.text("problem.value"), wording.text("problem.worth")].map { TextTable.Column($0) }, rows: rows)
  }

  private var limits: TextTable? {
    let heads = [
      wording.text("problem.used"), wording.text("problem.limit"), wording.text("problem.room"), wording.text("problem.lp_dual"),
      wording.text("problem.holds"), wording.text("problem.fixed_dual"), wording.text("problem.delta"),
    ]
    let rows = solved.limits.map { limit, used, prices in
      TextTable.Row(
        label(limit),
        [
          number(used), number(solved.problem.value(of: limit)), number(used.map { solved.room(limit, used: $0) }),
          number(prices?.relaxed?.more?.price), prices?.relaxed.map { .text(range($0)) } ?? .blank, number(prices?.fixed?.more?.price),
          prices?.solvedAgain.map(delta) ?? .blank,
        ])
    }
    guard !rows.isEmpty else { return nil }
    return TextTable(
      title: wording.text("problem.limits"), rowHeading: wording.text("problem.limit_name"), columns: heads.map { TextTable.Column($0) },
      rows: rows)
  }

  private var conflict: TextTable? {
    guard let conflict = solved.conflict, !conflict.groups.isEmpty else { return nil }
    let steps = Dictionary((solved.repair?.steps ?? []).map { ($0.limit, $0.to) }) { first, _ in first }
    let limits = conflict.groups.flatMap(\.limits)
    let others = (solved.repair?.steps ?? []).map(\.limit).filter { !limits.contains($0) }
    return TextTable(
      title: wording.text("problem.conflict"), rowHeading: wording.text("problem.limit_name"),
      columns: [wording.text("problem.limit"), wording.text("problem.repair")].map { TextTable.Column($0) },
      rows: (limits + others).map { limit in
        TextTable.Row(label(limit), [number(solved.problem.value(of: limit)), number(steps[limit])])
      })
  }

  /// What the columns mean: the three prices are three questions.
  private func notes(width: Int) -> [String] {
    if solved.solution.values.isEmpty { return [] }
    let hasPrices = !solved.prices.isEmpty
    let whole = solved.problem.hasIntegers
    let texts =
      (hasPrices ? [wording.text("problem.note_lp_dual")] : [])
      + (hasPrices && whole ? [wording.text("problem.note_fixed_dual")] : [])
      + (hasPrices ? [wording.text("problem.note_delta")] : [])
      + (hasPrices && whole ? [wording.text("problem.note_differ")] : [])
    return [texts.flatMap { wrappedLines($0, width: width).map { $0 + "\n" } }.joined()]
  }

  private func label(_ limit: Limit) -> String {
    let sign = limit.kind == "at_least" ? "≥" : limit.kind == "at_most" ? "≤" : "="
    return "\(solved.problem.name(of: limit)) \(sign)"
  }

  /// `6 – 18`; an end that nothing sets is `∞`.
  private func range(_ price: SidedPrice) -> String {
    func end(_ reach: PriceReach?) -> String {
      guard let reach else { return text(nil) }
      return reach.upTo.isFinite ? text(reach.upTo) : reach.upTo < 0 ? "\u{2212}∞" : "∞"
    }
    // Where more and less have different prices, only the one for more is printed, and it holds from the present number.
    let isOneLine =
      price.less.map { less in price.more.map { abs(less.price - $0.price) <= 1e-9 * max(1, abs($0.price)) } ?? false } ?? false
    return "\(isOneLine ? end(price.less) : "…") – \(end(price.more))"
  }

  private func delta(_ delta: ResolveDelta) -> Cell {
    guard let change = delta.change else { return .text(wording.text("problem.no_solution")) }
    guard let surely = delta.surely, surely.upperBound - surely.lowerBound > 1e-6 * max(1, abs(change)) else { return number(change) }
    return .text("\(text(surely.lowerBound)) … \(text(surely.upperBound))")
  }

  private func number(_ value: Double?) -> Cell { value.map { .number($0 + 0, decimals: decimals($0)) } ?? .blank }
  private func text(_ value: Double?) -> String { value.map { form.number($0, decimals: decimals($0)) } ?? "–" }

  /// Six digits in all, and none that say nothing.
  private func decimals(_ value: Double) -> Int {
    var size = abs(value), most = 6
    while size >= 10, most > 0 {
      size /= 10
      most -= 1
    }
    func isEnough(_ decimals: Int) -> Bool {
      let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
      return abs(value * scale - (value * scale).rounded()) < 1e-6 * scale / (0..<most).reduce(1.0) { scale, _ in scale * 10 }
    }
    return (0...most).first(where: isEnough) ?? most
  }
}

/// One figure a row for machines: kind, name, figure, value.
package func problemCSV(_ solved: SolvedProblem) -> String {
  var lines: [[String]] = [["kind", "name", "figure", "value"]]
  func add(_ kind: String, _ name: String, _ figure: String, _ value: Double?) {
    if let value, value.isFinite { lines.append([kind, name, figure, "\(value)"]) }
  }
  let solution = solved.solution
  lines.append(["answer", "", "status", solution.status.rawValue])
  for (figure, value) in [("objective", solution.objective), ("bound", solution.bound), ("gap", solution.gap)] {
    add("answer", "", figure, value)
  }
  for column in solved.chosen { add("column", column.name, "value", column.value) }
  for (limit, used, prices) in solved.limits {
    let name = solved.problem.name(of: limit)
    add(limit.kind, name, "used", used)
    add(limit.kind, name, "limit", solved.problem.value(of: limit))
    add(limit.kind, name, "lp_dual", prices?.relaxed?.more?.price)
    add(limit.kind, name, "fixed_dual", prices?.fixed?.more?.price)
    add(limit.kind, name, "resolve_delta", prices?.solvedAgain?.change)
  }
  for limit in solved.conflict?.groups.flatMap(\.limits) ?? [] {
    add("conflict", solved.problem.name(of: limit), "limit", solved.problem.value(of: limit))
  }
  for step in solved.repair?.steps ?? [] { add("repair", solved.problem.name(of: step.limit), "limit", step.to) }
  return lines.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
}

private func quoted(_ cell: String) -> String {
  cell.contains { $0 == "," || $0 == "\"" || $0.isNewline } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
}
