#if canImport(Glibc)
  import Glibc
#endif

/// LMDI-I, additive: how much of the change of Σᵢ Πⱼ xᵢⱼ each factor j brought about.
///
/// Perfect (the parts sum to the change) and independent of the order of the factors.
/// Source: Ang, B. W. (2005), The LMDI approach to decomposition analysis, Energy Policy 33, 867-871,
/// doi:10.1016/j.enpol.2003.10.010; zero values by their analytic limits: Ang, Zhang & Choi (1998), Energy 23, 489-495.
/// - Parameters:
///   - before: one row of factors per category at the start; all values at least 0.
///   - after: the same at the end.
/// - Returns: one part per factor, in the unit of the product.
package func logarithmicMeanDivisia(from before: [[Double]], to after: [[Double]]) -> [Double] {
  precondition(before.count == after.count, "\(before.count) categories before, \(after.count) after")
  var parts = [Double](repeating: 0, count: before.first?.count ?? 0)
  for (start, end) in zip(before, after) { addDivisiaParts(from: start, to: end, into: &parts) }
  return parts
}

/// One category's parts added to `parts`.
func addDivisiaParts(from start: [Double], to end: [Double], into parts: inout [Double]) {
  let v0 = start.reduce(1, *), v1 = end.reduce(1, *)
  if v0 == v1 && v0 == 0 { return }
  if v0 == 0 || v1 == 0 {
    // The limit of a factor that goes to or comes from zero: it takes the whole change. Where several do so together the
    // limit depends on how they got there, and they share it equally.
    let vanishing = start.indices.filter { (start[$0] == 0) != (end[$0] == 0) }
    for j in vanishing { parts[j] += (v1 - v0) / Double(vanishing.count) }
    return
  }
  let weight = logarithmicMean(v1, v0)
  for j in start.indices where start[j] != end[j] { parts[j] += weight * log(end[j] / start[j]) }
}

/// L(a, b) = (a - b) / (ln a - ln b) of two positive numbers, and a where they are equal.
///
/// log1p keeps the digits of two that are close, where a / b would round to nearly 1; far apart the ratio is what keeps them.
package func logarithmicMean(_ a: Double, _ b: Double) -> Double {
  let ratio = a / b
  if ratio == 1 { return a }
  return (a - b) / (ratio > 0.5 && ratio < 2 ? log1p((a - b) / b) : log(ratio))
}
