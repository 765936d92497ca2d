import Exercises
import Formats
import Wording

/// Writes one question as an item of QTI 2.1: a text field for each number, a point for each that is
/// right, and a word on each mistake that a number tells of.
struct QTIItem {
  private let question: Question

  init(_ question: Question) { self.question = question }

  static let namespaces =
    "xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" "
    + "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
    + "xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsqti_v2p1 "
    + "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd\""

  static func identifier(_ question: Question) -> String { "item-\(question.number)" }
  static func image(_ question: Question) -> String { "figure-\(question.number).png" }

  /// What a field is called: its blank's letter and its place.
  private static func response(_ item: Question.Item, _ entry: Int) -> String {
    "RESPONSE-\(Blank.letters(item.blank.index))-\(entry)"
  }

  private var fields: [(item: Question.Item, entry: Int, field: Question.Field)] {
    question.items.flatMap { item in
      item.fields.enumerated().map { (item, $0.offset, $0.element) }
    }
  }

  var text: String {
    let declarations = fields.map { item, entry, field in
      """
      <responseDeclaration identifier="\(Self.response(item, entry))" cardinality="single" baseType="float">
      <correctResponse><value>\(field.right.text)</value></correctResponse>
      </responseDeclaration>
      """
    }.joined(separator: "\n")
    let body = question.body(image: Self.image(question), .mathML) { item, entry in
      "<textEntryInteraction responseIdentifier=\"\(Self.response(item, entry))\" "
        + "expectedLength=\"10\"/>"
    }
    // Feedback is told of the blank, and once for each mistake.
    let feedbacks = question.items.flatMap { item in
      Mistake.Kind.allCases.filter { kind in
        item.fields.contains { $0.mistakes.contains { $0.kind == kind } }
      }.map { kind in
        "<modalFeedback outcomeIdentifier=\"FEEDBACK\" showHide=\"show\" "
          + "identifier=\"\(Self.feedback(item, kind))\">"
          + "\(item.blank.letter) \(Question.text(kind.feedback[question.language]))</modalFeedback>"
      }
    }.joined(separator: "\n")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <assessmentItem \(Self.namespaces) identifier="\(Self.identifier(question))" title="\(escapedXML(question.name))" adaptive="false" timeDependent="false" xml:lang="\(question.language.rawValue)">
      \(declarations)
      <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="\(fields.count)">
      <defaultValue><value>0</value></defaultValue>
      </outcomeDeclaration>
      <outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>
      <itemBody>
      \(body)
      </itemBody>
      <responseProcessing>
      \(fields.map(condition).joined(separator: "\n"))
      </responseProcessing>
      \(feedbacks)
      </assessmentItem>

      """
  }

  private static func feedback(_ item: Question.Item, _ kind: Mistake.Kind) -> String {
    "\(Blank.letters(item.blank.index))-\(kind.rawValue)"
  }

  private func condition(
    _ item: Question.Item, _ entry: Int, _ field: Question.Field
  ) -> String {
    let response = Self.response(item, entry)
    func equals(_ number: Question.Number) -> String {
      """
      <equal toleranceMode="absolute" tolerance="\(number.tolerance) \(number.tolerance)">
      <variable identifier="\(response)"/><baseValue baseType="float">\(number.text)</baseValue>
      </equal>
      """
    }
    let others = field.mistakes.map { number, kind in
      """
      <responseElseIf>
      \(equals(number))
      <setOutcomeValue identifier="FEEDBACK"><multiple><variable identifier="FEEDBACK"/><baseValue baseType="identifier">\(Self.feedback(item, kind))</baseValue></multiple></setOutcomeValue>
      </responseElseIf>
      """
    }
    return
      ([
        """
        <responseCondition>
        <responseIf>
        \(equals(field.right))
        <setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">1</baseValue></sum></setOutcomeValue>
        </responseIf>
        """
      ] + others + ["</responseCondition>"]).joined(separator: "\n")
  }
}
