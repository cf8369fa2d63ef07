/// A decimal number as printed, exact, with the count of decimals it was printed with.
///
/// Sums of published figures are compared as whole numbers of the last printed place, so that 0.1 is 0.1.
struct PrintedNumber: Hashable, Sendable, CustomStringConvertible {
  /// The number times ten to the power of `decimals`.
  let digits: Int128
  let decimals: Int

  init(digits: Int128, decimals: Int) {
    self.digits = digits
    self.decimals = decimals
  }

  /// Reads an optional minus sign, digits, and optionally a point and more digits, 18 digits in all; nothing else is a number.
  init?(_ text: some StringProtocol) {
    let isNegative = text.first == "-"
    let parts = text.dropFirst(isNegative ? 1 : 0).utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let places = parts.joined()
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }), places.count <= 18 else { return nil }
    guard places.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    let magnitude = places.reduce(Int128(0)) { $0 * 10 + Int128($1 - UInt8(ascii: "0")) }
    self.init(digits: isNegative ? -magnitude : magnitude, decimals: parts.count == 2 ? parts[1].count : 0)
  }

  /// Half of the last printed place: how far the unrounded number can be from this one.
  var rounding: PrintedNumber { PrintedNumber(digits: 5, decimals: decimals + 1) }

  var magnitude: PrintedNumber { PrintedNumber(digits: abs(digits), decimals: decimals) }

  static func + (a: PrintedNumber, b: PrintedNumber) -> PrintedNumber {
    let decimals = max(a.decimals, b.decimals)
    return PrintedNumber(digits: a.digits(at: decimals) + b.digits(at: decimals), decimals: decimals)
  }

  static func - (a: PrintedNumber, b: PrintedNumber) -> PrintedNumber {
    a + PrintedNumber(digits: -b.digits, decimals: b.decimals)
  }

  static func <= (a: PrintedNumber, b: PrintedNumber) -> Bool { (a - b).digits <= 0 }

  private func digits(at decimals: Int) -> Int128 { (self.decimals..<decimals).reduce(digits) { scaled, _ in scaled * 10 } }

  var description: String {
    let text = String(abs(digits))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    let point = decimals == 0 ? "" : "." + padded.suffix(decimals)
    return (digits < 0 ? "-" : "") + padded.dropLast(decimals) + point
  }
}
