import Engine
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

  package var table: TextTable {
    let title = wording.text(
      "plan_sensitivity.title",
      ["scenario": inputs.name.text(in: wording.language.rawValue), "output": outputName, "method": methodName])
    var notes = [
      wording.text(
        "plan_sensitivity.note",
        [
          "evaluations": form.number(Double(outcome.evaluations), decimals: 0), "seed": String(outcome.request.seed),
          "validity": outcome.validity.words,
        ])
    ]
    let kinds = Set(inputs.footnoted.filter(\.isOfDraws).map(\.kind))
    if kinds.contains(.assumed) { notes.append(wording.text("footnote.assumed")) }
    if kinds.contains(.illustrative) { notes.append(wording.text("footnote.illustrative")) }
    notes += inputs.uncertain.repairs.map { $0.note(wording, form) }
    notes += outcome.quality.map { "\($0.name) = \(form.number($0.value, decimals: 4))" }
    return TextTable(
      title: title, rowHeading: wording.text("plan_sensitivity.lever"), columns: outcome.columns.map { .init($0, unit: unit(of: $0)) },
      rows: ranked.enumerated().map { position, row in
        let label = position == 0 ? notes.indices.reduce(Cell.text(row.name)) { $0.marked($1 + 1) } : .text(row.name)
        return .init(label, zip(outcome.columns, row.values).map { cell($1, in: $0) })
      }, footnotes: notes.enumerated().map { .init($0.offset + 1, $0.element) })
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
