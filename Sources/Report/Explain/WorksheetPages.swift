import Derivation
import Diagram
import Exercises
import Scene
import Sheets

/// What a worksheet asks, derived once for the worksheet and its key.
package struct Worksheet {
  private let page: ExplainPage
  private let blanks: BlankSelection
  private let questions: SheetQuestions
  private let forward, backward: [SheetQuestions.Exercise]

  init(_ page: ExplainPage, _ blanks: BlankSelection) {
    self.page = page
    self.blanks = blanks
    questions = SheetQuestions(page.explanation.derivation, blanks)
    forward = blanks.includesValues ? questions.forward : []
    backward = questions.backward
  }

  /// The worksheet laid out for paper, from which it and its key are made.
  ///
  /// - Parameters:
  ///   - format: The format of the paper.
  ///   - measure: The fonts that will paint it.
  ///   - memory: What is known of sheets that were set before.
  ///   - change: Changes how the figure is drawn.
  package func laidOut(
    on format: Paper.Format, measuring measure: any TextMeasuring,
    remembering memory: SheetMemory? = nil,
    drawing change: (inout FigureOptions) -> Void = { _ in }
  ) -> LaidOut {
    let figure = page.figure(on: format, measuring: measure, remembering: memory) {
      change(&$0)
      $0.blank = blanks
      $0.letters = FigureLetters(questions.blanks)
      // A local derivative tells what is to be found.
      $0.writesLocals = false
      if !blanks.includesGradients { $0.pass = .forward }
    }
    return LaidOut(
      worksheet: self, figure: figure, format: format, measure: measure, memory: memory)
  }

  /// A worksheet whose figure has its place, the same on the sheet as in the key.
  package struct LaidOut {
    fileprivate let worksheet: Worksheet
    fileprivate let figure: SheetFigure?
    fileprivate let format: Paper.Format
    fileprivate let measure: any TextMeasuring
    fileprivate let memory: SheetMemory?

    /// The worksheet on pages of paper, or its key: the figure with boxes, all that is given, and each
    /// step with its rules and boxes of the same letters.
    ///
    /// - Parameters:
    ///   - isAnswered: Whether answers stand in their boxes.
    ///   - nameLine: Whose sheet it is, where that is known; a key says it, too.
    package func pages(isAnswered: Bool, nameLine: NameLine = NameLine()) -> SheetDocument {
      worksheet.pages(self, isAnswered, nameLine)
    }
  }

  private func pages(
    _ laidOut: LaidOut, _ isAnswered: Bool, _ nameLine: NameLine
  ) -> SheetDocument {
    let words = page.words
    let title = isAnswered ? words.keyTitle(page.title) : page.title
    let (measure, memory) = (laidOut.measure, laidOut.memory)
    let figure =
      isAnswered
      ? laidOut.figure?.answered(measuring: measure, memory: memory?.figures) : laidOut.figure
    return page.document(title, figure, laidOut.format, measure, remembering: memory) { setter in
      var others = setter.strips(page.givens)
      if blanks.includesValues {
        others += setter.strips(
          Article.Section(words.forwardTitle, [.paragraph(Sentence(words.forwardTask))]))
        others += exercises(forward, isAnswered, setter)
      } else {
        others += setter.strips(page.forwardSection)
      }
      if blanks.includesGradients {
        others += setter.strips(
          Article.Section(words.backwardTitle, [.paragraph(Sentence(words.backwardTask))]))
        others += exercises(backward, isAnswered, setter)
      }
      return (
        first: (isAnswered && nameLine.isEmpty ? [] : setter.strips(nameLine))
          + setter.strips(Article.Section(nil, [.paragraph(Sentence(page.lede))])),
        others: others
      )
    }
  }

  private func exercises(
    _ exercises: [SheetQuestions.Exercise], _ isAnswered: Bool, _ setter: ArticleSheet
  ) -> [Strip] {
    exercises.enumerated().flatMap {
      setter.exercise($1, number: $0 + 1, isAnswered: isAnswered)
    }
  }
}
