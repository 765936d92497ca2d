import Wording

/// y = x[…], some of the entries: they receive their gradients, all others zero.
enum Index: TensorOperation {
  static let name = "index"
  static let arity: Int? = 1

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError) -> Shape {
    let shape = operands[0]
    let subscripts = attributes.index ?? []
    guard subscripts.count <= shape.rank else {
      throw ShapeError(
        en: "\(subscripts.count) " + (subscripts.count == 1 ? "index" : "indices")
          + " for a shape \(shape) that has \(shape.rank) "
          + (shape.rank == 1 ? "axis" : "axes"),
        ko: "모양 \(shape)의 축은 \(shape.rank)개인데 인덱스가 \(subscripts.count)개입니다")
    }
    var extents: [Int] = []
    for (axis, item) in subscripts.enumerated() {
      let extent = shape.extents[axis]
      switch item {
      case .at(let index):
        guard (-extent..<extent).contains(index) else {
          throw ShapeError(
            en: "index \(index) is out of range for axis \(axis) of shape \(shape): "
              + "0 to \(extent - 1), or −\(extent) to −1 from the end",
            ko: "인덱스 \("\(index)".with(.topic)) 모양 \(shape)의 축 \(axis) 범위를 벗어납니다. "
              + "0부터 \(extent - 1)까지, 뒤에서부터는 −\(extent)부터 −1까지입니다")
        }
      case .range(let from, let to):
        let bounds = resolve(from: from, to: to, extent: extent)
        guard bounds.from >= 0, bounds.to >= 0, bounds.from <= extent, bounds.to <= extent else {
          let slice = "\(from.map(String.init) ?? ""):\(to.map(String.init) ?? "")"
          throw ShapeError(
            en: "the slice \(slice) reaches outside axis \(axis) of shape \(shape), which ends at "
              + "\(extent), or begins at −\(extent) from the end",
            ko: "조각 \("\(slice)".with(.topic)) 모양 \(shape)의 축 \(axis) 범위를 벗어납니다. "
              + "끝은 \(extent)까지, 뒤에서부터는 −\(extent)부터입니다")
        }
        guard bounds.from < bounds.to else {
          throw ShapeError(
            en: "the slice takes nothing of axis \(axis) of shape \(shape)",
            ko: "모양 \(shape)의 축 \(axis)에서 잘라 낸 범위가 비어 있습니다")
        }
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
