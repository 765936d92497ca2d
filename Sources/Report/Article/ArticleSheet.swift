import Derivation
import Diagram
import Scene
import Sheets
import Wording

/// Sets an article as strips for pages of paper: sentences, numbered steps, displayed formulas, tables.
struct ArticleSheet {
  private let language: Language
  private let style: SheetStyle
  private let paragraphs: ParagraphSetter
  private let equations: EquationSetter
  private let tables: TableSetter
  private let boxes: AnswerBoxSetter
  /// The width of the column.
  private let width: Double

  /// - Parameter memory: What was set before with the same fonts.
  init(
    _ language: Language, width: Double, _ style: SheetStyle,
    measuring measure: any TextMeasuring, remembering memory: LineMemory? = nil
  ) {
    self.language = language
    self.width = width
    self.style = style
    paragraphs = ParagraphSetter(measuring: measure, remembering: memory)
    equations = EquationSetter(measuring: measure, style, remembering: memory)
    tables = TableSetter(measuring: measure, style)
    boxes = AnswerBoxSetter(measuring: measure, style)
  }

  /// The strips of a section, its heading first.
  func strips(_ section: Article.Section) -> [Strip] {
    var strips = section.heading.map(heading) ?? []
    for (position, block) in section.blocks.enumerated() {
      var next = self.strips(block)
      // What introduces a section does not end a page.
      if position == 0, section.heading != nil, !next.isEmpty {
        if case .paragraph = block { next[next.count - 1].staysWithNext = true }
      }
      strips += next
    }
    return strips
  }

  /// The title of the whole.
  func title(_ title: String) -> [Strip] {
    var strips = Strip.paragraph(
      paragraphs.lines(Sentence(title), width: width, style.title), before: 0,
      leading: style.leading * 1.6, staysWithNext: true)
    if !strips.isEmpty { strips[0].bookmark = title }
    return strips
  }

  /// A figure with what is said below it.
  func figure(_ scene: Scene, scale: Double, caption: String) -> [Strip] {
    [Strip(figure: scene, scale: scale, before: style.section * 0.8, staysWithNext: true)]
      + Strip.paragraph(
        lines(caption, style.note), before: style.paragraph, leading: style.leading)
  }

  private func heading(_ heading: String) -> [Strip] {
    var strips = Strip.paragraph(
      lines(heading, style.heading), before: style.section, leading: style.leading,
      staysWithNext: true)
    if !strips.isEmpty { strips[0].bookmark = heading }
    return strips
  }

  private func strips(_ block: Article.Block) -> [Strip] {
    switch block {
    case .paragraph(let sentence): return paragraph(sentence, before: style.paragraph)
    case .equations(let equations): return displayed(equations, before: style.paragraph)
    case .steps(let steps): return steps.enumerated().flatMap { step($1, number: $0 + 1) }
    case .table(let table): return strips(table)
    case .lines(let lines):
      return lines.enumerated().map { position, line in
        Strip(
          paragraphs.box(line, code).fitted(to: width),
          before: position == 0 ? style.paragraph : style.leading)
      }
    }
  }

  /// The letters of code.
  private var code: SheetStyle.Look {
    var look = style.body
    look.style = TextStyle(.mono, size: style.small)
    return look
  }

  private func lines(_ words: String, _ look: SheetStyle.Look) -> [MathBox] {
    paragraphs.lines(Sentence(words), width: width, look)
  }

  private func paragraph(
    _ sentence: Sentence, before: Double, indent: Double = 0, staysWithNext: Bool = false,
    _ look: SheetStyle.Look? = nil
  ) -> [Strip] {
    Strip.paragraph(
      paragraphs.lines(sentence, width: width - indent, look ?? style.body).map {
        $0.indented(by: indent)
      }, before: before, leading: style.leading, staysWithNext: staysWithNext)
  }

  /// Chains below one another; a short one is not divided by a page's end.
  private func displayed(
    _ equations: [Equation], before: Double, indent: Double = 0
  ) -> [Strip] {
    let room = width - indent
    return self.equations.lines(equations, width: room).enumerated().flatMap { position, lines in
      lines.enumerated().map { index, line in
        Strip(
          line.indented(by: indent),
          before: index == 0 ? (position == 0 ? before : style.text * 0.6) : style.text * 0.42,
          staysWithNext: index + 1 < lines.count
            && (lines.count <= 8 || index == 0 || index + 2 == lines.count))
      }
    }
  }

  /// A sentence with its number before it.
  private func numbered(_ number: Int, _ sentence: Sentence, staysWithNext: Bool) -> [Strip] {
    var strips = paragraph(
      sentence, before: style.paragraph * 1.15, indent: style.indent,
      staysWithNext: staysWithNext)
    if case .box(var box) = strips.first?.content {
      let label = paragraphs.box("\(number).", SheetStyle.Look(style.text, weight: .bold))
      box.add(label, at: .zero)
      strips[0].content = .box(box)
    }
    return strips
  }

  /// What a slide says of a step: its equations and what to know beside; its sentence where there are
  /// no equations.
  func slide(_ step: Step) -> [Strip] {
    let equations = step.equations.filter { !$0.links.isEmpty }
    var strips =
      equations.isEmpty
      ? paragraph(step.sentence, before: 0) : displayed(equations, before: 0)
    for note in step.notes { strips += paragraph(note, before: style.text * 0.5, style.note) }
    return strips
  }

  /// What is said to a slide.
  func spoken(_ sentences: [Sentence]) -> [Strip] {
    sentences.flatMap { paragraph($0, before: style.paragraph) }
  }

  /// A step that is left to be worked out, its boxes filled in a key.
  func exercise(_ exercise: SheetQuestions.Exercise, number: Int, isAnswered: Bool) -> [Strip] {
    let (indent, room) = (style.indent, width - style.indent)
    var strips = numbered(number, exercise.sentence, staysWithNext: !exercise.lines.isEmpty)
    for line in exercise.lines {
      let lines: [MathBox]
      switch line {
      case .equation(let equation): lines = equations.lines([equation], width: room)[0]
      case .question(let equation, let blank):
        let box = boxes.box(
          letter: blank.letter, answers: blank.cells, isAnswered: isAnswered)
        lines = equations.lines(equation, asking: box, width: room)
      }
      strips += lines.map {
        Strip($0.indented(by: indent), before: style.text * 0.55, staysWithNext: true)
      }
    }
    strips[strips.count - 1].staysWithNext = false
    return strips.whole
  }

  /// Where a student's name is written, or stands.
  func strips(_ nameLine: NameLine) -> [Strip] {
    let words = ExplainWords(language)
    let look = SheetStyle.Look(style.text * 0.95)
    var box = MathBox()
    for (label, written, share) in [
      (words.studentName, nameLine.name, 0.52), (words.studentNumber, nameLine.number, 0.42),
    ] {
      let start = box.width + (box.width > 0 ? width * 0.06 : 0)
      let name = paragraphs.box(label, look)
      box.add(name, at: Point(start, 0))
      let (left, right) = (start + name.width + 6, start + width * share)
      box.items.append(
        .path(
          .line(from: Point(left, 3), to: Point(right, 3)),
          stroke: Stroke(.line, width: 0.8, dash: [])))
      if let written {
        let room = right - left - 8
        box.add(paragraphs.box(written, look).fitted(to: room), at: Point(left + 4, 0))
      }
      box.width = right
    }
    return [Strip(box, before: style.section)]
  }

  private func step(_ step: Step, number: Int) -> [Strip] {
    let indent = style.indent
    let equations = step.equations.filter { !$0.links.isEmpty }
    var strips = numbered(
      number, step.sentence, staysWithNext: !equations.isEmpty || !step.links.isEmpty)
    if !step.links.isEmpty {
      var found = Sentence(ExplainWords(language).reused + " ")
      for (position, link) in step.links.enumerated() {
        found = "\(found)\(position > 0 ? ", " : "")\(link.math)"
      }
      strips += paragraph(
        found, before: style.leading, indent: indent, staysWithNext: !equations.isEmpty, style.note)
    }
    strips += displayed(equations, before: style.text * 0.55, indent: indent)
    for note in step.notes {
      strips += paragraph(note, before: style.text * 0.5, indent: indent, style.note)
    }
    return strips.whole
  }

  private func strips(_ table: Article.Table) -> [Strip] {
    tables.strips(
      columns: table.columns,
      rows: table.rows.map { row in
        row.map { cell -> Sentence in
          switch cell {
          case .words(let words): Sentence(words)
          case .math(let math): "\(math)"
          }
        }
      }, width: width)
  }
}

extension [Strip] {
  /// The strips of a step, which is read at a glance where it is short: then no page ends in it.
  fileprivate var whole: [Strip] {
    guard reduce(0, { $0 + $1.before + $1.height }) < Self.wholeStep else { return self }
    var strips = self
    for place in strips.indices.dropLast() { strips[place].staysWithNext = true }
    return strips
  }

  /// How high a step may be that is not divided by a page's end: 60 mm.
  private static var wholeStep: Double { 60 * LengthUnit.mm.pixels }
}
