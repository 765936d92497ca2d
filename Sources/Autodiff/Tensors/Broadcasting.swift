extension Tensor where Scalar == Double {
  /// The product entry by entry, with NumPy's broadcasting; nil where the shapes do not fit.
  package func times(_ other: Tensor<Double>) -> Tensor<Double>? {
    guard let shape = shape.broadcast(with: other.shape) else { return nil }
    return Formula.product(.operand(0), .operand(1)).evaluate(
      in: FormulaEnvironment(
        signature: Signature(operands: [self.shape, other.shape], shape: shape),
        operands: [self, other], output: self, upstream: nil))
  }

  /// The sums over the axes along which a smaller shape was repeated to this one.
  package func summed(to smaller: Shape) -> Tensor<Double> {
    guard smaller.count < elements.count else { return self }
    var sums = [Double](repeating: 0, count: smaller.count)
    let strides = smaller.strides
    let missing = shape.rank - smaller.rank
    for (entry, x) in elements.enumerated() {
      var rest = entry
      var place = 0
      for axis in stride(from: shape.rank - 1, through: 0, by: -1) {
        let index = rest % shape.extents[axis]
        rest /= shape.extents[axis]
        if axis >= missing, smaller.extents[axis - missing] > 1 {
          place += index * strides[axis - missing]
        }
      }
      sums[place] += x
    }
    return Tensor(shape: smaller, elements: sums)
  }

  /// The sum entry by entry of two tensors of one shape.
  package func plus(_ other: Tensor<Double>) -> Tensor<Double> {
    Tensor(shape: shape, elements: zip(elements, other.elements).map(+))
  }
}
