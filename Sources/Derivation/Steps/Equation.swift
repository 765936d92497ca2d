import Autodiff

/// A chain of equal pieces: what is sought, then each way to say it.
public struct Equation: Sendable, Hashable {
  /// What is sought.
  public let left: Math
  /// Each further piece, with `=` or `≈` before it.
  public private(set) var links: [Link] = []

  /// A piece of the chain.
  public struct Link: Sendable, Hashable {
    /// `=` where it holds as printed, `≈` where the exact values are carried.
    public let relation: String
    /// The piece.
    public let math: Math
    /// Why it equals the piece before it, in a few words, where that is not plain.
    public var reason: String?
  }

  /// Begins a chain.
  public init(_ left: Math) { self.left = left }

  /// Adds a piece, unless it says the same as the one before it.
  public mutating func add(_ math: Math, relation: String = "=", reason: String? = nil) {
    let writer = PlainTextWriter()
    if writer.text(links.last?.math ?? left) != writer.text(math) {
      links.append(Link(relation: relation, math: math, reason: reason))
    }
  }

  /// The chain on one line.
  public var math: Math {
    .row([left] + links.flatMap { [.sign($0.relation), $0.math] })
  }

  /// Whether any link holds only approximately as printed.
  public var isApproximate: Bool { links.contains { $0.relation == "≈" } }
}

/// One step of a derivation: a node, what happens there in a sentence, and the equations.
public struct Step: Sendable {
  /// The node that is computed, or from which the gradient flows on.
  public let node: NodeID
  /// A name for the step that is unique in its derivation: `f3` forward, `b3` backward.
  public let anchor: String
  /// What happens, in one sentence.
  public let sentence: Sentence
  /// The equations, in the order in which they are read.
  public let equations: [Equation]
  /// What a reader should know beside: kinks, reasons of zeros.
  public var notes: [Sentence]
  /// What was already found and is used again here.
  public var links: [StepLink] = []
}

/// Something that an earlier step found.
public struct StepLink: Sendable, Hashable {
  /// What was found, such as ∂L/∂σ₃ = 1.711.
  public let math: Math
  /// The step that found it.
  public let anchor: String
}

extension Step {
  /// The step under another anchor, for a second derivation on the same page.
  public func renamed(_ anchor: String) -> Step {
    Step(
      node: node, anchor: anchor, sentence: sentence, equations: equations, notes: notes,
      links: links)
  }

  /// The step with other equations and notes.
  public func with(equations: [Equation], notes: [Sentence]) -> Step {
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
