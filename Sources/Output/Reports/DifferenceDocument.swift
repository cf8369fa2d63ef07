import Engine

/// What `diff --format json` prints: kt CO2e and MEUR. Parts sum to the difference to the last digit.
package struct DifferenceDocument: Encodable, Sendable {
  var a: Run
  var b: Run
  var same: Bool
  var totals: [Total]
  var inputs: [Input]

  struct Run: Encodable, Sendable {
    var asked: String
    var plan: String
    var scenario: String
  }

  struct Total: Encodable, Sendable {
    var id: String
    /// Of a sector's total.
    var sector: OrNull<String>
    /// Nil where the total has no year of its own.
    var yearA: OrNull<Int>
    var yearB: OrNull<Int>
    var unit: String
    var a: Double
    var b: Double
    var difference: Double
    var classes: [String: Double]

    enum CodingKeys: String, CodingKey {
      case id, sector, unit, a, b, difference, classes
      case yearA = "year_a"
      case yearB = "year_b"
    }
  }

  struct Input: Encodable, Sendable {
    var key: String
    var `class`: String
    var a: Side
    var b: Side
    /// In the order of `totals`.
    var parts: [Double]
  }

  struct Side: Encodable, Sendable {
    var present: Bool
    /// A word, a number or numbers by year, in the plan's unit.
    var value: OrNull<ResolvedValue.Content>
    var unit: OrNull<String>
    var place: OrNull<String>
    var cell: OrNull<String>
    var source: OrNull<String>
  }
}

extension DifferenceDocument {
  package init(_ difference: RunDifference, a: String, b: String) {
    let factors = difference.totals.map { $0.isMoney ? 1e6 : 1e3 }
    func scaled(_ values: [Double]) -> [Double] { zip(values, factors).map { $0 / $1 } }
    let (before, after) = (scaled(difference.before), scaled(difference.after))
    let changes = zip(after, before).map { $0 - $1 }
    // Division rounds: what it leaves goes where the split put it, so that the printed parts sum too.
    let classes = closed(difference.classes.map { scaled($0.parts) }, changes)
    var inputParts = difference.inputs.map { scaled($0.parts) }
    for (c, changeClass) in ChangeClass.allCases.enumerated() {
      let own = difference.inputs.indices.filter { difference.inputs[$0].change.changeClass == changeClass }
      for (i, parts) in zip(own, closed(own.map { inputParts[$0] }, classes[c])) { inputParts[i] = parts }
    }
    self.a = Run(asked: a, plan: difference.a.plan, scenario: difference.a.scenario)
    self.b = Run(asked: b, plan: difference.b.plan, scenario: difference.b.scenario)
    same = difference.isSame
    totals = difference.totals.enumerated().map { t, total in
      let (id, sector, years) = Self.name(total, difference)
      return Total(
        id: id, sector: OrNull(sector), yearA: OrNull(years?.0), yearB: OrNull(years?.1), unit: total.isMoney ? "MEUR" : "kt CO2e",
        a: before[t], b: after[t], difference: changes[t],
        classes: Dictionary(uniqueKeysWithValues: zip(ChangeClass.allCases.map(\.rawValue), classes.map { $0[t] })))
    }
    inputs = zip(difference.inputs, inputParts).map { input, parts in
      Input(
        key: input.change.key, class: input.change.changeClass.rawValue, a: Side(input.before, isPresent: input.presence.before),
        b: Side(input.after, isPresent: input.presence.after), parts: parts)
    }
  }

  private static func name(_ total: ComparedTotal, _ difference: RunDifference) -> (String, String?, (Int?, Int?)?) {
    func years(_ year: Int?) -> (Int?, Int?) { (year ?? difference.a.comparedYear, year ?? difference.b.comparedYear) }
    func base(_ scenario: ResolvedScenario) -> Int? { scenario.baseYear.flatMap { Int($0) } }
    switch total {
    case .baseLevel: return ("base_level", nil, (base(difference.a), base(difference.b)))
    case .target: return ("target", nil, years(nil))
    case .emissions(let year): return ("emissions", nil, years(year))
    case .gap: return ("gap", nil, years(nil))
    case .cumulative: return ("cumulative", nil, nil)
    case .netPresentCost: return ("net_present_cost", nil, nil)
    case .sector(let id, let year): return ("sector", id, years(year))
    }
  }

  /// One row for each part of each total: `total,sector,year_a,year_b,class,key,value,unit`. Rows without a key are the class.
  package var csv: String {
    var lines = ["total,sector,year_a,year_b,part,key,value,unit"]
    for (t, total) in totals.enumerated() {
      func add(_ part: String, _ key: String, _ value: Double) {
        let cells = [total.id, total.sector.value ?? "", year(total.yearA), year(total.yearB), part, key, "\(value)", total.unit]
        lines.append(cells.joined(separator: ","))
      }
      add("a", "", total.a)
      for changeClass in ChangeClass.allCases { add(changeClass.rawValue, "", total.classes[changeClass.rawValue] ?? 0) }
      add("b", "", total.b)
      for input in inputs { add(input.class, csvText(input.key), input.parts[t]) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func year(_ year: OrNull<Int>) -> String { year.value.map(String.init) ?? "" }
}

extension DifferenceDocument.Side {
  fileprivate init(_ value: ResolvedValue?, isPresent: Bool) {
    func text(_ text: String?) -> OrNull<String> { OrNull(text.flatMap { $0.isEmpty ? nil : $0 }) }
    present = isPresent
    self.value = OrNull(value?.inUnit)
    unit = text(value?.unit)
    place = text(value?.place)
    cell = text(value?.cell)
    source = text(value?.source)
  }
}

extension ResolvedValue {
  fileprivate var inUnit: Content {
    switch content {
    case .word: content
    case .figure(let number): .figure(number / factor)
    case .series(let values): .series(values.map { $0 / factor })
    }
  }
}
