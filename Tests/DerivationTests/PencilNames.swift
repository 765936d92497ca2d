/// What names stand for, where a reader knows.
struct PencilNames {
  /// The value of a name, as `PencilEvaluator.key` spells it.
  var value: (String) -> PencilValue? = { _ in nil }
  /// The derivative of one name by another; of several arrows the one with a number.
  var derivative: (_ of: String, _ by: String, _ part: String?) -> PencilValue? = { _, _, _ in nil }
}

/// How names are read off what is printed.
extension PencilEvaluator {
  /// Elements without what only groups them.
  static func flat(_ elements: [Element]) -> [Element] {
    elements.flatMap { element -> [Element] in
      switch element.name {
      case "mrow", "mtd", "math": flat(element.children)
      case "mspace", "mphantom": []
      default: element.text == "\u{2061}" && element.name == "mo" ? [] : [element]
      }
    }
  }

  /// How a name is spelt, whatever it was printed as: `w_1`.
  static func key(_ element: Element) -> String {
    switch element.name {
    case "msub", "msup":
      key(element.children[0]) + (element.name == "msub" ? "_" : "^") + key(element.children[1])
    case "munder": key(element.children[0])
    case "mrow", "mtd", "math": flat(element.children).map(key).joined()
    default:
      element.children.isEmpty
        ? element.text : "\(element.name)(\(element.children.map(key).joined(separator: ";")))"
    }
  }

  /// What ∂a/∂b is of, and by; an entry keeps its index.
  static func derivative(_ element: Element) -> (of: String, by: String)? {
    let (a, b) = (flat([element.children[0]]), flat([element.children[1]]))
    guard a.first?.text == "∂", b.first?.text == "∂", a.count > 1, b.count > 1 else { return nil }
    func name(_ tokens: [Element]) -> String {
      tokens.dropFirst().map(key).joined().filter { $0 != " " }
    }
    return (name(a), name(b))
  }
}
