/// The name that a linker gave a program: a digest of all that it linked, in a note of the file's
/// (System V gABI, "Note Section"; the GNU linkers' `--build-id`).
enum BuildID {
  /// The digest that stands in a program of 64 bits in the order of bytes of most processors; nil where
  /// there is none of 16 bytes or more, from which two programs would not differ by chance.
  ///
  /// - Parameter head: The file, or its first kilobytes, among which the note is.
  static func read(elf head: [UInt8]) -> [UInt8]? {
    // A file in ELF of class 64, with numbers from their low byte on.
    guard head.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), head.count >= 64 else { return nil }
    let table = Int(truncatingIfNeeded: number(head, at: 32, bytes: 8))
    let (size, count) = (number(head, at: 54, bytes: 2), number(head, at: 56, bytes: 2))
    guard size >= 56, table >= 0, table < head.count else { return nil }
    for index in 0..<Int(count) {
      let entry = table + index * Int(size)
      guard entry + 56 <= head.count else { return nil }
      // A segment of notes, each of which is filled up to four bytes.
      guard number(head, at: entry, bytes: 4) == 4, number(head, at: entry + 48, bytes: 8) <= 4
      else { continue }
      let start = number(head, at: entry + 8, bytes: 8)
      let length = number(head, at: entry + 32, bytes: 8)
      guard start <= UInt64(head.count), length <= UInt64(head.count) - start else { continue }
      if let id = id(in: head[Int(start)..<Int(start + length)]) { return id }
    }
    return nil
  }

  private static func id(in notes: ArraySlice<UInt8>) -> [UInt8]? {
    let name: [UInt8] = [0x47, 0x4E, 0x55, 0]
    var rest = notes
    while rest.count >= 12 {
      let sizes = [0, 4].map { Int(number(rest, at: $0, bytes: 4)) }
      let kind = number(rest, at: 8, bytes: 4)
      let (nameRoom, room) = ((sizes[0] + 3) / 4 * 4, (sizes[1] + 3) / 4 * 4)
      rest = rest.dropFirst(12)
      guard nameRoom + room <= rest.count else { return nil }
      if kind == 3, sizes[1] >= 16, rest.prefix(sizes[0]).elementsEqual(name) {
        return Array(rest.dropFirst(nameRoom).prefix(sizes[1]))
      }
      rest = rest.dropFirst(nameRoom + room)
    }
    return nil
  }

  /// A number from its low byte on.
  private static func number(
    _ bytes: some RandomAccessCollection<UInt8>, at place: Int, bytes count: Int
  ) -> UInt64 {
    let start = bytes.index(bytes.startIndex, offsetBy: place)
    return bytes[start...].prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
