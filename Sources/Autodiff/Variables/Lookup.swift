// What a trace knows, by variables and by names.

extension Trace {
  /// The gradient of a variable: the derivative of the output with respect to each of its entries.
  ///
  ///     trace.gradient(of: x)          // 6.0
  ///     trace.gradient(of: x).tensor   // the numbers, in the variable's shape
  ///
  /// Nothing is computed for a constant, nor for what is not in the trace: a variable of another tape,
  /// or one that was recorded later.
  public func gradient(of variable: Variable<Scalar>) -> Gradient<Scalar> {
    contains(variable) ? gradient(of: variable.id) : .notComputed
  }

  /// The value that a variable had when the trace was made; nil for one that is not in it.
  public func value(of variable: Variable<Scalar>) -> Tensor<Scalar>? {
    contains(variable) ? value(of: variable.id) : nil
  }

  /// The gradients that arrive at a variable, one for each operand slot that uses it, in the order in
  /// which the backward pass made them; their sum is the variable's gradient.
  ///
  ///     let trace = try tape.backward(from: x * x + 1)
  ///     trace.contributions(to: x).map(\.gradient)   // 3 and 3: their sum is 6
  public func contributions(to variable: Variable<Scalar>) -> [Contribution<Scalar>] {
    contains(variable) ? contributions(to: variable.id) : []
  }

  /// The names that were given, in the order of recording; of those that a loop or several calls of a
  /// function gave, with what tells them apart: `h(0)`, `h(1)`.
  public var names: [String] {
    let designations = Designations(annotations)
    return annotations.names.keys.sorted().compactMap(designations.text)
  }

  /// The name of a node, if it has one.
  public func name(of node: NodeID) -> String? { annotations.names[node] }

  /// The values by name; of variables with one name that of the last. Passes of a loop have names of
  /// their own beside it, `h(0)`.
  public var valuesByName: [String: Tensor<Scalar>] { byName { value(of: $0) } }

  /// The gradients by name; of variables with one name that of the last.
  ///
  ///     try tape.backward(from: x * x + 1).gradientsByName["x"]   // 6.0
  public var gradientsByName: [String: Gradient<Scalar>] { byName { gradient(of: $0) } }

  private func byName<Value>(_ value: (NodeID) -> Value) -> [String: Value] {
    let designations = Designations(annotations)
    let nodes = annotations.names.keys.sorted()
    // What a file calls a name goes before what is called so in the body of a function.
    let ordered = nodes.filter(annotations.isLocal) + nodes.filter { !annotations.isLocal($0) }
    var values: [String: Value] = [:]
    for node in ordered {
      let value = value(node)
      if let name = annotations.names[node] { values[name] = value }
      if let text = designations.text(node) { values[text] = value }
    }
    return values
  }

  private func contains(_ variable: Variable<Scalar>) -> Bool {
    isOf(variable.tape) && variable.id.index < nodeCount
  }

  /// Whether a tape made this trace.
  func isOf(_ tape: Tape<Scalar>) -> Bool { recording.identity === tape.recording.identity }
}
