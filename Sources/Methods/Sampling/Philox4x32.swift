/// Random123's counter-based generator: 128 bits from a 128-bit counter and a 64-bit key, without a state.
///
/// Source: Salmon, Moraes, Dror & Shaw (2011), *Parallel random numbers: as easy as 1, 2, 3*, SC '11, doi:10.1145/2063384.2063405;
/// ten rounds, as the authors recommend. Passes BigCrush by their report; period 2¹³⁰ numbers of 32 bits for each key.
package struct Philox4x32: Sendable {
  /// The four words of one counter, the lowest first.
  package struct Words: Hashable, Sendable {
    package var a, b, c, d: UInt32

    package init(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
      (self.a, self.b, self.c, self.d) = (a, b, c, d)
    }

    /// Words a and b as one number, a below b.
    package var lower: UInt64 { UInt64(a) | UInt64(b) << 32 }
    /// Words c and d as one number, c below d.
    package var upper: UInt64 { UInt64(c) | UInt64(d) << 32 }
  }

  package let key: (UInt32, UInt32)

  package init(key: (UInt32, UInt32)) { self.key = key }

  package init(seed: UInt64) {
    self.init(key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
  }

  /// The random words of one counter.
  @inline(__always) package func block(_ counter: Words) -> Words {
    var (a, b, c, d) = (counter.a, counter.b, counter.c, counter.d)
    var (x, y) = key
    for _ in 0..<10 {
      let p = UInt64(0xD251_1F53) &* UInt64(a)
      let q = UInt64(0xCD9E_8D57) &* UInt64(c)
      a = UInt32(truncatingIfNeeded: q >> 32) ^ b ^ x
      c = UInt32(truncatingIfNeeded: p >> 32) ^ d ^ y
      b = UInt32(truncatingIfNeeded: q)
      d = UInt32(truncatingIfNeeded: p)
      x = x &+ 0x9E37_79B9
      y = y &+ 0xBB67_AE85
    }
    return Words(a, b, c, d)
  }

  /// 64 random bits of one draw of one stream: a block serves draws 2k and 2k + 1; its counter is (k, stream).
  package func bits(stream: UInt64, draw: UInt64) -> UInt64 {
    let words = block(Philox4x32.counter(stream: stream, block: draw >> 1))
    return draw & 1 == 0 ? words.lower : words.upper
  }

  @inline(__always) package static func counter(stream: UInt64, block: UInt64) -> Words {
    Words(
      UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
      UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
  }
}

/// The uniform number of 64 random bits: their upper 52 bits k as (k + 1/2) 2⁻⁵², in (0, 1), never 0 or 1, exact.
///
/// Made by way of the number 1 + k 2⁻⁵², which needs no conversion of a 64-bit integer and so runs in vector registers.
@inline(__always) package func uniform(ofBits bits: UInt64) -> Double {
  Double(bitPattern: bits >> 12 | 0x3FF0_0000_0000_0000) - (1 - 0x1p-53)
}

/// The uniform number in (0, 1) of one draw of one stream.
package func uniform(seed: UInt64, stream: UInt64, draw: UInt64) -> Double {
  uniform(ofBits: Philox4x32(seed: seed).bits(stream: stream, draw: draw))
}

/// The stream of a parameter: FNV-1a (64 bits) of the UTF-8 bytes of its name, so that adding, removing or reordering parameters
/// changes no other parameter's draws. Two of k names share a stream with probability k² 2⁻⁶⁵ (10⁻¹⁵ for 300 names).
///
/// Source: Fowler, Noll, Vo & Eastlake, *The FNV non-cryptographic hash algorithm*, RFC 9923.
package func stream(named name: String) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return hash
}
