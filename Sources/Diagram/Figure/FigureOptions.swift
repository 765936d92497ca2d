import Autodiff
import Derivation
import Exercises
import Scene
import Wording

/// How a graph is drawn. Colours are the theme's and letters the renderer's; all else is here.
package struct FigureOptions: Hashable, Sendable {
  /// Which of the two passes is drawn.
  package enum Pass: String, CaseIterable, Sendable {
    /// Values and the arrows that bring them.
    case forward
    /// Gradients and the arrows that bring them; the forward arrows are only hinted at.
    case backward
    /// Both, side by side.
    case both
  }

  /// Whether values and gradients are written at the arrows.
  package enum Labels: String, CaseIterable, Sendable {
    /// Up to 200 nodes.
    case automatic = "auto"
    /// Always.
    case all
    /// Never.
    case none
  }

  /// Where the arrows of the forward pass lead.
  package enum Direction: String, CaseIterable, Sendable {
    /// From left to right.
    case leftToRight = "lr"
    /// From top to bottom.
    case topToBottom = "tb"
  }

  /// Whose manner of drawing is followed.
  package enum Style: String, CaseIterable, Sendable {
    /// Circles, and a pair of arrows for each operand slot.
    case book
    /// One black wire for each operand slot, the value above it and the gradient below.
    case cs231n
  }

  /// Which numbers are left out for a reader to fill in.
  package typealias Blank = BlankSelection

  /// Whether function calls are drawn as one node where they are not named in `collapsed` or
  /// `expanded`.
  package enum Groups: String, CaseIterable, Sendable {
    /// Expanded in figures of up to 60 nodes, collapsed in larger ones.
    case automatic
    /// All in a band with their name.
    case expanded
    /// All as one rounded node.
    case collapsed
  }

  /// Whether equal collapsed groups that follow one another, or stand side by side, are drawn as
  /// one node with their number.
  package enum Fold: String, CaseIterable, Sendable {
    /// Where there are eight or more of them.
    case automatic = "auto"
    /// Wherever there are two.
    case all
    /// Nowhere.
    case none

    /// The fewest groups that fold.
    var minimum: Int {
      switch self {
      case .automatic: 8
      case .all: 2
      case .none: .max
      }
    }
  }

  /// The language of labels, captions and the description.
  package var language: Language
  /// How numbers are printed.
  package var numerals: Numerals
  /// Which pass is drawn.
  package var pass: Pass
  /// Whether numbers are written.
  package var labels: Labels
  /// Where the arrows lead.
  package var direction: Direction
  /// Whose manner is followed.
  package var style: Style
  /// What is left out to be filled in.
  package var blank: Blank
  /// Whether what was left out stands in the blanks' places: the answer key of the same figure.
  package var isAnswered = false
  /// What blanks are called; nil for blanks without letters.
  package var letters: FigureLetters?
  /// How function calls are drawn.
  package var groups: Groups
  /// Which equal groups are drawn as one node.
  package var fold: Fold
  /// The names of functions and layers that are drawn as one node.
  package var collapsed: Set<String>
  /// The names of functions that are drawn in a band.
  package var expanded: Set<String>
  /// The nodes that are drawn, where it is only a part of the computation; nil for all. What comes from
  /// elsewhere and goes elsewhere ends at its name.
  package var part: Set<NodeID>?
  /// Whether sums of many terms are drawn addition by addition, and not as one Σ.
  package var opensSums = false
  /// Whether the gradients' names, such as ∂L/∂x, stand before their numbers.
  package var namesGradients: Bool
  /// Whether the local derivative stands beside each gradient's arrow: ∂z/∂x = y = 5.
  package var writesLocals = false
  /// Whether symbols stand where numbers do: t above an arrow, ∂z/∂t · ∂t/∂x below it.
  package var writesSymbols = false
  /// Whether numbers are marked as what they are of, so that a page can write others in their places.
  package var namesNumbers = false
  /// Whether each arrow has a broad line of its own, hidden at first, so that a page can light it.
  package var lightsArrows = false
  /// Whether the figure says what it shows, for readers who do not see it or point at its nodes.
  package var describes = true
  /// What arrows are as wide and as strong as; all alike when left out.
  package var strength: Strength?
  /// The figure's width in pixels, to which it is made larger or smaller; its own when left out.
  package var width: Double?
  /// The figure's width over its height, to which room is added round it, such as 16/9 for a slide;
  /// its own when left out.
  package var aspect: Double?
  /// Where the figure is to stand; it takes the place of width and aspect.
  package var fit: FigureFrame?
  /// Whether the layout is chosen for the size that is asked for, so that numbers can be read: its
  /// direction, its rows, and what a frame that is too small for those needs.
  package var isLayoutFree = false
  /// Whether the direction stays as it is where the layout is chosen.
  package var isDirectionFixed = false
  /// How long a row may be, as it is laid out, before the graph turns and goes on in the next one;
  /// from top to bottom, a column.
  package var rowLength = Double.infinity
  /// Whether matrices and distances are as narrow as they can be.
  package var isTight = false

  /// How far apart things stand.
  var distances: Distances { Distances(isTight: isTight) }
  /// The extents in pixels of the sheet that the figure is shrunk to where it is larger; blanks are
  /// made so large that one can still write in them.
  package var sheet: Size?
  /// The title, by default the graph's.
  package var title: String?
  /// Whether the title is drawn above the figure.
  package var drawsTitle = false
  /// Whether a legend of its arrows is drawn below it.
  package var drawsLegend = false

  /// The options of a figure in the house style; every one can be changed.
  package init(
    language: Language = .english, numerals: Numerals = Numerals(), pass: Pass = .both,
    labels: Labels = .automatic, direction: Direction = .leftToRight, style: Style = .book,
    blank: Blank = .none, groups: Groups = .automatic, fold: Fold = .automatic,
    collapsed: Set<String> = [],
    expanded: Set<String> = [], namesGradients: Bool = false, width: Double? = nil,
    title: String? = nil
  ) {
    self.language = language
    self.numerals = numerals
    self.pass = pass
    self.labels = labels
    self.direction = direction
    self.style = style
    self.blank = blank
    self.groups = groups
    self.fold = fold
    self.collapsed = collapsed
    self.expanded = expanded
    self.namesGradients = namesGradients
    self.width = width
    self.title = title
  }

  /// Lets rows be chosen that stand on a page without scrolling.
  package mutating func fitPage() {
    fit = .page
    isLayoutFree = true
    isDirectionFixed = true
  }

  /// Whether the layout is chosen for a page.
  package var isForPage: Bool { isLayoutFree && fit == .page }

  /// Lets a layout be chosen for the same page on a phone.
  package mutating func fitPhone() {
    fit = .phonePage
    isDirectionFixed = false
  }

  /// Whether the values of operations are left to be filled in.
  var hidesValues: Bool { blank.includesValues && !isAnswered }
  /// Whether gradients are left to be filled in.
  var hidesGradients: Bool { blank.includesGradients && !isAnswered }
}
