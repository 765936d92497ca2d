import ArgumentParser
import Autodiff
import Diagram
import Scene
import Wording

/// The colours of a figure, by name.
enum ThemeName: String, CaseIterable, ExpressibleByArgument {
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

extension FigureOptions.Pass: ExpressibleByArgument {}
extension FigureOptions.Labels: ExpressibleByArgument {}
extension FigureOptions.Direction: ExpressibleByArgument {}
extension FigureOptions.Style: ExpressibleByArgument {}
extension FigureOptions.Blank: ExpressibleByArgument {}
extension FigureOptions.Fold: ExpressibleByArgument {}

/// How a figure looks.
struct FigureStyleOptions: ParsableArguments {
  @Option(help: "The colours: on white, on a dark screen, safe for all eyes, or for grey printers.")
  var theme = ThemeName.light

  @Option(help: "Circles and pairs of arrows, or one wire with coloured numbers.")
  var style = FigureOptions.Style.book

  @Option(help: "Which pass is drawn.")
  var pass = FigureOptions.Pass.both

  @Option(help: "Whether numbers are written; auto: up to 200 nodes.")
  var labels = FigureOptions.Labels.automatic

  @Option(help: "From left to right, or from top to bottom.")
  var direction = FigureOptions.Direction.leftToRight

  @Option(help: "Which numbers are left as boxes to fill in.")
  var blank = FigureOptions.Blank.none

  @Flag(help: "The key to --blank: the same figure with each number in its box's place.")
  var answers = false

  @OptionGroup var groups: CollapseOptions

  @Option(help: ArgumentHelp("The figure's width in pixels.", valueName: "pixels"))
  var width: Double?

  @Option(
    help: ArgumentHelp(
      "The figure's width to its height, to which room is added round it: 16:9 fits a slide.",
      valueName: "w:h"))
  var aspect: String?

  /// Width over height, or nil where nothing is said of it.
  private func ratio() throws -> Double? {
    guard let aspect else { return nil }
    let parts = aspect.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1], width > 0, height > 0,
      (0.05...20).contains(width / height)
    else {
      throw ValidationError(
        "'--aspect \(aspect)' is not a width and a height such as 16:9, at most 20:1 or 1:20.")
    }
    return width / height
  }

  func validate() throws {
    _ = try ratio()
    if answers, blank == .none {
      throw ValidationError("'--answers' needs the '--blank' that it is the key to.")
    }
    if let width, !(width > 0 && width.isFinite) {
      throw ValidationError("'--width \(width)' is not a number above 0.")
    }
  }

  /// How many nodes a figure draws at least, before it is known which calls and layers collapse.
  func fewestNodes(of trace: Trace<Double>) -> Int {
    let annotations = trace.annotations
    return trace.nodes.count {
      annotations.group(of: $0) == nil && (!groups.isAsked || annotations.layer(of: $0) == nil)
    }
  }

  /// How many arrows one node has at most, where no group may take them in.
  func mostArrows(of trace: Trace<Double>) -> Int {
    guard trace.annotations.groups.isEmpty, !groups.isAsked else { return 0 }
    return trace.nodes.reduce(0) { most, node in
      max(most, trace.operandCount(of: node), trace.uses(of: node).count)
    }
  }

  /// Says where boxes to fill in are too small for a pencil.
  func warn(about figure: GraphFigure, on console: Console) {
    guard !answers, !console.isQuiet, let blank = figure.crampedBlank else { return }
    func millimetres(_ pixels: Double) -> Int { Int(pixels / 96 * 25.4) }
    let size = "\(millimetres(blank.width)) × \(millimetres(blank.height)) mm"
    console.say(
      Bilingual(
        en: "--blank: warning: at this width boxes are \(size), too small to write in; "
          + "make it wider, or use --direction tb or --collapse",
        ko: "--blank: warning: 이 너비에서는 빈칸이 \(size)밖에 되지 않아 쓰기 어렵습니다. "
          + "--width 를 늘리거나 --direction tb 나 --collapse 를 쓰십시오")[console.language])
  }

  /// The options as a figure takes them.
  func figureOptions(
    _ numbers: NumberOptions, _ expansion: ExpansionOptions, _ common: CommonOptions,
    of trace: Trace<Double>
  ) -> FigureOptions {
    var options = FigureOptions(
      language: common.chosenLanguage, numerals: numbers.numerals, pass: pass, labels: labels,
      direction: direction, style: style, blank: blank, width: width)
    options.aspect = (try? ratio()) ?? nil
    options.isAnswered = answers
    groups.close(&options, of: trace, expanded: expansion.names)
    expansion.open(&options)
    return options
  }
}
