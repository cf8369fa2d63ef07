/// A sample in rising order, for quantiles.
package struct SortedSample: Sendable {
  package let values: [Double]

  /// - Parameter values: at least one, none of them NaN.
  package init(_ values: [Double]) {
    precondition(!values.isEmpty, "a quantile needs a sample")
    precondition(!values.contains(where: \.isNaN), "a sample with NaN has no order")
    self.values = values.sorted()
  }

  /// The quantile of probability `p`: the straight line through the order statistics at h = (n - 1) p.
  ///
  /// Type 7 of Hyndman & Fan (1996), *The American Statistician* 50(4), 361-365, doi:10.1080/00031305.1996.10473566;
  /// the default of R and NumPy. p = 0 gives the least value, p = 1 the greatest.
  package func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies between 0 and 1, not \(p)")
    let h = Double(values.count - 1) * p
    let below = Int(h)
    let fraction = h - Double(below)
    return fraction == 0 ? values[below] : values[below] + fraction * (values[below + 1] - values[below])
  }
}
