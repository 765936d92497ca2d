import Derivation
import Scene

/// A neuron as it is drawn, about the middle of its circle: its name and what it gives inside, its
/// bias above, gradients and the sum before its function below.
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
  /// Above, where an arrow leads down from it.
  private(set) var bias: Label?
  private(set) var biasGradient: Label?

  /// The length of the arrow from the bias.
  static let biasArrow = 18.0
  /// Between the circle and what stands beneath it.
  private static let gap = 5.0

  /// What stands in the circle, one below the other.
  static func inside(_ name: MathBox?, _ number: MathBox?) -> MathBox {
    .stacked([name, number].compactMap { $0 }, gap: NetworkLabels.lineGap)
  }

  /// The least circle that holds a box.
  static func radius(around box: MathBox) -> Double {
    (box.width * box.width + box.height * box.height).squareRoot() / 2 + 4
  }

  init(
    _ bank: Network.Bank, unit: Int, labels: NetworkLabels, radius: Double
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

    top = radius + Self.gap
    if let box = labels.activationGradient(bank, unit: unit) {
      activationGradient = Self.label(box, top: &top)
      top += Self.gap + 2
    }
    guard labels.detail == .full else { return }
    if let box = labels.sum(bank, unit: unit) {
      sum = Self.label(box, top: &top)
      top += NetworkLabels.lineGap
    }
    if let box = labels.sumGradient(bank, unit: unit) { sumGradient = Self.label(box, top: &top) }

    guard let writing = labels.bias(of: bank, unit: unit) else { return }
    top = -radius - Self.biasArrow
    if let gradient = writing.gradient {
      top -= gradient.height
      let frame = top
      biasGradient = Self.label(gradient, top: &top)
      top = frame - NetworkLabels.lineGap
    }
    if let value = writing.value {
      top -= value.height
      self.bias = Self.label(value, top: &top)
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

  /// What lines must keep clear of, beside the circle.
  var labelFrames: [Rect] {
    [activationGradient, sum, sumGradient, bias, biasGradient].compactMap { $0?.frame }
  }

  /// All that the neuron covers.
  var bounds: Rect {
    labelFrames.reduce(Rect(center: .zero, size: Size(2 * radius, 2 * radius))) { $0.union($1) }
  }
}
