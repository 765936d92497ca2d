import ArgumentParser
import Autodiff
import Diagram
import Scene

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

  /// The options as a figure takes them.
  func figureOptions(
    _ numbers: NumberOptions, _ expansion: ExpansionOptions, _ common: CommonOptions,
    of trace: Trace<Double>
  ) -> FigureOptions {
    var options = FigureOptions(
      language: common.chosenLanguage, numerals: numbers.numerals, pass: pass, labels: labels,
      direction: direction, style: style, blank: blank, width: width)
    options.aspect = (try? ratio()) ?? nil
    groups.close(&options, of: trace, expanded: expansion.names)
    expansion.open(&options)
    return options
  }
}
