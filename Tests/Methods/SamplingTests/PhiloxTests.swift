import Sampling
import Testing

@Suite struct PhiloxTests {
  /// The three vectors for Philox4x32-10 that its authors publish with Random123 (kat_vectors).
  @Test func theKnownAnswersAreGiven() {
    let zero = Philox4x32(key: (0, 0)).block(.init(0, 0, 0, 0))
    #expect(zero == .init(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = UInt32.max
    #expect(Philox4x32(key: (ones, ones)).block(.init(ones, ones, ones, ones)) == .init(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox4x32(key: (0xa409_3822, 0x299f_31d0)).block(.init(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344))
    #expect(pi == .init(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func uniformNumbersNeverReachTheEnds() {
    #expect(uniform(ofBits: 0) == 0x1p-53)
    #expect(uniform(ofBits: .max) == 1 - 0x1p-53)
    #expect(uniform(ofBits: 0x1234_5678_9abc_def0) == (Double(0x1_2345_6789_abcd as UInt64) + 0.5) * 0x1p-52)
  }

  /// FNV-1a's own test values: the empty text, "a" and "foobar" (RFC 9923, appendix C).
  @Test func streamsAreTheHashOfTheName() {
    #expect(stream(named: "") == 0xcbf2_9ce4_8422_2325)
    #expect(stream(named: "a") == 0xaf63_dc4c_8601_ec8c)
    #expect(stream(named: "foobar") == 0x8594_4171_f739_67e8)
  }

  @Test(arguments: [UniformSource.philox(seed: 7), .cityref(seed: 7, parameters: 5)])
  func aRangeHoldsTheNumbersOfItsDraws(source: UniformSource) {
    for (first, count) in [(0, 9), (1, 8), (3, 1), (6, 2), (5, 0), (4_294_967_295, 4)] as [(UInt64, Int)] {
      let filled = numbers(count) { source.fill($0, stream: 3, first: first, count: count) }
      #expect(filled == (0..<count).map { source.number(stream: 3, draw: first + UInt64($0)) })
    }
  }

  /// CITYREF-1's published uniforms: draw 0, parameters 0-4, and draw 63, parameters 75-79 of 80.
  @Test func theCounterOfTheReferenceModelGivesItsUniforms() throws {
    let reference = try CityReference()
    let places = (0..<5).map { (0, $0) } + (75..<80).map { (63, $0) }
    let source = UniformSource.cityref(seed: reference.seed, parameters: 80)
    #expect(places.map { source.number(stream: UInt64($0.1), draw: UInt64($0.0)) } == reference.firstUniforms)
  }
}

/// `count` numbers that `fill` writes.
func numbers(_ count: Int, _ fill: (UnsafeMutablePointer<Double>) -> Void) -> [Double] {
  var values = [Double](repeating: .nan, count: count + 1)
  values.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { fill(base) } }
  #expect(values[count].isNaN, "a fill wrote past its end")
  return Array(values.dropLast())
}
