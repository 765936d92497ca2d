import Autodiff
import Derivation
import Diagram
import Wording

/// A figure whose numbers follow a reader's: a button beneath it, and what the page's script needs to
/// compute its graph anew.
struct LiveFigure: Sendable, Hashable {
  /// The graph as an object of JavaScript.
  let program: String
  /// The letters that its numbers are written with.
  let letters: LiveLetters

  /// The button beneath a figure; nothing where the figure stays as it is printed.
  ///
  /// - Parameters:
  ///   - program: The figure's graph; nil where its numbers cannot follow.
  ///   - id: The figure's id on the page.
  /// - Throws: What the painter throws.
  static func button(
    _ program: ScriptProgram?, id: String, _ figures: FigureWriter, _ language: Language
  ) throws -> HTML {
    guard let program, let letters = try LiveLetters(figures) else { return HTML() }
    let figure = LiveFigure(program: program.object(figure: id), letters: letters)
    let button = HTML.element(
      "p", ["class": "try-line"],
      .element(
        "button", ["type": "button", "class": "try", "data-figure": id],
        HTML(text: LiveWords.button[language])))
    var needs = PageNeeds()
    needs.live = [figure]
    needs.glyphs = letters.glyphs
    return HTML(markup: button.markup + "\n", needs: needs)
  }
}

extension FigureWriter {
  /// A computation as a picture whose numbers follow a reader's, and the program by which they do; as
  /// it would be without, where they cannot.
  ///
  /// - Parameter isAsked: Whether the numbers are to follow.
  func following(
    _ derivation: Derivation, _ options: inout FigureOptions, isAsked: Bool
  ) -> (figure: GraphFigure, program: ScriptProgram?) {
    if isAsked, let program = ScriptProgram(derivation) {
      options.namesNumbers = true
      let figure = figure(derivation.trace, options)
      if figure.canFollow { return (figure, program) }
      options.namesNumbers = false
    }
    return (figure(derivation.trace, options), nil)
  }
}

extension PageScript {
  /// The script of a page with figures that follow: what all such pages share, and their graphs; nil
  /// where no figure of the page follows.
  init?(_ figures: [LiveFigure], _ language: Language, _ templates: PageTemplates) {
    guard let first = figures.first else { return nil }
    let graphs = figures.map(\.program).joined(separator: ",\n")
    self.init(
      templates.live,
      call: "start([\(graphs)],\n" + first.letters.script + ",\n" + LiveWords.script(language)
        + ");\n")
  }
}
