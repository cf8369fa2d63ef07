/// A kept run in a list.
package struct KeptRunRow: Encodable, Sendable {
  var id: String
  var shortId: String
  var kept: String
  var command: String
  var plan: String
  var version: String
  var scenarios: [String]
  var options: [String: String]
  var seed: OrNull<UInt64>

  enum CodingKeys: String, CodingKey {
    case id, kept, command, plan, version, scenarios, options, seed
    case shortId = "short_id"
  }

  package init(
    id: String, shortId: String, kept: String, command: String, plan: String, version: String, scenarios: [String],
    options: [String: String], seed: UInt64?
  ) {
    self.id = id
    self.shortId = shortId
    self.kept = kept
    self.command = command
    self.plan = plan
    self.version = version
    self.scenarios = scenarios
    self.options = options
    self.seed = OrNull(seed)
  }
}

/// The runs of a store, the oldest first.
package func keptRunTable(_ runs: [KeptRunRow], store: String, language: Language) -> TextTable {
  let wording = Wording(language)
  let heads = [
    wording.text("runs.kept"), wording.text("runs.command"), wording.text("runs.plan"), wording.text("runs.scenarios"),
    wording.text("runs.options"), wording.text("runs.seed"), wording.text("runs.version"),
  ]
  return TextTable(
    title: runs.isEmpty ? wording.text("runs.none", ["store": store]) : wording.text("runs.title", ["store": store]), rowHeading: "id",
    columns: heads.map { .init($0) },
    rows: runs.map { run in
      let cells = [run.kept, run.command, run.plan, run.scenarios.joined(separator: " "), inWords(run.options)]
      return .init(
        run.shortId, cells.map(Cell.text) + [run.seed.value.map { .text(String($0)) } ?? .blank, .text(run.version)])
    })
}

/// `draws=1000 n=3`
private func inWords(_ options: [String: String]) -> String {
  options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
}

/// A kept run: its manifest, and the results as they were written.
package struct KeptRunDocument: Sendable {
  fileprivate var head: Head
  private var results: String
  private var resolved: [String]?

  package struct File: Encodable, Sendable {
    var path: String
    var sha256: String
    var bytes: Int

    package init(path: String, sha256: String, bytes: Int) {
      self.path = path
      self.sha256 = sha256
      self.bytes = bytes
    }
  }

  fileprivate struct Head: Encodable, Sendable {
    var id: String
    var version: String
    var command: String
    var plan: String
    var path: String
    var options: [String: String]
    var seed: OrNull<UInt64>
    var kept: String
    var timings: [String: Double]
    var inputs: [File]
    var scenarios: [String]
    var figures: [RunFigure]?
  }

  /// - Parameter results: JSON, as are the resolved scenarios.
  /// - Parameter resolved: nil: left out, as are the figures.
  package init(
    id: String, version: String, command: String, plan: String, path: String, options: [String: String], seed: UInt64?, kept: String,
    timings: [String: Double], inputs: [File], scenarios: [String], results: String, resolved: [String]? = nil,
    figures: [RunFigure]? = nil
  ) {
    head = Head(
      id: id, version: version, command: command, plan: plan, path: path, options: options, seed: OrNull(seed), kept: kept,
      timings: timings, inputs: inputs, scenarios: scenarios, figures: figures)
    self.results = results
    self.resolved = resolved
  }

  /// Enough of the id to tell runs apart by eye.
  var shortId: String { String(head.id.prefix(8)) }

  /// One object; what was kept as JSON goes in letter by letter, so that no digit is written anew.
  package func json() throws -> String {
    let kept = resolved.map { ",\"resolved\":[\($0.joined(separator: ","))]" } ?? ""
    return try Reports.json(head).dropLast() + kept + ",\"results\":\(results)}"
  }
}

/// The manifest, the files, and the figures without a year.
package func keptRunTables(_ run: KeptRunDocument, figures: [RunFigure], language: Language) -> [TextTable] {
  let wording = Wording(language)
  let head = run.head
  var rows: [TextTable.Row] = []
  func add(_ label: String, _ text: String) { rows.append(.init(label, [.text(text)])) }
  add("id", head.id)
  add(wording.text("runs.kept"), head.kept)
  add(wording.text("runs.command"), head.command)
  add(wording.text("runs.plan"), head.plan)
  add(wording.text("runs.folder"), head.path)
  add(wording.text("runs.scenarios"), head.scenarios.joined(separator: " "))
  add(wording.text("runs.options"), inWords(head.options))
  if let seed = head.seed.value { add(wording.text("runs.seed"), String(seed)) }
  add(wording.text("runs.version"), head.version)
  for (step, seconds) in head.timings.sorted(by: { $0.key < $1.key }) {
    rows.append(.init(wording.text("runs.seconds", ["step": step]), [.number(seconds, decimals: 3)]))
  }
  let manifest = TextTable(
    title: wording.text("runs.show_title", ["id": String(head.id.prefix(8))]), rowHeading: wording.text("runs.field"),
    columns: [.init(wording.text("runs.value"))], rows: rows)
  let files = TextTable(
    title: wording.text("runs.inputs"), rowHeading: wording.text("runs.file"),
    columns: [.init("SHA-256"), .init(wording.text("runs.bytes"))],
    rows: head.inputs.map { .init($0.path, [.text($0.sha256), .number(Double($0.bytes), decimals: 0)]) })
  return [manifest, files] + [outcomes(figures, wording)].compactMap { $0 }
}

/// Totals that are one figure a scenario.
private func outcomes(_ figures: [RunFigure], _ wording: Wording) -> TextTable? {
  let shown = figures.filter {
    ["cumulative", "target", "neutral_year", "target_probability"].contains($0.item) || $0.isTargetYearTotal(figures)
  }
  if shown.isEmpty { return nil }
  return TextTable(
    title: wording.text("runs.results"), rowHeading: wording.text("runs.scenarios"),
    columns: [.init(wording.text("runs.field")), .init(wording.text("year")), .init(wording.text("runs.value")), .init("")],
    rows: shown.map { figure in
      .init(
        figure.scenario,
        [
          .text(figure.item), figure.year.map { .year($0) } ?? .blank,
          figure.item == "neutral_year" ? figure.value.map { .year(Int($0)) } ?? .blank : .number(figure.value, decimals: 3),
          .text(figure.unit == "1" ? "" : wording.unit(figure.unit)),
        ])
    })
}

extension RunFigure {
  fileprivate func isTargetYearTotal(_ figures: [RunFigure]) -> Bool {
    item == "total" && figures.contains { $0.item == "target" && $0.scenario == scenario && $0.year == year }
  }
}
