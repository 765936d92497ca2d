import Autodiff
import Notation
import Wording

/// What powers are taken to be at 0, where their formulas have no value: 0⁰ is 1, and the derivatives
/// of x⁰ and of 0ᵖ are 0.
extension Derivation {
  /// The local derivatives by an operand as they are taken, entry by entry.
  func local(_ rule: Formula, of node: NodeID, slot: Int) -> Tensor<Double>? {
    guard let values = rule.evaluate(in: environment(node)) else { return nil }
    guard let conventions = trace.conventions(of: node, slot: slot),
      conventions.count == values.elements.count
    else { return values }
    return Tensor(
      shape: values.shape, elements: zip(values.elements, conventions).map { $1 ? 0 : $0 })
  }

  /// What is said of a slot whose rule is a convention.
  func conventionNotes(of node: NodeID, slot: Int) -> [Sentence] {
    guard trace.conventions(of: node, slot: slot) != nil else { return [] }
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
    // Where the rule for the base is a convention, both are 0.
    let isZeroToTheZero =
      kind == .power
      ? trace.attributes(of: node).exponent == 0
        && trace.valueEntries(of: trace.operands(of: node)[0]).contains(0)
      : trace.conventions(of: node, slot: 0) != nil
    guard isZeroToTheZero else { return [] }
    return [Sentence(Bilingual(en: "By convention, 0⁰ = 1.", ko: "약속: 0⁰ = 1.")[language])]
  }
}
