import Engine
import Foundation
import LabelledArrays
import Sensitivity

/// Which uncertain levers decide a figure of a scenario: a table for people, a document for machines, and a few sentences.
package struct PlanSensitivityReport: Sendable {
  let inputs: ScenarioInputs
  let outputName: String
  let outcome: SensitivityOutcome
  let wording: Wording
  let form: NumberForm

  package init(_ inputs: ScenarioInputs, outputName: String, _ outcome: SensitivityOutcome, language: Language) {
    self.inputs = inputs
    self.outputName = outputName
    self.outcome = outcome
    wording = Wording(language)
    form = NumberForm(language)
  }

  /// Levers by their first number, the largest first.
  private var ranked: [(name: String, values: [Double?])] {
    outcome.rows.sorted { (abs($0.values[0] ?? 0), $1.name) > (abs($1.values[0] ?? 0), $0.name) }
  }

  private var methodName: String {
    wording.name(outcome.request.method.rawValue, in: "sensitivity_method") ?? outcome.request.method.rawValue
  }

  package var table: TextTable { translated(outputName) { $0 } }

  /// For readers who know neither the names of levers nor those of figures.
  /// - Parameter output: what is decided, in words.
  func spokenTable(of output: String) -> TextTable { translated(output, LeverWords(inputs: inputs, wording: wording).text) }

  private func translated(_ output: String, _ label: (String) -> String) -> TextTable {
    table(
      of: output, label: label, columns: outcome.columns.map { .init(wording.name($0, in: "sensitivity_column") ?? $0, unit: unit(of: $0)) }
    )
  }

  /// For machines: the same table under the columns' own names, in every language.
  package var csv: String { table(of: outputName, label: { $0 }, columns: outcome.columns.map { .init($0, unit: unit(of: $0)) }).csv }

  private func table(of output: String, label name: (String) -> String, columns: [TextTable.Column]) -> TextTable {
    let title = wording.text(
      "plan_sensitivity.title",
      ["scenario": inputs.name.text(in: wording.language.rawValue), "output": output, "method": methodName])
    let about = wording.text(
      "plan_sensitivity.note",
      [
        "evaluations": form.number(Double(outcome.evaluations), decimals: 0), "seed": String(outcome.request.seed), "validity": validity,
      ])
    var general = [about] + inputs.uncertain.repairs.map { $0.note(wording, form) }
    general += outcome.quality.map { "\(wording.name($0.name, in: "quality") ?? $0.name): \(form.number($0.value, decimals: 4))" }
    var notes = FootnoteList(wording)
    let rows = ranked.enumerated().map { position, row -> TextTable.Row in
      var label = Cell.text(name(row.name))
      if position == 0 { for note in general { label = notes.marked(label, note) } }
      return .init(notes.marked(label, kinds: kinds(of: row.name)), zip(outcome.columns, row.values).map { cell($1, in: $0) })
    }
    return TextTable(
      title: title, rowHeading: wording.text("plan_sensitivity.lever"), columns: columns, rows: rows, footnotes: notes.footnotes)
  }

  /// Kinds of the figures behind the spread of a lever, or of the levers of a group.
  private func kinds(of row: String) -> [ProvenanceKind] {
    let levers = row.components(separatedBy: " + ")
    return inputs.footnoted.filter { figure in
      figure.isOfDraws && levers.contains { figure.key.hasPrefix("parameters.\($0).") || figure.key.hasPrefix("\($0).") }
    }.map(\.kind)
  }

  /// What the indices mean, given which inputs are correlated.
  private var validity: String {
    let validity = outcome.validity
    if validity.linked.isEmpty { return wording.text("validity.independent") }
    let sets = validity.linked.map { $0.joined(separator: " + ") }.joined(separator: "; ")
    // A list that nobody reads to its end says less than its length.
    let correlated =
      validity.linked.count > 3
      ? wording.text("validity.many", ["sets": String(validity.linked.count), "inputs": String(validity.linked.map(\.count).reduce(0, +))])
      : wording.text("validity.few", ["sets": sets])
    let reason = wording.name(validity.method.rawValue, in: "validity_reason")
    return [correlated, reason].compactMap { $0 }.joined(separator: ": ")
  }

  /// What to measure next: the levers that decide most, and how much narrower the band would be without their uncertainty.
  package func top(_ count: Int) -> String {
    ranked.prefix(count).enumerated().map { position, row in
      let rank = "\(position + 1)"
      guard outcome.columns[0] == "S1", let first = row.values[0] else {
        return wording.text("plan_sensitivity.top", ["rank": rank, "lever": row.name])
      }
      let share = min(1, max(0, first))
      return wording.text(
        "plan_sensitivity.top_variance",
        [
          "rank": rank, "lever": row.name, "share": form.percent(ofShare: share),
          "narrower": form.percent(ofShare: 1 - (1 - share).squareRoot()),
        ])
    }.map { $0 + "\n" }.joined()
  }

  package var document: PlanSensitivityDocument {
    PlanSensitivityDocument(
      plan: inputs.plan.id, scenario: inputs.id, method: outcome.request.method.rawValue, output: outputName, seed: outcome.request.seed,
      evaluations: outcome.evaluations, standing: outcome.validity.standing.rawValue, validity: outcome.validity.words,
      repairs: inputs.uncertain.repairs.map(RepairDocument.init),
      quality: Dictionary(uniqueKeysWithValues: outcome.quality.map { ($0.name, $0.value) }),
      inputs: outcome.rows.map { row in
        let values = zip(outcome.columns, row.values).map { column, value in (column, OrNull(value.map { $0 / scale(of: column) })) }
        return .init(name: row.name, values: Dictionary(uniqueKeysWithValues: values))
      })
  }

  // MARK: Units

  private func cell(_ value: Double?, in column: String) -> Cell {
    .number(value.map { $0 / scale(of: column) }, decimals: decimals(of: column))
  }

  private func isInUnit(_ column: String) -> Bool {
    ["mu_star", "mu_star_conf", "mu", "sigma", "length", "at_p5", "at_centre", "at_p95"].contains(column)
  }

  private var isMoney: Bool { ["npv_cost", "npv_social", "peak_investment"].contains(outputName) }
  private func scale(of column: String) -> Double { !isInUnit(column) || outputName == "cost_per_tonne" ? 1 : isMoney ? 1e6 : 1e3 }
  private func decimals(of column: String) -> Int { isInUnit(column) ? 2 : 3 }
  private func unit(of column: String) -> String {
    !isInUnit(column) ? "" : outputName == "cost_per_tonne" ? "EUR/t" : isMoney ? "MEUR" : wording.unit("kt CO2e")
  }
}

/// What `sensitivity --format json` prints; tonnes in kt CO2e, money in MEUR.
package struct PlanSensitivityDocument: Encodable, Sendable {
  var plan: String
  var scenario: String
  var method: String
  var output: String
  var seed: UInt64
  var evaluations: Int
  var standing: String
  var validity: String
  var repairs: [RepairDocument]
  var quality: [String: Double]
  var inputs: [Input]

  struct Input: Encodable, Sendable {
    var name: String
    var values: [String: OrNull<Double>]

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(name, forKey: Key("name"))
      for (column, value) in values { try container.encode(value, forKey: Key(column)) }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}
