// Swift's operators on variables. With a number on one side every shape fits; of two variables one is
// repeated to the other's shape by NumPy's rules, and what does not fit is thrown.

/// Binds tighter than multiplication, and to the right: `2 ** 3 ** 2` is 2⁹.
precedencegroup ExponentiationPrecedence {
  associativity: right
  higherThan: BitwiseShiftPrecedence
}

/// The power, as the graph language and Python write it. A sign before it belongs to the base:
/// `-x ** 2` is (−x)².
infix operator ** : ExponentiationPrecedence

extension Variable {
  /// Records the sum, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func + (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.add, b)
  }

  /// Records the difference, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func - (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.subtract, b)
  }

  /// Records the product, entry by entry; ``matmul(_:_:)`` multiplies matrices.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func * (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.multiply, b)
  }

  /// Records the quotient, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func / (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.divide, b)
  }

  /// Records the power, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func ** (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.generalPower, b)
  }

  /// Records the negation, entry by entry.
  public static prefix func - (a: Variable) -> Variable { a.mapped(.negate) }

  /// Records the sum with a number.
  public static func + (a: Variable, b: Scalar) -> Variable { a.combined(.add, number: b) }
  /// Records the difference from a number.
  public static func - (a: Variable, b: Scalar) -> Variable { a.combined(.subtract, number: b) }
  /// Records the product with a number.
  public static func * (a: Variable, b: Scalar) -> Variable { a.combined(.multiply, number: b) }
  /// Records the quotient by a number.
  public static func / (a: Variable, b: Scalar) -> Variable { a.combined(.divide, number: b) }

  /// Records the power with a number as its exponent: xⁿ, of derivative n xⁿ⁻¹.
  public static func ** (a: Variable, exponent: Scalar) -> Variable {
    a.mapped(.power, Attributes(exponent: exponent.double))
  }

  /// Records the sum of a number and a variable.
  public static func + (a: Scalar, b: Variable) -> Variable { b.combined(.add, with: a) }
  /// Records the difference of a number and a variable.
  public static func - (a: Scalar, b: Variable) -> Variable { b.combined(.subtract, with: a) }
  /// Records the product of a number and a variable.
  public static func * (a: Scalar, b: Variable) -> Variable { b.combined(.multiply, with: a) }
  /// Records the quotient of a number and a variable; `1 / x` is the reciprocal.
  public static func / (a: Scalar, b: Variable) -> Variable {
    a == 1 ? b.mapped(.reciprocal) : b.combined(.divide, with: a)
  }
  /// Records the power of a number to a variable: aˣ, of derivative aˣ ln a.
  public static func ** (a: Scalar, b: Variable) -> Variable { b.combined(.generalPower, with: a) }
}

// MARK: How operations on variables are recorded

extension Variable {
  /// Records an elementwise operation on one operand, which every shape fits.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  package func mapped(_ kind: OperationKind, _ attributes: Attributes? = nil) -> Variable {
    Variable(tape.recordElementwise(kind, id, attributes), on: tape)
  }

  /// Records an elementwise operation on two operands.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  package func combined(_ kind: OperationKind, _ other: Variable) throws(ShapeError) -> Variable {
    guard tape === other.tape else { throw ShapeError(.differentTapes) }
    return Variable(try tape.recordElementwise(kind, id, other.id), on: tape)
  }

  /// Records an elementwise operation on this variable and a number.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  package func combined(_ kind: OperationKind, number: Scalar) -> Variable {
    let number = tape.leaf(Tensor(number), role: .constant)
    return Variable(tape.recordElementwise(kind, id, number, like: id), on: tape)
  }

  /// Records an elementwise operation on a number and this variable.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  package func combined(_ kind: OperationKind, with number: Scalar) -> Variable {
    let number = tape.leaf(Tensor(number), role: .constant)
    return Variable(tape.recordElementwise(kind, number, id, like: id), on: tape)
  }

  /// Records any operation on this and other operands.
  ///
  /// - Throws: ``ShapeError`` where the operands do not fit or are of another tape.
  package func applying(
    _ kind: OperationKind, _ others: [Variable] = [], _ attributes: Attributes = .none
  ) throws(ShapeError) -> Variable {
    for other in others where other.tape !== tape { throw ShapeError(.differentTapes) }
    return Variable(try tape.record(kind, [id] + others.map(\.id), attributes), on: tape)
  }

  /// Records an operation on tensors that every shape fits.
  package func applying(
    _ kind: OperationKind, _ attributes: Attributes = .none, toShape shape: Shape
  ) -> Variable {
    Variable(tape.append(kind, [id], attributes, shape: shape), on: tape)
  }
}
