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

  /// A text as it stands in a room, and the size of its letters.
  private typealias Setting = (room: SlideRoom, text: [Strip], size: Double)

  /// A text in the largest letters in which it stands on one slide, in as many lines as in the smallest;
  /// in those where there are none.
  private func set(
    _ text: (ArticleSheet) -> [Strip], in rooms: [SlideRoom], upTo largest: Double = .infinity
  ) -> Setting {
    func set(_ size: Double, _ room: SlideRoom) -> [Strip] {
      text(
        ArticleSheet(
          page.explanation.language, width: room.width, SheetStyle(text: size), measuring: measure))
    }
    let smallest = set(SlideFormat.smallest, rooms[0])
    for size in SlideFormat.sizes where size <= largest {
      for room in rooms {
        let text = set(size, room)
        if text.isEnlarged(smallest, by: size / SlideFormat.smallest), room.holds(text) {
          return (room, text, size)
        }
      }
    }
    return (rooms[0], smallest, SlideFormat.smallest)
  }

  /// The texts of steps: in letters of one size but for those few that are long.
  private func set(_ steps: [Step]) -> [Setting] {
    let largest = steps.map { step in set({ $0.slide(step) }, in: figure.rooms) }
    let sizes = largest.map(\.size).sorted()
    guard let usual = sizes.dropFirst(sizes.count / 4).first else { return [] }
    return zip(steps, largest).map { step, setting in
      setting.size > usual
        ? set({ $0.slide(step) }, in: figure.rooms, upTo: usual) : setting
    }
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
    // What is derived of several nodes together does not go back in time.
    var reached = 0
    return zip(steps, set(steps)).enumerated().map { index, slide in
      let (step, setting) = slide
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
        ), room: setting.room, text: setting.text,
        notes: notes.spoken([step.sentence]))
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
    let setting = set(
      { $0.strips(Article.Section(nil, blocks)) },
      in: [1, 2].map { SlideRoom(format.frame, columns: $0) })
    return SlideDeck.Slide(
      Sentence(title), bookmark: title, figure: nil, room: setting.room, text: setting.text,
      notes: [])
  }
}

extension [Strip] {
  /// Whether these are other strips line by line, so many times larger: a matrix that is too wide for its
  /// column becomes no larger.
  fileprivate func isEnlarged(_ others: [Strip], by factor: Double) -> Bool {
    count == others.count
      && zip(self, others).allSatisfy { $0.height >= 0.97 * factor * $1.height }
  }
}
