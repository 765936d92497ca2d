import Autodiff

extension OperationKind {
  /// How the graph language writes the operation: a line each.
  var form: Form {
    switch self {
    case .leaf, .oneHot: .unwritten
    case .identity: .copy
    case .add: .sign("+")
    case .subtract, .negate: .sign("-")
    case .multiply: .sign("*")
    case .divide, .reciprocal: .sign("/")
    case .power, .generalPower: .sign("^")
    case .matmul: .sign("@")
    case .index: .subscripts
    case .square: .call("x")
    case .exp: .call("x")
    case .log: .call("x", alsoCalled: ["ln"])
    case .log2: .call("x")
    case .sqrt: .call("x")
    case .abs: .call("x")
    case .sin: .call("x")
    case .cos: .call("x")
    case .tanh: .call("x")
    case .sigmoid: .call("x", alsoCalled: ["logistic"])
    case .softplus: .call("x")
    case .erf: .call("x")
    case .relu: .call("x")
    case .leakyReLU: .call("x", .number(.slope, default: 0.01))
    case .relu6: .call("x")
    case .elu: .call("x", .number(.alpha, default: 1))
    case .silu: .call("x", alsoCalled: ["swish"])
    case .gelu: .call("x")
    case .mish: .call("x")
    case .hardTanh: .call("x")
    case .clip: .call("x", .literal(.low), .literal(.high), alsoCalled: ["clamp", "clip_by_value"])
    case .max: .call("a", "b")
    case .min: .call("a", "b")
    case .less: .sign("<")
    case .atMost: .sign("<=")
    case .greater: .sign(">")
    case .atLeast: .sign(">=")
    case .equal: .sign("==")
    case .notEqual: .sign("!=")
    case .where: .call("c", "a", "b", alsoCalled: ["select", "ifelse"])
    case .affine: .call("x", "W", "b")
    case .dot: .call("a", "b")
    case .transpose: .call("x")
    case .einsum: .call(.text(.equation), "a", "b", "…")
    case .sum: .call("x", .alongAxes, .flag(.keepdims))
    case .mean: .call("x", .alongAxes, .flag(.keepdims))
    case .maxOver: .call("x", .alongAxes, .flag(.keepdims))
    case .minOver: .call("x", .alongAxes, .flag(.keepdims))
    case .variance:
      .call("x", .alongAxes, .whole(.ddof, default: 0), .flag(.keepdims), alsoCalled: ["variance"])
    case .standardDeviation:
      .call("x", .alongAxes, .whole(.ddof, default: 0), .flag(.keepdims), alsoCalled: ["stddev"])
    case .productOver: .call("x", .alongAxes, .flag(.keepdims), alsoCalled: ["product"])
    case .logSumExp: .call("x", .alongAxes, .flag(.keepdims), alsoCalled: ["lse", "log_sum_exp"])
    case .norm: .call("x", .alongAxes, .flag(.keepdims), alsoCalled: ["vector_norm"])
    case .cumsum: .call("x", .place(.axis), alsoCalled: ["cumulative_sum"])
    case .argmax: .call("x", .whole(.axis), .flag(.keepdims))
    case .reshape: .call("x", .shape)
    case .flatten: .call("x")
    case .expandDims: .call("x", .place(.axis), alsoCalled: ["unsqueeze"])
    case .squeeze: .call("x", .place(.axis, isOptional: true))
    case .permute: .call("x", .axes)
    case .broadcastTo: .call("x", .shape, alsoCalled: ["expand", "broadcast"])
    case .stack: .call("a", "b", "…", .whole(.axis, default: 0), alsoCalled: ["vstack"])
    case .pad: .call("x", .padding)
    case .tril: .call("x")
    case .triu: .call("x")
    case .embedding: .call("table", "ids", alsoCalled: ["lookup", "take"])
    case .concat: .call("a", "b", "…", .whole(.axis, default: 0))
    case .softmax: .call("x", .whole(.axis, default: -1))
    case .logSoftmax: .call("x", .whole(.axis, default: -1))
    case .mse: .call("y", "t")
    case .sse: .call("y", "t")
    case .halfSSE: .call("y", "t")
    case .bce: .call("y", "t")
    case .crossEntropy: .call("y", "t")
    case .softmaxCrossEntropy: .call("z", "t")
    case .softmaxLoss: .call("x", "t")
    case .hinge: .call("y", "t")
    case .mae: .call("y", "t", alsoCalled: ["l1_loss", "L1Loss"])
    case .huber:
      .call("y", "t", .number(.delta, default: 1), alsoCalled: ["huber_loss", "HuberLoss"])
    case .nll: .call("l", "t", alsoCalled: ["nll_loss", "NLLLoss"])
    case .sigmoidBCE:
      .call(
        "z", "t",
        alsoCalled: [
          "bce_with_logits", "binary_cross_entropy_with_logits", "BCEWithLogitsLoss",
          "sigmoid_cross_entropy",
        ])
    case .kl: .call("p", "q", alsoCalled: ["kl_div", "KLDivLoss"])
    }
  }
}

/// How the graph language writes an operation.
enum Form: Sendable {
  /// Nobody writes it.
  case unwritten
  /// `b = a`.
  case copy
  /// A sign between two operands or before one.
  case sign(String)
  /// Subscripts behind the operand: `x[1:3]`.
  case subscripts
  /// A call of a function.
  case call(CallForm)

  /// A call with arguments in this order; names that people from elsewhere give the function lead to
  /// its own.
  static func call(_ arguments: Argument..., alsoCalled: [String] = []) -> Form {
    .call(CallForm(arguments: arguments, alsoCalled: alsoCalled))
  }
}

/// What stands in the brackets of a call.
enum Argument: Sendable, ExpressibleByStringLiteral {
  /// An operand, by the letter that messages call it.
  case operand(String)
  /// As many more operands as one likes.
  case more
  /// A list of whole numbers: the shape of the result.
  case shape
  /// A list of whole numbers: the axes in another order.
  case axes
  /// Pairs of whole numbers: how many zeros stand before and behind each axis.
  case padding
  /// A text in quotation marks.
  case text(AttributeName<String>)
  /// A whole number that is written out, in its place or by keyword.
  case place(AttributeName<Int>, isOptional: Bool = false)
  /// A number that is written out, in its place.
  case literal(AttributeName<Double>)
  /// A keyword with a number.
  case number(AttributeName<Double>, default: Double)
  /// A keyword with a whole number; without a default it may be left out.
  case whole(AttributeName<Int>, default: Int? = nil)
  /// The keyword `axis` with a whole number or a list of them.
  case alongAxes
  /// A keyword with true or false, which is false where it is left out.
  case flag(AttributeName<Bool>)

  /// An operand; more of them after `…`.
  init(stringLiteral letter: String) { self = letter == "…" ? .more : .operand(letter) }
}

/// How one operation is called.
struct CallForm: Sendable {
  let arguments: [Argument]
  let alsoCalled: [String]
  /// What may be given by keyword.
  let keywords: [Keyword]
  /// How many arguments stand before the keywords.
  let counts: ClosedRange<Int>
  /// Which of them is a list of whole numbers and no operand, and what the list is.
  let list: (position: Int, list: List)?
  /// Which of them is a text and no operand.
  let text: (position: Int, name: AttributeName<String>)?
  /// Which of them is a whole number and no operand, where it is not given by keyword.
  let place: (position: Int, name: AttributeName<Int>, isOptional: Bool)?
  /// Which of them are numbers and no operands, from the first to the last.
  let literals: [(position: Int, name: AttributeName<Double>)]

  /// What a list of whole numbers is.
  enum List: Sendable {
    case shape, axes, padding
  }

  /// What may be given by keyword.
  struct Keyword: Sendable {
    let name: String
    /// What holds where it is left out.
    let `default`: AttributeValue?
    /// What its value must be.
    let values: Values

    /// What may stand behind a keyword.
    enum Values: Sendable {
      case number, whole, wholes, flag
    }

    /// What stands there as the value of the attribute; nil where it does not fit.
    func value(_ given: KeywordValue) -> AttributeValue? {
      switch (values, given) {
      case (.number, .number(let number)): return number.isFinite ? .number(number) : nil
      case (.whole, .number(let number)), (.wholes, .number(let number)):
        return Int(exactly: number).map { .whole($0) }
      case (.wholes, .list(let numbers)):
        let wholes = numbers.compactMap(Int.init(exactly:))
        return wholes.count == numbers.count ? .wholes(wholes) : nil
      case (.flag, .flag(let flag)): return .flag(flag)
      case (.number, .list), (.number, .flag), (.whole, .list), (.whole, .flag), (.wholes, .flag),
        (.flag, .number), (.flag, .list):
        return nil
      }
    }
  }

  init(arguments: [Argument], alsoCalled: [String]) {
    self.arguments = arguments
    self.alsoCalled = alsoCalled
    var keywords: [Keyword] = []
    var (operands, hasMore) = (0, false)
    var list: (position: Int, list: List)?
    var text: (position: Int, name: AttributeName<String>)?
    var place: (position: Int, name: AttributeName<Int>, isOptional: Bool)?
    var literals: [(position: Int, name: AttributeName<Double>)] = []
    for argument in arguments {
      switch argument {
      case .operand: break
      case .more: hasMore = true
      case .shape: list = (operands, .shape)
      case .axes: list = (operands, .axes)
      case .padding: list = (operands, .padding)
      case .text(let name): text = (operands, name)
      case .place(let name, let isOptional):
        place = (operands, name, isOptional)
        keywords.append(Self.whole(name, default: nil))
      case .literal(let name):
        literals.append((operands, name))
      case .number(let name, let value):
        keywords.append(
          Keyword(name: name.name, default: .number(value), values: .number))
      case .whole(let name, let value):
        keywords.append(Self.whole(name, default: value))
      case .alongAxes:
        keywords.append(Keyword(name: AttributeName.axis.name, default: nil, values: .wholes))
      case .flag(let name):
        keywords.append(Keyword(name: name.name, default: nil, values: .flag))
      }
      if argument.isPositional { operands += 1 }
    }
    self.keywords = keywords
    (self.list, self.text, self.place, self.literals) = (list, text, place, literals)
    // Of operands as many as one likes, one is enough.
    let least = hasMore ? text == nil ? 1 : 2 : place == nil ? operands : operands - 1
    counts = least...(hasMore ? .max : operands)
  }

  private static func whole(_ name: AttributeName<Int>, default value: Int?) -> Keyword {
    Keyword(name: name.name, default: value.map { .whole($0) }, values: .whole)
  }

  /// What holds where no keyword is given.
  var defaults: Attributes {
    var attributes = Attributes.none
    for keyword in keywords { attributes[keyword.name] = keyword.default }
    return attributes
  }

  /// How a function is called, for messages: `sum(x)` and `sum(x, axis=0)`.
  func signatures(of name: String) -> [String] {
    let always = arguments.map { Self.written($0) }
    let least = zip(arguments, always).filter { !$0.0.mayBeLeftOut }.map(\.1)
    return (least.count < always.count ? [least, always] : [always]).map {
      "\(name)(\($0.joined(separator: ", ")))"
    }
  }

  private static func written(_ argument: Argument) -> String {
    switch argument {
    case .operand(let letter): letter
    case .more: "…"
    case .shape: "[2, 3]"
    case .axes: "[1, 0]"
    case .padding: "[[0, 0], [1, 1]]"
    case .text: "\"ij,jk->ik\""
    case .place(let name, _): name.name
    case .literal(let name): name.name
    case .number(let name, let value):
      "\(name.name)=\(Int(exactly: value).map(String.init) ?? "\(value)")"
    case .whole(let name, let value): "\(name.name)=\(value ?? 0)"
    case .alongAxes: "\(AttributeName.axis.name)=0"
    case .flag(let name): "\(name.name)=true"
    }
  }
}

extension Argument {
  /// Whether it is a keyword that holds nothing where it is left out.
  fileprivate var mayBeLeftOut: Bool {
    switch self {
    case .operand, .more, .shape, .axes, .padding, .text, .literal, .number: false
    case .place(_, let isOptional): isOptional
    case .whole(_, let value): value == nil
    case .alongAxes, .flag: true
    }
  }

  /// Whether it is counted among the arguments before the keywords.
  fileprivate var isPositional: Bool {
    switch self {
    case .operand, .shape, .axes, .padding, .text, .place, .literal: true
    case .more, .number, .whole, .alongAxes, .flag: false
    }
  }
}

/// What was given behind a keyword.
enum KeywordValue {
  case number(Double)
  case list([Double])
  case flag(Bool)
}

/// A function that every graph file may call.
struct Builtin: Sendable {
  /// The name.
  let name: String
  /// The operations that a call of it may be, by how many arguments there are.
  let forms: [(kind: OperationKind, call: CallForm)]

  /// How it is called, for messages: `sum(x), sum(x, axis=0)`.
  var signature: String {
    forms.flatMap { $0.call.signatures(of: name) }.joined(separator: ", ")
  }

  /// How many arguments it takes beside keywords.
  var counts: ClosedRange<Int> {
    let least = forms.map(\.call.counts.lowerBound).min() ?? 0
    return least...(forms.map(\.call.counts.upperBound).max() ?? least)
  }

  /// The names of all keywords that it takes in one form or another.
  var keywords: [String] { forms.flatMap { $0.call.keywords.map(\.name) } }

  /// The operation that a call with a number of arguments is.
  func form(arguments: Int) -> (kind: OperationKind, call: CallForm)? {
    forms.first { $0.call.counts.contains(arguments) }
  }

  /// The function with a name.
  static func named(_ name: String) -> Builtin? { byName[name] }

  /// The names of all functions.
  static let names = all.map(\.name)

  /// The function that people from elsewhere mean by a name.
  static func meant(by name: String) -> String? {
    all.first { $0.forms.contains { $0.call.alsoCalled.contains(name) } }?.name
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  private static let all: [Builtin] = {
    var forms: [(name: String, forms: [(kind: OperationKind, call: CallForm)])] = []
    for kind in OperationKind.allCases {
      guard case .call(let call) = kind.form else { continue }
      if let place = forms.firstIndex(where: { $0.name == kind.name }) {
        forms[place].forms.append((kind, call))
      } else {
        forms.append((kind.name, [(kind, call)]))
      }
    }
    return forms.map { Builtin(name: $0.name, forms: $0.forms) }
  }()
}
