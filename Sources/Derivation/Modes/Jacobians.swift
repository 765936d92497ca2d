import Autodiff
import Notation
import Wording

/// How a node changes with each entry of an operand, as a matrix, and what the backward pass does with
/// it.
extension Derivation {
  /// Whether both ends of an arrow are single numbers.
  func isOfScalars(_ edge: Contribution<Double>) -> Bool {
    trace.shape(of: edge.to).isScalar && trace.shape(of: edge.from).isScalar
  }

  /// Whether a Jacobian is small enough to be written out.
  func isWrittenAsMatrix(_ edge: Contribution<Double>) -> Bool {
    trace.shape(of: edge.to).count <= TensorSetter.limit
      && trace.shape(of: edge.from).count <= TensorSetter.limit
  }

  /// ∂y/∂a of one slot, told from the gradient by all ways where a node is followed that goes into `to`
  /// in other ways as well.
  func localSymbol(_ edge: Contribution<Double>, following start: NodeID, to end: NodeID) -> Math {
    let symbol = localSymbol(edge)
    guard edge.from == start, edge.to == end,
      symbol == .derivative(of: symbols.symbol(end), by: symbols.symbol(start))
    else { return symbol }
    return .subscript(.fenced(symbol), .text(Bilingual(en: "direct", ko: "직접")[language]))
  }

  /// ∂y/∂a as its rule between scalars, else as a matrix of numbers; nil for a class label.
  func jacobianEquation(_ edge: Contribution<Double>, named name: Math? = nil) -> Equation? {
    if isOfScalars(edge) { return localEquation(edge, named: name) }
    if case .label = trace.rules(of: edge.to)[edge.slot] { return nil }
    var equation = Equation(name ?? localSymbol(edge))
    let jacobian = trace.jacobian(of: edge.to, slot: edge.slot)
    equation.add(TensorSetter(numerals: numerals).set(jacobian.rowAsVector))
    return equation
  }

  /// The Jacobians of a node by each of its operands, and the vector–Jacobian product that the backward
  /// pass forms of each; nil where no gradient flows through it.
  ///
  /// - Parameter prefix: What the steps' anchors begin with.
  package func jacobianStep(_ node: NodeID, _ prefix: String) -> Step? {
    let words = ModeWords(self)
    let edges = trace.edges(into: node).filter {
      trace.recordsGradient($0.from)
        && !{ if case .label = $0 { true } else { false } }(trace.rules(of: node)[$0.slot])
    }
    guard trace.role(of: node) == .operation, !edges.isEmpty else { return nil }
    var equations: [Equation] = []
    var notes: [Sentence] = []
    for edge in edges {
      let (rows, columns) = (trace.shape(of: node), trace.shape(of: edge.from))
      guard isWrittenAsMatrix(edge) else {
        notes.append(words.largeJacobian(localSymbol(edge), rows.count, columns.count))
        continue
      }
      if let equation = jacobianEquation(edge) { equations.append(equation) }
      // What arrives at the output is 1: there the Jacobian is the gradient already.
      if trace.isOnPath(node), !isSeed(node) {
        equations.append(product(edge))
      }
    }
    if edges.contains(where: { trace.shape(of: $0.from).rank > 1 })
      || trace.shape(of: node).rank > 1, !equations.isEmpty
    {
      notes.insert(words.rowOrder, at: 0)
    }
    return Step(
      node: node, anchor: "\(prefix)\(node.index)",
      sentence: words.jacobian(
        node, rows: trace.shape(of: node).count,
        columns: edges.map { trace.shape(of: $0.from).count }),
      equations: equations, notes: notes + kinkNotes(node))
  }

  /// ∂L/∂a = ∂L/∂y · ∂y/∂a: a row times a matrix.
  private func product(_ edge: Contribution<Double>) -> Equation {
    let upstream = trace.gradient(of: edge.to).tensor ?? Tensor(0)
    let jacobian = trace.jacobian(of: edge.to, slot: edge.slot)
    let (rows, columns) = (jacobian.shape.extents[0], jacobian.shape.extents[1])
    let isPart = trace.arrivals(at: edge.from).count > 1
    let name = gradientSymbol(of: edge.from)
    let position = trace.position(of: edge).map { $0 + 1 } ?? 1
    var equation = Equation(
      isPart ? .subscript(.fenced(name), .number(String(position))) : name)
    equation.add([gradientSymbol(of: edge.to), "·", localSymbol(edge)])
    func times(_ print: (Double) -> Double) -> [Double] {
      (0..<columns).map { column in
        (0..<rows).reduce(0) {
          $0 + print(upstream.elements[$1]) * print(jacobian.elements[$1 * columns + column])
        }
      }
    }
    func shaped(_ entries: [Double]) -> Tensor<Double> {
      entries.count == 1 && trace.shape(of: edge.from).isScalar
        ? Tensor(entries[0]) : Tensor(shape: Shape([columns]), elements: entries)
    }
    let choice = arithmetic.choice(
      result: shaped(times { $0 }), scale: shaped(times(abs))
    ) { shaped(times($0.printedValue)) }
    let tensors = TensorSetter(numerals: choice.inputs)
    let row = Tensor(shape: Shape([rows]), elements: upstream.elements)
    func factor(_ tensor: Tensor<Double>) -> Math {
      tensor.elements.count == 1
        ? choice.inputs.factor(tensor.elements[0]) : tensors.set(tensor.rowAsVector)
    }
    equation.add([factor(row).asGradient, "·", factor(jacobian)])
    equation.add(TensorSetter(numerals: numerals).set(choice.result).asGradient, choice)
    return equation
  }

  /// The operations whose Jacobians are worth a look where nobody asks for one: those that a gradient
  /// flows through and that have tensors about them.
  package var jacobianNodes: [NodeID] {
    trace.nodes.filter { node in
      trace.role(of: node) == .operation && trace.recordsGradient(node) && trace.isOnPath(node)
        && trace.edges(into: node).contains { !isOfScalars($0) && trace.recordsGradient($0.from) }
    }
  }
}

extension Tensor where Scalar == Double {
  /// A matrix of one row as a vector, which is written as a row.
  var rowAsVector: Tensor<Double> {
    shape.rank == 2 && shape.extents[0] == 1
      ? Tensor(shape: Shape([elements.count]), elements: elements) : self
  }
}
