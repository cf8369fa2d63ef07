import Emissions
import Foundation
import LinearAlgebra
import EmissionVectors

/// What the machine can do, in the same run as what we make of it.
struct MachineLimits {
  /// Bytes read and written by a copy from memory to memory, a second.
  let bandwidth: Double
  /// Floating-point operations of BLAS a second.
  let dgemm: Double
  /// Seconds an exponential, by path.
  let exponential: [VectorPath: Double]

  /// Of the widest vectors.
  var bestExponential: Double { exponential[.best] ?? .nan }

  init() {
    bandwidth = copiedBytes()
    dgemm = multiplied()
    let x = (0..<4096).map { Double($0) / 4096 - 0.5 }
    var y = x
    exponential = Dictionary(
      uniqueKeysWithValues: VectorPath.available.map { path in
        let spent = time(seconds: 0.2) { for _ in 0..<500 { vector_exp(path, x, &y, x.count) } }
        return (path, spent.processor / 500 / Double(x.count))
      })
  }

  func report() {
    guard isWanted("machine") else { return }
    benchmark.report("machine.memory_bandwidth", bandwidth * 1e-9, "GB/s read and written")
    benchmark.report("machine.dgemm", dgemm * 1e-9, "GFLOP/s")
    for path in VectorPath.available { benchmark.report("machine.exp.\(path.name)", (exponential[path] ?? .nan) * 1e9, "ns per element") }
  }
}

private func copiedBytes() -> Double {
  let bytes = 256 << 20
  let from = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
  let to = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
  defer {
    from.deallocate()
    to.deallocate()
  }
  memset(from, 1, bytes)
  return 2 * Double(bytes) / time(seconds: 0.3) { memcpy(to, from, bytes) }.processor
}

private func multiplied() -> Double {
  let order = 512
  let a = Matrix(rows: order, columns: order, storage: (0..<order * order).map { Double($0 % 7) })
  var product = Matrix(rows: order, columns: order)
  let spent = try? time(seconds: 0.3) { () throws in try product.accumulate(a, times: a, beta: 0) }
  return spent.map { 2 * Double(order * order * order) / $0.processor } ?? .nan
}

extension VectorPath {
  var name: String {
    switch self {
    case .plain: "plain"
    case .AVX2: "avx2"
    case .AVX512: "avx512"
    }
  }
}
