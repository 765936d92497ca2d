extension Block {
  /// What a paragraph comes to: a table where its lines are one, else insertions that stand alone on
  /// their lines, as blocks, and paragraphs of the lines between them.
  static func split(_ inlines: [Inline<Insertion>], line: Int) -> [Block] {
    let lines = inlines.split(omittingEmptySubsequences: false) { $0 == .softBreak }.map(Array.init)
    if let table = Content(rows: lines) { return [Block(table, line: line)] }
    var blocks: [Block] = []
    var paragraph: [Inline<Insertion>] = []
    var start = line
    for (offset, inlines) in lines.enumerated() {
      if let insertions = inlines.standaloneInsertions() {
        if !paragraph.isEmpty { blocks.append(Block(.paragraph(paragraph), line: start)) }
        blocks += insertions.map { Block(.insertion($0), line: line + offset) }
        paragraph = []
      } else {
        if paragraph.isEmpty { start = line + offset } else { paragraph.append(.softBreak) }
        paragraph += inlines
      }
    }
    if !paragraph.isEmpty { blocks.append(Block(.paragraph(paragraph), line: start)) }
    return blocks
  }
}

extension Array {
  /// The insertions of a line that holds nothing else, if they may stand alone.
  fileprivate func standaloneInsertions<Insertion>() -> [Insertion]?
  where Element == Inline<Insertion> {
    var insertions: [Insertion] = []
    for inline in self {
      switch inline {
      case .insertion(let insertion) where insertion.flow != .inline: insertions.append(insertion)
      case .text(let text) where text.allSatisfy(\.isWhitespace): break
      case .text, .code, .emphasis, .strong, .link, .image, .insertion, .html, .softBreak,
        .hardBreak:
        return nil
      }
    }
    return insertions.isEmpty ? nil : insertions
  }
}

extension Block.Content {
  /// A table from the lines of a paragraph; nil where they are none.
  fileprivate init?(rows lines: [[Inline<Insertion>]]) {
    guard lines.count > 1, lines.allSatisfy({ $0.beginsWithBar() }),
      case .text(let ruler) = lines[1].first, lines[1].count == 1,
      ruler.allSatisfy({ "|-: ".contains($0) }), ruler.contains("-")
    else { return nil }
    self = .table(head: lines[0].cells(), rows: lines[2...].map { $0.cells() })
  }
}

extension Array {
  /// Whether a line may be one of a table.
  fileprivate func beginsWithBar<Insertion>() -> Bool where Element == Inline<Insertion> {
    if case .text(let text) = first { text.hasPrefix("|") } else { false }
  }

  /// The cells of a line between bars.
  fileprivate func cells<Insertion>() -> [Self] where Element == Inline<Insertion> {
    var cells: [Self] = [[]]
    for (index, inline) in enumerated() {
      guard case .text(let text) = inline else {
        cells[cells.count - 1].append(inline)
        continue
      }
      for (part, words) in text.partedAtBars(
        isFirst: index == 0, isLast: index == count - 1
      ).enumerated() {
        if part > 0 { cells.append([]) }
        if !words.isEmpty { cells[cells.count - 1].append(.text(String(words))) }
      }
    }
    // Before the first bar there is nothing, nor behind a last one.
    cells.removeFirst()
    if cells.last?.isEmpty == true { cells.removeLast() }
    return cells.map { $0.trimmed() }
  }

  /// Inlines without spaces at either end.
  private func trimmed<Insertion>() -> Self where Element == Inline<Insertion> {
    var inlines = self
    if case .text(let text) = inlines.first { inlines[0] = .text(String(text.drop { $0 == " " })) }
    if case .text(var text) = inlines.last {
      while text.last == " " { text.removeLast() }
      inlines[inlines.count - 1] = .text(text)
    }
    return inlines.filter { $0 != .text("") }
  }
}

extension String {
  /// The text between bars that have a space, or an end of the line, on both sides.
  ///
  /// - Parameters:
  ///   - isFirst: Whether the line begins with the text.
  ///   - isLast: Whether the line ends with it.
  fileprivate func partedAtBars(isFirst: Bool, isLast: Bool) -> [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    for place in indices where self[place] == "|" {
      let next = index(after: place)
      let isFreeBefore =
        place == startIndex ? isFirst : self[index(before: place)] == " "
      let isFreeAfter = next == endIndex ? isLast : self[next] == " "
      if isFreeBefore, isFreeAfter {
        parts.append(self[start..<place])
        start = next
      }
    }
    return parts + [self[start...]]
  }
}
