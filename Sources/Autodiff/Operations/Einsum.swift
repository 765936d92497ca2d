/// y = the sum of products that letters say, such as ij,jk->ik: an operand's gradient is the sum of
/// products with the letters of that operand and of the result exchanged.
enum Einsum: TensorOperation {
  static let name = "einsum"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = nil
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let letters = try letters(operands, attributes)
    let extents = letters.extents(operands)
    return Shape(letters.result.map { extents[$0] ?? 1 })
  }

  static func plan(_ operands: [Shape], _ shape: Shape, _ attributes: Attributes) -> Plan? {
    (try? letters(operands, attributes)).map { .contractions($0.contractions(operands)) }
  }

  /// The letters of operands of such shapes. Where no result is written, it has those that stand in
  /// one operand alone, in the alphabet's order, as in NumPy.
  ///
  /// - Throws: The reason where they do not fit.
  static func letters(
    _ operands: [Shape], _ attributes: Attributes
  ) throws(ShapeError.Reason) -> AxisLetters {
    let text = (attributes.equation ?? "").filter { $0 != " " }
    guard !text.contains(".") else { throw .einsum(.ellipsis) }
    let arrow = text.firstRange(of: "->")
    let left = arrow.map { text[..<$0.lowerBound] } ?? text[...]
    let given = left.split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
    let written = arrow.map { Array(text[$0.upperBound...]) }
    for letters in given + [written ?? []] {
      if let other = letters.first(where: { !$0.isASCII || !$0.isLetter }) {
        throw .einsum(.notLetter(other))
      }
      if let twice = letters.first(where: { letter in letters.count { $0 == letter } > 1 }) {
        throw .einsum(.twice(twice, in: String(letters)))
      }
    }
    guard given.count == operands.count else {
      throw .einsum(.operands(letters: given.count, found: operands.count))
    }
    var extents: [Character: Int] = [:]
    for (letters, shape) in zip(given, operands) {
      guard letters.count == shape.rank else { throw .einsum(.rank(String(letters), shape)) }
      for (letter, extent) in zip(letters, shape.extents) {
        if let other = extents[letter], other != extent {
          throw .einsum(.extents(letter, other, extent))
        }
        extents[letter] = extent
      }
    }
    // Nobody waits for more products than these.
    guard Shape(Array(extents.values)).count <= 1 << 34 else { throw .einsum(.tooMany) }
    let all = given.joined()
    let result = written ?? all.filter { letter in all.count { $0 == letter } == 1 }.sorted()
    if let unknown = result.first(where: { extents[$0] == nil }) {
      throw .einsum(.unknown(unknown))
    }
    return AxisLetters(operands: given, result: result)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    guard case .contractions(let contractions)? = node.signature.plan else { return }
    contractions[0].run(into: node.output, accumulate: false) { node.operand($0) }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    guard case .contractions(let contractions)? = node.signature.plan else { return }
    node.run(contractions)
  }

  static func definition(for signature: Signature) -> Formula {
    guard let letters = OperationKind.einsum.letters(for: signature) else { return .output }
    return .einsum(letters, signature.operands.indices.map { .operand($0) }, like: nil)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    guard let letters = OperationKind.einsum.letters(for: signature) else { return [] }
    return signature.operands.indices.map {
      .pullback(.einsum(letters.exchanged($0), letters.exchangedOperands($0), like: $0))
    }
  }
}

extension AttributeName<String> {
  /// The letters of `einsum`: ij,jk->ik.
  package static var equation: Self { Self("equation") }
}
