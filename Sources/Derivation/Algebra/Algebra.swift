import Autodiff
import Notation
import Wording

/// The algebra that leads from an operation's definition to its compact rule, line by line:
///
///     ∂y/∂z = ∂/∂z (1/(1 + e⁻ᶻ))      the definition of the sigmoid
///           = …
///           = y · (1 − y)             1/(1 + e⁻ᶻ) is y itself
///
/// Every line is worked out at sample points by the tests and must equal the one before it.
package struct Algebra: Sendable {
  /// What is sought: ∂y/∂z.
  package let left: Math
  /// What stands for what, where lines speak of it without saying it: y = …
  package let given: [Equation]
  /// The right sides, each equal to the one before it.
  package let lines: [AlgebraLine]

  /// All lines as one chain with their reasons: ∂y/∂z = … = y · (1 − y).
  package func equation(in language: Language) -> Equation {
    var equation = Equation(left)
    for line in lines { equation.add(line.math, reason: line.reason[language]) }
    return equation
  }
}

/// A line of algebra: what equals the line before it, and why.
package struct AlgebraLine: Hashable, Sendable {
  /// The right side.
  package let math: Math
  /// Why it equals the one before it, in a few words.
  package let reason: Bilingual
}

/// What a derivation's variables are called; where nothing is said, z or y for what is put in, t for
/// targets, y for what comes out, and L for a loss.
package struct AlgebraNames: Sendable {
  /// The operands' names; one that is nil keeps its letter.
  let operands: [Math?]
  let output: Math?

  /// Names for the operands, slot by slot, and for the result.
  package init(operands: [Math?], output: Math?) {
    self.operands = operands
    self.output = output
  }

  /// Names for one entry of each.
  var entries: AlgebraNames {
    func entry(_ symbol: Math) -> Math { AlgebraSetter.indexed(symbol, ["i"]) }
    return AlgebraNames(operands: operands.map { $0.map(entry) }, output: output.map(entry))
  }
}

extension Algebra {
  /// The algebra of an operation's derivative by the operand in a slot, or nil where the rule is its
  /// own derivation (a sum, a product) or nobody writes it out.
  ///
  /// - Parameters:
  ///   - kind: The operation.
  ///   - slot: The operand, from 0.
  ///   - signature: The node's shapes: over vectors the lines speak of entries and of a mean's n.
  ///     Numbers are assumed where it is left out, and one vector for softmax and its losses.
  ///   - names: What the variables are called.
  ///   - targetMoves: Whether the second operand depends on the first.
  package static func derivation(
    for kind: OperationKind, slot: Int, signature: Signature? = nil, names: AlgebraNames? = nil,
    targetMoves: Bool = false
  ) -> Algebra? {
    // Entry by entry, where the operation is.
    let isIndexed = kind.isElementwise && signature?.shape.isScalar == false
    let script = AlgebraScript.script(for: kind, slot: slot, signature: signature)
    return (targetMoves ? script?.withMovingTarget : script)?
      .algebra(isIndexed ? names?.entries : names)
  }

  /// The lines alone.
  package static func lines(for kind: OperationKind, slot: Int) -> [AlgebraLine]? {
    derivation(for: kind, slot: slot)?.lines
  }

  /// The algebra of a loss behind the operation whose result it judges, by that operation's operand:
  /// binary cross-entropy behind a sigmoid ends in y − t.
  ///
  /// - Parameters:
  ///   - loss: The loss.
  ///   - signature: The loss's shapes; numbers where it is left out.
  ///   - kind: The operation before it.
  ///   - names: The operands are the operation's operand and the targets; then what the operation
  ///     gives, and the loss.
  package static func derivation(
    for loss: OperationKind, signature: Signature? = nil, behind kind: OperationKind,
    names: (operand: Math, targets: Math?, between: Math, loss: Math)? = nil,
    targetMoves: Bool = false
  ) -> Algebra? {
    guard let pair = loss.profile.pairs.first(where: { $0.inner == kind }) else { return nil }
    let script = pair.script(LossEntries(signature))
    return (targetMoves ? script.withMovingTarget : script).algebra(
      names: names.map {
        ["z": $0.operand, "t": $0.targets, "y": $0.between, "L": $0.loss].compactMapValues { $0 }
      } ?? [:])
  }
}

extension Derivation {
  /// The algebra of a node's derivative by the operand in a slot, in the graph's own names; nil where
  /// nobody writes it out.
  package func algebra(of node: NodeID, slot: Int) -> Algebra? {
    Algebra.derivation(
      for: trace.kind(of: node), slot: slot, signature: trace.signature(of: node),
      names: algebraNames(trace.operands(of: node), node),
      targetMoves: targetMoves(trace.operands(of: node)))
  }

  /// Whether the second of an operation's operands depends on the first, as where a target is
  /// computed from the prediction.
  func targetMoves(_ operands: [NodeID]) -> Bool {
    guard operands.count > 1 else { return false }
    var open = [operands[1]]
    var seen: Set<NodeID> = []
    while let node = open.popLast() {
      if node == operands[0] { return true }
      guard node.index > operands[0].index, seen.insert(node).inserted else { continue }
      open += trace.operands(of: node)
    }
    return false
  }

  /// The names of operands and a result; numbers written out have no entries to speak of.
  func algebraNames(_ operands: [NodeID], _ output: NodeID) -> AlgebraNames {
    AlgebraNames(operands: operands.map(algebraName), output: symbol(of: output))
  }

  func algebraName(_ node: NodeID) -> Math? {
    let isNumbers = trace.role(of: node) != .operation && trace.annotations.names[node] == nil
    return isNumbers && !trace.shape(of: node).isScalar ? nil : symbol(of: node)
  }
}

extension AlgebraScript {
  func algebra(_ names: AlgebraNames?) -> Algebra {
    var symbols: [String: Math] = [:]
    for (variable, name) in zip(variables, names.map { $0.operands + [$0.output] } ?? []) {
      symbols[variable] = name
    }
    return algebra(names: symbols)
  }

  func algebra(names given: [String: Math]) -> Algebra {
    let setter = AlgebraSetter(names: completed(given))
    let given = self.given
    return Algebra(
      left: setter.set(left),
      given: given.map { symbol, meaning in
        var equation = Equation(setter.set(symbol))
        equation.add(setter.set(meaning))
        return equation
      },
      lines: lines.map { AlgebraLine(math: setter.set($0.term), reason: $0.reason) })
  }

  /// Other letters for the variables that have no name, where a name is their letter.
  private func completed(_ names: [String: Math]) -> [String: Math] {
    var names = names
    let taken = names.values.map { PlainTextWriter().text($0) }
    var letters = ["s", "p", "q", "r", "m"].filter { letter in
      !taken.contains { $0.hasPrefix(letter) }
    }
    for letter in ["y", "t", "z", "x"] where names[letter] == nil {
      if taken.contains(where: { $0.hasPrefix(letter) }), !letters.isEmpty {
        names[letter] = .identifier(letters.removeFirst())
      }
    }
    return names
  }
}
