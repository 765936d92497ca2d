import Autodiff
import GraphLanguage
import Notation

@testable import Derivation

/// What the names of a graph's formulas stand for: values, gradients, and derivatives of one number
/// by another.
struct GraphNames {
  private let graph: Graph
  private let trace: Trace<Double>
  private let derivation: Derivation
  private var nodes: [String: NodeID] = [:]
  private let objective: String

  init(_ graph: Graph, _ trace: Trace<Double>, _ derivation: Derivation) throws {
    self.graph = graph
    self.trace = trace
    self.derivation = derivation
    objective = try Self.key(derivation.symbols.differentiated)
    var twice: Set<String> = []
    for node in trace.nodes
    where trace.role(of: node) == .operation || trace.annotations.names[node] != nil {
      let key = try Self.key(derivation.symbol(of: node))
      if nodes.updateValue(node, forKey: key) != nil { twice.insert(key) }
    }
    for key in twice { nodes[key] = nil }
  }

  private static func key(_ math: Math) throws -> String {
    PencilEvaluator.key(try Element.read(MathMLWriter().inline(math)))
  }

  /// The names for a reader.
  var names: PencilNames {
    PencilNames(
      value: { key in nodes[key].map { PencilValue(trace.value(of: $0)) } },
      derivative: { of, by, part in derivative(of, by, part) })
  }

  private func derivative(_ of: String, _ by: String, _ part: String?) -> PencilValue? {
    let pieces = by.split(separator: "[", maxSplits: 1)
    guard let node = pieces.first.flatMap({ nodes[String($0)] }) else { return nil }
    let whole: PencilValue?
    if of == objective {
      whole = part == nil ? gradient(node) : arrow(node, part)
    } else {
      whole = nodes[of].flatMap { local($0, node, part) }
    }
    guard pieces.count > 1 else { return whole }
    return try? whole?.indexed(PencilValue.subscripts("[" + pieces[1]))
  }

  private func gradient(_ node: NodeID) -> PencilValue? {
    trace.gradient(of: node).tensor.map { PencilValue($0) }
  }

  /// What one of several arrows brings.
  private func arrow(_ node: NodeID, _ part: String?) -> PencilValue? {
    let arriving = derivation.arriving(at: node)
    if let part, part.hasPrefix("("), let passes = derivation.passes(of: node) {
      let place = passes.firstIndex { "(\($0.map(String.init).joined(separator: ",")))" == part }
      return place.flatMap { arriving[$0].gradient.tensor.map { PencilValue($0) } }
    }
    guard let number = part.flatMap(Int.init), arriving.indices.contains(number - 1) else {
      return nil
    }
    return arriving[number - 1].gradient.tensor.map { PencilValue($0) }
  }

  private func leads(_ from: NodeID, _ to: NodeID, avoiding node: NodeID? = nil) -> Bool {
    from == to || trace.operands(of: to).contains { $0 != node && leads(from, $0, avoiding: node) }
  }

  /// Whether one path between two nodes leads by a result that another does not: it has a symbol, and
  /// where that stands in a line it is held.
  private func hasSideway(_ of: NodeID, _ by: NodeID) -> Bool {
    trace.nodes.contains { node in
      node != of && node != by && trace.role(of: node) == .operation && leads(by, node)
        && leads(node, of) && leads(by, of, avoiding: node)
    }
  }

  /// Whether a path between two nodes leads by another name, which may be meant to stay as it is.
  private func isAmbiguous(_ of: NodeID, _ by: NodeID) -> Bool {
    trace.nodes.contains { node in
      node != of && node != by && trace.annotations.names[node] != nil
        && trace.role(of: node) == .operation && leads(by, node) && leads(node, of)
    }
  }

  /// The derivative of a number by another: by an operand, the one that the operation has.
  private func local(_ of: NodeID, _ by: NodeID, _ part: String?) -> PencilValue? {
    guard trace.shape(of: of).isScalar, trace.recordsGradient(by), !isAmbiguous(of, by) else {
      return nil
    }
    let slots = trace.operands(of: of).indices.filter { trace.operands(of: of)[$0] == by }
    if let number = part.flatMap(Int.init) {
      guard slots.indices.contains(number - 1) else { return nil }
      return trace.localDerivative(of: of, slot: slots[number - 1]).map(PencilValue.number)
    }
    let whole = graph.tape.backward(from: of).gradient(of: by).tensor.map { PencilValue($0) }
    // By another operand as well: which path is meant, a reader cannot see.
    let others = trace.operands(of: of).filter { $0 != by }
    if slots.isEmpty { return hasSideway(of, by) ? nil : whole }
    return others.contains { leads(by, $0) } ? nil : whole
  }
}

extension PencilValue {
  init(_ tensor: Tensor<Double>) {
    self.init(shape: tensor.shape.extents, entries: tensor.elements)
  }
}
