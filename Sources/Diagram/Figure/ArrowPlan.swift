import Autodiff
import GraphLayout
import Scene

/// What is drawn along one operand slot: which arrows, and what is written beside them.
struct ArrowPlan {
  /// The value above the arrow.
  var value: MathBox?
  /// The gradient below the arrow.
  var gradient: MathBox?
  /// The gradient and the local derivative below it, where both stand there.
  var gradientLines: [MathBox] = []
  /// How wide and strong its line is, where that says how large its number is.
  var strength: ArrowStrength?
  /// Whether an arrow leads back.
  var hasBackward: Bool
  /// Whether the forward arrow is drawn in full, and not only hinted at.
  var hasForward: Bool
  /// Whether there is but one black wire for both.
  var isWire: Bool

  /// Whether it begins at a junction.
  private let branches: Bool
  private let distances: Distances

  /// - Parameters:
  ///   - named: whether the name of the result that the arrow brings is written here.
  ///   - branches: whether the value stands at the wire that the arrow branches off.
  ///   - labels: whether numbers are written.
  init(
    _ edge: FigureGraph.Edge, from kind: FigureGraph.Kind, named: Bool, branches: Bool,
    labels: Bool, _ numbers: NumberSetter
  ) {
    let options = numbers.options
    isWire = options.style == .cs231n
    distances = options.distances
    hasForward = options.pass != .backward
    hasBackward = options.pass != .forward && edge.gradient.tensor != nil
    self.branches = branches
    if !branches {
      value = Self.value(of: edge, from: kind, named: named, labels: labels, numbers)
    }
    if hasBackward, labels { gradient = numbers.gradient(of: edge) }
  }

  /// What stands above an arrow, or above the wire that it branches off.
  static func value(
    of edge: FigureGraph.Edge, from kind: FigureGraph.Kind, named: Bool, labels: Bool,
    _ numbers: NumberSetter
  ) -> MathBox? {
    // A constant without a name is its number.
    if kind == .constant { return nil }
    return numbers.value(
      of: edge, named: named,
      isWritten: labels && numbers.options.pass != .backward && !numbers.options.writesSymbols)
  }

  /// Between the node's outline, or the junction, and the forward arrow's beginning.
  var start: Double { branches ? 0 : Pen.nodeGap }

  /// Whether two arrows run side by side.
  var isPair: Bool { hasBackward && !isWire }

  /// From the curve's middle to the forward arrow's line, and the same to the backward one's.
  var offset: Double { isPair ? Pen.pairDistance / 2 : 0 }

  /// The room to be kept.
  func layoutLabel(_ direction: FigureOptions.Direction) -> LayoutGraph.Label? {
    guard value != nil || gradient != nil else { return nil }
    let boxes = [value, gradient].compactMap { $0 }
    switch direction {
    case .leftToRight:
      return .init(
        length: (boxes.map(\.width).max() ?? 0) + 2 * distances.labelPad,
        above: offset + 1 + (value.map { $0.height + distances.labelGap } ?? 3),
        below: offset + 1 + (gradient.map { $0.height + distances.labelGap } ?? 3))
    case .topToBottom:
      return .init(
        length: (boxes.map(\.height).max() ?? 0) + 2 * distances.labelPad,
        above: offset + 1 + (value.map { $0.width + distances.labelGap } ?? 3),
        below: offset + 1 + (gradient.map { $0.width + distances.labelGap } ?? 3))
    }
  }

  /// Where the value and the gradient come to stand in the room that was kept.
  func boxes(
    in label: Layout.Label, _ direction: FigureOptions.Direction
  ) -> (value: Rect?, gradient: Rect?) {
    let distance = offset + 1 + distances.labelGap
    switch direction {
    case .leftToRight:
      return (
        value.map {
          Rect(
            x: label.box.x - $0.width / 2, y: label.line - distance - $0.height, width: $0.width,
            height: $0.height)
        },
        gradient.map {
          Rect(
            x: label.box.x - $0.width / 2, y: label.line + distance, width: $0.width,
            height: $0.height)
        }
      )
    case .topToBottom:
      return (
        value.map {
          Rect(
            x: label.line - distance - $0.width, y: label.box.y - $0.height / 2, width: $0.width,
            height: $0.height)
        },
        gradient.map {
          Rect(
            x: label.line + distance, y: label.box.y - $0.height / 2, width: $0.width,
            height: $0.height)
        }
      )
    }
  }

  /// The arrows along a curve from one node's outline to the other's.
  func lines(
    along curve: CubicPath, _ direction: FigureOptions.Direction
  ) -> (forward: [Item], backward: [Item]) {
    if isWire {
      return (
        Pen.arrow(
          along: curve, head: Pen.forwardHead, paint: Paint(.ink, opacity: strength?.opacity ?? 1),
          solid: true, width: strength?.width ?? 1.4, start: start), []
      )
    }
    // Forward stands on the side of the values: above, or to the left from top to bottom.
    let side = direction == .leftToRight ? offset : -offset
    let forward = Pen.arrow(
      along: curve.parallel(at: side), head: Pen.forwardHead,
      paint: Paint(
        .forward, opacity: hasForward ? strength(by: .value)?.opacity ?? 1 : 0.3),
      width: strength(by: .value)?.width, start: start)
    guard hasBackward else { return (forward, []) }
    return (
      forward,
      Pen.arrow(
        along: curve.parallel(at: -side).reversed, head: Pen.backwardHead,
        paint: Paint(.backward, opacity: strength(by: .gradient)?.opacity ?? 1),
        width: strength(by: .gradient)?.width)
    )
  }

  /// How strong the arrow of one pass is, where those of that pass show it.
  private func strength(by kind: FigureOptions.Strength) -> ArrowStrength? {
    strength?.by == kind ? strength : nil
  }
}
