import Kernels

/// y = the largest entry of each window: what arrives goes to that entry alone, of equal ones to the
/// first in the order of rows.
///
///     y[n, c, i, j] = max over k, l of x[n, c, i·stride + k − padding, j·stride + l − padding]
///
/// The padding is never the largest.
enum MaximumPool: Pooling, KinkedOperation {
  static let name = "max_pool2d"
  static let kink: Kink? = Kink(at: .equalEntries, derivative: .first)

  /// The place in its channel of the entry that a window takes: the first of the largest, or the
  /// first that is no number; nil where all is padding.
  @inline(__always)
  static func winner<S: TapeScalar>(
    _ windows: Windows, _ window: Int, of channel: UnsafePointer<S>
  ) -> Int? {
    var best: Int?
    windows.forEachEntry(ofWindow: window) { place in
      guard let former = best else {
        best = place
        return
      }
      let (entry, largest) = (channel[place], channel[former])
      if entry > largest || (entry.isNaN && !largest.isNaN) { best = place }
    }
    return best
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    if let windows = windows(node.signature), windows.arePairs,
      Kernels.maxPoolPairs(
        planes: windows.images * windows.channels, height: windows.height, width: windows.width,
        node.operand(0), into: node.output, threads: node.threads)
    {
      return
    }
    forEachChannel(node.signature) { windows, x, y in
      let channel = node.operand(0) + x
      for window in 0..<windows.count {
        node.output[y + window] = winner(windows, window, of: channel).map { channel[$0] } ?? 0
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    if let windows = windows(node.signature), windows.arePairs,
      Kernels.maxPoolPairsBackward(
        planes: windows.images * windows.channels, height: windows.height, width: windows.width,
        node.operand(0), upstream: node.upstream, into: node.destination,
        accumulate: node.accumulate, threads: node.node.threads)
    {
      return
    }
    node.clear()
    forEachChannel(node.signature) { windows, x, y in
      let channel = node.operand(0) + x
      for window in 0..<windows.count {
        guard let place = winner(windows, window, of: channel) else { continue }
        node.destination[x + place] += node.upstream[y + window]
      }
    }
  }

  /// Which entry of its channel each window takes, from 1; 0 where several tie.
  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32] {
    var branches: [Int32] = []
    forEachChannel(node.signature) { windows, x, _ in
      let channel = node.operand(0) + x
      for window in 0..<windows.count {
        guard let winner = winner(windows, window, of: channel) else {
          branches.append(1)
          continue
        }
        var ties = 0
        windows.forEachEntry(ofWindow: window) { ties += channel[$0] == channel[winner] ? 1 : 0 }
        branches.append(ties > 1 ? 0 : Int32(clamping: winner + 1))
      }
    }
    return branches
  }

  static func definition(for signature: Signature) -> Formula { .windowed(.maximum, [.a]) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.pullback(.windowed(.routing, [.a, .upstream]))]
  }
}

/// y = the mean of each window, zeros of the padding counted: every entry of a window receives as
/// large a share of what arrives.
enum AveragePool: Pooling {
  static let name = "avg_pool2d"
  static let kink: Kink? = nil

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    forEachChannel(node.signature) { windows, x, y in
      let channel = node.operand(0) + x
      let count = S(Double(windows.rows * windows.columns))
      for window in 0..<windows.count {
        var sum: S = 0
        windows.forEachEntry(ofWindow: window) { sum += channel[$0] }
        node.output[y + window] = sum / count
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    node.clear()
    forEachChannel(node.signature) { windows, x, y in
      let count = S(Double(windows.rows * windows.columns))
      for window in 0..<windows.count {
        let share = node.upstream[y + window] / count
        windows.forEachEntry(ofWindow: window) { node.destination[x + $0] += share }
      }
    }
  }

  static func definition(for signature: Signature) -> Formula { .windowed(.average, [.a]) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.pullback(.windowed(.sharing, [.upstream]))]
  }
}

/// What takes one number of each window of each channel.
protocol Pooling: TensorOperation {}

extension Pooling {
  static var arity: Int? { 1 }
  static var takesLabels: Bool { false }
  static var zeros: ZeroRule { .unexplained }

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let windows = try windows(operands[0], attributes)
    // A window that lies in the padding alone has no largest entry; PyTorch has the same limit.
    guard windows.padding <= windows.rows / 2 else {
      throw .paddingTooLarge(windows.padding, window: windows.rows)
    }
    return windows.shape(of: operands[0], channels: windows.channels)
  }

  private static func windows(
    _ shape: Shape, _ attributes: Attributes
  ) throws(ShapeError.Reason) -> Windows {
    let window = attributes[AttributeName<Int>.window] ?? 1
    return try Windows(
      over: shape, rows: window, columns: window,
      stride: attributes[AttributeName<Int>.stride] ?? window,
      padding: attributes[AttributeName<Int>.margin] ?? 0)
  }

  static func plan(_ operands: [Shape], _ shape: Shape, _ attributes: Attributes) -> Plan? {
    (try? windows(operands[0], attributes)).map { .windows($0) }
  }

  /// The windows of a node, whose operand is known to fit.
  static func windows(_ signature: Signature) -> Windows? {
    if case .windows(let windows)? = signature.plan { return windows }
    return try? windows(signature.operands[0], signature.attributes)
  }

  /// Calls `body` for each channel of each image with where it begins in the operand and in the
  /// result.
  @inline(__always)
  static func forEachChannel(
    _ signature: Signature, _ body: (Windows, _ operand: Int, _ result: Int) -> Void
  ) {
    guard let windows = windows(signature) else { return }
    for channel in 0..<(windows.images * windows.channels) {
      body(windows, channel * windows.height * windows.width, channel * windows.count)
    }
  }
}
