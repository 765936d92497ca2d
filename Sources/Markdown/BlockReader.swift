extension Block {
  /// Reads a text in CommonMark, with tables and with insertions.
  ///
  /// A table is a paragraph whose lines are cells between bars, the second of dashes; a bar that
  /// parts cells has a space on both sides or stands at an end of the line:
  ///
  ///     | sign | meaning         |
  ///     | ---- | --------------- |
  ///     | Σ    | sum, over *all* |
  ///
  /// Braces in code stay as they are written.
  ///
  /// - Parameters:
  ///   - firstLine: The number of the text's first line.
  ///   - insertion: What braces stand for; asked in the order of the text.
  /// - Throws: What `insertion` throws.
  package static func read<Failure>(
    _ text: String, firstLine: Int = 1,
    insertion: (Braces) throws(Failure) -> Insertion
  ) throws(Failure) -> [Block] {
    let marked = MarkedText(text, firstLine: firstLine)
    return try withoutActuallyEscaping(insertion) { insertion throws(Failure) in
      let reader = BlockReader(marked: marked, firstLine: firstLine, insertion: insertion)
      return try reader.blocks(CMarkNode(reading: marked.text).children)
    }
  }
}

extension Block<Never> {
  /// Reads a text in CommonMark, with tables, in which braces are braces.
  package static func read(_ text: String) -> [Block] {
    let reader = BlockReader<Never, Never>(
      marked: MarkedText(withoutBraces: text), firstLine: 1, insertion: nil)
    return reader.blocks(CMarkNode(reading: text).children)
  }
}

/// Turns cmark's nodes into blocks and inlines.
private struct BlockReader<Insertion: Insertable, Failure: Error> {
  let marked: MarkedText
  let firstLine: Int
  /// What braces stand for; nil in a text in which they mean nothing.
  let insertion: ((Braces) throws(Failure) -> Insertion)?

  func blocks(_ nodes: [CMarkNode]) throws(Failure) -> [Block<Insertion>] {
    var blocks: [Block<Insertion>] = []
    for node in nodes { blocks += try self.blocks(node) }
    return blocks.nested()
  }

  /// The blocks of a node; one of the kinds that stand within lines has none.
  private func blocks(_ node: CMarkNode) throws(Failure) -> [Block<Insertion>] {
    let line = firstLine + node.line - 1
    func block(_ content: Block<Insertion>.Content) -> [Block<Insertion>] {
      [Block(content, line: line)]
    }
    switch node.kind {
    case .document, .item: return try blocks(node.children)
    case .paragraph: return Block.split(try inlines(node.children), line: line)
    case .heading(let level): return block(.heading(try inlines(node.children), level: level))
    case .quotation: return block(.quotation(try blocks(node.children)))
    case .list(let start, let isTight):
      var items: [[Block<Insertion>]] = []
      for item in node.children { items.append(try blocks(item)) }
      return block(.list(items, start: start, isTight: isTight))
    case .codeBlock(let language):
      let name = marked.restored(language).prefix { $0 != " " }
      return block(.code(marked.restored(node.literal), language: String(name)))
    case .htmlBlock:
      var blocks: [Block<Insertion>] = []
      for part in FoldedParts.cut(node.literal) {
        blocks += block(.html(try inlines(of: part) { .html($0) }))
      }
      return blocks
    case .rule: return block(.rule)
    case .text, .code, .html, .softBreak, .hardBreak, .emphasis, .strong, .link, .image: return []
    }
  }

  private func inlines(_ nodes: [CMarkNode]) throws(Failure) -> [Inline<Insertion>] {
    var inlines: [Inline<Insertion>] = []
    for node in nodes { inlines += try self.inlines(node) }
    return inlines
  }

  /// The inlines of a node; one of the kinds that are blocks has none.
  private func inlines(_ node: CMarkNode) throws(Failure) -> [Inline<Insertion>] {
    switch node.kind {
    case .text: return try inlines(of: node.literal) { .text($0) }
    case .html: return try inlines(of: node.literal) { .html($0) }
    case .code: return [.code(marked.restored(node.literal))]
    case .softBreak: return [.softBreak]
    case .hardBreak: return [.hardBreak]
    case .emphasis: return [.emphasis(try inlines(node.children))]
    case .strong: return [.strong(try inlines(node.children))]
    case .link(let address, let title):
      return [
        .link(
          try inlines(node.children), address: marked.restored(address),
          title: marked.restored(title))
      ]
    case .image(let address, let title):
      return [
        .image(
          try inlines(node.children), address: marked.restored(address),
          title: marked.restored(title))
      ]
    case .document, .quotation, .item, .paragraph, .htmlBlock, .rule, .heading, .list, .codeBlock:
      return []
    }
  }

  /// A text with insertions in it.
  private func inlines(
    of text: String, _ make: (String) -> Inline<Insertion>
  ) throws(Failure) -> [Inline<Insertion>] {
    var inlines: [Inline<Insertion>] = []
    for piece in marked.pieces(of: text) {
      switch piece {
      case .text(let text): inlines.append(make(text))
      case .braces(let braces):
        guard let insertion else {
          inlines.append(make(braces.source))
          continue
        }
        inlines.append(.insertion(try insertion(braces)))
      }
    }
    return inlines
  }
}
