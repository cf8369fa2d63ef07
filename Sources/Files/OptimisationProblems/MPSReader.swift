import Diagnostics
import Optimisation

/// Reads an MPS file, fixed or free: sections NAME, OBJSENSE, ROWS, COLUMNS (with integer markers), RHS, RANGES, BOUNDS, ENDATA.
///
/// Fields are split at blanks; a line whose fields do not come out so, because names hold blanks, is cut at the columns of the fixed
/// form. The first row N is the objective, and others are not kept, which is told. An integer column without bounds is a choice of 0 or 1, as
/// HiGHS and most readers take it; the right-hand side of the objective is subtracted from it.
func readMPS(_ text: String, file: String, into problems: inout DiagnosticList) -> LinearProblem? {
  var reader = MPSReader(file: file, problems: problems)
  let problem = reader.read(text)
  problems = reader.problems
  return problem
}

private struct MPSReader {
  private let file: String
  var problems: DiagnosticList
  private var line = 0
  private var section = ""
  private var name = ""
  private var sense = LinearProblem.Sense.minimise
  private var isMarked = false
  private var objective: String?
  private var rows = NamedList<Row>()
  private var columns = NamedList<Column>()
  private var otherObjectives: Set<String> = []
  private var offset = 0.0
  private var setNames: [String: String] = [:]

  private struct Row {
    var kind: Character
    var side = 0.0
    var range: Double?
    var terms: [LinearProblem.Term] = []
  }

  private struct Column {
    var objective = 0.0
    var lower = 0.0
    var upper = Double.infinity
    var isInteger: Bool
    var hasBounds = false
    var seen: Set<String> = []
  }

  /// A field of a line and where it begins.
  private struct Field {
    let text: String
    let column: Int
  }

  init(file: String, problems: DiagnosticList) {
    self.file = file
    self.problems = problems
  }

  private static let sections = ["NAME", "OBJSENSE", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA"]

  mutating func read(_ text: String) -> LinearProblem? {
    for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      let content = content.last == "\r" ? content.dropLast() : content
      let fields = fields(of: content)
      guard let first = fields.first, !content.hasPrefix("*") else { continue }
      if content.first?.isWhitespace == false { begin(first, fields) } else { readLine(fields, content) }
      if section == "ENDATA" { break }
    }
    if section != "ENDATA" {
      problems.error(SourcePlace(file: file, line: max(1, line)), "the file ends without ENDATA", expected: "ENDATA")
    }
    if objective == nil { problems.error(SourcePlace(file: file), "no objective", expected: "a row N in ROWS") }
    return problems.hasErrors ? nil : problem
  }

  private mutating func begin(_ first: Field, _ fields: [Field]) {
    let word = first.text.uppercased()
    guard Self.sections.contains(word) else {
      section = "?"
      return error(
        first, "section '\(first.text)'", "one of \(Self.sections.joined(separator: ", "))", didYouMean(word, among: Self.sections))
    }
    section = word
    if word == "NAME" { name = fields.dropFirst().map(\.text).joined(separator: " ") }
    if word == "OBJSENSE", fields.count > 1 { readSense(fields[1]) }
  }

  private mutating func readLine(_ fields: [Field], _ content: Substring) {
    switch section {
    case "OBJSENSE": readSense(fields[0])
    case "ROWS": readRow(cut(fields, content, numbers: [2: []]))
    case "COLUMNS": readColumn(fields, content)
    case "RHS": eachPair(pairs(fields, content, "RHS"), "RHS") { $0.readSide($1, $2) }
    case "RANGES": eachPair(pairs(fields, content, "RANGES"), "RANGES") { $0.readRange($1, $2) }
    case "BOUNDS": readBound(fields, content)
    case "?": break
    default: error(fields[0], "'\(fields[0].text)' before a section", "a section such as ROWS")
    }
  }

  private mutating func readSense(_ field: Field) {
    switch field.text.uppercased() {
    case "MAX", "MAXIMIZE", "MAXIMISE": sense = .maximise
    case "MIN", "MINIMIZE", "MINIMISE": sense = .minimise
    default: error(field, "'\(field.text)'", "MAX or MIN")
    }
  }

  private mutating func readRow(_ fields: [Field]) {
    guard fields.count == 2, let kind = fields[0].text.uppercased().first, fields[0].text.count == 1, "NLGE".contains(kind) else {
      return error(fields[0], "a row '\(fields.map(\.text).joined(separator: " "))'", "N, L, G or E and a name")
    }
    let name = fields[1].text
    if rows.index[name] != nil || name == objective || otherObjectives.contains(name) {
      return error(fields[1], "the row '\(name)' stands twice", "every name once")
    }
    if kind != "N" {
      rows.append(name, Row(kind: kind))
    } else if objective == nil {
      objective = name
    } else {
      otherObjectives.insert(name)
      problems.warning(place(fields[1]), "a second objective '\(name)' is not kept", expected: "one row N")
    }
  }

  private mutating func readColumn(_ fields: [Field], _ content: Substring) {
    if fields.count >= 3, fields[1].text.uppercased().contains("'MARKER'") {
      switch fields[2].text.uppercased() {
      case "'INTORG'": isMarked = true
      case "'INTEND'": isMarked = false
      default: error(fields[2], fields[2].text, "'INTORG' or 'INTEND'")
      }
      return
    }
    let fields = cut(fields, content, numbers: [3: [2], 5: [2, 4]])
    guard fields.count == 3 || fields.count == 5 else {
      return error(fields[0], "\(fields.count) fields", "a column, and one or two pairs of row and number")
    }
    let name = fields[0].text
    if columns.index[name] == nil {
      columns.append(name, Column(isInteger: isMarked))
    } else if columns.index[name] != columns.values.count - 1 {
      return error(fields[0], "the column '\(name)' goes on after others", "the lines of a column together")
    }
    eachPair(Array(fields.dropFirst()), "COLUMNS") { $0.readEntry($1, $2) }
  }

  /// An entry of the last column.
  private mutating func readEntry(_ row: Field, _ value: Double) {
    let column = columns.values.count - 1
    if !columns.values[column].seen.insert(row.text).inserted {
      return error(row, "a second entry of the column '\(columns.names[column])' in '\(row.text)'", "one")
    }
    if row.text == objective {
      columns.values[column].objective = value
    } else if let number = knownRow(row) {
      rows.values[number].terms.append(LinearProblem.Term(column, value))
    }
  }

  private mutating func readSide(_ row: Field, _ value: Double) {
    if row.text == objective { offset = -value } else if let number = knownRow(row) { rows.values[number].side = value }
  }

  private mutating func readRange(_ row: Field, _ value: Double) {
    if let number = knownRow(row) { rows.values[number].range = value }
  }

  /// The index of a row; nil for an objective that is not kept, and, told, for a name that is none.
  private mutating func knownRow(_ field: Field) -> Int? {
    if let number = rows.index[field.text] { return number }
    if !otherObjectives.contains(field.text) {
      error(field, "no row '\(field.text)'", "a row of ROWS", didYouMean(field.text, among: rows.names))
    }
    return nil
  }

  private mutating func readBound(_ fields: [Field], _ content: Substring) {
    let kind = fields[0].text.uppercased()
    let needsNumber = ["UP", "LO", "FX", "UI", "LI"].contains(kind)
    guard needsNumber || ["FR", "MI", "PL", "BV"].contains(kind) else {
      let hint = ["SC", "SI"].contains(kind) ? "semi-continuous columns are not read" : nil
      return error(fields[0], "a bound '\(fields[0].text)'", "UP, LO, FX, FR, MI, PL, BV, UI or LI", hint)
    }
    // The name of the set may be left out.
    let cut = cut(fields, content, numbers: needsNumber ? [3: [2], 4: [3]] : [2: [], 3: [], 4: []])
    guard cut.count >= 2 else { return error(fields[0], "a bound without a column", "kind, set, column and number") }
    let hasSet = needsNumber ? cut.count == 4 : cut.count >= 3
    let field = cut[hasSet ? 2 : 1]
    if hasSet, isAnotherSet(cut[1], "BOUNDS") { return }
    guard let column = columns.index[field.text] else {
      return error(field, "no column '\(field.text)'", "a column of COLUMNS", didYouMean(field.text, among: columns.names))
    }
    var value = 0.0
    if needsNumber {
      guard cut.count == (hasSet ? 4 : 3), let number = number(cut[cut.count - 1]) else { return }
      value = number
    }
    set(kind, value, column, field)
  }

  private mutating func set(_ kind: String, _ value: Double, _ column: Int, _ field: Field) {
    columns.values[column].hasBounds = true
    if kind.last == "I", kind.count == 2, kind != "MI" { columns.values[column].isInteger = true }
    switch kind {
    case "UP", "UI":
      columns.values[column].upper = value
      if value < 0, columns.values[column].lower == 0 {
        columns.values[column].lower = -.infinity
        problems.warning(
          place(field), "an upper bound \(plain(value)) of '\(field.text)' without a lower one: it is taken as unbounded below",
          expected: "a bound LO or MI, too")
      }
    case "LO", "LI": columns.values[column].lower = value
    case "FX": (columns.values[column].lower, columns.values[column].upper) = (value, value)
    case "FR": (columns.values[column].lower, columns.values[column].upper) = (-.infinity, .infinity)
    case "MI": columns.values[column].lower = -.infinity
    case "PL": columns.values[column].upper = .infinity
    default:
      (columns.values[column].lower, columns.values[column].upper) = (0, 1)
      columns.values[column].isInteger = true
    }
  }

  private var problem: LinearProblem {
    var problem = LinearProblem(sense, name: name, offset: offset)
    for (name, column) in zip(columns.names, columns.values) {
      let isChoice = column.isInteger && !column.hasBounds
      problem.addColumn(
        name, objective: column.objective, from: column.lower, to: isChoice ? 1 : column.upper, isInteger: column.isInteger)
    }
    for (name, row) in zip(rows.names, rows.values) {
      let (lower, upper) = limits(of: row)
      problem.addRow(name, row.terms, atLeast: lower, atMost: upper)
    }
    return problem
  }

  /// A range of an equation goes to the side of its sign; of an inequality, away from its limit.
  private func limits(of row: Row) -> (Double, Double) {
    let range = abs(row.range ?? .infinity)
    switch row.kind {
    case "L": return (row.side - range, row.side)
    case "G": return (row.side, row.side + range)
    default:
      let range = row.range ?? 0
      return (row.side + min(range, 0), row.side + max(range, 0))
    }
  }

  // MARK: Fields

  private func fields(of content: some StringProtocol) -> [Field] {
    var (fields, current, start) = ([Field](), "", 0)
    for (place, character) in content.enumerated() {
      if character.isWhitespace {
        if !current.isEmpty { fields.append(Field(text: current, column: start)) }
        current = ""
      } else {
        if current.isEmpty { start = place + 1 }
        current.append(character)
      }
    }
    return current.isEmpty ? fields : fields + [Field(text: current, column: start)]
  }

  /// The six fields of the fixed form, blank ones left out: columns 2-3, 5-12, 15-22, 25-36, 40-47 and 50-61.
  private func fixed(_ content: Substring) -> [Field] {
    let characters = Array(content)
    return [1..<3, 4..<12, 14..<22, 24..<36, 39..<47, 49..<61].compactMap { range in
      let range = range.clamped(to: 0..<characters.count)
      let text = String(characters[range]).trimmed
      return text.isEmpty ? nil : Field(text: text, column: range.lowerBound + 1)
    }
  }

  /// The fields of a line as blanks split it or, where only that gives numbers in the places of numbers, as the fixed form cuts it.
  /// - Parameter numbers: for each count of fields that may be, where numbers stand.
  private func cut(_ fields: [Field], _ content: Substring, numbers: [Int: [Int]]) -> [Field] {
    func isWell(_ fields: [Field]) -> Bool { numbers[fields.count]?.allSatisfy { Double(fields[$0].text) != nil } ?? false }
    if isWell(fields) { return fields }
    let fixed = fixed(content)
    return isWell(fixed) ? fixed : fields
  }

  /// The pairs of a line of RHS or RANGES, whose name of the set may be left out.
  private mutating func pairs(_ fields: [Field], _ content: Substring, _ section: String) -> [Field] {
    var fields = cut(fields, content, numbers: [2: [1], 3: [2], 4: [1, 3], 5: [2, 4]])
    if fields.count % 2 == 1 {
      if isAnotherSet(fields[0], section) { return [] }
      fields.removeFirst()
    }
    return fields
  }

  /// A second set of right-hand sides, ranges or bounds is another problem; only the first is kept, as by other readers.
  private mutating func isAnotherSet(_ field: Field, _ section: String) -> Bool {
    let kept = setNames[section] ?? field.text
    setNames[section] = kept
    if kept == field.text { return false }
    problems.warning(place(field), "the set '\(field.text)' of \(section) is not kept", expected: "only '\(kept)'")
    return true
  }

  private mutating func eachPair(_ fields: [Field], _ section: String, _ use: (inout MPSReader, Field, Double) -> Void) {
    guard fields.count % 2 == 0 else { return error(fields[0], "\(fields.count) fields in \(section)", "pairs of row and number") }
    for place in stride(from: 0, to: fields.count, by: 2) {
      if let value = number(fields[place + 1]) { use(&self, fields[place], value) }
    }
  }

  private mutating func number(_ field: Field) -> Double? {
    if let value = Double(field.text), !value.isNaN {
      return abs(value) >= 1e30 ? (value < 0 ? -.infinity : .infinity) : value
    }
    error(field, "'\(field.text)'", "a number")
    return nil
  }

  private mutating func error(_ field: Field, _ found: String, _ expected: String, _ hint: String? = nil) {
    problems.error(place(field), found, expected: expected, hint: hint)
  }

  private func place(_ field: Field) -> SourcePlace { SourcePlace(file: file, line: line, column: field.column) }
}

/// Values in order, found by name.
struct NamedList<Value> {
  private(set) var names: [String] = []
  var values: [Value] = []
  private(set) var index: [String: Int] = [:]

  mutating func append(_ name: String, _ value: Value) {
    index[name] = names.count
    names.append(name)
    values.append(value)
  }
}

extension String {
  var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}
