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
  /// The operation taken apart into simpler ones, where one would draw it so on the board.
  static func elementary(for signature: Signature) -> Elementary?
  /// Where the operation has a kink.
  static var kink: Kink? { get }
}

extension Operation {
  static func elementary(for signature: Signature) -> Elementary? { nil }
  static var kink: Kink? { nil }
}

/// A function of one number, applied entry by entry.
protocol UnaryOperation: Operation {
  /// The value at x; `parameter` is the exponent or slope where the operation has one.
  static func value<S: TapeScalar>(_ x: S, _ parameter: S) -> S
  /// The derivative at x, where the value is y.
  static func derivative<S: TapeScalar>(_ x: S, _ y: S, _ parameter: S) -> S
  /// Where the kink is, if there is one.
  static func kinkLocation(_ parameter: Double) -> Double?
}

extension UnaryOperation {
  static func kinkLocation(_ parameter: Double) -> Double? { nil }
}

/// A function of two numbers, applied entry by entry, with NumPy's broadcasting.
protocol BinaryOperation: Operation {
  /// The value at a and b.
  static func value<S: TapeScalar>(_ a: S, _ b: S) -> S
  /// The derivative with respect to the first operand, where the value is y.
  static func derivativeOfFirst<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S
  /// The derivative with respect to the second operand, where the value is y.
  static func derivativeOfSecond<S: TapeScalar>(_ a: S, _ b: S, _ y: S) -> S
}

/// An operation on whole tensors.
protocol TensorOperation: Operation {
  /// How many operands there are, or nil for any number from one.
  static var arity: Int? { get }
  /// The result's shape.
  ///
  /// - Throws: `ShapeError` where the operands do not fit.
  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError) -> Shape
  /// Computes the result.
  static func value<S: TapeScalar>(_ node: Evaluation<S>)
  /// Adds to or sets the gradient that flows back along one slot.
  static func pullback<S: TapeScalar>(_ node: Pullback<S>)
  /// On which side of each kink the operands lie: −1, 0 (on it), 1, or which entry was selected.
  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32]
}

extension TensorOperation {
  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32] { [] }
}

/// A leaf has a value and no operands.
enum Leaf: Operation {
  static let name = "leaf"
  static func definition(for signature: Signature) -> Formula { .output }
  static func rules(for signature: Signature) -> [LocalRule] { [] }
}
