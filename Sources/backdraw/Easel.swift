import CairoRenderer
import Diagram
import Scene
import Wording

/// Paints the pictures of a figure in every form that is asked for.
struct Easel {
  let figure: GraphFigure
  /// The figure, or its steps.
  let scenes: [Scene]
  let painter: Painter
  /// Pixels of a PNG for each of the figure's.
  let scale: Double

  /// What an output becomes: one file, or a numbered one for each step.
  ///
  /// - Throws: `Failure` where a scene cannot be painted.
  func paint(_ output: PictureOutputOptions.Picture) throws(Failure) -> [Outputs.File] {
    do throws(RenderError) {
      switch output.format {
      case .layout: return [.init(path: output.path, bytes: Array(figure.layoutDocument.utf8))]
      case .pdf: return [.init(path: output.path, bytes: try painter.pdf(scenes))]
      case .svg:
        return try numbered(output.path) { scene throws(RenderError) in
          try painter.svg(scene)
        }
      case .png:
        return try numbered(output.path) { scene throws(RenderError) in
          try painter.png(scene, scale: scale)
        }
      }
    } catch {
      throw Failure(error)
    }
  }

  /// Paints each scene to a file; of several each has its number: `apples-07.svg`.
  private func numbered(
    _ path: String, _ paint: (Scene) throws(RenderError) -> [UInt8]
  ) throws(RenderError) -> [Outputs.File] {
    let digits = max(2, String(scenes.count).count)
    var files: [Outputs.File] = []
    for (index, scene) in scenes.enumerated() {
      var name = path
      if scenes.count > 1 {
        let number = String(index + 1)
        let suffix = "-" + String(repeating: "0", count: digits - number.count) + number
        let folder = path.lastIndex(of: "/") ?? path.startIndex
        let dot = path[folder...].lastIndex(of: ".") ?? path.endIndex
        name.insert(contentsOf: suffix, at: dot)
      }
      files.append(.init(path: name, bytes: try paint(scene)))
    }
    return files
  }
}
