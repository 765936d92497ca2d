// Functions of each entry. One operand fits whatever its shape; two are repeated to a common shape by
// NumPy's rules. Each function of one operand is a method too: `relu(x)` and `x.relu()`.

/// eˣ, entry by entry.
public func exp<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.exp() }
/// The natural logarithm, entry by entry.
public func log<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.log() }
/// The logarithm to base 2, entry by entry.
public func log2<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.log2() }
/// x², entry by entry.
public func square<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.square() }
/// The square root, entry by entry.
public func sqrt<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.sqrt() }
/// |x|, entry by entry; its derivative at the kink 0 is taken to be 0.
public func abs<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.abs() }
/// The sine of angles in radians, entry by entry.
public func sin<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.sin() }
/// The cosine of angles in radians, entry by entry.
public func cos<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.cos() }
/// The hyperbolic tangent, entry by entry: of derivative 1 − y².
public func tanh<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.tanh() }
/// 1 / (1 + e⁻ˣ), entry by entry: of derivative y (1 − y).
public func sigmoid<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.sigmoid() }
/// x where it is above 0, else 0, entry by entry; its derivative at the kink 0 is taken to be 0.
public func relu<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.relu() }
/// ln (1 + eˣ), entry by entry, without overflow: a ReLU without a kink.
public func softplus<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.softplus() }
/// The error function 2/√π ∫₀ˣ exp(−t²) dt, entry by entry.
public func erf<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.erf() }
/// x · sigmoid(x), entry by entry, also called swish.
public func silu<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.silu() }
/// x · Φ(x), entry by entry, with Φ the standard normal distribution's function.
public func gelu<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.gelu() }

/// x · tanh(softplus(x)), entry by entry.
public func mish<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.mish() }
/// x between 0 and 6, which it does not leave, entry by entry; its derivative at both is taken to be 0.
public func relu6<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.relu6() }
/// x between −1 and 1, which it does not leave, entry by entry; its derivative at both is taken to be 0.
public func hardTanh<Scalar>(_ x: Variable<Scalar>) -> Variable<Scalar> { x.hardTanh() }

/// x between `low` and `high`, which it does not leave, entry by entry; its derivative at both is
/// taken to be 1.
public func clip<Scalar>(
  _ x: Variable<Scalar>, low: Double, high: Double
) -> Variable<Scalar> {
  x.clip(low: low, high: high)
}

/// x where it is above 0, else `slope` · x, entry by entry.
public func leakyReLU<Scalar>(_ x: Variable<Scalar>, slope: Double = 0.01) -> Variable<Scalar> {
  x.leakyReLU(slope: slope)
}

/// x where it is above 0, else `alpha` · (eˣ − 1), entry by entry.
public func elu<Scalar>(_ x: Variable<Scalar>, alpha: Double = 1) -> Variable<Scalar> {
  x.elu(alpha: alpha)
}

/// xⁿ for a number n, entry by entry; the same as `x ** n`.
public func pow<Scalar>(_ x: Variable<Scalar>, _ exponent: Scalar) -> Variable<Scalar> {
  x ** exponent
}

/// xʸ, entry by entry; the same as `x ** y`.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func pow<Scalar>(
  _ x: Variable<Scalar>, _ y: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try x ** y
}

/// The larger of two, entry by entry; equals share the gradient.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func max<Scalar>(
  _ a: Variable<Scalar>, _ b: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try a.combined(.max, b)
}

/// The larger of a variable and a number, entry by entry.
public func max<Scalar>(_ a: Variable<Scalar>, _ b: Scalar) -> Variable<Scalar> {
  a.combined(.max, number: b)
}

/// The smaller of two, entry by entry; equals share the gradient.
///
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func min<Scalar>(
  _ a: Variable<Scalar>, _ b: Variable<Scalar>
) throws(ShapeError) -> Variable<Scalar> {
  try a.combined(.min, b)
}

/// The smaller of a variable and a number, entry by entry.
public func min<Scalar>(_ a: Variable<Scalar>, _ b: Scalar) -> Variable<Scalar> {
  a.combined(.min, number: b)
}

extension Variable {
  /// eˣ, entry by entry.
  public func exp() -> Variable { mapped(.exp) }
  /// The natural logarithm, entry by entry.
  public func log() -> Variable { mapped(.log) }
  /// The logarithm to base 2, entry by entry.
  public func log2() -> Variable { mapped(.log2) }
  /// x², entry by entry, as a function of its own.
  public func square() -> Variable { mapped(.square) }
  /// The square root, entry by entry.
  public func sqrt() -> Variable { mapped(.sqrt) }
  /// |x|, entry by entry.
  public func abs() -> Variable { mapped(.abs) }
  /// The sine of angles in radians, entry by entry.
  public func sin() -> Variable { mapped(.sin) }
  /// The cosine of angles in radians, entry by entry.
  public func cos() -> Variable { mapped(.cos) }
  /// The hyperbolic tangent, entry by entry.
  public func tanh() -> Variable { mapped(.tanh) }
  /// 1 / (1 + e⁻ˣ), entry by entry.
  public func sigmoid() -> Variable { mapped(.sigmoid) }
  /// x where it is above 0, else 0, entry by entry.
  public func relu() -> Variable { mapped(.relu) }
  /// ln (1 + eˣ), entry by entry, without overflow.
  public func softplus() -> Variable { mapped(.softplus) }
  /// The error function, entry by entry.
  public func erf() -> Variable { mapped(.erf) }
  /// x · sigmoid(x), entry by entry, also called swish.
  public func silu() -> Variable { mapped(.silu) }
  /// x · Φ(x), entry by entry.
  public func gelu() -> Variable { mapped(.gelu) }
  /// x · tanh(softplus(x)), entry by entry.
  public func mish() -> Variable { mapped(.mish) }
  /// x between 0 and 6, entry by entry.
  public func relu6() -> Variable { mapped(.relu6) }
  /// x between −1 and 1, entry by entry.
  public func hardTanh() -> Variable { mapped(.hardTanh) }
  /// x between `low` and `high`, entry by entry.
  public func clip(low: Double, high: Double) -> Variable {
    mapped(.clip, Attributes(low: low, high: high))
  }
  /// 1 / x, entry by entry; the same as `1 / x`.
  public func reciprocal() -> Variable { mapped(.reciprocal) }
  /// x², entry by entry; the same as `x ** 2`.
  public func squared() -> Variable { self ** 2 }
  /// The same values as a node of their own, which can have another name.
  public func identity() -> Variable { mapped(.identity) }

  /// x where it is above 0, else `slope` · x, entry by entry.
  public func leakyReLU(slope: Double = 0.01) -> Variable {
    mapped(.leakyReLU, Attributes(slope: slope))
  }

  /// x where it is above 0, else `alpha` · (eˣ − 1), entry by entry.
  public func elu(alpha: Double = 1) -> Variable { mapped(.elu, Attributes(alpha: alpha)) }
}
