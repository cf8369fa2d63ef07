import Foundation
import Testing

/// The page a council reads: `tiekartta report`.
@Suite struct ReportTests {
  /// Espoo's pages in three languages, made once.
  private static let espoo = Result { try pages("Scenarios/espoo", "--draws", "2000") }

  private static func pages(_ arguments: String...) throws -> [String: String] {
    let folder = temporaryURL()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try tiekartta(["report"] + arguments + ["--lang", "fi,sv,en", "-o", folder.path])
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    let plan = URL(fileURLWithPath: arguments[0]).lastPathComponent
    return try Dictionary(
      uniqueKeysWithValues: ["fi", "sv", "en"].map {
        ($0, try String(contentsOf: folder.appendingPathComponent("\(plan)-\($0).html"), encoding: .utf8))
      })
  }

  @Test func onePageTellsAllInThreeLanguages() throws {
    let pages = try Self.espoo.get()
    let sections = [
      "headline", "roadmap", "gap", "measures", "money", "investments", "programmes", "comparison", "sensitivity", "sources", "methods",
      "manifest",
    ]
    for (language, page) in pages {
      #expect(page.hasPrefix("<!doctype html>\n<html lang=\"\(language)\">"))
      #expect(sections.allSatisfy { page.contains("<section id=\"\($0)\"") && page.contains("<a href=\"#\($0)\">") })
      #expect(page.utf8.count < 3_000_000)
      // Nothing from elsewhere: the only address is a name space of SVG.
      #expect(!page.contains("src=") && !page.contains("<link") && !page.contains("url(http") && !page.contains("@import"))
      for other in pages.keys where other != language { #expect(page.contains("href=\"espoo-\(other).html\"")) }
    }
    #expect(
      pages["fi"]?.contains(
        "Tavoitetta ei saavuteta (Hiilineutraali Espoo 2030): 295,7\u{A0}kt CO2-ekv vuonna 2030, 83,7\u{A0}kt CO2-ekv yli tavoitteen 212,0\u{A0}kt CO2-ekv."
      ) == true)
    #expect(pages["sv"]?.contains("Målet nås inte (Klimatneutralt Esbo 2030): 295,7\u{A0}kt CO2-ekv år 2030") == true)
    #expect(
      pages["en"]?.contains(
        "does not reach the target: 295.7\u{A0}kt CO2e in 2030, 83.7\u{A0}kt CO2e above the target of 212.0\u{A0}kt CO2e.") == true)
  }

  @Test func theSamePlanIsTheSameBytes() throws {
    let again = try Self.pages("Scenarios/espoo", "--draws", "2000")
    #expect(try Self.espoo.get() == again)
  }

  // MARK: Every number equals the JSON of the other commands

  @Test(arguments: ["fi", "sv", "en"]) func tonnesEqualThoseOfRun(_ language: String) throws {
    let tables = pageTables(try Self.espoo.get()[language] ?? "")
    let run = try object(try tiekartta("run", "Scenarios/espoo", "--draws", "2000", "--format", "json").output)
    let scenarios = try #require(run["scenarios"] as? [[String: Any]]), years = try #require(scenarios[0]["years"] as? [Int])
    // The page's own scenario comes first.
    let own = try #require(scenarios.first { $0["id"] as? String == "hne2030" })
    let ordered = [own] + scenarios.filter { $0["id"] as? String != "hne2030" }
    let byYear = try #require(tables.first { $0.rows.count == years.count && $0.rows[0].count == ordered.count + 2 })
    for (t, year) in years.enumerated() {
      let row = try #require(byYear.row(String(year)))
      for (s, scenario) in ordered.enumerated() {
        let total = try #require((scenario["total"] as? [NSNumber])?[t]).doubleValue
        #expect(row[s + 1].isRounded(total), "\(year), \(s): \(row[s + 1]) is not \(total)")
      }
    }
    try expectStackedSectors(tables, own, years)
    try expectBands(tables, own, years)
  }

  private func expectStackedSectors(_ tables: [PageTable], _ own: [String: Any], _ years: [Int]) throws {
    let sectors = try #require(own["sectors"] as? [String: [NSNumber]])
    let chart = try #require(tables.first { $0.rows.count == years.count && $0.rows[0].count >= sectors.count + 1 })
    for (t, year) in years.enumerated() {
      let printed = try #require(chart.row(String(year))).dropFirst()
      for (sector, values) in sectors {
        #expect(
          printed.contains { $0.isRounded(values[t].doubleValue) }, "\(year): no \(sector) of \(values[t]) among \(printed.map(\.text))")
      }
    }
  }

  private func expectBands(_ tables: [PageTable], _ own: [String: Any], _ years: [Int]) throws {
    let bands = try #require((own["bands"] as? [String: Any])?["total"] as? [String: [NSNumber]])
    let p05 = try #require(bands["p05"]), p95 = try #require(bands["p95"])
    let chart = try #require(
      tables.first { table in
        table.rows.count == years.count && table.rows[1].count > 4 && table.rows[1][3].isRounded(p05[1].doubleValue)
          && table.rows[1][4].isRounded(p95[1].doubleValue)
      })
    for (t, year) in years.enumerated() {
      let row = try #require(chart.row(String(year)))
      #expect(row[3].isRounded(p05[t].doubleValue) && row[4].isRounded(p95[t].doubleValue), "\(year): \(row.map(\.text))")
    }
  }

  @Test(arguments: ["fi", "sv", "en"]) func tablesOfTheBudgetEqualThoseOfBudget(_ language: String) throws {
    let tables = pageTables(try Self.espoo.get()[language] ?? "")
    let budget = try object(
      try tiekartta("budget", "Scenarios/espoo", "--year", "2025", "--draws", "2000", "--lang", language, "--format", "json").output)
    let expected = try #require(budget["tables"] as? [[String: Any]]).filter { !"F".contains(($0["table"] as? String ?? "F").prefix(1)) }
    #expect(expected.count >= 6)
    var figures = 0
    for table in expected {
      let title = try #require(table["title"] as? String)
      let shown = try #require(tables.first { $0.caption == title }, "no table '\(title)'")
      let rows = try #require(table["rows"] as? [[String: Any]])
      #expect(shown.rows.count == rows.count, "\(title)")
      for (row, cells) in zip(shown.rows, rows) {
        for (cell, value) in zip(row.dropFirst(), cells["cells"] as? [Any] ?? []) {
          guard let number = value as? NSNumber else { continue }
          figures += 1
          #expect(cell.isRounded(number.doubleValue), "\(title), \(row[0].text): \(cell.text) is not \(number)")
        }
      }
    }
    #expect(figures > 500)
  }

  @Test func moneyEqualsThatOfInvest() throws {
    let tables = pageTables(try Self.espoo.get()["en"] ?? "")
    let check = try object(try tiekartta("invest", "Scenarios/espoo", "check", "--format", "json").output)
    let zones = try #require(((check["tables"] as? [String: Any])?["zone"] as? [String: Any])?["net"] as? [String: [String: NSNumber]])
    let chart = try #require(tables.first { $0.rows.count == 10 && $0.caption.contains("the cap is 250.0") })
    for row in chart.rows {
      for (zone, money) in zones {
        guard let amount = money[row[0].text]?.doubleValue, amount != 0 else { continue }
        #expect(row.dropFirst().contains { $0.isRounded(amount) }, "\(row[0].text), \(zone): no \(amount) among \(row.map(\.text))")
      }
    }
    let limits = try #require(check["limits"] as? [[String: Any]])
    let shown = try #require(tables.first { $0.caption.contains("which limits hold") })
    for row in shown.rows {
      guard let used = row[1].value else { continue }
      #expect(
        limits.contains { limit in
          (limit["used"] as? NSNumber).map { row[1].isRounded($0.doubleValue) || row[1].isRounded($0.doubleValue * 100) } ?? false
        }, "\(row[0].text): \(used)")
    }
  }

  @Test func figuresOfTheComparisonEqualThoseOfCompare() throws {
    let tables = pageTables(try Self.espoo.get()["en"] ?? "")
    let compare = try object(
      try tiekartta(
        "compare", "Scenarios/espoo", "hne2030", "pessimistic", "finland2035", "hne2030-plus", "--draws", "2000", "--format", "json"
      ).output)
    let alternatives = try #require(compare["alternatives"] as? [[String: Any]])
    let shown = try #require(tables.first { $0.caption == "Espoo: alternatives side by side" })
    let rows = ["emissions": "Emissions 2030", "gap": "Gap", "cumulative": "Cumulative"]
    for (id, label) in rows {
      let row = try #require(shown.rows.first { $0[0].text.hasPrefix(label) })
      for (a, alternative) in alternatives.enumerated() {
        let figure = try #require(((alternative["figures"] as? [String: Any])?[id] as? [String: Any])?["value"] as? NSNumber)
        #expect(row[a + 1].isRounded(figure.doubleValue), "\(label): \(row.map(\.text))")
      }
    }
  }

  /// No figure of these sections comes from anywhere else: each is one that the other commands print, or the difference of two that stand
  /// in its row, what rounding
  /// adds to its column, or the running sum of the figures above it (a cost curve).
  @Test func noFigureOfThePageIsTheCommandsOwn() throws {
    let page = try Self.espoo.get()["en"] ?? ""
    let scenarios = ["hne2030", "pessimistic", "finland2035", "hne2030-plus"]
    let documents = try [
      ["run", "Scenarios/espoo", "--draws", "2000"], ["budget", "Scenarios/espoo", "--year", "2025", "--draws", "2000"],
      ["invest", "Scenarios/espoo", "check"], ["compare", "Scenarios/espoo"] + scenarios + ["--draws", "2000"],
    ].map { try object(try tiekartta($0 + ["--format", "json"]).output) }
    let printed = documents.flatMap(numbers).sorted()
    // Tables of the budget have an id of their own within their section.
    let sections = page.replacingOccurrences(of: "<section id=\"table-", with: "<section ").components(separatedBy: "<section id=\"").filter
    { part in
      ["headline\"", "roadmap\"", "measures\"", "money\"", "investments\"", "comparison\""].contains { part.hasPrefix($0) }
    }
    #expect(sections.count == 6)
    var seen = 0, strange: [String] = []
    for table in sections.flatMap(pageTables) {
      var sum = 0.0
      for row in table.rows where row[0].text != "Rounding" {
        sum += row.dropFirst().first?.value ?? 0
        let values = row.compactMap(\.value)
        for cell in row where cell.value != nil {
          seen += 1
          if !isPrinted(cell, printed), !isDifference(cell, values), abs((cell.value ?? 0) - sum) > 0.05 * Double(table.rows.count) {
            strange.append("\(table.caption), \(row[0].text): \(cell.text)")
          }
        }
      }
    }
    #expect(seen > 500)
    #expect(strange == [])
  }

  /// Every number of a document, also as percent and per thousand, and the sum of what is told year by year.
  private func numbers(_ value: Any) -> [Double] {
    if let record = value as? [String: Any] {
      let isByYear = !record.isEmpty && record.keys.allSatisfy { $0.count == 4 && Int($0) != nil }
      let sum = isByYear ? record.values.reduce(0) { $0 + (($1 as? NSNumber)?.doubleValue ?? 0) } : nil
      return record.values.flatMap(numbers) + [sum].compactMap { $0 }
    }
    if let list = value as? [Any] { return list.flatMap(numbers) }
    guard let number = (value as? NSNumber)?.doubleValue else { return [] }
    return [number, -number, number * 100, number / 1000, number * 1000]
  }

  private func isPrinted(_ cell: PageCell, _ printed: [Double]) -> Bool {
    guard let value = cell.value else { return true }
    var low = 0, high = printed.count
    while low < high {
      let middle = (low + high) / 2
      if printed[middle] < value - pow(10, -Double(cell.decimals)) { low = middle + 1 } else { high = middle }
    }
    return printed[low...].prefix { $0 <= value + pow(10, -Double(cell.decimals)) }.contains(where: cell.isRounded)
  }

  private func isDifference(_ cell: PageCell, _ values: [Double]) -> Bool {
    guard let value = cell.value else { return true }
    return values.contains { a in values.contains { abs(a - $0 - value) < 1e-6 } }
  }

  // MARK: What the page is asked for

  @Test func sectionsAreThoseOfTheCommandLineElseOfThePlan() throws {
    let folder = temporaryURL()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try tiekartta("new", folder.path)
    let plan = folder.appendingPathComponent("plan.yaml")
    let text = try String(contentsOf: plan, encoding: .utf8)
    try (text + "\nreport: {sections: [sources, headline], scenario: decided}\n").write(to: plan, atomically: true, encoding: .utf8)
    func sections(_ arguments: String...) throws -> [String] {
      let outcome = try tiekartta(["report", folder.path, "-o", folder.appendingPathComponent("page.html").path] + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let page = try String(contentsOf: folder.appendingPathComponent("page.html"), encoding: .utf8)
      return page.components(separatedBy: "<section id=\"").dropFirst().compactMap { $0.split(separator: "\"").first.map(String.init) }
        .filter { !$0.hasPrefix("table") }
    }
    #expect(try sections() == ["sources", "headline"])
    #expect(try sections("--sections", "gap,manifest") == ["gap", "manifest"])
  }

  @Test func aSectionThatIsNoSectionIsToldWithItsPlace() throws {
    let folder = temporaryURL()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try tiekartta("new", folder.path)
    let plan = folder.appendingPathComponent("plan.yaml")
    let text = try String(contentsOf: plan, encoding: .utf8)
    try (text + "\nreport:\n  sections: [headline, headline]\n  scenario: decidet\n").write(to: plan, atomically: true, encoding: .utf8)
    let outcome = try tiekartta("report", folder.path, "-o", folder.appendingPathComponent("page.html").path)
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).count + 2
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        \(plan.path):\(line):24: error: the section 'headline' is named twice; expected each section once
        \(plan.path):\(line + 1):13: error: no scenario 'decidet'; expected the id of a scenario; hint: did you mean 'decided'?

        """)
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("page.html").path))
    #expect(try tiekartta("report", "Scenarios/espoo", "--sections", "headline,gaps").status == 64)
    #expect(try tiekartta("report", "Scenarios/espoo", "--lang", "fi,sv", "-o", "one.html").status == 64)
  }

  // MARK: Kept runs

  @Test func keptRunsHaveAPageWithoutTheirFiles() throws {
    let folder = temporaryURL()
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try tiekartta("new", "town", in: folder)
    let run = try tiekartta("run", "town", "--store", "runs.sqlite", "--format", "json", in: folder)
    try FileManager.default.removeItem(at: folder.appendingPathComponent("town"))
    let outcome = try tiekartta("report", "--store", "runs.sqlite", "--lang", "en,fi", "-o", "pages", in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try String(contentsOf: folder.appendingPathComponent("pages/runs-en.html"), encoding: .utf8)
    let scenarios = try #require(try object(run.output)["scenarios"] as? [[String: Any]])
    let table = try #require(pageTables(page).first { $0.caption == "Kept runs: is the target reached?" })
    #expect(table.rows.count == scenarios.count)
    for (row, scenario) in zip(table.rows, scenarios) {
      let target = try #require(scenario["target"] as? [String: Any])
      #expect(row[0].text.hasPrefix(try #require(scenario["id"] as? String)))
      #expect(row[4].isRounded(try #require(target["gap"] as? NSNumber).doubleValue), "\(row.map(\.text))")
    }
    #expect(page.components(separatedBy: "<figure").count == scenarios.count + 1)
    #expect(try tiekartta("report", "--store", "none.sqlite", in: folder).status == 2)
    #expect(try tiekartta("report", in: folder).status == 64)
  }

  // MARK: Hostile plans

  /// Markup in every name, a name of 300 characters, a direction override, a hundred scenarios, two hundred measures, nothing else.
  @Test func aHostilePlanRendersSafely() throws {
    let folder = temporaryURL()
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try tiekartta("new", folder.path)
    let plan = folder.appendingPathComponent("plan.yaml")
    try hostilePlan(try String(contentsOf: plan, encoding: .utf8), measures: 200, scenarios: 100).write(
      to: plan, atomically: true, encoding: .utf8)
    let file = folder.appendingPathComponent("page.html")
    let outcome = try tiekartta("report", folder.path, "--scenario", "s0", "--lang", "sv", "-o", file.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try String(contentsOf: file, encoding: .utf8)
    #expect(page.components(separatedBy: "<script").count == 2 && page.components(separatedBy: "</style>").count == 2)
    #expect(!page.contains("<img") && !page.contains("\u{202E}") && !page.contains("{city}{"))
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.contains(String(repeating: "Pitkä", count: 60)))
    // Every scenario has its row.
    #expect((3..<100).allSatisfy { page.contains(">Scenario \($0)<") })
  }

  private func hostilePlan(_ small: String, measures: Int, scenarios: Int) -> String {
    let evil = #"<script>alert(1)</script>\"><img src=x onerror=alert(2)> & </style></svg> {city} ]]> &amp; \u202e"#
    let long = String(repeating: "Pitkä", count: 60)
    let head = small.components(separatedBy: "measures:\n")[0].replacingOccurrences(
      of: "{en: My city, fi: Oma kaupunki, sv: Min stad}", with: "\"\(evil)\"")
    let listed = (0..<measures).map { i in
      """
        - {id: m\(i), name: "\(i == 0 ? long : i == 1 ? evil : "Measure \(i)")", owner: "\(i == 2 ? evil : "unit")", status: adopted, class: quantified, effect: {on: intensity, sector: district_heating, stream: district_heat, share: \(0.1 / Double(measures))}, adoption: {curve: linear, start: 2025, ramp: 8}, cost: {capex: \(i % 13 + 1) kEUR, lifetime: 30}}
      """
    }
    let all = (0..<measures).map { "m\($0)" }.joined(separator: ", ")
    let worlds = (0..<scenarios).map { i in
      "  - {id: s\(i), name: \"\(i == 1 ? evil : i == 2 ? long : "Scenario \(i)")\", measures: [\(i == 0 ? all : "m0, m1, m2")]}"
    }
    return head + "measures:\n" + listed.joined(separator: "\n") + "\nscenarios:\n" + worlds.joined(separator: "\n") + "\n"
  }
}
