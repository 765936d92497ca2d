import CPango
import Scene

/// The fonts of a document, each cut down to the glyphs that its pages use.
struct DocumentFonts {
  private var cuts: [UnsafeMutablePointer<PangoFont>: FontCutter.Cut] = [:]

  /// Cuts the fonts of some pages' texts.
  init(_ pages: [[PageMark]], _ measure: CairoTextMeasure) {
    var needs: [UnsafeMutablePointer<PangoFont>: FontCutter.Need] = [:]
    // The measure keeps a line for each text.
    var seen: Set<ObjectIdentifier> = []
    func add(_ line: TextLine) {
      guard seen.insert(ObjectIdentifier(line)).inserted else { return }
      for run in line.runs {
        guard let cutter = measure.cutter(of: run.font) else { continue }
        cutter.add(run.letters.glyphs, to: &needs[run.font, default: .init()])
      }
    }
    for mark in pages.joined() {
      switch mark.content {
      case .text(_, let line): add(line)
      case .shape: break
      case .apart(let layer):
        for case .text(let text) in layer.items {
          add(measure.line(of: text.string, in: text.style))
        }
      }
    }
    for (font, need) in needs { cuts[font] = measure.cutter(of: font)?.cut(to: need) }
  }

  /// What a font was cut to; nil where it is embedded as Cairo does.
  subscript(font: UnsafeMutablePointer<PangoFont>) -> FontCutter.Cut? { cuts[font] }
}
