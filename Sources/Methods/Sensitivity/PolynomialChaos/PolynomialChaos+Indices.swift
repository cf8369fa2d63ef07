import LinearAlgebra

extension PolynomialChaos {
  /// Variance of the polynomial: the squares of all coefficients but the constant's.
  package var variance: Double { zip(terms, coefficients).reduce(0) { $0 + ($1.0.factors.isEmpty ? 0 : $1.1 * $1.1) } }

  /// Sobol' indices of the inputs or of groups of them, from the coefficients: a term's square belongs to the set of groups in it.
  ///
  /// Sudret (2008), doi:10.1016/j.ress.2007.04.002, §5. Zero throughout when the polynomial is a constant.
  package func indices(groups: InputGroups? = nil) -> SobolIndices {
    let groups = groups ?? InputGroups(separate: families.count)
    precondition(groups.inputCount == families.count, "groups of \(groups.inputCount) inputs for \(families.count)")
    let count = groups.names.count
    var first = [Double](repeating: 0, count: count)
    var total = first
    var second = Matrix(rows: count, columns: count)
    let whole = variance
    for (term, coefficient) in zip(terms, coefficients) where whole > 0 {
      let share = coefficient * coefficient / whole
      let members = Set(term.factors.map { groups.membership[$0.input] }).sorted()
      for group in members { total[group] += share }
      if members.count == 1 { first[members[0]] += share }
      if members.count == 2 {
        second[members[0], members[1]] += share
        second[members[1], members[0]] += share
      }
    }
    return SobolIndices(first: first, total: total, second: second)
  }
}
