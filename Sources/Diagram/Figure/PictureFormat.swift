/// A form in which a figure is written.
package enum PictureFormat: String, CaseIterable, Sendable {
  case svg, png, pdf
  /// A picture that plays the steps.
  case gif
  /// LaTeX with pictures of TikZ.
  case tikz
  /// Slides for PowerPoint and its like, in shapes that they edit.
  case pptx
  /// The language of Graphviz.
  case dot
  /// A flowchart of Mermaid.
  case mermaid
  /// The places of nodes, arrows and labels, as JSON.
  case layout

  /// Whether a terminal cannot show it.
  package var isBinary: Bool { self == .png || self == .pdf || self == .gif || self == .pptx }

  /// The form that a name means beside its own: `tex` is `tikz`, `gv` is `dot`.
  package static func named(_ name: String) -> PictureFormat? {
    allCases.first { $0.endings.contains(name) }
  }

  /// What the names of its files end in, without a point, the usual one first.
  package var endings: [String] {
    switch self {
    case .svg, .png, .pdf, .gif, .pptx: [rawValue]
    case .tikz: ["tex", "tikz"]
    case .dot: ["dot", "gv"]
    case .mermaid: ["mmd", "mermaid"]
    case .layout: ["json"]
    }
  }

  /// Whether it can show one step after the other by itself.
  package var plays: Bool {
    switch self {
    case .svg, .png, .gif: true
    case .pdf, .tikz, .pptx, .dot, .mermaid, .layout: false
    }
  }

  /// Whether it is a picture of a chart too, not only of a graph.
  package var showsCharts: Bool {
    switch self {
    case .svg, .png, .pdf, .tikz, .pptx: true
    case .gif, .dot, .mermaid, .layout: false
    }
  }

  /// Whether it is made of pixels, `--scale` of them for each of the figure's.
  package var isRaster: Bool { self == .png || self == .gif }
}
