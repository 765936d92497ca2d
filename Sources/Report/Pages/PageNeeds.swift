import Scene

/// What a page must hold because of the pieces on it.
struct PageNeeds: Sendable, Hashable {
  /// The letters of its pictures, each once.
  var glyphs: [SVGFragment.Glyph] = []
  /// Where the nodes of its pictures lead.
  var links: [FigureLink] = []
  /// The most steps that any of its passes has.
  var steps = 0
  /// Whether terms of its equations light arrows.
  var lights = false
  /// The files beside the page, each once.
  var files: [PictureFile] = []
  /// The digests of its scripts, each once, which its policy lets run.
  var scripts: [String] = []
  /// Its figures that follow a reader's numbers.
  var live: [LiveFigure] = []

  /// Adds what another piece needs.
  mutating func formUnion(_ other: PageNeeds) {
    if !other.glyphs.isEmpty {
      var known = Set(glyphs.map(\.id))
      for glyph in other.glyphs where known.insert(glyph.id).inserted { glyphs.append(glyph) }
    }
    links += other.links
    steps = max(steps, other.steps)
    lights = lights || other.lights
    for file in other.files where !files.contains(where: { $0.name == file.name }) {
      files.append(file)
    }
    live += other.live
    for script in other.scripts where !scripts.contains(script) { scripts.append(script) }
  }
}

/// A node of a picture that leads to a place on its page.
struct FigureLink: Sendable, Hashable {
  /// The id of the node's element.
  let node: String
  /// The id of the place it leads to.
  let place: String
  /// What the picture says of the node.
  let label: String
}

extension PageNeeds {
  /// The rules that the page's style has for its pieces, beside those of all pages.
  ///
  /// - Parameter whole: The selector of what holds both figures and the places they lead to.
  func style(within whole: String = "main") -> String {
    stepRules + linkRules(within: whole)
  }

  /// The most nodes that have rules of their own.
  static let linkLimit = 200

  /// The rules by which nodes and their places point at each other: who points at either, or comes to it
  /// with the keyboard, sees the other marked, and reads what the figure says of the node.
  private func linkRules(within whole: String) -> String {
    let shown = links.prefix(Self.linkLimit)
    guard !shown.isEmpty else { return "" }
    func marked(_ selectors: [String], _ look: String) -> String {
      selectors.joined(separator: ",\n") + "{\(look)}\n"
    }
    return marked(
      shown.map { "\(whole):has(#\($0.node):is(:hover,:focus-visible)) #\($0.place)" },
      "outline:2px solid var(--accent);outline-offset:2px")
      + marked(
        shown.map { "\(whole):has(#\($0.place):is(:hover,:focus-visible)) #\($0.node)" },
        "stroke:var(--accent);stroke-width:3px")
      + shown.map { $0.saying(within: whole) }.joined()
  }

  /// The rules that show a step where its button is chosen.
  private var stepRules: String {
    guard steps > 0 else { return "" }
    var rules = TimedRules.all
    for step in 1...steps {
      rules +=
        TimedRules.time(of: step)
        + ".frames>input:nth-of-type(\(step)){&:checked~.view,&:target:focus~.view{--step:\(step)}"
        + "&:checked~.captions>:nth-child(\(step)),&:target:focus~.captions>:nth-child(\(step))"
        + "{visibility:visible}}\n"
    }
    // Where a figure has led to a button, its step is shown in place of the chosen one.
    return rules
      + "@media screen{.frames>input:target:focus~.captions>.caption{visibility:hidden}}\n"
  }
}

extension FigureLink {
  /// The rule by which the figure, while the node has the focus, says what it knows of it.
  fileprivate func saying(within whole: String) -> String {
    "\(whole):has(#\(node):focus-visible){--said:\"\(styleString(label))\"}\n"
  }
}

/// What stands between the quotes of a string of CSS, in an element `style` of a page.
private func styleString(_ text: String) -> String {
  var string = ""
  for character in text {
    switch character {
    case "\"", "\\": string += "\\\(character)"
    case "<": string += "\\3c "
    case "\n": string += "\\a "
    default: string.append(character)
    }
  }
  return string
}
