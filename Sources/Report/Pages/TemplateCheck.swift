import Wording

/// A look at the tags of a template before it is compiled: how deep its sections lie within one
/// another, and whether there is anything of their names.
struct TemplateCheck {
  /// More sections within one another than any page has.
  private static let deepest = 100

  /// A tag: what it begins with, its name, and its line.
  private struct Tag {
    let sign: Character?
    let name: String
    let line: Int
  }

  private let tags: [Tag]
  private let file: String

  /// Finds the tags of a template.
  init(_ text: String, file: String) {
    self.file = file
    var tags: [Tag] = []
    var (open, close) = ("{{", "}}")
    var line = 1
    var rest = text[...]
    while let start = rest.firstRange(of: open) {
      line += rest[..<start.lowerBound].count(where: \.isNewline)
      rest = rest[start.upperBound...]
      let isTriple = open == "{{" && rest.first == "{"
      guard let end = rest.firstRange(of: isTriple ? "}}}" : close) else { break }
      let words = rest[..<end.lowerBound]
      rest = rest[end.upperBound...]
      let sign = words.first.flatMap { "#^$</>&{!=".contains($0) ? $0 : nil }
      let name = words.dropFirst(sign == nil ? 0 : 1)
      if sign == "=" {
        let marks = name.split { $0.isWhitespace || $0 == "=" }
        if marks.count == 2 { (open, close) = (String(marks[0]), String(marks[1])) }
      }
      tags.append(Tag(sign: sign, name: name.filter { !$0.isWhitespace }, line: line))
      line += words.count(where: \.isNewline)
    }
    self.tags = tags
  }

  /// The names that are asked for.
  var names: Set<String> { Set(tags.flatMap(Self.names)) }

  private static func names(of tag: Tag) -> [String] {
    switch tag.sign {
    case "!", "=", "/": []
    // A dot asks for what is there already; functions have brackets.
    default:
      tag.name.split(whereSeparator: { ".()".contains($0) }).map(String.init)
        .suffix(tag.name.contains("(") ? 1 : .max)
    }
  }

  /// Fails where sections lie too deep for the compiler.
  func requireDepth() throws(TemplateError) {
    var depth = 0
    for tag in tags {
      switch tag.sign {
      case "#", "^", "$", "<": depth += 1
      case "/": depth -= 1
      default: break
      }
      guard depth > Self.deepest else { continue }
      throw TemplateError(
        file: file, line: tag.line,
        message: Bilingual(
          en: "more than \(Self.deepest) sections lie within one another; close some of them",
          ko: "구역이 \(Self.deepest)겹을 넘습니다. 일부를 닫으십시오"))
    }
  }

  /// Fails where a tag asks for what the built-in template does not know: it would be left out
  /// without a word.
  func requireNames(_ known: Set<String>) throws(TemplateError) {
    for tag in tags {
      for name in Self.names(of: tag) where !known.contains(name) {
        let word = "'\(printable(name))'"
        let list = known.sorted().joined(separator: ", ")
        throw TemplateError(
          file: file, line: tag.line,
          message: Bilingual(
            en: "there is no \(word) here; the names are \(list)",
            ko: "\(word.with(.subject)) 여기에 없습니다. 쓸 수 있는 이름: \(list)"))
      }
    }
  }
}
