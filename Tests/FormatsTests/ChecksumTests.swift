import Testing

@testable import Formats

@Suite struct ChecksumTests {
  @Test func everyByteCounts() {
    var seen: Set<String> = [Checksum.text(of: [])]
    for count in 1...40 {
      let bytes = [UInt8](repeating: 7, count: count)
      #expect(seen.insert(Checksum.text(of: bytes)).inserted)
      for place in bytes.indices {
        for bit in 0..<8 {
          var other = bytes
          other[place] ^= 1 << bit
          #expect(seen.insert(Checksum.text(of: other)).inserted, "\(count) \(place) \(bit)")
        }
      }
    }
    // Two places that change one another's part, and zeros at the end.
    #expect(Checksum.text(of: [0, 0, 0]) != Checksum.text(of: [0, 0]))
    #expect(Checksum.text(of: Array(0..<16)) != Checksum.text(of: Array(8..<16) + Array(0..<8)))
  }

  /// What a book's record holds must be the same on every machine.
  @Test func sumsStay() {
    #expect(Checksum.text(of: []) == "0000000000000000")
    #expect(Checksum.text(of: Array("backdraw draws".utf8)) == "809b8ea6963628a1")
  }
}
