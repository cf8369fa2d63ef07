#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The words of reports in one language, read from `Wording/<language>.json` inside the binary: key -> text with `{placeholders}`.
///
/// A key or placeholder that is missing or left over is a programmer's mistake and stops the program; the tests find it first
/// by comparing the three files with each other and with every `wording.text("…")` and `wording.name(…, in: "…")` in the sources,
/// so a key or family is always a literal and a wording is always called `wording`.
/// Keys of terms that come in families are `family.member`: `sector.transport`.
package struct Wording: Sendable {
  package let language: Language
  let texts: [String: String]

  package init(_ language: Language) {
    self.language = language
    switch language {
    case .fi: texts = decoded(PackageResources.fi_json)
    case .sv: texts = decoded(PackageResources.sv_json)
    case .en: texts = decoded(PackageResources.en_json)
    }
  }

  /// The text of `key` with each `{name}` replaced by `values[name]`, in one pass: braces inside values stay as they are.
  package func text(_ key: String, _ values: [String: String] = [:]) -> String {
    guard let template = texts[key] else { preconditionFailure("no wording '\(key)' in \(language.rawValue)") }
    return filled(template, values, key)
  }

  /// The name of a member of a family (`transport` in `sector`), or nil when the wording does not know it,
  /// as when a plan has a sector of its own; the caller then prints the plan's label.
  package func name(_ member: String, in family: String) -> String? { texts["\(family).\(member)"] }

  /// A unit of measure as this language writes it: `kt CO2e` is `kt CO2-ekv` in Finnish and Swedish.
  package func unit(_ unit: String) -> String {
    let co2e = self.text("unit.co2e")
    let words = unit.split(separator: " ", omittingEmptySubsequences: false)
    return words.map { $0 == "CO2e" || $0.hasPrefix("CO2e/") ? co2e + $0.dropFirst(4) : String($0) }.joined(separator: " ")
  }

  /// For tests: a wording of the given texts.
  init(_ language: Language, texts: [String: String]) {
    self.language = language
    self.texts = texts
  }

  private func filled(_ template: String, _ values: [String: String], _ key: String) -> String {
    var result = ""
    var unused = Set(values.keys)
    for part in templateParts(template) {
      switch part {
      case .plain(let text): result += text
      case .placeholder(let name):
        guard let value = values[name] else { preconditionFailure("'\(key)' needs a value for {\(name)}") }
        result += value
        unused.remove(name)
      }
    }
    precondition(unused.isEmpty, "'\(key)' has no placeholder for \(unused.sorted())")
    return result
  }
}

enum TemplatePart: Equatable {
  case plain(String)
  case placeholder(String)
}

/// Splits `by {year}: {gap}` into its parts; a brace without its partner is plain text.
func templateParts(_ template: String) -> [TemplatePart] {
  var parts: [TemplatePart] = []
  var rest = template[...]
  while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
    if open > rest.startIndex { parts.append(.plain(String(rest[..<open]))) }
    parts.append(.placeholder(String(rest[rest.index(after: open)..<close])))
    rest = rest[rest.index(after: close)...]
  }
  return rest.isEmpty ? parts : parts + [.plain(String(rest))]
}

private func decoded(_ bytes: [UInt8]) -> [String: String] {
  do {
    return try JSONDecoder().decode([String: String].self, from: Data(bytes))
  } catch {
    preconditionFailure("a wording file is not a flat JSON object of texts: \(error)")
  }
}
