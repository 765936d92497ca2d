import Autodiff

/// An expression in postfix order: what to push and what to do with the topmost nodes, one after
/// the other. However deep the expression is, carrying it out is one loop.
///
/// The body of a function is one, too: what a statement computes stays on the stack and gets its
/// name, the passes of a loop follow one another, and what is returned stands on top at the end.
struct Program: Sendable {
  /// One step.
  enum Instruction: Sendable {
    /// Does nothing; stands where a `1` stood that became part of a reciprocal.
    case skip
    /// Pushes a number that stood in the text, as a constant.
    case number(Double)
    /// Pushes a bracket literal, as a constant.
    case literal(Int32)
    /// Pushes a node that has a name.
    case node(NodeID)
    /// Pushes what a name of the file stands for when the function runs.
    case global(Int32)
    /// Pushes an argument of the function whose body this is, or what its body has computed.
    case local(Int32)
    /// Pushes a bracket literal as a leaf that will have a name.
    case leaf(Int32, Role)
    /// Gives the topmost nodes names of the body: `names` from one on.
    case name(first: Int32, count: Int32)
    /// Begins a pass of a loop: one of `passes`.
    case openPass(Int32)
    /// Ends a pass.
    case closePass
    /// Takes its operands from the stack and pushes its result.
    case operation(OperationKind, operands: Int32, attributes: Int32)
    /// Takes arguments from the stack and pushes the result of a defined function.
    case call(Int32)
  }

  /// The steps.
  private(set) var instructions: [Instruction] = []
  /// Where each step's word stands.
  private(set) var locations: [Location] = []
  /// The bracket literals.
  private(set) var literals: [Tensor<Double>] = []
  /// The numbers of steps as they were written, where their digits would say something else; of
  /// bracket literals by entries, of what an operation takes beside operands as entry 0.
  private(set) var written: [Int: [Int: WrittenNumber]] = [:]
  /// The names that a body gives, and the passes of its loops.
  private(set) var names: [String] = []
  private(set) var passes: [Annotations.Pass] = []
  /// What operations need beside operands; the first stands for nothing.
  private(set) var attributes: [Attributes] = [.none]
  /// Whether the expression mentions something that is unknown, so that it cannot be carried out.
  var isPoisoned = false
  /// The last step that pushed numbers that were made, drawn or loaded.
  private var lastMadeStep = -1
  /// Whether a file was passed over whose numbers nobody needs.
  var lacksNumbers = false
  /// How many nodes and calls it will take, calls expanded.
  private(set) var cost = Cost()

  /// The number of steps.
  var count: Int { instructions.count }

  /// The value, where the whole expression is one number or bracket literal.
  var constant: Tensor<Double>? { constant(from: 0) }

  /// The value, where all that was pushed from a step on is one number or bracket literal.
  func constant(from start: Int) -> Tensor<Double>? {
    guard !isPoisoned else { return nil }
    return literal(from: start) ?? number(from: start).map { Tensor($0) }
  }

  /// The number, where one number is all that was pushed from a step on.
  func number(from start: Int) -> Double? {
    guard start == count - 1, case .number(let number) = instructions[start] else { return nil }
    return number
  }

  /// The number that was pushed in one step, other steps behind it or not.
  func leadingNumber(at index: Int) -> Double? {
    guard index < count, case .number(let number) = instructions[index] else { return nil }
    return number
  }

  /// Whether a leaf that will have a name was pushed in the step before one.
  func isLeaf(before index: Int) -> Bool {
    if index > 0, case .leaf = instructions[index - 1] { true } else { false }
  }

  /// The bracket literal, where one is all that was pushed from a step on.
  func literal(from start: Int) -> Tensor<Double>? {
    guard start == count - 1, case .literal(let index) = instructions[start] else { return nil }
    return literals[Int(index)]
  }

  // MARK: Pushing

  mutating func push(_ number: Double, written: WrittenNumber? = nil, at location: Location) {
    append(.number(number), at: location, nodes: 1)
    write(written, number, at: count - 1)
  }

  mutating func push(
    _ literal: Tensor<Double>, written entries: [Int: WrittenNumber] = [:], at location: Location
  ) {
    append(.literal(Int32(literals.count)), at: location, nodes: 1)
    literals.append(literal)
    if !entries.isEmpty { written[count - 1] = entries }
  }

  mutating func push(_ node: NodeID, at location: Location) { append(.node(node), at: location) }

  mutating func push(global name: Int, at location: Location) {
    append(.global(Int32(name)), at: location)
  }

  mutating func push(local place: Int, at location: Location) {
    append(.local(Int32(place)), at: location)
  }

  /// Puts a leaf that will have a name in the place of the constant that was pushed last.
  mutating func pushLeaf(_ value: Tensor<Double>, _ role: Role, at location: Location) {
    removeConstant()
    append(.leaf(Int32(literals.count), role), at: location, nodes: 1)
    literals.append(value)
  }

  /// Names what the last statement computed.
  mutating func push(names: [String], at location: Location) {
    append(.name(first: Int32(self.names.count), count: Int32(names.count)), at: location)
    self.names += names
  }

  mutating func open(_ pass: Annotations.Pass, at location: Location) {
    append(.openPass(Int32(passes.count)), at: location)
    passes.append(pass)
  }

  mutating func closePass(at location: Location) { append(.closePass, at: location) }

  mutating func push(
    _ kind: OperationKind, operands: Int, _ attributes: Attributes = .none,
    written: WrittenNumber? = nil, at location: Location
  ) {
    var index = 0
    if attributes != .none {
      index = self.attributes.count
      self.attributes.append(attributes)
    }
    append(
      .operation(kind, operands: Int32(operands), attributes: Int32(index)), at: location, nodes: 1)
    if let written { self.written[count - 1] = [0: written] }
  }

  mutating func push(callOf function: Int, _ cost: Cost, at location: Location) {
    append(.call(Int32(function)), at: location)
    self.cost.add(cost)
  }

  /// Stands for a value that could not be understood.
  mutating func pushPoison(at location: Location) {
    append(.skip, at: location)
    isPoisoned = true
  }

  private mutating func append(
    _ instruction: Instruction, at location: Location, nodes: Int = 0
  ) {
    instructions.append(instruction)
    locations.append(location)
    cost.nodes += nodes
  }

  // MARK: Constants

  /// What was pushed from a step on, where that is constants and operations alone; nil where it
  /// mentions anything else.
  func constantSteps(from start: Int) -> Program? {
    guard start < count, !isPoisoned else { return nil }
    var steps = Program()
    for (index, instruction) in instructions.enumerated().dropFirst(start) {
      let location = locations[index]
      switch instruction {
      case .skip: break
      case .number(let number): steps.push(number, written: written[index]?[0], at: location)
      case .literal(let index): steps.push(literals[Int(index)], at: location)
      // Its mask is a node of its own, to be seen.
      case .operation(.dropout, _, _): return nil
      case .operation(let kind, let operands, let place):
        steps.push(kind, operands: Int(operands), attributes[Int(place)], at: location)
      case .node, .global, .local, .leaf, .name, .openPass, .closePass, .call: return nil
      }
    }
    return steps
  }

  /// Whether numbers that were made, drawn or loaded were pushed from a step on, so that arithmetic on
  /// them is worked out.
  func holdsMadeNumbers(from start: Int) -> Bool { lastMadeStep >= start }

  /// Pushes numbers that were made, drawn or loaded.
  mutating func push(made numbers: Tensor<Double>, at location: Location) {
    lastMadeStep = count
    push(constant: numbers, at: location)
  }

  /// Pushes a literal; one number as a number.
  mutating func push(constant numbers: Tensor<Double>, at location: Location) {
    if let number = numbers.scalar {
      push(number, at: location)
    } else {
      push(numbers, at: location)
    }
  }

  /// Takes back everything from a step on.
  mutating func removeAll(from start: Int) {
    while count > start {
      switch instructions.removeLast() {
      case .skip, .node, .global, .local, .name, .openPass, .closePass, .call: break
      case .literal, .leaf:
        literals.removeLast()
        cost.nodes -= 1
      case .number, .operation: cost.nodes -= 1
      }
      written[count] = nil
      locations.removeLast()
    }
    if lastMadeStep >= start { lastMadeStep = -1 }
  }

  // MARK: Arithmetic on numbers alone

  /// Takes back everything from a step on that is one constant.
  mutating func removeConstant() {
    if case .literal = instructions.removeLast() { literals.removeLast() }
    written[count] = nil
    locations.removeLast()
    cost.nodes -= 1
  }

  /// Puts one number in the place of the last two.
  mutating func fold(into number: Double, by sign: WrittenNumber.Operator) {
    let whole = WrittenNumber(writing(at: count - 2), sign, writing(at: count - 1))
    removeConstant()
    instructions[count - 1] = .number(number)
    write(whole, number, at: count - 1)
  }

  /// How a number was written that was pushed in one step; nil where that is too long to say.
  func writing(at index: Int) -> WrittenNumber? {
    if let written = written[index] { return written[0] }
    return leadingNumber(at: index).flatMap(WrittenNumber.init)
  }

  private mutating func write(_ writing: WrittenNumber?, _ number: Double, at index: Int) {
    written[index] = WrittenNumber.isPlain(number) ? nil : writing.map { [0: $0] }
  }

  /// Negates what was pushed from a step on, if it is one constant.
  mutating func negateConstant(from start: Int, signAt location: Location) -> Bool {
    // 0 − x keeps a zero free of a sign, as it is for Python's whole numbers.
    if let number = number(from: start) {
      instructions[start] = .number(0 - number)
      written[start] = written[start]?.mapValues { .negative($0) }
    } else if let literal = literal(from: start) {
      literals[literals.count - 1] = literal.map { 0 - $0 }
      written[start] = written[start]?.mapValues { .negative($0) }
    } else {
      return false
    }
    locations[start] = location
    return true
  }

  /// Takes back a number that other steps stand behind.
  mutating func skip(_ index: Int) {
    instructions[index] = .skip
    cost.nodes -= 1
  }
}

/// How many nodes an expression makes and how many calls it runs, with calls inside calls; capped,
/// so that functions that double each other's work can be counted.
struct Cost: Sendable {
  var nodes = 0
  var calls = 0
  /// How deep calls stand in calls.
  var depth = 0

  mutating func add(_ callee: Cost) {
    nodes = min(nodes + callee.nodes, Self.cap)
    calls = min(calls + callee.calls + 1, Self.cap)
    depth = max(depth, callee.depth + 1)
  }

  private static let cap = 1 << 40
}
