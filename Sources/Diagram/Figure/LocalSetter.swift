import Autodiff
import Derivation
import Notation
import Scene

/// The local derivatives beside the arrows that lead back.
extension NumberSetter {
  /// What stands below an arrow's gradient, so that upstream × local = downstream can be read there;
  /// nil where an arrow has no one local derivative: into a collapsed group, and at the output.
  ///
  /// - Parameter end: the node that the arrow leads to in the figure.
  func local(of edge: FigureGraph.Edge, into end: FigureGraph.Node) -> MathBox? {
    guard end.kind == .operation, let arrow = contribution(of: edge),
      let local = derivation.localDerivative(arrow, through: end.id)
    else { return nil }
    let lines = local.lines.map { line(of: $0, hides(local)) }
    return lines.count == 1 ? lines[0] : .stacked(lines, gap: 4)
  }

  /// What an arrow's result is called at it. One that has only the letter that formulas give it is called
  /// by that where others do so: local derivatives, symbols, and the figures of other parts.
  func caption(of node: NodeID) -> Math? {
    if let name = names[node] { return name }
    guard options.writesLocals || options.writesSymbols || options.part != nil,
      trace.role(of: node) == .operation
    else {
      return nil
    }
    return derivation.symbol(of: node)
  }

  /// The size of names and signs.
  private static let ruleSize = 14.0

  private func line(of parts: [LocalDerivative.Part], _ isHidden: Bool) -> MathBox {
    var line = MathBox()
    for part in parts {
      let box: MathBox =
        switch part {
        case .math(let math): setter.set(math, size: Self.ruleSize)
        case .numbers(let tensor):
          isHidden ? blank(for: numbers(tensor)) : numbers(tensor)
        }
      line.append(box, gap: line.width > 0 ? 4 : 0)
    }
    return line
  }

  /// As large as gradients, so that the smallest number is no smaller for them.
  private func numbers(_ tensor: Tensor<Double>) -> MathBox {
    self.tensor(tensor, paint: .ink)
  }

  /// Whether the numbers are to be found: before the last factor the local derivative is the gradient
  /// itself, and a rule with the value of an operation tells that value.
  private func hides(_ local: LocalDerivative) -> Bool {
    switch options.blank {
    case .none: false
    case .gradients, .all: true
    // Between scalars the factors stand there and the product is left out.
    case .products: local.scalar == nil
    case .values: !local.isOfLeaves
    }
  }
}

extension ArrowPlan {
  /// Writes a local derivative below the gradient.
  mutating func add(local: MathBox?) {
    guard let local, let gradient else { return }
    gradientLines = [gradient, local]
    self.gradient = .stacked([gradient, local], gap: 5)
  }
}
