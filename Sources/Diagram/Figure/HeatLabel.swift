import Autodiff
import Derivation
import Scene

extension NumberSetter {
  /// The size of the numbers at a colour bar, and of what a square stands for.
  static let scaleSize = 10.0

  /// A large tensor: its name and shape, its heat strip, and the colours with their numbers.
  ///
  /// - Parameter name: the name, where it stands here.
  func heat(_ tensor: Tensor<Double>, name: MathBox?, paint: Paint) -> MathBox {
    var heading = name ?? MathBox()
    heading.append(shape(tensor.shape, paint: paint), gap: heading.width > 0 ? 7 : 0)
    guard let strip = HeatStrip(tensor) else { return heading }
    // The frame is of the pass whose numbers it holds.
    let isBackward = paint.role == .backwardText
    let frame =
      isBackward ? Stroke(.backward, width: 2) : Stroke(.forward, width: 1.25, dash: [])
    var boxes = [heading, strip.box(frame: frame), bar(strip.scale)]
    if strip.isAveraged, strip.scale.limit > 0 {
      let words = FigureWords.mean(of: strip.block)[options.language]
      boxes.append(setter.text(words, TextStyle(.sans, size: Self.scaleSize), .muted))
    }
    return .stacked(boxes, gap: 5)
  }

  /// The colours from the low to the high end, with the numbers there.
  func bar(_ scale: HeatScale) -> MathBox {
    let style = TextStyle(.sans, size: Self.scaleSize)
    func number(_ value: Double) -> MathBox {
      setter.text(Numerals(digits: 2).text(value), style, .muted)
    }
    guard scale.limit > 0,
      let grid = scale.grid(columns: 32, rows: 1, values: scale.steps(32))
    else { return number(0) }
    let frame = Rect(x: 0, y: -Self.scaleSize * 0.75, width: 44, height: Self.scaleSize * 0.75)
    let colors = MathBox(
      items: [
        .image(grid, frame), .rectangle(frame, stroke: Stroke(.line, width: 0.75, dash: [])),
      ], width: frame.width, ascent: frame.height)
    var bar = number(scale.low)
    bar.append(colors, gap: 4)
    bar.append(number(scale.high), gap: 4)
    return bar
  }

  /// A shape as readers write it: `100×784`, and how many entries a vector has.
  private func shape(_ shape: Shape, paint: Paint) -> MathBox {
    let extents = shape.extents.map(String.init)
    guard extents.count > 1 else {
      let words = FigureWords.entries(shape.count)[options.language]
      return setter.text(words, TextStyle(.sans, size: 12), paint)
    }
    return setter.set(.number(extents.joined(separator: "×")), size: Self.entrySize, paint: paint)
  }
}
