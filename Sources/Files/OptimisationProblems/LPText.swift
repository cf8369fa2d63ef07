import Optimisation

/// A problem as an LP file that people and solvers read: rows with their names, comments with the names as they were given where the
/// format does not allow them.
///
/// Names are replaced as `namesForLP` says. A row with two different limits is written as two rows, `… at least` and `… at most`, because HiGHS
/// reads no ranges.
package func lpText(_ problem: LinearProblem) -> String {
  LPWriter(problem).text
}

private struct LPWriter {
  private let problem: LinearProblem
  private let columns: [String]
  private let rows: [(name: String, original: String, row: LinearProblem.Row)]

  init(_ problem: LinearProblem) {
    self.problem = problem
    columns = namesForLP(problem.columns.map(\.name), prefix: "x")
    let split = problem.rows.flatMap(oneLimitEach)
    let names = namesForLP(split.map(\.name), prefix: "r")
    rows = zip(names, split).map { ($0, $1.name, $1.row) }
  }

  var text: String {
    (heading + objective + constraints + bounds + section("Binary") { isChoice($0) }
      + section("General") { $0.isInteger && !isChoice($0) } + ["End"]).map { $0 + "\n" }.joined()
  }

  private var heading: [String] {
    let kinds = problem.columns.count { $0.isInteger }
    let title = problem.name.isEmpty ? [] : ["\\ \(problem.name.filter { !$0.isNewline })"]
    return title + ["\\ \(problem.columns.count) columns (\(kinds) whole), \(problem.rows.count) rows"]
      + renamed("column", problem.columns.map(\.name), columns) + renamed("row", rows.map(\.original), rows.map(\.name))
  }

  private func renamed(_ kind: String, _ names: [String], _ written: [String]) -> [String] {
    zip(names, written).filter { $0 != $1 }.map { "\\ \(kind) \($1) is '\($0.filter { !$0.isNewline })'" }
  }

  private var objective: [String] {
    // A column that no row has and that is worth nothing would be lost.
    let used = Set(problem.rows.flatMap { $0.terms.map(\.column) })
    let terms = problem.columns.enumerated().filter { $1.objective != 0 || !used.contains($0) }
      .map { LinearProblem.Term($0, $1.objective) }
    let constant = problem.offset == 0 ? [] : [signed(problem.offset, isFirst: terms.isEmpty)]
    return [problem.sense == .maximise ? "Maximize" : "Minimize"] + wrapped(" obj:", words(terms) + constant)
  }

  private var constraints: [String] {
    ["Subject To"]
      + rows.flatMap { name, _, row -> [String] in
        let terms = row.terms.isEmpty && !columns.isEmpty ? ["0 \(columns[0])"] : words(row.terms)
        let name = " \(name):"
        if row.lower == row.upper { return wrapped(name, terms + ["= \(plain(row.lower))"]) }
        if row.upper.isFinite { return wrapped(name, terms + ["<= \(plain(row.upper))"]) }
        // A row without limits still tells what it comes to.
        return wrapped(name, terms + [row.lower.isFinite ? ">= \(plain(row.lower))" : ">= -inf"])
      }
  }

  private var bounds: [String] {
    let lines = zip(problem.columns, columns).compactMap { column, name -> String? in
      if isChoice(column) || (column.lower == 0 && column.upper == .infinity) { return nil }
      if column.lower == column.upper { return " \(name) = \(plain(column.lower))" }
      if column.lower == -.infinity, column.upper == .infinity { return " \(name) free" }
      let lower = column.lower == 0 ? "0" : column.lower == -.infinity ? "-inf" : plain(column.lower)
      return column.upper == .infinity ? " \(name) >= \(lower)" : " \(lower) <= \(name) <= \(plain(column.upper))"
    }
    return lines.isEmpty ? [] : ["Bounds"] + lines
  }

  private func section(_ title: String, _ belongs: (LinearProblem.Column) -> Bool) -> [String] {
    let names = zip(problem.columns, columns).filter { belongs($0.0) }.map { $0.1 }
    return names.isEmpty ? [] : [title] + wrapped("", names)
  }

  private func isChoice(_ column: LinearProblem.Column) -> Bool { column.isInteger && column.lower == 0 && column.upper == 1 }

  private func words(_ terms: [LinearProblem.Term]) -> [String] {
    terms.enumerated().map { place, term in
      let size = abs(term.coefficient) == 1 ? "" : "\(plain(abs(term.coefficient))) "
      let sign = term.coefficient < 0 ? "- " : place == 0 ? "" : "+ "
      return sign + size + columns[term.column]
    }
  }

  private func signed(_ value: Double, isFirst: Bool) -> String {
    value < 0 ? "- \(plain(-value))" : isFirst ? plain(value) : "+ \(plain(value))"
  }

  /// Lines of at most about 100 characters: the format allows 510.
  private func wrapped(_ start: String, _ words: [String]) -> [String] {
    var (lines, line) = ([String](), start)
    for word in words {
      if line.count + word.count > 100 {
        lines.append(line)
        line = "  "
      }
      line += " " + word
    }
    return lines + [line]
  }
}

/// A row as rows of one limit, or one equation, each.
private func oneLimitEach(_ row: LinearProblem.Row) -> [(name: String, row: LinearProblem.Row)] {
  guard row.lower.isFinite, row.upper.isFinite, row.lower != row.upper else { return [(row.name, row)] }
  var (floor, cap) = (row, row)
  floor.upper = .infinity
  cap.lower = -.infinity
  return [(row.name + " at least", floor), (row.name + " at most", cap)]
}

/// The shortest decimal that reads back as the same number, without a point where it is whole.
func plain(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
}
