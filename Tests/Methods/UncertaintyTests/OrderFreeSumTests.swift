import Testing

@testable import Uncertainty

@Suite("A sum that does not depend on the order of its terms")
struct OrderFreeSumTests {
  private func sum(_ terms: [Double], piece: Int = 1024) -> OrderFreeSum {
    var sum = OrderFreeSum()
    for start in stride(from: 0, to: terms.count, by: piece) {
      let part = Array(terms[start..<min(start + piece, terms.count)])
      var vectors = [Vector](repeating: .zero, count: (part.count + 3) / 4)
      for (i, term) in part.enumerated() { vectors[i / 4][i % 4] = term }
      sum.add(&vectors, count: vectors.count, bound: part.map(abs).max() ?? 0, swapped: start % 2 == 1)
    }
    return sum
  }

  @Test("Great terms that cancel leave the small one, which adding in turn would lose")
  func cancellation() {
    #expect(sum([1e16, 1, 0, 0, -1e16]).value(.whole) == 1)
    #expect(sum([1e16, 1, -1e16, 0]).value(.even) == 0)
    #expect(sum([1e16, 1, -1e16, 0]).value(.odd) == 1)
  }

  @Test("Whole numbers add to what integer arithmetic says")
  func wholeNumbers() {
    let terms = uniforms(5000, stream: 3).map { (($0 - 0.4) * 0x1p53).rounded() }
    let exact = terms.reduce(Int128(0)) { $0 + Int128($1) }
    #expect(sum(terms).value(.whole) == Double(exact))
    #expect(sum(terms.map { $0 * 0x1p300 }).value(.whole) == Double(exact) * 0x1p300)
    #expect(sum(terms.map { $0 * 0x1p-300 }).value(.whole) == Double(exact) * 0x1p-300)
  }

  @Test("Every order and every division gives the same bits, also where sizes differ by hundreds of bits", arguments: 0..<20)
  func orders(seed: Int) {
    let terms = awkwardNumbers(600, stream: UInt64(seed))
    let keys = uniforms(600, stream: UInt64(1000 + seed))
    let shuffled = terms.indices.sorted { keys[$0] < keys[$1] }.map { terms[$0] }
    let expected = sum(terms).value(.whole).bitPattern
    #expect(sum(terms, piece: 1).value(.whole).bitPattern == expected)
    #expect(sum(shuffled, piece: 7).value(.whole).bitPattern == expected)
    var (left, right) = (sum(Array(shuffled[..<200])), sum(Array(shuffled[200...]), piece: 3))
    right.merge(left)
    #expect(right.value(.whole).bitPattern == expected)
    left.merge(sum(Array(shuffled[200...])))
    #expect(left.value(.whole).bitPattern == expected)
  }

  @Test("A term at the edge between two bins adds the same before and after the bins move", arguments: -3...3)
  func edges(place: Int) {
    let edge = Double(sign: .plus, exponent: 32 * place + 31, significand: 1)
    let terms = [edge, edge.nextDown, -edge.nextUp, edge / 2, edge * 0x1p64, edge * 0x1p95, -edge * 0x1p95, edge.nextDown]
    let expected = sum(terms).value(.whole).bitPattern
    for start in terms.indices { #expect(sum(Array(terms[start...] + terms[..<start]), piece: 1).value(.whole).bitPattern == expected) }
  }
}
