import Autodiff
import Notation

/// A chain of equal pieces: what is sought, then each way to say it.
package struct Equation: Sendable, Hashable {
  /// What is sought.
  package let left: Math
  /// Each further piece, with `=` or `≈` before it.
  package private(set) var links: [Link] = []

  /// A piece of the chain.
  package struct Link: Sendable, Hashable {
    /// `=` where it holds as printed, `≈` where the exact values are carried.
    package let relation: String
    /// The piece.
    package let math: Math
    /// Why it equals the piece before it, in a few words, where that is not plain.
    package var reason: String?
    /// What the machine's rounding left where the piece is 0; nil where it left nothing.
    package var remainder: Double?
    /// Whether the piece is 0 since its value is too small for the machine.
    package var isUnderflow = false
  }

  /// Begins a chain.
  package init(_ left: Math) { self.left = left }

  /// Adds a piece, unless it says the same as the one before it.
  package mutating func add(_ math: Math, relation: String = "=", reason: String? = nil) {
    let writer = PlainTextWriter()
    if writer.text(links.last?.math ?? left) != writer.text(math) {
      links.append(Link(relation: relation, math: math, reason: reason))
    }
  }

  /// Adds what the pieces come to, as digits were chosen for it.
  mutating func add(_ math: Math, _ choice: Arithmetic.Choice) {
    add(math, relation: choice.relation)
    guard !links.isEmpty else { return }
    links[links.count - 1].remainder = choice.remainder
    links[links.count - 1].isUnderflow = choice.isUnderflow
  }

  /// Adds a number, and what rounding left where it is 0.
  mutating func add(_ math: Math, _ remainder: Double?) {
    add(math)
    if !links.isEmpty { links[links.count - 1].remainder = remainder }
  }

  /// The chain on one line.
  package var math: Math {
    .row([left] + links.flatMap { [.sign($0.relation), $0.math] })
  }

  /// Whether any link holds only approximately as printed, since numbers are rounded.
  package var isApproximate: Bool {
    links.contains { $0.relation == "≈" && !$0.isUnderflow }
  }
}

/// One step of a derivation: a node, what happens there in a sentence, and the equations.
package struct Step: Sendable {
  /// The node that is computed, or from which the gradient flows on.
  package let node: NodeID
  /// A name for the step that is unique in its derivation: `f3` forward, `b3` backward.
  package let anchor: String
  /// What happens, in one sentence.
  package let sentence: Sentence
  /// The equations, in the order in which they are read.
  package let equations: [Equation]
  /// What a reader should know beside: kinks, reasons of zeros.
  package var notes: [Sentence]
  /// What was already found and is used again here.
  package var links: [StepLink] = []
}

/// Something that an earlier step found.
package struct StepLink: Sendable, Hashable {
  /// What was found, such as ∂L/∂σ₃ = 1.711.
  package let math: Math
  /// The step that found it.
  package let anchor: String

  /// What the step of an anchor found.
  package init(math: Math, anchor: String) {
    self.math = math
    self.anchor = anchor
  }
}

extension Step {
  /// The step under another anchor, for a second derivation on the same page.
  package func renamed(_ anchor: String) -> Step {
    Step(
      node: node, anchor: anchor, sentence: sentence, equations: equations, notes: notes,
      links: links)
  }

  /// The step with other equations and notes.
  package func with(equations: [Equation], notes: [Sentence]) -> Step {
    Step(
      node: node, anchor: anchor, sentence: sentence, equations: equations, notes: notes,
      links: links)
  }

  /// The step with more notes at its end.
  func adding(notes more: [Sentence]) -> Step {
    var step = self
    step.notes += more
    return step
  }
}
