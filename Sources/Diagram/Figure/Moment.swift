import Autodiff
import Scene

/// When a mark of a figure comes to be.
enum Moment: Hashable {
  /// From the beginning: bands, leaves and the arrows from them.
  case given
  /// When a node is computed.
  case forward(NodeID)
  /// When the backward pass visits a node.
  case backward(NodeID)
  /// Before the backward pass visits a node of the part that is drawn: a gradient from elsewhere.
  case returned
  /// Never: the gradient of what the output does not depend on.
  case apart

  /// The class of marks that come to be then: `step-f3`, `step-b3`, as the derivation's anchors.
  var className: String? {
    switch self {
    case .given: "given"
    case .forward(let node): "step-f\(node.index)"
    case .backward(let node): "step-b\(node.index)"
    case .returned, .apart: nil
    }
  }
}

/// Marks of a figure that come to be together.
struct TimedLayer {
  let moment: Moment
  var layer: Layer
  /// Which of its marks others stand in the place of in the answers.
  var blanks: [MathBox.Blank] = []
  /// What stands out while these marks are the newest: areas behind them.
  var areas: [Item] = []
  /// Where pulses travel while these marks are the newest, where the lines among them do not say it:
  /// whole arrows that are drawn in pieces.
  var routes: [(path: Path, paint: Paint)] = []

  init(_ kind: String, _ moment: Moment) {
    self.moment = moment
    layer = Layer([kind] + [moment.className].compactMap { $0 })
  }
}
