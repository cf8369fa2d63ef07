/// A number rounded to a fixed count of decimals, as digits.
struct RoundedDecimal: Equatable {
  /// False for a number that rounded to zero.
  let isNegative: Bool
  /// At least one digit, no leading zeros.
  let whole: String
  /// Exactly the decimals asked for.
  let fraction: String
}

/// `value` times ten to `shift`, rounded half away from zero on its shortest decimal form.
///
/// The shortest form is the one Swift prints: the fewest digits that read back as the same number.
/// A number that is not finite has no decimal form; reaching a table with one is a programmer's mistake.
func rounded(_ value: Double, decimals: Int, timesTenTo shift: Int = 0) -> RoundedDecimal {
  precondition(value.isFinite, "\(value) cannot be printed as a number")
  precondition((0...15).contains(decimals), "\(decimals) decimals are not between 0 and 15")
  let (digits, point) = shortestDigits(value.magnitude)
  var kept = digitsKept(digits, upTo: point + shift + decimals)
  while kept.count <= decimals { kept.insert(0, at: 0) }
  let whole = kept.dropLast(decimals).drop { $0 == 0 }
  return RoundedDecimal(
    isNegative: value < 0 && kept.contains { $0 != 0 },
    whole: whole.isEmpty ? "0" : text(whole), fraction: text(kept.suffix(decimals)))
}

/// Digits of a number that is not negative, and how many of them stand before the decimal point:
/// 1060.2 is ([1, 0, 6, 0, 2], 4), 0.05 is ([0, 0, 5], 1), 1e-07 is ([1, 0], -6).
private func shortestDigits(_ value: Double) -> (digits: [Int], point: Int) {
  let halves = value.description.split(separator: "e")
  let mantissa = halves[0].split(separator: ".")
  let exponent = halves.count > 1 ? Int(halves[1]) ?? 0 : 0
  return (mantissa.joined().compactMap(\.wholeNumberValue), mantissa[0].count + exponent)
}

/// The first `count` digits, with the last one raised when the first digit cut off is 5 or more; zeros fill what is missing.
private func digitsKept(_ digits: [Int], upTo count: Int) -> [Int] {
  guard count >= 0 else { return [0] }
  var kept = Array(digits.prefix(count)) + [Int](repeating: 0, count: max(0, count - digits.count))
  guard count < digits.count, digits[count] >= 5 else { return kept }
  var place = count - 1
  while place >= 0, kept[place] == 9 {
    kept[place] = 0
    place -= 1
  }
  if place >= 0 { kept[place] += 1 } else { kept.insert(1, at: 0) }
  return kept
}

private func text(_ digits: some Sequence<Int>) -> String { digits.map(String.init).joined() }
