import Kernels

/// y = x ⋆ W + b: each filter of W is laid over every window of the images x, multiplied entry by
/// entry, and added up, with b for the filter.
///
///     y[n, f, i, j] = Σ x[n, c, i·stride + k − padding, j·stride + l − padding] · W[f, c, k, l] + b[f]
///
/// ∂L/∂x is the full convolution of ∂L/∂y with the filters turned by 180°, ∂L/∂W the sum over the
/// windows of what each filter was multiplied with, and ∂L/∂b the sum of ∂L/∂y for each filter. x is
/// (N, C, H, W) or (C, H, W), W (F, C, KH, KW), and b, which may be left out, (F,).
///
/// For numbers the kernels run over the windows. For what has no kernels of its own, for windows of one
/// entry, and where the kernels pass, the windows of an image become the columns of a matrix, which is
/// multiplied with the filters as rows.
enum Convolution: TensorOperation, CompositeOperation {
  static let name = "conv2d"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.told { slot in
    slot.index < 2 && slot.operandIsZero(1 - slot.index) ? .otherFactorIsZero : nil
  }
  static let arity: Int? = nil
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard (2...3).contains(operands.count) else {
      throw .operandCount(needed: 3, found: operands.count)
    }
    let (x, w) = (operands[0], operands[1])
    guard (3...4).contains(x.rank) else { throw .notImages(x) }
    guard w.rank == 4, w.extents[1] == x.extents[x.rank - 3] else { throw .notFilters(w, x) }
    if operands.count == 3, operands[2] != Shape([w.extents[0]]) {
      throw .mismatch(w, operands[2])
    }
    let windows = try windows(operands, attributes)
    return windows.shape(of: x, channels: w.extents[0])
  }

  private static func windows(
    _ operands: [Shape], _ attributes: Attributes
  ) throws(ShapeError.Reason) -> Windows {
    try Windows(
      over: operands[0], rows: operands[1].extents[2], columns: operands[1].extents[3],
      stride: attributes[AttributeName<Int>.stride] ?? 1,
      padding: attributes[AttributeName<Int>.margin] ?? 0)
  }

  static func plan(_ operands: [Shape], _ shape: Shape, _ attributes: Attributes) -> Plan? {
    (try? windows(operands, attributes)).map { .windows($0) }
  }

  /// The windows of a node, whose operands are known to fit.
  static func windows(_ signature: Signature) -> Windows? {
    if case .windows(let windows)? = signature.plan { return windows }
    return try? windows(signature.operands, signature.attributes)
  }

  /// A matrix of windows for one image at a time.
  static func workspace(_ signature: Signature) -> Int {
    guard let windows = windows(signature), !windows.areEntries else { return 0 }
    return windows.taps * windows.count
  }

  /// Calls `body` for each image with its windows as columns, and where its results lie.
  @inline(__always)
  private static func forEachImage<S: TapeScalar>(
    _ node: Evaluation<S>, _ windows: Windows, _ body: (UnsafePointer<S>, _ image: Int) -> Void
  ) {
    for image in 0..<windows.images {
      let x = node.operand(0) + image * windows.imageCount
      if windows.areEntries {
        body(x, image)
      } else {
        windows.gather(x, into: node.workspace)
        body(UnsafePointer(node.workspace), image)
      }
    }
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    guard let windows = windows(node.signature) else { return }
    let filters = node.signature.operands[1].extents[0]
    let hasBias = node.signature.operands.count == 3
    if !windows.areEntries,
      Kernels.convolve(
        windows.layout(filters: filters), images: windows.images, node.operand(0),
        filters: node.operand(1), bias: hasBias ? node.operand(2) : nil, into: node.output,
        threads: node.threads)
    {
      return
    }
    forEachImage(node, windows) { patches, image in
      let y = node.output + image * filters * windows.count
      if hasBias {
        let bias = node.operand(2)
        for filter in 0..<filters {
          (y + filter * windows.count).update(repeating: bias[filter], count: windows.count)
        }
      }
      S.multiplyMatrices(
        m: filters, n: windows.count, k: windows.taps, node.operand(1), transposed: false, patches,
        transposed: false, into: y, accumulate: hasBias)
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    guard let windows = windows(node.signature) else { return }
    let filters = node.signature.operands[1].extents[0]
    let size = filters * windows.count
    if pullFast(node, windows, filters: filters) { return }
    switch node.slot {
    case 0:
      if !windows.areEntries { node.clear() }
      for image in 0..<windows.images {
        let destination = node.destination + image * windows.imageCount
        let patches = windows.areEntries ? destination : node.node.workspace
        S.multiplyMatrices(
          m: windows.taps, n: windows.count, k: filters, node.operand(1), transposed: true,
          node.upstream + image * size, transposed: false, into: patches,
          accumulate: windows.areEntries && node.accumulate)
        if !windows.areEntries { windows.scatter(UnsafePointer(patches), onto: destination) }
      }
    case 1:
      forEachImage(node.node, windows) { patches, image in
        S.multiplyMatrices(
          m: filters, n: windows.taps, k: windows.count, node.upstream + image * size,
          transposed: false, patches, transposed: true, into: node.destination,
          accumulate: image > 0 || node.accumulate)
      }
    default:
      node.clear()
      for place in 0..<(windows.images * filters) {
        var sum: S = 0
        let row = node.upstream + place * windows.count
        for window in 0..<windows.count { sum += row[window] }
        node.destination[place % filters] += sum
      }
    }
  }

  /// Has the kernels send the gradient back; false where they pass.
  @inline(__always)
  private static func pullFast<S: TapeScalar>(
    _ node: Pullback<S>, _ windows: Windows, filters: Int
  ) -> Bool {
    let (layout, threads) = (windows.layout(filters: filters), node.node.threads)
    switch node.slot {
    case 0 where !windows.areEntries:
      return Kernels.convolveToImages(
        layout, images: windows.images, upstream: node.upstream, filters: node.operand(1),
        into: node.destination, accumulate: node.accumulate, threads: threads)
    case 1 where !windows.areEntries:
      return Kernels.convolveToFilters(
        layout, images: windows.images, node.operand(0), upstream: node.upstream,
        into: node.destination, accumulate: node.accumulate, threads: threads)
    case 2:
      return Kernels.windowSums(
        layout, images: windows.images, upstream: node.upstream, into: node.destination,
        accumulate: node.accumulate)
    default: return false
    }
  }

  /// The axis of the result along which the filters lie.
  static func channelAxis(_ signature: Signature) -> Int { signature.shape.rank - 3 }

  static func definition(for signature: Signature) -> Formula {
    let product = Formula.windowed(.correlation, [.a, .b])
    guard signature.operands.count == 3 else { return product }
    return product + .shaped(.operand(2), [signature.operands[2].count, 1, 1])
  }

  /// Patches × filters: each filter is a row, each window a column; a matrix of windows for each image.
  static func elementary(for signature: Signature) -> Formula? {
    let filters = signature.operands[1]
    let rows = Formula.shaped(.b, [filters.extents[0], filters.count / filters.extents[0]])
    let product = Formula.matrixProduct(rows, .windowed(.patches, [.a]))
    guard signature.operands.count == 3 else { return .rearranged(product) }
    return .rearranged(product + .shaped(.operand(2), [signature.operands[2].count, 1]))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let rules: [LocalRule] = [
      .pullback(.windowed(.convolution, [.upstream, .b])),
      .pullback(.windowed(.filters, [.a, .upstream])),
      .pullback(.totalExcept(.upstream, axis: channelAxis(signature))),
    ]
    return Array(rules.prefix(signature.operands.count))
  }
}

/// The windows of images as the columns of matrices: (C·KH·KW, windows) for one image, with an axis
/// for the images before them where there are several. A gradient goes back to the entry that it
/// belongs to, and adds up where windows overlap.
///
/// Nobody writes it; it is what a convolution is taken apart into.
enum Patches: TensorOperation {
  static let name = "patches"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = 1
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let windows = try windows(operands[0], attributes)
    let matrix = [windows.taps, windows.count]
    return Shape(windows.images == 1 ? matrix : [windows.images] + matrix)
  }

  private static func windows(
    _ shape: Shape, _ attributes: Attributes
  ) throws(ShapeError.Reason) -> Windows {
    let window = attributes[AttributeName<[Int]>.window] ?? [1, 1]
    return try Windows(
      over: shape, rows: window[0], columns: window[1],
      stride: attributes[AttributeName<Int>.stride] ?? 1,
      padding: attributes[AttributeName<Int>.margin] ?? 0)
  }

  /// The windows of a node, whose operand is known to fit.
  static func windows(_ signature: Signature) -> Windows? {
    try? windows(signature.operands[0], signature.attributes)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    guard let windows = windows(node.signature) else { return }
    for image in 0..<windows.images {
      windows.gather(
        node.operand(0) + image * windows.imageCount,
        into: node.output + image * windows.taps * windows.count)
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    guard let windows = windows(node.signature) else { return }
    node.clear()
    for image in 0..<windows.images {
      windows.scatter(
        node.upstream + image * windows.taps * windows.count,
        onto: node.destination + image * windows.imageCount)
    }
  }

  static func definition(for signature: Signature) -> Formula { .windowed(.patches, [.a]) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.pullback(.windowed(.returning, [.upstream]))]
  }
}
