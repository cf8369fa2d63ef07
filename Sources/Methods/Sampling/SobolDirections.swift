/// Direction numbers v₁ … v₃₂ of every dimension, each a 32-bit binary fraction with its highest bit first.
///
/// Read from `SobolDirections/joe-kuo-6.txt`, which names its source and licence. Recurrence: Joe & Kuo (2008), equation (2);
/// Bratley & Fox (1988), *Algorithm 659*, ACM TOMS 14(1), 88-100, doi:10.1145/42288.214372.
enum SobolDirections {
  static let dimensions = 1_111
  static let bits = 32

  /// Dimension d (zero-based) stands at `d * bits ..< (d + 1) * bits`.
  static let all: [UInt32] = {
    var all = (0..<bits).map { UInt32(1) << UInt32(bits - 1 - $0) }
    all.reserveCapacity(dimensions * bits)
    for line in PackageResources.joe_kuo_6_txt.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let numbers = line.split(separator: UInt8(ascii: " ")).map(number)
      all += directions(degree: Int(numbers[1]), inner: numbers[2], initial: numbers.dropFirst(3))
    }
    precondition(all.count == dimensions * bits, "the table of direction numbers is damaged")
    return all
  }()

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt32 {
    digits.reduce(0) { $0 * 10 + UInt32($1 - UInt8(ascii: "0")) }
  }

  private static func directions(degree s: Int, inner a: UInt32, initial m: ArraySlice<UInt32>) -> [UInt32] {
    var v = m.enumerated().map { $1 << UInt32(bits - 1 - $0) }
    for i in s..<bits {
      var next = v[i - s] ^ v[i - s] >> UInt32(s)
      for k in 1..<max(s, 1) where a >> UInt32(s - 1 - k) & 1 == 1 { next ^= v[i - k] }
      v.append(next)
    }
    return v
  }
}
