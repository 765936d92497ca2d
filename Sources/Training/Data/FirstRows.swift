import Autodiff
import Wording

/// The first rows of a data set, as the leaves of a graph take them that training fills.
///
///     let rows = FirstRows(3)
///     try rows.tensor(of: .images, row: Shape([1, 28, 28]), from: mnist)   // (3, 1, 28, 28)
///     try rows.tensor(of: .text, row: nil, from: names)                    // (5): the first name
package struct FirstRows: Sendable {
  /// How many images, or windows of text.
  package let count: Int

  /// How many rows are shown where nobody says.
  package static let usual = 3

  /// The first of them.
  package init(_ count: Int = usual) { self.count = count }

  /// The first training images or their labels.
  ///
  /// - Parameters:
  ///   - source: Images or labels.
  ///   - row: The shape of an image; its pixels in a row where nil.
  /// - Throws: `BatchError` where the data have none such.
  package func tensor(
    of source: BatchSource, row: Shape?, from data: ImageDataset
  ) throws(BatchError) -> Tensor<Double> {
    guard count <= data.count else { throw .images(data.count, needed: count) }
    switch source {
    case .labels:
      return Tensor(shape: Shape([count]), elements: data.labels.prefix(count).map(Double.init))
    case .images:
      let row = row ?? Shape([data.pixelCount])
      guard row.count == data.pixelCount else {
        throw .pixels(rows: data.rows, columns: data.columns, asked: row)
      }
      var elements = [Double](repeating: 0, count: count * data.pixelCount)
      elements.withUnsafeMutableBufferPointer {
        data.copyImages((0..<Int32(count)).map(\.self), into: $0)
      }
      return Tensor(shape: Shape([count] + row.extents), elements: elements)
    case .text, .tokens, .positions: throw .needsText(source)
    }
  }

  /// The first training document as a whole, or the first windows of the running text, side by side.
  ///
  /// - Parameters:
  ///   - source: Text, tokens or positions.
  ///   - row: The length of a window, [16]; a whole document where nil.
  /// - Throws: `BatchError` where the data have none such.
  package func tensor(
    of source: BatchSource, row: Shape?, from data: TextDataset
  ) throws(BatchError) -> Tensor<Double> {
    guard source != .images, source != .labels else { throw .needsImages(source) }
    let part = data.training
    guard let length = row?.count else {
      return piece(of: part, source, [0], part.length(of: 0), Shape([part.length(of: 0)]))
    }
    let rows = part.rowCount(length: length)
    guard count <= rows else { throw .windows(rows, needed: count, length: length) }
    let starts = (0..<count).map { $0 * length }
    return piece(of: part, source, starts, length, Shape([count, length]))
  }

  private func piece(
    of part: TextDataset.Part, _ source: BatchSource, _ starts: [Int], _ length: Int, _ shape: Shape
  ) -> Tensor<Double> {
    var elements = [Double](repeating: 0, count: starts.count * length)
    elements.withUnsafeMutableBufferPointer { buffer in
      for (row, start) in starts.enumerated() {
        part.copy(
          source, from: start,
          into: UnsafeMutableBufferPointer(rebasing: buffer[row * length..<(row + 1) * length]))
      }
    }
    return Tensor(shape: shape, elements: elements)
  }
}

/// Data that do not fit what a graph asks of them.
package enum BatchError: Error, Sendable, Hashable {
  /// The images have other pixels than the shape that a graph gives a row.
  case pixels(rows: Int, columns: Int, asked: Shape)
  /// There are fewer images than are asked for.
  case images(Int, needed: Int)
  /// There are fewer windows of a length than are asked for.
  case windows(Int, needed: Int, length: Int)
  /// The data are images, and text is asked for.
  case needsText(BatchSource)
  /// The data are text, and images are asked for.
  case needsImages(BatchSource)

  /// What is wrong.
  package var message: Bilingual {
    switch self {
    case .pixels(let rows, let columns, let asked):
      Bilingual(
        en: "an image has \(rows)×\(columns) = \(rows * columns) pixels, and a row of shape "
          + "\(asked) has \(asked.count) numbers",
        ko: "이미지의 픽셀은 \(rows)×\(columns) = \(rows * columns)개인데 모양이 \(asked)인 행에는 수가 "
          + "\(asked.count)개 들어갑니다")
    case .images(let count, let needed):
      Bilingual(
        en: "\(needed) images are asked for, and there are \(count)",
        ko: "이미지 \(needed)장이 필요한데 \(count)장뿐입니다")
    case .windows(let count, let needed, let length):
      Bilingual(
        en: "\(needed) windows of length \(length) are asked for, and the text has \(count)",
        ko: "길이가 \(length)인 창 \(needed)개가 필요한데 글에는 \(count)개뿐입니다")
    case .needsText(let source):
      Bilingual(
        en: "the data are images, and have no \(source.rawValue)",
        ko: "데이터가 이미지라서 \("'\(source.rawValue)'".with(.subject)) 없습니다")
    case .needsImages(let source):
      Bilingual(
        en: "the data are text, and have no \(source.rawValue)",
        ko: "데이터가 글이라서 \("'\(source.rawValue)'".with(.subject)) 없습니다")
    }
  }

  /// What to do.
  package var help: Bilingual {
    switch self {
    case .pixels(let rows, let columns, _):
      Bilingual(
        en: "write images [1, \(rows), \(columns)]", ko: "images [1, \(rows), \(columns)]처럼 쓰십시오")
    case .images, .windows:
      Bilingual(en: "take fewer with --batch", ko: "--batch로 줄이십시오")
    case .needsText, .needsImages:
      Bilingual(en: "name other data with --data", ko: "--data로 다른 데이터를 지정하십시오")
    }
  }
}
