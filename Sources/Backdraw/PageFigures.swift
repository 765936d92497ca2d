import CairoRenderer
import Report

extension FigureWriter {
  /// Paints figures for pages, with the fonts of this machine.
  static func forPages() throws(RenderError) -> FigureWriter {
    let fonts = try CairoTextMeasure()
    let painter = Painter(text: fonts)
    return FigureWriter(measure: fonts) { try painter.fragment($0, prefix: $1) }
  }
}
