import Units

/// Values of one range at most.
private let mostValues = 1_000_000

/// The values of `LO..HI/N UNIT`; nil for what is not written as a range of numbers.
func rangeValues(_ text: String, key: String) throws(GridError) -> [String]? {
  guard let dots = text.firstRange(of: ".."), text.first.map({ "+-.0123456789".contains($0) }) ?? false, dots.lowerBound > text.startIndex
  else { return nil }
  let low = String(text[..<dots.lowerBound])
  let rest = text[dots.upperBound...].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
  guard rest.count == 2 else { throw .badRange(key: key, text, instead: nil) }
  let digits = rest[1].prefix { $0.isASCII && $0.isNumber }
  let unit = rest[1].dropFirst(digits.count)
  guard plainDecimal(low) != nil, plainDecimal(rest[0]) != nil, unit.isEmpty || unit.first == " " || unit.first == "%" else {
    throw .badRange(key: key, text, instead: unitAtEnd(low: low, high: rest[0], end: rest[1]))
  }
  guard let count = Int(digits), (2...mostValues).contains(count) else { throw .badCount(key: key, text, most: mostValues) }
  guard let numbers = evenlySpaced(from: low, to: rest[0], count) else { throw .equalEnds(key: key, text) }
  return numbers.map { $0 + (unit.first == "%" ? " " : "") + unit }
}

/// `10..30/3 %` for a range whose unit stands after its ends.
private func unitAtEnd(low: String, high: String, end: String) -> String? {
  let ends = [low, high].compactMap { try? Quantity(parsing: $0) }
  let unit = high.drop { "+-.0123456789eE ".contains($0) }
  guard ends.count == 2, let count = Int(end.prefix { $0.isASCII && $0.isNumber }), !unit.isEmpty else { return nil }
  return "\(shortest(ends[0].number))..\(shortest(ends[1].number))/\(count) \(unit)"
}

/// `count` numbers from one decimal to another, each the shortest decimal of the number nearest to the exact one: ten steps from 0 to 1
/// give 0.3, not 0.30000000000000004. Nil when the ends are equal.
func evenlySpaced(from low: String, to high: String, _ count: Int) -> [String]? {
  guard let first = plainDecimal(low), let last = plainDecimal(high), first != last else { return nil }
  let exact = wholeNumbers(low, high)
  return (0..<count).map { i in
    let numerator = exact.flatMap { exactSum($0.low, times: count - 1 - i, $0.high, times: i) }
    if let numerator, let exact { return shortest(Double(numerator) / (Double(count - 1) * exact.scale)) }
    return shortest(i == count - 1 ? last : first + (last - first) * (Double(i) / Double(count - 1)))
  }
}

/// Both decimals as whole numbers of their last place; nil for numbers with exponents or too many digits to be exact.
private func wholeNumbers(_ low: String, _ high: String) -> (low: Int, high: Int, scale: Double)? {
  func parts(_ text: String) -> (digits: String, decimals: Int) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return (parts.joined(), parts.count == 2 ? parts[1].count : 0)
  }
  let a = parts(low), b = parts(high)
  let decimals = max(a.decimals, b.decimals)
  func whole(_ part: (digits: String, decimals: Int)) -> Int? {
    Int(part.digits + String(repeating: "0", count: decimals - part.decimals))
  }
  guard decimals <= 9, let low = whole(a), let high = whole(b) else { return nil }
  return (low, high, (0..<decimals).reduce(1) { scale, _ in scale * 10 })
}

/// a m + b n, where a double holds it exactly.
private func exactSum(_ a: Int, times m: Int, _ b: Int, times n: Int) -> Int? {
  let first = a.multipliedReportingOverflow(by: m)
  let second = b.multipliedReportingOverflow(by: n)
  let sum = first.partialValue.addingReportingOverflow(second.partialValue)
  guard !first.overflow, !second.overflow, !sum.overflow, sum.partialValue.magnitude < 1 << 53 else { return nil }
  return sum.partialValue
}

/// `30` and `0.5`, not `30.0`.
private func shortest(_ number: Double) -> String {
  let text = "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
