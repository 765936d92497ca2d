/// y = x[…], some of the entries: they receive their gradients, all others zero.
enum Index: TensorOperation {
  static let name = "index"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.notTaken)
  static let arity: Int? = 1
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let shape = operands[0]
    let subscripts = attributes.index ?? []
    guard subscripts.count <= shape.rank else { throw .indexCount(subscripts.count, shape) }
    var extents: [Int] = []
    for (axis, item) in subscripts.enumerated() {
      let extent = shape.extents[axis]
      switch item {
      case .at(let index):
        guard (-extent..<extent).contains(index) else {
          throw .index(index, axis: axis, shape)
        }
      case .range(let from, let to):
        let bounds = resolve(from: from, to: to, extent: extent)
        guard bounds.from >= 0, bounds.to >= 0, bounds.from <= extent, bounds.to <= extent else {
          throw .slice(from: from, to: to, axis: axis, shape)
        }
        guard bounds.from < bounds.to else { throw .emptySlice(axis: axis, shape) }
        extents.append(bounds.to - bounds.from)
      }
    }
    return Shape(extents + shape.extents[subscripts.count...])
  }

  /// Where a slice begins and ends, counted from the start of its axis.
  private static func resolve(from: Int?, to: Int?, extent: Int) -> (from: Int, to: Int) {
    (
      from.map { $0 < 0 ? $0 + extent : $0 } ?? 0, to.map { $0 < 0 ? $0 + extent : $0 } ?? extent
    )
  }

  /// The place in the operand of each entry of the result, in order.
  static func forEachEntry(_ signature: Signature, _ body: (_ result: Int, _ operand: Int) -> Void)
  {
    let shape = signature.operands[0]
    var base = 0
    var strides: [Int] = []
    for (axis, stride) in shape.strides.enumerated() {
      let subscripts = signature.attributes.index ?? []
      guard axis < subscripts.count else {
        strides.append(stride)
        continue
      }
      let extent = shape.extents[axis]
      switch subscripts[axis] {
      case .at(let index): base += (index < 0 ? index + extent : index) * stride
      case .range(let from, let to):
        base += resolve(from: from, to: to, extent: extent).from * stride
        strides.append(stride)
      }
    }
    let extents = signature.shape.extents
    for entry in 0..<signature.shape.count {
      var rest = entry
      var place = base
      for axis in stride(from: extents.count - 1, through: 0, by: -1) {
        place += rest % extents[axis] * strides[axis]
        rest /= extents[axis]
      }
      body(entry, place)
    }
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let x = node.operand(0)
    forEachEntry(node.signature) { node.output[$0] = x[$1] }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    node.clear()
    forEachEntry(node.signature) { node.destination[$1] += node.upstream[$0] }
  }

  static func definition(for signature: Signature) -> Formula { .indexed(.a) }
  static func rules(for signature: Signature) -> [LocalRule] { [.pullback(.scattered(.upstream))] }
}

extension AttributeName<[Subscript]> {
  /// What `x[…]` takes of each axis; the axes after these are taken whole.
  package static var index: Self { Self("index") }
}
