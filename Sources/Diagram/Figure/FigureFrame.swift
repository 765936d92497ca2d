import Scene

/// Where a figure is to stand: how large it may be there, and how large numbers must be to be read.
///
///     options.fit = .slide    // 1920 × 1080 pixels, numbers of 24 pixels or more
///
/// All extents are in pixels, 96 to an inch.
package struct FigureFrame: Hashable, Sendable {
  /// How high a figure becomes.
  package enum Height: Hashable, Sendable {
    /// So high, whatever is in it.
    case exactly(Double)
    /// As high as what is in it, but no higher than this.
    case upTo(Double)
    /// As high as what is in it: the page scrolls.
    case any
  }

  /// How wide the figure becomes.
  package var width: Double
  /// How high it becomes.
  package var height: Height
  /// The least size of digits that can be read there.
  package var readable: Double
  /// The size of digits up to which a small figure is made larger; nil for one that fills its frame.
  package var comfortable: Double?
  /// Whether the figure keeps its own size: the frame is only what its layout is chosen for.
  package var isSnug = false
  /// Whether every node stays: a page speaks of each.
  package var keepsNodes = false
  /// The unit in which the figure says how large it is.
  package var unit = LengthUnit.px

  /// A frame of the given extents.
  package init(
    width: Double, height: Height, readable: Double = readableOnScreens, comfortable: Double? = nil
  ) {
    self.width = width
    self.height = height
    self.readable = readable
    self.comfortable = comfortable
  }

  /// A frame of a width and a height in a unit. One in pixels is looked at as a slide is, so that its
  /// digits are a 45th of its height, and no smaller than on a phone; others are paper.
  package init(width: Double, height: Double, unit: LengthUnit) {
    let (wide, high) = (width * unit.pixels, height * unit.pixels)
    switch unit {
    case .px:
      let readable = max(high / 45, Self.readableOnScreens)
      self.init(
        width: wide, height: .exactly(high), readable: readable, comfortable: 2 * readable)
    case .mm, .inches, .pt:
      self.init(
        width: wide, height: .exactly(high), readable: Self.readableOnPaper,
        comfortable: NumberSetter.size)
    }
    self.unit = unit
  }

  /// The frames that have a name.
  package enum Name: String, CaseIterable, Sendable {
    case slide, a4, letter, column, phone
  }

  /// The frame of a name.
  package static func named(_ name: Name) -> FigureFrame {
    switch name {
    case .slide: slide
    case .a4: a4
    case .letter: letter
    case .column: column
    case .phone: phone
    }
  }

  /// A slide of 1920 × 1080 pixels.
  package static let slide = FigureFrame(width: 1920, height: 1080, unit: .px)
  /// The text of an A4 sheet with margins of 25 mm.
  package static let a4 = paper(width: 160, height: 247)
  /// The text of a Letter sheet with margins of 25 mm.
  package static let letter = paper(width: 165.9, height: 229.4)
  /// A column of 80 mm.
  package static let column = paper(width: 80, height: nil)
  /// A phone 390 pixels wide.
  package static let phone = FigureFrame(
    width: 390, height: .any, readable: readableOnScreens, comfortable: NumberSetter.size)

  /// A page on a screen 1280 pixels wide, on which a figure has the size that it has everywhere.
  package static let page: FigureFrame = {
    var frame = FigureFrame(
      width: 1210, height: .any, readable: NumberSetter.size, comfortable: NumberSetter.size)
    frame.isSnug = true
    frame.keepsNodes = true
    return frame
  }()

  /// The same page on a phone, less its margins.
  package static let phonePage: FigureFrame = {
    var frame = FigureFrame(
      width: 350, height: .any, readable: readableOnScreens, comfortable: NumberSetter.size)
    frame.keepsNodes = true
    return frame
  }()

  /// Six points.
  private static let readableOnPaper = 6 * LengthUnit.pt.pixels
  /// Twelve pixels.
  package static let readableOnScreens = 12.0

  private static func paper(width: Double, height: Double?) -> FigureFrame {
    let pixels = LengthUnit.mm.pixels
    var frame = FigureFrame(
      width: width * pixels, height: height.map { .upTo($0 * pixels) } ?? .any,
      readable: readableOnPaper, comfortable: NumberSetter.size)
    frame.unit = .mm
    return frame
  }

  /// The most of a figure's height that is seen.
  package var greatestHeight: Double {
    switch height {
    case .exactly(let height), .upTo(let height): height
    case .any: .infinity
    }
  }

  /// How many times larger a figure of some extents is drawn.
  func scale(of size: Size) -> Double {
    guard size.width > 0, size.height > 0 else { return 1 }
    let scale = min(width / size.width, greatestHeight / size.height)
    return comfortable.map { min(scale, $0 / NumberSetter.size) } ?? scale
  }
}
