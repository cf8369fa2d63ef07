import Diagnostics

extension DataTable {
  /// The one row that has the given text in every given field.
  /// - Parameter place: where it was asked for, where a field that the table lacks, no row, or several rows are reported.
  package func row(where wanted: [String: String], askedAt place: SourcePlace, into diagnostics: inout DiagnosticList) -> DataRow? {
    let unknown = wanted.keys.filter { field($0) == nil }.sorted()
    for name in unknown {
      diagnostics.error(
        place, "table '\(self.name)' has no column '\(name)'", expected: "one of \(fields.map(\.name).joined(separator: ", "))",
        hint: didYouMean(name, among: fields.map(\.name)))
    }
    guard unknown.isEmpty else { return nil }
    let found = rows(where: wanted)
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      diagnostics.error(place, "table '\(name)' has no row with \(inWords(wanted))", expected: "one row", hint: hint(forNoRow: wanted))
    } else {
      diagnostics.error(
        place, "table '\(name)' has \(found.count) rows with \(inWords(wanted))", expected: "one row", hint: hint(toTellApart: found))
    }
    return nil
  }

  private func inWords(_ wanted: [String: String]) -> String {
    fields.compactMap { field in wanted[field.name].map { "\(field.name) '\($0)'" } }.joined(separator: ", ")
  }

  /// The first field, in the order of the table, that leaves no row, and the nearest text that would leave one.
  private func hint(forNoRow wanted: [String: String]) -> String? {
    var left = rows
    for field in fields {
      guard let text = wanted[field.name] else { continue }
      let texts = Set(left.map { $0[field.name] })
      guard texts.contains(text) else { return nearestName(to: text, among: texts).map { "did you mean \(field.name) '\($0)'?" } }
      left.removeAll { $0[field.name] != text }
    }
    return nil
  }

  /// Key columns whose texts differ between the rows.
  private func hint(toTellApart found: [DataRow]) -> String? {
    let choices = (schema.primaryKey?.names ?? []).filter { has([$0]) }.compactMap { name -> String? in
      let texts = Set(found.map { $0[name] }).sorted()
      return texts.count > 1 ? "\(name) \(texts.map { "'\($0)'" }.joined(separator: " or "))" : nil
    }
    return choices.isEmpty ? nil : "say also " + choices.joined(separator: ", ")
  }
}
