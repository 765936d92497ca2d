// Comparisons, entry by entry, with the signs that Swift has for them: 1 where they hold, else 0. No
// gradient flows through them.

extension Variable {
  /// Records 1 where the left side is less than the other, else 0, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func .< (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.less, b)
  }
  /// Records whether a variable < a number.
  public static func .< (a: Variable, b: Scalar) -> Variable { a.combined(.less, number: b) }
  /// Records whether a number < a variable.
  public static func .< (a: Scalar, b: Variable) -> Variable { b.combined(.less, with: a) }

  /// Records 1 where the left side is at most the other, else 0, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func .<= (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.atMost, b)
  }
  /// Records whether a variable <= a number.
  public static func .<= (a: Variable, b: Scalar) -> Variable { a.combined(.atMost, number: b) }
  /// Records whether a number <= a variable.
  public static func .<= (a: Scalar, b: Variable) -> Variable { b.combined(.atMost, with: a) }

  /// Records 1 where the left side is greater than the other, else 0, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func .> (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.greater, b)
  }
  /// Records whether a variable > a number.
  public static func .> (a: Variable, b: Scalar) -> Variable { a.combined(.greater, number: b) }
  /// Records whether a number > a variable.
  public static func .> (a: Scalar, b: Variable) -> Variable { b.combined(.greater, with: a) }

  /// Records 1 where the left side is at least the other, else 0, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func .>= (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.atLeast, b)
  }
  /// Records whether a variable >= a number.
  public static func .>= (a: Variable, b: Scalar) -> Variable { a.combined(.atLeast, number: b) }
  /// Records whether a number >= a variable.
  public static func .>= (a: Scalar, b: Variable) -> Variable { b.combined(.atLeast, with: a) }

  /// Records 1 where the left side is equal to the other, else 0, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func .== (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.equal, b)
  }
  /// Records whether a variable == a number.
  public static func .== (a: Variable, b: Scalar) -> Variable { a.combined(.equal, number: b) }
  /// Records whether a number == a variable.
  public static func .== (a: Scalar, b: Variable) -> Variable { b.combined(.equal, with: a) }

  /// Records 1 where the left side is another, else 0, entry by entry.
  ///
  /// - Throws: ``ShapeError`` where the shapes do not fit.
  public static func .!= (a: Variable, b: Variable) throws(ShapeError) -> Variable {
    try a.combined(.notEqual, b)
  }
  /// Records whether a variable != a number.
  public static func .!= (a: Variable, b: Scalar) -> Variable { a.combined(.notEqual, number: b) }
  /// Records whether a number != a variable.
  public static func .!= (a: Scalar, b: Variable) -> Variable { b.combined(.notEqual, with: a) }
}

/// a where a condition is not 0, else b, entry by entry: the gradient goes to the one that was chosen.
///
///     let y = try select(x .> 0, x, 0.1 * x)
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func select<Scalar>(
  _ condition: Variable<Scalar>, _ a: Variable<Scalar>, _ b: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try condition.applying(.where, [a, b])
}

/// a where a condition is not 0, else a number.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func select<Scalar>(
  _ condition: Variable<Scalar>, _ a: Variable<Scalar>, _ b: Scalar
) throws(ShapeError) -> Variable<Scalar> {
  try condition.applying(.where, [a, a.tape.constant(Tensor(b))])
}

/// A number where a condition is not 0, else b.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func select<Scalar>(
  _ condition: Variable<Scalar>, _ a: Scalar, _ b: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try condition.applying(.where, [b.tape.constant(Tensor(a)), b])
}
