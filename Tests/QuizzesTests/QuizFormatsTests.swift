import Autodiff
import Derivation
import Exercises
import Foundation
import GraphLanguage
import Testing
import Wording

@testable import Quizzes

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The formats, read back by a reader of XML and by the grammars that their importers have.
struct QuizFormatsTests {
  private static let graphs = [
    "x = 3; w = -2; b = 1; z = x * w + b; y = z * z; L = y * x",
    "x = [1, -2]; W = [[0.5, 1], [-1, 2]]; L = sum(relu(x @ W) * x)",
    "title \"A < B & {1:NM:=3} ~ # \\\\ /\"; x = 0.00001; y = exp(x)",
  ]
  private static let cases = graphs.flatMap { graph in
    Language.allCases.map { (graph, $0) }
  }

  private func question(_ text: String, _ language: Language) throws -> Question {
    let graph = try parseGraph(Array(text.utf8), file: "<test>").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let derivation = Derivation(trace, language: language)
    return Question(
      derivation, Blanks(derivation, .all), number: 7, of: 30,
      title: trace.annotations.title[language] ?? "quiz",
      picture: .init(bytes: [1, 2, 3], description: "a < b {1:NM:=1}", width: 10, height: 20))
  }

  private func matches(_ text: String, _ pattern: String) throws -> [[String]] {
    let expression = try NSRegularExpression(pattern: pattern, options: .dotMatchesLineSeparators)
    return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).map { match in
      (0..<match.numberOfRanges).map { group in
        Range(match.range(at: group), in: text).map { String(text[$0]) } ?? ""
      }
    }
  }

  /// A number as Moodle's Cloze grammar has it.
  private static let number = "-?(?:(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?)"

  @Test(arguments: cases)
  func moodleFindsEachFieldWithItsAnswer(_ graph: String, _ language: Language) throws {
    let question = try question(graph, language)
    let text = MoodleXML([question], category: question.name).text
    let document = try XMLDocument(data: Data(text.utf8))
    let body = try #require(
      try document.nodes(forXPath: "//question[@type='cloze']/questiontext/text").first?.stringValue
    )
    // What Moodle shows is XHTML, too.
    _ = try XMLDocument(data: Data("<div>\(body)</div>".utf8))
    let fields = try matches(body, #"\{([0-9]*):([A-Z]+):(.*?)(?<!\\)\}"#)
    #expect(fields.count == question.fieldCount)
    let expected = question.items.flatMap { $0.blank.expected }
    for (field, right) in zip(fields, expected) {
      #expect(field[1] == "1" && field[2] == "NUMERICAL")
      let answers = try matches(
        field[3],
        "(?:^|(?<!\\\\)~)(=|%0%)(\(Self.number)):(\(Self.number))(?:#((?:[^~\\\\]|\\\\.)*))?")
      #expect(answers.map { $0[0] }.joined() == field[3])
      #expect(answers.first?[1] == "=" && Double(answers.first?[2] ?? "") == right)
      #expect(answers.dropFirst().allSatisfy { $0[1] == "%0%" && !$0[4].isEmpty })
    }
  }

  @Test(arguments: cases)
  func qtiDeclaresAndProcessesEachField(_ graph: String, _ language: Language) throws {
    let question = try question(graph, language)
    let item = try XMLDocument(data: Data(QTIItem(question).text.utf8))
    func values(_ path: String) throws -> [String] {
      try item.nodes(forXPath: path).compactMap(\.stringValue)
    }
    let declared = try values("//*[local-name()='responseDeclaration']/@identifier")
    #expect(declared.count == question.fieldCount && Set(declared).count == declared.count)
    #expect(
      try values("//*[local-name()='textEntryInteraction']/@responseIdentifier") == declared)
    #expect(
      try values(
        "//*[local-name()='responseIf']/*[local-name()='equal']/*[local-name()='variable']/@identifier"
      )
        == declared)
    let correct = try values("//*[local-name()='correctResponse']/*[local-name()='value']")
    #expect(correct.compactMap(Double.init) == question.items.flatMap { $0.blank.expected })
    // What is told is declared, and what is declared is told.
    let told = try values("//*[local-name()='multiple']/*[local-name()='baseValue']")
    let feedback = try values("//*[local-name()='modalFeedback']/@identifier")
    #expect(Set(told) == Set(feedback) && Set(feedback).count == feedback.count)
  }

  /// What QTI 2.1's schema says of the elements that we write: what stands in them, and which attributes
  /// must be there. In a sequence children come in this order; in a choice in any.
  private static let schema: [String: (isSequence: Bool, children: [String], required: [String])] =
    [
      "assessmentItem": (
        true,
        [
          "responseDeclaration", "outcomeDeclaration", "templateDeclaration",
          "templateProcessing", "stylesheet", "itemBody", "responseProcessing", "modalFeedback",
        ], ["identifier", "title", "adaptive", "timeDependent"]
      ),
      "responseDeclaration": (
        true, ["defaultValue", "correctResponse", "mapping", "areaMapping"],
        ["identifier", "cardinality"]
      ),
      "correctResponse": (false, ["value"], []), "defaultValue": (false, ["value"], []),
      "value": (false, [], []),
      "outcomeDeclaration": (true, ["defaultValue"], ["identifier", "cardinality"]),
      "itemBody": (false, ["p", "ul", "table", "div"], []),
      "p": (false, ["img", "strong", "math", "textEntryInteraction"], []),
      "ul": (false, ["li"], []), "li": (false, ["math", "p"], []), "strong": (false, [], []),
      "img": (false, [], ["src", "alt"]),
      "table": (true, ["caption", "thead", "tfoot", "tbody"], []), "tbody": (false, ["tr"], []),
      "tr": (false, ["th", "td"], []), "td": (false, ["textEntryInteraction", "math"], []),
      "textEntryInteraction": (false, [], ["responseIdentifier"]),
      "responseProcessing": (false, ["responseCondition"], []),
      "responseCondition": (true, ["responseIf", "responseElseIf", "responseElse"], []),
      "responseIf": (true, ["equal", "setOutcomeValue"], []),
      "responseElseIf": (true, ["equal", "setOutcomeValue"], []),
      "equal": (false, ["variable", "baseValue"], ["toleranceMode"]),
      "variable": (false, [], ["identifier"]), "baseValue": (false, [], ["baseType"]),
      "setOutcomeValue": (false, ["sum", "multiple"], ["identifier"]),
      "sum": (false, ["variable", "baseValue"], []),
      "multiple": (false, ["variable", "baseValue"], []),
      "modalFeedback": (false, [], ["outcomeIdentifier", "showHide", "identifier"]),
      "assessmentTest": (
        true,
        [
          "outcomeDeclaration", "timeLimits", "stylesheet", "testPart", "outcomeProcessing",
          "testFeedback",
        ], ["identifier", "title"]
      ),
      "testPart": (
        true,
        [
          "preCondition", "branchRule", "itemSessionControl", "timeLimits", "assessmentSection",
          "testFeedback",
        ], ["identifier", "navigationMode", "submissionMode"]
      ),
      "assessmentSection": (
        true,
        [
          "preCondition", "branchRule", "itemSessionControl", "timeLimits", "selection",
          "ordering", "rubricBlock", "assessmentItemRef",
        ], ["identifier", "title", "visible"]
      ),
      "selection": (false, [], ["select"]),
      "assessmentItemRef": (false, [], ["identifier", "href"]),
      "manifest": (true, ["metadata", "organizations", "resources"], ["identifier"]),
      "metadata": (true, ["schema", "schemaversion"], []), "schema": (false, [], []),
      "schemaversion": (false, [], []), "organizations": (false, [], []),
      "resources": (false, ["resource"], []),
      "resource": (true, ["metadata", "file", "dependency"], ["identifier", "type"]),
      "file": (false, [], ["href"]), "dependency": (false, [], ["identifierref"]),
    ]

  /// What is wrong with an element or with what stands in it; MathML has a schema of its own.
  private func flaws(in element: XMLElement) -> [String] {
    let name = element.localName ?? ""
    guard let rule = Self.schema[name] else { return ["\(name) is no element of QTI 2.1"] }
    let attributes = (element.attributes ?? []).compactMap(\.name)
    var flaws = rule.required.filter { !attributes.contains($0) }.map { "\(name) has no \($0)" }
    var place = 0
    for child in (element.children ?? []).compactMap({ $0 as? XMLElement }) {
      let childName = child.localName ?? ""
      guard let next = rule.children.firstIndex(of: childName) else {
        flaws.append("\(childName) may not stand in \(name)")
        continue
      }
      if rule.isSequence, next < place { flaws.append("\(childName) is too late in \(name)") }
      place = next
      if childName == "math" {
        if child.uri != "http://www.w3.org/1998/Math/MathML" { flaws.append("no MathML") }
      } else {
        flaws += self.flaws(in: child)
      }
    }
    return flaws
  }

  @Test(arguments: cases)
  func qtiIsAsItsSchemaSays(_ graph: String, _ language: Language) throws {
    let question = try question(graph, language)
    let package = QTIPackage([question], title: "a & b")
    let name = try NSRegularExpression(pattern: "^[A-Za-z_][A-Za-z0-9_.-]*$")
    for text in [QTIItem(question).text, package.test, package.manifest] {
      let root = try #require(try XMLDocument(data: Data(text.utf8)).rootElement())
      #expect(flaws(in: root) == [])
      // What is declared has a name without colons, and each its own.
      let identifiers = try matches(
        text, "<(?:assessment|response|outcome|test|manifest|resource)[^>]* identifier=\"([^\"]*)\""
      ).map { $0[1] }
      #expect(Set(identifiers).count == identifiers.count && !identifiers.isEmpty)
      let others = identifiers.filter {
        name.firstMatch(in: $0, range: NSRange($0.startIndex..., in: $0)) == nil
      }
      #expect(others == [])
    }
    // As far below the number as above it.
    let tolerances = try matches(QTIItem(question).text, #"tolerance="(\S+) (\S+)""#)
    #expect(!tolerances.isEmpty && tolerances.allSatisfy { $0[1] == $0[2] })
  }

  @Test(arguments: Language.allCases)
  func formulasStandAsTheReadersOfAFormatShowThem(_ language: Language) throws {
    let question = try question("x = 3; w = [1, 2]; y = x^2; L = sum(w * y)", language)
    let moodle = try #require(
      try XMLDocument(data: Data(MoodleXML([question], category: "c").text.utf8))
        .nodes(forXPath: "//questiontext/text").first?.stringValue)
    #expect(moodle.contains(#"\(y = x^{2}\) = {1:NUMERICAL:=9:"#), "\(moodle)")
    #expect(moodle.contains(#"\(w = \begin{bmatrix} 1 &amp; 2 \end{bmatrix}\)"#))
    #expect(moodle.contains(#"\frac{\partial L}{\partial x}"#))
    let gift = GIFT([question], category: "c").text
    #expect(gift.contains(#"\\(y \= x^\{2\}\\)"#), "\(gift)")
    let item = QTIItem(question).text
    #expect(item.contains("<mi>y</mi><mo>=</mo><msup><mi>x</mi><mn>2</mn></msup>"), "\(item)")
    // What a picture of MathML says in attributes that are no MathML, such as style, is nowhere.
    #expect(!item.contains(" style=") && !item.contains("\\("))
  }

  @Test func noFormulaOpensAField() throws {
    // No name can be so; a text that comes from elsewhere may.
    for (text, safe) in [
      (#"{1:NM:=3}"#, "&#123;1:NM:=3}"), (#"\frac{a}{2}"#, #"\frac{a}{2}"#),
      ("{:SA:x}", "&#123;:SA:x}"), ("x^{12}", "x^{12}"),
    ] {
      #expect(Question.guarded(text) == safe)
    }
  }

  @Test func aPackageHoldsWhatItsManifestNames() throws {
    let question = try question(Self.graphs[0], .english)
    let bytes = QTIPackage([question], title: "quiz").bytes
    #expect(bytes == QTIPackage([question], title: "quiz").bytes)
    // Stored files stand in the archive as they are.
    let archive = String(decoding: bytes, as: UTF8.self)
    let hrefs = try matches(archive, "<file href=\"([^\"]*)\"/>").map { $0[1] }
    #expect(hrefs == ["test.xml", "items/item-7.xml", "items/figure-7.png"])
    for href in hrefs { #expect(archive.components(separatedBy: href).count > 3) }
  }

  @Test(arguments: cases)
  func giftHasAQuestionForEachNumber(_ graph: String, _ language: Language) throws {
    let question = try question(graph, language)
    let text = GIFT([question], category: "a/b").text
    #expect(text.hasPrefix("$CATEGORY: a//b\n\n"))
    let blocks = text.components(separatedBy: "\n\n").dropFirst().filter { !$0.isEmpty }
    #expect(blocks.count == question.fieldCount)
    for block in blocks {
      // What is not escaped are the marks of the format alone.
      let marks = try matches(block, #"(?<!\\)(?:\\\\)*([{}])"#).map { $0[1] }
      #expect(marks == ["{", "}"])
      let lines = block.split(separator: "\n").dropFirst().dropLast()
      for (place, line) in lines.enumerated() {
        let pattern = "^=\(place == 0 ? "" : "%0%")\(Self.number):\(Self.number)(#.+)?$"
        #expect(try matches(String(line), pattern).count == 1)
      }
    }
  }
}
