import Wording

/// The operations of the graph language, by what they compute.
package enum OperationKind: UInt8, CaseIterable, BitwiseCopyable, Sendable, Hashable {
  case leaf, identity
  // Arithmetic
  case add, subtract, multiply, divide, power, generalPower, negate, reciprocal
  // Elementwise functions
  case exp, log, sqrt, abs, sin, cos, tanh, sigmoid, relu, softplus, erf, silu, gelu, leakyReLU, elu
  // The larger and the smaller of two
  case max, min
  // Linear algebra
  case matmul, affine, dot, transpose
  // Reductions
  case sum, mean, maxOver, minOver
  // Shape
  case reshape, flatten, concat, index, oneHot
  // Classification
  case softmax, logSoftmax
  // Losses
  case mse, sse, halfSSE, bce, crossEntropy, softmaxCrossEntropy, softmaxLoss, hinge

  /// The name in the graph language and in the JSON trace.
  package var name: String { type.name }

  /// How the derivative passes each operand slot, from the operation's own file.
  package func rules(for signature: Signature) -> [LocalRule] { type.rules(for: signature) }

  /// The value as a formula in the operands.
  package func definition(for signature: Signature) -> Formula { type.definition(for: signature) }

  /// The operation taken apart into simpler ones, from its own file; nil where it is simple itself.
  package func elementary(for signature: Signature) -> Elementary? {
    type.elementary(for: signature)
  }

  /// The operations that can be taken apart.
  package static let composites: [OperationKind] = allCases.filter {
    let operands = Array(repeating: Shape([2, 2]), count: $0.arity ?? 1)
    return $0 != .leaf
      && $0.elementary(for: Signature(operands: operands, shape: Shape([2, 2]))) != nil
  }

  /// Where the operation has a kink, and the derivative that is taken there.
  package var kink: Kink? { type.kink }

  /// How many operands there are, or nil for any number from one.
  package var arity: Int? {
    switch type {
    case is any UnaryOperation.Type: 1
    case is any BinaryOperation.Type: 2
    default: (type as? any TensorOperation.Type)?.arity
    }
  }

  /// Whether the value is computed entry by entry.
  package var isElementwise: Bool {
    type is any UnaryOperation.Type || type is any BinaryOperation.Type
  }
}

/// A place where an operation is continuous but has no derivative, and what is taken there.
package struct Kink: Sendable, Hashable {
  /// Where it is: `x = 0` in the graph language, or in words.
  package let place: Bilingual
  /// What the derivative is taken to be there.
  package let convention: Bilingual

  /// A kink at a place of the graph language, and the derivative there as a formula.
  init(place: String, convention: String) {
    self.init(place: Bilingual(same: place), convention: Bilingual(same: convention))
  }

  private init(place: Bilingual, convention: Bilingual) {
    self.place = place
    self.convention = convention
  }

  /// A kink where operands or entries are equal, which share the gradient.
  static func tie(at place: Bilingual) -> Kink {
    Kink(
      place: place,
      convention: Bilingual(
        en: "the gradient is shared equally", ko: "기울기를 똑같이 나누어 받습니다"))
  }
}
