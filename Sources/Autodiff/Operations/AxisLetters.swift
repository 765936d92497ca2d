/// A letter for each axis of the operands and of the result of a sum of products: axes of one letter
/// go together, and a letter that the result does not have is summed over.
///
///     ij,jk->ik   // yᵢₖ = Σⱼ aᵢⱼ bⱼₖ
package struct AxisLetters: Hashable, Sendable {
  /// The letters of each operand's axes.
  package let operands: [[Character]]
  /// The letters of the result's axes.
  package let result: [Character]

  /// Gives axes their letters.
  package init(operands: [[Character]], result: [Character]) {
    self.operands = operands
    self.result = result
  }

  /// The letters as the graph language writes them: `ij,jk->ik`.
  package var text: String {
    operands.map { String($0) }.joined(separator: ",") + "->" + String(result)
  }

  /// The letters that are summed over, in the order in which they first stand in an operand.
  package var summed: [Character] {
    var letters: [Character] = []
    for letter in operands.joined() where !result.contains(letter) && !letters.contains(letter) {
      letters.append(letter)
    }
    return letters
  }

  /// The sum of products that gives an operand's gradient: the gradient of the result in that
  /// operand's place, and first, and the operand in the result's.
  package func exchanged(_ slot: Int) -> AxisLetters {
    var others = operands
    let own = others.remove(at: slot)
    return AxisLetters(operands: [result] + others, result: own)
  }

  /// The other operands as formulas, behind the gradient that arrives.
  package func exchangedOperands(_ slot: Int) -> [Formula] {
    [.upstream] + operands.indices.filter { $0 != slot }.map { .operand($0) }
  }

  /// How many entries each letter stands for, by the operands' shapes.
  package func extents(_ shapes: [Shape]) -> [Character: Int] {
    var extents: [Character: Int] = [:]
    for (letters, shape) in zip(operands, shapes) {
      for (letter, extent) in zip(letters, shape.extents) { extents[letter] = extent }
    }
    return extents
  }
}

extension OperationKind {
  /// The letters of a product that is a sum over common axes: of `@` and of `einsum`; nil for any
  /// other operation.
  package func letters(for signature: Signature) -> AxisLetters? {
    switch self {
    case .matmul: MatrixProduct.letters(signature.operands)
    case .einsum: try? Einsum.letters(signature.operands, signature.attributes)
    default: nil
    }
  }
}

/// The sums of products that belong to one node.
extension AxisLetters {
  /// The sum that gives the result, and those that give the gradient of each operand.
  func contractions(_ shapes: [Shape]) -> [Contraction] {
    let extents = extents(shapes)
    return [Contraction(self, extents)]
      + operands.indices.map { Contraction(exchanged($0), extents) }
  }
}
