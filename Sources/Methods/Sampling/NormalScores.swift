import Foundation

/// The standard normal quantile Φ⁻¹(p); infinite at 0 and 1, NaN outside.
///
/// Source: Wichura (1988), *Algorithm AS 241: the percentage points of the normal distribution*, Applied Statistics 37(3), 477-484,
/// doi:10.2307/2347330, routine PPND16; about one part in 10¹⁶, here within 1e-15 relative of SciPy's `ndtri` down to 1e-300.
package func normalQuantile(_ p: Double) -> Double {
  let q = p - 0.5
  if abs(q) <= 0.425 { return centralNormalQuantile(q) }
  return isNearTail(p) ? nearTailNormalQuantile(p) : farTailNormalQuantile(p)
}

/// Φ(x) = erfc(-x / √2) / 2, which keeps its digits in the lower tail (for the upper one take Φ(-x)).
package func normalCDF(_ x: Double) -> Double { 0.5 * erfc(-x * 0.5.squareRoot()) }

/// Replaces `count` probabilities by their normal scores, in place.
///
/// The central formula runs over all; the one value in seven outside it is collected first and computed in a loop of its own.
package func normalQuantiles(_ values: UnsafeMutablePointer<Double>, count: Int) {
  withUnsafeTemporaryAllocation(of: Int32.self, capacity: tileLength) { places in
    withUnsafeTemporaryAllocation(of: Double.self, capacity: tileLength) { tails in
      guard let place = places.baseAddress, let tail = tails.baseAddress else { return }
      inTiles(values, count: count) { p, z, n in
        var found = 0
        for i in 0..<n {
          place[found] = Int32(truncatingIfNeeded: i)
          found &+= abs(p[i] - 0.5) > 0.425 ? 1 : 0
        }
        for i in 0..<n { z[i] = centralNormalQuantile(p[i] - 0.5) }
        for k in 0..<found { tail[k] = p[Int(place[k])] }
        for k in 0..<found { tail[k] = nearTailNormalQuantile(tail[k]) }
        for k in 0..<found {
          let i = Int(place[k])
          z[i] = isNearTail(p[i]) ? tail[k] : farTailNormalQuantile(p[i])
        }
      }
    }
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
  let (x2, x4) = (x * x, (x * x) * (x * x))
  let aHigh =
    cubic(x, x2, 0.07387091375008467, 0.016593994031459024, 0.002651788771658338, 0.0002910089607097077)
    + x4 * (1.9981964762181497e-05 + 6.593597254833846e-07 * x)
  let a = cubic(x, x2, 0.5, 0.7177589205016844, 0.5144979495519834, 0.23441721381998049) + x4 * aHigh
  let bTop = (0.0007311040764473309 + 5.008735747685212e-05 * x) + 1.6527697349778178e-06 * x2
  let bHigh = cubic(x, x2, 0.6277519846474287, 0.19171360340618157, 0.04232113183850139, 0.006697135542883732) + x4 * bTop
  let b = cubic(x, x2, 1.0, 2.233402401806234, 2.3109931935652, 1.4620005362706143) + x4 * bHigh
  return exponential(-0.5 * x * x) * a / b
}

/// Φ⁻¹(1/2 + q) for |q| <= 0.425.
@inline(__always) private func centralNormalQuantile(_ q: Double) -> Double {
  let r = 0.180625 - q * q
  let (r2, r4) = (r * r, (r * r) * (r * r))
  let a =
    cubic(r, r2, 3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125)
    + r4 * cubic(r, r2, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727)
  let b =
    cubic(r, r2, 1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077)
    + r4 * cubic(r, r2, 21213.794301586595867, 39307.89580009271061, 28729.085735721942674, 5226.495278852545925)
  return q * a / b
}

/// Where the first of the two tail formulas holds: r = √(-ln of the distance to the nearer end) <= 5, which is e⁻²⁵ from the end.
@inline(__always) private func isNearTail(_ p: Double) -> Bool { min(p, 1 - p) >= 1.388794386496402e-11 }

/// Φ⁻¹(p) for p < 0.075 or p > 0.925 in the near tail.
@inline(__always) private func nearTailNormalQuantile(_ p: Double) -> Double {
  let upper = p > 0.5
  let z = nearTail(root(-logarithm(upper ? 1 - p : p)) - 1.6)
  return upper ? z : -z
}

private func farTailNormalQuantile(_ p: Double) -> Double {
  let tail = p < 0.5 ? p : 1 - p
  if tail == 0 { return p < 0.5 ? -.infinity : .infinity }
  let z = farTail(root(-log(tail)) - 5)
  return p < 0.5 ? -z : z
}

@inline(__always) private func nearTail(_ r: Double) -> Double {
  let (r2, r4) = (r * r, (r * r) * (r * r))
  let a =
    cubic(r, r2, 1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504)
    + r4 * cubic(r, r2, 1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4)
  let b =
    cubic(r, r2, 1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455)
    + r4 * cubic(r, r2, 0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9)
  return a / b
}

private func farTail(_ r: Double) -> Double {
  let (r2, r4) = (r * r, (r * r) * (r * r))
  let a =
    cubic(r, r2, 6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123)
    + r4 * cubic(r, r2, 0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7)
  let b =
    cubic(r, r2, 1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525)
    + r4 * cubic(r, r2, 7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15)
  return a / b
}
