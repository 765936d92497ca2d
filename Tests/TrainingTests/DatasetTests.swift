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
      message(images: images + [9])?.contains("names 6 bytes of data, but there are 7") == true)
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
    #expect(message(images: broken)?.contains("gzip file is corrupt") == true)
    #expect(message(images: [0x1F, 0x8B])?.contains("gzip file is corrupt") == true)
  }

  @Test func seedsRepeatAndDeviatesAreNormal() {
    var a = SeededGenerator(seed: 7)
    var b = SeededGenerator(seed: 7)
    var (sum, squares) = (0.0, 0.0)
    for _ in 0..<20_000 {
      let x = a.normal()
      #expect(x == b.normal())
      sum += x
      squares += x * x
    }
    #expect(abs(sum / 20_000) < 0.03)
    #expect(abs(squares / 20_000 - 1) < 0.05)
  }
}
