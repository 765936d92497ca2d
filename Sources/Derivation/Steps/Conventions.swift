import Autodiff
import Notation
import Wording

/// What powers are taken to be at 0, where their formulas have no value: 0⁰ is 1, and the derivatives
/// of x⁰ and of 0ᵖ are 0.
extension Derivation {
  /// Which entries of a power's rule are a convention; nil where none is.
  ///
  /// The rule p · xᵖ⁻¹ is 0 · 0⁻¹ where both are 0, and xᵖ · ln x has the logarithm of 0.
  func conventions(of node: NodeID, slot: Int) -> [Bool]? {
    guard trace.kind(of: node) == .generalPower else { return nil }
    return entries(of: node) { base, exponent in
      base == 0 && (slot == 0 ? exponent == 0 : exponent >= 0)
    }
  }

  /// The local derivatives by an operand as they are taken, entry by entry.
  func local(_ rule: Formula, of node: NodeID, slot: Int) -> Tensor<Double>? {
    guard let values = rule.evaluate(in: environment(node)) else { return nil }
    guard let conventions = conventions(of: node, slot: slot),
      conventions.count == values.elements.count
    else { return values }
    return Tensor(
      shape: values.shape, elements: zip(values.elements, conventions).map { $1 ? 0 : $0 })
  }

  /// What is said of a slot whose rule is a convention.
  func conventionNotes(of node: NodeID, slot: Int) -> [Sentence] {
    guard conventions(of: node, slot: slot) != nil else { return [] }
    let (base, operand) = (trace.operands(of: node)[0], trace.operands(of: node)[slot])
    let derivative = Math.derivative(of: symbols.symbol(node), by: symbols.symbol(operand))
    return [
      BilingualSentence(
        en:
          "At \(symbols.symbol(base)) = 0 the rule has no value. By convention, \(derivative) = 0.",
        ko: "\(symbols.symbol(base)) = 0에서는 규칙에 값이 없습니다. 약속: \(derivative) = 0.")[language]
    ]
  }

  /// What is said of a power's value that is a convention.
  func conventionNotes(_ node: NodeID) -> [Sentence] {
    let kind = trace.kind(of: node)
    let isZeroToTheZero =
      kind == .power
      ? trace.attributes(of: node).exponent == 0
        && trace.value(of: trace.operands(of: node)[0]).elements.contains(0)
      : kind == .generalPower && entries(of: node) { $0 == 0 && $1 == 0 } != nil
    guard isZeroToTheZero else { return [] }
    return [Sentence(Bilingual(en: "By convention, 0⁰ = 1.", ko: "약속: 0⁰ = 1.")[language])]
  }

  /// The entries of a power whose base and exponent are so; nil where none is.
  private func entries(
    of node: NodeID, where isSo: (_ base: Double, _ exponent: Double) -> Bool
  ) -> [Bool]? {
    let operands = trace.operands(of: node)
    let (a, b) = (trace.value(of: operands[0]), trace.value(of: operands[1]))
    guard a.elements.contains(0) else { return nil }
    // Each to the shape of the result.
    let environment = FormulaEnvironment(
      signature: trace.signature(of: node), operands: [a, b],
      output: Tensor(repeating: 0, shape: trace.shape(of: node)), upstream: nil)
    func repeated(_ formula: Formula) -> [Double] {
      Formula.sum(formula, .output).evaluate(in: environment)?.elements ?? []
    }
    let entries = zip(repeated(.operand(0)), repeated(.operand(1))).map(isSo)
    return entries.contains(true) ? entries : nil
  }
}
