import Diagram
import Scene

/// The third layout of a figure of a page: for paper, where the one for screens would be shrunk until
/// its smallest number is less than 6 pt high.
enum PaperFigure {
  /// The width in pixels of the text of an A4 sheet with the book's margins of 16 mm.
  static let textWidth = 178 * LengthUnit.mm.pixels

  /// Whether a figure can be read where it is shrunk to the text's width.
  static func isReadable(_ figure: GraphFigure) -> Bool { figure.isReadable(shrunkTo: textWidth) }

  /// The options of a figure that is laid out for paper.
  static func options(_ options: FigureOptions) -> FigureOptions {
    var options = options
    options.fit = .a4
    options.fit?.keepsNodes = true
    options.isDirectionFixed = true
    options.lightsArrows = false
    return options
  }
}

extension GraphFigure {
  /// Whether its smallest number is 6 pt high, or 8 pixels, where it is shrunk to a width in pixels.
  func isReadable(shrunkTo width: Double) -> Bool {
    let scale = min(1, width / scene.size.width)
    return numberSize.map { $0 * scale >= FigureFrame.a4.readable - 0.005 } ?? true
  }
}
