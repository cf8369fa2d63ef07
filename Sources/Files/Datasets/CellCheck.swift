import Diagnostics

/// Types, required cells, closed lists, ranges, patterns and units of every cell. Rows of the wrong length are left out.
func checkCells(of table: DataTable, units: Set<String>, descriptor: String, into diagnostics: inout DiagnosticList) {
  let unitColumns = Set(table.fields.compactMap(\.unitColumn))
  for field in table.fields {
    let check = CellCheck(field: field, table: table, units: unitColumns.contains(field.name) ? units : nil, descriptor: descriptor)
    for row in table.wholeRows {
      guard let cell = row.cell(field.name) else { continue }
      check.check(cell.text, of: row, at: row.place(of: field.name), into: &diagnostics)
    }
  }
}

private struct CellCheck {
  let field: TableField
  let table: DataTable
  /// The list of units where the column holds units.
  let units: Set<String>?
  let descriptor: String
  private let pattern: Regex<AnyRegexOutput>?

  init(field: TableField, table: DataTable, units: Set<String>?, descriptor: String) {
    self.field = field
    self.table = table
    self.units = units
    self.descriptor = descriptor
    pattern = field.constraints?.pattern.flatMap { try? Regex($0) }
  }

  func check(_ text: String, of row: DataRow, at place: SourcePlace, into diagnostics: inout DiagnosticList) {
    if table.isMissing(text) {
      if field.constraints?.required == true { diagnostics.error(place, "\(field.name) is blank", expected: "a value in every row") }
      return
    }
    if let problem = typeProblem(text) {
      diagnostics.error(place, "\(field.name) '\(text)' is not \(problem.expected)", expected: problem.form, hint: problem.hint)
    } else {
      checkRange(text, at: place, into: &diagnostics)
    }
    checkList(text, at: place, into: &diagnostics)
    checkUnit(text, of: row, at: place, into: &diagnostics)
    if let pattern, (try? pattern.wholeMatch(in: text)) == nil {
      diagnostics.error(place, "\(field.name) '\(text)' has the wrong form", expected: "text like \(field.constraints?.pattern ?? "")")
    }
  }

  private func typeProblem(_ text: String) -> (expected: String, form: String, hint: String?)? {
    switch field.type {
    case "number" where PrintedNumber(text) == nil:
      let repaired = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
      return ("a number", "digits with a decimal point, such as 12.5", PrintedNumber(repaired).map { _ in "write '\(repaired)'" })
    case "integer" where PrintedNumber(text)?.decimals != 0:
      return ("a whole number", "digits only, such as 2030", nil)
    case "date" where !isDate(text):
      return ("a date", "year-month-day, such as 2030-12-31", nil)
    default: return nil
    }
  }

  private func checkRange(_ text: String, at place: SourcePlace, into diagnostics: inout DiagnosticList) {
    guard let limits = field.constraints, limits.minimum != nil || limits.maximum != nil, let number = Double(text) else { return }
    if let least = limits.minimum, number < least {
      diagnostics.error(place, "\(field.name) is \(text)", expected: "at least \(inWords(least))")
    }
    if let most = limits.maximum, number > most {
      diagnostics.error(place, "\(field.name) is \(text)", expected: "at most \(inWords(most))")
    }
  }

  private func checkList(_ text: String, at place: SourcePlace, into diagnostics: inout DiagnosticList) {
    guard let list = field.constraints?.enum, !list.contains(text) else { return }
    let expected = list.count <= 8 ? "one of \(list.joined(separator: ", "))" : "one of the \(list.count) values listed in \(descriptor)"
    diagnostics.error(
      place, "\(field.name) '\(text)' is not in the list of the field", expected: expected, hint: didYouMean(text, among: list))
  }

  /// A unit is one of the package's; a number whose unit stands in another column has one there.
  private func checkUnit(_ text: String, of row: DataRow, at place: SourcePlace, into diagnostics: inout DiagnosticList) {
    if let units, !units.contains(text) {
      diagnostics.error(
        place, "unit '\(text)' is not in the list units of \(descriptor)", expected: "a unit of the list, or a new one added to it",
        hint: didYouMean(text, among: units))
    }
    if field.type == "number", let column = field.unitColumn, table.has([column]), row[column].isEmpty {
      diagnostics.error(place, "\(field.name) \(text) has no unit", expected: "a unit in the column \(column)")
    }
  }
}

/// Whole limits are told without a decimal point.
private func inWords(_ limit: Double) -> String { Int(exactly: limit).map(String.init) ?? String(limit) }

/// A day of the Gregorian calendar, written year-month-day with four, two and two digits.
func isDate(_ text: String) -> Bool {
  guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
    let year = Int(match.1), let month = Int(match.2), let day = Int(match.3), (1...12).contains(month)
  else { return false }
  let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let days = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...days[month - 1]).contains(day)
}
