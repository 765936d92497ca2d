import CZlib
import Scene

extension Painter {
  /// Paints scenes of one size to a PNG that plays: the steps one after the other, the last one
  /// longer, and then from the beginning. What cannot play it shows the first.
  ///
  /// Each of Cairo's PNG files lends its image data; the chunks between follow "PNG Specification,
  /// Third Edition", W3C, section 11.3.6.
  ///
  /// - Parameters:
  ///   - scenes: the steps; at least one.
  ///   - playing: how long they take.
  ///   - scale: pixels of the PNG for each of the scenes'.
  /// - Throws: what ``png(_:scale:)`` throws.
  package func animatedPNG(
    _ scenes: [Scene], _ playing: Playing, scale: Double = 1
  ) throws(RenderError) -> [UInt8] {
    var file = PNGChunks()
    var sequence: UInt32 = 0
    for (index, scene) in scenes.enumerated() {
      let picture = PNGChunks.read(try png(scene, scale: scale))
      guard let header = picture.first(where: { $0.kind == "IHDR" }) else { continue }
      if index == 0 {
        file.add("IHDR", header.data)
        // So many frames, for ever.
        file.add("acTL", bytes(UInt32(scenes.count)) + bytes(0))
      }
      let seconds = playing.duration(of: index + 1)
      // Width and height as in the header; no offset; milliseconds; replace what was there.
      file.add(
        "fcTL",
        bytes(sequence) + Array(header.data[..<8]) + bytes(0) + bytes(0)
          + short(Int((seconds * 1_000).rounded())) + short(1_000) + [0, 0])
      sequence += 1
      for chunk in picture where chunk.kind == "IDAT" {
        if index == 0 {
          file.add("IDAT", chunk.data)
        } else {
          file.add("fdAT", bytes(sequence) + chunk.data)
          sequence += 1
        }
      }
    }
    file.add("IEND", [])
    return file.bytes
  }

  private func bytes(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private func short(_ number: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
  }
}

/// A PNG as its chunks: a length, four letters, data, and a check sum of letters and data.
private struct PNGChunks {
  private(set) var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  mutating func add(_ kind: String, _ data: [UInt8]) {
    let body = Array(kind.utf8) + data
    let sum = UInt32(truncatingIfNeeded: crc32(0, body, UInt32(body.count)))
    append(UInt32(data.count))
    bytes += body
    append(sum)
  }

  private mutating func append(_ number: UInt32) {
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
  }

  /// The chunks of a file that Cairo wrote.
  static func read(_ file: [UInt8]) -> [(kind: String, data: [UInt8])] {
    var chunks: [(kind: String, data: [UInt8])] = []
    var place = 8
    while place + 12 <= file.count {
      let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      guard place + 12 + length <= file.count else { break }
      let kind = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
      chunks.append((kind, Array(file[place + 8..<place + 8 + length])))
      place += 12 + length
    }
    return chunks
  }
}
