import Derivation
import Scene
import Wording

/// How a graph is drawn. Colours are the theme's and letters the renderer's; all else is here.
public struct FigureOptions: Hashable, Sendable {
  /// Which of the two passes is drawn.
  public enum Pass: String, CaseIterable, Sendable {
    /// Values and the arrows that bring them.
    case forward
    /// Gradients and the arrows that bring them; the forward arrows are only hinted at.
    case backward
    /// Both, side by side.
    case both
  }

  /// Whether values and gradients are written at the arrows.
  public enum Labels: String, CaseIterable, Sendable {
    /// Up to 200 nodes.
    case automatic = "auto"
    /// Always.
    case all
    /// Never.
    case none
  }

  /// Where the arrows of the forward pass lead.
  public enum Direction: String, CaseIterable, Sendable {
    /// From left to right.
    case leftToRight = "lr"
    /// From top to bottom.
    case topToBottom = "tb"
  }

  /// Whose manner of drawing is followed.
  public enum Style: String, CaseIterable, Sendable {
    /// Circles, and a pair of arrows for each operand slot.
    case book
    /// One black wire for each operand slot, the value above it and the gradient below.
    case cs231n
  }

  /// Which numbers are left out for a reader to fill in.
  public enum Blank: String, CaseIterable, Sendable {
    /// None.
    case none
    /// The gradients, sums included.
    case gradients
    /// The values of operations.
    case values
    /// The products of the backward pass: their factors stand there, the result is left out.
    case products
    /// Values and gradients.
    case all

    /// Whether the values of operations are left out.
    var includesValues: Bool { self == .values || self == .all }
    /// Whether gradients are left out.
    var includesGradients: Bool { self != .none && self != .values }
  }

  /// Whether function calls are drawn as one node where they are not named in `collapsed` or
  /// `expanded`.
  public enum Groups: String, CaseIterable, Sendable {
    /// Expanded in figures of up to 60 nodes, collapsed in larger ones.
    case automatic
    /// All in a band with their name.
    case expanded
    /// All as one rounded node.
    case collapsed
  }

  /// Whether equal collapsed groups that follow one another, or stand side by side, are drawn as
  /// one node with their number.
  public enum Fold: String, CaseIterable, Sendable {
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
  public var language: Language
  /// How numbers are printed.
  public var numerals: Numerals
  /// Which pass is drawn.
  public var pass: Pass
  /// Whether numbers are written.
  public var labels: Labels
  /// Where the arrows lead.
  public var direction: Direction
  /// Whose manner is followed.
  public var style: Style
  /// What is left out to be filled in.
  public var blank: Blank
  /// Whether what was left out stands in the blanks' places: the answer key of the same figure.
  public var isAnswered = false
  /// How function calls are drawn.
  public var groups: Groups
  /// Which equal groups are drawn as one node.
  public var fold: Fold
  /// The names of functions and layers that are drawn as one node.
  public var collapsed: Set<String>
  /// The names of functions that are drawn in a band.
  public var expanded: Set<String>
  /// Whether the gradients' names, such as ∂L/∂x, stand before their numbers.
  public var namesGradients: Bool
  /// The figure's width in pixels, to which it is made larger or smaller; its own when left out.
  public var width: Double?
  /// The figure's width over its height, to which room is added round it, such as 16/9 for a slide;
  /// its own when left out.
  public var aspect: Double?
  /// The extents in pixels of the sheet that the figure is shrunk to where it is larger; blanks are
  /// made so large that one can still write in them.
  public var sheet: Size?
  /// The title, by default the graph's.
  public var title: String?

  /// The options of a figure in the house style; every one can be changed.
  public init(
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

  /// Whether the values of operations are left to be filled in.
  var hidesValues: Bool { blank.includesValues && !isAnswered }
  /// Whether gradients are left to be filled in.
  var hidesGradients: Bool { blank.includesGradients && !isAnswered }
}
