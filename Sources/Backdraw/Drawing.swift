import Autodiff
import CairoRenderer
import Diagram
import Scene
import Synchronization
import Wording

/// A figure with its fonts, laid out once. Fonts keep what they measured, so that only one thread at
/// a time may paint.
final class Drawing: Sendable {
  /// What of a figure is painted.
  enum Part: Sendable {
    /// All of it.
    case whole
    /// One of its steps.
    case step(Int)
    /// All steps on one sheet.
    case strip
    /// All steps, one after the other.
    case playing
  }

  /// What a thread has for itself while it paints.
  struct Canvas {
    /// What is drawn.
    let figure: any SteppedFigure
    /// It as the graph of operations, which has forms beside pictures; nil for a network.
    let graph: GraphFigure?
    let frames: FigureFrames
    let painter: Painter
    let letters: SVGOptions.Letters

    /// The scene of a part.
    func scene(_ part: Part) -> Scene {
      switch part {
      case .whole: figure.scene
      case .step(let step): frames.scene(step)
      case .strip: frames.strip()
      case .playing: frames.animated
      }
    }

    /// The steps one after the other; the figure itself where nothing is computed.
    var played: ([Scene], Playing) {
      let scenes = frames.steps.isEmpty ? [figure.scene] : frames.scenes
      return (scenes, Playing(steps: scenes.count))
    }

    /// A part as SVG, with ids that no other picture has unless some are asked for.
    func svg(_ part: Part, id: String?) throws(RenderError) -> [UInt8] {
      let scene = scene(part)
      let prefix = id ?? painter.prefix(of: scene)
      return try painter.svg(scene, options: SVGOptions(prefix: prefix, letters: letters))
    }
  }

  /// What the figure says.
  let description: String
  /// How many steps it has.
  let stepCount: Int
  private let canvas: Mutex<Canvas>

  init(
    _ trace: Trace<Double>, _ language: Language, _ options: Figure.Options
  ) throws(BackdrawError) {
    try Self.check(options, language)
    let names = try Self.collapsed(options, of: trace, language)
    let figureOptions = options.figureOptions(language, collapsing: names)
    try Self.checkSize(of: trace, figureOptions, language)
    let fonts: CairoTextMeasure
    do throws(RenderError) {
      fonts = try CairoTextMeasure(families: FontFamilies(preferring: options.font))
    } catch {
      throw BackdrawError(error, in: language)
    }
    let figure: any SteppedFigure
    let graph: GraphFigure?
    switch options.view {
    case .graph:
      let drawn = GraphFigure(trace, options: figureOptions, measuring: fonts)
      (figure, graph) = (drawn, drawn)
    case .network(let sample, let strength):
      do throws(NetworkFault) {
        figure = try NetworkFigure(
          trace, options: figureOptions,
          part: NetworkOptions(
            sample: max(sample, 0) - 1, strength: options.shown(strength)?.inside),
          measuring: fonts)
      } catch {
        throw BackdrawError(error, in: language)
      }
      graph = nil
    }
    let frames = figure.frames(pass: figure.options.pass)
    description = figure.scene.description
    stepCount = frames.steps.count
    canvas = Mutex(
      Canvas(
        figure: figure, graph: graph, frames: frames,
        painter: Painter(text: fonts, theme: options.theme.inside),
        letters: options.letters.inside))
  }

  /// Paints with the fonts, which nobody else has meanwhile.
  func paint(
    _ language: Language, _ body: (borrowing Canvas) throws(RenderError) -> [UInt8]
  ) throws(BackdrawError) -> [UInt8] {
    do throws(RenderError) {
      return try canvas.withLock { canvas throws(RenderError) in try body(canvas) }
    } catch {
      throw BackdrawError(error, in: language)
    }
  }

  /// A form that is text and needs no painting.
  ///
  /// - Throws: `BackdrawError` for a network, which has none.
  func text(
    _ form: String, _ language: Language, _ body: (borrowing Canvas) -> String?
  ) throws(BackdrawError) -> String {
    if let text = canvas.withLock({ body($0) }) { return text }
    throw BackdrawError(
      .badOption,
      Bilingual(
        en: "view: error: a network is not written as \(form); draw the graph",
        ko: "view: 오류: 신경망은 \(form) 형식으로 쓸 수 없습니다. 그래프로 그리십시오"), in: language)
  }

  // MARK: What cannot be drawn

  private static func check(_ options: Figure.Options, _ language: Language) throws(BackdrawError) {
    if let width = options.width, !(width > 0 && width.isFinite) {
      throw .badOption(
        "width", width, Bilingual(en: "give a number above 0", ko: "0보다 큰 수를 주십시오"), in: language)
    }
    if let frame = options.fit?.inside {
      let sides = [
        frame.width, frame.greatestHeight == .infinity ? frame.width : frame.greatestHeight,
      ]
      for side in sides where !(16...100_000).contains(side) {
        throw .badOption(
          "fit", side,
          Bilingual(
            en: "give sides from 16 to 100,000 pixels", ko: "변의 길이를 16픽셀부터 100,000픽셀까지로 주십시오"),
          in: language)
      }
    }
    if let aspect = options.aspect, !(0.05...20).contains(aspect) {
      throw .badOption(
        "aspect", aspect,
        Bilingual(en: "give width / height, from 1/20 to 20", ko: "너비 / 높이를 1/20부터 20까지로 주십시오"),
        in: language)
    }
  }

  /// The names that are drawn as one node.
  private static func collapsed(
    _ options: Figure.Options, of trace: Trace<Double>, _ language: Language
  ) throws(BackdrawError) -> [String] {
    guard !options.collapsed.isEmpty else { return [] }
    let names = GroupNames(trace)
    var collapsed: [String] = []
    for pattern in options.collapsed {
      var matching = names.matching(pattern)
      if pattern == "all" {
        matching.removeAll { options.expanded.contains($0) }
      } else if matching.isEmpty {
        throw .unknown(
          pattern,
          Bilingual(
            en: "no layer or function of the graph has this name",
            ko: "그래프에 이런 이름의 층이나 함수가 없습니다"), among: names.all, in: language)
      }
      collapsed += matching
    }
    return collapsed
  }

  /// Fails for a graph that has no chance of being drawn, before all the work of placing it.
  private static func checkSize(
    of trace: Trace<Double>, _ options: FigureOptions, _ language: Language
  ) throws(BackdrawError) {
    do throws(FigureExcess) {
      try FigureSize(trace, options: options).check(
        resized: options.width != nil || options.fit != nil)
    } catch {
      let what = error.message
      throw BackdrawError(
        .tooLarge,
        Bilingual(
          en: "error: \(what[.english]); collapse groups",
          ko: "오류: \(what[.korean]). 묶음을 접으십시오"), in: language)
    }
  }
}
