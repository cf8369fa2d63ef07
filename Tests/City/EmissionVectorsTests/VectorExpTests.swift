import Foundation
import Testing
import EmissionVectors

/// The paths that this processor runs.
private let paths: [VectorPath] = [.plain, .AVX2, .AVX512].filter { $0.rawValue <= vector_path_best().rawValue }

@Suite struct VectorExpTests {
  /// The C library's exp is within one unit of the last place; ours within two of the truth, so they are within three.
  @Test(arguments: paths) func `Every path gives the exponential within three units of the C library's`(_ path: VectorPath) {
    let step = (708 + 709.78) / 20_001
    var x: [Double] = (0...20_001).map { -708 + Double($0) * step }
    x += [0, -0.0, 1, 0x1p-60, -0x1p-1000]
    for (x, y) in zip(x, exponentials(path, x)) {
      #expect(abs(y - exp(x)) <= 3 * exp(x).ulp, "exp(\(x))")
    }
  }

  @Test(arguments: paths) func `The ends of the exponential`(_ path: VectorPath) {
    let y = exponentials(path, [.infinity, 709.79, 1e300, -.infinity, -708.1, -1e300, .nan, 0])
    #expect(y[0...2].allSatisfy { $0 == .infinity } && y[3...5].allSatisfy { $0 == 0 } && y[6].isNaN && y[7] == 1)
  }

  @Test(arguments: paths) func `The count changes no digit`(_ path: VectorPath) {
    let x = (0..<19).map { Double($0) * 1.7 - 11 }
    let all = exponentials(path, x)
    for count in 1..<19 { #expect(exponentials(path, Array(x.prefix(count))) == Array(all.prefix(count))) }
  }

  private func exponentials(_ path: VectorPath, _ x: [Double]) -> [Double] {
    var y = [Double](repeating: 0, count: x.count)
    vector_exp(path, x, &y, x.count)
    return y
  }
}
