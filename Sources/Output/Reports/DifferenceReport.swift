import Engine
import Units

/// Why two runs differ, for an auditor: a row for each class of causes, then the inputs that moved most.
package struct DifferenceReport: Sendable {
  private let difference: RunDifference
  /// How A and B were asked for: `Scenarios/espoo@hne2030`, `3fa9c1d2@hne2030`.
  private let names: (a: String, b: String)
  private let top: Int
  private let wording: Wording
  private let form: NumberForm

  /// - Parameter top: inputs told one by one; the rest is one row.
  package init(_ difference: RunDifference, a: String, b: String, top: Int, language: Language) {
    self.difference = difference
    names = (a, b)
    self.top = top
    wording = Wording(language)
    form = NumberForm(language)
  }

  package var tables: [TextTable] {
    let whole = difference.totals.indices.filter { !isSector($0) }
    let sectors = difference.totals.indices.filter { isSector($0) }
    return [
      classes(whole, title: wording.text("diff.title", ["city": difference.a.cityName.text(in: language)])),
      classes(sectors, title: wording.text("diff.sectors", ["year": sectorYears])), inputs,
    ].compactMap { $0 }
  }

  package func text(width: Int) -> String {
    let head = "A  \(names.a)  \(scenarioName(difference.a))\nB  \(names.b)  \(scenarioName(difference.b))\n"
    let notes = [difference.isSame ? wording.text("diff.same") : wording.text("diff.note")]
    let texts =
      [head] + tables.map { $0.text(form, width: width) } + notes.map { wrappedLines($0, width: width).map { $0 + "\n" }.joined() }
    return texts.joined(separator: "\n")
  }

  // MARK: What the tables share

  private var language: String { wording.language.rawValue }
  private func scenarioName(_ scenario: ResolvedScenario) -> String { scenario.scenarioName.text(in: language) }
  private func isSector(_ t: Int) -> Bool { if case .sector = difference.totals[t] { true } else { false } }

  /// A plan reports in units that exist; a kept one has been read.
  private var emissionUnit: UnitOfMeasure { UnitOfMeasure(difference.a.emissionUnit) ?? .emissionsPerYear }
  private var moneyUnit: UnitOfMeasure { UnitOfMeasure(difference.a.moneyUnit) ?? .money }
  private func unit(_ t: Int) -> UnitOfMeasure { difference.totals[t].isMoney ? moneyUnit : emissionUnit }
  private func decimals(_ t: Int) -> Int { unit(t).factor >= 1000 ? 1 : 0 }
  private func cell(_ t: Int, _ value: Double) -> Cell { .number(value / unit(t).factor, decimals: decimals(t)) }
  private func printed(_ t: Int, _ value: Double) -> Double {
    Double(NumberForm.plain(value / unit(t).factor, decimals: decimals(t))) ?? 0
  }

  private func column(_ t: Int) -> TextTable.Column {
    TextTable.Column(
      heading(difference.totals[t]), unit: wording.unit(String(unit(t).description.prefix { $0 != "/" })))
  }

  private func heading(_ total: ComparedTotal) -> String {
    switch total {
    case .baseLevel: wording.text("diff.base_level", ["year": baseYears])
    case .target: wording.text("target")
    case .emissions(let year): wording.text("diff.emissions", ["year": years(year)])
    case .gap: wording.text("diff.gap", ["year": years(nil)])
    case .cumulative: wording.text("diff.cumulative")
    case .netPresentCost: wording.text("diff.net_present_cost")
    case .sector(let id, _): sectorName(id)
    }
  }

  private var sectorYears: String {
    difference.totals.lazy.compactMap { if case .sector(_, let year) = $0 { years(year) } else { nil } }.first ?? ""
  }

  private func sectorName(_ id: String) -> String {
    let own = difference.a.sectorNames[id] ?? difference.b.sectorNames[id]
    return own?.texts[language] ?? wording.name(id, in: "sector") ?? own?.text(in: language) ?? id
  }

  private var baseYears: String { both(difference.a.baseYear, difference.b.baseYear) }
  private func years(_ year: Int?) -> String {
    year.map(String.init) ?? both(difference.a.comparedYear.map(String.init), difference.b.comparedYear.map(String.init))
  }

  /// `2030`, or `2030/2035` where A and B differ.
  private func both(_ a: String?, _ b: String?) -> String {
    [a, b].compactMap { $0 }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.joined(separator: "/")
  }

  // MARK: Classes

  private func classes(_ columns: [Int], title: String) -> TextTable? {
    if columns.isEmpty { return nil }
    func row(_ label: String, _ values: [Double], _ kind: TextTable.Row.Kind = .plain) -> TextTable.Row {
      TextTable.Row(label, columns.map { cell($0, values[$0]) }, kind: kind)
    }
    let parts = difference.classes.map { part in
      row(wording.text("diff.class", ["class": name(part.changeClass), "count": String(part.changes)]), part.parts)
    }
    let rest = columns.map { t in
      printed(t, difference.after[t]) - printed(t, difference.before[t])
        - difference.classes.reduce(0) { $0 + printed(t, $1.parts[t]) }
    }
    return TextTable(
      title: title, rowHeading: "", columns: columns.map(column),
      rows: [row("A", difference.before)] + parts + rounding(columns, rest) + [row("B", difference.after, .total)])
  }

  private func name(_ changeClass: ChangeClass) -> String {
    wording.name(changeClass.rawValue, in: "diff_class") ?? changeClass.rawValue
  }

  /// A row of its own for what rounding adds or takes; none where the printed rows add up.
  private func rounding(_ columns: [Int], _ rest: [Double], before: [Cell] = []) -> [TextTable.Row] {
    if rest.allSatisfy({ abs($0) < 1e-6 }) { return [] }
    return [.init(wording.text("rounding"), before + zip(columns, rest).map { .number($1, decimals: decimals($0)) })]
  }

  // MARK: Inputs

  /// Inputs by how much they move the gap, then emissions and the other totals in their order.
  private var ranked: [RunDifference.InputPart] {
    let order = difference.totals.indices.filter { difference.totals[$0] == .gap } + Array(difference.totals.indices)
    return difference.inputs.sorted { a, b in
      let apart = order.first { abs(a.parts[$0]) != abs(b.parts[$0]) }
      return apart.map { abs(a.parts[$0]) > abs(b.parts[$0]) } ?? (a.change.key < b.change.key)
    }
  }

  /// Totals of the whole city that any input moves.
  private var moved: [Int] {
    let whole = difference.totals.indices.filter { !isSector($0) }
    let moved = whole.filter { t in difference.inputs.contains { $0.parts[t] != 0 } }
    return moved.isEmpty ? whole : moved
  }

  private var inputs: TextTable? {
    if difference.isSame { return nil }
    let columns = moved
    let shown = ranked.prefix(top), others = ranked.dropFirst(top)
    var rows = shown.map { input in
      TextTable.Row(
        input.change.key,
        [.text(name(input.change.changeClass)), .text(spoken(input, isBefore: true)), .text(spoken(input, isBefore: false))]
          + columns.map { cell($0, input.parts[$0]) })
    }
    let rest = columns.map { t in others.reduce(0) { $0 + $1.parts[t] } }
    if !others.isEmpty {
      rows.append(
        .init(
          wording.text("diff.other_inputs", ["count": String(others.count)]),
          [.blank, .blank, .blank] + zip(columns, rest).map { cell($0, $1) }))
    }
    let unrounded = zip(columns, rest).map { t, rest in
      printed(t, difference.changes[t]) - shown.reduce(0) { $0 + printed(t, $1.parts[t]) } - printed(t, rest)
    }
    rows += rounding(columns, unrounded, before: [.blank, .blank, .blank])
    rows.append(
      .init(
        wording.text("diff.change"), [.blank, .blank, .blank] + columns.map { cell($0, difference.changes[$0]) }, kind: .total))
    return TextTable(
      title: wording.text("diff.inputs", ["count": String(difference.inputs.count)]), rowHeading: wording.text("diff.input"),
      columns: [.init(wording.text("diff.class_heading")), .init("A"), .init("B")] + columns.map(column), rows: rows)
  }

  private func spoken(_ input: RunDifference.InputPart, isBefore: Bool) -> String {
    guard isBefore ? input.presence.before : input.presence.after else { return wording.text("diff.absent") }
    guard let value = isBefore ? input.before : input.after else { return presence(input, in: isBefore ? difference.a : difference.b) }
    return inWords(value, beside: isBefore ? input.after : input.before)
  }

  /// A measure by how far it is decided and by whom; any other record is there.
  private func presence(_ input: RunDifference.InputPart, in scenario: ResolvedScenario) -> String {
    let status = scenario.status(of: input.change.key)
    return status.flatMap { wording.name($0, in: "status") } ?? wording.text("diff.present")
  }

  /// A figure in the plan's own unit; of a series the year in which the two differ most.
  private func inWords(_ value: ResolvedValue, beside other: ResolvedValue?) -> String {
    func figure(_ number: Double) -> String {
      let text = form.number(number / value.factor, decimals: significantDecimals(number / value.factor))
      return ["", "1"].contains(value.unit) ? text : "\(text) \(wording.unit(value.unit))"
    }
    switch value.content {
    case .word(let word): return word.count <= 24 ? word : word.prefix(23) + "…"
    case .figure(let number): return figure(number)
    case .series(let values):
      var others: [Double]?
      if case .series(let values) = other?.content { others = values }
      let middle = difference.a.comparedYear.flatMap { difference.a.years.firstIndex(of: $0) } ?? 0
      let apart = others.flatMap { others in values.indices.max { abs(values[$0] - others[$0]) < abs(values[$1] - others[$1]) } }
      return "\(figure(values[apart ?? middle])) (\(difference.a.years[apart ?? middle]))"
    }
  }
}

/// Decimals that show five digits of a number, at most six.
private func significantDecimals(_ number: Double) -> Int {
  var decimals = 0
  var size = abs(number)
  while size < 10_000, decimals < 6, size > 0, (number * power(decimals)).rounded() != number * power(decimals) {
    size *= 10
    decimals += 1
  }
  return decimals
}

private func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { product, _ in product * 10 } }
