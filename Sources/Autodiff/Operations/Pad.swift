/// y = x with zeros around it: the entries of x receive the part of the gradient that lies on them.
enum Pad: TensorOperation {
  static let name = "pad"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.partIsZero
  static let arity: Int? = 1
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let (shape, padding) = (operands[0], attributes.padding ?? [])
    // More than fit on any tape are refused before they are added up.
    guard padding.count == shape.rank,
      padding.allSatisfy({ $0.count == 2 && $0.allSatisfy { (0...(1 << 31)).contains($0) } })
    else { throw .padding(padding, shape) }
    return Shape(zip(shape.extents, padding).map { $0 + $1[0] + $1[1] })
  }

  static func plan(_ operands: [Shape], _ shape: Shape, _ attributes: Attributes) -> Plan? {
    let strides = shape.strides
    let start = zip(attributes.padding ?? [], strides).reduce(0) { $0 + $1.0[0] * $1.1 }
    return .runs(EntryRuns(operands[0].extents, strides: strides, from: start))
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    guard case .runs(let runs)? = node.signature.plan else { return }
    node.output.update(repeating: 0, count: node.signature.shape.count)
    runs.scatter(node.operand(0), to: node.output)
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    guard case .runs(let runs)? = node.signature.plan else { return }
    runs.gather(node.upstream, into: node.destination, accumulate: node.accumulate)
  }

  static func definition(for signature: Signature) -> Formula { .function(.pad, [.a]) }

  static func rules(for signature: Signature) -> [LocalRule] {
    let padding = signature.attributes.padding ?? []
    let own = zip(signature.operands[0].extents, padding).map { extent, zeros in
      Subscript.range(from: zeros[0], to: zeros[0] + extent)
    }
    return [.pullback(.slice(.upstream, own))]
  }
}

extension AttributeName<[[Int]]> {
  /// How many zeros `pad` puts before and behind the entries of each axis.
  package static var padding: Self { Self("padding") }
}
