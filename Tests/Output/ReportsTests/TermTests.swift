import Foundation
import Testing

@testable import Reports

/// The words of the climate budget are those of `terms.csv`: terms of Finnish municipal budgets with their sources.
@Suite struct TermTests {
  static let keys: [(term: String, key: String)] = [
    ("climate_budget", "budget.title"), ("emission_budget", "budget.title_a"), ("climate_financial_plan", "budget.title_c"),
    ("emission_ceiling", "budget_row.ceiling"), ("emission_ceiling", "budget_column.ceiling"), ("operating_economy", "flow.operating"),
    ("operating_economy", "budget_column.operating"), ("investments", "flow.investment"), ("investments", "budget_column.investments"),
    ("investment_cap", "budget.cap"), ("investment_programme", "budget_row.programme"), ("investment_programme", "budget.title_d2"),
    ("indicator", "budget_column.indicator"),
    ("followup", "budget.title_f"),
    ("outcome", "budget_column.final"), ("outcome", "budget_column.outcome"), ("deviation", "budget_column.deviation"),
    ("responsible_unit", "budget.unit"), ("responsible_unit", "budget_column.unit"), ("baseline", "budget_row.baseline"),
    ("base_year", "budget_column.base_year"), ("measure", "measure"), ("gap", "budget_row.gap"), ("gap", "budget_column.gap"),
    ("offset", "budget_column.bound"), ("adaptation", "purpose.adaptation"), ("savu_zone", "budget.zone"),
    ("service_class", "budget_column.service_class"),
  ]

  @Test(arguments: keys.indices, Language.allCases) func aTermIsTheOneOfTheList(index: Int, language: Language) throws {
    let (term, key) = Self.keys[index]
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("terms.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix(term + ",") })
    let column = [Language.fi: 1, .sv: 2, .en: 3][language] ?? 1
    let allowed = line.split(separator: ",", omittingEmptySubsequences: false)[column].split(separator: ";").map {
      $0.prefix { $0 != "(" }.trimmingCharacters(in: .whitespaces).lowercased()
    }
    let text = try #require(Wording(language).texts[key]).lowercased()
    #expect(allowed.contains { text.contains($0.dropLast(1)) }, "'\(text)' is none of \(allowed)")
  }
}
