import Emissions
import Foundation
import LinearAlgebra
import EmissionVectors

/// What the machine can do, in the same run as what we make of it.
func measureMachine() {
  guard isWanted("machine") else { return }
  let bytes = 256 << 20
  let from = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
  let to = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
  defer {
    from.deallocate()
    to.deallocate()
  }
  memset(from, 1, bytes)
  let copy = time { memcpy(to, from, bytes) }
  report("machine.memory_bandwidth", 2 * Double(bytes) / copy.processor * 1e-9, "GB/s read and written")

  let order = 512
  let a = Matrix(rows: order, columns: order, storage: (0..<order * order).map { Double($0 % 7) })
  var product = Matrix(rows: order, columns: order)
  let multiply = try? time { () throws in try product.accumulate(a, times: a, beta: 0) }
  if let multiply { report("machine.dgemm", 2 * Double(order * order * order) / multiply.processor * 1e-9, "GFLOP/s") }

  let x = (0..<4096).map { Double($0) / 4096 - 0.5 }
  var y = x
  for path in VectorPath.available {
    let exponentials = time(seconds: 0.2) { for _ in 0..<500 { vector_exp(path, x, &y, x.count) } }
    report("machine.exp.\(path.name)", exponentials.processor / 500 / Double(x.count) * 1e9, "ns per element")
  }
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
