import Programmes

extension FollowUpReport {
  /// The table of goals in the shape that the city prints: goal | result target | indicator | follow-up; one for each paper and domain.
  /// - Parameter isSplit: for files: every text in a cell of its own.
  package func targetTables(isSplit: Bool) -> [TextTable] {
    papers.enumerated().flatMap { position, paper in
      groups(rows.filter { $0.placement.paper == paper.id }) { $0.placement.domain }.enumerated().map { number, domain in
        targetTable(
          "\(title(of: paper)): \(domain.name)", id: "\(position + 1)-\(number + 1) \(paper.id.prefix(20))", domain.rows, isSplit: isSplit)
      }
    }
  }

  func targetTable(_ title: String, id: String, _ rows: [JudgedRow], isSplit: Bool) -> TextTable {
    var above: (goal: String, target: String) = ("", "")
    let body = rows.map { row -> TextTable.Row in
      let goal = words.text(row.placement.goal)
      // The mark stands in the printed target's cell, without a legend; it is kept there.
      let target = [words.text(row.placement.resultTarget), row.placement.mark].filter { !$0.isEmpty }.joined(separator: " ")
      let isSameGoal = goal == above.goal
      defer { above = (goal, target) }
      // What stands above is not said again.
      return .init(
        isSameGoal ? "" : goal,
        [isSameGoal && target == above.target ? "" : target, indicatorText(row), followUpText(row)].map(Cell.text))
    }
    var table = TextTable(
      title: title, rowHeading: wording.text("follow_up.goal"), labelWidth: 28,
      columns: [
        .init(wording.text("follow_up.result_target"), textWidth: 28), .init(wording.text("follow_up.indicator"), textWidth: 34),
        .init(wording.text("follow_up.follow_up"), textWidth: 42),
      ], rows: body)
    table.id = id
    return isSplit ? splitTable(table, rows) : table
  }

  /// The same for files: every text in a cell of its own, tagged with its language, and nothing left to be read from above.
  func splitTable(_ table: TextTable, _ rows: [JudgedRow]) -> TextTable {
    var split = TextTable(
      title: table.title, rowHeading: table.rowHeading,
      columns: table.columns.prefix(2)
        + [
          .init(wording.text("follow_up.target")), .init(wording.text("follow_up.status")), table.columns[2],
          .init(wording.text("follow_up.told")),
        ],
      rows: rows.map { row in
        .init(
          words.cell(row.placement.goal),
          [
            words.cell(row.placement.resultTarget), words.cell(row.indicator.name),
            .orBlank(row.isContext ? nil : words.target(of: row.indicator)), .orBlank(statusText(row)), .orBlank(figuresText(row)),
            words.cell(row.placement.followUp),
          ])
      })
    split.id = table.id
    return split
  }

  /// The indicator, what is asked of it, and under how many other goals it stands.
  func indicatorText(_ row: JudgedRow) -> String {
    let others = row.indicator.placements.count - 1
    let linked = others > 0 ? [wording.text("follow_up.also_under", ["count": "\(others)"])] : []
    let target = row.indicator.direction == nil ? [] : ["[\(words.target(of: row.indicator))]"]
    return ([words.text(row.indicator.name)] + target + linked).joined(separator: " ")
  }

  /// Status, value, change since the baseline, and what the paper says.
  func followUpText(_ row: JudgedRow) -> String {
    let told = row.placement.followUp.isEmpty ? nil : words.text(row.placement.followUp)
    return [statusText(row), figuresText(row), told].compactMap { $0 }.joined(separator: "; ")
  }

  /// The status and who gives it; a contradiction is said with it.
  private func statusText(_ row: JudgedRow) -> String? {
    let computed = row.statusOrigin == .computed && row.status?.isVerdict == true ? " (\(wording.text("follow_up.computed")))" : ""
    let contradiction =
      row.isContradiction ? row.computed.map { wording.text("follow_up.but_computed", ["status": words.status($0.code)]) } : nil
    let parts = [row.status.map { words.status($0) + computed }, contradiction].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// The value, and the change since the baseline.
  private func figuresText(_ row: JudgedRow) -> String? {
    let unit = row.indicator.unit
    let change = row.indicator.change(by: row.day).map { change in
      wording.text(
        "follow_up.change",
        ["change": words.change(change), "baseline": row.indicator.baseline.map { words.observation($0, unit) } ?? ""])
    }
    let value = row.value.map { words.observation($0, unit) }.map { told in
      row.placement.isApproximate ? wording.text("follow_up.about", ["figure": told]) : told
    }
    let figures = [value, change].compactMap { $0 }
    return figures.isEmpty ? nil : figures.joined(separator: ", ")
  }

  /// Every row with all that is known of it, one figure a column, for machines and spreadsheets.
  package var rowTable: TextTable {
    let heads = [
      "paper", "as_of", "domain", "programme", "goal", "result_target", "indicator_id", "indicator", "responsible", "unit", "direction",
      "baseline", "baseline_date", "target_kind", "target", "target_date", "value_kind", "value", "value_date", "change", "change_unit",
      "required", "reported_status", "computed_status", "computed_reason", "status", "status_origin", "follow_up", "mark", "note", "place",
    ]
    return TextTable(
      title: wording.text("follow_up.title", ["city": city]), rowHeading: "row", columns: heads.map { .init($0) },
      rows: rows.map { row in .init(row.placement.row, placeCells(row) + figureCells(row) + statusCells(row)) })
  }

  private func placeCells(_ row: JudgedRow) -> [Cell] {
    let placement = row.placement
    return [
      placement.paper, "\(row.day)", placement.domain, placement.programme, words.text(placement.goal), words.text(placement.resultTarget),
      row.indicator.id, words.text(row.indicator.name), placement.unit, row.indicator.unit.description, row.indicator.direction?.rawValue,
    ].map(Cell.orBlank)
  }

  private func figureCells(_ row: JudgedRow) -> [Cell] {
    let indicator = row.indicator, change = indicator.change(by: row.day)
    return [
      .figure(indicator.baseline?.amount.number), .orBlank(indicator.baseline?.period?.description),
      .text(indicator.target?.kind ?? "no_numeric_target"), .figure(indicator.target?.number), .orBlank(indicator.deadline?.description),
      .orBlank(row.value?.amount.kind), .figure(row.value?.amount.number), .orBlank(row.value?.period?.description),
      .figure(change?.number), .orBlank(change?.unit), .figure(row.computed?.required),
    ]
  }

  private func statusCells(_ row: JudgedRow) -> [Cell] {
    [
      row.reported?.rawValue, row.computed?.code.rawValue, row.computed?.reason.rawValue, row.status?.rawValue ?? "context",
      row.statusOrigin?.rawValue, words.text(row.placement.followUp), row.placement.mark, row.placement.note,
      places[row.placement.row].map { "\($0)" },
    ].map(Cell.orBlank)
  }
}

extension IndicatorAmount {
  /// A percentage for a relative change; else in the unit of the indicator, or percentage points.
  var number: Double {
    switch self {
    case .level(let level): level
    case .fraction(let above, let below): Double(above) / Double(below)
    case .relativeChange(let change): 100 * change
    case .pointChange(let points): points
    case .absoluteChange(let amount): amount
    }
  }

  var kind: String {
    switch self {
    case .level: "level"
    case .fraction: "fraction"
    case .relativeChange: "percent_change"
    case .pointChange: "point_change"
    case .absoluteChange: "absolute_change"
    }
  }
}

extension IndicatorChange {
  var number: Double {
    switch self {
    case .relative(let share): 100 * share
    case .points(let points): points
    }
  }

  var unit: String {
    switch self {
    case .relative: "%"
    case .points: "pp"
    }
  }
}

extension Cell {
  static func count(_ number: Int) -> Cell { .number(Double(number), decimals: 0) }

  static func orBlank(_ text: String?) -> Cell { text.map { $0.isEmpty ? .blank : .text($0) } ?? .blank }

  /// A figure with the decimals that it needs, at most six.
  static func figure(_ number: Double?) -> Cell {
    guard let number else { return .blank }
    let rounded = (number * 1e6).rounded() / 1e6
    let decimals = (0...6).first { places in
      let part = (0..<places).reduce(rounded) { scaled, _ in scaled * 10 }
      return abs(part - part.rounded()) < 1e-9 * max(1, abs(part))
    }
    return .number(rounded, decimals: decimals ?? 6)
  }
}
