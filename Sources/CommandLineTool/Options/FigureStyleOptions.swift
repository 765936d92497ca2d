import ArgumentParser
import Autodiff
import Diagram
import Scene
import Wording

/// The colours of a figure, by name.
enum ThemeName: String, CaseIterable {
  case light, dark, safe, print

  /// The colours.
  var theme: Theme {
    switch self {
    case .light: .light
    case .dark: .dark
    case .safe: .safe
    case .print: .print
    }
  }
}

/// How a figure looks.
struct FigureStyleOptions: ParsableArguments {
  @Option(
    "theme", .choice(),
    help: Bilingual(
      en: "The colours: on white, on a dark screen, safe for all eyes, or for grey printers.",
      ko: "색입니다. 흰 바탕, 어두운 화면, 누구나 구별할 수 있는 색, 흑백 인쇄 가운데 하나입니다."),
    value: Bilingual(en: "theme", ko: "테마"))
  var theme = ThemeName.light

  @Option(
    "style", .choice(),
    help: Bilingual(
      en: "Circles and pairs of arrows, or one wire with coloured numbers.",
      ko: "원과 화살표 쌍으로 그릴지, 선 하나에 색 있는 수를 적을지 정합니다."),
    value: Bilingual(en: "style", ko: "양식"))
  var style = FigureOptions.Style.book

  @Option(
    "pass", .choice(),
    help: Bilingual(
      en: "Which pass is drawn.", ko: "순전파와 역전파 가운데 무엇을 그릴지 정합니다."),
    value: Bilingual(en: "pass", ko: "전파"))
  var pass = FigureOptions.Pass.both

  @Option(
    "labels", .choice(),
    help: Bilingual(
      en: "Whether numbers are written; auto: up to 200 nodes.",
      ko: "수를 적을지 정합니다. auto는 노드 200개까지 적습니다."),
    value: Bilingual(en: "labels", ko: "표시"))
  var labels = FigureOptions.Labels.automatic

  @Option(
    "direction", .choice(),
    help: Bilingual(
      en: "From left to right, or from top to bottom.",
      ko: "왼쪽에서 오른쪽으로, 또는 위에서 아래로 그립니다."),
    value: Bilingual(en: "direction", ko: "방향"))
  var direction = FigureOptions.Direction.leftToRight

  @Option(
    "blank", .choice(),
    help: Bilingual(
      en: "Which numbers are left as boxes to fill in.",
      ko: "어떤 수를 채워 넣을 빈칸으로 남길지 정합니다."),
    value: Bilingual(en: "blank", ko: "빈칸"))
  var blank = FigureOptions.Blank.none

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "The key to --blank: the same figure with each number in its box's place.",
        ko: "--blank의 정답입니다. 같은 그림의 빈칸 자리마다 수를 적습니다.")))
  var answers = false

  @OptionGroup var groups: CollapseOptions

  @Option(
    "width", .width,
    help: Bilingual(en: "The figure's width in pixels.", ko: "그림의 너비이고, 단위는 픽셀입니다."),
    value: Bilingual(en: "pixels", ko: "픽셀"))
  var width: Double?

  @Option(
    "aspect", .ratio,
    help: Bilingual(
      en: "The figure's width to its height, to which room is added round it: 16:9 fits a slide.",
      ko: "그림의 너비와 높이의 비이고, 그에 맞게 둘레를 넓힙니다. 16:9는 슬라이드에 맞습니다."),
    value: Bilingual(en: "w:h", ko: "너비:높이"))
  var aspect: Double?

  func validate() throws {
    if answers, blank == .none {
      throw Failure(
        .usage, at: "--answers",
        Bilingual(
          en: "it needs the --blank that it is the key to", ko: "정답을 적을 --blank가 있어야 합니다"),
        remedy: Bilingual(
          en: "add --blank gradients", ko: "--blank gradients를 더하십시오"))
    }
  }

  /// Says where boxes to fill in are too small for a pencil.
  func warn(about figure: GraphFigure, on console: Console) {
    guard !answers, !console.isQuiet, let blank = figure.crampedBlank else { return }
    func millimetres(_ pixels: Double) -> Int { Int(pixels / 96 * 25.4) }
    let size = "\(millimetres(blank.width)) × \(millimetres(blank.height)) mm"
    let warning = Bilingual(
      en: "at this width boxes are \(size), too small to write in; "
        + "make it wider, or use --direction tb or --collapse",
      ko: "이 너비에서는 빈칸이 \(size)밖에 되지 않아 쓰기 어렵습니다. "
        + "--width 를 늘리거나 --direction tb 나 --collapse 를 쓰십시오")
    console.tell(Bilingual { "--blank: \(MessageLabel.warning[$0]): \(warning[$0])" })
  }

  /// The options as a figure takes them.
  func figureOptions(
    _ numbers: NumberOptions, _ expansion: ExpansionOptions, _ common: CommonOptions,
    of trace: Trace<Double>
  ) -> FigureOptions {
    var options = FigureOptions(
      language: common.chosenLanguage, numerals: numbers.numerals, pass: pass, labels: labels,
      direction: direction, style: style, blank: blank, width: width)
    options.aspect = aspect
    options.isAnswered = answers
    groups.close(&options, of: trace, expanded: expansion.names)
    expansion.open(&options)
    return options
  }
}

extension ValueReader<Double> {
  /// A width and a height such as `16:9`, as width over height.
  static let ratio = ValueReader(
    noun: Bilingual(
      en: "a width and a height such as 16:9, at most 20:1 or 1:20",
      ko: "16:9 같은 너비와 높이의 비(20:1부터 1:20까지)"),
    read: { text in
      let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
      guard parts.count == 2, let width = parts[0], let height = parts[1], width > 0, height > 0,
        (0.05...20).contains(width / height)
      else { return nil }
      return width / height
    },
    shown: { "\($0):1" })
}
