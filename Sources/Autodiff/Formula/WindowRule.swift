/// What is computed of windows that run over images, as a formula says it.
package enum WindowRule: String, Hashable, Sendable {
  /// Each filter over each window, added up: x ⋆ W.
  case correlation
  /// The gradient for the images: the filters turned by 180° over what arrives.
  case convolution
  /// The gradient for the filters: what arrives at each window over the images.
  case filters
  /// The windows as the columns of matrices.
  case patches
  /// What arrives at the columns, where each entry came from.
  case returning
  /// The largest entry of each window.
  case maximum
  /// The mean of each window.
  case average
  /// What arrives at each window, to its largest entry.
  case routing
  /// What arrives at each window, to all of its entries equally.
  case sharing
}

extension WindowRule {
  /// The rule by its definition, window by window and tap by tap, for operands in the rule's order.
  func value(_ operands: [Tensor<Double>], _ signature: Signature) -> Tensor<Double>? {
    let (shape, images) = (signature.shape, signature.operands[0])
    let (a, b) = (operands[0].elements, operands[operands.count - 1].elements)
    switch self {
    case .correlation:
      return convolved(signature, into: shape) { $0[$1.y] += a[$1.x] * b[$1.w] }
    case .convolution:
      return convolved(signature, into: images) { $0[$1.x] += a[$1.y] * b[$1.w] }
    case .filters:
      return convolved(signature, into: signature.operands[1]) { $0[$1.w] += a[$1.x] * b[$1.y] }
    case .patches:
      return moved(signature, into: shape) { $0[$1.patch] = a[$1.x] }
    case .returning:
      return moved(signature, into: images) { $0[$1.x] += a[$1.patch] }
    case .maximum:
      return pooled(signature, into: shape) { $0[$1.y] = $1.winner(of: a).map { a[$0] } ?? 0 }
    case .average:
      return pooled(signature, into: shape) { $0[$1.y] = $1.x.reduce(0) { $0 + a[$1] } / $1.size }
    case .routing:
      return pooled(signature, into: images) { result, window in
        if let winner = window.winner(of: a) { result[winner] += b[window.y] }
      }
    case .sharing:
      return pooled(signature, into: images) { result, window in
        for place in window.x { result[place] += b[window.y] / window.size }
      }
    }
  }

  /// Each tap of each filter in each window of each image: the places of the image's entry, the
  /// filter's and the window's.
  private func convolved(
    _ signature: Signature, into shape: Shape,
    by add: (inout [Double], (x: Int, w: Int, y: Int)) -> Void
  ) -> Tensor<Double>? {
    guard let windows = Convolution.windows(signature) else { return nil }
    let filters = signature.operands[1].extents[0]
    var result = [Double](repeating: 0, count: shape.count)
    for image in 0..<windows.images {
      for filter in 0..<filters {
        for window in 0..<windows.count {
          let y = (image * filters + filter) * windows.count + window
          for tap in 0..<windows.taps {
            guard let place = windows.place(window: window, tap: tap) else { continue }
            add(&result, (image * windows.imageCount + place, filter * windows.taps + tap, y))
          }
        }
      }
    }
    return Tensor(shape: shape, elements: result)
  }

  /// Each entry of an image and where it stands among the columns.
  private func moved(
    _ signature: Signature, into shape: Shape,
    by move: (inout [Double], (x: Int, patch: Int)) -> Void
  ) -> Tensor<Double>? {
    guard let windows = Patches.windows(signature) else { return nil }
    var result = [Double](repeating: 0, count: shape.count)
    for image in 0..<windows.images {
      for tap in 0..<windows.taps {
        for window in 0..<windows.count {
          guard let place = windows.place(window: window, tap: tap) else { continue }
          let patch = (image * windows.taps + tap) * windows.count + window
          move(&result, (image * windows.imageCount + place, patch))
        }
      }
    }
    return Tensor(shape: shape, elements: result)
  }

  /// What a window of a pool covers.
  private struct Pool {
    /// The places of its entries, without the padding.
    let x: [Int]
    /// The place of its result.
    let y: Int
    /// How many entries it has, the padding counted.
    let size: Double

    /// The first of the largest.
    func winner(of elements: [Double]) -> Int? {
      x.first { place in x.allSatisfy { !(elements[$0] > elements[place]) } }
    }
  }

  private func pooled(
    _ signature: Signature, into shape: Shape, by pool: (inout [Double], Pool) -> Void
  ) -> Tensor<Double>? {
    guard let windows = MaximumPool.windows(signature) else { return nil }
    let size = windows.rows * windows.columns
    var result = [Double](repeating: 0, count: shape.count)
    for channel in 0..<(windows.images * windows.channels) {
      let start = channel * windows.height * windows.width
      for window in 0..<windows.count {
        let places = (0..<size).compactMap {
          windows.place(window: window, row: $0 / windows.columns, column: $0 % windows.columns)
            .map { start + $0 }
        }
        let y = channel * windows.count + window
        pool(&result, Pool(x: places, y: y, size: Double(size)))
      }
    }
    return Tensor(shape: shape, elements: result)
  }
}

extension Signature {
  /// What one entry of a result is computed of by windows: for each tap that is not in the padding,
  /// the place of the image's entry, and that of the filter's where there are filters.
  ///
  ///     2×2 windows, entry 0: image 0 1 4 5, filter 0 1 2 3
  package func taps(of entry: Int, by rule: WindowRule) -> [(image: Int, filter: Int)] {
    switch rule {
    case .correlation, .convolution, .filters:
      guard let windows = Convolution.windows(self) else { return [] }
      let filters = operands[1].extents[0]
      let (plane, window) = (entry / windows.count, entry % windows.count)
      let (image, filter) = (plane / filters, plane % filters)
      return (0..<windows.taps).compactMap { tap in
        windows.place(window: window, tap: tap).map {
          (image * windows.imageCount + $0, filter * windows.taps + tap)
        }
      }
    case .maximum, .average, .routing, .sharing:
      guard let windows = MaximumPool.windows(self) else { return [] }
      let (channel, window) = (entry / windows.count, entry % windows.count)
      return (0..<(windows.rows * windows.columns)).compactMap { tap in
        windows.place(window: window, row: tap / windows.columns, column: tap % windows.columns)
          .map { (channel * windows.height * windows.width + $0, tap) }
      }
    case .patches, .returning: return []
    }
  }

  /// How many entries of an image a window covers, the padding counted.
  package var windowCount: Int {
    let window = attributes[AttributeName<Int>.window] ?? 1
    return window * window
  }
}
