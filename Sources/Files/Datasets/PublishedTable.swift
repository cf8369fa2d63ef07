import Diagnostics
import InputFiles

/// Totals of a published table that do not equal their rows.
///
/// The first column holds the names of the rows. A row is a total when its name says so (total, sum, aggregated, yhteensä, summa, totalt,
/// sammanlagt), or when a column `row` says `total`. Rows whose name starts with a dash or a bullet (or `row` says `part`) are parts of the row
/// above them: a total above its parts is theirs; a total below rows is of all rows since the last such total, parts left out.
/// Cells in per cent and in words are not summed. A blank is unknown and adds nothing.
package struct PublishedTableCheck: Sendable, Equatable {
  package struct Finding: Sendable, Equatable {
    package let place: SourcePlace
    package let row: String
    package let column: String
    /// As exact decimals.
    package let printed: String
    package let sum: String
    /// printed less sum.
    package let difference: String
    /// What rounding can explain at most: half of the last printed place, for each row and the total.
    package let rounding: String
    package let isWithinRounding: Bool
    package let rows: Int
    package let rowsWithoutNumber: Int
  }

  package let file: String
  /// Cells of total rows that were compared.
  package let checked: Int
  package let findings: [Finding]

  package var hasFaults: Bool { findings.contains { !$0.isWithinRounding } }
}

/// Reads a published table and compares its totals with their rows.
/// - Throws: what stops the reading, and a table without a total.
package func verifyPublishedTable(_ path: String) throws(InputError) -> PublishedTableCheck {
  var problems = DiagnosticList()
  guard let bytes = fileContent(path, purpose: "a table in CSV", into: &problems) else { throw InputError(problems) }
  let header = bytes.prefix { $0 != UInt8(ascii: "\n") }
  let semicolons = header.filter { $0 == UInt8(ascii: ";") }.count > header.filter { $0 == UInt8(ascii: ",") }.count
  let records = bytes.withUnsafeBytes { readCSV($0, file: path, separator: semicolons ? ";" : ",", into: &problems) }
  guard let heads = records.first, !problems.hasErrors else { throw InputError(problems) }
  let table = PublishedTable(
    heads: heads, rows: Array(records.dropFirst()).filter { !$0.allSatisfy(\.text.isEmpty) }, decimalComma: semicolons)
  if table.totals.isEmpty {
    problems.error(
      SourcePlace(file: path), "no row is a total", expected: "a name such as 'Total' or 'Yhteensä', or a column 'row' with 'total'")
    throw InputError(problems)
  }
  return table.check(path)
}

private struct PublishedTable {
  enum Standing { case main, part, total }

  let heads: [CSVCell]
  let rows: [[CSVCell]]
  let decimalComma: Bool
  let standings: [Standing]

  init(heads: [CSVCell], rows: [[CSVCell]], decimalComma: Bool) {
    self.heads = heads
    self.rows = rows
    self.decimalComma = decimalComma
    let column = heads.firstIndex { $0.text.lowercased() == "row" }
    standings = rows.map { Self.standing($0, column: column) }
  }

  private static func standing(_ row: [CSVCell], column: Int?) -> Standing {
    if let column, column < row.count { return ["total": .total, "part": .part][row[column].text.lowercased()] ?? .main }
    let name = row[0].text
    if let first = name.first, "-–—•".contains(first) { return .part }
    let words = name.lowercased().split { !$0.isLetter }
    return words.contains { totalWords.contains(String($0)) } ? .total : .main
  }

  private static let totalWords: Set = ["total", "totals", "sum", "aggregated", "yhteensä", "summa", "totalt", "sammanlagt", "kaikkiaan"]

  /// Rows of each total, by position.
  var totals: [(row: Int, parts: [Int])] {
    var found: [(Int, [Int])] = []
    var since: [Int] = []
    for (r, standing) in standings.enumerated() where standing != .part {
      let parts = Array(standings[(r + 1)...].prefix { $0 == .part }.indices)
      if standing == .total, parts.isEmpty {
        if !since.isEmpty { found.append((r, since)) }
        since = []
      } else {
        if standing == .total { found.append((r, parts)) }
        since.append(r)
      }
    }
    return found
  }

  func check(_ file: String) -> PublishedTableCheck {
    var findings: [PublishedTableCheck.Finding] = []
    var checked = 0
    for (row, parts) in totals {
      for column in heads.indices.dropFirst() {
        let step = lastPlace(of: column)
        guard let total = number(row, column) else { continue }
        let numbers = parts.compactMap { number($0, column) }
        if numbers.isEmpty { continue }
        checked += 1
        let sum = numbers.reduce(PrintedNumber(digits: 0, decimals: 0), +)
        let difference = total - sum
        if difference.digits == 0 { continue }
        let rounding = ([total] + numbers).map { step ?? $0.rounding }.reduce(PrintedNumber(digits: 0, decimals: 0), +)
        let cell = rows[row][column]
        findings.append(
          .init(
            place: SourcePlace(file: file, line: cell.line, column: cell.column), row: rows[row][0].text, column: heads[column].text,
            printed: "\(total)", sum: "\(sum)", difference: "\(difference)", rounding: "\(rounding)",
            isWithinRounding: difference.magnitude <= rounding, rows: parts.count, rowsWithoutNumber: parts.count - numbers.count))
      }
    }
    return PublishedTableCheck(file: file, checked: checked, findings: findings)
  }

  /// Half of the power of ten that all whole numbers of a column are multiples of; nil where decimals tell the last place themselves.
  private func lastPlace(of column: Int) -> PrintedNumber? {
    let numbers = rows.indices.compactMap { number($0, column) }.filter { $0.digits != 0 }
    if numbers.isEmpty || numbers.contains(where: { $0.decimals > 0 }) { return nil }
    var place = Int128(1)
    while numbers.allSatisfy({ $0.digits % (place * 10) == 0 }) { place *= 10 }
    return PrintedNumber(digits: place * 5, decimals: 1)
  }

  /// The number of a cell; nil for a blank, words and per cent. Spaces group digits; so does a comma before three digits where cells are
  /// separated by commas.
  private func number(_ row: Int, _ column: Int) -> PrintedNumber? {
    guard column < rows[row].count, !rows[row][column].text.contains("%") else { return nil }
    var text = rows[row][column].text.filter { !$0.isWhitespace && !"\u{A0}\u{202F}".contains($0) }
    if let first = text.first, "−–".contains(first) { text = "-" + text.dropFirst() }
    if text.hasPrefix("+") { text.removeFirst() }
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    let isGrouped = !decimalComma && groups.count > 1 && groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 }
    return PrintedNumber(isGrouped ? groups.joined() : text.replacing(",", with: "."))
  }
}
