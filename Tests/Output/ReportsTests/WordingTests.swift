import Foundation
import Testing

@testable import Reports

@Suite struct WordingTests {
  private let wordings = Language.allCases.map { Wording($0) }

  @Test func everyLanguageHasTheSameKeysAndNoEmptyText() {
    for wording in wordings {
      #expect(Set(wording.texts.keys) == Set(wordings[0].texts.keys), "\(wording.language)")
      #expect(wording.texts.filter { $0.value.allSatisfy(\.isWhitespace) }.isEmpty, "\(wording.language)")
    }
  }

  @Test func everyLanguageHasTheSamePlaceholders() {
    for key in wordings[0].texts.keys.sorted() {
      let names = wordings.map { wording in Set(placeholders(wording.texts[key] ?? "")) }
      #expect(Set(names).count == 1, "\(key): \(names)")
    }
  }

  @Test(arguments: Language.allCases) func aWordingFileNamesEachKeyOnceInOrder(language: Language) throws {
    let file = folder("Sources/Output/Reports/Wording").appendingPathComponent("\(language.rawValue).json")
    let keys = matches(#"(?m)^\s*"([^"]+)"\s*:"#, in: try String(contentsOf: file, encoding: .utf8))
    #expect(keys == Array(Set(keys)).sorted())
    #expect(keys.count == Wording(language).texts.count)
  }

  /// `wording.text("key")` (`self.text` inside `Wording`) names a key; `wording.name(…, in: "family")` names every key of a family.
  @Test func everyKeyInTheSourcesExistsAndEveryKeyIsUsed() throws {
    let sources = try swiftSources(folder("Sources/Output")) + swiftSources(folder("Sources/tiekartta"))
    let named = Set(sources.flatMap { matches(#"\b(?:wording|self)\.text\(\s*"([a-z0-9_.]+)""#, in: $0) })
    let families = Set(sources.flatMap { matches(#"\bwording\.name\([^"]*\bin:\s*"([a-z0-9_]+)""#, in: $0) })
    let keys = Set(wordings[0].texts.keys)
    #expect(named.subtracting(keys).sorted() == [], "used but not in the wording")
    #expect(families.filter { family in !keys.contains { $0.hasPrefix(family + ".") } } == [], "families without a key")
    let unused = keys.filter { key in !named.contains(key) && !families.contains { key.hasPrefix($0 + ".") } }
    let waiting = try notYetUsed()
    #expect(unused.subtracting(waiting).sorted() == [], "not used, and not in WordingNotYetUsed.txt")
    #expect(waiting.subtracting(unused).sorted() == [], "in WordingNotYetUsed.txt, but used or not in the wording")
  }

  @Test func placeholdersAreFilledOnceAndBracesInValuesStay() {
    let wording = Wording(.en, texts: ["gap": "{scenario} misses {year} by {gap}; {scenario} {"])
    #expect(wording.text("gap", ["scenario": "{year}", "year": "2030", "gap": "5 kt"]) == "{year} misses 2030 by 5 kt; {year} {")
  }

  @Test(arguments: [(Language.fi, "Päästökatto", "kt CO2-ekv"), (.sv, "Utsläppstak", "kt CO2-ekv"), (.en, "Emission ceiling", "kt CO2e")])
  func wordsAndUnitsAreThoseOfTheLanguage(language: Language, ceiling: String, unit: String) {
    let wording = Wording(language)
    #expect(wording.text("emission_ceiling") == ceiling)
    #expect(wording.unit("kt CO2e") == unit)
    #expect(wording.unit("t CO2e/a") == unit.dropFirst() + "/a")
    #expect(wording.unit("GWh") == "GWh")
  }

  @Test func aSectorThatTheWordingDoesNotKnowHasNoName() {
    #expect(Wording(.sv).name("transport", in: "sector") == "Trafik")
    #expect(Wording(.sv).name("space_travel", in: "sector") == nil)
  }

  private func placeholders(_ text: String) -> [String] {
    templateParts(text).compactMap { if case .placeholder(let name) = $0 { name } else { nil } }
  }

  private func notYetUsed() throws -> Set<String> {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("WordingNotYetUsed.txt")
    return Set(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init))
  }
}

private func folder(_ path: String) -> URL {
  let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  return here.appendingPathComponent("../../../\(path)").standardized
}

private func swiftSources(_ folder: URL) throws -> [String] {
  let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
  return try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
}

/// The first group of each match of `pattern`.
private func matches(_ pattern: String, in text: String) -> [String] {
  guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
  return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
    Range(match.range(at: 1), in: text).map { String(text[$0]) }
  }
}
