import ArgumentParser
import CairoRenderer
import Diagram
import Report
import Scene
import Wording

/// `backdraw slides`: a lecture, a slide for each step of both passes.
struct SlidesCommand: Command {
  static let name = "slides"
  static let about = CommandHelp(
    summary: Bilingual(
      en:
        "Writes a lecture as PDF, for PowerPoint or for beamer: a slide for each step, with the figure and its derivation.",
      ko: "단계마다 그림과 유도를 슬라이드 한 장에 담아 강의용 PDF, 파워포인트, beamer 문서로 씁니다."),
    details: [
      Bilingual(
        en: "The first slide shows the whole figure, the last one every value and gradient. In "
          + "between the figure stays where it is, and shows what has been computed so far. Where "
          + "its numbers would be too small for the last row, each slide shows the part that the "
          + "step is in, beside a map of the whole.",
        ko: "첫 슬라이드에는 전체 그림이, 마지막 슬라이드에는 모든 값과 기울기가 있습니다. 그 사이에서는 "
          + "그림이 제자리에 있고, 그때까지 계산한 것만 보입니다. 맨 뒷줄에서 수를 읽기 어려울 만큼 큰 "
          + "그림은 그 단계가 있는 부분을 크게 보이고, 어느 부분인지 옆의 작은 그림에 표시합니다."),
      Bilingual(
        en:
          "A .tex file is the same lecture for XeLaTeX with beamer, to be edited: a frame for each "
          + "step, what to say as its note.",
        ko: ".tex 파일은 같은 강의를 XeLaTeX와 beamer로 옮긴 것으로, 고쳐 쓸 수 있습니다. 단계마다 frame이 하나 있고 "
          + "설명할 말은 note에 있습니다."),
    ],
    examples: [
      "backdraw slides neuron.graph -o neuron.pdf",
      "backdraw slides neuron.graph -o neuron.pptx",
      "backdraw slides neuron.graph --notes --language ko -o neuron.pdf",
      "backdraw slides neuron.graph --pass backward --theme dark -o backward.pdf",
      "backdraw slides neuron.graph -o neuron.tex",
      "backdraw slides -e 'x = 3; y = x * x + 1' -o square.pdf",
    ])

  /// A form of slides.
  enum Form: CaseIterable, WrittenForm {
    /// Pages.
    case pdf
    /// Shapes and text for PowerPoint and its like.
    case pptx
    /// The source of a beamer document.
    case latex

    var endings: [String] {
      switch self {
      case .pdf: ["pdf"]
      case .pptx: ["pptx"]
      case .latex: ["tex"]
      }
    }
  }

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var nice: NiceOptions
  @OptionGroup var expansion: ExpansionOptions

  @Option(
    "pass", .choice(),
    help: Bilingual(
      en: "Which pass is gone through, step by step.",
      ko: "순전파와 역전파 가운데 무엇을 한 단계씩 보일지 정합니다."),
    value: Bilingual(en: "pass", ko: "전파"))
  var pass = FigureOptions.Pass.both

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en:
          "What to say, in sentences beneath each slide; the pages of a PDF are 4:3 then. With .pptx, as notes of the slides; with .tex, on a page behind each.",
        ko:
          "슬라이드마다 아래에 설명할 말을 문장으로 적습니다. PDF에서는 쪽의 비율이 4:3이 됩니다. .pptx에서는 슬라이드 노트에, .tex에서는 다음 쪽에 적습니다."
      )))
  var notes = false

  @OptionGroup var colours: ThemeOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en:
          "A .pdf, .pptx or .tex file to write, or - for a PDF on standard output; may be repeated.",
        ko: "쓸 파일(.pdf, .pptx, .tex)이고, -는 표준 출력에 PDF를 씁니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file(extensions: ["pdf", "pptx", "tex"]))
  var output: [String] = []

  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if output.contains("") { throw Failure.namelessOutput }
  }

  func perform(_ console: Console) throws {
    try graph.require()
    let outputs = try self.outputs()
    try Outputs.refuseSource(graph.graph, among: output)
    try Outputs.require(output)
    let graph = try expansion.read(
      graph, batch, wishes: nice.wishes(numbers.numerals, console))
    console.warn(about: graph)
    let page = ExplainPage(
      graph.trace, language: console.language, numerals: numbers.numerals,
      templates: try PageTemplates())
    try check(page, nodes: graph.trace.nodeCount, self.graph.name)
    let fonts = try font.fonts()
    let lecture = page.slides(
      pass: pass, hasNotes: notes, measuring: fonts, drawing: expansion.open)
    warn(about: lecture, self.graph.name, console)
    let painter = Painter(text: fonts, theme: colours.theme.theme)
    try Outputs.write(
      outputs.map { Outputs.File(path: $0.path, bytes: try bytes(lecture, $0.form, painter)) })
  }

  /// A lecture in a form.
  private func bytes(
    _ lecture: ExplainPage.Lecture, _ form: Form, _ painter: Painter
  ) throws(Failure) -> [UInt8] {
    do throws(RenderError) {
      switch form {
      case .pdf: return try painter.pdf(lecture.deck)
      case .pptx:
        let (deck, notes) = lecture.presented
        return try painter.presentation(deck.pages, notes: notes, preferring: font.font)
      case .latex:
        let theme = colours.theme.theme
        return Array(
          lecture.latex(theme: theme, fonts: TikZFonts(preferring: font.font)).utf8)
      }
    } catch {
      throw Failure(error)
    }
  }

  /// What is written where.
  ///
  /// - Throws: `Failure` where an output is missing, or its ending says nothing.
  private func outputs() throws(Failure) -> [(path: String, form: Form)] {
    guard !output.isEmpty else {
      throw Failure(
        .usage, Bilingual(en: "an output is missing", ko: "슬라이드를 쓸 곳이 없습니다"),
        remedy: Bilingual(
          en: "give -o FILE.pdf, FILE.pptx or FILE.tex",
          ko: "-o 파일.pdf, 파일.pptx, 파일.tex 가운데 하나를 주십시오"))
    }
    var outputs: [(path: String, form: Form)] = []
    for path in output {
      if path == "-" { try Outputs.refuseTerminal() }
      outputs.append((path, path == "-" ? .pdf : try FileEnding.form(Form.self, of: path)))
    }
    return outputs
  }

  /// Fails where a lecture would never end, or its figure would be a grey cloud.
  private func check(_ page: ExplainPage, nodes: Int, _ name: String) throws(Failure) {
    let visits = page.visits(pass: pass)
    if visits > ExplainPage.visitLimit {
      throw Failure(
        .badData, at: name,
        Bilingual(
          en: "it takes \(visits) steps, and a lecture has at most \(ExplainPage.visitLimit)",
          ko: "단계가 \(visits)개인데, 강의에는 \(ExplainPage.visitLimit)개까지 담을 수 있습니다"),
        remedy: Bilingual(
          en: "use a smaller graph, or one pass with --pass",
          ko: "더 작은 그래프를 쓰거나 --pass로 한쪽만 담으십시오"))
    }
    if nodes > ExplainPage.figureLimit {
      throw Failure(
        .badData, at: name,
        Bilingual(
          en: "it has \(nodes) nodes, and the figure of a slide at most \(ExplainPage.figureLimit)",
          ko: "노드가 \(nodes)개인데, 슬라이드의 그림에는 \(ExplainPage.figureLimit)개까지 담을 수 있습니다"),
        remedy: Bilingual(en: "use a smaller graph", ko: "더 작은 그래프를 쓰십시오"))
    }
  }

  /// Says where numbers are too small for the last row.
  private func warn(about lecture: ExplainPage.Lecture, _ name: String, _ console: Console) {
    guard let small = lecture.smallNumbers else { return }
    let size = (small.size * 10).rounded() / 10
    let warning = Bilingual(
      en: "on a slide 1080 pixels high the smallest number is \(size) high even where each step is "
        + "shown close up, and it takes \(Int(small.readable)) to be read from the last row; use "
        + "smaller matrices or fewer --digits",
      ko: "높이가 1080픽셀인 슬라이드에서 단계마다 그 부분만 크게 보여도 가장 작은 수가 \(size)픽셀인데, 맨 "
        + "뒷줄에서도 읽히려면 \(Int(small.readable))픽셀 이상이어야 합니다. 행렬을 줄이거나 --digits로 자릿수를 "
        + "줄이십시오")
    console.note(Bilingual { "\(name): \(MessageLabel.warning[$0]): \(warning[$0])" })
  }
}
