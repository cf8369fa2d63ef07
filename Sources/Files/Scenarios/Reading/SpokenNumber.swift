import Foundation
import Units

/// `20` and `0.5`, not `20.0`; at most six digits that mean something.
func spokenNumber(_ number: Double) -> String {
  guard number != 0 else { return "0" }
  let scale = pow(10, 5 - floor(log10(abs(number))))
  let rounded = abs(number) < 1e6 ? (number * scale).rounded() / scale : number.rounded()
  let text = "\(rounded)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// `120 %`
func percent(_ share: Double) -> String { spokenNumber(share * 100) + " %" }

extension UnitOfMeasure {
  /// A canonical figure in a unit: `96.9 t CO2e/GWh`; a share without one.
  static func spoken(_ canonical: Double, in unit: UnitOfMeasure) -> String {
    let number = spokenNumber(canonical / unit.factor)
    return unit.description == "1" || unit.description.isEmpty ? number : "\(number) \(unit.description)"
  }
}
