/// The steps of a picture that plays, as slides.
extension TikZWriter {
  /// The room of a slide in millimetres, of 160 by 90, within its margins.
  private static let room = Size(154, 84)
  /// Millimetres for a pixel: 0.75 of the 72 points of an inch.
  private static let millimetre = 0.75 * 25.4 / 72

  /// A beamer document of one frame: one picture, of which each slide shows what has come to be.
  ///
  ///     \only<3->{…}                           what comes with the third step
  ///     \only<3>{…}                            what stands out in it
  ///     \begin{scope}[backdraw from={3}{0.35}] what is faint before
  ///
  /// - Parameters:
  ///   - scene: a picture that plays.
  ///   - playing: how.
  func slides(_ scene: Scene, _ playing: Playing) -> String {
    let steps = playing.steps
    let shrunk = scale(for: scene)
    var picture = shrunk == 1 ? scene : scene.scaled(by: shrunk)
    picture.layers.removeAll { layer in
      switch layer.timing {
      case .travelling: true
      // What never comes to be.
      case .from(let step, let faintly): step > steps && faintly == 0
      case .during, nil: false
      }
    }
    var styles = TikZStyles()
    let drawn = self.picture(picture, &styles) { layer, marks in
      switch layer.timing {
      case .during(let step): return "\\only<\(step)>{%\n\(marks)}\n"
      case .from(let step, let faintly):
        if step > steps { return faint(marks, faintly) }
        if faintly == 0 { return "\\only<\(step)->{%\n\(marks)}\n" }
        return "\\begin{scope}[backdraw from={\(step)}{\(number(faintly))}]\n\(marks)\\end{scope}\n"
      case .travelling, nil: return marks
      }
    }
    let size = picture.size
    let fitting = min(
      Self.room.width / (size.width * Self.millimetre),
      Self.room.height / (size.height * Self.millimetre))
    var text = head(scene, shrunk) + "\\documentclass[aspectratio=169]{beamer}\n"
    text += "\\usepackage{tikz}\n" + setting([picture], styles)
    text += "\\tikzset{\n"
    text += "  backdraw from/.code 2 args={%\n"
    text += "    \\alt<#1->{}{\\pgfkeysalso{opacity=#2,transparency group}}},\n}\n"
    text += "\\setbeamertemplate{navigation symbols}{}\n"
    text += "\\setbeamersize{text margin left=3mm,text margin right=3mm}\n"
    text += "\\setbeamercolor{background canvas}{bg=backdraw-background}\n"
    text += "\\begin{document}\n\\begin{frame}[plain]\n"
    text += "\\centering\\scalebox{\(decimal(fitting, places: 5))}{%\n"
    text += drawn.trimmed + "}\n"
    return text + "\\end{frame}\n\\end{document}\n"
  }
}

extension String {
  /// The text without the end of its last line.
  fileprivate var trimmed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
