import Testing

@testable import Formats

/// Bytes as other programs want them written.
@Suite struct BinaryTests {
  @Test func base64IsThatOfTheStandard() {
    let words = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map { Array($0.utf8) }
    #expect(
      words.map(base64)
        == ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"])
  }

  /// The examples of FIPS 180-4, and lengths about a block's.
  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
    (String(repeating: "a", count: 55), "n0OQ+NMMLdkuyfCVtl4rmumwqSWlJY4kHJ8ekQ9zQxg="),
    (String(repeating: "a", count: 64), "/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs="),
  ])
  func digestsAreThoseOfTheStandard(message: String, digest: String) {
    #expect(base64(SHA256.digest(of: Array(message.utf8))) == digest)
  }

  /// However a message is cut, about a block's length and elsewhere.
  @Test func digestsDoNotDependOnHowMessagesAreCut() {
    let message = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let whole = SHA256.digest(of: message)
    for cut in [1, 17, 55, 56, 63, 64, 65, 128, 299] {
      var digest = SHA256()
      for start in stride(from: 0, to: message.count, by: cut) {
        digest.add(message[start..<min(start + cut, message.count)])
      }
      #expect(digest.finish() == whole)
    }
  }

  @Test func fingerprintsTellPartsApart() {
    let texts = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], []].map {
      Fingerprint(of: $0).text()
    }
    #expect(Set(texts).count == texts.count)
    #expect(texts.allSatisfy { $0.count == 64 })
    #expect(Fingerprint.text(of: Array("abc".utf8)).hasPrefix("ba7816bf8f01cfea"))
  }

  /// Every length about a word's, every single byte, and two that change places.
  @Test func checksumsTellBytesApart() {
    var seen: Set<Int> = []
    for length in 0..<40 {
      let bytes = (0..<length).map { UInt8($0 * 37 & 255) }
      #expect(Checksum.of(bytes) == Checksum.of(bytes))
      #expect(seen.insert(Checksum.of(bytes)).inserted)
      for place in bytes.indices {
        for bit in 0..<8 {
          var other = bytes
          other[place] ^= 1 << UInt8(bit)
          #expect(seen.insert(Checksum.of(other)).inserted)
        }
        guard place > 0 else { continue }
        var other = bytes
        other.swapAt(0, place)
        #expect(seen.insert(Checksum.of(other)).inserted)
      }
      // A zero more is something else.
      #expect(Checksum.of(bytes + [0]) != Checksum.of(bytes))
    }
  }

  /// What a book's record holds must be the same on every machine.
  @Test func checksumsAreTheSameEverywhere() {
    #expect(Checksum.text(of: []) == "c7c2e5633d61f295")
    #expect(Checksum.text(of: Array("backdraw draws".utf8)) == "b8ce3f83093c89b7")
  }
}
