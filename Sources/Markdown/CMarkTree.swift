import CMark

/// A node of a text in CommonMark as cmark found it. No other file knows of cmark.
struct CMarkNode {
  /// What kinds of nodes there are.
  enum Kind {
    case document, quotation, item, paragraph, htmlBlock, rule
    case heading(level: Int)
    case list(start: Int?, isTight: Bool)
    case codeBlock(language: String)
    case text, code, html, softBreak, hardBreak, emphasis, strong
    case link(address: String, title: String)
    case image(address: String, title: String)
  }

  let kind: Kind
  /// The text of a node that holds no others.
  let literal: String
  /// The line on which it begins, from 1; 0 for what stands within a line.
  let line: Int
  fileprivate(set) var children: [CMarkNode] = []

  /// Reads a text as the node of its document.
  init(reading text: String) {
    self = CMarkTree(text).root
  }

  fileprivate init(_ kind: Kind, literal: String = "", line: Int = 0) {
    self.kind = kind
    self.literal = literal
    self.line = line
  }
}

/// The one owner of a tree in cmark's memory.
private struct CMarkTree: ~Copyable {
  private let document: OpaquePointer?

  init(_ text: String) {
    document = cmark_parse_document(text, text.utf8.count, CMARK_OPT_DEFAULT)
    if let document { cmark_consolidate_text_nodes(document) }
  }

  deinit { cmark_node_free(document) }

  /// The tree as a value.
  var root: CMarkNode {
    guard let iterator = cmark_iter_new(document) else { return CMarkNode(.document) }
    defer { cmark_iter_free(iterator) }
    // What has been entered and not yet left; the first gathers the document itself.
    var open = [CMarkNode(.document)]
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let pointer = cmark_iter_get_node(iterator) else { break }
      guard let node = CMarkNode(pointer) else { continue }
      if event == CMARK_EVENT_EXIT {
        let closed = open.removeLast()
        open[open.count - 1].children.append(closed)
      } else if node.kind.isLeaf {
        open[open.count - 1].children.append(node)
      } else {
        open.append(node)
      }
    }
    return open[0].children.first ?? CMarkNode(.document)
  }
}

extension CMarkNode {
  /// A node without those that it holds; nil for kinds that a parser never makes.
  fileprivate init?(_ node: OpaquePointer) {
    guard let kind = Kind(node) else { return nil }
    self.init(
      kind, literal: string(cmark_node_get_literal(node)),
      line: Int(cmark_node_get_start_line(node)))
  }
}

extension CMarkNode.Kind {
  fileprivate init?(_ node: OpaquePointer) {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_DOCUMENT: self = .document
    case CMARK_NODE_BLOCK_QUOTE: self = .quotation
    case CMARK_NODE_LIST:
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      self = .list(
        start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
        isTight: cmark_node_get_list_tight(node) != 0)
    case CMARK_NODE_ITEM: self = .item
    case CMARK_NODE_CODE_BLOCK:
      self = .codeBlock(language: string(cmark_node_get_fence_info(node)))
    case CMARK_NODE_HTML_BLOCK: self = .htmlBlock
    case CMARK_NODE_PARAGRAPH: self = .paragraph
    case CMARK_NODE_HEADING: self = .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: self = .rule
    case CMARK_NODE_TEXT: self = .text
    case CMARK_NODE_SOFTBREAK: self = .softBreak
    case CMARK_NODE_LINEBREAK: self = .hardBreak
    case CMARK_NODE_CODE: self = .code
    case CMARK_NODE_HTML_INLINE: self = .html
    case CMARK_NODE_EMPH: self = .emphasis
    case CMARK_NODE_STRONG: self = .strong
    case CMARK_NODE_LINK:
      self = .link(
        address: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE:
      self = .image(
        address: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    default: return nil
    }
  }

  /// Whether cmark's iterator enters the node and never leaves it.
  fileprivate var isLeaf: Bool {
    switch self {
    case .htmlBlock, .rule, .codeBlock, .text, .code, .html, .softBreak, .hardBreak: true
    case .document, .quotation, .item, .paragraph, .heading, .list, .emphasis, .strong, .link,
      .image:
      false
    }
  }
}

/// A text in cmark's memory, which has none for nodes without.
private func string(_ pointer: UnsafePointer<CChar>?) -> String {
  pointer.map { String(cString: $0) } ?? ""
}
