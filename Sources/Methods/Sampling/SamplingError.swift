/// Why a sample cannot be drawn. Facts for the caller's own words; `description` says them in English.
package enum SamplingError: Error, Hashable, Sendable {
  case tooManyDimensions(Int, limit: Int)
  /// A distribution whose numbers do not make one.
  case distribution(parameter: String, DistributionFault)
  case repeatedParameter(String)
  case correlation(CorrelationFault)
}

extension SamplingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooManyDimensions(let count, let limit):
      "\(count) dimensions; expected \(limit) at most, the length of the table of direction numbers"
    case .distribution(let parameter, let fault): "\(parameter): \(fault)"
    case .repeatedParameter(let name): "the parameter '\(name)' stands twice; expected every name once"
    case .correlation(let fault): fault.description
    }
  }
}

/// What is wrong with the numbers of a distribution: what was found, what was expected.
package struct DistributionFault: Error, Hashable, Sendable, CustomStringConvertible {
  package let found: String
  package let expected: String

  package init(_ found: String, expected: String) { (self.found, self.expected) = (found, expected) }

  package var description: String { "\(found); expected \(expected)" }
}
