import Autodiff

/// A function that every graph file may call.
struct Builtin: Sendable {
  /// What may be given by keyword.
  enum Keyword: String, Sendable {
    case axis, slope, alpha
  }

  /// The name.
  let name: String
  /// How it is called, for messages: `sum(x), sum(x, axis=0)`.
  let signature: String
  /// How many arguments it takes beside keywords.
  let operandCounts: ClosedRange<Int>
  /// The keyword it takes.
  let keyword: Keyword?
  /// What holds where the keyword is left out.
  let defaults: Attributes
  private let base: OperationKind

  private init(
    _ kind: OperationKind, _ parameters: String..., keyword: Keyword? = nil,
    defaults: Attributes = .none, written: String? = nil, counts: ClosedRange<Int>? = nil
  ) {
    base = kind
    name = kind.name
    self.keyword = keyword
    self.defaults = defaults
    operandCounts = counts ?? parameters.count...parameters.count
    let operands = parameters.joined(separator: ", ")
    let plain = "\(kind.name)(\(operands))"
    let withKeyword = written.map { "\(kind.name)(\(operands), \($0))" }
    signature =
      switch kind {
      case .max, .min: "\(plain), \(kind.name)(x), \(kind.name)(x, axis=0)"
      case .sum, .mean: "\(plain), \(withKeyword ?? plain)"
      default: withKeyword ?? plain
      }
  }

  /// The operation that a call with a number of operands is.
  func kind(operands: Int) -> OperationKind {
    switch (base, operands) {
    case (.max, 1): .maxOver
    case (.min, 1): .minOver
    default: base
    }
  }

  /// The function with a name.
  static func named(_ name: String) -> Builtin? { byName[name] }

  /// The names of all functions.
  static let names = all.map(\.name)

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  private static let all: [Builtin] =
    [
      .exp, .log, .sqrt, .abs, .sin, .cos, .tanh, .sigmoid, .relu, .softplus, .erf, .silu, .gelu,
      .transpose, .flatten,
    ].map { Builtin($0, "x") }
    + [.mse, .sse, .halfSSE, .bce, .crossEntropy, .hinge].map { Builtin($0, "y", "t") }
    + [.sum, .mean].map { Builtin($0, "x", keyword: .axis, written: "axis=0") }
    + [.max, .min].map { Builtin($0, "a", "b", keyword: .axis, counts: 1...2) }
    + [
      Builtin(
        .leakyReLU, "x", keyword: .slope, defaults: Attributes(slope: 0.01), written: "slope=0.01"),
      Builtin(.elu, "x", keyword: .alpha, defaults: Attributes(alpha: 1), written: "alpha=1"),
      Builtin(.dot, "a", "b"),
      Builtin(.affine, "x", "W", "b"),
      Builtin(.reshape, "x", "[2, 3]"),
      Builtin(
        .concat, "a", "b", "…", keyword: .axis, defaults: Attributes(axis: 0), written: "axis=0",
        counts: 1...Int.max),
      Builtin(
        .softmax, "x", keyword: .axis, defaults: Attributes(axis: -1), written: "axis=-1"),
      Builtin(
        .logSoftmax, "x", keyword: .axis, defaults: Attributes(axis: -1), written: "axis=-1"),
      Builtin(.softmaxCrossEntropy, "z", "t"),
      Builtin(.softmaxLoss, "x", "t"),
    ]
}
