import Diagnostics
import Optimisation

/// Reads an LP file (the form of CPLEX, which HiGHS, CBC, GLPK and others read): objective, constraints, bounds, general and binary
/// columns. Terms of the same column in a row are added up. Quadratic terms, semi-continuous columns and special ordered sets are told
/// as what is not read.
func readLP(_ text: String, file: String, into problems: inout DiagnosticList) -> LinearProblem? {
  var reader = LPReader(lpTokens(text), file: file, problems: problems)
  let problem = reader.read()
  problems = reader.problems
  return problem
}

private enum LPSection { case constraints, bounds, general, binary, unread, end }

private struct LPReader {
  private let tokens: [LPToken]
  private let file: String
  var problems: DiagnosticList
  private var at = 0
  private var sense = LinearProblem.Sense.minimise
  private var offset = 0.0
  private var columns = NamedList<Column>()
  private var rows: [Row] = []
  private var rowNames: Set<String> = []

  private struct Column {
    var objective = 0.0
    var lower = 0.0
    var upper = Double.infinity
    var isInteger = false
  }

  private struct Row {
    let name: String
    let terms: [LinearProblem.Term]
    var lower = -Double.infinity
    var upper = Double.infinity
  }

  /// A sum of terms and a constant.
  private struct Sum {
    var terms: [LinearProblem.Term] = []
    var constant = 0.0
  }

  private struct Broken: Error {}

  init(_ tokens: [LPToken], file: String, problems: DiagnosticList) {
    self.tokens = tokens
    self.file = file
    self.problems = problems
  }

  mutating func read() -> LinearProblem? {
    readObjective()
    while at < tokens.count {
      guard let section = readSection() else { break }
      if section == .end { break }
      readBody(of: section)
    }
    if problems.hasErrors { return nil }
    var problem = LinearProblem(sense, offset: offset)
    for (name, column) in zip(columns.names, columns.values) {
      problem.addColumn(name, objective: column.objective, from: column.lower, to: column.upper, isInteger: column.isInteger)
    }
    for row in rows { problem.addRow(row.name, row.terms, atLeast: row.lower, atMost: row.upper) }
    return problem
  }

  // MARK: Sections

  private mutating func readObjective() {
    guard let first = next else {
      problems.error(SourcePlace(file: file), "the file is empty", expected: "Maximize or Minimize")
      return
    }
    switch first.word {
    case "max", "maximize", "maximise", "maximum": sense = .maximise
    case "min", "minimize", "minimise", "minimum": break
    default:
      error(first, "'\(first.text)'", "Maximize or Minimize")
      skipToSection()
      return
    }
    at += 1
    if isLabel { at += 2 }
    attempt { reader in
      let sum = try reader.readSum()
      reader.offset = sum.constant
      for term in sum.terms { reader.columns.values[term.column].objective += term.coefficient }
      if let token = reader.next, reader.section(at: reader.at) == nil { throw reader.broken(token, "a term or Subject To") }
    }
    if section(at: at) == nil { skipToSection() }
  }

  /// The section that begins here, and the words that name it passed.
  private mutating func readSection() -> LPSection? {
    guard let (section, words) = section(at: at) else {
      if let token = next { error(token, "'\(token.text)'", "a section such as Subject To, Bounds, General, Binary or End") }
      skipToSection()
      guard let (section, words) = self.section(at: at) else { return nil }
      at += words
      return section
    }
    at += words
    return section
  }

  private func section(at place: Int) -> (LPSection, words: Int)? {
    guard place < tokens.count, tokens[place].isFirstOfLine, tokens[place].kind == .name else { return nil }
    let follower = place + 1 < tokens.count ? tokens[place + 1] : nil
    if follower?.kind == .colon { return nil }
    switch tokens[place].word {
    case "subject" where follower?.word == "to", "such" where follower?.word == "that": return (.constraints, 2)
    case "st", "s.t.", "st.": return (.constraints, 1)
    case "bound", "bounds": return (.bounds, 1)
    case "general", "generals", "gen", "integer", "integers", "int": return (.general, 1)
    case "binary", "binaries", "bin": return (.binary, 1)
    case "semi", "semis", "sos", "sos1", "sos2": return (.unread, 1)
    case "end": return (.end, 1)
    default: return nil
    }
  }

  private mutating func readBody(of section: LPSection) {
    if section == .unread, at < tokens.count, self.section(at: at) == nil {
      error(tokens[at - 1], "a section '\(tokens[at - 1].text)'", "linear rows, bounds, and general or binary columns")
      return skipToSection()
    }
    while at < tokens.count, self.section(at: at) == nil {
      let start = at
      attempt { reader in
        switch section {
        case .constraints: try reader.readConstraint()
        case .bounds: try reader.readBound()
        default: try reader.readKind(isBinary: section == .binary)
        }
      }
      if at == start { at += 1 }
    }
  }

  // MARK: Rows

  private mutating func readConstraint() throws {
    let first = tokens[at]
    var name = "R\(rows.count + 1)"
    if isLabel {
      name = first.text
      at += 2
    }
    if !rowNames.insert(name).inserted { error(first, "the row '\(name)' stands twice", "every name once") }
    // A number and a relation before the terms are the lower limit of a range, or the one limit written first.
    let left = try readLeftLimit()
    let sum = try readSum()
    guard !sum.terms.isEmpty else { throw broken(next, "a term with a column") }
    var row = Row(name: name, terms: sum.terms)
    if let (limit, relation) = left { apply(reversed(relation), limit - sum.constant, to: &row) }
    if let relation = readRelation() {
      apply(relation, try readNumber() - sum.constant, to: &row)
    } else if left == nil {
      throw broken(next, "<=, >= or = and a number")
    }
    rows.append(row)
  }

  private func apply(_ relation: String, _ limit: Double, to row: inout Row) {
    if relation != ">=" { row.upper = limit }
    if relation != "<=" { row.lower = limit }
  }

  private func reversed(_ relation: String) -> String { relation == "<=" ? ">=" : relation == ">=" ? "<=" : "=" }

  private mutating func readLeftLimit() throws -> (Double, String)? {
    var place = at
    while place < tokens.count, tokens[place].kind == .sign { place += 1 }
    guard place + 1 < tokens.count, value(tokens[place]) != nil, tokens[place + 1].kind == .relation else { return nil }
    let limit = try readNumber()
    return readRelation().map { (limit, $0) }
  }

  /// Terms up to a relation, a label, or a section.
  private mutating func readSum() throws -> Sum {
    var sum = Sum()
    while let token = next, section(at: at) == nil, token.kind != .relation, !isLabel {
      let sign = try readSign(isFirst: sum.terms.isEmpty && sum.constant == 0)
      guard let token = next else { throw broken(nil, "a term") }
      if case .number(let number) = token.kind {
        at += 1
        if let name = next, name.kind == .name, section(at: at) == nil, !isLabel {
          at += 1
          sum.terms.append(LinearProblem.Term(column(name.text), sign * number))
        } else {
          sum.constant += sign * number
        }
      } else if token.kind == .name {
        at += 1
        sum.terms.append(LinearProblem.Term(column(token.text), sign))
      } else {
        throw broken(token, "a term such as 3 x")
      }
    }
    return sum
  }

  private mutating func readSign(isFirst: Bool) throws -> Double {
    var sign = 1.0, count = 0
    while let token = next, token.kind == .sign {
      if token.text == "-" { sign = -sign }
      at += 1
      count += 1
    }
    if count == 0, !isFirst { throw broken(next, "+ or - between terms") }
    return sign
  }

  // MARK: Bounds and kinds

  private mutating func readBound() throws {
    if let (limit, relation) = try readLeftLimit() {
      let column = try readColumn()
      bound(column, reversed(relation), limit)
      if let second = readRelation() { bound(column, second, try readNumber()) }
      return
    }
    let column = try readColumn()
    if let token = next, token.word == "free", !token.isFirstOfLine {
      at += 1
      return (columns.values[column].lower, columns.values[column].upper) = (-.infinity, .infinity)
    }
    guard let relation = readRelation() else { throw broken(next, "<=, >=, = or free") }
    bound(column, relation, try readNumber())
  }

  private mutating func bound(_ column: Int, _ relation: String, _ limit: Double) {
    if relation != ">=" { columns.values[column].upper = limit }
    if relation != "<=" { columns.values[column].lower = limit }
  }

  private mutating func readKind(isBinary: Bool) throws {
    let column = try readColumn()
    columns.values[column].isInteger = true
    if isBinary { (columns.values[column].lower, columns.values[column].upper) = (0, 1) }
  }

  /// A column that the objective or a row has; another is told and added.
  private mutating func readColumn() throws -> Int {
    guard let token = next, token.kind == .name else { throw broken(next, "the name of a column") }
    at += 1
    if let known = columns.index[token.text] { return known }
    // Other writers leave a column that costs nothing and limits nothing to its bounds; it may be a slip of the pen, too.
    problems.warning(
      place(token), "the column '\(token.text)' stands neither in the objective nor in a row", expected: "a column of one of them",
      hint: didYouMean(token.text, among: columns.names))
    return column(token.text)
  }

  // MARK: Words

  private var next: LPToken? { at < tokens.count ? tokens[at] : nil }
  private var isLabel: Bool { at + 1 < tokens.count && tokens[at].kind == .name && tokens[at + 1].kind == .colon }

  private mutating func column(_ name: String) -> Int {
    if columns.index[name] == nil { columns.append(name, Column()) }
    return columns.index[name] ?? 0
  }

  private mutating func readRelation() -> String? {
    guard let token = next, token.kind == .relation else { return nil }
    at += 1
    return token.text
  }

  /// A number with its sign; `inf` and `infinity` are numbers.
  private mutating func readNumber() throws -> Double {
    let sign = try readSign(isFirst: true)
    guard let token = next, let number = value(token) else { throw broken(next, "a number") }
    at += 1
    return sign * number
  }

  private func value(_ token: LPToken) -> Double? {
    if case .number(let number) = token.kind { return number >= 1e30 ? .infinity : number }
    return token.word == "inf" || token.word == "infinity" ? .infinity : nil
  }

  // MARK: Mistakes

  /// Goes on after a mistake at the next line that begins a row or a section.
  private mutating func attempt(_ work: (inout LPReader) throws -> Void) {
    do {
      try work(&self)
    } catch {
      while at < tokens.count, !(tokens[at].isFirstOfLine && (isLabel || section(at: at) != nil)) { at += 1 }
    }
  }

  private mutating func skipToSection() { while at < tokens.count, section(at: at) == nil { at += 1 } }

  private mutating func broken(_ token: LPToken?, _ expected: String) -> Broken {
    if let token {
      let hint = token.text == "[" || token.text == "^" || token.text == "*" ? "only linear terms are read" : nil
      error(token, "'\(token.text)'", expected, hint)
    } else if let last = tokens.last {
      error(last, "the file ends after '\(last.text)'", expected)
    }
    return Broken()
  }

  private mutating func error(_ token: LPToken, _ found: String, _ expected: String, _ hint: String? = nil) {
    problems.error(place(token), found, expected: expected, hint: hint)
  }

  private func place(_ token: LPToken) -> SourcePlace { SourcePlace(file: file, line: token.line, column: token.column) }
}
