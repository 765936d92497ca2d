/// One operation: its name, its value, and how a gradient passes each operand slot, stated once.
///
/// `rules` states the derivative as a formula; the formula is printed in derivations, put on edges,
/// evaluated, and held against the function that the backward pass runs.
protocol Operation {
  /// The name in the graph language.
  static var name: String { get }
  /// The value as a formula in the operands.
  static func definition(for signature: Signature) -> Formula
  /// One rule for each operand slot.
  static func rules(for signature: Signature) -> [LocalRule]
  /// Where the operation has a kink, and the derivative that is taken there; nil where it is smooth.
  static var kink: Kink? { get }
  /// Why a gradient along a slot is exactly zero although one arrives.
  static var zeros: ZeroRule { get }
  /// Whether the result changes in steps alone, so that no gradient flows through it and none is
  /// recorded.
  static var isFlat: Bool { get }
}

extension Operation {
  @inline(__always) static var isFlat: Bool { false }
}

/// An operation that is drawn on the board as several simpler ones.
protocol CompositeOperation: Operation {
  /// The operation taken apart; nil where its operands' shapes make it simple itself.
  static func elementary(for signature: Signature) -> Formula?
}

/// A function of one number and numbers that the author gave, applied entry by entry.
protocol UnaryOperation: Operation {
  /// The author's numbers, where there are any: two at most, in the order of their names.
  static var parameters: [AttributeName<Double>] { get }
  /// The value at x.
  static func definition<E: ScalarExpression>(_ x: E, _ parameters: Parameters<E>) -> E
  /// The derivative at x, where the value is y.
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E, _ parameters: Parameters<E>) -> E
  /// The value that the tape computes: the definition, except where that loses digits or overflows.
  static func value<S: TapeScalar>(_ x: S, _ parameters: Parameters<S>) -> S
  /// What the backward pass multiplies by: the derivative, except where that fails at some number.
  static func localDerivative<S: TapeScalar>(_ x: S, _ y: S, _ parameters: Parameters<S>) -> S
  /// Where the kinks are, if there are any with these parameters.
  static func kinkLocations(_ parameters: Parameters<Double>) -> [Double]
}

/// The numbers that an elementwise operation takes beside its operand, in the order of their names; 0
/// in the place of one that it does not take.
package struct Parameters<E> {
  /// The first, or the only one.
  package var first: E
  /// The second.
  package var second: E
}

extension Parameters where E: ExpressibleByIntegerLiteral {
  /// No numbers.
  @inline(__always) package static var none: Parameters { Parameters(first: 0, second: 0) }
}

extension Parameters<Double> {
  /// The same numbers as another scalar.
  @inline(__always)
  package func converted<S: TapeScalar>(to type: S.Type = S.self) -> Parameters<S> {
    Parameters<S>(first: S(first), second: S(second))
  }
}

extension Parameters: Equatable where E: Equatable {}
extension Parameters: Hashable where E: Hashable {}
extension Parameters: Sendable where E: Sendable {}

extension UnaryOperation {
  @inline(__always)
  static func value<S: TapeScalar>(_ x: S, _ parameters: Parameters<S>) -> S {
    definition(x, parameters)
  }
  @inline(__always)
  static func localDerivative<S: TapeScalar>(_ x: S, _ y: S, _ parameters: Parameters<S>) -> S {
    derivative(x, y, parameters)
  }

  static func kinkLocations(_ parameters: Parameters<Double>) -> [Double] {
    if case .operand(let places)? = kink?.place { places } else { [] }
  }

  /// The author's numbers as they stand in a formula.
  private static var named: Parameters<Formula> {
    Parameters<Formula>(
      first: parameters.first.map { .parameter($0) } ?? 0,
      second: parameters.count > 1 ? .parameter(parameters[1]) : 0)
  }

  static func definition(for signature: Signature) -> Formula { definition(.a, named) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(derivative(.a, .output, named))]
  }
}

/// A function of one number alone, applied entry by entry.
protocol PlainUnaryOperation: UnaryOperation {
  /// The value at x.
  static func definition<E: ScalarExpression>(_ x: E) -> E
  /// The derivative at x, where the value is y.
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E) -> E
  /// The value that the tape computes: the definition, except where that loses digits or overflows.
  static func value<S: TapeScalar>(_ x: S) -> S
}

extension PlainUnaryOperation {
  static var parameters: [AttributeName<Double>] { [] }
  @inline(__always)
  static func value<S: TapeScalar>(_ x: S) -> S { definition(x) }

  @inline(__always)
  static func definition<E: ScalarExpression>(_ x: E, _ parameters: Parameters<E>) -> E {
    definition(x)
  }
  @inline(__always)
  static func derivative<E: ScalarExpression>(_ x: E, _ y: E, _ parameters: Parameters<E>) -> E {
    derivative(x, y)
  }
  @inline(__always)
  static func value<S: TapeScalar>(_ x: S, _ parameters: Parameters<S>) -> S { value(x) }
}

/// A function whose derivative is stated in its value, which loses its digits where that value is all
/// but the end of its range: 1 − y² where y is all but 1.
protocol SaturatingOperation: PlainUnaryOperation {
  /// Whether a value is so near to the end that the derivative is to be had in another way.
  static func isSaturated(_ y: Double) -> Bool
  /// The derivative in a way that keeps its digits there.
  static func saturatedDerivative<E: ScalarExpression>(_ x: E, _ y: E) -> E
}

/// A function of two numbers, applied entry by entry, with NumPy's broadcasting.
protocol BinaryOperation: Operation {
  /// The value at a and b.
  static func definition<E: ScalarExpression>(_ a: E, _ b: E) -> E
  /// The derivative with respect to the first operand, where the value is y.
  static func derivativeOfFirst<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E
  /// The derivative with respect to the second operand, where the value is y.
  static func derivativeOfSecond<E: ScalarExpression>(_ a: E, _ b: E, _ y: E) -> E
  /// What the backward pass multiplies by in the first slot: the derivative, except where that fails
  /// at some numbers.
  static func localDerivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S
  /// The same in the second slot.
  static func localDerivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S
}

extension BinaryOperation {
  @inline(__always)
  static func value<S: TapeScalar>(_ a: S, _ b: S) -> S { definition(a, b) }
  @inline(__always)
  static func localDerivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    derivativeOfFirst(a, b, y)
  }
  @inline(__always)
  static func localDerivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S {
    derivativeOfSecond(a, b, y)
  }

  static func definition(for signature: Signature) -> Formula { definition(.a, .b) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(derivativeOfFirst(.a, .b, .output)),
      .derivative(derivativeOfSecond(.a, .b, .output)),
    ]
  }
}

/// A function of two numbers whose rule has no value at some of them, where 0 is taken.
protocol ConventionalOperation: BinaryOperation {
  /// Whether the derivative in a slot is 0 by convention.
  static func isConvention<S: TapeScalar>(slot: Int, _ a: S, _ b: S) -> Bool
}

/// An operation on whole tensors.
protocol TensorOperation: Operation {
  /// How many operands there are, or nil for any number from one.
  static var arity: Int? { get }
  /// Whether an operand may hold class labels, which its rule then says.
  static var takesLabels: Bool { get }
  /// The result's shape.
  ///
  /// - Throws: The reason where the operands do not fit.
  static func shape(
    _ operands: [Shape], _ attributes: Attributes
  ) throws(ShapeError.Reason) -> Shape
  /// What is worked out once, when the operation is recorded; nil where there is nothing.
  static func plan(_ operands: [Shape], _ shape: Shape, _ attributes: Attributes) -> Plan?
  /// Computes the result.
  static func value<S: TapeScalar>(_ node: Evaluation<S>)
  /// Adds to or sets the gradient that flows back along one slot.
  static func pullback<S: TapeScalar>(_ node: Pullback<S>)
}

extension TensorOperation {
  static func plan(_ operands: [Shape], _ shape: Shape, _ attributes: Attributes) -> Plan? { nil }
}

/// An operation on whole tensors with a kink.
protocol KinkedOperation: TensorOperation {
  /// On which side of each kink the operands lie: −1, 0 (on it), 1, or which entry was selected.
  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32]
}

/// A leaf has a value and no operands.
enum Leaf: Operation {
  static let name = "leaf"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static func definition(for signature: Signature) -> Formula { .output }
  static func rules(for signature: Signature) -> [LocalRule] { [] }
}
