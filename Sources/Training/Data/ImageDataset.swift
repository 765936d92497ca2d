import Kernels
import Synchronization

/// Grey images of one size, each with a class.
package struct ImageDataset: Sendable {
  /// How many images there are.
  package let count: Int
  /// How many rows of pixels an image has.
  package let rows: Int
  /// How many columns of pixels an image has.
  package let columns: Int
  /// All pixels, image after image in row-major order: 0 is the background, 255 full ink.
  package let pixels: [UInt8]
  /// Each image's class.
  package let labels: [UInt8]
  /// How many classes there are; each label is smaller.
  package let classes: Int

  private let listing = Listing()

  /// The images by their pixels that are not background, listed when they are first asked for; nil for
  /// images of more than 1,024 pixels.
  package var listed: ListedRows? { listing.rows(of: pixels, columns: pixelCount) }

  /// How many pixels an image has.
  package var pixelCount: Int { rows * columns }

  /// One image's pixels in row-major order.
  package func image(_ index: Int) -> ArraySlice<UInt8> {
    pixels[(index * pixelCount)..<((index + 1) * pixelCount)]
  }

  /// Reads a pair of IDX files, plain or gzip.
  ///
  /// - Parameters:
  ///   - images: The bytes of a file of images (magic number 2051).
  ///   - labels: The bytes of a file of labels (magic number 2049).
  ///   - classes: How many classes there are; a label must be smaller.
  /// - Throws: `DatasetError`, which says what is wrong with which of the two.
  package init(images: [UInt8], labels: [UInt8], classes: Int = 10) throws(DatasetError) {
    let imageFile = try IDX(images, kind: .images)
    let labelFile = try IDX(labels, kind: .labels)
    guard imageFile.extents[0] == labelFile.extents[0] else {
      throw DatasetError(
        .labels,
        en: "\(labelFile.extents[0]) labels for \(imageFile.extents[0]) images: "
          + "take both files from the same dataset",
        ko: "이미지는 \(imageFile.extents[0])개인데 레이블은 \(labelFile.extents[0])개입니다. "
          + "같은 데이터셋의 파일 두 개를 쓰세요")
    }
    if let index = labelFile.data.firstIndex(where: { $0 >= classes }) {
      throw DatasetError(
        .labels,
        en: "label \(index) is \(labelFile.data[index]), but the classes are 0 to \(classes - 1); "
          + "take the labels of these images",
        ko: "\(index)번 레이블이 \(labelFile.data[index])입니다. 클래스는 0부터 \(classes - 1)까지입니다. "
          + "이 이미지들의 레이블 파일을 쓰세요")
    }
    count = imageFile.extents[0]
    rows = imageFile.extents[1]
    columns = imageFile.extents[2]
    pixels = imageFile.data
    self.labels = labelFile.data
    self.classes = classes
  }

  /// Writes chosen images as rows of numbers between 0 and 1 into `batch`, which has room for
  /// `chosen.count` · `pixelCount` of them.
  ///
  /// - Precondition: The chosen indices are below `count`.
  package func copyImages<Scalar: KernelScalar>(
    _ chosen: [Int32], into batch: UnsafeMutableBufferPointer<Scalar>
  ) {
    precondition(batch.count >= chosen.count * pixelCount, "a batch without room for its images")
    precondition(
      chosen.allSatisfy { (0..<Int32(count)).contains($0) }, "an image that is not in the dataset")
    pixels.withUnsafeBufferPointer { pixels in
      guard let bytes = pixels.baseAddress, let result = batch.baseAddress else { return }
      Kernels.unitIntervalRows(
        bytes, columns: pixelCount, which: chosen, count: chosen.count, into: result)
    }
  }
}

/// What copies of a data set share: its lists, once somebody has asked for them.
private final class Listing: Sendable {
  private let rows = Mutex<ListedRows??>(nil)

  func rows(of pixels: [UInt8], columns: Int) -> ListedRows? {
    rows.withLock { rows in
      if let rows { return rows }
      let made = ListedRows(pixels, columns: columns)
      rows = .some(made)
      return made
    }
  }
}
