/// One of the things by which alternatives are compared.
package struct Criterion: Hashable, Sendable {
  package enum Sense: String, CaseIterable, Hashable, Sendable {
    case moreIsBetter = "more_is_better"
    case lessIsBetter = "less_is_better"
  }

  package let id: String
  /// What the values are in; kept for the reader, values of one criterion are in one unit.
  package let unit: String
  package let sense: Sense
  /// Not negative; weights count relative to each other.
  package let weight: Double
  /// The value that scores 0; nil: the worst of the alternatives.
  package let worst: Double?
  /// The value that scores 1; nil: the best of the alternatives.
  package let best: Double?

  package init(id: String, unit: String, sense: Sense, weight: Double, worst: Double? = nil, best: Double? = nil) {
    self.id = id
    self.unit = unit
    self.sense = sense
    self.weight = weight
    self.worst = worst
    self.best = best
  }

  /// The value as more-is-better.
  func worth(_ value: Double) -> Double { sense == .moreIsBetter ? value : -value }
}

/// Something to choose, with its value for every criterion, in order; nil where it is not known.
package struct Alternative: Hashable, Sendable {
  package let id: String
  package let values: [Double?]

  package init(id: String, values: [Double?]) {
    self.id = id
    self.values = values
  }
}

/// Why alternatives cannot be compared.
package enum ComparisonError: Error, Hashable, Sendable {
  case fewerThanTwoAlternatives
  case noCriteria
  /// An alternative has another number of values than there are criteria.
  case valuesMissing(alternative: String, found: Int, expected: Int)
  case notFinite(alternative: String, criterion: String)
  case badWeight(criterion: String, weight: Double)
  case noWeight
  /// The stated worst value is at least as good as the stated best.
  case emptyScale(criterion: String)
}
