/// A gradient in one of its three states, which are never confused.
public enum Gradient<Scalar: TapeScalar>: Sendable {
  /// Nothing was computed: the node is a constant or depends on constants alone.
  case notComputed
  /// Exactly zero in every entry, with the reason where one is known.
  case zero(shape: Shape, reason: ZeroReason?)
  /// Numbers, in the shape of the value.
  case value(Tensor<Scalar>)

  /// Sorts a tensor into zero or value.
  init(_ tensor: Tensor<Scalar>, reason: @autoclosure () -> ZeroReason?) {
    self =
      tensor.elements.allSatisfy { $0 == 0 }
      ? .zero(shape: tensor.shape, reason: reason()) : .value(tensor)
  }

  /// Sorts entries that lie in a trace into zero or value.
  @inline(__always)
  init(_ entries: Entries<Scalar>, _ shape: Shape, reason: @autoclosure () -> ZeroReason?) {
    self =
      entries.all { $0 == 0 }
      ? .zero(shape: shape, reason: reason())
      : .value(Tensor(shape: shape, elements: entries.array))
  }

  /// The numbers, zeros among them; nil where nothing was computed.
  public var tensor: Tensor<Scalar>? {
    switch self {
    case .notComputed: nil
    case .zero(let shape, _): Tensor(repeating: 0, shape: shape)
    case .value(let tensor): tensor
    }
  }

  /// The one number of a scalar's gradient; nil where nothing was computed or there are axes.
  public var scalar: Scalar? { tensor?.scalar }

  /// Why the gradient is exactly zero, where it is and a reason is known.
  public var zeroReason: ZeroReason? {
    if case .zero(_, let reason) = self { reason } else { nil }
  }
}

/// Why a gradient is exactly zero.
public enum ZeroReason: Sendable, Hashable {
  /// The output does not depend on the node.
  case notOnPath
  /// The gradient that arrived was zero already.
  case upstreamIsZero
  /// A ReLU's operand is not positive.
  case reluIsOff
  /// Another entry is the maximum.
  case notTheMaximum
  /// Another entry is the minimum.
  case notTheMinimum
  /// The other factor is zero.
  case otherFactorIsZero
  /// A mask dropped it.
  case dropped
  /// The derivative is taken to be zero at the kink that was hit.
  case kink
  /// Another value was chosen by a condition.
  case notChosen
  /// A condition only chooses.
  case condition
  /// The output depends on it only through comparisons or places, which change in steps.
  case onlySteps
  /// All entries are equal, so that none differs from their mean.
  case equalEntries
  /// The index took other entries.
  case notTaken
  /// The row lies outside the hinge's margin.
  case outsideMargin
  /// A class label is not a quantity that can change a little.
  case label
  /// The arrows' gradients cancel one another.
  case sumsToZero
  /// Every entry lies outside the bounds between which the operation lets something pass.
  case outsideBounds
  /// The number is too small for the machine: the function is flat here.
  case saturated
}

extension Gradient: Equatable {
  /// Whether two gradients hold the same numbers, or both none.
  public static func == (a: Gradient, b: Gradient) -> Bool {
    switch (a.tensor, b.tensor) {
    case (nil, nil): true
    case (let a?, let b?): a == b
    default: false
    }
  }
}

extension Gradient: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// The gradient of a scalar.
  public init(integerLiteral value: Scalar.IntegerLiteralType) {
    self.init(Tensor(Scalar(integerLiteral: value)), reason: nil)
  }
  /// The gradient of a scalar.
  public init(floatLiteral value: Scalar.FloatLiteralType) {
    self.init(Tensor(Scalar(floatLiteral: value)), reason: nil)
  }
}

extension Gradient: CustomStringConvertible {
  /// The numbers, or what there is in their place.
  public var description: String {
    guard let tensor else { return "not computed" }
    let numbers = tensor.elements.map { "\($0.double)" }
    return tensor.shape.isScalar
      ? numbers[0] : "[" + numbers.joined(separator: ", ") + "] of shape \(tensor.shape)"
  }
}

extension Tensor: ExpressibleByArrayLiteral where Scalar: TapeScalar {
  /// Creates a vector from a literal.
  public init(arrayLiteral elements: Scalar...) { self.init(elements) }
}
