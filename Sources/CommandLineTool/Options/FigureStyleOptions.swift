import ArgumentParser
import Autodiff
import Diagram
import Scene
import Wording

/// How a figure looks.
struct FigureStyleOptions: ParsableArguments {
  @OptionGroup var colours: ThemeOptions

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
    value: Bilingual(en: "direction", ko: "방향"),
    otherwise: Bilingual(same: FigureOptions.Direction.leftToRight.rawValue))
  var direction: FigureOptions.Direction?

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

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "The local derivative beside each gradient, such as ∂z/∂x = y = 5.",
        ko: "기울기마다 국소적 미분을 ∂z/∂x = y = 5처럼 나란히 적습니다.")))
  var local = false

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "Symbols in the places of numbers: t above an arrow, ∂z/∂t · ∂t/∂x below it.",
        ko: "수 대신 기호를 적습니다. 화살표 위에는 t, 아래에는 ∂z/∂t · ∂t/∂x처럼 적습니다.")))
  var symbols = false

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "The title above the figure, as the graph's 'title' says it.",
        ko: "그래프의 title 문에 쓴 제목을 그림 위에 적습니다.")))
  var title = false

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "A legend of the arrows below the figure.", ko: "화살표의 범례를 그림 아래에 그립니다.")))
  var legend = false

  @OptionGroup var groups: CollapseOptions

  @Option(
    "fit", .frame,
    help: Bilingual(
      en: "Where the figure is to stand: the layout is chosen so that its smallest number can be "
        + "read there. slide is 1920 × 1080 pixels; a4 and letter are the text of a sheet with "
        + "margins of 25 mm; column is 80 mm and phone 390 pixels wide, and as high as the figure is, "
        + "since both scroll; or a width and a height in px, mm, in or pt, such as 160x247mm.",
      ko: "그림을 놓을 곳입니다. 가장 작은 수도 거기서 읽히도록 배치를 고릅니다. slide는 1920 × 1080 "
        + "픽셀, a4와 letter는 여백이 25 mm인 종이의 본문입니다. 너비가 80 mm인 column과 390픽셀인 phone은 "
        + "아래로 이어 보므로 높이가 그림에 따릅니다. 160x247mm처럼 px, mm, in, pt로 너비와 높이를 줄 수도 "
        + "있습니다."),
    value: Bilingual(en: "frame", ko: "자리"))
  var fit: FigureFrame?

  @Option(
    "width", .width,
    help: Bilingual(
      en: "The figure's width in pixels, for which the layout is chosen.",
      ko: "그림의 너비이고, 단위는 픽셀입니다. 배치를 그 너비에 맞게 고릅니다."),
    value: Bilingual(en: "pixels", ko: "픽셀"))
  var width: Double?

  @Option(
    "aspect", .ratio,
    help: Bilingual(
      en: "The figure's width to its height, for which the layout is chosen; what is left is added "
        + "round it.",
      ko: "그림의 너비와 높이의 비입니다. 배치를 그 비에 맞게 고르고, 남는 자리는 둘레에 둡니다."),
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
    if symbols, let other = local ? "--local" : blank != .none ? "--blank" : nil {
      throw Failure(
        .usage, at: other,
        Bilingual(
          en: "it needs numbers, and --symbols writes none",
          ko: "수가 있어야 하는데 --symbols를 쓰면 수를 적지 않습니다"),
        remedy: Bilingual(en: "leave out one of them", ko: "둘 가운데 하나를 빼십시오"))
    }
    if fit != nil, let other = width != nil ? "--width" : aspect != nil ? "--aspect" : nil {
      throw Failure(
        .usage, at: other,
        Bilingual(
          en: "--fit says how large the figure is already",
          ko: "그림의 크기는 이미 --fit으로 정해졌습니다"),
        remedy: Bilingual(
          en: "leave out one of them, or give --fit a width and a height such as 1600x900px",
          ko: "둘 가운데 하나를 빼거나, --fit 1600x900px처럼 너비와 높이를 주십시오"))
    }
  }

  /// Fails where a sheet of steps is to fit what one figure fits.
  func refuse(_ steps: StepOptions) throws(Failure) {
    guard fit != nil, steps.strip else { return }
    throw Failure(
      .usage, at: "--strip",
      Bilingual(
        en: "a sheet of all steps has no one frame to fit",
        ko: "모든 단계를 모은 한 장은 --fit에 맞출 수 없습니다"),
      remedy: Bilingual(
        en: "use --frames for a picture of each step, or leave out --fit",
        ko: "단계마다 그리는 --frames를 쓰거나 --fit을 빼십시오"))
  }

  /// Says where numbers are smaller than can be read in the frame.
  func warnOfSmallNumbers(in figure: some SteppedFigure, on console: Console) {
    guard let small = figure.smallNumbers else { return }
    let place = fit != nil ? "--fit" : "--width"
    // Sizes on paper are in points.
    let isPaper = fit.map { $0.unit != .px } ?? false
    let unit = isPaper ? LengthUnit.pt : .px
    func sized(_ pixels: Double) -> String {
      "\((pixels / unit.pixels * 10).rounded() / 10) \(unit)"
    }
    let warning = Bilingual(
      en: "the smallest number is \(sized(small.size)) high, and it takes "
        + "\(sized(small.readable)) to be read; draw one pass with --pass, collapse groups with "
        + "--collapse, or give it more room",
      ko: "가장 작은 수의 크기가 \(sized(small.size))인데, 읽히려면 \(sized(small.readable)) 이상이어야 합니다. "
        + "--pass로 한쪽만 그리거나, --collapse로 묶음을 접거나, 자리를 넓히십시오")
    console.tell(Bilingual { "\(place): \(MessageLabel.warning[$0]): \(warning[$0])" })
  }

  /// Says where numbers are too small to be read, or boxes to fill in too small for a pencil.
  func warn(about figure: GraphFigure, on console: Console) {
    if console.isQuiet { return }
    guard !answers, let blank = figure.crampedBlank else {
      return warnOfSmallNumbers(in: figure, on: console)
    }
    func millimetres(_ pixels: Double) -> Int { Int(pixels / 96 * 25.4) }
    let size = "\(millimetres(blank.width)) × \(millimetres(blank.height)) mm"
    let warning = Bilingual(
      en: "at this width boxes are \(size), too small to write in; "
        + "make it wider, or use --direction tb or --collapse",
      ko: "이 너비에서는 빈칸이 \(size)밖에 되지 않아 쓰기 어렵습니다. "
        + "--width를 늘리거나 --direction tb나 --collapse를 쓰십시오")
    console.tell(Bilingual { "--blank: \(MessageLabel.warning[$0]): \(warning[$0])" })
  }

  /// The options as a figure takes them.
  func figureOptions(
    _ numbers: NumberOptions, _ expansion: ExpansionOptions, _ common: CommonOptions,
    of trace: Trace<Double>
  ) -> FigureOptions {
    var options = FigureOptions(
      language: common.chosenLanguage, numerals: numbers.numerals, pass: pass, labels: labels,
      direction: direction ?? .leftToRight, style: style, blank: blank, width: width)
    options.aspect = aspect
    options.fit = fit
    options.isLayoutFree = fit != nil || width != nil || aspect != nil
    options.isDirectionFixed = direction != nil
    options.isAnswered = answers
    options.writesLocals = local
    options.writesSymbols = symbols
    options.drawsTitle = title
    options.drawsLegend = legend
    groups.close(&options, of: trace, expanded: expansion.names)
    expansion.open(&options)
    return options
  }
}

extension ValueReader<FigureFrame> {
  /// Where a figure is to stand: by name, or a width and a height such as `160x247mm`.
  static let frame = ValueReader(
    noun: Bilingual(
      en: "one of slide, a4, letter, column or phone, or a width and a height such as 160x247mm",
      ko: "slide, a4, letter, column, phone 가운데 하나나 160x247mm 같은 너비와 높이"),
    values: Bilingual(
      en: "slide, a4, letter, column, phone, WxH", ko: "slide, a4, letter, column, phone, WxH"),
    choices: FigureFrame.Name.allCases.map(\.rawValue),
    read: { text in
      let text = text.lowercased()
      return FigureFrame.Name(rawValue: text).map(FigureFrame.named) ?? sized(text)
    },
    shown: { "\($0.width)" })

  /// A frame of a width and a height; in pixels where no unit is given.
  private static func sized(_ text: String) -> FigureFrame? {
    let unit = LengthUnit.allCases.first { text.hasSuffix($0.rawValue) }
    let extents = text.dropLast(unit?.rawValue.count ?? 0)
    let sides = extents.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "×" }
      .map { Double($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1] else { return nil }
    let pixels = (unit ?? .px).pixels
    guard (16...100_000).contains(width * pixels), (16...100_000).contains(height * pixels) else {
      return nil
    }
    return FigureFrame(width: width, height: height, unit: unit ?? .px)
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
