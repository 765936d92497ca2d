import Autodiff

/// Writes an operation's formulas for single numbers, with Python's own functions.
struct ScalarFormula {
  /// The node that the formulas belong to.
  let signature: Signature
  /// What its operands are called, slot by slot.
  let operands: [PythonExpression]
  /// What its value is called.
  let output: PythonExpression
  /// What the gradient that arrives there is called.
  let upstream: PythonExpression

  /// A formula as an expression; nil where it is about more than single numbers.
  func expression(_ formula: Formula) -> PythonExpression? {
    switch formula {
    case .number(let number): return .number(number)
    case .operand(let slot): return operands[slot]
    case .output: return output
    case .upstream: return upstream
    case .parameter(let name): return .number(signature.attributes[name] ?? 0)
    case .count(let count): return .number(Double(signature.count(count)))
    case .sum(let a, let b): return both(a, b).map { $0 + $1 }
    case .difference(let a, let b): return both(a, b).map { $0 - $1 }
    case .product(let a, let b): return both(a, b).map { $0 * $1 }
    case .quotient(let a, let b): return both(a, b).map { $0 / $1 }
    case .power(let a, let b): return both(a, b).map { $0.power($1) }
    case .negative(let a): return expression(a).map { -$0 }
    case .sign(let a):
      return expression(a).map { a in
        PythonExpression("(\(compared(a, ">")) - \(compared(a, "<")))")
      }
    case .extremum(let which, let a, let b):
      return both(a, b).map { .call(which == .max ? "max" : "min", $0, $1) }
    case .cases(let condition, let then, let otherwise):
      guard let sides = both(condition.left, condition.right), let parts = both(then, otherwise)
      else { return nil }
      let test = sides.0.compared(condition.relation.python, sides.1).text
      return PythonExpression("(\(parts.0.text) if \(test) else \(parts.1.text))")
    case .function(let kind, let formulas): return function(kind, formulas)
    // Of a single number each of these is that number.
    case .total(let a, _), .productOver(let a, _), .extremumOver(_, let a, _), .spread(let a, _),
      .reshaped(let a, _), .rearranged(let a), .shaped(let a, _), .named(_, let a),
      .rowTotal(let a):
      return expression(a)
    case .selection: return .number(1)
    case .matrixProduct, .outerProduct, .transpose, .otherFactors, .totalFrom, .slice, .scattered,
      .permuted, .summed, .einsum, .joined, .oneHot, .notAfter, .windowed, .totalExcept:
      return nil
    }
  }

  private func compared(_ a: PythonExpression, _ relation: String) -> String {
    "(\(a.compared(relation, .number(0)).text))"
  }

  private func both(_ a: Formula, _ b: Formula) -> (PythonExpression, PythonExpression)? {
    guard let a = expression(a), let b = expression(b) else { return nil }
    return (a, b)
  }

  private func function(_ kind: OperationKind, _ formulas: [Formula]) -> PythonExpression? {
    let given = formulas.compactMap { expression($0) }
    guard given.count == formulas.count else { return nil }
    if let name = Self.pythonNames[kind] { return .call(name, given) }
    // As a node of that kind would be written, where that is not itself.
    let definition = kind.definition(for: signature)
    if case .function(kind, _) = definition { return nil }
    return ScalarFormula(
      signature: signature, operands: given.map { $0.followed(by: "") }, output: output,
      upstream: upstream
    ).expression(definition)
  }

  /// What Python itself has.
  private static let pythonNames: [OperationKind: String] = [
    .exp: "math.exp", .log: "math.log", .log2: "math.log2", .sqrt: "math.sqrt", .sin: "math.sin",
    .cos: "math.cos", .tanh: "math.tanh", .erf: "math.erf", .abs: "abs",
  ]
}
