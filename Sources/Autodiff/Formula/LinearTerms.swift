extension OperationKind {
  /// The terms of an operation's value that one operand stands in, where the value is linear in it:
  /// with the operand's rate of change in its place, they are the value's.
  ///
  ///     y = x W + b:   ∂y = ∂x W
  ///
  /// - Returns: Nil where the value is not linear in the operand.
  package func linearTerms(in slot: Int, for signature: Signature) -> Formula? {
    let definition = definition(for: signature)
    // What only moves, adds up or repeats entries passes the gradient on whatever the entries are.
    if case .function(let kind, let operands) = definition, kind == self, slot == 0,
      operands.count == 1 || labels(in: signature)?.slot == 1,
      case .pullback(let rule) = rules(for: signature)[slot],
      !rule.holds(.output), !operands.contains(where: rule.holds)
    {
      return definition
    }
    return definition.linearTerms(in: slot)
  }
}

extension Formula {
  fileprivate func linearTerms(in slot: Int) -> Formula? {
    func linear(_ a: Formula, _ whole: (Formula) -> Formula) -> Formula? {
      a.linearTerms(in: slot).map(whole)
    }
    func bilinear(
      _ a: Formula, _ b: Formula, _ product: (Formula, Formula) -> Formula
    ) -> Formula? {
      switch (a.holds(.operand(slot)), b.holds(.operand(slot))) {
      case (true, false): linear(a) { product($0, b) }
      case (false, true): linear(b) { product(a, $0) }
      case (true, true), (false, false): nil
      }
    }
    switch self {
    case .operand(let other): return other == slot ? self : nil
    case .sum(let a, let b):
      guard a.holds(.operand(slot)) else { return b.linearTerms(in: slot) }
      guard b.holds(.operand(slot)) else { return a.linearTerms(in: slot) }
      return linear(a) { $0 }.flatMap { a in linear(b) { .sum(a, $0) } }
    case .difference(let a, let b):
      guard a.holds(.operand(slot)) else { return linear(b) { .negative($0) } }
      guard b.holds(.operand(slot)) else { return a.linearTerms(in: slot) }
      return linear(a) { $0 }.flatMap { a in linear(b) { .difference(a, $0) } }
    case .product(let a, let b): return bilinear(a, b) { .product($0, $1) }
    case .matrixProduct(let a, let b): return bilinear(a, b) { .matrixProduct($0, $1) }
    case .outerProduct(let a, let b): return bilinear(a, b) { .outerProduct($0, $1) }
    case .quotient(let a, let b):
      return b.holds(.operand(slot)) ? nil : linear(a) { .quotient($0, b) }
    case .negative(let a): return linear(a) { .negative($0) }
    case .transpose(let a): return linear(a) { .transpose($0) }
    case .total(let a, let axis): return linear(a) { .total($0, axis: axis) }
    case .totalFrom(let a, let axis): return linear(a) { .totalFrom($0, axis: axis) }
    case .totalExcept(let a, let axis): return linear(a) { .totalExcept($0, axis: axis) }
    case .rowTotal(let a): return linear(a) { .rowTotal($0) }
    case .rearranged(let a): return linear(a) { .rearranged($0) }
    case .reshaped(let a, let like): return linear(a) { .reshaped($0, like: like) }
    case .shaped(let a, let extents): return linear(a) { .shaped($0, extents) }
    case .slice(let a, let subscripts): return linear(a) { .slice($0, subscripts) }
    case .permuted(let a, let axes): return linear(a) { .permuted($0, axes: axes) }
    case .einsum(let letters, let operands, let like):
      let places = operands.indices.filter { operands[$0].holds(.operand(slot)) }
      guard places.count == 1 else { return nil }
      return linear(operands[places[0]]) { part in
        var operands = operands
        operands[places[0]] = part
        return .einsum(letters, operands, like: like)
      }
    case .windowed(.correlation, let operands):
      return bilinear(operands[0], operands[1]) { .windowed(.correlation, [$0, $1]) }
    case .windowed(.average, let operands):
      return linear(operands[0]) { .windowed(.average, [$0]) }
    case .windowed(.patches, let operands):
      return linear(operands[0]) { .windowed(.patches, [$0]) }
    // Rules of gradients, not values.
    case .windowed(.convolution, _), .windowed(.filters, _), .windowed(.returning, _),
      .windowed(.sharing, _), .upstream, .scattered, .summed, .spread:
      return nil
    case .number, .output, .parameter, .count, .power, .function, .sign, .productOver,
      .otherFactors, .extremum, .extremumOver, .selection, .joined, .cases, .oneHot, .notAfter,
      .named, .windowed(.maximum, _), .windowed(.routing, _):
      return nil
    }
  }

  /// Whether a leaf stands in the formula; the result does where it may.
  fileprivate func holds(_ leaf: Formula) -> Bool {
    if self == leaf { return true }
    return switch self {
    case .number, .operand, .upstream, .parameter, .count, .notAfter: false
    // An operand stands in the result, too.
    case .output: leaf != .upstream
    case .joined: leaf != .upstream && leaf != .output
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b), .power(let a, let b), .matrixProduct(let a, let b),
      .outerProduct(let a, let b), .extremum(_, let a, let b),
      .selection(let a, extremum: let b, axis: _):
      a.holds(leaf) || b.holds(leaf)
    case .negative(let a), .sign(let a), .transpose(let a), .total(let a, _),
      .productOver(let a, _), .otherFactors(let a, _), .totalFrom(let a, _), .rowTotal(let a),
      .spread(let a, _), .extremumOver(_, let a, _), .reshaped(let a, _), .rearranged(let a),
      .slice(let a, _), .scattered(let a), .permuted(let a, _), .summed(let a, _, _),
      .oneHot(let a), .totalExcept(let a, _), .shaped(let a, _), .named(_, let a):
      a.holds(leaf)
    case .function(_, let operands), .einsum(_, let operands, _), .windowed(_, let operands):
      operands.contains { $0.holds(leaf) }
    case .cases(let condition, let then, let otherwise):
      [condition.left, condition.right, then, otherwise].contains { $0.holds(leaf) }
    }
  }
}
