import Derivation
import Diagram
import Notation
import Scene
import Sheets
import Wording

/// Writes a lecture as a document of beamer: the figure is a command that takes the step it shows, each
/// step is a frame, and what is said to it is its note.
struct LectureLaTeX {
  private let page: ExplainPage
  private let figure: SlideFigure
  private let format: SlideFormat
  private let pass: FigureOptions.Pass

  init(
    _ page: ExplainPage, _ figure: SlideFigure, _ format: SlideFormat, _ pass: FigureOptions.Pass
  ) {
    self.page = page
    self.figure = figure
    self.format = format
    self.pass = pass
  }

  private typealias Preamble = LectureLaTeXPreamble
  /// How wide a column is and what is left on a line after what is estimated of its letters.
  private static let slack = 0.94
  /// From line to line, in ems.
  private static let leading = 1.3
  /// What TeX needs beneath a text beside what is in it, in pixels of a slide.
  private static let rim = 24.0
  /// How much smaller than usual a text may become before it goes on in another frame.
  private static let smallest = 0.8

  /// The document.
  func text(theme: Theme, fonts: TikZFonts) -> String {
    let whole = figure.whole(in: format.frame).scene
    let pictures =
      [TikZWriter.Command(Preamble.whole, whole)]
      + figure.views.enumerated().map { number, view in
        TikZWriter.Command(
          Preamble.figure(number, of: figure.views.count), view.animated ?? view.still)
      }
    let roles: [Role] = [.ink, .muted, .forwardText, .backwardText]
    let document = "\\begin{document}\n" + first + steps + last + "\\end{document}\n"
    return Preamble(
      title: page.title, description: page.lede, language: page.explanation.language,
      showsNotes: format.hasNotes
    ).text(TikZWriter(theme: theme, fonts: fonts).definitions(pictures, and: roles)) + document
  }

  // MARK: Frames

  private var first: String {
    frame(
      Sentence(page.title), .ink,
      block(centered("\\backdrawShown{\\\(Preamble.whole)}"), format.frame.size),
      notes: page.opening(pass))
  }

  private var steps: String {
    var text = ""
    var isForward: Bool?
    for step in page.lectureSteps(figure.frames, pass: pass) {
      if step.isForward != isForward {
        isForward = step.isForward
        let title = step.isForward ? page.words.forwardTitle : page.words.backwardTitle
        text += "\n\\section{\(LaTeXCharacters.prose(title))}\n"
      }
      let place = figure.shown(step.frame)
      let isStill = figure.views[place.view].frames.steps.isEmpty
      let picture =
        "\\\(Preamble.figure(place.view, of: figure.views.count))"
        + (isStill ? "" : "{\(place.step + 1)}")
      let shown = "\\backdrawShown{\(picture)}"
      for (position, part) in parts(of: step.step).enumerated() {
        text += frame(
          step.headline, step.isForward ? .forwardText : .backwardText, beside(shown, part),
          notes: position == 0 ? [step.step.sentence] : [])
      }
    }
    return text
  }

  private var last: String {
    page.closing(pass).map { section in
      let heading = section.heading ?? ""
      let frames = section.blocks.flatMap { parts(of: $0, in: format.frame.size) }.map {
        frame(Sentence(heading), .ink, block($0, format.frame.size), notes: [])
      }
      return "\n\\section{\(LaTeXCharacters.prose(heading))}\n" + frames.joined()
    }.joined()
  }

  private func frame(
    _ headline: Sentence, _ role: Role, _ body: String, notes: [Sentence]
  ) -> String {
    let blocks = blocks(format.frame.width)
    var text = "\n\\begin{frame}[t]\n"
    text += "\\frametitle{\\backdrawHeadline{\(role.cssName)}{\(blocks.prose(headline))}}\n"
    text += body
    let said = notes.map(blocks.prose).joined(separator: "\\par ")
    if !said.isEmpty { text += "\\note{\(said)}\n" }
    return text + "\\end{frame}\n"
  }

  // MARK: Rooms

  private var room: Rect { figure.rooms[0].columns[0] }

  /// The figure with a text below it or to its right, as they stand on the slides of a PDF.
  private func beside(_ figure: String, _ text: String) -> String {
    let place = self.figure.place
    if room.x > place.maxX {
      let height = format.frame.height
      let room = Size(self.room.width, height)
      return
        "\\backdrawBeside{\(millimetres(place.width))}{\(millimetres(height - Self.rim))}{\(figure)}%\n"
        + "\\hfill" + block(text, room, isCentered: true)
    }
    return "\(figure)\\par\\vskip \(millimetres(room.y - place.maxY))\n"
      + block(text, room.size)
  }

  /// A text that is made smaller where it is higher than its room.
  private func block(_ text: String, _ size: Size, isCentered: Bool = false) -> String {
    "\\backdrawText\(isCentered ? "[c]" : ""){\(millimetres(size.width))}{\(millimetres(size.height - Self.rim))}{%\n"
      + text + "}\n"
  }

  private func centered(_ text: String) -> String { "\\centering\(text)\\par\n" }

  private func millimetres(_ pixels: Double) -> String {
    let tenths = Int((pixels * Preamble.width / SlideFormat.slide.width * 10).rounded(.down))
    return "\(tenths / 10).\(tenths % 10)mm"
  }

  private func ems(_ pixels: Double) -> Double {
    pixels * Preamble.width / SlideFormat.slide.width / Preamble.em
  }

  private func blocks(_ pixels: Double) -> LaTeXBlocks {
    let width = ems(pixels) * Self.slack
    return LaTeXBlocks(page.explanation.language, width: width, formulas: width)
  }

  // MARK: Parts

  /// What is said of a step, a part for each frame.
  private func parts(of step: Step) -> [String] {
    let blocks = blocks(room.width)
    let equations = step.equations.filter { !$0.links.isEmpty }
    var parts =
      equations.isEmpty
      ? [blocks.prose(step.sentence) + "\n"]
      : self.parts(of: .equations(equations), in: room.size)
    for note in step.notes {
      parts[parts.count - 1] += "\\par{\\small\\textit{\(blocks.prose(note))}\\par}\n"
    }
    return parts
  }

  /// A block, divided where it is too high for a frame.
  private func parts(of block: Article.Block, in size: Size) -> [String] {
    let blocks = blocks(size.width)
    let room = ems(size.height - Self.rim) / Self.smallest
    switch block {
    case .paragraph, .steps, .lines: return [blocks.text(block)]
    case .equations(let equations):
      return divided(equations, room) { equation in
        let lines = blocks.writer.block(equation).split(separator: "\n").count - 2
        return Double(lines) * Self.leading * blocks.writer.height(of: equation.math)
      }.map { blocks.text(.equations($0)) }
    case .table(let table):
      return divided(table.rows, room - 2 * Self.leading) { row in
        let heights = row.map { cell -> Double in
          switch cell {
          case .words: 1
          case .math(let math): blocks.writer.height(of: math)
          }
        }
        return Self.leading * (heights.max() ?? 1)
      }.map { blocks.text(.table(Article.Table(columns: table.columns, rows: $0))) }
    }
  }

  /// Things one after the other, as many together as are no higher than the room; at least one.
  private func divided<Thing>(
    _ things: [Thing], _ room: Double, height: (Thing) -> Double
  ) -> [[Thing]] {
    var parts: [[Thing]] = []
    var left = 0.0
    for thing in things {
      let height = height(thing)
      if parts.isEmpty || height > left {
        parts.append([])
        left = room
      }
      parts[parts.count - 1].append(thing)
      left -= height
    }
    return parts
  }
}
