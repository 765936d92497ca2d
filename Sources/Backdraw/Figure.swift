public import Autodiff
import CairoRenderer
import Diagram
import Scene
public import Wording

/// A computation as a picture: green arrows forward, red arrows backward, every value and every
/// gradient.
///
///     let graph = try Graph(source: "x = 3; y = x * x + 1")
///     let figure = try Figure(graph, language: .korean)
///     try figure.svg()
///     try figure.write(to: "square.png", scale: 2)
///
/// It is laid out once, when it is made; the same figure gives the same bytes on every run.
public struct Figure: Sendable {
  /// The language of words, captions and the description.
  public let language: Language
  /// How it is drawn.
  public let options: Options
  private let drawing: Drawing
  private let part: Drawing.Part

  /// Lays out the figure of a graph.
  ///
  /// - Parameters:
  ///   - graph: The graph; what was taken apart in it is drawn in frames.
  ///   - language: The language of words, captions and the description.
  ///   - options: How it is drawn.
  /// - Throws: ``BackdrawError`` where an option makes no sense, a name to collapse is unknown, a font
  ///   is not installed, or the graph is too large to be drawn.
  public init(
    _ graph: Graph, language: Language = .english, options: Options = Options()
  ) throws(BackdrawError) {
    var options = options
    options.expanded += graph.expanded
    try self.init(graph.trace, language: language, options: options)
  }

  /// Lays out the figure of what a tape recorded.
  ///
  ///     let tape = Tape<Double>()
  ///     let x = tape.variable(3, name: "x")
  ///     let y = try (sigmoid(x) * x).sum()
  ///     try Figure(tape.backward(from: y)).write(to: "swish.pdf")
  ///
  /// - Throws: ``BackdrawError``, as for ``init(_:language:options:)-(Graph,_,_)``.
  public init(
    _ trace: Trace<Double>, language: Language = .english, options: Options = Options()
  ) throws(BackdrawError) {
    self.init(
      drawing: try Drawing(trace, language, options), part: .whole, language: language,
      options: options)
  }

  private init(drawing: Drawing, part: Drawing.Part, language: Language, options: Options) {
    self.drawing = drawing
    self.part = part
    self.language = language
    self.options = options
  }

  /// The figure step by step: the forward pass node by node, then the backward pass; what happens in
  /// a step stands out, what comes later is faint.
  ///
  /// - Throws: ``BackdrawError`` where there are more than 1,000 steps.
  public var frames: [Figure] {
    get throws(BackdrawError) {
      try checkSteps()
      return (0..<drawing.stepCount).map { with(.step($0)) }
    }
  }

  /// All steps on one sheet, each a small figure with its number; the figure itself where nothing is
  /// computed.
  ///
  /// - Throws: ``BackdrawError`` where there are more than 1,000 steps.
  public var strip: Figure {
    get throws(BackdrawError) {
      try checkSteps()
      return drawing.stepCount == 0 ? self : with(.strip)
    }
  }

  /// All steps one after the other: an SVG and a PNG that play, a TikZ document of a slide for each;
  /// the figure itself where nothing is computed.
  ///
  ///     try figure.animated.write(to: "passes.svg")
  ///
  /// - Throws: ``BackdrawError`` where there are more than 1,000 steps.
  public var animated: Figure {
    get throws(BackdrawError) {
      try checkSteps()
      return drawing.stepCount == 0 ? self : with(.playing)
    }
  }

  private func with(_ part: Drawing.Part) -> Figure {
    Figure(drawing: drawing, part: part, language: language, options: options)
  }

  private func checkSteps() throws(BackdrawError) {
    let (count, most) = (drawing.stepCount, FigureLimits.steps)
    guard count > most else { return }
    throw BackdrawError(
      .tooLarge,
      Bilingual(
        en: "error: \(count) steps are more than the \(most) that are drawn; draw one pass, or "
          + "collapse groups",
        ko: "오류: 단계가 \(count)개여서 그릴 수 있는 \(most)개를 넘습니다. 한쪽 패스만 그리거나 묶음을 접으십시오"),
      in: language)
  }

  // MARK: Forms

  /// The figure as SVG: its letters are outlines, so that it looks the same everywhere.
  ///
  /// - Parameter id: What all ids in it begin with, a letter followed by letters, digits, `-` and `_`;
  ///   when left out, one that its content gives.
  /// - Throws: ``BackdrawError`` where it cannot be painted.
  public func svg(id: String? = nil) throws(BackdrawError) -> String {
    let bytes = try drawing.paint(language) { drawing throws(RenderError) in
      try drawing.svg(part, id: id)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The figure as the bytes of a PNG, which plays the steps where the figure is ``animated``.
  ///
  /// - Parameter scale: Pixels of the PNG for each of the figure's; 2 for a sharp print.
  /// - Throws: ``BackdrawError`` where it cannot be painted, or has more pixels than a PNG can have.
  public func png(scale: Double = 1) throws(BackdrawError) -> [UInt8] {
    try drawing.paint(language) { drawing throws(RenderError) in
      if case .playing = part {
        let (scenes, playing) = drawing.played
        return try drawing.painter.animatedPNG(scenes, playing, scale: scale)
      }
      return try drawing.painter.png(drawing.scene(part), scale: scale)
    }
  }

  /// The steps of the figure as the bytes of a GIF that plays them.
  ///
  /// - Parameter scale: Pixels of the GIF for each of the figure's.
  /// - Throws: ``BackdrawError`` where it cannot be painted, or where there are more than 1,000 steps.
  public func gif(scale: Double = 1) throws(BackdrawError) -> [UInt8] {
    try checkSteps()
    return try drawing.paint(language) { drawing throws(RenderError) in
      let (scenes, playing) = drawing.played
      return try drawing.painter.animatedGIF(scenes, playing, scale: scale)
    }
  }

  /// The figure as the bytes of a PDF of one page, or of a page for each step.
  ///
  /// - Parameter steps: Whether each step of ``frames`` has a page, in place of the figure.
  /// - Throws: ``BackdrawError`` where it cannot be painted, or where there are more than 1,000 steps.
  public func pdf(steps: Bool = false) throws(BackdrawError) -> [UInt8] {
    if steps { try checkSteps() }
    let all = steps && drawing.stepCount > 0
    let parts = all ? (0..<drawing.stepCount).map { Drawing.Part.step($0) } : [part]
    return try drawing.paint(language) { drawing throws(RenderError) in
      try drawing.painter.pdf(parts.map(drawing.scene))
    }
  }

  /// The figure as a LaTeX document with a picture in TikZ; slides where it is ``animated``.
  ///
  /// - Throws: ``BackdrawError`` where it is larger than TeX can set.
  public func tikz() throws(BackdrawError) -> String {
    let font = options.font
    let bytes = try drawing.paint(language) { drawing throws(RenderError) in
      try drawing.painter.tikz(drawing.scene(part), preferring: font)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The figure as the bytes of a presentation for PowerPoint and its like, in shapes that they edit:
  /// one slide, or one for each step.
  ///
  /// - Parameter steps: Whether each step of ``frames`` has a slide, in place of the figure.
  /// - Throws: ``BackdrawError`` where it cannot be painted, or where there are more than 1,000 steps.
  public func pptx(steps: Bool = false) throws(BackdrawError) -> [UInt8] {
    if steps { try checkSteps() }
    let font = options.font
    let all = steps && drawing.stepCount > 0
    let parts = all ? (0..<drawing.stepCount).map { Drawing.Part.step($0) } : [part]
    return try drawing.paint(language) { drawing throws(RenderError) in
      try drawing.painter.presentation(parts.map(drawing.scene), preferring: font)
    }
  }

  /// The graph as a flowchart of Mermaid; a step's is the whole graph.
  ///
  /// - Throws: ``BackdrawError`` for a network.
  public func mermaid() throws(BackdrawError) -> String {
    try drawing.text("Mermaid", language) { $0.graph?.mermaidDocument(theme: $0.painter.theme) }
  }

  /// The graph in the language of Graphviz, with the figure's places; a step's is the whole graph.
  ///
  /// - Throws: ``BackdrawError`` for a network.
  public func dot() throws(BackdrawError) -> String {
    try drawing.text("DOT", language) { $0.graph?.dotDocument(theme: $0.painter.theme) }
  }

  /// The places of nodes, arrows and labels as JSON, in pixels; a step's are the whole figure's.
  ///
  /// - Throws: ``BackdrawError`` for a network.
  public func layout() throws(BackdrawError) -> String {
    try drawing.text("JSON", language) { $0.graph?.layoutDocument }
  }
}

extension Figure: CustomStringConvertible {
  /// What the figure says, for a reader who does not see it.
  public var description: String { drawing.description }
}
