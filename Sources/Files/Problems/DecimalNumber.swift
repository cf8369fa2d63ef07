/// Reads decimal numbers from bytes, correctly rounded, several times as fast as by way of a string.
struct DecimalScanner {
  /// The bytes of one cell.
  let bytes: UnsafeBufferPointer<UInt8>

  /// The number that the whole cell holds, blanks around it aside; nil when it holds none or one that is not finite.
  func number() -> Double? {
    var start = 0
    var end = bytes.count
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return fastNumber(start, end) ?? finiteNumber(String(decoding: bytes[start..<end], as: UTF8.self))
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// Up to 19 digits with up to 27 decimals, without an exponent; nil for everything else.
  private func fastNumber(_ start: Int, _ end: Int) -> Double? {
    var i = start
    let isNegative = i < end && bytes[i] == UInt8(ascii: "-")
    if isNegative { i &+= 1 }
    var (digits, count, decimals) = (0 as UInt64, 0, 0)
    var hasPoint = false
    while i < end {
      let digit = bytes[i] &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ UInt64(digit)
        // Leading zeros are no digits.
        if digits > 0 { count &+= 1 }
        if hasPoint { decimals &+= 1 }
      } else if bytes[i] == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        return nil
      }
      i &+= 1
    }
    let written = end &- start &- (hasPoint ? 1 : 0) &- (isNegative ? 1 : 0)
    guard written > 0, count <= 19, decimals < powersOfFive.count else { return nil }
    let magnitude = digits == 0 ? 0 : quotient(digits, decimals: decimals)
    return isNegative ? -magnitude : magnitude
  }
}

/// digits / 10^decimals, rounded once. With m the digits shifted to the top of their 64 bits and d = 5^decimals likewise,
/// q = ⌊m 2⁶³ / d⌋ has 63 or 64 bits; its last bit stands for the remainder, and making it a Double rounds half to even.
private func quotient(_ digits: UInt64, decimals: Int) -> Double {
  let (m, d) = (digits << UInt64(digits.leadingZeroBitCount), powersOfFive[decimals])
  let divisor = d << UInt64(d.leadingZeroBitCount)
  let (q, remainder) = divisor.dividingFullWidth((m >> 1, m << 63))
  let exponent = d.leadingZeroBitCount - digits.leadingZeroBitCount - 63 - decimals
  return Double(q | (remainder == 0 ? 0 : 1)) * Double(sign: .plus, exponent: exponent, significand: 1)
}

/// 5⁰ … 5²⁷, all that fit into 64 bits.
private let powersOfFive: [UInt64] = (0..<27).reduce(into: [1]) { powers, _ in powers.append(powers[powers.count - 1] * 5) }
