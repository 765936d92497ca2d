/// Something to be done with an operation whose type is known statically, so that loops over its
/// entries are compiled for it.
protocol OperationVisitor {
  associatedtype Result
  mutating func visit<Op: UnaryOperation>(unary: Op.Type) -> Result
  mutating func visit<Op: BinaryOperation>(binary: Op.Type) -> Result
  mutating func visit<Op: TensorOperation>(tensor: Op.Type) -> Result
  mutating func visitLeaf() -> Result
}

extension OperationKind {
  /// The operation's type, for what is done once a node.
  var type: any Operation.Type {
    struct TypeOf: OperationVisitor {
      mutating func visit<Op: UnaryOperation>(unary: Op.Type) -> any Operation.Type { unary }
      mutating func visit<Op: BinaryOperation>(binary: Op.Type) -> any Operation.Type { binary }
      mutating func visit<Op: TensorOperation>(tensor: Op.Type) -> any Operation.Type { tensor }
      mutating func visitLeaf() -> any Operation.Type { Leaf.self }
    }
    var visitor = TypeOf()
    return accept(&visitor)
  }

  /// The name in the graph language and in the JSON trace.
  package var name: String { type.name }

  /// How the derivative passes each operand slot, from the operation's own file.
  package func rules(for signature: Signature) -> [LocalRule] { type.rules(for: signature) }

  /// The value as a formula in the operands.
  package func definition(for signature: Signature) -> Formula { type.definition(for: signature) }

  /// The operation taken apart into simpler ones, from its own file; nil where it is simple itself.
  package func elementary(for signature: Signature) -> Elementary? {
    (type as? any CompositeOperation.Type)?.elementary(for: signature).map(Elementary.init)
  }

  /// The operations that can be taken apart.
  package static let composites: [OperationKind] = allCases.filter {
    $0.type is any CompositeOperation.Type
  }

  /// Where the operation has a kink, and the derivative that is taken there.
  package var kink: Kink? { type.kink }

  /// How many operands there are, or nil for any number from one.
  package var arity: Int? {
    struct Arity: OperationVisitor {
      mutating func visit<Op: UnaryOperation>(unary: Op.Type) -> Int? { 1 }
      mutating func visit<Op: BinaryOperation>(binary: Op.Type) -> Int? { 2 }
      mutating func visit<Op: TensorOperation>(tensor: Op.Type) -> Int? { Op.arity }
      mutating func visitLeaf() -> Int? { nil }
    }
    var visitor = Arity()
    return accept(&visitor)
  }

  /// Whether the value is computed entry by entry.
  package var isElementwise: Bool {
    struct IsElementwise: OperationVisitor {
      mutating func visit<Op: UnaryOperation>(unary: Op.Type) -> Bool { true }
      mutating func visit<Op: BinaryOperation>(binary: Op.Type) -> Bool { true }
      mutating func visit<Op: TensorOperation>(tensor: Op.Type) -> Bool { false }
      mutating func visitLeaf() -> Bool { false }
    }
    var visitor = IsElementwise()
    return accept(&visitor)
  }

  /// Whether the result changes in steps alone, so that no gradient is recorded for it: it is a
  /// constant to the backward pass.
  package var isFlat: Bool {
    @inline(__always) get {
      var visitor = IsFlat()
      return accept(&visitor)
    }
  }

  /// Whether operands are repeated to the result's shape by NumPy's rules.
  var broadcasts: Bool { isElementwise || self == .where }

  /// Whether what is no operand changes the value: a slope, an axis.
  var takesAttributes: Bool {
    struct TakesAttributes: OperationVisitor {
      mutating func visit<Op: UnaryOperation>(unary: Op.Type) -> Bool { !Op.parameters.isEmpty }
      mutating func visit<Op: BinaryOperation>(binary: Op.Type) -> Bool { false }
      mutating func visit<Op: TensorOperation>(tensor: Op.Type) -> Bool { true }
      mutating func visitLeaf() -> Bool { false }
    }
    var visitor = TakesAttributes()
    return accept(&visitor)
  }

  /// Whether an operand may hold class labels.
  package var takesLabels: Bool {
    struct TakesLabels: OperationVisitor {
      mutating func visit<Op: UnaryOperation>(unary: Op.Type) -> Bool { false }
      mutating func visit<Op: BinaryOperation>(binary: Op.Type) -> Bool { false }
      mutating func visit<Op: TensorOperation>(tensor: Op.Type) -> Bool { Op.takesLabels }
      mutating func visitLeaf() -> Bool { false }
    }
    var visitor = TakesLabels()
    return accept(&visitor)
  }

  /// The slot whose operand holds class labels, and how many classes there are; nil where all
  /// operands are quantities.
  package func labels(in signature: Signature) -> (slot: Int, classes: Int)? {
    guard takesLabels else { return nil }
    for (slot, rule) in rules(for: signature).enumerated() {
      if case .label(let classes) = rule { return (slot, classes) }
    }
    return nil
  }
}

extension OperationKind {
  /// The value of an elementwise operation at numbers; nil for any other.
  package func value<S: TapeScalar>(at operands: [S], parameters: Parameters<S> = .none) -> S? {
    var visitor = ValueAtNumbers(operands: operands, parameters: parameters)
    return accept(&visitor)
  }

  /// The derivative of an elementwise operation by the operand in a slot, at numbers where its value
  /// is known; nil for any other operation.
  package func localDerivative<S: TapeScalar>(
    at operands: [S], value: S, slot: Int = 0, parameters: Parameters<S> = .none
  ) -> S? {
    var visitor = DerivativeAtNumbers(
      operands: operands, value: value, slot: slot, parameters: parameters)
    return accept(&visitor)
  }
}

private struct IsFlat: OperationVisitor {
  @inline(__always) func visit<Op: UnaryOperation>(unary: Op.Type) -> Bool { Op.isFlat }
  @inline(__always) func visit<Op: BinaryOperation>(binary: Op.Type) -> Bool { Op.isFlat }
  @inline(__always) func visit<Op: TensorOperation>(tensor: Op.Type) -> Bool { Op.isFlat }
  @inline(__always) func visitLeaf() -> Bool { false }
}

private struct ValueAtNumbers<S: TapeScalar>: OperationVisitor {
  let operands: [S]
  let parameters: Parameters<S>

  func visit<Op: UnaryOperation>(unary: Op.Type) -> S? { Op.value(operands[0], parameters) }
  func visit<Op: BinaryOperation>(binary: Op.Type) -> S? { Op.value(operands[0], operands[1]) }
  func visit<Op: TensorOperation>(tensor: Op.Type) -> S? { nil }
  func visitLeaf() -> S? { nil }
}

private struct DerivativeAtNumbers<S: TapeScalar>: OperationVisitor {
  let operands: [S]
  let value: S
  let slot: Int
  let parameters: Parameters<S>

  func visit<Op: UnaryOperation>(unary: Op.Type) -> S? {
    Op.localDerivative(operands[0], value, parameters)
  }
  func visit<Op: BinaryOperation>(binary: Op.Type) -> S? {
    slot == 0
      ? Op.localDerivativeOfFirst(operands[0], operands[1], value)
      : Op.localDerivativeOfSecond(operands[0], operands[1], value)
  }
  func visit<Op: TensorOperation>(tensor: Op.Type) -> S? { nil }
  func visitLeaf() -> S? { nil }
}
