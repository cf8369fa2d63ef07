import EmissionVectors

/// One figure per draw of a block.
typealias Column = UnsafeMutablePointer<Double>

/// Figures of a block of draws, years × draws, draws side by side in memory. The equations are written with these verbs; each
/// is one pass in the processor's widest vectors.
///
/// A view of memory that a `KernelWorkspace` owns; panels of one block never overlap.
struct Panel {
  let start: UnsafeMutablePointer<Double>
  let shape: BlockShape

  func year(_ t: Int) -> UnsafeMutablePointer<Double> { start + t * shape.draws }

  func fill(_ value: Double) { start.update(repeating: value, count: shape.count) }

  func copy(_ other: Panel) { start.update(from: other.start, count: shape.count) }

  /// self *= a
  func multiply(by a: Panel) { vector_multiply(shape.path, start, a.start, shape.count) }

  /// self += a
  func add(_ a: Panel) { vector_add(shape.path, start, a.start, shape.count) }

  /// self[t, n] += a[t, n] · factor[n], where a is 0 before year `first`
  func add(_ a: Panel, factor: Column, from first: Int) {
    vector_add_scaled(shape.path, start, a.start, factor, first, shape.years, shape.draws)
  }

  /// self[t, n] = series[t] · factor[n] · (1 + growth[n])^t
  func grow(_ series: [Double], factor: Column, growth: Column) {
    vector_grow(shape.path, start, series, factor, growth, shape.years, shape.draws)
  }

  /// self[t, n] = max(0, planned[0] - share[n] · (planned[0] - planned[t])): the share of a planned fall that happens
  func deliver(_ planned: [Double], share: Column) { vector_deliver(shape.path, start, planned, share, shape.years, shape.draws) }

  /// self[t] = (1 - fall)^t (sum[t] - sum[t-1]); with `cumulative` the running sum of it
  func assignIncrements(of sum: Panel, fall: Column, cumulative: Bool) {
    vector_increments(shape.path, start, sum.start, fall, cumulative ? 1 : 0, shape.years, shape.draws)
  }
}

/// The size of every panel of a block, and the instructions that work on it.
struct BlockShape {
  let years: Int
  /// A multiple of the vector's lanes; the draws past those asked for repeat the last one.
  let draws: Int
  let path: VectorPath

  var count: Int { years * draws }
  /// Figures of one measure: its curve and its columns.
  var slotSize: Int { vector_slot_size(years, draws) }
}

extension VectorPath {
  /// The widest vectors that this processor has.
  package static let best = vector_path_best()

  /// Every path that this processor can run; they agree to 1e-12.
  package static var available: [VectorPath] {
    [.plain, .AVX2, .AVX512].filter { $0.rawValue <= best.rawValue }
  }
}
