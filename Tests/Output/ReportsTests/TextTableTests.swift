import GoldenFiles
import Testing

@testable import Reports

@Suite struct TextTableTests {
  /// Espoo-like figures; the words come from the wording files so that the golden tables show all three languages.
  private func table(_ wording: Wording) -> TextTable {
    func sector(_ id: String, _ cells: [Cell]) -> TextTable.Row { .init(wording.name(id, in: "sector") ?? id, cells, indent: 1) }
    let unit = wording.unit("kt CO2e")
    return TextTable(
      title: "Espoo 2030", rowHeading: wording.text("sector"),
      columns: [
        .init(wording.text("year")), .init("1990", unit: unit), .init("2030", unit: unit), .init(wording.text("gap"), unit: unit),
        .init(wording.text("measure")),
      ],
      rows: [
        .init(wording.text("baseline"), [.blank, .blank, .blank, .blank, .blank]),
        sector(
          "district_heating",
          [.year(1990), .number(250.14, decimals: 1), .number(1060.25, decimals: 1), .number(-5, decimals: 0), .text("A")]),
        sector(
          "industry_and_machinery", [.year(1990), .number(5, decimals: 1), .notation("NE"), .number(12_345, decimals: 2), .text("日本")]),
        sector("transport", [.year(1990), .number(290, decimals: 1).marked(2), .notation("IE"), .number(nil, decimals: 2), .text("C")]),
        .init(
          wording.text("total"), [.year(1990), .number(545.1, decimals: 1).marked(2, 1), .number(1060.25, decimals: 1), .blank, .blank],
          kind: .total),
        .init(wording.text("target"), [.year(1990), .number(-0.04, decimals: 1), .notation("C"), .blank, .text("e\u{301}")]),
      ],
      footnotes: [
        .init(2, "Illustrative."), .init(1, "Assumed; the city has not published this figure, so it is taken from the regional inventory."),
      ])
  }

  @Test(arguments: Language.allCases) func aTableIsWrittenAsKept(language: Language) {
    let text = table(Wording(language)).text(NumberForm(language))
    #expect(goldenDifference(text, "table.\(language.rawValue).txt") == nil)
  }

  @Test func aTableTooWideIsCutIntoBlocksThatRepeatTheRowHeads() {
    let text = table(Wording(.en)).text(NumberForm(.en), width: 58)
    #expect(goldenDifference(text, "narrow.en.txt") == nil)
    #expect(text.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 58 })
  }

  @Test(arguments: Language.allCases) func aTableForMachinesIsWrittenAsKept(language: Language) {
    #expect(goldenDifference(table(Wording(language)).csv, "table.\(language.rawValue).csv") == nil)
  }

  @Test func decimalMarksStandUnderEachOther() {
    let cells: [Cell] = [.number(1.25, decimals: 2), .number(-1000.5, decimals: 1), .number(7, decimals: 0)]
    let table = TextTable(title: "t", rowHeading: "r", columns: [.init("x")], rows: cells.map { .init("a", [$0]) })
    #expect(
      table.text(NumberForm(.fi))
        == "t\n────────────\nr          x\n────────────\na       1,25\na  \u{2212}1\u{A0}000,5\na       7\n────────────\n")
  }

  @Test(arguments: [
    ("=1+2", "'=1+2"), ("+358 9", "'+358 9"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("a,b", "\"a,b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""), ("=\"a\",1", "\"'=\"\"a\"\",1\""), ("two\nlines", "\"two\nlines\""),
    ("q\"\u{301}", "\"q\"\"\u{301}\""),
    ("plain", "plain"), ("", ""),
  ])
  func textForMachinesIsNeverAFormula(raw: String, field: String) {
    let table = TextTable(title: "t", rowHeading: "r", columns: [.init("x")], rows: [.init(raw, [.number(-1.5, decimals: 1)])])
    #expect(table.csv == "r,x\r\n\(field),-1.5\r\n")
  }

  @Test(arguments: [
    ("abc", 3), ("äö", 2), ("e\u{301}", 1), ("日本", 4), ("🚲", 2), ("👩‍👩‍👧", 2), ("☀\u{FE0F}", 2), ("\u{200B}", 0), ("שלום", 4), ("–", 1),
    ("¹⁾", 2), ("", 0),
  ])
  func widthIsThatOfATerminal(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test func longLabelsAreWrappedUnderThemselves() {
    let label = "A measure whose name goes on for longer than half of the page can hold"
    let table = TextTable(title: "t", rowHeading: "r", columns: [.init("x")], rows: [.init(label, [.year(2030)], indent: 1)])
    #expect(
      table.text(NumberForm(.en), width: 50) == """
        t
        ───────────────────────────────
        r                             x
        ───────────────────────────────
          A measure whose name     2030
            goes on for longer
            than half of the page
            can hold
        ───────────────────────────────

        """)
  }
}
