/// Alternatives by several criteria: scores with their parts, dominance, and how firm the winner stands.
///
/// A score is the weighted mean of the values, each put on a scale from 0 (worst) to 1 (best) that is linear between its ends; a weight
/// is thus what the whole way from worst to best is worth. An alternative with an unknown value has no score: blank is not zero.
/// Source: Keeney and Raiffa, *Decisions with Multiple Objectives*, ch. 3 (additive value functions, swing weights).
package struct Comparison: Sendable {
  package let criteria: [Criterion]
  package let alternatives: [Alternative]
  /// By criterion; they sum to 1.
  package let weights: [Double]
  /// By alternative, then by criterion: the value on the scale from 0 to 1; nil where it is not known.
  package let scaled: [[Double?]]

  package init(criteria: [Criterion], alternatives: [Alternative]) throws(ComparisonError) {
    guard alternatives.count >= 2 else { throw .fewerThanTwoAlternatives }
    guard !criteria.isEmpty else { throw .noCriteria }
    for criterion in criteria {
      guard criterion.weight >= 0, criterion.weight.isFinite else { throw .badWeight(criterion: criterion.id, weight: criterion.weight) }
      if let worst = criterion.worst, let best = criterion.best, criterion.worth(worst) >= criterion.worth(best) {
        throw .emptyScale(criterion: criterion.id)
      }
    }
    for alternative in alternatives {
      guard alternative.values.count == criteria.count else {
        throw .valuesMissing(alternative: alternative.id, found: alternative.values.count, expected: criteria.count)
      }
      for (criterion, value) in zip(criteria, alternative.values) where value.map({ !$0.isFinite }) ?? false {
        throw .notFinite(alternative: alternative.id, criterion: criterion.id)
      }
    }
    let sum = criteria.map(\.weight).reduce(0, +)
    guard sum > 0 else { throw .noWeight }
    self.criteria = criteria
    self.alternatives = alternatives
    weights = criteria.map { $0.weight / sum }
    let columns = criteria.indices.map { c in Self.scaled(alternatives.map { $0.values[c] }, criteria[c]) }
    scaled = alternatives.indices.map { a in columns.map { $0[a] } }
  }

  /// Where all alternatives are alike, the criterion tells none from another: all score 1.
  private static func scaled(_ values: [Double?], _ criterion: Criterion) -> [Double?] {
    let known = values.compactMap { $0.map(criterion.worth) }
    guard let least = criterion.worst.map(criterion.worth) ?? known.min(), let most = criterion.best.map(criterion.worth) ?? known.max()
    else {
      return values
    }
    return values.map { value in value.map { most > least ? (criterion.worth($0) - least) / (most - least) : 1 } }
  }

  // MARK: Scores

  /// What each criterion gives to an alternative's score, by criterion: weight times scaled value.
  package func parts(of alternative: Int) -> [Double?] {
    zip(weights, scaled[alternative]).map { weight, value in value.map { weight * $0 } }
  }

  /// The sum of the parts; nil when one is not known.
  package func score(of alternative: Int) -> Double? {
    let parts = parts(of: alternative)
    return parts.contains(nil) ? nil : parts.compactMap { $0 }.reduce(0, +)
  }

  /// The position with the greatest score, the first of equals; nil when no alternative has a score.
  package var winner: Int? {
    let scores = alternatives.indices.compactMap { a in score(of: a).map { (a, $0) } }
    return scores.max { ($0.1, -$0.0) < ($1.1, -$1.0) }?.0
  }

  // MARK: Dominance

  /// Whether `a` is at least as good as `b` by every criterion and better by one, whatever the weights. Never claimed where a value of
  /// either is not known.
  package func dominates(_ a: Int, _ b: Int) -> Bool {
    let pairs = criteria.indices.map { c in
      (alternatives[a].values[c].map(criteria[c].worth), alternatives[b].values[c].map(criteria[c].worth))
    }
    guard pairs.allSatisfy({ $0.0 != nil && $0.1 != nil }) else { return false }
    let gains = pairs.map { ($0.0 ?? 0) - ($0.1 ?? 0) }
    return gains.allSatisfy { $0 >= 0 } && gains.contains { $0 > 0 }
  }

  /// Positions that no other alternative dominates.
  package var undominated: [Int] { alternatives.indices.filter { b in !alternatives.indices.contains { dominates($0, b) } } }
}
