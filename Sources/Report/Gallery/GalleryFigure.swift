import Autodiff
import Derivation
import Diagram
import Scene
import Wording

/// A graph of the gallery as it is drawn for one frame, exactly as a command draws it.
struct GalleryFigure {
  /// What is drawn of a graph that a frame is too small for.
  enum Part: CaseIterable, Hashable {
    /// All of it.
    case whole
    /// The network of neurons.
    case network
    /// Its layers and functions as one node each.
    case collapsed
    /// The forward pass alone.
    case forward
    /// The backward pass alone.
    case backward

    /// What a command says for it.
    var arguments: [String] {
      switch self {
      case .whole: []
      case .network: ["--view", "network"]
      case .collapsed: ["--collapse", "all"]
      case .forward: ["--pass", "forward"]
      case .backward: ["--pass", "backward"]
      }
    }

    /// What the names of its files end in.
    var suffix: String { arguments.last.map { "-" + $0 } ?? "" }
  }

  /// The frames, in the order of the page.
  static let frames: [FigureFrame.Name] = [.slide, .a4, .phone]

  let frame: FigureFrame.Name
  let part: Part
  let scene: Scene
  /// The size in pixels of its smallest number, where that is known.
  let numberSize: Double?
  /// Whether its numbers are as large as the frame asks for.
  let isReadable: Bool
  /// Whether repeated parts are drawn as one node, so that it fits.
  let isFolded: Bool

  /// Draws a graph for a frame; nil where there is no such part of it.
  init?(
    _ trace: Trace<Double>, for frame: FigureFrame.Name, _ part: Part = .whole,
    language: Language, numerals: Numerals, _ figures: FigureWriter
  ) {
    self.frame = frame
    self.part = part
    var options = FigureOptions(language: language, numerals: numerals)
    options.fit = .named(frame)
    options.isLayoutFree = true
    switch part {
    case .whole: break
    case .network:
      guard
        let figure = try? NetworkFigure(
          trace, options: options, part: NetworkOptions(), measuring: figures.measure)
      else { return nil }
      scene = figure.scene
      numberSize = nil
      isReadable = figure.smallNumbers == nil
      isFolded = false
      return
    case .collapsed:
      let names = GroupNames(trace).all
      if names.isEmpty { return nil }
      options.collapsed = Set(names)
    case .forward: options.pass = .forward
    case .backward: options.pass = .backward
    }
    let figure = figures.figure(trace, options)
    scene = figure.scene
    numberSize = figure.numberSize
    isReadable = figure.smallNumbers == nil
    isFolded = figure.options.fold != options.fold || figure.options.collapsed != options.collapsed
  }

  /// What helps where a frame is too small for a whole graph: the first of the network, the graph with
  /// its parts collapsed, and a figure for each pass, that can be read there; else the passes that can.
  static func remedies(
    _ trace: Trace<Double>, for frame: FigureFrame.Name, language: Language, numerals: Numerals,
    _ figures: FigureWriter
  ) -> [GalleryFigure] {
    func readable(_ part: Part) -> GalleryFigure? {
      let figure = GalleryFigure(
        trace, for: frame, part, language: language, numerals: numerals, figures)
      return figure.flatMap { $0.isReadable ? $0 : nil }
    }
    if let one = readable(.network) ?? readable(.collapsed) { return [one] }
    return [readable(.forward), readable(.backward)].compactMap(\.self)
  }

  /// The formats in which it can be had.
  var formats: [FigureWriter.Format] {
    switch frame {
    case .a4, .letter, .column: [.svg, .pdf]
    case .slide, .phone: [.svg]
    }
  }

  /// The name of its file: `lstm-cell-slide.svg`.
  func file(_ graph: String, _ format: FigureWriter.Format) -> String {
    Self.file(graph, frame, part, format)
  }

  /// The name of such a figure's file.
  static func file(
    _ graph: String, _ frame: FigureFrame.Name, _ part: Part = .whole,
    _ format: FigureWriter.Format = .svg
  ) -> String {
    "\(graph)-\(frame.rawValue)\(part.suffix).\(format.rawValue)"
  }

  /// The command that made it.
  func command(_ graph: String, _ language: Language) -> String {
    let words =
      ["backdraw", "render", "Examples/graphs/\(graph).graph", "--fit", frame.rawValue]
      + part.arguments + ["--language", language.rawValue]
      + formats.flatMap { ["-o", file(graph, $0)] }
    return words.joined(separator: " ")
  }
}
