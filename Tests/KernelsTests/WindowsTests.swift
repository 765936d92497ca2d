import CKernels
import Testing

/// Convolution and pooling at every level, in memory that ends where the numbers end.
@Suite struct WindowsTests {
  static let levels = 0...Int(kernels_best_level())

  /// Small whole numbers, so that sums are exact in every order.
  private func number<Scalar: Leveled>(_ index: Int) -> Scalar {
    Scalar((index &* 7919 &+ 13) % 17) - 8
  }

  private func layout(
    channels: Int, height: Int, width: Int, filters: Int, rows: Int, columns: Int, stride: Int,
    padding: Int
  ) -> window_layout {
    window_layout(
      channels: channels, height: height, width: width, filters: filters, rows: rows,
      columns: columns, stride: stride, padding: padding,
      down: (height + 2 * padding - rows) / stride + 1,
      across: (width + 2 * padding - columns) / stride + 1)
  }

  /// Calls `body` with the places in the images, the filters and the result of each product.
  private func forEachProduct(
    _ w: window_layout, images: Int, _ body: (_ x: Int, _ filter: Int, _ y: Int) -> Void
  ) {
    var y = 0
    for image in 0..<images {
      for filter in 0..<w.filters {
        for i in 0..<w.down {
          for j in 0..<w.across {
            for tap in 0..<(w.channels * w.rows * w.columns) {
              let channel = tap / (w.rows * w.columns)
              let row = i * w.stride + tap / w.columns % w.rows - w.padding
              let column = j * w.stride + tap % w.columns - w.padding
              guard (0..<w.height).contains(row), (0..<w.width).contains(column) else { continue }
              body(
                ((image * w.channels + channel) * w.height + row) * w.width + column,
                filter * w.channels * w.rows * w.columns + tap, y)
            }
            y += 1
          }
        }
      }
    }
  }

  private func convolve<Scalar: Leveled>(_: Scalar.Type, level: Int, _ w: window_layout) {
    let (images, kernels) = (3, Scalar.kernels(at: level).pointee)
    let counts = (
      x: images * w.channels * w.height * w.width,
      filters: w.filters * w.channels * w.rows * w.columns,
      y: images * w.filters * w.down * w.across
    )
    for side in Guarded<Scalar>.Side.allCases {
      let x = Guarded<Scalar>(counts.x, side, number)
      let filters = Guarded<Scalar>(counts.filters, side) { number($0 + 5) }
      let bias = Guarded<Scalar>(w.filters, side, number)
      let upstream = Guarded<Scalar>(counts.y, side) { number($0 + 3) }
      let y = Guarded<Scalar>(counts.y, side) { _ in .nan }
      var expected = (0..<counts.y).map { bias.elements[$0 / (w.down * w.across) % w.filters] }
      var ofX = [Scalar](repeating: 1, count: counts.x)
      var ofFilters = [Scalar](repeating: 1, count: counts.filters)
      forEachProduct(w, images: images) { a, b, c in
        expected[c] += x.elements[a] * filters.elements[b]
        ofX[a] += upstream.elements[c] * filters.elements[b]
        ofFilters[b] += upstream.elements[c] * x.elements[a]
      }
      withUnsafePointer(to: w) { w in
        kernels.convolve(w, images, x.elements, filters.elements, bias.elements, y.elements)
        #expect((0..<counts.y).allSatisfy { y.elements[$0] == expected[$0] }, "\(w.pointee)")
        for accumulates in [false, true] {
          let offset: Scalar = accumulates ? 0 : 1
          let gradient = Guarded<Scalar>(counts.filters, side) { _ in 1 }
          kernels.convolve_to_filters(
            w, images, x.elements, upstream.elements, gradient.elements, accumulates ? 1 : 0)
          #expect(
            (0..<counts.filters).allSatisfy {
              gradient.elements[$0] == ofFilters[$0] - offset
            }, "\(w.pointee)")
          guard w.pointee.stride == 1 else { continue }
          let back = Guarded<Scalar>(counts.x, side) { _ in 1 }
          kernels.convolve_to_images(
            w, images, upstream.elements, filters.elements, back.elements, accumulates ? 1 : 0)
          #expect(
            (0..<counts.x).allSatisfy { back.elements[$0] == ofX[$0] - offset }, "\(w.pointee)")
        }
      }
    }
  }

  @Test(arguments: levels)
  func convolutionsAgreeWithTheirDefinition(level: Int) {
    let layouts = [
      layout(
        channels: 1, height: 28, width: 28, filters: 8, rows: 3, columns: 3, stride: 1, padding: 1),
      layout(
        channels: 8, height: 14, width: 14, filters: 16, rows: 3, columns: 3, stride: 1, padding: 1),
      layout(
        channels: 2, height: 13, width: 40, filters: 7, rows: 5, columns: 5, stride: 1, padding: 0),
      layout(
        channels: 3, height: 5, width: 3, filters: 1, rows: 3, columns: 3, stride: 1, padding: 2),
      layout(
        channels: 2, height: 4, width: 4, filters: 3, rows: 1, columns: 1, stride: 1, padding: 3),
      layout(
        channels: 1, height: 1, width: 1, filters: 2, rows: 1, columns: 1, stride: 1, padding: 0),
      layout(
        channels: 2, height: 11, width: 9, filters: 5, rows: 3, columns: 2, stride: 2, padding: 1),
      layout(
        channels: 1, height: 9, width: 20, filters: 4, rows: 2, columns: 5, stride: 3, padding: 2),
      layout(
        channels: 2, height: 10, width: 10, filters: 9, rows: 2, columns: 2, stride: 4, padding: 0),
      layout(
        channels: 1, height: 3, width: 3, filters: 6, rows: 3, columns: 3, stride: 7, padding: 1),
    ]
    for layout in layouts {
      convolve(Float.self, level: level, layout)
      convolve(Double.self, level: level, layout)
    }
  }

  private func pool<Scalar: Leveled>(
    _: Scalar.Type, level: Int, height: Int, width: Int, hasNaN: Bool
  ) {
    let (planes, kernels) = (3, Scalar.kernels(at: level).pointee)
    let (down, across) = (height / 2, width / 2)
    for side in Guarded<Scalar>.Side.allCases {
      // Few different numbers, so that many tie.
      let x = Guarded<Scalar>(planes * height * width, side) {
        hasNaN && $0 % 7 == 0 ? .nan : Scalar(($0 &* 7919) % 5)
      }
      let upstream = Guarded<Scalar>(planes * down * across, side) { Scalar($0 + 1) }
      let y = Guarded<Scalar>(planes * down * across, side) { _ in -1 }
      kernels.max_pool_pairs(planes, height, width, x.elements, y.elements)
      var gradient = [Scalar](repeating: 0, count: planes * height * width)
      var isRight = true
      for window in 0..<(planes * down * across) {
        let first =
          (window / (down * across) * height + window / across % down * 2) * width
          + window % across * 2
        var best = first
        for place in [first + 1, first + width, first + width + 1] {
          let (entry, largest) = (x.elements[place], x.elements[best])
          if entry > largest || (entry.isNaN && !largest.isNaN) { best = place }
        }
        gradient[best] += upstream.elements[window]
        let (found, wanted) = (y.elements[window], x.elements[best])
        isRight = isRight && (found == wanted || (found.isNaN && wanted.isNaN))
      }
      #expect(isRight, "\(height)×\(width)")
      for accumulates in [false, true] {
        let offset: Scalar = accumulates ? 2 : 0
        let back = Guarded<Scalar>(planes * height * width, side) { _ in 2 }
        kernels.max_pool_pairs_backward(
          planes, height, width, x.elements, upstream.elements, back.elements,
          accumulates ? 1 : 0)
        #expect(
          gradient.indices.allSatisfy { back.elements[$0] == gradient[$0] + offset },
          "\(height)×\(width)")
      }
    }
  }

  @Test(arguments: levels)
  func poolingTakesTheFirstOfTheLargest(level: Int) {
    for height in [2, 3, 4, 7, 14] {
      for width in [2, 3, 6, 14, 15, 16, 28, 32, 33, 34, 66, 70] {
        for hasNaN in [false, true] {
          pool(Float.self, level: level, height: height, width: width, hasNaN: hasNaN)
          pool(Double.self, level: level, height: height, width: width, hasNaN: hasNaN)
        }
      }
    }
  }

  private func adam<Scalar: Leveled>(_: Scalar.Type, level: Int, count: Int) {
    for side in Guarded<Scalar>.Side.allCases {
      let g = Guarded<Scalar>(count, side) { number($0) / 3 }
      let m = Guarded<Scalar>(count, side) { number($0 + 1) / 7 }
      let v = Guarded<Scalar>(count, side) { Scalar($0 % 5) / 9 }
      let w = Guarded<Scalar>(count, side, number)
      let (rate, beta1, beta2, tiny) = (Scalar(0.01), Scalar(0.9), Scalar(0.99), Scalar(1e-8))
      let expected = (0..<count).map { i -> (Scalar, Scalar, Scalar) in
        let mean = beta1 * m.elements[i] + (1 - beta1) * g.elements[i]
        let square = beta2 * v.elements[i] + (1 - beta2) * g.elements[i] * g.elements[i]
        return (
          mean, square, w.elements[i] - rate * mean / (square.squareRoot() + tiny)
        )
      }
      Scalar.kernels(at: level).pointee.adam(
        count, Double(rate), Double(beta1), Double(beta2), Double(tiny), g.elements, m.elements,
        v.elements, w.elements)
      // To the last bit: no machine learns anything else.
      #expect(
        (0..<count).allSatisfy {
          m.elements[$0] == expected[$0].0 && v.elements[$0] == expected[$0].1
            && w.elements[$0] == expected[$0].2
        }, "\(count)")
    }
  }

  @Test(arguments: levels)
  func adamRoundsAsItIsWritten(level: Int) {
    for count in Array(0...35) + [100] {
      adam(Float.self, level: level, count: count)
      adam(Double.self, level: level, count: count)
    }
  }
}
