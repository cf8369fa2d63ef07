/// Where the plain uniform numbers of a parameter come from.
package enum UniformSource: Hashable, Sendable {
  /// Philox4x32-10 keyed by (seed, stream of the parameter's name, draw).
  case philox(seed: UInt64)
  /// The counter of CITYREF-1: splitmix64 of `seed · (2³² + 1) + draw · parameters + position`.
  ///
  /// Position counts, not the name: a parameter more or in another place changes every draw. Its quality was tried for
  /// 10⁴ to 10⁶ draws only. It is here so that the reference model's draws can be made without a file; use `philox` otherwise.
  case cityref(seed: UInt64, parameters: Int)

  /// The number in (0, 1) of one draw. `stream` is `stream(named:)` for `philox` and the zero-based position for `cityref`.
  package func number(stream: UInt64, draw: UInt64) -> Double {
    switch self {
    case .philox(let seed): uniform(seed: seed, stream: stream, draw: draw)
    case .cityref(let seed, let parameters):
      uniform(ofBits: splitmix64(cityrefCounter(seed, parameters, position: stream, draw: draw)))
    }
  }

  /// Writes the numbers of draws `first ..< first + count` to `target`; the same numbers for any split into ranges.
  package func fill(_ target: UnsafeMutablePointer<Double>, stream: UInt64, first: UInt64, count: Int) {
    switch self {
    case .philox(let seed): fillPhilox(target, Philox4x32(seed: seed), stream: stream, first: first, count: count)
    case .cityref(let seed, let parameters):
      let start = cityrefCounter(seed, parameters, position: stream, draw: first)
      let step = UInt64(parameters)
      for i in 0..<count { target[i] = uniform(ofBits: splitmix64(start &+ UInt64(truncatingIfNeeded: i) &* step)) }
    }
  }
}

/// Steele, Lea & Flood (2014), *Fast splittable pseudorandom number generators*, OOPSLA '14, doi:10.1145/2660193.2660195.
@inline(__always) package func splitmix64(_ counter: UInt64) -> UInt64 {
  var z = counter &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
  return z ^ z >> 31
}

@inline(__always) package func cityrefCounter(_ seed: UInt64, _ parameters: Int, position: UInt64, draw: UInt64) -> UInt64 {
  seed &* 0x1_0000_0001 &+ draw &* UInt64(parameters) &+ position
}

/// Whole blocks of two draws in one loop, with a single draw before and after where the range starts or ends inside a block.
private func fillPhilox(
  _ target: UnsafeMutablePointer<Double>, _ philox: Philox4x32, stream: UInt64, first: UInt64, count: Int
) {
  if count <= 0 { return }
  let lead = Int(first & 1)
  if lead == 1 { target[0] = uniform(ofBits: philox.bits(stream: stream, draw: first)) }
  let pairs = (count - lead) / 2
  let block = (first &+ 1) >> 1
  let start = target + lead
  for i in 0..<pairs {
    let words = philox.block(Philox4x32.counter(stream: stream, block: block &+ UInt64(truncatingIfNeeded: i)))
    start[2 &* i] = uniform(ofBits: words.lower)
    start[2 &* i &+ 1] = uniform(ofBits: words.upper)
  }
  let done = lead + 2 * pairs
  if done < count { target[done] = uniform(ofBits: philox.bits(stream: stream, draw: first &+ UInt64(done))) }
}
