import Exercises
import Formats
import Wording

extension Question {
  /// The question as XHTML of the few elements that all readers know.
  ///
  /// - Parameters:
  ///   - image: Where the picture is found.
  ///   - field: What stands where a number is to be written.
  func body(image: String, field: (_ item: Item, _ entry: Int) -> String) -> String {
    var lines = ["<p>\(Self.text(task))</p>"]
    lines.append(
      "<p><img src=\"\(Self.text(image))\" alt=\"\(Self.text(picture.description))\" "
        + "width=\"\(picture.width)\" height=\"\(picture.height)\"/></p>")
    if !givens.isEmpty {
      lines.append("<ul>" + givens.map { "<li>\(Self.text($0))</li>" }.joined() + "</ul>")
    }
    for item in items {
      let opening = "<strong>\(item.blank.letter)</strong> \(Self.text(item.label)) ="
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

  /// A text in XML. Braces are told by their numbers: a title is no field, whatever it looks like.
  static func text(_ text: String) -> String {
    escapedXML(text).replacing("{", with: "&#123;").replacing("}", with: "&#125;")
  }
}
