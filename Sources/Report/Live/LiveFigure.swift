import Autodiff
import Derivation
import Diagram
import Formats
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
  ///   - phone: The id of its other layout, whose numbers follow on a phone; nil where it has none.
  /// - Throws: What the painter throws.
  static func button(
    _ program: ScriptProgram?, id: String, phone: String? = nil, _ figures: FigureWriter,
    _ language: Language
  ) throws -> HTML {
    guard let program, let letters = try LiveLetters(figures) else { return HTML() }
    let figure = LiveFigure(program: program.object(figure: id), letters: letters)
    let button = HTML.element(
      "p", ["class": "try-line"],
      .element(
        "button",
        ["type": "button", "class": "try", "data-figure": id, "data-phone": phone],
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

  /// The same picture laid out for a phone; its numbers follow where those of the wide one do, and can
  /// here.
  ///
  /// - Parameter options: Those of the wide picture, for a phone.
  func followingOnPhone(
    _ derivation: Derivation, _ options: FigureOptions
  ) -> (figure: GraphFigure, follows: Bool) {
    let figure = figure(derivation.trace, options)
    guard options.namesNumbers else { return (figure, false) }
    if figure.canFollow, figure.isReadableOnPhones { return (figure, true) }
    var options = options
    options.namesNumbers = false
    return (self.figure(derivation.trace, options), false)
  }

  /// A picture that a page does not show, and therefore holds packed: its script unpacks it where its
  /// numbers are to follow. It leads nowhere.
  ///
  /// - Throws: What the painter throws.
  func packed(_ figure: GraphFigure, id: String) throws -> HTML {
    var scene = figure.unlit.scene
    scene.targets = []
    let picture = try svg(scene, id + "picture")
    return .element(
      "template", ["id": id],
      HTML(
        markup: base64(deflated(picture.markup)), needs: PageNeeds(glyphs: picture.glyphs)))
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
