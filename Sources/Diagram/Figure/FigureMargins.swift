import Scene
import Wording

/// What stands above and below a figure where that is asked for: its title, and a legend of its
/// arrows.
struct FigureMargins {
  private let title: MathBox?
  private let legend: MathBox?

  /// What the options ask for.
  ///
  /// - Parameters:
  ///   - title: the figure's title.
  ///   - others: what the legend says beside its arrows.
  ///   - width: how wide the figure is, so that lines are no longer, if they need not be.
  init(
    _ options: FigureOptions, title: String, others: [Bilingual], width: Double,
    _ setter: MathSetter
  ) {
    let limit = max(width - 2 * Self.side, Self.leastWidth)
    self.title =
      options.drawsTitle
      ? Self.lines(
        title.split(whereSeparator: \.isWhitespace).map {
          setter.text(String($0), TextStyle(.sans, size: 18, weight: .bold), .ink)
        }, gap: 5, limit: limit, isCentered: true) : nil
    self.legend =
      options.drawsLegend
      ? Self.lines(
        Self.entries(options, others, setter), gap: 24, limit: limit, isCentered: false) : nil
  }

  // MARK: Room

  private static let side = 16.0
  private static let leastWidth = 260.0
  private static let gap = 10.0

  /// The room above the figure.
  var top: Double { title.map { $0.height + 2 * Self.gap } ?? 0 }
  /// The room below it.
  var bottom: Double { legend.map { $0.height + 2 * Self.gap } ?? 0 }

  /// The extents of a figure with them.
  func extent(around size: Size) -> Size {
    let widest = [title, legend].compactMap { $0?.width }.max() ?? 0
    return Size(
      max(size.width, widest > 0 ? widest + 2 * Self.side : 0), size.height + top + bottom)
  }

  /// The marks on a sheet of some extents.
  func layer(on size: Size) -> Layer? {
    var items: [Item] = []
    if let title {
      items += title.placed(at: Point((size.width - title.width) / 2, Self.gap + title.ascent))
    }
    if let legend {
      let top = size.height - Self.gap - legend.height
      items += legend.placed(at: Point((size.width - legend.width) / 2, top + legend.ascent))
    }
    return items.isEmpty ? nil : Layer(["margins"], items: items)
  }

  // MARK: Writing

  /// Pieces in lines that are no longer than a limit, unless a piece is.
  private static func lines(
    _ pieces: [MathBox], gap: Double, limit: Double, isCentered: Bool
  ) -> MathBox? {
    var lines: [MathBox] = []
    for piece in pieces {
      if let last = lines.last, last.width + gap + piece.width <= limit {
        lines[lines.count - 1].append(piece, gap: gap)
      } else {
        lines.append(piece)
      }
    }
    if lines.isEmpty { return nil }
    if isCentered { return .stacked(lines, gap: 6) }
    var stack = MathBox()
    for (index, line) in lines.enumerated() {
      stack.add(line, at: Point(0, index == 0 ? 0 : stack.descent + 8 + line.ascent))
    }
    return stack
  }

  private static func entries(
    _ options: FigureOptions, _ others: [Bilingual], _ setter: MathSetter
  ) -> [MathBox] {
    func words(_ words: Bilingual, _ paint: Paint = .muted) -> MathBox {
      setter.text(words[options.language], TextStyle(.sans, size: 12), paint)
    }
    func entry(_ arrow: [Item], _ text: Bilingual) -> MathBox {
      var box = MathBox(items: arrow, width: arrowLength, ascent: 8, descent: 2)
      box.append(words(text), gap: 7)
      return box
    }
    let line = CubicPath([.line(from: Point(0, -4), to: Point(arrowLength, -4))])
    var entries: [MathBox] = []
    switch options.style {
    case .book:
      if options.pass != .backward {
        entries.append(
          entry(Pen.arrow(along: line, head: Pen.forwardHead, paint: .forward), FigureWords.value))
      }
      if options.pass != .forward {
        entries.append(
          entry(
            Pen.arrow(along: line.reversed, head: Pen.backwardHead, paint: .backward),
            FigureWords.gradient))
      }
    case .cs231n:
      if options.pass != .backward {
        entries.append(words(FigureWords.valueAbove, .forwardText))
      }
      if options.pass != .forward {
        entries.append(words(FigureWords.gradientBelow, .backwardText))
      }
    }
    return entries + others.map { words($0) }
  }

  private static let arrowLength = 40.0
}
