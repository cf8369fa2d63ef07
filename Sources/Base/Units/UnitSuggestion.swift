extension UnitOfMeasure {
  /// A unit that was probably meant, of the same dimension as `self`, for one that does not fit: `kt/y` for emissions per year
  /// is `kt CO2e/a`. Nil when no common slip explains it.
  package func suggestion(for text: String) -> String? {
    let parts = text.split(separator: "/").map { UnitOfMeasure.spelling(of: $0.trimming()) }
    guard let first = parts.first else { return nil }
    let gas = UnitOfMeasure("\(first) CO2e") == nil || first.contains("CO2") ? first : "\(first) CO2e"
    let below = parts.dropFirst().map { ["y", "yr", "v", "vuosi", "år", "year"].contains($0) ? "a" : $0 }
    for above in [first, gas] {
      for below in [below, below + ["a"], below.filter { $0 != "a" }] {
        let candidate = ([above] + below).joined(separator: "/")
        if candidate != text, let unit = UnitOfMeasure(candidate), unit.isCommensurable(with: self) { return candidate }
      }
    }
    return nil
  }

  /// The known name that differs from a written one only in case (`mwh`), or in its gas (`kt CO2`); else as written.
  private static func spelling(of name: String) -> String {
    if knownNames.contains(name) { return name }
    let alike = knownNames.filter { $0.lowercased() == name.lowercased() }
    return alike.count == 1 ? alike[0] : name
  }
}

extension Substring {
  fileprivate func trimming() -> String { split(separator: " ").joined(separator: " ") }
}
