import Derivation
import Exercises
import Formats
import Notation
import Wording

extension Question {
  /// How formulas stand among words, by what the readers of a format show.
  enum Formulas {
    /// `\( … \)`, which MathJax sets.
    case latex
    /// Elements of MathML.
    case mathML
  }

  /// The question as XHTML of the few elements that all readers know.
  ///
  /// - Parameters:
  ///   - image: Where the picture is found.
  ///   - field: What stands where a number is to be written.
  func body(
    image: String, _ formulas: Formulas, field: (_ item: Item, _ entry: Int) -> String
  ) -> String {
    var lines = head(image: image, formulas)
    for item in items {
      let opening =
        "<strong>\(item.blank.letter)</strong> \(Self.text(item.label, formulas)) ="
      guard let columns = item.blank.shape.extents.last else {
        lines.append("<p>\(opening) \(field(item, 0))</p>")
        continue
      }
      lines.append("<p>\(opening)</p>")
      let rows = stride(from: 0, to: item.fields.count, by: columns).map { start in
        let cells = (start..<(start + columns)).map { "<td>\(field(item, $0))</td>" }
        return "<tr>\(cells.joined())</tr>"
      }
      lines.append("<table><tbody>\(rows.joined())</tbody></table>")
    }
    return lines.joined(separator: "\n")
  }

  /// What is to be done, the picture, and what is given.
  func head(image: String, _ formulas: Formulas) -> [String] {
    var lines = ["<p>\(Self.text(task))</p>"]
    lines.append(
      "<p><img src=\"\(Self.text(image))\" alt=\"\(Self.text(picture.description))\" "
        + "width=\"\(picture.width)\" height=\"\(picture.height)\"/></p>")
    if !givens.isEmpty {
      let given = givens.map { "<li>\(Self.formula($0, formulas))</li>" }
      lines.append("<ul>\(given.joined())</ul>")
    }
    return lines
  }

  /// A text in XML. Braces are told by their numbers: a title is no field, whatever it looks like.
  static func text(_ text: String) -> String {
    escapedXML(text).replacing("{", with: "&#123;").replacing("}", with: "&#125;")
  }

  /// Words and formulas in XML.
  static func text(_ sentence: Sentence, _ formulas: Formulas) -> String {
    sentence.pieces.map { piece in
      switch piece {
      case .words(let words): text(words)
      case .math(let math): formula(math, formulas)
      }
    }.joined()
  }

  private static func formula(_ math: Math, _ formulas: Formulas) -> String {
    switch formulas {
    case .latex: "\\(" + guarded(escapedXML(LaTeXWriter().text(math))) + "\\)"
    case .mathML: MathMLWriter().element(math)
    }
  }

  /// LaTeX in which no brace opens a Cloze field, `{1:NUMERICAL:…}`. The others stay: Moodle has filters
  /// that look for them before a browser reads what their numbers mean.
  static func guarded(_ latex: String) -> String {
    var guarded = ""
    var rest = Substring(latex)
    while let character = rest.popFirst() {
      let opensField = character == "{" && rest.drop { $0.isNumber }.first == ":"
      guarded += opensField ? "&#123;" : String(character)
    }
    return guarded
  }
}
