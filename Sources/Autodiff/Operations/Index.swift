/// y = x[…], some of the entries: they receive their gradients, all others zero; one that was taken
/// twice receives the sum.
enum Index: EntrySelection {
  static let name = "index"

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    Shape(try places(operands[0], attributes.index ?? []).axes.map(\.extent))
  }

  static func runs(_ operand: Shape, _ shape: Shape, _ attributes: Attributes) -> EntryRuns {
    let places = try? places(operand, attributes.index ?? [])
    return EntryRuns(from: places?.start ?? 0, along: places?.axes ?? [])
  }

  /// Where the result begins in the operand, and how it goes on along each of its axes.
  ///
  /// Lists take entries together, as in NumPy: x[[0, 1], [2, 0]] are x[0, 2] and x[1, 0]. Their axis
  /// stands where the first of them stood, or first where a slice stands between them. Where NumPy and
  /// PyTorch put it in different places, since a slice stands between a list and a number, it is
  /// refused.
  static func places(
    _ shape: Shape, _ subscripts: [Subscript]
  ) throws(ShapeError.Reason) -> (start: Int, axes: [EntryRuns.Axis]) {
    guard subscripts.count <= shape.rank else { throw .indexCount(subscripts.count, shape) }
    let strides = shape.strides
    var start = 0
    var axes: [EntryRuns.Axis] = []
    var listed: [Int]?
    for (axis, item) in subscripts.enumerated() {
      let stride = strides[axis]
      switch item {
      case .at(let index): start += try place(of: index, axis, shape) * stride
      case .range(let from, let to, let step):
        let (first, count) = try resolve(from, to, step, axis, shape)
        start += first * stride
        axes.append(count == 1 ? .steps(1, of: 0) : .steps(count, of: step * stride))
      case .list(let indices):
        guard !indices.isEmpty else { throw .emptySlice(axis: axis, shape) }
        var own: [Int] = []
        for index in indices { own.append(try place(of: index, axis, shape) * stride) }
        if let others = listed {
          guard own.count == others.count else { throw .lists(others.count, own.count) }
          own = zip(others, own).map { $0 + $1 }
        }
        listed = own
      }
    }
    if let listed, let axis = subscripts.axisOfLists {
      guard subscripts.axis(countingNumbers: true) == axis else { throw .ambiguousLists }
      axes.insert(.places(listed), at: axis)
    }
    for axis in subscripts.count..<shape.rank {
      let extent = shape.extents[axis]
      axes.append(extent == 1 ? .steps(1, of: 0) : .steps(extent, of: strides[axis]))
    }
    return (start, axes)
  }

  /// An index counted from the start of its axis.
  private static func place(
    of index: Int, _ axis: Int, _ shape: Shape
  ) throws(ShapeError.Reason) -> Int {
    let extent = shape.extents[axis]
    guard (-extent..<extent).contains(index) else { throw .index(index, axis: axis, shape) }
    return index < 0 ? index + extent : index
  }

  /// Where a slice begins, counted from the start of its axis, and how many entries it takes.
  private static func resolve(
    _ from: Int?, _ to: Int?, _ step: Int, _ axis: Int, _ shape: Shape
  ) throws(ShapeError.Reason) -> (first: Int, count: Int) {
    let extent = shape.extents[axis]
    func counted(_ index: Int) -> Int { index < 0 ? index + extent : index }
    guard step != 0 else { throw .zeroStep }
    // Backwards, the last entry that may be named is the axis's own, and an open end lies before 0.
    let isBackward = step < 0
    let first = from.map(counted) ?? (isBackward ? extent - 1 : 0)
    let end = to.map(counted) ?? (isBackward ? -1 : extent)
    let most = isBackward ? extent - 1 : extent
    guard (0...most).contains(first), (0...most).contains(end) || to == nil else {
      throw .slice(from: from, to: to, axis: axis, shape)
    }
    let span = isBackward ? first - end : end - first
    guard span > 0 else { throw .emptySlice(axis: axis, shape) }
    let size = Int(clamping: step.magnitude)
    return (first, (span - 1) / size + 1)
  }

  static func definition(for signature: Signature) -> Formula {
    .slice(.a, signature.attributes.index ?? [])
  }
  static func rules(for signature: Signature) -> [LocalRule] { [.pullback(.scattered(.upstream))] }
}

extension AttributeName<[Subscript]> {
  /// What `x[…]` takes of each axis; the axes after these are taken whole.
  package static var index: Self { Self("index") }
}

extension [Subscript] {
  /// Which axis of the result lists of indices make; nil where there are none.
  package var axisOfLists: Int? { axis(countingNumbers: false) }

  /// The same; where numbers count as lists of one index, as they do for NumPy, it may be another.
  fileprivate func axis(countingNumbers countsNumbers: Bool) -> Int? {
    var axis = 0
    var first: Int?
    var (hasList, isSplit) = (false, false)
    for item in self {
      var isTaken = false
      switch item {
      case .range: axis += 1
      case .at: isTaken = countsNumbers
      case .list: (hasList, isTaken) = (true, true)
      }
      guard isTaken else { continue }
      // What stands between two of them and makes an axis parts them.
      if let first, first != axis { isSplit = true }
      first = first ?? axis
    }
    return hasList ? isSplit ? 0 : first : nil
  }
}
