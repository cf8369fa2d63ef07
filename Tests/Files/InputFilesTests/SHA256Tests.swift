import InputFiles
import Testing

/// Examples of the National Institute of Standards and Technology (FIPS 180-4, Secure Hash Standard; CAVP byte vectors).
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ]) func thePublishedExamplesComeOut(text: String, digest: String) {
    #expect(sha256(text.utf8) == digest)
  }

  @Test func aMillionLettersComeOut() {
    #expect(
      sha256(repeatElement(UInt8(ascii: "a"), count: 1_000_000)) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// Lengths around the ends of a block, where padding needs one block more.
  @Test func everyLengthAroundABlockHasItsOwnDigest() {
    let digests = (50...130).map { sha256(repeatElement(UInt8(0), count: $0)) }
    #expect(Set(digests).count == digests.count)
    #expect(digests[64 - 50] == "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b")
  }
}
