import Derivation
import Scene
import Wording

extension FigureFrames {
  /// All steps on one sheet, each with its number and its equations.
  ///
  /// - Parameter columns: how many stand side by side; by default as many as make the sheet about
  ///   as wide as it is high.
  package func strip(columns: Int? = nil) -> Scene {
    let options = marks.options
    let scenes = scenes
    let cell = scenes.first?.size ?? Size(0, 0)
    let captions = steps.indices.map { caption($0, width: cell.width) }
    let heights = captions.map { $0.height + 18 }
    let mean = heights.reduce(0, +) / Double(max(heights.count, 1))
    let columns = max(
      1, min(steps.count, columns ?? fittingColumns(cell.width, cell.height + mean)))
    let gap = 24.0
    var sheet = Scene(
      size: Size(0, 0), title: marks.title, description: marks.description,
      language: options.language.rawValue)
    var frames = Layer(["frame"])
    var top = gap / 2
    for row in stride(from: 0, to: scenes.count, by: columns) {
      let members = row..<min(row + columns, scenes.count)
      let captionHeight = heights[members].max() ?? 0
      for (column, index) in members.enumerated() {
        let origin = Point(gap / 2 + Double(column) * (cell.width + gap), top)
        let frame = Rect(
          x: origin.x, y: origin.y, width: cell.width, height: cell.height + captionHeight)
        frames.add(
          .rectangle(
            frame.expanded(by: gap / 2 - 5), cornerRadius: 8,
            stroke: Stroke(.grid, width: 1, dash: [])))
        let caption = captions[index]
        frames.items += caption.placed(at: Point(origin.x + 10, origin.y + 8 + caption.ascent))
        sheet.place(
          scenes[index], at: Point(origin.x, origin.y + captionHeight),
          classes: ["frame-\(index + 1)"])
        sheet.size.width = max(sheet.size.width, frame.maxX + gap / 2)
      }
      top += cell.height + captionHeight + gap
    }
    sheet.size.height = top - gap / 2
    sheet.layers.insert(frames, at: 0)
    return sheet
  }

  private func fittingColumns(_ width: Double, _ height: Double) -> Int {
    let ratio = Double(max(steps.count, 1)) * height * 1.2 / max(width, 1)
    return max(1, Int(ratio.squareRoot().rounded()))
  }

  /// A step's number and what is computed in it, no wider than the figure.
  private func caption(_ index: Int, width: Double) -> MathBox {
    let step = steps[index]
    let setter = marks.setter
    let language = marks.options.language
    let derivation = Derivation(
      marks.trace, language: language, numerals: marks.options.numerals)
    let heading = FigureWords.pass(step.pass)[language] + " \(numberInPass(index))"
    let equations = marks.told(step).flatMap { node in
      step.pass == .forward
        ? derivation.forwardStep(node).equations : derivation.backwardStep(node).equations
    }
    let limit = width - 20
    var box = setter.text(heading, TextStyle(.sans, size: 12.5), .muted)
    for equation in equations.prefix(6) {
      var size = 15.0
      var line = setter.set(equation.math, size: size)
      while line.width > limit, size > 8 {
        size -= 1
        line = setter.set(equation.math, size: size)
      }
      guard line.width <= limit else { continue }
      box.add(line, at: Point(0, box.descent + 8 + line.ascent))
    }
    return box
  }

  private func numberInPass(_ index: Int) -> Int {
    steps[...index].count { $0.pass == steps[index].pass }
  }
}
