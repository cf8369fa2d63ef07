/// The ways to say which input decides an output.
package enum SensitivityMethod: String, CaseIterable, Sendable {
  case sobol
  case groupedSobol = "grouped-sobol"
  case morris
  case polynomialChaos = "pce"
  case regression
  case rankRegression = "rank-regression"
  case pawn
  case tornado

  /// What an index of this method says, given how the inputs hang together.
  package func validity(dependence: InputDependence) -> IndexValidity {
    if dependence.isIndependent {
      return IndexValidity(method: self, standing: .valid, linked: [], words: "the inputs are independent")
    }
    let linked = dependence.linked
    switch self {
    case .sobol, .morris, .polynomialChaos:
      return IndexValidity(
        method: self, standing: .notValid, linked: linked,
        words: "\(dependence.words): moving one input alone leaves the values that occur together, and the shares of variance overlap")
    case .groupedSobol:
      return IndexValidity(
        method: self, standing: .valid, linked: linked,
        words: "\(dependence.words): each set that hangs together is one group, and the groups are independent")
    case .regression, .rankRegression:
      return IndexValidity(
        method: self, standing: .descriptive, linked: linked,
        words: "\(dependence.words): a coefficient holds the other inputs still, so its square is no longer a share of the variance")
    case .pawn:
      return IndexValidity(
        method: self, standing: .valid, linked: linked, words: "\(dependence.words): an index includes what the input brings along with it")
    case .tornado:
      return IndexValidity(
        method: self, standing: .descriptive, linked: linked,
        words: "\(dependence.words): a bar moves one input alone, which may not happen")
    }
  }

  /// The methods to offer instead, the most telling first.
  package static func offered(dependence: InputDependence) -> [IndexValidity] {
    let all = allCases.map { $0.validity(dependence: dependence) }
    return all.filter { $0.standing == .valid } + all.filter { $0.standing == .descriptive }
  }
}

/// Whether an index answers the question it is asked.
package struct IndexValidity: Hashable, Sendable {
  package let method: SensitivityMethod
  package let standing: Standing
  /// The sets of inputs that hang together by correlation.
  package let linked: [[String]]
  /// Why, as the rest of a sentence.
  package let words: String

  package enum Standing: String, Sendable {
    /// Means what it says.
    case valid
    /// Describes the sample; not a share of the variance, so do not add it up.
    case descriptive
    /// Would be a plausible number without a meaning: do not print it.
    case notValid = "not valid"
  }
}
