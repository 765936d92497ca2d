/// What an operation needs to know that is not an operand.
package struct Attributes: Hashable, Sendable {
  /// The axis of a reduction, a softmax or a concatenation; a negative one counts from the end.
  package var axis: Int?
  /// The exponent of a power whose exponent is a literal.
  package var exponent: Double?
  /// `leaky_relu`'s slope below zero.
  package var slope: Double?
  /// `elu`'s limit below zero.
  package var alpha: Double?
  /// The shape that `reshape` gives.
  package var shape: [Int]?
  /// What `x[…]` takes of each axis; the axes after these are taken whole.
  package var index: [Subscript]?

  /// Creates attributes, all absent where not given.
  package init(
    axis: Int? = nil, exponent: Double? = nil, slope: Double? = nil, alpha: Double? = nil,
    shape: [Int]? = nil, index: [Subscript]? = nil
  ) {
    self.axis = axis
    self.exponent = exponent
    self.slope = slope
    self.alpha = alpha
    self.shape = shape
    self.index = index
  }

  /// No attributes.
  package static let none = Attributes()

  /// The one number that an elementwise operation takes beside its operands.
  var parameter: Double { exponent ?? slope ?? alpha ?? 0 }
}

/// What an index takes of one axis.
public enum Subscript: Hashable, Sendable {
  /// One entry; the axis goes. A negative index counts from the end.
  case at(Int)
  /// The entries from one index up to, and without, another; either end may be left open.
  case range(from: Int?, to: Int?)
}
