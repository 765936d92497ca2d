import Exercises
import Formats
import Wording

/// Writes questions as GIFT. It knows one number in a question, so that each blank's entry is one of its
/// own, with the figure and what is given.
package struct GIFT {
  private let questions: [Question]
  private let category: String

  /// Creates a writer.
  package init(_ questions: [Question], category: String) {
    self.questions = questions
    self.category = category
  }

  /// The file.
  package var text: String {
    let line = category.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "$CATEGORY: \(line.replacing("/", with: "//"))\n\n"
      + questions.map(text).joined()
  }

  private func text(of question: Question) -> String {
    let image = "data:image/png;base64," + base64(question.picture.bytes)
    let head = question.head(image: image, .latex).joined()
    var text = ""
    for item in question.items {
      for (entry, field) in item.fields.enumerated() {
        let place = item.fields.count == 1 ? "" : "[\(Self.index(entry, item))]"
        let label = Question.text(item.label, .latex)
        let body =
          head + "<p><strong>\(item.blank.letter)</strong> \(label)\(place) =</p>"
        let name = "\(question.name) \(item.blank.letter)\(place)"
        text += "::\(Self.escaped(name))::[html]\(Self.escaped(body)) {#\n"
        text += "=\(field.right.text):\(field.right.tolerance)\n"
        for (number, kind) in field.mistakes {
          let feedback = Self.escaped(kind.feedback[question.language])
          text += "=%0%\(number.text):\(number.tolerance)#\(feedback)\n"
        }
        text += "}\n\n"
      }
    }
    return text
  }

  /// The indices of an entry, from 0: `1, 2`.
  private static func index(_ entry: Int, _ item: Question.Item) -> String {
    zip(item.blank.shape.extents, item.blank.shape.strides)
      .map { extent, stride in "\(entry / stride % extent)" }.joined(separator: ", ")
  }

  /// A text in which no character means anything, on one line.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if character.isNewline {
        escaped.append(" ")
        continue
      }
      if "~=#{}:\\".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}
