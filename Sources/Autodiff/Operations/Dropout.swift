/// y = x ∘ m with a mask m that was drawn: each of its entries is 0 with probability p and 1/(1 − p)
/// otherwise, so that y is x on average over all masks.
///
/// The mask is a constant of the graph, the second operand: ∂L/∂x = m ∘ ∂L/∂y.
enum Dropout: BinaryOperation, CompositeOperation {
  static let name = "dropout"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.told { slot in
    slot.index == 0 && slot.operandIsZero(1) ? .dropped : nil
  }

  static func definition<E: ScalarExpression>(_ x: E, _ mask: E) -> E { x * mask }
  static func derivativeOfFirst<E: ScalarExpression>(_ x: E, _ mask: E, _ y: E) -> E { mask }
  static func derivativeOfSecond<E: ScalarExpression>(_ x: E, _ mask: E, _ y: E) -> E { x }

  static func elementary(for signature: Signature) -> Formula? { .a * .b }
}

extension AttributeName<Double> {
  /// With what probability `dropout` drops an entry: from 0 up to, not including, 1.
  package static var dropRate: Self { Self("p") }
}
