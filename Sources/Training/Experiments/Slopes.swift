import Autodiff

/// An activation's derivative, by the rule that the backward pass runs.
package struct Slopes: Sendable {
  private let kind: OperationKind
  private let attributes: Attributes
  /// The largest derivative of numbers between −4 and 4: 0.25 for the sigmoid.
  package private(set) var steepest = 1.0

  /// The derivative of an elementwise function of one number.
  package init(of kind: OperationKind, attributes: Attributes = .none) {
    self.kind = kind
    self.attributes = attributes
    steepest = at(Tensor((-64...64).map { Double($0) / 16 })).elements.max() ?? 1
  }

  /// The derivative at each of some numbers.
  package func at(_ numbers: Tensor<Double>) -> Tensor<Double> {
    let tape = Tape<Double>()
    let x = tape.leaf(numbers)
    let ones = Tensor(repeating: 1.0, shape: numbers.shape)
    guard let y = try? tape.record(kind, [x], attributes) else { return ones }
    return tape.backward(from: y, upstream: ones).gradient(of: x).tensor ?? ones
  }

  /// Whether so little passes by a derivative that the unit is saturated: less than a tenth of the
  /// most. What is not a number lets nothing pass.
  package func isFlat(_ slope: Double) -> Bool { !(abs(slope) >= 0.1 * steepest) }
}
