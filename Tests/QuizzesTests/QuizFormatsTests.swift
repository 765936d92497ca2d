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
