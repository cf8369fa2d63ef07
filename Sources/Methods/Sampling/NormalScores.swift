import Foundation

/// The standard normal quantile Φ⁻¹(p); infinite at 0 and 1, NaN outside.
///
/// Source: Wichura (1988), *Algorithm AS 241: the percentage points of the normal distribution*, Applied Statistics 37(3), 477-484,
/// doi:10.2307/2347330, routine PPND16; about one part in 10¹⁶, here within 1e-15 relative of SciPy's `ndtri` down to 1e-300.
package func normalQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  return abs(q) <= 0.425 ? centralNormalQuantile(q) : tailNormalQuantile(p)
}

/// Φ(x) = erfc(-x / √2) / 2, which keeps its digits in the lower tail (for the upper one take Φ(-x)).
package func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

/// Replaces `count` probabilities by their normal scores, in place.
package func normalQuantiles(_ values: UnsafeMutablePointer<Double>, count: Int) {
  // One value in seven lies outside the central formula and is computed anew.
  inTiles(values, count: count) { p, z, n in
    for i in 0..<n { z[i] = centralNormalQuantile(p[i] - 0.5) }
    for i in 0..<n where abs(p[i] - 0.5) > 0.425 { z[i] = tailNormalQuantile(p[i]) }
  }
}

/// Replaces `count` normal scores by their probabilities, in place; within 1e-14 relative of `normalCDF`.
package func normalCDFs(_ values: UnsafeMutablePointer<Double>, count: Int) {
  inTiles(values, count: count) { z, q, n in
    for i in 0..<n {
      let tail = nearNormalTail(abs(z[i]))
      q[i] = z[i] > 0 ? 1 - tail : tail
    }
    for i in 0..<n where !(abs(z[i]) <= 7) { q[i] = normalCDF(z[i]) }
  }
}

/// Φ(-x) for 0 <= x <= 7 as exp(-x²/2) times a rational function of degrees 9 and 10.
///
/// The function interpolates exp(x²/2) Φ(-x) at 20 Chebyshev points moved towards 0 by the power 1.3, solved with 70 digits; its
/// relative error is below 1e-15, and rounding x² adds x²/2 units of 1e-16.
@inline(__always) private func nearNormalTail(_ x: Double) -> Double {
  var a = x * 6.593597254833846e-07 + 1.9981964762181497e-05
  a = a * x + 0.0002910089607097077
  a = a * x + 0.002651788771658338
  a = a * x + 0.016593994031459024
  a = a * x + 0.07387091375008467
  a = a * x + 0.23441721381998049
  a = a * x + 0.5144979495519834
  a = a * x + 0.7177589205016844
  a = a * x + 0.5
  var b = x * 1.6527697349778178e-06 + 5.008735747685212e-05
  b = b * x + 0.0007311040764473309
  b = b * x + 0.006697135542883732
  b = b * x + 0.04232113183850139
  b = b * x + 0.19171360340618157
  b = b * x + 0.6277519846474287
  b = b * x + 1.4620005362706143
  b = b * x + 2.3109931935652
  b = b * x + 2.233402401806234
  b = b * x + 1.0
  return exponential(-0.5 * x * x) * a / b
}

/// Φ⁻¹(1/2 + q) for |q| <= 0.425.
@inline(__always) private func centralNormalQuantile(_ q: Double) -> Double {
  let r = 0.180625 - q * q
  var a = r * 2509.0809287301226727 + 33430.575583588128105
  a = a * r + 67265.770927008700853
  a = a * r + 45921.953931549871457
  a = a * r + 13731.693765509461125
  a = a * r + 1971.5909503065514427
  a = a * r + 133.14166789178437745
  a = a * r + 3.387132872796366608
  var b = r * 5226.495278852545925 + 28729.085735721942674
  b = b * r + 39307.89580009271061
  b = b * r + 21213.794301586595867
  b = b * r + 5394.1960214247511077
  b = b * r + 687.1870074920579083
  b = b * r + 42.313330701600911252
  b = b * r + 1
  return q * a / b
}

/// Φ⁻¹(p) for p < 0.075 or p > 0.925, by r = √(-ln of the distance to the nearer end).
private func tailNormalQuantile(_ p: Double) -> Double {
  let tail = p < 0.5 ? p : 1 - p
  if tail == 0 { return p < 0.5 ? -.infinity : .infinity }
  let r = (-log(tail)).squareRoot()
  let z = r <= 5 ? nearTail(r - 1.6) : farTail(r - 5)
  return p < 0.5 ? -z : z
}

@inline(__always) private func nearTail(_ r: Double) -> Double {
  var a = r * 7.7454501427834140764e-4 + 0.0227238449892691845833
  a = a * r + 0.24178072517745061177
  a = a * r + 1.27045825245236838258
  a = a * r + 3.64784832476320460504
  a = a * r + 5.7694972214606914055
  a = a * r + 4.6303378461565452959
  a = a * r + 1.42343711074968357734
  var b = r * 1.05075007164441684324e-9 + 5.475938084995344946e-4
  b = b * r + 0.0151986665636164571966
  b = b * r + 0.14810397642748007459
  b = b * r + 0.68976733498510000455
  b = b * r + 1.6763848301838038494
  b = b * r + 2.05319162663775882187
  b = b * r + 1
  return a / b
}

private func farTail(_ r: Double) -> Double {
  var a = r * 2.01033439929228813265e-7 + 2.71155556874348757815e-5
  a = a * r + 0.0012426609473880784386
  a = a * r + 0.026532189526576123093
  a = a * r + 0.29656057182850489123
  a = a * r + 1.7848265399172913358
  a = a * r + 5.4637849111641143699
  a = a * r + 6.6579046435011037772
  var b = r * 2.04426310338993978564e-15 + 1.4215117583164458887e-7
  b = b * r + 1.8463183175100546818e-5
  b = b * r + 7.868691311456132591e-4
  b = b * r + 0.0148753612908506148525
  b = b * r + 0.13692988092273580531
  b = b * r + 0.59983220655588793769
  b = b * r + 1
  return a / b
}
