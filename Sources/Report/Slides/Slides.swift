import Autodiff
import Derivation
import Diagram
import Scene
import Sheets
import Wording

extension ExplainPage {
  /// A lecture: its slides, and what a lecturer should know of them.
  package struct Lecture {
    /// The slides.
    package let deck: SlideDeck
    /// The size in pixels of the figure's smallest number, and the least that can be read, where
    /// numbers are too small; of 1080 pixels.
    package let smallNumbers: (size: Double, readable: Double)?
  }

  /// The most nodes that a lecture visits.
  package static var visitLimit: Int { Explanation.stepLimit }

  /// The most nodes of a lecture's figure.
  package static var figureLimit: Int { Explanation.figureLimit }

  /// How many nodes a lecture visits, forward and back: each has a slide.
  package func visits(pass: FigureOptions.Pass) -> Int {
    let derivation = explanation.derivation
    return (pass == .backward ? 0 : derivation.forwardNodes.count)
      + (pass == .forward ? 0 : derivation.backwardNodes.count)
  }

  /// The explanation as slides: the whole figure, each step with the figure as it is then, and all
  /// numbers.
  ///
  /// - Parameters:
  ///   - pass: Which passes are gone through.
  ///   - hasNotes: Whether what is said stands beneath each slide.
  ///   - measure: The fonts that will paint them.
  ///   - change: Changes how the figure is drawn.
  package func slides(
    pass: FigureOptions.Pass = .both, hasNotes: Bool = false,
    measuring measure: any TextMeasuring,
    drawing change: (inout FigureOptions) -> Void = { _ in }
  ) -> Lecture {
    let format = SlideFormat(hasNotes: hasNotes)
    let figure = SlideFigure(
      explanation, pass: pass, on: format, measuring: measure, drawing: change)
    let writer = SlideWriter(self, figure, format, pass, measure)
    return Lecture(
      deck: SlideDeck(
        [writer.first] + writer.steps + writer.last, format, title: title, description: lede,
        language: explanation.language, measuring: measure),
      smallNumbers: figure.figure.smallNumbers)
  }
}

/// Writes the slides of a lecture.
private struct SlideWriter {
  private let page: ExplainPage
  private let figure: SlideFigure
  private let format: SlideFormat
  private let pass: FigureOptions.Pass
  private let measure: any TextMeasuring
  private let notes: ArticleSheet

  init(
    _ page: ExplainPage, _ figure: SlideFigure, _ format: SlideFormat, _ pass: FigureOptions.Pass,
    _ measure: any TextMeasuring
  ) {
    self.page = page
    self.figure = figure
    self.format = format
    self.pass = pass
    self.measure = measure
    notes = ArticleSheet(
      page.explanation.language, width: format.notes.width, SheetStyle(text: SlideFormat.notesSize),
      measuring: measure)
  }

  /// Texts that stand in one room, in the largest letters in which each stands on one slide, in as
  /// many lines as in the smallest; in those where none does.
  private func set(
    _ texts: [(ArticleSheet) -> [Strip]], in rooms: [SlideRoom]
  ) -> (room: SlideRoom, texts: [[Strip]]) {
    func set(_ size: Double, _ room: SlideRoom) -> [[Strip]] {
      let setter = ArticleSheet(
        page.explanation.language, width: room.width, SheetStyle(text: size), measuring: measure)
      return texts.map { $0(setter) }
    }
    let smallest = set(SlideFormat.smallest, rooms[0])
    for size in SlideFormat.sizes {
      for room in rooms {
        let texts = set(size, room)
        let fits = zip(texts, smallest).allSatisfy { $0.count == $1.count && room.holds($0) }
        if fits { return (room, texts) }
      }
    }
    return (rooms[0], smallest)
  }

  /// The title above the whole figure.
  var first: SlideDeck.Slide {
    SlideDeck.Slide(
      Sentence(page.title), bookmark: page.title, figure: figure.whole(in: format.frame),
      room: SlideRoom(format.frame), text: [], notes: notes.spoken(opening))
  }

  /// What is said before the first step.
  private var opening: [Sentence] {
    [Sentence(page.lede)] + (pass == .forward ? [] : [Sentence(page.backwardLede)])
  }

  /// A slide for each step.
  var steps: [SlideDeck.Slide] {
    let (derivation, words) = (page.explanation.derivation, page.words)
    let frames = figure.figure.frames(pass: pass)
    let forward = pass == .backward ? [] : derivation.forwardNodes.map(derivation.forwardStep)
    let backward =
      pass == .forward ? [] : derivation.backwardSteps(first: ExplainPage.visitLimit)
    let steps = (forward + backward).map(page.explanation.annotated)
    let (room, texts) = set(
      steps.map { step in { $0.slide(step) } }, in: figure.rooms)
    // What is derived of several nodes together does not go back in time.
    var reached = 0
    return zip(steps, texts).enumerated().map { index, slide in
      let (step, text) = slide
      let isForward = index < forward.count
      let frame = frames.steps.firstIndex {
        isForward
          ? $0.pass == .forward && $0.node >= step.node
          : $0.pass == .backward && $0.node <= step.node
      }
      reached = max(reached, frame ?? frames.steps.count - 1)
      let symbol = derivation.symbol(of: step.node)
      let place =
        isForward
        ? "\(words.forwardTitle) \(index + 1)/\(forward.count)"
        : "\(words.backwardTitle) \(index - forward.count + 1)/\(backward.count)"
      return SlideDeck.Slide(
        isForward ? "\(place) · \(step.sentence)" : "\(place) · \(symbol)",
        isForward ? .forwardText : .backwardText,
        bookmark: "\(place): \(PlainTextWriter().text(symbol))",
        figure: (
          frames.steps.isEmpty ? figure.figure.scene : frames.scene(reached), figure.place.origin
        ), room: room, text: text, notes: notes.spoken([step.sentence]))
    }
  }

  /// All numbers, and how parameters move.
  var last: [SlideDeck.Slide] {
    let values = table(
      pass == .forward ? page.words.forwardValuesTitle : page.words.valuesTitle,
      [.table(page.values(hasGradients: pass != .forward))])
    guard pass != .forward, !page.explanation.trace.updates.isEmpty else { return [values] }
    return [values, table(page.words.updatesTitle, page.updates.blocks)]
  }

  /// A slide without a figure.
  private func table(_ title: String, _ blocks: [Article.Block]) -> SlideDeck.Slide {
    let (room, texts) = set(
      [{ $0.strips(Article.Section(nil, blocks)) }],
      in: [1, 2].map { SlideRoom(format.frame, columns: $0) })
    return SlideDeck.Slide(
      Sentence(title), bookmark: title, figure: nil, room: room, text: texts[0], notes: [])
  }
}
