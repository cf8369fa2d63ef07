/// How numbers look in tables and texts of one language.
///
/// | | fi, sv | en |
/// | --- | --- | --- |
/// | decimal mark | `,` | `.` |
/// | thousands, from 1 000 up | no-break space U+00A0 | `,` |
/// | negative | minus sign U+2212 | the same |
/// | percent | `80 %` with a no-break space | the same (SI Brochure, 9th ed., 5.4.7) |
///
/// Rounding is half away from zero on the number's shortest decimal form, the one a person sees in the input:
/// 2.675 to two decimals is 2.68, although the nearest binary value lies below it. A number that rounds to zero has no sign.
/// Files for machines use `plain`, never these forms.
package struct NumberForm: Sendable {
  package let language: Language

  package init(_ language: Language) { self.language = language }

  package var decimalMark: String { language == .en ? "." : "," }
  package var thousandsMark: String { language == .en ? "," : "\u{A0}" }

  /// `1060.25` to one decimal: `1 060,3` (fi, sv), `1,060.3` (en).
  package func number(_ value: Double, decimals: Int) -> String { localised(rounded(value, decimals: decimals)) }

  /// As `number` without zeros at its end: `0,5`, `60`.
  package func shortest(_ value: Double, decimals: Int) -> String {
    let least = (0..<decimals).first { Double(Self.plain(value, decimals: $0)) == Double(Self.plain(value, decimals: decimals)) }
    return number(value, decimals: least ?? decimals)
  }

  /// A calendar year: never grouped.
  package func year(_ year: Int) -> String { String(year) }

  /// A share of one as percent: 0.8 is `80 %`. The point is moved on the decimal form, so 0.285 is 28.5 and nothing else.
  package func percent(ofShare share: Double, decimals: Int = 0) -> String {
    localised(rounded(share, decimals: decimals, timesTenTo: 2)) + "\u{A0}%"
  }

  /// A number and its unit, kept on one line by a no-break space: `212 kt CO2e`.
  package func quantity(_ value: Double, decimals: Int, unit: String) -> String {
    "\(number(value, decimals: decimals))\u{A0}\(unit)"
  }

  /// For files read by machines: digits, a point, a hyphen as the negative sign, no grouping. Rounded like `number`.
  package static func plain(_ value: Double, decimals: Int) -> String {
    let parts = rounded(value, decimals: decimals)
    return (parts.isNegative ? "-" : "") + parts.whole + (parts.fraction.isEmpty ? "" : "." + parts.fraction)
  }

  private func localised(_ parts: RoundedDecimal) -> String {
    let sign = parts.isNegative ? "\u{2212}" : ""
    return sign + grouped(parts.whole) + (parts.fraction.isEmpty ? "" : decimalMark + parts.fraction)
  }

  private func grouped(_ digits: String) -> String {
    let digits = Array(digits)
    return digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += thousandsMark }
      text.append(digit.element)
    }
  }
}
