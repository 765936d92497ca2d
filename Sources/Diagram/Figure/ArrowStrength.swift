import Autodiff
import Scene

extension FigureOptions {
  /// What arrows are as wide and as strong as.
  package enum Strength: String, CaseIterable, Sendable {
    /// The values that the forward arrows bring.
    case value
    /// The gradients that the backward arrows bring.
    case gradient
  }
}

/// How wide and how strong the arrows of one pass are beside the greatest of them.
///
/// A tensor counts as its entries do on average, each without its sign.
struct ArrowStrength {
  /// Which numbers they show.
  let by: FigureOptions.Strength
  /// From 0 to 1.
  let share: Double

  /// The strengths of all arrows of a figure, and of the wires from which they branch off; what is not
  /// finite is as strong as an arrow can be.
  ///
  /// - Parameter branches: for each node the arrows that branch off its wire.
  static func all(
    _ graph: FigureGraph, _ trace: Trace<Double>, by strength: FigureOptions.Strength,
    branches: [[Int]]
  ) -> (arrows: [ArrowStrength], wires: [ArrowStrength?]) {
    let arrows = graph.edges.map { edge in
      switch strength {
      case .value: size(edge.value(in: trace))
      case .gradient: size(edge.gradient.tensor)
      }
    }
    let wires = branches.map { branches in
      branches.first.map { first in
        switch strength {
        case .value: arrows[first]
        case .gradient: size(trace.gradient(of: graph.edges[first].source).tensor)
        }
      }
    }
    let most = (arrows + wires.compactMap(\.self)).filter(\.isFinite).max() ?? 0
    func strong(_ size: Double) -> ArrowStrength {
      ArrowStrength(by: strength, share: !size.isFinite ? 1 : most > 0 ? size / most : 0)
    }
    return (arrows.map(strong), wires.map { $0.map(strong) })
  }

  private static func size(_ tensor: Tensor<Double>?) -> Double {
    guard let entries = tensor?.elements, !entries.isEmpty else { return 0 }
    return entries.reduce(0) { $0 + abs($1) } / Double(entries.count)
  }

  /// The width of the line.
  var width: Double { 0.6 + 3.4 * share }
  /// How much of what lies below is covered.
  var opacity: Double { 0.18 + 0.72 * share }
}
