import Autodiff
import Notation
import Wording

/// A function that a graph file defines.
struct Function: Sendable {
  let name: String
  let parameters: [String]
  let body: Program
  /// How many values it gives.
  let results: Int
  /// Where it is defined.
  let location: Location

  /// How it is called, for messages.
  var signature: String { "\(name)(\(parameters.joined(separator: ", ")))" }
}

/// Records expressions on a tape, calls expanded, within the limits of a graph.
struct TapeBuilder: PartsRecorder {
  /// The tape.
  let tape = Tape<Double>()
  /// The operations that are taken apart.
  let expanding: Set<OperationKind>
  /// How often each of them was.
  private var expansionCounts: [OperationKind: Int] = [:]
  /// Those of them that exist in one piece for a reason.
  private(set) var expansions: [Expansion] = []
  /// Where the operation stands whose parts are recorded.
  private var partsLocation = Location(place: SourcePlace(line: 1, column: 1), offset: 0)
  /// The functions, in the order of their definitions.
  private(set) var functions: [Function] = []
  private var functionIndices: [String: Int] = [:]
  /// How often each function has been called.
  private var callCounts: [Int] = []
  /// How many calls there are in all.
  private(set) var callCount = 0
  /// The names of the nodes that have one, the passes and calls in which they were given, and where
  /// each node stands.
  private var nodeNames: [NodeID: String] = [:]
  private var nameScopes: [NodeID: Int] = [:]
  private var places: [SourcePlace] = []
  /// Numbers as they were written, where their digits would say something else.
  private var written: [NodeID: [Int: WrittenNumber]] = [:]
  /// The leaves that data fill.
  var batches: [NodeID: BatchSource] = [:]
  /// What the file's names stand for at the moment, by their numbers: functions see it.
  private var globals: [NodeID?] = []
  /// The seed of masks, and where the masks of each name go on.
  var seed: UInt64 = 1
  private var generators: [String: SeededGenerator] = [:]
  /// The name of the statement that is built: masks are drawn for it.
  private var drawingName = ""
  /// How many numbers flow back along all arrows.
  private var arrowNumberCount = 0
  /// Whether a limit was passed, so that nothing more is recorded.
  var isFull = false
  /// How many nodes there may be.
  var nodeLimit = Limits.nodes
  /// How many bytes the numbers may take, where that is known.
  var memory: Int?

  /// Begins with an empty tape.
  init(expanding: Set<OperationKind> = []) { self.expanding = expanding }

  /// The number of nodes so far.
  var nodeCount: Int { tape.nodeCount }
  /// The number of numbers in the values of all nodes so far.
  var numberCount: Int { tape.numberCount }

  /// The function with a name, as an index into `functions`.
  func function(named name: String) -> Int? { functionIndices[name] }

  /// Defines a function that is not defined yet.
  mutating func define(_ function: Function) {
    functionIndices[function.name] = functions.count
    functions.append(function)
    callCounts.append(0)
  }

  /// Records a leaf.
  mutating func leaf(
    _ value: Tensor<Double>, role: Role, name: String? = nil, at location: Location
  ) throws(BuildFailure) -> NodeID {
    try reserve(value.shape.count, at: location)
    places.append(location.place)
    let node = tape.leaf(value, role: role)
    if let name { self.name(node, name) }
    return node
  }

  /// Records an expression and gives its roots names, one each.
  mutating func build(
    _ program: Program, names: [String], at location: Location
  ) throws(BuildFailure) -> [NodeID] {
    let first = tape.nodeCount
    drawingName = names.first ?? ""
    var roots = try run(program, results: names.count)
    try name(&roots[...], names[...], from: first, at: location)
    return roots
  }

  /// Gives the roots of an expression names: the operations at its roots, or identities where these
  /// belong to somebody else. What a function gives has in it the name that its caller gives it.
  private mutating func name(
    _ roots: inout ArraySlice<NodeID>, _ names: ArraySlice<String>, from first: Int,
    at location: Location
  ) throws(BuildFailure) {
    for place in roots.indices {
      let root = roots[place]
      let isTaken = roots[..<place].contains(root)
      if isTaken || root.index < first || tape.kind(of: root) == .leaf {
        roots[place] = try record(.identity, [root], .none, at: location)
      }
    }
    for (root, name) in zip(roots, names) { self.name(root, name) }
  }

  private mutating func name(_ node: NodeID, _ name: String) {
    nodeNames[node] = name
    nameScopes[node] = tape.openGroup
  }

  /// Lets functions see what a name of the file stands for.
  mutating func setGlobal(_ number: Int, to node: NodeID?) {
    while globals.count <= number { globals.append(nil) }
    globals[number] = node
  }

  // MARK: Running

  /// A call that waits for another to end.
  private struct Frame {
    let program: Program
    let next: Int
    let base: Int
    let results: Int
    /// The first node of the statement in which the call stands.
    let first: Int
  }

  /// Records an expression and gives its roots.
  private mutating func run(
    _ expression: Program, results: Int
  ) throws(BuildFailure) -> [NodeID] {
    var program = expression
    var results = results
    var next = 0
    /// The first node of the running statement.
    var first = nodeCount
    /// The passes that are open in the bodies of functions.
    var passes: [Annotations.Pass] = []
    /// Where the arguments of the running function begin on the stack.
    var base = 0
    var stack: [NodeID] = []
    var frames: [Frame] = []
    while true {
      if next == program.count {
        guard let frame = frames.popLast() else { break }
        stack.removeSubrange(base..<(stack.count - results))
        tape.closeGroup()
        (program, next, base) = (frame.program, frame.next, frame.base)
        (results, first) = (frame.results, frame.first)
        continue
      }
      let location = program.locations[next]
      do throws(BuildFailure) {
        switch program.instructions[next] {
        case .skip: break
        case .number(let number):
          stack.append(try leaf(Tensor(number), role: .constant, at: location))
        case .literal(let index):
          stack.append(
            try leaf(program.literals[Int(index)], role: .constant, at: location))
        case .node(let node): stack.append(node)
        case .global(let number):
          // What the file could not define when the function was read poisoned its body.
          guard let node = globals[Int(number)] else { preconditionFailure("no such name") }
          stack.append(node)
        case .local(let place): stack.append(stack[base + Int(place)])
        case .leaf(let index, let role):
          stack.append(try leaf(program.literals[Int(index)], role: role, at: location))
        case .name(let begin, let count):
          let names = program.names[Int(begin)...].prefix(Int(count))
          if program.isLeaf(before: next), let leaf = stack.last {
            name(leaf, names[names.startIndex])
          } else {
            try name(&stack[(stack.count - names.count)...], names, from: first, at: location)
          }
          first = nodeCount
        case .openPass(let index):
          passes.append(program.passes[Int(index)])
          tape.openPass(program.passes[Int(index)])
        case .closePass:
          passes.removeLast()
          tape.closeGroup()
        case .operation(let kind, let count, let attributes):
          var operands = Array(stack.suffix(Int(count)))
          let attributes = program.attributes[Int(attributes)]
          stack.removeLast(Int(count))
          if kind == .dropout {
            operands.append(try mask(for: operands[0], attributes, at: location))
          }
          stack.append(try record(kind, operands, attributes, at: location))
        case .call(let index):
          let function = functions[Int(index)]
          try checkCall(of: function, depth: frames.count + 1, at: location)
          frames.append(
            Frame(program: program, next: next + 1, base: base, results: results, first: first))
          callCounts[Int(index)] += 1
          callCount += 1
          (program, next, base) = (function.body, 0, stack.count - function.parameters.count)
          (results, first) = (function.results, nodeCount)
          tape.openGroup(
            function.name, call: callCounts[Int(index)],
            taking: zip(function.parameters, stack[base...]).map { .init($0, $1) })
          continue
        }
        if let numbers = program.written[next], let node = stack.last { written[node] = numbers }
      } catch {
        guard let outermost = frames.first else { throw error }
        let line = outermost.program.locations[outermost.next - 1].place.line
        let message = passes.last.map { error.message.inPass($0) } ?? error.message
        throw BuildFailure(location: error.location, message: message.inCall(onLine: line))
      }
      next += 1
    }
    return stack
  }

  // MARK: Drawing

  /// Draws the mask of a dropout: a constant without a name.
  ///
  /// All masks of one name's statements, in the calls and passes that they make too, are drawn one
  /// after the other for `dropout NAME`, which no leaf is called: the numbers of a leaf in the same
  /// statement are drawn for `NAME`, and must not be those that decide what is dropped.
  private mutating func mask(
    for x: NodeID, _ attributes: Attributes, at location: Location
  ) throws(BuildFailure) -> NodeID {
    try requireRoom(for: tape.shape(of: x).count, at: location)
    var generator =
      generators[drawingName] ?? SeededGenerator(seed: seed, name: "dropout \(drawingName)")
    let mask = try fitting(at: location) { () throws(ShapeError) in
      try tape.drawnMask(for: x, dropping: attributes[.dropRate] ?? 0, using: &generator)
    }
    generators[drawingName] = generator
    let node = try leaf(mask, role: .constant, at: location)
    // 1/0.7 says more than its digits.
    let kept = mask.elements.max() ?? 0
    if !WrittenNumber.isPlain(kept), let share = WrittenNumber(1 - (attributes[.dropRate] ?? 0)) {
      let number = WrittenNumber.arithmetic(.number(1), .over, share)
      written[node] = Dictionary(
        uniqueKeysWithValues: mask.elements.enumerated().lazy.filter { $0.element == kept }
          .map { ($0.offset, number) })
    }
    return node
  }

  // MARK: Recording

  /// Records an operation if its shapes fit and the graph does not grow too large; one that is to be
  /// taken apart as its parts.
  mutating func record(
    _ kind: OperationKind, _ operands: [NodeID], _ attributes: Attributes, at location: Location
  ) throws(BuildFailure) -> NodeID {
    let shape = try fitting(at: location) { () throws(ShapeError) in
      try tape.resultShape(kind, operands, attributes)
    }
    if expanding.contains(kind) {
      let signature = Signature(
        operands: operands.map { tape.shape(of: $0) }, shape: shape, attributes: attributes)
      if let elementary = kind.elementary(for: signature) {
        return try expand(kind, elementary, operands, signature, at: location)
      }
    }
    var attributes = attributes
    // An extent that was left to be worked out is known now.
    if attributes.shape != nil { attributes.shape = shape.extents }
    try reserve(
      shape.count, arrows: operands.reduce(0) { $0 + tape.shape(of: $1).count }, at: location)
    places.append(location.place)
    return try fitting(at: location) { () throws(ShapeError) in
      try tape.record(kind, operands, attributes)
    }
  }

  /// Records the parts of an operation, as a group with its name.
  private mutating func expand(
    _ kind: OperationKind, _ elementary: Elementary, _ operands: [NodeID], _ signature: Signature,
    at location: Location
  ) throws(BuildFailure) -> NodeID {
    expansionCounts[kind, default: 0] += 1
    let first = nodeCount
    let composite = Annotations.Composite(
      kind: kind, operands: operands, attributes: signature.attributes)
    tape.openGroup(kind.name, call: expansionCounts[kind, default: 0], of: composite)
    partsLocation = location
    let root = try elementary.record(operands, signature, on: &self)
    tape.closeGroup()
    if let caution = kind.profile.caution {
      expansions.append(
        Expansion(composite: composite, nodes: first..<nodeCount, caution: caution))
    }
    return root
  }

  /// Gives an error of shapes its place.
  private func fitting<Value>(
    at location: Location, _ body: () throws(ShapeError) -> Value
  ) throws(BuildFailure) -> Value {
    do throws(ShapeError) {
      return try body()
    } catch {
      throw BuildFailure(location: location, message: Message(error.message))
    }
  }

  /// Puts names, labels and places on the tape, once all are known.
  func annotate(
    _ settings: Settings, labels: [NodeID: LocalizedText], marks: Marks, predicted: NodeID?
  ) {
    var annotations = tape.annotations
    annotations.title = settings.title
    annotations.rate = settings.rate?.value
    annotations.writtenRate = settings.rate?.written
    annotations.optimizer = settings.training.optimizer
    annotations.schedule = settings.training.schedule
    annotations.batches = batches
    annotations.predicted = predicted
    annotations.written = self.written
    annotations.labels = labels
    annotations.marks = marks
    annotations.places = Dictionary(
      uniqueKeysWithValues: places.enumerated().lazy.map { (NodeID($0), $1) })
    tape.annotations = annotations
  }

  /// Puts the names on the tape, so that what a file says of them can be resolved.
  func nameNodes() {
    tape.annotations.names = nodeNames
    tape.annotations.nameScopes = nameScopes
  }

  /// What to call a node in a message: its name, or that of its operation.
  func name(of node: NodeID) -> String { nodeNames[node] ?? tape.kind(of: node).name }

  /// Where a node stands.
  func place(of node: NodeID) -> SourcePlace { places[node.index] }

  // MARK: Parts of an operation

  mutating func recordConstant(_ numbers: Tensor<Double>) throws(BuildFailure) -> NodeID {
    try leaf(numbers, role: .constant, at: partsLocation)
  }

  mutating func recordPart(
    _ kind: OperationKind, _ operands: [NodeID], _ attributes: Attributes
  ) throws(BuildFailure) -> NodeID {
    try record(kind, operands, attributes, at: partsLocation)
  }

  func shape(of node: NodeID) -> Shape { tape.shape(of: node) }

  /// The names of the leaves, in their order.
  var leafNames: [String] {
    (0..<nodeCount).map(NodeID.init).compactMap { node in
      tape.kind(of: node) == .leaf ? nodeNames[node] : nil
    }
  }

  // MARK: Limits

  /// Makes sure that numbers find room that are about to be made.
  mutating func requireRoom(for count: Int, at location: Location) throws(BuildFailure) {
    try reserve(count, at: location)
  }

  /// Makes sure that a node can still be recorded, by the numbers in its value and on its arrows.
  private mutating func reserve(
    _ count: Int, arrows: Int = 0, at location: Location
  ) throws(BuildFailure) {
    if nodeCount >= nodeLimit {
      isFull = true
      throw BuildFailure(location: location, message: .tooManyNodes)
    }
    if count > Limits.numbers - numberCount {
      isFull = true
      throw BuildFailure(location: location, message: .tooManyNumbers)
    }
    // A sum over many numbers is one number, but each of its arrows carries as many back.
    arrowNumberCount += arrows
    if arrowNumberCount > Limits.arrowNumbers {
      isFull = true
      throw BuildFailure(location: location, message: .tooManyArrowNumbers)
    }
    // A value, a gradient, and what flows back along each arrow.
    let bytes = MemoryLayout<Double>.stride * (2 * (numberCount + count) + arrowNumberCount)
    if let memory, bytes > memory {
      isFull = true
      throw BuildFailure(
        location: location, message: .tooLittleMemory(needed: bytes, available: memory))
    }
  }

  private func checkCall(
    of function: Function, depth: Int, at location: Location
  ) throws(BuildFailure) {
    if depth + function.body.cost.depth > Limits.nesting {
      throw BuildFailure(location: location, message: .callsTooDeep)
    }
  }
}

/// An expression that cannot be recorded: where, and why.
struct BuildFailure: Error {
  let location: Location
  let message: Message
}
