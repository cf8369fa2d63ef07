import Datasets
import Diagnostics
import MarkedYAML

/// Long lists of projects: a CSV table in the plan's folder, one project a row. Each row becomes a record of `investments.projects`, so
/// that one check, one reader, overrides by key and `explain` serve both; every value keeps the place of its cell.
///
/// A blank cell is a key that is left out.
private struct ProjectColumn: Sendable {
  /// How the text of a cell is written in a record.
  enum Form: Sendable {
    case text
    /// A number in a unit that the column's name says.
    case number(String)
    /// `key figure; key figure`: a record.
    case keyed
    /// `key figure; key figure`: a list of records with these two keys.
    case pairs(String, String)
  }

  let name: String
  let path: [String]
  var form = Form.text
}

private let projectColumns: [ProjectColumn] = [
  .init(name: "id", path: ["id"]),
  .init(name: "name", path: ["name", "en"]), .init(name: "name_fi", path: ["name", "fi"]), .init(name: "name_sv", path: ["name", "sv"]),
  .init(name: "category", path: ["category"]), .init(name: "unit", path: ["unit"]), .init(name: "fund", path: ["fund"]),
  .init(name: "payer", path: ["payer"]), .init(name: "lease", path: ["lease"]), .init(name: "committed", path: ["committed"]),
  .init(name: "start", path: ["start"]), .init(name: "earliest", path: ["earliest"]), .init(name: "latest", path: ["latest"]),
  .init(name: "price_year", path: ["cost", "price_year"]), .init(name: "total_meur", path: ["cost", "total"], form: .number("MEUR")),
  .init(name: "years", path: ["cost", "years"]), .init(name: "spread", path: ["cost", "spread"]),
  .init(name: "funding", path: ["funding"], form: .keyed), .init(name: "zone", path: ["zone"]),
  .init(name: "zones", path: ["zones"], form: .keyed), .init(name: "layer", path: ["layer"]),
  .init(name: "exclusive_group", path: ["exclusive_group"]), .init(name: "needs", path: ["needs"], form: .pairs("project", "state")),
  .init(name: "enables", path: ["enables"], form: .pairs("measure", "share")),
  .init(name: "dwellings", path: ["dwellings"]), .init(name: "operating_cost_meur", path: ["operating_cost"], form: .number("MEUR/a")),
  .init(name: "kind", path: ["kind"]), .init(name: "source", path: ["source"]), .init(name: "note", path: ["note"]),
]

extension MarkedNode {
  /// Puts the rows of the plan's project tables among its projects.
  /// - Returns: whether every table was there and had whole rows; a row that is missing would make every reference to it a mistake.
  mutating func addProjectTables(of folder: String, into problems: inout DiagnosticList) -> Bool {
    guard let section = self["investments"], let names = section["project_tables"]?.items else { return true }
    let tables = PlanTables(folder: folder)
    var rows: [MarkedNode] = [], isWhole = true
    for name in names {
      guard let file = name.text, let table = tables.table(file, askedAt: name.place, into: &problems) else {
        isWhole = false
        continue
      }
      isWhole = isWhole && table.isWhole
      rows += projectRecords(of: table, into: &problems)
    }
    self = adding(projects: rows)
    return isWhole
  }

  private func adding(projects rows: [MarkedNode]) -> MarkedNode {
    changing("investments") { section in
      guard section["projects"] != nil else {
        var added = section
        let entry = Entry(key: "projects", keyPlace: section.place, value: MarkedNode(.sequence(rows), at: section.place))
        added.content = .mapping((section.entries ?? []) + [entry])
        return added
      }
      return section.changing("projects") { list in
        var longer = list
        longer.content = .sequence((list.items ?? []) + rows)
        return longer
      }
    }
  }

  private func changing(_ key: String, _ change: (MarkedNode) -> MarkedNode) -> MarkedNode {
    var node = self
    node.content = .mapping(
      (entries ?? []).map { $0.key == key ? Entry(key: key, keyPlace: $0.keyPlace, value: change($0.value)) : $0 })
    return node
  }
}

private func projectRecords(of table: PlanTable, into problems: inout DiagnosticList) -> [MarkedNode] {
  let known = projectColumns.map(\.name)
  for name in table.header where !known.contains(name) {
    problems.error(
      SourcePlace(file: table.file, line: 1, column: 1), "unknown column '\(name)'", expected: "one of \(known.joined(separator: ", "))",
      hint: didYouMean(name, among: known))
  }
  return table.rows.map { row in
    let start = row.first.map(table.place) ?? SourcePlace(file: table.file)
    var record = MarkedNode(.mapping([]), at: start)
    for (name, cell) in zip(table.header, row) where !cell.text.isEmpty {
      guard let column = projectColumns.first(where: { $0.name == name }) else { continue }
      record.put(column.node(cell.text, at: table.place(of: cell)), at: column.path[...])
    }
    return record
  }
}

extension ProjectColumn {
  fileprivate func node(_ text: String, at place: SourcePlace) -> MarkedNode {
    func scalar(_ text: some StringProtocol) -> MarkedNode { MarkedNode(.scalar(String(text), isPlain: true), at: place) }
    func entry(_ key: some StringProtocol, _ value: some StringProtocol) -> MarkedNode.Entry {
      .init(key: String(key), keyPlace: place, value: scalar(value))
    }
    switch form {
    case .text: return scalar(text)
    case .number(let unit): return scalar("\(text) \(unit)")
    case .keyed: return MarkedNode(.mapping(parts(text).map { entry($0.0, $0.1) }), at: place)
    case .pairs(let key, let figure):
      let records = parts(text).map { part in
        MarkedNode(.mapping([entry(key, part.0)] + (part.1.isEmpty ? [] : [entry(figure, part.1)])), at: place)
      }
      return MarkedNode(.sequence(records), at: place)
    }
  }

  /// `state 30 %; eu 5 %` as (state, 30 %), (eu, 5 %).
  private func parts(_ text: String) -> [(Substring, Substring)] {
    text.split(separator: ";").map { part in
      let part = part.drop(while: \.isWhitespace)
      let key = part.prefix { !$0.isWhitespace }
      return (key, part.dropFirst(key.count).drop(while: \.isWhitespace))
    }
  }
}

extension MarkedNode {
  /// Puts a value under a path of keys, making the records on the way.
  fileprivate mutating func put(_ value: MarkedNode, at path: ArraySlice<String>) {
    guard let key = path.first else { return }
    var entries = self.entries ?? []
    let position = entries.firstIndex { $0.key == key }
    if path.count == 1 {
      entries.append(Entry(key: key, keyPlace: value.place, value: value))
    } else if let position {
      entries[position].value.put(value, at: path.dropFirst())
    } else {
      var record = MarkedNode(.mapping([]), at: value.place)
      record.put(value, at: path.dropFirst())
      entries.append(Entry(key: key, keyPlace: value.place, value: record))
    }
    content = .mapping(entries)
  }
}
