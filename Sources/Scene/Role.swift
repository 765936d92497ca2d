/// What a colour means; a theme says which colour it is.
///
/// Green and red are `forward` and `backward` and nothing else, so no other role may look like
/// either of them.
package enum Role: Int, CaseIterable, Sendable {
  /// Names, numbers that belong to neither pass, the outlines of nodes.
  case ink
  /// Words of less weight: captions, tick labels.
  case muted
  /// Thin neutral lines: axes, rules, outlines of blanks.
  case line
  /// The faintest lines: a chart's grid.
  case grid
  /// The paper.
  case background
  /// The inside of a node.
  case node
  /// The band behind a layer or a group.
  case band
  /// A band's name.
  case bandText
  /// What happens in this very step, drawn behind the marks.
  case highlight
  /// A point where a derivative does not exist, and its warning.
  case kink
  /// The forward pass: arrows.
  case forward
  /// The forward pass: values.
  case forwardText
  /// The backward pass: arrows.
  case backward
  /// The backward pass: gradients.
  case backwardText
  /// A chart's first series; the others follow.
  case series1, series2, series3, series4, series5, series6, series7, series8

  /// The colour of a chart's series counted from 0; the ninth begins anew.
  package static func series(_ index: Int) -> Role {
    let all: [Role] = [
      .series1, .series2, .series3, .series4, .series5, .series6, .series7, .series8,
    ]
    return all[((index % 8) + 8) % 8]
  }

  /// Whether text is written in this role, so that it must stand out from the paper.
  package var carriesText: Bool {
    switch self {
    case .ink, .muted, .bandText, .kink, .forwardText, .backwardText: true
    case .series1, .series2, .series3, .series4, .series5, .series6, .series7, .series8: true
    case .line, .grid, .background, .node, .band, .highlight, .forward, .backward: false
    }
  }

  /// The role's name as in code: `backwardText`.
  package var name: String { String(describing: self) }

  /// The role as one word of a class or a style variable: `backward-text`, `series-1`.
  package var cssName: String {
    var name = ""
    for character in self.name {
      if character.isUppercase || character.isNumber { name += "-" }
      name += character.lowercased()
    }
    return name
  }
}
