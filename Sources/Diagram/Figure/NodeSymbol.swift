import Autodiff
import Derivation

/// What stands inside a node: a sign that is drawn, or letters.
enum NodeSymbol {
  case plus, minus, times, divide
  /// The dot of a matrix product.
  case dot
  case math(Math)

  init(_ kind: OperationKind, _ attributes: Attributes, numerals: Numerals) {
    switch kind {
    case .add: self = .plus
    case .subtract: self = .minus
    case .multiply: self = .times
    case .divide: self = .divide
    case .matmul, .dot: self = .dot
    default: self = .math(Self.letters(kind, attributes, numerals))
    }
  }

  private static func letters(
    _ kind: OperationKind, _ attributes: Attributes, _ numerals: Numerals
  ) -> Math {
    switch kind {
    case .identity, .leaf: "="
    case .power: .row([.sign("^"), numerals.math(attributes.exponent ?? 1)])
    case .generalPower: .sign("^")
    case .negate: .row([.sign("×"), .number("−1")])
    case .reciprocal: .row([.number("1"), .text("/"), .identifier("x")])
    case .log: .function("ln")
    case .sqrt: .root(.identifier("x"))
    case .abs: .fenced(.identifier("x"), open: "|", close: "|")
    case .sigmoid: .identifier("σ")
    case .relu: .function("ReLU")
    case .silu: .function("SiLU")
    case .gelu: .function("GELU")
    case .leakyReLU: .function("leaky ReLU")
    case .elu: .function("ELU")
    case .maxOver: reduction(.function("max"), attributes)
    case .minOver: reduction(.function("min"), attributes)
    case .mean: reduction(.function("mean"), attributes)
    case .sum: reduction(.sign("Σ"), attributes)
    case .transpose: .superscript(.identifier("x"), .text("T"))
    case .index:
      .text("[" + (attributes.index ?? []).map(\.text).joined(separator: ", ") + "]")
    case .affine:
      .row([
        .identifier("x"), .sign("·"), .identifier("W"), .sign("+"), .identifier("b"),
      ])
    case .oneHot: .function("one-hot")
    case .logSoftmax: .function("log softmax")
    case .mse: .function("MSE")
    case .sse: .function("SSE")
    case .halfSSE: .row([.number("½"), .function("SSE")])
    case .bce: .function("BCE")
    case .crossEntropy: .function("cross entropy")
    case .softmaxCrossEntropy: .function("softmax + cross entropy")
    case .softmaxLoss: .function("softmax loss")
    default: .function(kind.name)
    }
  }

  private static func reduction(_ sign: Math, _ attributes: Attributes) -> Math {
    guard let axis = attributes.axis else { return sign }
    return .subscript(sign, .number(axis < 0 ? "−\(-axis)" : "\(axis)"))
  }
}
