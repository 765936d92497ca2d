/// How a trace's numbers answer to a small change: Jacobians, from both sides.
extension Trace where Scalar == Double {
  /// The vector–Jacobian product uᵀ · J along one operand slot: what a gradient that arrives at a node
  /// comes back as.
  ///
  /// - Parameter upstream: u, in the shape of the node.
  /// - Returns: In the shape of the operand; zeros along a slot of class labels.
  package func pulledBack(
    _ upstream: Tensor<Double>, through node: NodeID, slot: Int
  ) -> Tensor<Double> {
    let operand = shape(of: operands(of: node)[slot])
    let back: Tensor<Double>? =
      switch rules(of: node)[slot] {
      case .derivative(let formula):
        // A number of the result belongs to every entry of an operand that it was made from.
        evaluate(formula, at: node).flatMap {
          upstream.times($0)?.summed(to: operand).times(Tensor(repeating: 1, shape: operand))
        }
      case .pullback(let formula): evaluate(formula, at: node, upstream: upstream)
      case .label: nil
      }
    guard let back, back.elements.count == operand.count else {
      return Tensor(repeating: 0, shape: operand)
    }
    return Tensor(shape: operand, elements: back.elements)
  }

  /// The Jacobian of a node by one of its operands: a row for each entry of the node, a column for
  /// each of the operand, both in row order.
  ///
  /// - Complexity: As many vector–Jacobian products as there are rows.
  package func jacobian(of node: NodeID, slot: Int) -> Tensor<Double> {
    let shape = shape(of: node)
    let columns = self.shape(of: operands(of: node)[slot]).count
    var entries: [Double] = []
    entries.reserveCapacity(shape.count * columns)
    for row in 0..<shape.count {
      var unit = Tensor<Double>(repeating: 0, shape: shape)
      unit.elements[row] = 1
      entries += pulledBack(unit, through: node, slot: slot).elements
    }
    return Tensor(shape: Shape([shape.count, columns]), elements: entries)
  }

  /// The Jacobian–vector product J · v along one operand slot: how fast a node changes where its
  /// operand changes at the rate v.
  ///
  /// - Parameter tangent: v, in the shape of the operand.
  /// - Returns: In the shape of the node.
  package func pushedForward(
    _ tangent: Tensor<Double>, through node: NodeID, slot: Int
  ) -> Tensor<Double> {
    let shape = self.shape(of: node)
    let ones = Tensor(repeating: 1.0, shape: shape)
    // Of what is linear the rate is the value of the rate; entry by entry no matrix is needed.
    if let terms = self.kind(of: node).linearTerms(in: slot, for: signature(of: node)) {
      var operands = self.operands(of: node).map { value(of: $0) }
      operands[slot] = tangent
      let rateOfNode = terms.evaluate(
        in: FormulaEnvironment(
          signature: signature(of: node), operands: operands, output: value(of: node),
          upstream: nil))
      if let product = rateOfNode?.times(ones), product.shape == shape { return product }
    }
    if case .derivative(let formula) = rules(of: node)[slot],
      !shape.isScalar || tangent.shape.isScalar, let local = evaluate(formula, at: node),
      let product = local.times(tangent)?.times(ones), product.shape == shape
    {
      return product
    }
    // Row by row, so that the whole matrix is never held.
    return Tensor(
      shape: shape,
      elements: (0..<shape.count).map { entry in
        var unit = Tensor(repeating: 0.0, shape: shape)
        unit.elements[entry] = 1
        let row = pulledBack(unit, through: node, slot: slot).elements
        var sum = 0.0
        // What does not move adds nothing, even where it would be multiplied by ∞.
        for (slope, rate) in zip(row, tangent.elements) where rate != 0 { sum += slope * rate }
        return sum
      })
  }

  /// Forward mode: how fast every node changes where one leaf or result changes at a given rate.
  ///
  /// - Parameters:
  ///   - start: The node that changes.
  ///   - direction: At which rate, in its shape: for one entry alone, 1 there and 0 elsewhere.
  /// - Returns: By node, in its shape; nil where a node does not depend on the one that changes.
  package func tangents(from start: NodeID, along direction: Tensor<Double>) -> [Tensor<Double>?] {
    var tangents = [Tensor<Double>?](repeating: nil, count: nodeCount)
    tangents[start.index] = direction
    // What changes in steps does not move with a small change.
    for node in nodes where node > start && !kind(of: node).isFlat {
      for (slot, operand) in operands(of: node).enumerated() {
        guard let tangent = tangents[operand.index] else { continue }
        let part = pushedForward(tangent, through: node, slot: slot)
        tangents[node.index] = tangents[node.index].map { $0.plus(part) } ?? part
      }
    }
    return tangents
  }
}
