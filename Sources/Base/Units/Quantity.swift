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

  package enum ParseError: Error, Hashable, Sendable {
    /// The text does not start with a plain decimal number.
    case notANumber(String)
    case decimalComma(String)
    case unknownUnit(String)
  }

  /// Reads `number` or `number unit`. Plain decimals only: no thousands separators, no octal, no `1_000`.
  package init(parsing text: String) throws(ParseError) {
    let split = text.firstIndex { $0 == " " || $0 == "\u{A0}" } ?? text.firstIndex(of: "%") ?? text.endIndex
    let digits = String(text[..<split])
    guard let number = plainDecimal(digits) else {
      if plainDecimal(digits.replacing(",", with: ".")) != nil { throw .decimalComma(digits) }
      throw .notANumber(text)
    }
    let unitText = text[split...].split { $0 == " " || $0 == "\u{A0}" }.joined(separator: " ")
    guard let unit = unitText.isEmpty ? .share : UnitOfMeasure(unitText) else { throw .unknownUnit(unitText) }
    self.init(number, unit)
  }
}

/// A decimal number as people write it (`-12.5`, `3e6`); nil for everything else that `Double` would take,
/// such as `0x10`, `inf`, `nan` or `1_000`.
package func plainDecimal(_ text: String) -> Double? {
  guard let first = text.utf8.first, text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), !"eE".utf8.contains(first) else { return nil }
  guard let value = Double(text), value.isFinite else { return nil }
  return value
}
