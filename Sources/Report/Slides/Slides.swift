import Autodiff
import Derivation
import Diagram
import Scene
import Sheets
import Wording

extension ExplainPage {
  /// A lecture: its slides, and what a lecturer should know of them.
  package struct Lecture {
    private let writer: SlideWriter
    private let latexWriter: LectureLaTeX
    private let hasNotes: Bool
    /// The size in pixels of the figure's smallest number, and the least that can be read, where
    /// numbers are too small; of 1080 pixels.
    package let smallNumbers: (size: Double, readable: Double)?

    fileprivate init(_ writer: SlideWriter, _ latexWriter: LectureLaTeX, hasNotes: Bool) {
      self.hasNotes = hasNotes
      self.writer = writer
      self.latexWriter = latexWriter
      smallNumbers = writer.figure.smallNumbers
    }

    /// The slides as pages.
    package var deck: SlideDeck { writer.deck }

    /// The slides as they are shown, and what is said to each beside them: a paragraph each, where there
    /// are notes.
    package var presented: (deck: SlideDeck, notes: [[String]]) {
      var shown = writer
      shown.format = SlideFormat()
      let deck = shown.deck
      return (deck, hasNotes ? deck.spoken : [])
    }

    /// The slides as a document of beamer, in a theme's colours and some fonts.
    package func latex(theme: Theme = .light, fonts: TikZFonts = TikZFonts()) -> String {
      latexWriter.text(theme: theme, fonts: fonts)
    }
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
    return Lecture(
      SlideWriter(self, figure, format, pass, measure), LectureLaTeX(self, figure, format, pass),
      hasNotes: hasNotes)
  }

  /// What is said before the first step.
  func opening(_ pass: FigureOptions.Pass) -> [Sentence] {
    [Sentence(lede)] + (pass == .forward ? [] : [Sentence(backwardLede)])
  }

  /// What stands on the last slides: all numbers, and how parameters move.
  func closing(_ pass: FigureOptions.Pass) -> [Article.Section] {
    let values = Article.Section(
      pass == .forward ? words.forwardValuesTitle : words.valuesTitle,
      [.table(values(hasGradients: pass != .forward))])
    return pass != .forward && !explanation.trace.updates.isEmpty ? [values, updates] : [values]
  }
}

/// Writes the slides of a lecture.
private struct SlideWriter {
  private let page: ExplainPage
  let figure: SlideFigure
  var format: SlideFormat
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

  /// All slides.
  var deck: SlideDeck {
    SlideDeck(
      [first] + steps + last, format, title: page.title, description: page.lede,
      language: page.explanation.language, measuring: measure)
  }

  /// The title above the whole figure.
  private var first: SlideDeck.Slide {
    SlideDeck.Slide(
      Sentence(page.title), bookmark: page.title, figure: figure.whole(in: format.frame),
      room: SlideRoom(format.frame), text: [], notes: notes.spoken(page.opening(pass)),
      spoken: page.opening(pass).map(\.text))
  }

  /// A slide for each step.
  private var steps: [SlideDeck.Slide] {
    let steps = page.lectureSteps(figure.frames, pass: pass)
    return zip(steps, set(steps.map(\.step))).map { slide, setting in
      let shown = figure.shown(slide.frame)
      return SlideDeck.Slide(
        slide.headline, slide.isForward ? .forwardText : .backwardText, bookmark: slide.bookmark,
        figure: (figure.views[shown.view].scene(shown.step), figure.place.origin),
        room: setting.room, text: setting.text, notes: notes.spoken([slide.step.sentence]),
        spoken: [slide.step.sentence.text])
    }
  }

  /// All numbers, and how parameters move.
  private var last: [SlideDeck.Slide] {
    page.closing(pass).map { table($0.heading ?? "", $0.blocks) }
  }

  /// A slide without a figure.
  private func table(_ title: String, _ blocks: [Article.Block]) -> SlideDeck.Slide {
    let setting = set(
      { $0.strips(Article.Section(nil, blocks)) },
      in: [1, 2].map { SlideRoom(format.frame, columns: $0) })
    return SlideDeck.Slide(
      Sentence(title), bookmark: title, figure: nil, room: setting.room, text: setting.text,
      notes: [], spoken: [])
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
