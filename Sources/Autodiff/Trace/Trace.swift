/// All that one forward and one backward pass computed: every value, every node's gradient, and the
/// gradient along every operand slot. A value: later recording does not change it.
public struct Trace<Scalar: TapeScalar>: Sendable {
  let recording: Recording
  let values: Buffer<Scalar>
  let gradients: Buffer<Scalar>
  let contributions: Buffer<Scalar>
  let reached: Buffer<Bool>
  /// The node that the backward pass started at.
  package let output: NodeID
  /// The gradient that arrived at the output.
  package let upstream: Tensor<Scalar>
  private let useIndex = UseIndex()
  private let arrivalIndex = UseIndex()
  private let dependence = Dependence()

  init(
    recording: Recording, values: Buffer<Scalar>, gradients: Buffer<Scalar>,
    contributions: Buffer<Scalar>, reached: Buffer<Bool>, output: NodeID, upstream: Tensor<Scalar>
  ) {
    self.recording = recording
    self.values = values
    self.gradients = gradients
    self.contributions = contributions
    self.reached = reached
    self.output = output
    self.upstream = upstream
  }

  /// How many nodes there are.
  package var nodeCount: Int { recording.rows.count }

  /// The nodes in the order of recording; operands come before what uses them.
  package var nodes: some RandomAccessCollection<NodeID> & Sendable {
    (0..<nodeCount).map(NodeID.init)
  }

  /// Names, labels, layers and groups.
  package var annotations: Annotations { recording.annotations }

  /// What computed a node.
  package func kind(of node: NodeID) -> OperationKind { recording.rows[node.index].kind }

  /// What a node is to the backward pass.
  package func role(of node: NodeID) -> Role { recording.role(of: node.index) }

  /// A node's operands, slot by slot.
  package func operands(of node: NodeID) -> [NodeID] { recording.operands(of: node.index) }

  /// Which nodes, up to the last one, lie on a way along arrows from one node to another, both of
  /// them included; none where no way leads.
  package func ways(from start: NodeID, to end: NodeID) -> [Bool] {
    recording.ways(from: start, to: end)
  }

  /// The shape of a node's value.
  package func shape(of node: NodeID) -> Shape { recording.shape(of: node.index) }

  /// The shapes and attributes of a node.
  package func signature(of node: NodeID) -> Signature { recording.signature(of: node.index) }

  /// What a node's operation knows that is not an operand.
  package func attributes(of node: NodeID) -> Attributes {
    recording.rows[node.index].signature < 0 ? .none : signature(of: node).attributes
  }

  /// A node's value.
  package func value(of node: NodeID) -> Tensor<Scalar> {
    Tensor(shape: shape(of: node), elements: valueEntries(of: node).array)
  }

  /// The number of a scalar node, or nil where there are axes.
  package func scalar(of node: NodeID) -> Scalar? {
    let row = recording.rows[node.index]
    return row.flags.contains(.isScalar) ? values[Int(row.offset)] : nil
  }

  /// Whether a gradient is recorded for a node: whether it depends on anything but constants.
  package func recordsGradient(_ node: NodeID) -> Bool {
    recording.rows[node.index].flags.contains(.recordsGradient)
  }

  /// Whether the output depends on a node through anything but constants.
  package func isOnPath(_ node: NodeID) -> Bool { reached[node.index] }

  /// A node's gradient: the sum of its contributions, and the upstream gradient at the output.
  @_specialize(where Scalar == Double)
  package func gradient(of node: NodeID) -> Gradient<Scalar> {
    guard recordsGradient(node) else { return .notComputed }
    let shape = shape(of: node)
    guard isOnPath(node) else { return .zero(shape: shape, reason: reasonOffPath(node)) }
    return Gradient(
      Entries(
        gradients, from: Int(recording.rows[node.index].offset), count: shape.count),
      shape, reason: zeroReason(of: node))
  }

  /// All operand slots, each with the gradient that flowed back along it, ordered by the node they
  /// lead to and the slot.
  package var edges: [Contribution<Scalar>] {
    (0..<nodeCount).flatMap { edges(into: NodeID($0)) }
  }

  /// The operand slots of a node, each with the gradient that flowed back along it.
  package func edges(into node: NodeID) -> [Contribution<Scalar>] {
    (0..<recording.operandCount(of: node.index)).map { edge(into: node, slot: $0) }
  }

  /// One operand slot of a node.
  package func edge(into node: NodeID, slot: Int) -> Contribution<Scalar> {
    let from = NodeID(recording.operand(of: node.index, slot: slot))
    return Contribution(
      from: from, to: node, slot: slot, gradient: gradient(from: from, to: node, slot: slot))
  }

  /// The contributions in the order in which the backward pass made them.
  public var contributionsInOrder: [Contribution<Scalar>] {
    stride(from: output.index, through: 0, by: -1).lazy.filter { reached[$0] }.flatMap {
      edges(into: NodeID($0)).filter { recordsGradient($0.from) }
    }
  }

  /// The slots that use a node, in the order in which the backward pass visits them: the arrows
  /// that its gradient is the sum of.
  package func uses(of node: NodeID) -> ArraySlice<(node: NodeID, slot: Int)> {
    useIndex.uses(of: recording)[node]
  }

  /// The slots through which the output depends on a node, in the order in which the backward pass
  /// visits them: the arrows that arrive at it with numbers.
  package func arrivals(at node: NodeID) -> ArraySlice<(node: NodeID, slot: Int)> {
    allArrivals[node]
  }

  /// The arrivals at every node.
  var allArrivals: Uses { arrivalIndex.uses(of: recording, where: { reached[$0] }) }

  /// The uses through which the output's value depends on each node, comparisons among them, through
  /// which no gradient comes back.
  var allInfluences: Uses {
    guard let influences = dependence.influences(recording, on: output) else { return allArrivals }
    return Uses(recording) { influences[$0] }
  }

  /// Why nothing arrives at a node that no gradient reaches.
  private func reasonOffPath(_ node: NodeID) -> ZeroReason {
    dependence.influences(recording, on: output)?[node.index] == true ? .onlySteps : .notOnPath
  }

  /// Which of its operand's arrivals an arrow is, from 0; nil where the output does not depend on the
  /// arrow's node.
  ///
  /// - Complexity: Logarithmic in the number of arrivals.
  package func position(of arrow: Contribution<Scalar>) -> Int? {
    let arrivals = arrivals(at: arrow.from)
    var (low, high) = (arrivals.startIndex, arrivals.endIndex)
    while low < high {
      let middle = (low + high) / 2
      let (node, slot) = arrivals[middle]
      if node == arrow.to, slot == arrow.slot { return middle - arrivals.startIndex }
      // Later nodes come first, and of one node the slots in order.
      let isBefore = node == arrow.to ? slot < arrow.slot : node > arrow.to
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The arrows that arrive at a node in the backward pass, in the order in which they were made.
  package func contributions(to node: NodeID) -> [Contribution<Scalar>] {
    uses(of: node).map { edge(into: $0.node, slot: $0.slot) }
  }

  @_specialize(where Scalar == Double)
  private func gradient(from: NodeID, to: NodeID, slot: Int) -> Gradient<Scalar> {
    guard recordsGradient(from), recordsGradient(to) else { return .notComputed }
    let shape = shape(of: from)
    guard isOnPath(to) else { return .zero(shape: shape, reason: .notOnPath) }
    return Gradient(
      Entries(
        contributions, from: recording.contributionOffset(of: to.index, slot: slot),
        count: shape.count),
      shape, reason: zeroReason(from: from, to: to, slot: slot))
  }

  /// A node's rules, slot by slot, as they hold for its numbers: where a rule loses its digits, the
  /// one that has them.
  @_specialize(where Scalar == Double)
  package func rules(of node: NodeID) -> [LocalRule] {
    if let type = kind(of: node).type as? any SaturatingOperation.Type,
      !valueEntries(of: node).all({ !type.isSaturated($0.double) })
    {
      return [.derivative(type.saturatedDerivative(.a, .output))]
    }
    if let type = kind(of: node).type as? any RootReduction.Type,
      !valueEntries(of: node).all({ $0.double != 0 })
    {
      return type.rulesAtZero(for: signature(of: node))
    }
    return kind(of: node).rules(for: signature(of: node))
  }

  /// ∂to/∂from along one slot where both are scalars, else nil.
  package func localDerivative(of node: NodeID, slot: Int) -> Scalar? {
    guard shape(of: node).isScalar,
      shape(of: NodeID(recording.operand(of: node.index, slot: slot))).isScalar
    else { return nil }
    if !recording.rows[node.index].flags.contains(.isScalarOperation) {
      switch rules(of: node)[slot] {
      case .derivative(let formula):
        return evaluate(formula, at: node).map { Scalar($0.elements[0]) }
      // What 1 would come back as.
      case .pullback(let formula):
        return evaluate(formula, at: node, upstream: Tensor(1)).map { Scalar($0.elements[0]) }
      case .label: return 0
      }
    }
    let x = operands(of: node).compactMap { scalar(of: $0) }
    let y = values[Int(recording.rows[node.index].offset)]
    return kind(of: node).localDerivative(
      at: x, value: y, slot: slot, parameters: attributes(of: node).parameters.converted())
  }

  /// A formula of a node's operation, worked out with the node's numbers.
  package func evaluate(_ formula: Formula, at node: NodeID) -> Tensor<Double>? {
    evaluate(formula, at: node, upstream: gradient(of: node).tensor?.map(\.double))
  }

  @_specialize(where Scalar == Double)
  func evaluate(
    _ formula: Formula, at node: NodeID, upstream: Tensor<Double>?
  ) -> Tensor<Double>? {
    let environment = FormulaEnvironment(
      signature: signature(of: node),
      operands: operands(of: node).map { value(of: $0).map(\.double) },
      output: value(of: node).map(\.double),
      upstream: upstream)
    return formula.evaluate(in: environment)
  }
}

/// One operand slot, and the gradient that flowed back along it.
public struct Contribution<Scalar: TapeScalar>: Sendable {
  /// The operand.
  public let from: NodeID
  /// The node that uses it.
  public let to: NodeID
  /// In which operand slot, from 0.
  public let slot: Int
  /// What flowed back, in the shape of the operand; not computed for a constant.
  public let gradient: Gradient<Scalar>
}
