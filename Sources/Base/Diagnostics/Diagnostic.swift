/// Where something stands in a file: one-based line and column, as editors count them.
package struct SourcePlace: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  package var description: String { "\(file):\(line):\(column)" }

  package static func < (a: SourcePlace, b: SourcePlace) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// One problem told to a person: where it is, what was found, what was expected, and what to try.
///
/// Written as one line, `file:line:column: error: found; expected …; hint: …`, so that editors and `grep` can follow it.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Sendable, Comparable {
    /// The plan cannot be run. Exit code 2.
    case error
    /// The run goes on; the count is shown with the result.
    case warning
    /// A fact about the data worth knowing, such as a published total that differs from its rows.
    case finding

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .error ? 0 : self == .warning ? 1 : 2 }
  }

  package let severity: Severity
  package let place: SourcePlace
  package let found: String
  package let expected: String?
  package let hint: String?

  package init(_ severity: Severity, at place: SourcePlace, found: String, expected: String? = nil, hint: String? = nil) {
    self.severity = severity
    self.place = place
    self.found = found
    self.expected = expected
    self.hint = hint
  }

  package var description: String {
    var line = "\(place): \(severity.rawValue): \(found)"
    if let expected { line += "; expected \(expected)" }
    if let hint { line += "; hint: \(hint)" }
    return line
  }
}

/// Collects every problem of a stage, so that a user sees them all in one run.
///
/// The same problem met twice (a shared section composed into several scenarios) is kept once.
package struct DiagnosticList: Sendable {
  private var kept: Set<Diagnostic> = []

  package init() {}

  package mutating func report(_ diagnostic: Diagnostic) { kept.insert(diagnostic) }

  package mutating func error(_ place: SourcePlace, _ found: String, expected: String? = nil, hint: String? = nil) {
    report(Diagnostic(.error, at: place, found: found, expected: expected, hint: hint))
  }

  package mutating func warning(_ place: SourcePlace, _ found: String, expected: String? = nil, hint: String? = nil) {
    report(Diagnostic(.warning, at: place, found: found, expected: expected, hint: hint))
  }

  package mutating func finding(_ place: SourcePlace, _ found: String, expected: String? = nil, hint: String? = nil) {
    report(Diagnostic(.finding, at: place, found: found, expected: expected, hint: hint))
  }

  package mutating func merge(_ other: DiagnosticList) { kept.formUnion(other.kept) }

  /// All problems by place, so that the order never depends on the order of work.
  package var all: [Diagnostic] {
    kept.sorted { ($0.place, $0.severity, $0.found) < ($1.place, $1.severity, $1.found) }
  }

  package func all(_ severity: Diagnostic.Severity) -> [Diagnostic] { all.filter { $0.severity == severity } }

  package var hasErrors: Bool { kept.contains { $0.severity == .error } }
  package var isEmpty: Bool { kept.isEmpty }
}

/// Thrown when a stage ends with errors; the command prints them all and exits with 2.
package struct InputError: Error, Sendable {
  package let diagnostics: DiagnosticList
  package init(_ diagnostics: DiagnosticList) { self.diagnostics = diagnostics }
}
