import Kernels

/// Windows of one size that run over images in steps, from left to right and from top to bottom:
/// where they lie, and what they hold.
///
///     Windows of 2×2 over a 4×4 image in steps of 2:   2×2 of them
///
/// An image has a channel, a row and a column for each entry; several images lie behind one another.
/// Around each image may lie a margin, the padding, in which a window finds nothing.
struct Windows: Sendable, Hashable {
  let images: Int
  let channels: Int
  /// The rows and columns of an image.
  let height: Int
  let width: Int
  /// The rows and columns of a window.
  let rows: Int
  let columns: Int
  /// How far neighbouring windows lie apart.
  let stride: Int
  /// How many rows and columns lie around an image.
  let padding: Int
  /// How many windows lie below one another, and beside one another.
  let down: Int
  let across: Int

  /// Lays windows over images.
  ///
  /// - Parameter shape: (N, C, H, W), or (C, H, W) for one image.
  /// - Throws: The reason where these are no images, or where no window fits.
  init(
    over shape: Shape, rows: Int, columns: Int, stride: Int, padding: Int
  ) throws(ShapeError.Reason) {
    guard (3...4).contains(shape.rank) else { throw .notImages(shape) }
    guard rows >= 1, columns >= 1 else { throw .tooSmall(.window, min(rows, columns), least: 1) }
    guard stride >= 1 else { throw .tooSmall(.stride, stride, least: 1) }
    guard padding >= 0 else { throw .tooSmall(.margin, padding, least: 0) }
    let extents = shape.extents.suffix(3).map { $0 }
    images = shape.rank == 4 ? shape.extents[0] : 1
    (channels, height, width) = (extents[0], extents[1], extents[2])
    (self.rows, self.columns) = (rows, columns)
    (self.stride, self.padding) = (stride, padding)
    // What is larger than any tensor needs no further look, and adding it up would overflow.
    let most = 1 << 31
    guard rows < most, columns < most, stride < most, padding < most else {
      throw .windowTooLarge(Shape([rows, columns]), shape)
    }
    let (tall, wide) = (height + 2 * padding, width + 2 * padding)
    guard rows <= tall, columns <= wide else {
      throw .windowTooLarge(Shape([rows, columns]), shape)
    }
    down = (tall - rows) / stride + 1
    across = (wide - columns) / stride + 1
  }

  /// The same as the kernels read it.
  func layout(filters: Int) -> WindowLayout {
    WindowLayout(
      channels: channels, height: height, width: width, filters: filters, rows: rows,
      columns: columns, stride: stride, padding: padding, down: down, across: across)
  }

  /// How many entries an image has.
  var imageCount: Int { channels * height * width }
  /// How many entries of an image a window covers, the padding counted.
  var taps: Int { channels * rows * columns }
  /// How many windows lie over an image.
  var count: Int { down * across }
  /// Whether the windows are the image's entries themselves, in their order.
  var areEntries: Bool { rows == 1 && columns == 1 && stride == 1 && padding == 0 }

  /// Whether each window is 2×2 entries that no other window has, the commonest of poolings.
  var arePairs: Bool { rows == 2 && columns == 2 && stride == 2 && padding == 0 }

  /// The shape of a result with a number for each window and so many channels.
  func shape(of shape: Shape, channels: Int) -> Shape {
    Shape(shape.extents.dropLast(3) + [channels, down, across])
  }

  /// The place in an image's channel of an entry of a window; nil in the padding.
  func place(window: Int, row: Int, column: Int) -> Int? {
    let y = window / across * stride + row - padding
    let x = window % across * stride + column - padding
    return (0..<height).contains(y) && (0..<width).contains(x) ? y * width + x : nil
  }

  /// The place in an image of a tap of a window; nil in the padding.
  func place(window: Int, tap: Int) -> Int? {
    let inside = tap % (rows * columns)
    return place(window: window, row: inside / columns, column: inside % columns)
      .map { tap / (rows * columns) * height * width + $0 }
  }

  /// Calls `body` with the place in an image's channel of each entry of a window, row by row, without
  /// the padding.
  @inline(__always)
  func forEachEntry(ofWindow window: Int, _ body: (Int) -> Void) {
    let top = window / across * stride - padding
    let left = window % across * stride - padding
    let (bottom, right) = (min(top + rows, height), min(left + columns, width))
    var y = max(top, 0)
    while y < bottom {
      var x = max(left, 0)
      while x < right {
        body(y * width + x)
        x += 1
      }
      y += 1
    }
  }

  /// Calls `body` for each row of a window's entries that lie beside one another: a tap and a row of
  /// windows, with where the first of their entries would lie in the image, and which of the windows
  /// find an entry.
  ///
  /// - Parameter body: Gets the place of the first window among all taps and windows, the place in
  ///   the image that belongs to the window 0 of the row, and the windows that lie inside.
  @inline(__always)
  private func forEachRun(_ body: (_ patch: Int, _ image: Int, _ inside: Range<Int>) -> Void) {
    var patch = 0
    for channel in 0..<channels {
      for row in 0..<rows {
        for column in 0..<columns {
          let shift = column - padding
          // The windows whose entry lies between the image's left and right edge.
          let first = shift >= 0 ? 0 : min(across, (-shift + stride - 1) / stride)
          let end = width > shift ? min(across, (width - 1 - shift) / stride + 1) : 0
          for line in 0..<down {
            let y = line * stride + row - padding
            let isInside = y >= 0 && y < height
            body(
              patch, (channel * height + y) * width + shift,
              isInside ? first..<max(first, end) : 0..<0)
            patch += across
          }
        }
      }
    }
  }

  /// Writes what the windows hold: a row for each tap, a column for each window, 0 in the padding.
  func gather<S: TapeScalar>(_ image: UnsafePointer<S>, into patches: UnsafeMutablePointer<S>) {
    forEachRun { patch, start, inside in
      let row = patches + patch
      for window in 0..<inside.lowerBound { row[window] = 0 }
      if stride == 1 {
        for window in inside { row[window] = image[start + window] }
      } else {
        for window in inside { row[window] = image[start + window * stride] }
      }
      for window in max(inside.upperBound, 0)..<across { row[window] = 0 }
    }
  }

  /// Adds what each window has for each of its entries to the image.
  func scatter<S: TapeScalar>(_ patches: UnsafePointer<S>, onto image: UnsafeMutablePointer<S>) {
    forEachRun { patch, start, inside in
      let row = patches + patch
      if stride == 1 {
        for window in inside { image[start + window] += row[window] }
      } else {
        for window in inside { image[start + window * stride] += row[window] }
      }
    }
  }
}

extension AttributeName<Int> {
  /// How far neighbouring windows lie apart.
  package static var stride: Self { Self("stride") }
  /// How many rows and columns of zeros lie around an image.
  package static var margin: Self { Self("padding") }
  /// The rows and columns of a window of pooling.
  package static var window: Self { Self("window") }
}

extension AttributeName<[Int]> {
  /// The rows and the columns of a window whose entries stand in a column of their own.
  package static var window: Self { Self("window") }
}

extension Attributes {
  /// The attributes of windows that run over images; the stride of pooling is its window where it is
  /// left out.
  package init(window: Int? = nil, stride: Int?, padding: Int) {
    self.init()
    self[.window] = window
    self[.stride] = stride
    self[.margin] = padding
  }
}
