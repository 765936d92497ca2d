import Autodiff
import Testing
import Wording

@testable import GraphLanguage

/// `highlight`, `note`, `rank` and `order`.
@Suite struct MarkTests {
  private static let graphText =
    "x = 1; y = 2; z = x * y; w = x + 3; L = z * w; free = y * 4\noutput L\n"

  private func marks(_ statements: String) throws -> Marks {
    try graph(Self.graphText + statements).tape.annotations.marks
  }

  private func node(_ name: String) throws -> NodeID {
    try #require(try graph(Self.graphText).tape.annotations.node(named: name))
  }

  @Test func highlightsNameNodesAndPaths() throws {
    #expect(
      try marks("highlight x; highlight x -> L").highlights
        == [.node(node("x")), .path(from: node("x"), to: node("L"))])
    // Without spaces, too.
    #expect(try marks("highlight x->L").highlights.count == 1)
  }

  @Test func notesHaveLanguages() throws {
    let notes = try marks(#"note z "a product"; note ko z "곱"; note L "the \"loss\"""#).notes
    #expect(notes.map(\.node) == [try node("z"), try node("L")])
    #expect(notes[0].text[.english] == "a product" && notes[0].text[.korean] == "곱")
    #expect(notes[1].text[.korean] == "the \"loss\"")
  }

  @Test func columnsAndOrders() throws {
    let marks = try marks("rank z w; order y x")
    #expect(marks.columns == [[try node("z"), try node("w")]])
    #expect(marks.orders == [[try node("y"), try node("x")]])
  }

  @Test func theyMayStandBeforeWhatTheyName() throws {
    let annotations = try graph("highlight a -> b; note b \"here\"; a = 1; b = a * 2").tape
      .annotations
    #expect(annotations.marks.highlights.count == 1 && annotations.marks.notes.count == 1)
  }

  /// What the words meant before they were statements, they mean still.
  @Test func theWordsAreNamesToo() throws {
    let text = """
      highlight = 3; note = 4; rank = 5; order = 6
      param p = 1
      L = highlight * note + rank * order + p
      label note "the note"; note note "a note"; highlight highlight; rank rank order
      note ko "in all languages"; ko = L * 2; output ko
      """
    let graph = try graph(text)
    #expect(graph.tape.value(of: graph.output).scalar == 86)
    #expect(graph.tape.annotations.marks.notes.count == 2)
    #expect(graph.tape.annotations.marks.columns.count == 1)
  }

  @Test func theyChangeNoNumber() throws {
    let plain = try graph(Self.graphText)
    let marked = try graph(
      Self.graphText + "highlight x -> L; note z \"n\"; rank z w; order y x")
    #expect(plain.tape.nodeCount == marked.tape.nodeCount)
    for index in 0..<plain.tape.nodeCount {
      #expect(plain.tape.value(of: NodeID(index)) == marked.tape.value(of: NodeID(index)))
    }
  }

  // MARK: Errors

  private func error(_ statement: String) -> String? {
    errors(Self.graphText + statement).first.map { String($0.drop { $0 != " " }.dropFirst()) }
  }

  private func help(_ statement: String) -> String? {
    helps(Self.graphText + statement).first ?? nil
  }

  @Test func unknownNamesHaveHelp() {
    #expect(error("highlight lost") == "undefined name 'lost'")
    #expect(error("highlight x -> lost") == "undefined name 'lost'")
    #expect(error("note lost \"n\"") == "undefined name 'lost'")
    #expect(error("rank z lost") == "undefined name 'lost'")
    #expect(help("highlight fre") == "did you mean 'free'?")
  }

  @Test func pathsMustBeThere() {
    #expect(error("highlight x -> free") == "no arrows lead from 'x' to 'free'")
    #expect(error("highlight x -> x") == "no arrows lead from 'x' to 'x'")
    #expect(help("highlight L -> x") == "they lead the other way: highlight x -> L")
    #expect(places(Self.graphText + "highlight L -> x") == ["3:16"])
  }

  @Test func columnsMustBePossible() {
    #expect(
      error("rank x z")
        == "'z' is computed from 'x', so that they cannot stand in one column")
    #expect(
      error("order y w L free")
        == "'L' is computed from 'y', so that they cannot stand in one column")
    #expect(
      error("order x y; order y x")
        == "this 'order' cannot hold together with 'rank' and 'order' up to line 3")
    // Each alone could be held.
    let text = "a = 1; b = 2; c = a * 2; d = b * 3; L = c + d\nrank a d\nrank b c"
    #expect(errors(text).first?.hasPrefix("3:6: this 'rank' cannot hold together") == true)
    #expect(errors(text.replacing("rank b c", with: "rank c b")).count == 1)
    #expect(errors(text.replacing("rank b c", with: "rank a b")).count == 1)
    #expect(
      errors(text.replacing("rank b c", with: "rank c d").replacing("rank a d", with: "")) == [])
  }

  @Test func statementsAreWhole() {
    #expect(error("rank z")?.contains("takes two names or more") == true)
    #expect(error("order")?.contains("takes two names or more") == true)
    #expect(error("rank z, w") == "the names behind 'rank' stand without commas")
    #expect(error("rank z w z") == "'z' stands twice in this 'rank'")
    #expect(error("highlight")?.contains("a name") == true)
    #expect(error("highlight x y")?.contains("'->' or the end of the statement") == true)
    #expect(error("highlight x ->")?.contains("a name") == true)
    #expect(error("note z")?.contains("a text in quotation marks") == true)
    #expect(error("note z \"\"") == "the note of 'z' says nothing")
    #expect(error("note z \" \"") == "the note of 'z' says nothing")
    #expect(error("note z \"a\"; note z \"b\"") == "the note of 'z' stands twice")
    #expect(error("note fr z \"a\"") == "unknown language 'fr'")
    #expect(error("higlight x") == "unknown statement 'higlight'")
    #expect(help("higlight x") == "did you mean 'highlight'?")
    #expect(error("v = x -> y")?.contains("'->'") == true)
  }

  /// Every message speaks both languages, with particles that fit.
  @Test func messagesAreKorean() {
    guard
      case .failure(let diagnostics) = parseGraph(
        Array((Self.graphText + "rank x z").utf8), file: "t")
    else {
      Issue.record("rank x z is accepted")
      return
    }
    #expect(diagnostics.errors[0].message.korean == "'z'는 'x'로 계산하므로 둘이 한 열에 설 수 없습니다")
  }

  @Test func manyStatementsAreReadQuickly() throws {
    var text = "x0 = 1\n"
    for index in 1..<3_000 { text += "x\(index) = x\(index - 1) * 2\n" }
    text += (0..<3_000).map { "note x\($0) \"n\"" }.joined(separator: "\n") + "\n"
    text += (0..<200).map { "highlight x\($0) -> x\($0 + 5)" }.joined(separator: "\n")
    #expect(try graph(text).tape.annotations.marks.notes.count == 3_000)
  }
}
