/// Files in one, as ZIP has them (APPNOTE 6.3): the same files give the same bytes, since all have the first
/// date that ZIP knows.
///
///     var archive = ZIPArchive()
///     archive.add("imsmanifest.xml", bytes)
///     archive.finish()   // the bytes of the archive
package struct ZIPArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// An archive of nothing yet.
  package init() {}

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - path: Where it stands in the archive, with / between folders.
  ///   - contents: What is in it.
  ///   - deflated: The same, compressed by whoever can (RFC 1951); nil where it is stored as it is.
  package mutating func add(_ path: String, _ contents: [UInt8], deflated: [UInt8]? = nil) {
    let offset = bytes.count
    let stored = deflated ?? contents
    // Version 2.0, names in UTF-8, stored (0) or deflated (8), 1 January 1980.
    var header: [UInt8] = []
    header.add16(20, 0x0800, deflated == nil ? 0 : 8, 0, 0x0021)
    header.add32(CRC32.of(contents), stored.count, contents.count)
    header.add16(path.utf8.count, 0)
    bytes.add32(0x0403_4B50)
    bytes += header + Array(path.utf8) + stored
    directory.add32(0x0201_4B50)
    directory.add16(20)
    directory += header
    // No comment, the first disk, no attributes.
    directory.add16(0, 0, 0)
    directory.add32(0, offset)
    directory += Array(path.utf8)
    count += 1
  }

  /// The archive, whose list of files stands at its end.
  package consuming func finish() -> [UInt8] {
    let (start, size) = (bytes.count, directory.count)
    bytes += directory
    bytes.add32(0x0605_4B50)
    bytes.add16(0, 0, count, count)
    bytes.add32(size, start)
    bytes.add16(0)
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func add16(_ numbers: Int...) {
    for number in numbers { self += [UInt8(number & 255), UInt8(number >> 8 & 255)] }
  }

  fileprivate mutating func add32(_ numbers: Int...) {
    for number in numbers {
      for byte in 0..<4 { append(UInt8(number >> (8 * byte) & 255)) }
    }
  }
}

/// The checksum of ZIP and PNG.
private enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  static func of(_ bytes: [UInt8]) -> Int {
    var checksum = UInt32.max
    for byte in bytes { checksum = table[Int((checksum ^ UInt32(byte)) & 255)] ^ (checksum >> 8) }
    return Int(~checksum)
  }
}
