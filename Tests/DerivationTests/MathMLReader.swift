import Testing

/// An element of MathML as it is read back: independent of the types that wrote it.
struct Element {
  var name: String
  var isChain = false
  var isReason = false
  var children: [Element] = []
  var text = ""

  /// Reads markup that is well-formed.
  static func read(_ markup: String) throws -> Element {
    var reader = Reader(rest: Substring(markup))
    let element = try reader.element()
    guard reader.rest.isEmpty else { throw NotWellFormed(rest: String(reader.rest.prefix(60))) }
    return element
  }

  struct NotWellFormed: Error { let rest: String }

  private struct Reader {
    var rest: Substring

    mutating func element() throws -> Element {
      guard rest.first == "<", let end = rest.firstIndex(of: ">") else { throw fail }
      let tag = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      let name = tag.prefix { $0 != " " && $0 != "/" }
      var element = Element(
        name: String(name), isChain: tag.contains("class=\"chain\""),
        isReason: tag.contains("class=\"reason\""))
      if tag.hasSuffix("/") { return element }
      while !rest.hasPrefix("</") {
        guard let first = rest.first else { throw fail }
        if first == "<" {
          element.children.append(try self.element())
        } else {
          element.text += Self.plain(rest.prefix { $0 != "<" })
          rest = rest.drop { $0 != "<" }
        }
      }
      guard rest.hasPrefix("</\(element.name)>") else { throw fail }
      rest = rest.dropFirst(element.name.count + 3)
      return element
    }

    private var fail: NotWellFormed { NotWellFormed(rest: String(rest.prefix(60))) }

    private static func plain(_ text: Substring) -> String {
      var plain = ""
      var rest = text
      while let character = rest.popFirst() {
        guard character == "&" else {
          plain.append(character)
          continue
        }
        let entity = rest.prefix { $0 != ";" }
        rest = rest.dropFirst(entity.count + 1)
        switch entity {
        case "lt": plain += "<"
        case "gt": plain += ">"
        case "amp": plain += "&"
        case "quot": plain += "\""
        default:
          if entity.hasPrefix("#x"), let code = UInt32(entity.dropFirst(2), radix: 16),
            let scalar = Unicode.Scalar(code)
          {
            plain.unicodeScalars.append(scalar)
          }
        }
      }
      return plain
    }
  }
}

/// A printed equation: pieces, and the relation before each.
struct PrintedEquation {
  var pieces: [(relation: String, elements: [Element])] = []

  /// Splits a `math` element at its relations, whether on one line or on several.
  init(_ math: Element) {
    pieces = [("", [])]
    append([math])
  }

  /// Goes on with what stands on another line.
  mutating func append(_ elements: [Element]) {
    var depth = 0
    func flatten(_ element: Element) {
      switch element.name {
      case "math", "mrow": element.children.forEach(flatten)
      case "mtable" where element.isChain:
        // What is sought, the relation, the piece; and a reason below, which is no part of it.
        for row in element.children where !row.isReason { row.children.forEach(flatten) }
      case "mtd": element.children.forEach(flatten)
      case "mspace", "mphantom": break
      default: add(element)
      }
    }
    func add(_ token: Element) {
      if token.name == "mo" {
        if "([".contains(token.text) { depth += 1 }
        if ")]".contains(token.text) { depth -= 1 }
      }
      if token.name == "mo", depth == 0, token.text == "=" || token.text == "≈" {
        pieces.append((token.text, []))
      } else {
        pieces[pieces.count - 1].elements.append(token)
      }
    }
    elements.forEach(flatten)
  }
}
