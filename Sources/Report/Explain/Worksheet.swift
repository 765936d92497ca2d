import Derivation
import Diagram
import Scene

extension Explanation {
  /// The explanation with its numbers left to be filled in.
  var blanked: Explanation {
    var explanation = self
    explanation.isBlanked = true
    return explanation
  }

  /// How a worksheet's figure is drawn: with blanks, and so that paper shrinks it least, which may
  /// lie across or have the figure run from top to bottom.
  func sheetOptions(
    _ measure: any TextMeasuring, change: (inout FigureOptions) -> Void
  ) -> FigureOptions {
    var level = FigureOptions(language: language, numerals: derivation.numerals)
    change(&level)
    level.blank = .all
    // What A4 and Letter have between their margins, below a heading and above a caption.
    level.sheet = Size(670, 700)
    guard trace.nodeCount <= Self.figureLimit else { return level }
    func scale(_ options: FigureOptions) -> Double {
      GraphFigure(trace, options: options, measuring: measure).scaleOnSheet
    }
    var best = (options: level, scale: scale(level))
    guard best.scale < 0.75 else { return level }
    var (across, upright) = (level, level)
    across.sheet = Size(930, 480)
    upright.direction = .topToBottom
    for options in [across, upright] {
      let scale = scale(options)
      if scale > best.scale { best = (options, scale) }
    }
    return best.options
  }

  /// All inputs and targets in numbers, where a worksheet's figure has not all of them.
  var givens: [HTML] {
    let leaves = trace.nodes.filter {
      trace.role(of: $0) != .operation && trace.annotations.names[$0] != nil
    }
    let isShown =
      trace.nodeCount <= Self.plainFigure
      && leaves.allSatisfy { Numerals.isGivenWhole(trace.shape(of: $0)) }
    guard !isShown else { return [] }
    return leaves.prefix(Self.rowLimit).map { leaf in
      var equation = Equation(derivation.symbol(of: leaf))
      equation.add(derivation.numerals.given(trace.value(of: leaf)).asValue)
      return HTML(markup: mathML.block(equation))
    }
  }

  /// How many nodes a figure has in which everything is drawn one by one.
  private static let plainFigure = 60

  /// A step of a worksheet: the rule stays, each line of numbers is a blank.
  func blank(_ step: Step) -> Step {
    step.with(equations: step.equations.map(blank), notes: [])
  }

  private func blank(_ equation: Equation) -> Equation {
    var blank = Equation(equation.left)
    for link in equation.links {
      blank.add(
        link.math.hasNumbersOfItsOwn ? .blank : link.math, relation: link.relation,
        reason: link.reason)
    }
    return blank
  }
}

extension FigureOptions {
  /// Whether the sheet lies across.
  var isAcross: Bool { sheet.map { $0.width > $0.height } ?? false }
}
