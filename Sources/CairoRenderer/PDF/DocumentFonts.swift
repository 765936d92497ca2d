import CPango
import Scene

/// The fonts of a document, each cut down to the glyphs that its pages use.
struct DocumentFonts {
  private var cuts: [UnsafeMutablePointer<PangoFont>: FontCutter.Cut] = [:]

  /// Cuts the fonts of some pages' texts.
  init(_ scenes: [Scene], _ measure: CairoTextMeasure) {
    var used: [UnsafeMutablePointer<PangoFont>: Set<UInt32>] = [:]
    // The measure keeps a line for each text.
    var seen: Set<ObjectIdentifier> = []
    for scene in scenes {
      for layer in scene.layers where layer.opacity > 0 && !layer.isMomentary {
        for case .text(let text) in layer.items {
          let line = measure.line(of: text.string, in: text.style)
          guard seen.insert(ObjectIdentifier(line)).inserted else { continue }
          for run in line.runs {
            used[run.font, default: []].formUnion(run.letters.glyphs.lazy.map(\.index))
          }
        }
      }
    }
    for (font, glyphs) in used {
      cuts[font] = measure.cutter(of: font)?.cut(to: glyphs)
    }
  }

  /// What a font was cut to; nil where it is embedded as Cairo does.
  subscript(font: UnsafeMutablePointer<PangoFont>) -> FontCutter.Cut? { cuts[font] }
}
