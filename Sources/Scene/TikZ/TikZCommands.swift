/// Pictures that a document shows more than once, as commands.
extension TikZWriter {
  /// A picture, and the command that draws it.
  package struct Command {
    /// The command's name without its backslash: letters alone.
    package let name: String
    /// What it draws; of a picture that plays, the step that its argument says, from 1.
    package let scene: Scene

    /// A picture under a name.
    package init(_ name: String, _ scene: Scene) {
      self.name = name
      self.scene = scene
    }
  }

  /// Fonts, colours, styles and the commands, for the preamble of a document with `tikz`.
  ///
  ///     \newcommand\backdrawFigure[1]{\def\backdrawStep{#1}%
  ///     \begin{tikzpicture}…
  ///     \ifnum\backdrawStep<3 \else …\fi          what comes with the third step
  ///     \ifnum\backdrawStep=3 …\fi                what stands out in it
  ///
  /// - Parameters:
  ///   - commands: The pictures.
  ///   - roles: Colours that the document needs beside those of the pictures.
  package func definitions(_ commands: [Command], and roles: [Role]) -> String {
    var styles = TikZStyles()
    var text = ""
    for command in commands {
      let steps = command.scene.playing?.steps
      var picture = command.scene
      picture.layers.removeAll { layer in
        switch layer.timing {
        case .travelling: true
        case .during: steps == nil
        // What never comes to be.
        case .from(let step, let faintly): steps.map { step > $0 && faintly == 0 } ?? false
        case nil: false
        }
      }
      text += "\\newcommand\\\(command.name)\(steps == nil ? "" : "[1]"){%\n"
      if steps != nil { text += "\\def\\backdrawStep{#1}%\n" }
      text += self.picture(picture, &styles) { layer, marks in
        guard steps != nil else { return marks }
        switch layer.timing {
        case .during(let step): return "\\ifnum\\backdrawStep=\(step)\\relax\n\(marks)\\fi\n"
        case .from(let step, let faintly):
          if faintly == 0 { return "\\ifnum\\backdrawStep<\(step)\\relax\\else\n\(marks)\\fi\n" }
          return
            "\\begin{scope}[backdraw from={\(step)}{\(number(faintly))}]\n\(marks)\\end{scope}\n"
        case .travelling, nil: return marks
        }
      }
      // Nothing after the picture, not even the end of its line.
      text.removeLast()
      text += "}\n"
    }
    let head = setting(commands.map(\.scene), styles, and: roles)
    guard commands.contains(where: { $0.scene.playing != nil }) else { return head + text }
    return head + "\\tikzset{\n  backdraw from/.code 2 args={%\n"
      + "    \\ifnum\\backdrawStep<#1\\relax\\pgfkeysalso{opacity=#2,transparency group}\\fi},\n}\n"
      + text
  }
}
