/// Why an ensemble cannot be summarised. Facts for the caller's own words; `description` says them in English.
package enum UncertaintyError: Error, Equatable, Sendable {
  /// A NaN, an infinity, or a number of 2^468 (about 1e141) or more in magnitude.
  case notFinite(row: Int, draw: Int, value: Double)
}

extension UncertaintyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notFinite(let row, let draw, let value):
      "output \(row) of draw \(draw) is \(value); expected a finite number below 1e141 in magnitude"
    }
  }
}
