import Derivation
import Scene

/// A neuron as it is drawn, about the middle of its circle: its name and what it gives inside, its
/// bias above, gradients and the sum before its function below; from top to bottom the bias to the
/// left and the others to the right.
struct NeuronFace {
  /// One of the pieces of writing, and where it stands.
  struct Label {
    let box: MathBox
    let frame: Rect
  }

  let radius: Double
  /// Inside.
  private(set) var name: Label?
  private(set) var activation: Label?
  /// Beneath the circle.
  private(set) var activationGradient: Label?
  private(set) var sum: Label?
  private(set) var sumGradient: Label?
  /// The derivative of its function, between the two gradients.
  private(set) var local: Label?
  /// What the author says of it.
  private(set) var remark: Label?
  /// Above, where an arrow leads down from it.
  private(set) var bias: Label?
  private(set) var biasGradient: Label?

  /// The length of the arrow from the bias.
  static let biasArrow = 18.0
  /// Between the circle and what stands beneath it.
  private static let gap = 5.0
  /// Between what the author wrote and what it is said of.
  private static let remarkGap = 12.0

  /// What stands in the circle, one below the other.
  static func inside(_ name: MathBox?, _ number: MathBox?) -> MathBox {
    .stacked([name, number].compactMap { $0 }, gap: NetworkLabels.lineGap)
  }

  /// The least circle that holds a box.
  static func radius(around box: MathBox) -> Double {
    (box.width * box.width + box.height * box.height).squareRoot() / 2 + 4
  }

  init(
    _ bank: Network.Bank, unit: Int, labels: NetworkLabels, radius: Double,
    direction: FigureOptions.Direction, remark: MathBox? = nil
  ) {
    self.radius = radius
    let (name, number) = (labels.title(bank), labels.activation(bank, unit: unit))
    let inside = Self.inside(name, number)
    var top = -inside.height / 2
    if let name {
      self.name = Self.label(name, top: &top)
      top += NetworkLabels.lineGap
    }
    if let number { activation = Self.label(number, top: &top) }

    var below = Stack()
    below.add(labels.activationGradient(bank, unit: unit), gap: Self.gap + 2)
    let isFull = labels.detail == .full && bank.kind == .neurons
    if isFull {
      below.add(labels.sum(bank, unit: unit), gap: NetworkLabels.lineGap)
      below.add(labels.local(bank, unit: unit), gap: NetworkLabels.lineGap)
      below.add(labels.sumGradient(bank, unit: unit), gap: NetworkLabels.lineGap)
    }
    let writing = isFull ? labels.bias(of: bank, unit: unit) : nil
    var above = Stack()
    above.add(writing?.value, gap: NetworkLabels.lineGap)
    above.add(writing?.gradient, gap: NetworkLabels.lineGap)
    let reach = above.height > 0 ? radius + Self.biasArrow : radius
    // Beside a circle a number begins where a band around it ends.
    let beside = direction == .topToBottom ? HighlightPen.reach + 2 : Self.gap
    let (right, left) = (radius + beside, -reach)
    let belowFrames: [Label?]
    let aboveFrames: [Label?]
    switch direction {
    case .leftToRight:
      belowFrames = below.labels(from: right) { -$0.width / 2 }
      aboveFrames = above.labels(from: left - above.height) { -$0.width / 2 }
      if let remark {
        let top = left - above.height - Self.remarkGap - remark.height
        self.remark = Label(
          box: remark,
          frame: Rect(x: -remark.width / 2, y: top, width: remark.width, height: remark.height))
      }
    case .topToBottom:
      belowFrames = below.labels(from: -below.height / 2) { _ in right }
      aboveFrames = above.labels(from: -above.height / 2) { left - 3 - $0.width }
      if let remark {
        let side = right + below.width + (below.width > 0 ? Self.remarkGap : Self.remarkGap - 4)
        self.remark = Label(
          box: remark,
          frame: Rect(
            x: side, y: -remark.height / 2, width: remark.width, height: remark.height))
      }
    }
    (activationGradient, sum) = (belowFrames[0], isFull ? belowFrames[1] : nil)
    (local, sumGradient) = (isFull ? belowFrames[2] : nil, isFull ? belowFrames[3] : nil)
    (bias, biasGradient) = (aboveFrames[0], aboveFrames[1])
  }

  /// Boxes one below the other, some of which may be missing.
  private struct Stack {
    private(set) var boxes: [MathBox?] = []
    /// The gap above each.
    private var gaps: [Double] = []
    private(set) var height = 0.0
    private(set) var width = 0.0
    private var next = 0.0

    /// Adds a box, and the gap below it.
    mutating func add(_ box: MathBox?, gap: Double) {
      boxes.append(box)
      gaps.append(height > 0 ? next : 0)
      guard let box else { return }
      height += (height > 0 ? next : 0) + box.height
      width = max(width, box.width)
      next = gap
    }

    /// The boxes where they stand from a level down.
    func labels(from top: Double, x: (MathBox) -> Double) -> [Label?] {
      var top = top
      return zip(boxes, gaps).map { box, gap in
        guard let box else { return nil }
        top += gap
        defer { top += box.height }
        return Label(
          box: box, frame: Rect(x: x(box), y: top, width: box.width, height: box.height))
      }
    }
  }

  /// A box about the vertical through the middle, below what is there.
  private static func label(_ box: MathBox, top: inout Double) -> Label {
    let frame = Rect(x: -box.width / 2, y: top, width: box.width, height: box.height)
    top += box.height
    return Label(box: box, frame: frame)
  }

  /// Whether an arrow leads from a bias into the circle.
  var hasBias: Bool { bias != nil || biasGradient != nil }

  /// The room that it takes.
  var body: UnitBody {
    UnitBody(
      outline: .circle(radius),
      labelFrames: [activationGradient, sum, local, sumGradient, bias, biasGradient, remark]
        .compactMap { $0?.frame })
  }

  /// The line from what the author wrote to what it is said of.
  func leader(_ direction: FigureOptions.Direction) -> Item? {
    guard let frame = remark?.frame else { return nil }
    let (start, end) =
      switch direction {
      case .leftToRight:
        (Point(0, frame.maxY), Point(0, bias?.frame.y ?? biasGradient?.frame.y ?? -radius))
      case .topToBottom:
        (
          Point(frame.x, 0),
          Point(
            [activationGradient, sum, local, sumGradient].compactMap { $0?.frame.maxX }.max()
              .map { $0 + 2 } ?? radius, 0)
        )
      }
    return .path(.line(from: start, to: end), stroke: Stroke(.muted, width: 1, dash: [2, 2]))
  }
}
