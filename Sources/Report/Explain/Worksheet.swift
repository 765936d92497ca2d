import Derivation

extension Explanation {
  /// The explanation with its numbers left to be filled in.
  var blanked: Explanation {
    var explanation = self
    explanation.isBlanked = true
    return explanation
  }

  /// A step of a worksheet: the rule stays, each line of numbers is a blank.
  func blank(_ step: Step) -> Step {
    step.with(equations: step.equations.map(blank), notes: [])
  }

  private func blank(_ equation: Equation) -> Equation {
    var blank = Equation(equation.left)
    for link in equation.links {
      blank.add(
        link.math.hasNumbersOfItsOwn ? .blank : link.math, relation: link.relation,
        reason: link.reason)
    }
    return blank
  }
}
