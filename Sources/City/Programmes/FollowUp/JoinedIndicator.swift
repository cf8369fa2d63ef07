/// Why rows cannot be one indicator.
package enum JoinError: Error, Hashable, Sendable {
  /// The rows' units, in the order of the rows.
  case unitsDiffer([String])
  case directionsDiffer([String])
}

extension Indicator {
  /// One indicator out of rows that tell of the same thing under several goals or in several papers.
  ///
  /// What one row leaves out is taken from the others; of targets the one of the last row that has one counts.
  /// - Parameters:
  ///   - name: of the joined indicator; that of the first row when blank.
  ///   - rows: at least one, in the order of their papers; all in one unit and direction.
  package static func joined(
    id: String, name: PublishedText, _ rows: [Indicator], measures: [String], projects: [String]
  ) throws(JoinError) -> Indicator {
    let units = rows.map(\.unit)
    let directions = rows.compactMap(\.direction)
    if Set(units).count > 1 { throw .unitsDiffer(units.map(\.description)) }
    if Set(directions).count > 1 { throw .directionsDiffer(directions.map(\.rawValue)) }
    var values: [Observation] = []
    for value in rows.flatMap(\.values) where !values.contains(value) { values.append(value) }
    let target = rows.last { $0.target != nil }
    return Indicator(
      id: id, name: name.isEmpty ? rows[0].name : name, unit: units[0], direction: directions.first,
      baseline: rows.lazy.compactMap(\.baseline).first, target: target?.target,
      deadline: target?.deadline ?? rows.lazy.compactMap(\.deadline).first, values: values, placements: rows.flatMap(\.placements),
      measures: rows.flatMap(\.measures) + measures, projects: rows.flatMap(\.projects) + projects)
  }

  /// Whether two rows of one indicator give different figures for one date.
  package var disagreesWithItself: Bool {
    let dated = Dictionary(grouping: values.filter { $0.period != nil }) { $0.period?.description ?? "" }
    return dated.values.contains { Set($0.map(\.amount)).count > 1 }
  }
}
