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
    switch self {
    case .correlation, .convolution, .filters:
      guard let windows = Convolution.windows(signature) else { return nil }
      return convolved(operands, windows, signature)
    case .patches, .returning:
      guard let windows = Patches.windows(signature) else { return nil }
      return moved(operands[0], windows, signature)
    case .maximum, .average, .routing, .sharing:
      guard let windows = MaximumPool.windows(signature) else { return nil }
      return pooled(operands, windows, signature)
    }
  }

  /// Each tap of each filter in each window of each image.
  private func convolved(
    _ operands: [Tensor<Double>], _ windows: Windows, _ signature: Signature
  ) -> Tensor<Double> {
    let (a, b) = (operands[0].elements, operands[1].elements)
    let filters = signature.operands[1].extents[0]
    let shape: Shape =
      switch self {
      case .convolution: signature.operands[0]
      case .filters: signature.operands[1]
      default: signature.shape
      }
    var result = [Double](repeating: 0, count: shape.count)
    for image in 0..<windows.images {
      for filter in 0..<filters {
        for window in 0..<windows.count {
          let y = (image * filters + filter) * windows.count + window
          for tap in 0..<windows.taps {
            guard let place = windows.place(window: window, tap: tap) else { continue }
            let (x, w) = (image * windows.imageCount + place, filter * windows.taps + tap)
            switch self {
            case .convolution: result[x] += a[y] * b[w]
            case .filters: result[w] += a[x] * b[y]
            default: result[y] += a[x] * b[w]
            }
          }
        }
      }
    }
    return Tensor(shape: shape, elements: result)
  }

  private func moved(
    _ operand: Tensor<Double>, _ windows: Windows, _ signature: Signature
  ) -> Tensor<Double> {
    let isBack = self == .returning
    let shape = isBack ? signature.operands[0] : signature.shape
    var result = [Double](repeating: 0, count: shape.count)
    for image in 0..<windows.images {
      for tap in 0..<windows.taps {
        for window in 0..<windows.count {
          guard let place = windows.place(window: window, tap: tap) else { continue }
          let x = image * windows.imageCount + place
          let patch = (image * windows.taps + tap) * windows.count + window
          if isBack {
            result[x] += operand.elements[patch]
          } else {
            result[patch] = operand.elements[x]
          }
        }
      }
    }
    return Tensor(shape: shape, elements: result)
  }

  private func pooled(
    _ operands: [Tensor<Double>], _ windows: Windows, _ signature: Signature
  ) -> Tensor<Double> {
    let isForward = self == .maximum || self == .average
    let shape = isForward ? signature.shape : signature.operands[0]
    let x = operands[0].elements
    let arriving = operands[operands.count - 1].elements
    var result = [Double](repeating: 0, count: shape.count)
    let size = Double(windows.rows * windows.columns)
    for channel in 0..<(windows.images * windows.channels) {
      let start = channel * windows.height * windows.width
      for window in 0..<windows.count {
        let y = channel * windows.count + window
        let places = (0..<(windows.rows * windows.columns)).compactMap {
          windows.place(window: window, row: $0 / windows.columns, column: $0 % windows.columns)
            .map { start + $0 }
        }
        // The first of the largest.
        let winner = { places.first { place in places.allSatisfy { !(x[$0] > x[place]) } } }
        switch self {
        case .maximum: result[y] = winner().map { x[$0] } ?? 0
        case .routing: if let winner = winner() { result[winner] += arriving[y] }
        case .average: result[y] = places.reduce(0) { $0 + x[$1] } / size
        default: for place in places { result[place] += arriving[y] / size }
        }
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
