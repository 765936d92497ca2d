import Derivation
import Diagram
import Scene
import Sheets

/// A figure as large as a sheet lets it be: below the title, on most of a page, or across.
struct SheetFigure {
  let scene: Scene
  private let figure: GraphFigure
  let scale: Double
  /// The paper on which it stands.
  let paper: Paper
  /// Whether the forward pass alone is drawn.
  let isForward: Bool

  /// How much of a page the figure takes below the title: first as little as reads well.
  private static let shares = [0.42, 0.8]
  /// The same on a page that lies across, beneath the title and above a caption.
  private static let shareAcross = 0.76

  init(
    _ explanation: Explanation, _ paper: Paper, measuring measure: any TextMeasuring,
    memory: FigureMemory? = nil, drawing change: (inout FigureOptions) -> Void
  ) {
    var options = FigureOptions(
      language: explanation.language, numerals: explanation.derivation.numerals)
    change(&options)
    options.opensSums = true
    options.isLayoutFree = true
    // A page of paper is not pointed at.
    options.describes = false
    let across = Paper(paper.format, isAcross: true)
    let frames =
      Self.shares.map { (paper, paper.frame.height * $0) }
      + [(across, across.frame.height * Self.shareAcross)]
    var best: (figure: GraphFigure, paper: Paper, size: Double)?
    for (paper, height) in frames {
      var frame = FigureFrame(
        width: paper.frame.width, height: .upTo(height), readable: FigureFrame.a4.readable,
        comfortable: FigureFrame.a4.comfortable)
      frame.keepsNodes = true
      options.fit = frame
      let figure = GraphFigure(
        explanation.trace, options: options, measuring: measure, memory: memory)
      let size = figure.numberSize ?? .infinity
      // A page is turned, and its text pushed on, only where that is seen.
      if best.map({ size > $0.size * 1.15 }) ?? true { best = (figure, paper, size) }
      if size >= frame.readable - 0.005 { break }
    }
    let figure =
      best?.figure
      ?? GraphFigure(
        explanation.trace, options: options, measuring: measure, memory: memory)
    self.figure = figure
    scene = figure.scene
    isForward = options.pass == .forward
    self.paper = best?.paper ?? paper
    scale = Self.scale(scene, on: self.paper)
  }

  private init(_ sheet: SheetFigure, showing figure: GraphFigure) {
    self.figure = figure
    scene = figure.scene
    (paper, isForward) = (sheet.paper, sheet.isForward)
    scale = Self.scale(scene, on: paper)
  }

  private static func scale(_ scene: Scene, on paper: Paper) -> Double {
    min(1, paper.frame.width / scene.size.width, paper.frame.height / scene.size.height)
  }

  /// The figure of a worksheet with the answers in its blanks, each mark where it was.
  func answered(measuring measure: any TextMeasuring, memory: FigureMemory?) -> SheetFigure {
    SheetFigure(self, showing: figure.answered(measuring: measure, memory: memory))
  }
}
