/// A number with the unit it was written in: `229.674 MEUR`, `80 %`, `0.35`.
package struct Quantity: Hashable, Sendable {
  package let number: Double
  package let unit: UnitOfMeasure

  package init(_ number: Double, _ unit: UnitOfMeasure) {
    self.number = number
    self.unit = unit
  }

  /// The figure in the canonical unit of its dimension.
  package var canonical: Double { number * unit.factor }

  /// Ways of writing a number that people know and plans do not: too easily read as another number.
  package enum Slip: Hashable, Sendable {
    /// `5,8`
    case decimalComma
    /// `1 060.2`
    case groupedDigits
    /// `5.8MWh`
    case noSpaceBeforeUnit
  }

  package enum ParseError: Error, Hashable, Sendable {
    /// The text does not start with a plain decimal number.
    case notANumber(String)
    /// A number in another style, and the text that says it in this one.
    case slip(Slip, instead: String)
    case unknownUnit(String)
  }

  /// Reads `number` or `number unit`. Plain decimals only: no thousands separators, no octal, no `1_000`.
  package init(parsing text: String) throws(ParseError) {
    let words = text.replacing("%", with: " %").split(whereSeparator: \.isWhitespace)
    let digits = words.prefix { $0.allSatisfy(Self.digits.contains) && $0.first != "e" && $0.first != "E" }
    let unitText = words.dropFirst(digits.count).joined(separator: " ")
    guard digits.count == 1, let number = plainDecimal(String(digits[0])) else { throw Self.slip(in: text, digits: digits.joined(), unitText, groups: digits.count) }
    guard let unit = unitText.isEmpty ? .share : UnitOfMeasure(unitText) else { throw .unknownUnit(unitText) }
    self.init(number, unit)
  }

  private static let digits: Set<Character> = Set("0123456789+-.,eE")

  private static func slip(in text: String, digits: String, _ unitText: String, groups: Int) -> ParseError {
    if groups == 0 {
      let number = text.prefix { "0123456789+-.".contains($0) }, unit = String(text.dropFirst(number.count))
      let isAttached = plainDecimal(String(number)) != nil && UnitOfMeasure.isKnown(unit)
      return isAttached ? .slip(.noSpaceBeforeUnit, instead: "\(number) \(unit)") : .notANumber(text)
    }
    let plain = digits.replacing(",", with: ".")
    guard plainDecimal(plain) != nil else { return .notANumber(text) }
    return .slip(groups == 1 ? .decimalComma : .groupedDigits, instead: unitText.isEmpty ? plain : "\(plain) \(unitText)")
  }
}

/// A decimal number as people write it (`-12.5`, `3e6`); nil for everything else that `Double` would take,
/// such as `0x10`, `inf`, `nan` or `1_000`.
package func plainDecimal(_ text: String) -> Double? {
  guard let first = text.utf8.first, text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), !"eE".utf8.contains(first) else { return nil }
  guard let value = Double(text), value.isFinite else { return nil }
  return value
}
