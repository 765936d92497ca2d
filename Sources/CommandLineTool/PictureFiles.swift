import CairoRenderer
import Diagram
import Scene
import Wording

/// The files of a figure, in every form that is asked for.
struct PictureFiles {
  /// The operation graph, which has forms beside pictures; nil for another view.
  let graph: GraphFigure?
  /// What is drawn.
  let content: Content
  let painter: Painter
  /// Pixels of a PNG for each of the figure's.
  let scale: Double
  /// What letters of an SVG become.
  var letters = SVGOptions.Letters.outlines
  /// What all ids of an SVG begin with; each picture's own when left out.
  var prefix: String?
  /// The family that was asked for.
  var font: String?

  /// What is drawn.
  enum Content {
    /// The figure, or a sheet of its steps.
    case still(Scene)
    /// The steps, each a picture of its own.
    case steps(FigureFrames)
    /// The steps, one after the other in one picture.
    case playing(FigureFrames)
  }

  private var scenes: [Scene] {
    switch content {
    case .still(let scene): [scene]
    case .steps(let frames): frames.scenes
    case .playing(let frames): [frames.animated]
    }
  }

  /// What is shown one after the other; of a graph in which nothing is computed its one picture.
  private var played: ([Scene], Playing) {
    switch content {
    case .still(let scene): ([scene], Playing(steps: 1))
    case .steps(let frames), .playing(let frames):
      (frames.scenes, Playing(steps: frames.steps.count))
    }
  }

  /// What an output becomes: one file, or a numbered one for each step.
  ///
  /// - Throws: `Failure` where a scene cannot be painted.
  func files(for output: PictureOutputOptions.Picture) throws(Failure) -> [Outputs.File] {
    do throws(RenderError) {
      switch output.format {
      case .layout: return document(output.path, graph?.layoutDocument)
      case .dot: return document(output.path, graph?.dotDocument(theme: painter.theme))
      case .mermaid:
        return document(output.path, graph?.mermaidDocument(theme: painter.theme))
      case .pdf: return [.init(path: output.path, bytes: try painter.pdf(scenes))]
      case .pptx:
        return [
          .init(path: output.path, bytes: try painter.presentation(scenes, preferring: font))
        ]
      case .tikz:
        // Steps are slides of one picture.
        let scene =
          switch content {
          case .still(let scene): scene
          case .steps(let frames), .playing(let frames): frames.animated
          }
        return [.init(path: output.path, bytes: try painter.tikz(scene, preferring: font))]
      case .svg:
        return try numbered(output.path) { scene, number throws(RenderError) in
          try painter.svg(
            scene, options: SVGOptions(prefix: prefix(of: scene, number), letters: letters))
        }
      case .gif:
        let (scenes, playing) = played
        let bytes = try painter.animatedGIF(scenes, playing, scale: scale)
        return [.init(path: output.path, bytes: bytes)]
      case .png:
        if case .playing = content {
          let (scenes, playing) = played
          let bytes = try painter.animatedPNG(scenes, playing, scale: scale)
          return [.init(path: output.path, bytes: bytes)]
        }
        return try numbered(output.path) { scene, _ throws(RenderError) in
          try painter.png(scene, scale: scale)
        }
      }
    } catch {
      throw Failure(error)
    }
  }

  private func document(_ path: String, _ text: String?) -> [Outputs.File] {
    text.map { [.init(path: path, bytes: Array($0.utf8))] } ?? []
  }

  /// What the ids of a picture begin with: what was asked for, else the picture's own letters.
  private func prefix(of scene: Scene, _ number: String?) -> String {
    (prefix ?? painter.prefix(of: scene)) + (number.map { "-" + $0 } ?? "")
  }

  /// Paints each scene to a file; of several each has its number: `apples-07.svg`.
  private func numbered(
    _ path: String, _ paint: (Scene, _ number: String?) throws(RenderError) -> [UInt8]
  ) throws(RenderError) -> [Outputs.File] {
    let digits = max(2, String(scenes.count).count)
    var files: [Outputs.File] = []
    for (index, scene) in scenes.enumerated() {
      var name = path
      var number: String?
      if scenes.count > 1 {
        let plain = String(index + 1)
        let padded = String(repeating: "0", count: digits - plain.count) + plain
        number = padded
        let suffix = "-" + padded
        let folder = path.lastIndex(of: "/") ?? path.startIndex
        let dot = path[folder...].lastIndex(of: ".") ?? path.endIndex
        name.insert(contentsOf: suffix, at: dot)
      }
      files.append(.init(path: name, bytes: try paint(scene, number)))
    }
    return files
  }
}
