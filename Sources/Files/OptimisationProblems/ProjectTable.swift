import Datasets
import Diagnostics
import Optimisation

/// Reads projects to take or leave under limits:
///
///     project,value,budget 2027,budget 2028
///     limit,,50,20
///     school,14,12,3
///
/// The header names the limits. A row `limit` gives their numbers; its value is blank. Every other row is a project, taken whole or
/// not at all, with its value (to be maximised) and what it uses of each limit. A blank is not zero.
func readProjects(_ bytes: UnsafeRawBufferPointer, file: String, into problems: inout DiagnosticList) -> LinearProblem? {
  let records = readCSV(bytes, file: file, into: &problems)
  guard let header = records.first, records.count > 1 else {
    problems.error(
      SourcePlace(file: file), "no row of a project", expected: "a header project,value,LIMIT..., a row limit, and a row for each project")
    return nil
  }
  var reader = ProjectReader(file: file, header: header, problems: problems)
  let problem = reader.read(records.dropFirst())
  problems = reader.problems
  return problem
}

private struct ProjectReader {
  let file: String
  let header: [CSVCell]
  var problems: DiagnosticList

  private struct Project {
    let name: String
    let numbers: [Double]
  }

  mutating func read(_ records: some Sequence<[CSVCell]>) -> LinearProblem? {
    let limitNames = readHeader()
    var (limits, projects) = ([Double]?.none, [Project]())
    var first: [String: CSVCell] = [:]
    for record in records {
      guard let label = readLabel(record, &first) else { continue }
      let isLimit = label == "limit"
      guard let numbers = readNumbers(record, isLimit: isLimit) else { continue }
      if isLimit { limits = numbers } else { projects.append(Project(name: label, numbers: numbers)) }
    }
    if first["limit"] == nil {
      problems.error(SourcePlace(file: file), "no row 'limit'", expected: "a row 'limit' with the number of each limit")
    }
    if first.count == 1, first["limit"] != nil { problems.error(SourcePlace(file: file), "no row of a project", expected: "at least one") }
    guard !problems.hasErrors, let limits else { return nil }
    return problem(projects, limitNames, limits)
  }

  private mutating func readHeader() -> [String] {
    for (place, word) in ["project", "value"].enumerated() where place >= header.count || header[place].text != word {
      let found = place < header.count ? "the header's cell '\(header[place].text)'" : "a header of \(header.count) cells"
      problems.error(self.place(header[min(place, header.count - 1)]), found, expected: "project,value,LIMIT...")
    }
    if header.count < 3 { problems.error(place(header[header.count - 1]), "a header without a limit", expected: "project,value,LIMIT...") }
    var names: Set<String> = []
    for cell in header.dropFirst(2) {
      if cell.text.isEmpty { problems.error(place(cell), "a limit without a name", expected: "a name") }
      if !cell.text.isEmpty, !names.insert(cell.text).inserted {
        problems.error(place(cell), "the limit '\(cell.text)' stands twice", expected: "every name once")
      }
    }
    return header.dropFirst(2).map(\.text)
  }

  /// The name of a row; nil, told, when it has none or another has it.
  private mutating func readLabel(_ record: [CSVCell], _ first: inout [String: CSVCell]) -> String? {
    let cell = record[0]
    if record.count == 1, cell.text.isEmpty {
      problems.error(place(cell), "an empty line", expected: "a project in every row")
      return nil
    }
    if cell.text.isEmpty {
      problems.error(place(cell), "a row without a name", expected: "the name of a project, or 'limit'")
      return nil
    }
    if let other = first[cell.text] {
      problems.error(place(cell), "'\(cell.text)' stands twice", expected: "every name once; it stands first at \(place(other))")
      return nil
    }
    first[cell.text] = cell
    return cell.text
  }

  /// Value and uses; a row `limit` has no value.
  private mutating func readNumbers(_ record: [CSVCell], isLimit: Bool) -> [Double]? {
    if record.count != header.count {
      problems.error(place(record[0]), "\(record.count) cells", expected: "\(header.count), as in the header")
      return nil
    }
    var numbers: [Double] = []
    for (number, cell) in record.enumerated().dropFirst() {
      if number == 1, isLimit {
        if !cell.text.isEmpty { problems.error(place(cell), "a value '\(cell.text)' in the row 'limit'", expected: "a blank cell") }
        numbers.append(0)
      } else if let value = Double(cell.text), value.isFinite {
        numbers.append(value)
      } else {
        let found = cell.text.isEmpty ? "a blank cell under '\(header[number].text)'" : "'\(cell.text)' under '\(header[number].text)'"
        let hint = cell.text.isEmpty ? "write 0 where nothing is used" : cell.text.contains(",") ? "write decimals with a point" : nil
        problems.error(place(cell), found, expected: "a number", hint: hint)
      }
    }
    return numbers.count == record.count - 1 ? numbers : nil
  }

  private func problem(_ projects: [Project], _ limitNames: [String], _ limits: [Double]) -> LinearProblem {
    var problem = LinearProblem(.maximise)
    for project in projects { problem.addChoice(project.name, objective: project.numbers[0]) }
    for (number, name) in limitNames.enumerated() {
      let terms = projects.enumerated().map { LinearProblem.Term($0, $1.numbers[number + 1]) }
      problem.addRow(name, terms, atMost: limits[number + 1])
    }
    return problem
  }

  private func place(_ cell: CSVCell) -> SourcePlace { SourcePlace(file: file, line: cell.line, column: cell.column) }
}
