import Autodiff
import Notation
import Wording

/// Products of matrices that lie side by side: each written out by itself where they are few and small,
/// else one entry in full.
extension Derivation {
  /// Whether a node multiplies matrices that lie side by side.
  func isBatch(_ node: NodeID) -> Bool {
    let operands = trace.signature(of: node).operands
    return trace.kind(of: node) == .matmul && operands.contains { $0.rank > 2 }
      && operands.allSatisfy { $0.rank > 1 }
  }

  /// Y[0] = A[0] · B[0] in numbers, one line for each.
  func matrices(_ node: NodeID) -> [Equation] {
    guard isBatch(node) else { return [] }
    let shape = trace.shape(of: node)
    guard isWritten(node, shape.batch) else {
      let letters = trace.kind(of: node).letters(for: trace.signature(of: node))
      return letters.flatMap { firstEntry(node, $0) }.map { [$0] } ?? []
    }
    let operands = trace.operands(of: node)
    return indices(of: shape.batch).map { index in
      let factors = operands.map { Factor(self, $0, at: index, isGradient: false) }
      let result = Factor(self, node, at: index, isGradient: false)
      return line(result, [factors], .matrixProduct(.operand(0), .operand(1)))
    }
  }

  /// ∂L/∂A[0] = ∂L/∂Y[0] · B[0]ᵀ in numbers, one line for each, with the sum where A was repeated.
  func matrices(_ edge: Contribution<Double>, _ name: Math) -> [Equation] {
    let node = edge.to
    guard isBatch(node), let gradient = edge.gradient.tensor else { return [] }
    let operands = trace.operands(of: node)
    let other = operands[1 - edge.slot]
    guard isWritten(node, trace.shape(of: node).batch) else {
      let letters = trace.kind(of: node).letters(for: trace.signature(of: node))
      return letters.flatMap { firstEntry(edge, $0.exchanged(edge.slot), name) }.map { [$0] } ?? []
    }
    let own = trace.shape(of: edge.from).batch
    let all = indices(of: trace.shape(of: node).batch)
    return indices(of: own).map { index in
      let terms = all.filter { own.aligned($0) == index }.map { arriving in
        let upstream = Factor(self, node, at: arriving, isGradient: true)
        let factor = Factor(self, other, at: arriving, isGradient: false)
        return edge.slot == 0 ? [upstream, factor] : [factor, upstream]
      }
      let result = Factor(name, gradient, at: index, isGradient: true)
      return line(
        result, terms,
        edge.slot == 0
          ? .matrixProduct(.operand(0), .transpose(.operand(1)))
          : .matrixProduct(.transpose(.operand(0)), .operand(1)))
    }
  }

  /// What is said of matrices side by side.
  ///
  /// - Parameter isTurned: Whether a factor is transposed.
  func batchNotes(_ node: NodeID, isTurned: Bool) -> [Sentence] {
    guard isBatch(node) else { return [] }
    let words =
      isTurned
      ? Bilingual(
        en: "ᵀ transposes each of the matrices along the last two axes by itself.",
        ko: "ᵀ는 마지막 두 축의 행렬을 하나씩 따로 전치합니다.")
      : Bilingual(
        en: "The matrices along the last two axes are multiplied one by one.",
        ko: "마지막 두 축의 행렬끼리 하나씩 곱합니다.")
    return [Sentence(words[language])]
  }

  /// A matrix of a tensor: what it is called, and its numbers.
  private struct Factor {
    let name: Math
    let tensor: Tensor<Double>
    let isGradient: Bool

    /// The matrix of a node's value or gradient that is used at an index of the result.
    init(_ derivation: Derivation, _ node: NodeID, at index: [Int], isGradient: Bool) {
      let trace = derivation.trace
      let whole =
        isGradient
        ? trace.gradient(of: node).tensor ?? Tensor(repeating: 0, shape: trace.shape(of: node))
        : trace.value(of: node)
      let symbols = derivation.symbols
      self.init(
        isGradient ? symbols.gradient(node) : symbols.symbol(node), whole,
        at: whole.shape.batch.aligned(index), isGradient: isGradient)
    }

    init(_ name: Math, _ whole: Tensor<Double>, at index: [Int], isGradient: Bool) {
      let shape = Shape(Array(whole.shape.extents.suffix(2)))
      let start = whole.shape.place(of: index + [0, 0])
      self.name = .entry(name, index)
      tensor = Tensor(shape: shape, elements: Array(whole.elements[start..<(start + shape.count)]))
      self.isGradient = isGradient
    }

    func numbers(_ numerals: Numerals) -> Math {
      let math = TensorSetter(numerals: numerals).set(tensor)
      return isGradient ? math.asGradient : math.asValue
    }
  }

  /// A sum of products of two matrices each, in names and in numbers.
  private func line(_ result: Factor, _ terms: [[Factor]], _ product: Formula) -> Equation {
    let factors = terms.flatMap { $0 }
    let products = terms.indices.map { term in
      product.replacing { leaf in
        if case .operand(let slot) = leaf { .operand(2 * term + slot) } else { leaf }
      }
    }
    let formula = products.dropFirst().reduce(products[0]) { .sum($0, $1) }
    let signature = Signature(operands: factors.map(\.tensor.shape), shape: result.tensor.shape)
    let environment = FormulaEnvironment(
      signature: signature, operands: factors.map(\.tensor), output: result.tensor, upstream: nil)
    let choice = arithmetic.choice(
      for: formula, in: environment, result: result.tensor, magnitudes: environment)
    func setter(_ operand: @escaping (Int) -> Math) -> FormulaSetter {
      FormulaSetter(
        signature: signature, operand: operand, output: result.name, upstream: "1",
        numerals: choice.inputs)
    }
    var equation = Equation(result.name)
    equation.add(setter { factors[$0].name }.set(formula))
    equation.add(setter { factors[$0].numbers(choice.inputs) }.set(formula))
    let numbers = TensorSetter(numerals: numerals).set(choice.result)
    equation.add(result.isGradient ? numbers.asGradient : numbers.asValue, choice)
    return equation
  }

  /// Whether the products are few, and their matrices small.
  private func isWritten(_ node: NodeID, _ batch: Shape) -> Bool {
    let shapes = trace.operands(of: node).map { trace.shape(of: $0) } + [trace.shape(of: node)]
    return batch.count <= Self.writtenMatrices
      && shapes.allSatisfy { TensorSetter.isSmall(Shape(Array($0.extents.suffix(2)))) }
  }

  /// How many products are written out.
  private static let writtenMatrices = 4

  private func indices(of batch: Shape) -> [[Int]] {
    (0..<batch.count).map { batch.index(ofPlace: $0) }
  }
}

extension Shape {
  /// The index here of what an index of a larger shape, to which this one is repeated, shows.
  fileprivate func aligned(_ index: [Int]) -> [Int] {
    zip(extents, index.suffix(rank)).map { $0 == 1 ? 0 : $1 }
  }
}
