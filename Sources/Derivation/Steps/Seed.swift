import Autodiff
import Notation

/// The gradient that a backward pass begins with.
///
///     ∂L/∂L = 1            stated: L changes exactly as L does
///     ∂L/∂y = w = 3        and not ∂L/∂L · ∂L/∂y: what is multiplied by 1 is the local derivative
extension Derivation {
  /// Whether a node's gradient is the seed 1 of the backward pass: there a local derivative is a
  /// gradient already, and nothing is multiplied.
  package func isSeed(_ node: NodeID) -> Bool {
    node == trace.output && trace.upstream.scalar == 1
  }

  /// What stands for the gradient that arrives at a node.
  func upstreamSymbol(_ node: NodeID) -> Math { isSeed(node) ? .seed : symbols.gradient(node) }

  /// Why the backward pass begins with 1.
  func seedReason(_ name: Math) -> BilingualSentence {
    BilingualSentence(
      en: "Its gradient is 1, since \(name) changes exactly as much as itself.",
      ko: "출력은 자기 자신만큼 그대로 변하므로 기울기는 1입니다.")
  }

  /// That the gradients at the output are its local derivatives.
  var seedPassing: BilingualSentence {
    BilingualSentence(
      en:
        "What is multiplied by 1 stays the same: here the local derivative is already the gradient.",
      ko: "1을 곱해도 그대로이므로 여기서는 국소적 미분이 곧 기울기입니다.")
  }
}

extension Math {
  /// The seed of a backward pass as a factor, which is not written.
  static let seed: Math = "1"
}
