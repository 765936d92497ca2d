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

  /// The worksheet on pages of paper, or its key: the figure with boxes, all that is given, and each
  /// step with its rules and boxes of the same letters.
  ///
  /// - Parameters:
  ///   - isAnswered: Whether answers stand in their boxes.
  ///   - nameLine: Whose sheet it is, where that is known; a key says it, too.
  ///   - format: The format of the paper.
  ///   - measure: The fonts that will paint it.
  ///   - memory: What is known of sheets that were set before, such as the worksheet for its key.
  ///   - change: Changes how the figure is drawn.
  package func pages(
    isAnswered: Bool, nameLine: NameLine = NameLine(), on format: Paper.Format,
    measuring measure: any TextMeasuring, remembering memory: SheetMemory? = nil,
    drawing change: (inout FigureOptions) -> Void = { _ in }
  ) -> SheetDocument {
    let draw: (inout FigureOptions) -> Void = {
      change(&$0)
      $0.blank = blanks
      $0.isAnswered = isAnswered
      $0.letters = FigureLetters(questions.blanks)
      // A local derivative tells what is to be found.
      $0.writesLocals = false
      if !blanks.includesGradients { $0.pass = .forward }
    }
    let words = page.words
    let title = isAnswered ? words.keyTitle(page.title) : page.title
    return page.document(title, format, measure, remembering: memory, drawing: draw) { setter in
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
