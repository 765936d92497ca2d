import Exercises
import Formats
import Wording

/// Writes questions as Moodle's XML: each is a Cloze question, with its numbers in the text.
///
///     {1:NUMERICAL:=200:0.1~%0%110:0.1#This is the local derivative alone. …}
package struct MoodleXML {
  /// Which questions there are, and what their category is called.
  private let questions: [Question]
  private let category: String

  /// Creates a writer.
  package init(_ questions: [Question], category: String) {
    self.questions = questions
    self.category = category
  }

  /// The file.
  package var text: String {
    // A category's name is a path: / parts its steps, and // is a slash.
    let path = escapedXML("$course$/top/" + category.replacing("/", with: "//"))
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <quiz>
      <question type="category">
      <category><text>\(path)</text></category>
      </question>

      """
    for question in questions { text += self.text(of: question) }
    return text + "</quiz>\n"
  }

  private func text(of question: Question) -> String {
    let file = "figure-\(question.number).png"
    let body = question.body(image: "@@PLUGINFILE@@/" + file, .latex) { item, entry in
      cloze(item.fields[entry], question.language)
    }
    return """
      <question type="cloze">
      <name><text>\(escapedXML(question.name))</text></name>
      <questiontext format="html">
      <text>\(escapedXML(body))</text>
      <file name="\(file)" path="/" encoding="base64">\(base64(question.picture.bytes))</file>
      </questiontext>
      <generalfeedback format="html"><text></text></generalfeedback>
      <penalty>0.3333333</penalty>
      <hidden>0</hidden>
      </question>

      """
  }

  private func cloze(_ field: Question.Field, _ language: Language) -> String {
    let mistakes = field.mistakes.map { number, kind in
      "~%0%\(number.text):\(number.tolerance)#\(Self.feedback(kind.feedback[language]))"
    }
    return "{1:NUMERICAL:=\(field.right.text):\(field.right.tolerance)\(mistakes.joined())}"
  }

  /// A text inside a field, where a few characters mean something.
  private static func feedback(_ text: String) -> String {
    var feedback = ""
    for character in escapedXML(text) {
      if "~#}\\/".contains(character) { feedback.append("\\") }
      feedback.append(character)
    }
    return feedback
  }
}
