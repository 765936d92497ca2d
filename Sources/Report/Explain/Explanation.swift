import Autodiff
import Derivation
import Diagram
import Notation
import Scene
import Wording

/// The parts of an explanation as pieces of pages: steps, tables and figures of one trace, for pages and lessons.
struct Explanation {
  let trace: Trace<Double>
  let language: Language
  let derivation: Derivation
  let templates: PageTemplates
  /// What anchors and ids begin with, so that several explanations share a page.
  var prefix: String
  /// Whether numbers are left to be filled in.
  var isBlanked = false
  let mathML = MathMLWriter()
  /// What the terms of its equations light in its figures; nothing where they light none.
  private(set) var lights: [Math: String] = [:]

  /// The most steps that are written out.
  static let stepLimit = 300
  /// The most nodes of a figure on a page: more cannot be told apart there.
  static let figureLimit = 1_000
  /// The most nodes of a graph whose terms light arrows.
  private static let lightLimit = 300
  /// The most rows of a table.
  static let rowLimit = 2_000

  init(
    _ trace: Trace<Double>, language: Language, numerals: Numerals, templates: PageTemplates,
    prefix: String
  ) {
    self.trace = trace
    self.language = language
    self.templates = templates
    self.prefix = prefix
    derivation = Derivation(trace, language: language, numerals: numerals)
  }

  /// Lets the terms of its equations light arrows, on a page with the script for it; not where the graph
  /// is so large that nobody would look for one.
  mutating func lightArrows() {
    if trace.nodeCount <= Self.lightLimit { lights = derivation.terms.mapValues(\.mark) }
  }

  /// Whether terms light arrows.
  var isLit: Bool { !lights.isEmpty && !isBlanked }

  /// Where the operations are derived on a page that has a pass: `b3`, and `f3` of the forward
  /// pass. Leaves, and what is not written out, are left out.
  func stepPlaces(isForward: Bool) -> [NodeID: String] {
    let nodes = isForward ? derivation.forwardNodes : derivation.backwardNodes
    var places: [NodeID: String] = [:]
    for node in nodes.prefix(Self.stepLimit) where trace.role(of: node) == .operation {
      places[node] = "\(prefix)\(isForward ? "f" : "b")\(node.index)"
    }
    return places
  }

  /// Where the operations are derived on a page that has both passes: in the forward pass where no
  /// gradient flows on.
  var stepPlaces: [NodeID: String] {
    stepPlaces(isForward: true).merging(stepPlaces(isForward: false)) { $1 }
  }

  /// The graph as a picture, and as another one for a phone where that must be narrower; the page's
  /// style shows one of them.
  ///
  /// - Parameter places: Where its nodes lead.
  func figure(
    _ figures: FigureWriter, name: String, places: [NodeID: String] = [:],
    change: (inout FigureOptions) -> Void = { _ in }
  ) throws -> HTML {
    try drawing(figures, name: name, places: places, change: change).picture
  }

  /// A figure, and the button that lets its numbers follow a reader's; none where they cannot.
  struct Drawing {
    var picture = HTML()
    var button = HTML()
  }

  /// The graph as a picture, whose numbers follow where that is asked for and can be.
  func drawing(
    _ figures: FigureWriter, name: String, places: [NodeID: String] = [:], follows: Bool = false,
    change: (inout FigureOptions) -> Void = { _ in }
  ) throws -> Drawing {
    var options = FigureOptions(language: language, numerals: derivation.numerals)
    options.fitPage()
    // Every step has its node.
    options.opensSums = true
    options.lightsArrows = isLit
    change(&options)
    let (figure, program) = figures.following(derivation, &options, isAsked: follows)
    let id = prefix + name
    var phone: Scene?
    var isShrunk = false
    var following: GraphFigure?
    if options.isForPage, figure.scene.size.width > FigureFrame.phonePage.width {
      options.fitPhone()
      let (other, follows) = figures.followingOnPhone(derivation, options)
      following = follows ? other : nil
      phone = other.isReadableOnPhones ? other.scene : nil
      // What no layout makes larger is shrunk, while it can still be made out.
      isShrunk = phone == nil && figure.isReadable(shrunkTo: FigureFrame.phonePage.width)
    }
    var button = try LiveFigure.button(
      program, id: id, phone: following == nil ? nil : FigureWriter.phoneID(id), figures, language)
    var picture = try figures.with(
      figures.picture(figure.scene, id, places: places), onPhone: phone, id, places: places)
    if let following, places.isEmpty, figures.folder != nil {
      button += try figures.packed(following, id: FigureWriter.phoneID(id))
    }
    if isShrunk { picture = .element("div", ["class": "shrinks"], picture) }
    guard options.isLayoutFree, !PaperFigure.isReadable(figure), figures.folder != nil else {
      return Drawing(picture: picture, button: button)
    }
    options.namesNumbers = false
    let paper = figures.figure(trace, PaperFigure.options(options))
    guard let printed = try figures.pictureFile(paper.scene, id + "paper") else {
      return Drawing(picture: picture, button: button)
    }
    return Drawing(
      picture: .element("div", ["class": "unprinted"], picture) + printed.image(style: "printed"),
      button: button)
  }
}
