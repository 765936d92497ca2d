extension Figure {
  /// How a figure is drawn. Every option has a default, so that only what differs is written:
  ///
  ///     Figure.Options(theme: .dark, blank: .gradients)
  public struct Options: Hashable, Sendable {
    /// What a computation is drawn as.
    public enum View: Hashable, Sendable {
      /// Every operation as a node.
      case graph
      /// Neurons as circles in columns, weights on the lines between them, biases, sums, and every
      /// gradient beneath its number; direction, style and groups are the graph's alone.
      ///
      /// - Parameters:
      ///   - sample: Which sample of a batch goes through it, from 1.
      ///   - strength: What lines are as wide as; when left out, as weights where none are written.
      case network(sample: Int = 1, by: LineStrength? = nil)
    }

    /// What a network's lines are as wide and as strong as.
    public enum LineStrength: Hashable, Sendable, CaseIterable {
      /// The weights.
      case weight
      /// The gradients of the weights.
      case gradient
    }

    /// What letters of an SVG become.
    public enum Letters: Hashable, Sendable, CaseIterable {
      /// Outlines, which look the same everywhere.
      case outlines
      /// Text, to be selected, searched and edited.
      case text
    }

    /// The colours.
    public enum Theme: Hashable, Sendable, CaseIterable {
      /// On white.
      case light
      /// On a dark screen.
      case dark
      /// For all eyes: colours that colour-blind readers tell apart.
      case safe
      /// For grey printers.
      case print
    }

    /// Whose manner of drawing is followed.
    public enum Style: Hashable, Sendable, CaseIterable {
      /// Circles, and a pair of arrows for each operand.
      case book
      /// One black wire for each operand, the value above it and the gradient below.
      case cs231n
    }

    /// Which of the two passes is drawn.
    public enum Pass: Hashable, Sendable, CaseIterable {
      /// Values and the arrows that bring them.
      case forward
      /// Gradients and the arrows that bring them.
      case backward
      /// Both, side by side.
      case both
    }

    /// Whether values and gradients are written at the arrows.
    public enum Labels: Hashable, Sendable, CaseIterable {
      /// Up to 200 nodes.
      case automatic
      /// Always.
      case all
      /// Never.
      case none
    }

    /// Where the arrows of the forward pass lead.
    public enum Direction: Hashable, Sendable, CaseIterable {
      /// From left to right.
      case leftToRight
      /// From top to bottom.
      case topToBottom
    }

    /// Which numbers are left as boxes for a reader to fill in.
    public enum Blank: Hashable, Sendable, CaseIterable {
      /// None.
      case none
      /// The gradients.
      case gradients
      /// The values of operations.
      case values
      /// The products of the backward pass: their factors stand there, the result is left out.
      case products
      /// Values and gradients.
      case all
    }

    /// Where a figure is to stand, and so how large it is and how large its numbers must be; its layout
    /// is chosen so that they can be read there.
    public enum Fit: Hashable, Sendable {
      /// A slide of 1920 × 1080 pixels, with numbers of 24 pixels.
      case slide
      /// The text of an A4 sheet with margins of 25 mm, with numbers of 6 points.
      case a4
      /// The text of a Letter sheet with margins of 25 mm, with numbers of 6 points.
      case letter
      /// A column of 80 mm, with numbers of 6 points.
      case column
      /// A phone 390 pixels wide, with numbers of 12 pixels.
      case phone
      /// A width and a height in pixels, looked at as a slide is.
      case pixels(width: Double, height: Double)
      /// A width and a height in millimetres, on paper.
      case millimetres(width: Double, height: Double)
    }

    /// What arrows are as wide and as strong as.
    public enum Strength: Hashable, Sendable, CaseIterable {
      /// The values that the forward arrows bring.
      case value
      /// The gradients that the backward arrows bring.
      case gradient
    }

    /// Whether equal collapsed groups, one after the other or side by side, are drawn as one node with
    /// their number.
    public enum Fold: Hashable, Sendable, CaseIterable {
      /// Where there are eight or more of them.
      case automatic
      /// Wherever there are two.
      case all
      /// Nowhere.
      case none
    }

    /// What the computation is drawn as.
    public var view: View
    /// The colours.
    public var theme: Theme
    /// Whose manner of drawing is followed.
    public var style: Style
    /// Which of the two passes is drawn.
    public var pass: Pass
    /// Whether values and gradients are written at the arrows.
    public var labels: Labels
    /// Where the arrows of the forward pass lead, where no layout is chosen for `fit`.
    public var direction: Direction
    /// Which numbers are left as boxes.
    public var blank: Blank
    /// Whether the numbers stand in the boxes' places: the key to the same figure with boxes.
    public var isAnswered: Bool
    /// Whether the gradients' names, such as ∂L/∂x, stand before their numbers.
    public var namesGradients: Bool
    /// Whether the local derivative stands beside each gradient: ∂z/∂x = y = 5.
    public var writesLocalDerivatives = false
    /// Whether symbols stand in the places of numbers: t above an arrow, ∂z/∂t · ∂t/∂x below it. A
    /// network keeps its numbers, and so does a figure with boxes.
    public var writesSymbols = false
    /// What arrows are as wide and as strong as; all alike when left out.
    public var strength: Strength?
    /// Functions and layers to draw as one node; `*` stands for any letters, `all` for all of them.
    public var collapsed: [String]
    /// Functions to draw in a frame, however large the figure is; `all` for all of them.
    public var expanded: [String]
    /// Whether equal collapsed groups are drawn as one node with their number.
    public var fold: Fold
    /// How many significant digits are printed, 1 to 17.
    public var digits: Int
    /// The width in pixels; the figure's own when left out.
    public var width: Double?
    /// The width over the height, to which room is added round the figure: 16.0/9 fits a slide.
    public var aspect: Double?
    /// Where the figure is to stand, which takes the place of `width` and `aspect`; nil for a figure of
    /// its own size.
    public var fit: Fit?
    /// The title, by default the graph's.
    public var title: String?
    /// Whether the title is drawn above the figure.
    public var drawsTitle: Bool
    /// Whether a legend of the arrows is drawn below the figure.
    public var drawsLegend: Bool
    /// What letters of an SVG become.
    public var letters: Letters
    /// A font family for names and words, by default DejaVu Sans and a Korean one.
    public var font: String?

    /// Options; those that are left out have their defaults.
    public init(
      view: View = .graph, theme: Theme = .light, style: Style = .book, pass: Pass = .both,
      labels: Labels = .automatic,
      direction: Direction = .leftToRight, blank: Blank = .none, isAnswered: Bool = false,
      namesGradients: Bool = false, collapsed: [String] = [], expanded: [String] = [],
      fold: Fold = .automatic, digits: Int = 4, width: Double? = nil, aspect: Double? = nil,
      fit: Fit? = nil, title: String? = nil, drawsTitle: Bool = false,
      drawsLegend: Bool = false, letters: Letters = .outlines, font: String? = nil
    ) {
      self.view = view
      self.theme = theme
      self.style = style
      self.pass = pass
      self.labels = labels
      self.direction = direction
      self.blank = blank
      self.isAnswered = isAnswered
      self.namesGradients = namesGradients
      self.collapsed = collapsed
      self.expanded = expanded
      self.fold = fold
      self.digits = digits
      self.width = width
      self.aspect = aspect
      self.fit = fit
      self.title = title
      self.drawsTitle = drawsTitle
      self.drawsLegend = drawsLegend
      self.letters = letters
      self.font = font
    }
  }
}
