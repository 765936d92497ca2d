/// A node of a tape as an operand of Swift's operators.
public struct Variable<Scalar: TapeScalar> {
  /// The tape that the node is recorded on.
  public let tape: Tape<Scalar>
  /// The node.
  public let id: NodeID

  /// Wraps a node of a tape.
  public init(_ id: NodeID, on tape: Tape<Scalar>) {
    self.tape = tape
    self.id = id
  }

  /// The node's value.
  public var value: Tensor<Scalar> { tape.value(of: id) }

  /// Applies an operation to this and other operands of the same tape.
  ///
  /// - Precondition: The shapes fit.
  public func applying(
    _ kind: OperationKind, _ others: Variable..., attributes: Attributes = .none
  ) -> Variable {
    do {
      return Variable(try tape.record(kind, [id] + others.map(\.id), attributes), on: tape)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private func literal(_ value: Scalar) -> Variable {
    Variable(tape.leaf(Tensor(value), role: .constant), on: tape)
  }

  /// Records the sum.
  public static func + (a: Variable, b: Variable) -> Variable { a.applying(.add, b) }
  /// Records the difference.
  public static func - (a: Variable, b: Variable) -> Variable { a.applying(.subtract, b) }
  /// Records the product entry by entry.
  public static func * (a: Variable, b: Variable) -> Variable { a.applying(.multiply, b) }
  /// Records the quotient.
  public static func / (a: Variable, b: Variable) -> Variable { a.applying(.divide, b) }
  /// Records the negation.
  public static prefix func - (a: Variable) -> Variable { a.applying(.negate) }

  /// Records the sum.
  public static func + (a: Variable, b: Scalar) -> Variable { a + a.literal(b) }
  /// Records the difference.
  public static func - (a: Variable, b: Scalar) -> Variable { a - a.literal(b) }
  /// Records the product entry by entry.
  public static func * (a: Variable, b: Scalar) -> Variable { a * a.literal(b) }
  /// Records the quotient.
  public static func / (a: Variable, b: Scalar) -> Variable { a / a.literal(b) }
  /// Records the sum.
  public static func + (a: Scalar, b: Variable) -> Variable { b.literal(a) + b }
  /// Records the difference.
  public static func - (a: Scalar, b: Variable) -> Variable { b.literal(a) - b }
  /// Records the product entry by entry.
  public static func * (a: Scalar, b: Variable) -> Variable { b.literal(a) * b }
  /// Records the quotient.
  public static func / (a: Scalar, b: Variable) -> Variable {
    a == 1 ? b.applying(.reciprocal) : b.literal(a) / b
  }

  /// The variable to the power of a number.
  public func power(_ exponent: Double) -> Variable {
    applying(.power, attributes: Attributes(exponent: exponent))
  }
}

extension Tape {
  /// Records a leaf whose gradient is recorded.
  public func variable(_ value: Tensor<Scalar>, name: String? = nil) -> Variable<Scalar> {
    Variable(leaf(value, role: .variable, name: name), on: self)
  }

  /// Records a trainable leaf.
  public func parameter(_ value: Tensor<Scalar>, name: String? = nil) -> Variable<Scalar> {
    Variable(leaf(value, role: .parameter, name: name), on: self)
  }

  /// Records a leaf through which no gradient flows.
  public func constant(_ value: Tensor<Scalar>, name: String? = nil) -> Variable<Scalar> {
    Variable(leaf(value, role: .constant, name: name), on: self)
  }

  /// Runs the computation backward from a variable and keeps all that flows.
  public func backward(
    from output: Variable<Scalar>, upstream: Tensor<Scalar>? = nil
  ) -> Trace<Scalar> {
    backward(from: output.id, upstream: upstream)
  }
}

extension Trace {
  /// A variable's gradient.
  public func gradient(of variable: Variable<Scalar>) -> Gradient<Scalar> {
    gradient(of: variable.id)
  }
}
