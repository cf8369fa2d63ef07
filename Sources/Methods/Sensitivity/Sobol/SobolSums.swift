import LinearAlgebra

/// The sums that Sobol' indices are made of, for the sample and for every bootstrap resample at once.
///
/// A resample only gives every base point another weight, so that nothing is copied: with the weights as rows of W and the shares of
/// the base points in the estimators as rows of T, all sums are W T (BLAS dgemm), and those of the pairs BAᵀ diag(w) AB for each w.
/// Base points are taken in blocks that stay in cache; the order of sums depends on nothing else.
struct SobolSums {
  static let blockSize = 256
  private let layout: SaltelliLayout
  private let points: Int
  /// Columns: S1 shares, ST shares, a + b, a² + b², a b. Row 0 is the sample itself.
  private var terms: Matrix
  /// Σ w f(BA_j) f(AB_k), one for each row of `terms`; empty without second order.
  private var pairs: [Matrix]

  /// The sample and its resamples.
  var resamples: Int { terms.rows }

  init(outputs: [Double], layout: SaltelliLayout, resamples: ResampleCounts?) {
    let rows = 1 + (resamples?.resamples ?? 0)
    self.layout = layout
    points = outputs.count / layout.evaluationsEach
    terms = Matrix(rows: rows, columns: 2 * layout.groups + 3)
    pairs = layout.secondOrder ? Array(repeating: Matrix(rows: layout.groups, columns: layout.groups), count: rows) : []
    outputs.withUnsafeBufferPointer { add($0, resamples) }
  }

  /// The indices with the weights of one row; all zero where a resample has no variance.
  func indices(resample r: Int) -> SobolIndices {
    let (g, n) = (layout.groups, Double(points))
    let mean = terms[r, 2 * g] / (2 * n)
    let variance = terms[r, 2 * g + 1] / (2 * n) - mean * mean
    let scale = variance > .ulpOfOne ? 1 / (n * variance) : 0
    let first = (0..<g).map { terms[r, $0] * scale }
    let total = (0..<g).map { terms[r, g + $0] * scale }
    if !layout.secondOrder { return SobolIndices(first: first, total: total) }
    var second = Matrix(rows: g, columns: g)
    for j in 0..<g {
      for k in (j + 1)..<max(g, j + 1) {
        second[j, k] = saltelli2002(closedPair: (pairs[r][j, k] - terms[r, 2 * g + 2]) * scale, first: first[j], first: first[k])
        second[k, j] = second[j, k]
      }
    }
    return SobolIndices(first: first, total: total, second: second)
  }

  private mutating func add(_ outputs: UnsafeBufferPointer<Double>, _ counts: ResampleCounts?) {
    let moments = Moments(outputs)
    var shares = Matrix(rows: Self.blockSize, columns: terms.columns)
    var weights = Matrix(rows: terms.rows, columns: Self.blockSize)
    var pairBlock = PairBlock(rows: layout.secondOrder ? Self.blockSize : 0, groups: layout.groups)
    for start in stride(from: 0, to: points, by: Self.blockSize) {
      let range = start..<min(start + Self.blockSize, points)
      fillShares(&shares, outputs, range, moments)
      fillWeights(&weights, counts, range)
      terms.add(weights, times: shares)
      if layout.secondOrder {
        pairBlock.fill(outputs, range, layout, moments)
        for r in pairs.indices { pairBlock.add(to: &pairs[r], weights: weights, row: r) }
      }
    }
  }

  /// Rows beyond the last base point are zero.
  private func fillShares(_ shares: inout Matrix, _ outputs: UnsafeBufferPointer<Double>, _ range: Range<Int>, _ moments: Moments) {
    let (g, each, width) = (layout.groups, layout.evaluationsEach, shares.rowStride)
    let (mean, scale) = (moments.mean, 1 / moments.standardDeviation)
    shares.withUnsafeMutablePointer { shares in
      guard let y = outputs.baseAddress, let target = shares.baseAddress else { return }
      if range.count < Self.blockSize { shares.update(repeating: 0) }
      for i in range {
        let (point, row) = (y + i &* each, target + (i &- range.lowerBound) &* width)
        let a = (point[0] - mean) * scale
        let b = (point[each &- 1] - mean) * scale
        for j in 0..<g {
          let ab = (point[1 &+ j] - mean) * scale
          row[j] = saltelli2010(a: a, ab: ab, b: b)
          row[g &+ j] = jansen1999(a: a, ab: ab)
        }
        row[2 &* g] = a + b
        row[2 &* g &+ 1] = a * a + b * b
        row[2 &* g &+ 2] = a * b
      }
    }
  }

  private func fillWeights(_ weights: inout Matrix, _ counts: ResampleCounts?, _ range: Range<Int>) {
    let width = weights.rowStride
    weights.withUnsafeMutablePointer { weights in
      weights.update(repeating: 0)
      for i in 0..<range.count { weights[i] = 1 }
      counts?.fill(weights, rowStride: width, points: range)
    }
  }
}

/// f(BA_j) and f(AB_k) of a block of base points, standardised, and room for the weighted copy.
private struct PairBlock {
  private var ba: Matrix
  private var ab: Matrix
  private var weighted: Matrix

  init(rows: Int, groups: Int) {
    ba = Matrix(rows: rows, columns: groups)
    ab = ba
    weighted = ba
  }

  mutating func fill(_ outputs: UnsafeBufferPointer<Double>, _ range: Range<Int>, _ layout: SaltelliLayout, _ moments: Moments) {
    let (mean, scale) = (moments.mean, 1 / moments.standardDeviation)
    let copy = { (target: inout Matrix, first: Int) in
      target.withUnsafeMutablePointer { target in
        if range.count < SobolSums.blockSize { target.update(repeating: 0) }
        for i in range {
          let from = i &* layout.evaluationsEach &+ first
          let to = (i &- range.lowerBound) &* layout.groups
          for j in 0..<layout.groups { target[to &+ j] = (outputs[from &+ j] - mean) * scale }
        }
      }
    }
    copy(&ab, layout.ab(0))
    copy(&ba, layout.ba(0))
  }

  mutating func add(to sums: inout Matrix, weights: Matrix, row: Int) {
    let groups = ab.columns
    let rows = ab.rows
    ab.withUnsafePointer { ab in
      weights.withUnsafePointer { weights in
        weighted.withUnsafeMutablePointer { weighted in
          for i in 0..<rows {
            let w = weights[row &* rows &+ i]
            for k in 0..<groups { weighted[i &* groups &+ k] = w * ab[i &* groups &+ k] }
          }
        }
      }
    }
    sums.add(ba, times: weighted, transposingLeft: true)
  }
}
