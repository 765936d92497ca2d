/// y = γ ∘ (x − μ)/√(σ² + ε) + β over the last axis, with the mean μ and the variance σ² of each row.
///
/// γ and β have the row's length and may be left out.
enum LayerNorm: Standardization {
  static let name = "layer_norm"
  static let centers = true

  static func groups(_ shape: Shape) -> StandardizedGroups { .rows(shape) }
  static func sum(_ formula: Formula, _ shape: Shape) -> Formula { .total(formula, axis: -1) }
  static func needs(_ shape: Shape) throws(ShapeError.Reason) {
    guard shape.rank >= 1 else { throw .rank(shape, needed: .vectorOrMore) }
  }
}

/// y = γ ∘ x/√(mean of x² + ε) over the last axis; γ has the row's length and may be left out.
enum RMSNorm: Standardization {
  static let name = "rms_norm"
  static let centers = false

  static func groups(_ shape: Shape) -> StandardizedGroups { .rows(shape) }
  static func sum(_ formula: Formula, _ shape: Shape) -> Formula { .total(formula, axis: -1) }
  static func needs(_ shape: Shape) throws(ShapeError.Reason) {
    guard shape.rank >= 1 else { throw .rank(shape, needed: .vectorOrMore) }
  }
}

/// y = γ ∘ (x − μ)/√(σ² + ε) for each column of a matrix, or each channel (axis 1) of a larger tensor,
/// with the mean μ and the biased variance σ² over the batch itself.
///
/// γ and β have a number for each channel and may be left out.
enum BatchNorm: Standardization {
  static let name = "batch_norm"
  static let centers = true

  static func groups(_ shape: Shape) -> StandardizedGroups { .channels(shape) }
  static func sum(_ formula: Formula, _ shape: Shape) -> Formula {
    shape.rank == 2
      ? .total(formula, axis: 0)
      : .shaped(.totalExcept(formula, axis: 1), placed(shape))
  }
  static func needs(_ shape: Shape) throws(ShapeError.Reason) {
    guard shape.rank >= 2 else { throw .rank(shape, needed: .atLeast(2)) }
  }

  /// The extents of a number for each channel beside the whole tensor.
  fileprivate static func placed(_ shape: Shape) -> [Int] {
    [shape.extents[1]] + shape.extents.dropFirst(2).map { _ in 1 }
  }
}

/// What gives entries that belong together the mean 0 and the mean square 1, then scales and shifts.
///
/// With x̂ = (x − μ)/√(σ² + ε) and g = γ ∘ ∂L/∂y, three ways lead from x to x̂: directly, through the
/// mean, and through the variance. Together:
///
///     ∂L/∂x = (g − mean of g − x̂ ∘ mean of (g ∘ x̂)) / √(σ² + ε)
protocol Standardization: TensorOperation, CompositeOperation {
  /// Whether the mean is taken away first.
  static var centers: Bool { get }
  /// Which entries belong together.
  static func groups(_ shape: Shape) -> StandardizedGroups
  /// The sum over entries that belong together, beside all of them.
  static func sum(_ formula: Formula, _ shape: Shape) -> Formula
  /// Throws where there are too few axes.
  static func needs(_ shape: Shape) throws(ShapeError.Reason)
}

/// Which entries of a tensor are normalized together: a group's lie in runs, so many of them and so
/// long.
struct StandardizedGroups {
  let count: Int
  let runs: Int
  let length: Int
  /// Whether the scales are those of the places in a run; else each group has one.
  let scalesAlongRun: Bool

  /// The rows along the last axis.
  static func rows(_ shape: Shape) -> StandardizedGroups {
    let length = shape.extents[shape.rank - 1]
    return StandardizedGroups(
      count: shape.count / length, runs: 1, length: length, scalesAlongRun: true)
  }

  /// The channels along axis 1.
  static func channels(_ shape: Shape) -> StandardizedGroups {
    let channels = shape.extents[1]
    return StandardizedGroups(
      count: channels, runs: shape.extents[0],
      length: shape.count / channels / shape.extents[0], scalesAlongRun: false)
  }

  /// How many entries a group has.
  var size: Int { runs * length }
  /// How many scales there are.
  var scales: Int { scalesAlongRun ? length : count }

  /// Calls `body` with each entry of a group and its scale.
  @inline(__always)
  func forEach(_ group: Int, _ body: (_ place: Int, _ scale: Int) -> Void) {
    for run in 0..<runs {
      let start = (run * count + group) * length
      for i in 0..<length { body(start + i, scalesAlongRun ? i : group) }
    }
  }
}

extension AttributeName<Double> {
  /// What is added to a variance, so that nothing is divided by 0.
  package static var epsilon: Self { Self("eps") }
}

extension Standardization {
  static var arity: Int? { nil }
  static var takesLabels: Bool { false }
  static var kink: Kink? { nil }
  static var zeros: ZeroRule { .unexplained }

  /// How many operands there are at most: x, γ, and β where a mean is taken away.
  private static var most: Int { centers ? 3 : 2 }

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard operands.count <= most else {
      throw .operandCount(needed: most, found: operands.count)
    }
    let x = operands[0]
    try needs(x)
    let needed = Shape([groups(x).scales])
    for scales in operands.dropFirst() where scales != needed {
      throw .notScales(scales, needed: needed)
    }
    return x
  }

  // MARK: Numbers

  /// The mean of a group and 1/√(σ² + ε).
  @inline(__always)
  private static func moments<S: TapeScalar>(
    _ x: UnsafePointer<S>, _ groups: StandardizedGroups, _ group: Int, epsilon: S
  ) -> (mean: S, inverse: S) {
    let n = S(Double(groups.size))
    var mean: S = 0
    if centers {
      groups.forEach(group) { place, _ in mean += x[place] }
      mean = mean / n
    }
    var squares: S = 0
    groups.forEach(group) { place, _ in
      let d = x[place] - mean
      squares += d * d
    }
    return (mean, 1 / S.sqrt(squares / n + epsilon))
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let groups = groups(node.signature.shape)
    let x = node.operand(0)
    let count = node.signature.operands.count
    let (scales, shifts) = (
      count > 1 ? node.operand(1) : nil, count > 2 ? node.operand(2) : nil
    )
    let (output, epsilon) = (node.output, S(node.attributes[.epsilon] ?? 0))
    for group in 0..<groups.count {
      let (mean, inverse) = moments(x, groups, group, epsilon: epsilon)
      groups.forEach(group) { place, scale in
        var y = (x[place] - mean) * inverse
        if let scales { y = y * scales[scale] }
        if let shifts { y = y + shifts[scale] }
        output[place] = y
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let groups = groups(node.signature.shape)
    let x = node.operand(0)
    let upstream = node.upstream
    if node.slot > 0 { node.clear() }
    let epsilon = S(node.node.attributes[.epsilon] ?? 0)
    let scales = node.signature.operands.count > 1 ? node.operand(1) : nil
    for group in 0..<groups.count {
      if node.slot == 2 {
        groups.forEach(group) { place, scale in node.destination[scale] += upstream[place] }
        continue
      }
      let (mean, inverse) = moments(x, groups, group, epsilon: epsilon)
      if node.slot == 1 {
        groups.forEach(group) { place, scale in
          node.destination[scale] += upstream[place] * ((x[place] - mean) * inverse)
        }
        continue
      }
      var (sum, product): (S, S) = (0, 0)
      groups.forEach(group) { place, scale in
        let g = scales.map { upstream[place] * $0[scale] } ?? upstream[place]
        if centers { sum += g }
        product += g * ((x[place] - mean) * inverse)
      }
      let n = S(Double(groups.size))
      (sum, product) = (sum / n, product / n)
      groups.forEach(group) { place, scale in
        let g = scales.map { upstream[place] * $0[scale] } ?? upstream[place]
        node.put(place, (g - sum - (x[place] - mean) * inverse * product) * inverse)
      }
    }
  }

  // MARK: Formulas

  private static func mean(_ formula: Formula, _ shape: Shape) -> Formula {
    sum(formula, shape) / .number(Double(groups(shape).size))
  }

  /// x − μ, the spread √(σ² + ε), and x̂.
  private static func parts(
    _ shape: Shape
  ) -> (centred: Formula, spread: Formula, standardized: Formula) {
    let centred: Formula = centers ? .a - .named(.mean, mean(.a, shape)) : .a
    let variance = Formula.named(
      centers ? .variance : .meanSquare, mean(.power(centred, 2), shape))
    let spread = Formula.sqrt(variance + .parameter(.epsilon))
    return (centred, spread, .named(.standardized, centred / spread))
  }

  /// A scale or a shift beside the whole tensor.
  private static func scale(_ slot: Int, _ signature: Signature) -> Formula {
    let shape = signature.operands[0]
    guard !groups(shape).scalesAlongRun, shape.rank > 2 else { return .operand(slot) }
    return .shaped(.operand(slot), BatchNorm.placed(shape))
  }

  static func definition(for signature: Signature) -> Formula {
    var y = parts(signature.operands[0]).standardized
    if signature.operands.count > 1 { y = y * scale(1, signature) }
    if signature.operands.count > 2 { y = y + scale(2, signature) }
    return y
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    let shape = signature.operands[0]
    let (_, spread, standardized) = parts(shape)
    let count = signature.operands.count
    let g: Formula = count > 1 ? .upstream * scale(1, signature) : .upstream
    let through = standardized * mean(g * standardized, shape)
    let rule = centers ? g - mean(g, shape) - through : g - through
    var rules: [LocalRule] = [.pullback(rule / spread)]
    // Scales lie along one axis, and what arrives is added up over all others.
    let axis = groups(shape).scalesAlongRun ? shape.rank - 1 : 1
    func scaled(_ derivative: Formula, arriving: Formula) -> LocalRule {
      shape.rank == 1 ? .derivative(derivative) : .pullback(.totalExcept(arriving, axis: axis))
    }
    if count > 1 { rules.append(scaled(standardized, arriving: .upstream * standardized)) }
    if count > 2 { rules.append(scaled(1, arriving: .upstream)) }
    return rules
  }
}
