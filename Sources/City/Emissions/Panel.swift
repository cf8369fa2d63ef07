/// Figures of a block of draws, years × draws, draws side by side in memory so that every loop runs over neighbours.
///
/// A view of memory that a `KernelWorkspace` owns; panels of one block never overlap.
struct Panel {
  let start: UnsafeMutablePointer<Double>
  let years: Int
  let draws: Int

  private var count: Int { years * draws }

  func year(_ t: Int) -> UnsafeMutablePointer<Double> { start + t * draws }

  func fill(_ value: Double) { start.update(repeating: value, count: count) }

  func copy(_ other: Panel) { start.update(from: other.start, count: count) }

  /// self += a
  func add(_ a: Panel) { for i in 0..<count { start[i] += a.start[i] } }

  /// self -= a
  func subtract(_ a: Panel) { for i in 0..<count { start[i] -= a.start[i] } }

  /// self += a · b
  func addProduct(_ a: Panel, _ b: Panel) { for i in 0..<count { start[i] += a.start[i] * b.start[i] } }

  /// self -= a · b
  func subtractProduct(_ a: Panel, _ b: Panel) { for i in 0..<count { start[i] -= a.start[i] * b.start[i] } }

  /// self *= 1 - a: what a measure leaves
  func multiplyByRest(of a: Panel) { for i in 0..<count { start[i] *= 1 - a.start[i] } }

  /// self *= a
  func multiply(by a: Panel) { for i in 0..<count { start[i] *= a.start[i] } }

  /// self[t, n] = series[t] · factor[n] · (1 + growth[n])^t
  func grow(_ series: [Double], factor: Column, growth: Column) {
    for n in 0..<draws {
      var level = factor[n]
      for t in 0..<years {
        start[t * draws + n] = series[t] * level
        level *= 1 + growth[n]
      }
    }
  }

  /// self[t, n] = a[t, n] · series[t] · factor[n]
  func assign(_ a: Panel, times series: [Double], factor: Column) {
    for t in 0..<years {
      let from = a.year(t), to = year(t), value = series[t]
      for n in 0..<draws { to[n] = from[n] * (value * factor[n]) }
    }
  }

  /// self[t, n] = a[t, n] · factor[n]
  func assign(_ a: Panel, factor: Column) {
    for t in 0..<years {
      let from = a.year(t), to = year(t)
      for n in 0..<draws { to[n] = from[n] * factor[n] }
    }
  }
}

/// One figure per draw of a block.
typealias Column = UnsafePointer<Double>
