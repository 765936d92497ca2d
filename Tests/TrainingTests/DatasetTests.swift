import Testing

@testable import Training

/// An IDX file of the given magic number, extents and data.
private func idx(_ magic: UInt32, _ extents: [UInt32], _ data: [UInt8]) -> [UInt8] {
  ([magic] + extents).flatMap { n in (0..<4).map { UInt8(truncatingIfNeeded: n >> (24 - 8 * $0)) } }
    + data
}
private let images = idx(2051, [2, 1, 3], [0, 1, 2, 3, 4, 255])
private let labels = idx(2049, [2], [7, 0])

@Suite struct DatasetTests {
  @Test func readsImagesAndLabels() throws {
    let set = try ImageDataset(images: images, labels: labels)
    #expect(set.count == 2 && set.rows == 1 && set.columns == 3)
    #expect(Array(set.image(1)) == [3, 4, 255])
    #expect(set.labels == [7, 0])
  }

  private func message(images: [UInt8] = images, labels: [UInt8] = labels) -> String? {
    do {
      _ = try ImageDataset(images: images, labels: labels)
      return nil
    } catch {
      return error.message.english
    }
  }

  @Test func truncatedFilesSaySo() {
    #expect(message(images: Array(images.dropLast()))?.contains("cut short") == true)
    #expect(message(images: Array(images[..<9]))?.contains("ends within its header") == true)
    #expect(message(images: [])?.contains("no IDX file") == true)
  }

  @Test func oversizedAndImpossibleFilesSaySo() {
    #expect(
      message(images: images + [9])?.contains("more in the file than the 6 bytes") == true)
    #expect(
      message(images: idx(2051, [.max, .max, .max], []))?.contains("impossible size") == true)
  }

  @Test func foreignFilesSaySo() {
    #expect(message(images: labels)?.contains("this is a file of labels") == true)
    #expect(message(images: Array("PNG, perhaps".utf8))?.contains("magic number") == true)
  }

  @Test func countsAndClassesMustAgree() {
    #expect(message(labels: idx(2049, [3], [1, 2, 3]))?.contains("3 labels for 2 images") == true)
    #expect(message(labels: idx(2049, [2], [1, 10]))?.contains("label 1 is 10") == true)
  }

  @Test func corruptGzipSaysSo() {
    let broken: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]
    #expect(message(images: broken) != nil)
    #expect(message(images: gzip(images) + [0])?.contains("gzip file is corrupt") == true)
    #expect(message(images: gzip(images + [0]))?.contains("more in the file") == true)
  }

  @Test func gzippedFilesGiveTheSame() throws {
    let set = try ImageDataset(images: gzip(images), labels: gzip(labels))
    #expect(set.pixels == [0, 1, 2, 3, 4, 255])
    #expect(set.labels == [7, 0])
    // A file of two members unpacks to both.
    let members = gzip(Array(images[..<9])) + gzip(Array(images[9...]))
    #expect(try ImageDataset(images: members, labels: labels).pixels == set.pixels)
  }

  @Test func everyCutAndEveryChangedByteOfGzipIsFound() {
    let packed = gzip(images)
    for count in 0..<packed.count {
      #expect(message(images: Array(packed[..<count])) != nil, "\(count) bytes")
    }
    for place in 10..<packed.count {
      var damaged = packed
      damaged[place] ^= 4
      #expect(message(images: damaged) != nil, "byte \(place)")
    }
  }

  @Test func aPromiseThatCannotBeTrueAllocatesNothing() {
    let huge = idx(2051, [0x3F00_0000, 1, 1], [])
    for file in [huge, gzip(huge)] {
      #expect(message(images: file)?.contains("names 1056964608 bytes of data;") == true)
    }
  }

  @Test func batchesAreSharesOf255() throws {
    let set = try ImageDataset(images: images, labels: labels)
    var batch = [Float](repeating: -1, count: 9)
    batch.withUnsafeMutableBufferPointer { set.copyImages([1, 0, 1], into: $0) }
    let shares: [Float] = [3, 4, 255, 0, 1, 2, 3, 4, 255]
    #expect(batch == shares.map { $0 / 255 })
  }
}

/// A gzip file of stored, not deflated, blocks.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var crc: UInt32 = .max
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
  }
  let length = UInt16(bytes.count)
  func little<Integer: FixedWidthInteger>(_ integer: Integer) -> [UInt8] {
    withUnsafeBytes(of: integer.littleEndian, Array.init)
  }
  return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(length) + little(~length) + bytes
    + little(~crc) + little(UInt32(bytes.count))
}
