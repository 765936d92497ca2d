import Autodiff
import Synchronization
import Testing
import Wording

@testable import GraphLanguage

/// Literals in a leaf's place, and tensors of files.
@Suite struct SettingTests {
  static let text = "x = [1, 2]; param w = 3; n = normal(0, 1, shape=[2]); y = sum(w * x * n)"

  func parse(
    _ text: String, _ settings: String..., reader: TensorReader? = nil
  ) -> Result<Graph, Diagnostics> {
    parseGraph(
      Array(text.utf8), file: "t",
      inputs: GraphInputs(
        settings: settings.map { .init($0, place: "--set") }, reader: reader))
  }

  func complaint(_ result: Result<Graph, Diagnostics>) -> String {
    guard case .failure(let diagnostics) = result else { return "" }
    #expect(diagnostics.concernsSettings)
    return diagnostics.rendered(language: .english)
  }

  @Test func aLeafTakesAnotherLiteral() throws {
    let graph = try parse(Self.text, "x=[1, 1]", "n = ones([2]) * 5", "w=-1/2").get()
    #expect(graph.result == -5)
    let parameter = try graph.node("w")
    #expect(graph.tape.role(of: parameter) == .parameter)
    #expect(try parse("가 = 1; y = 가 * 2", "가=4").get().result == 8)
  }

  @Test func whatIsDrawnInItsPlaceComesFromItsName() throws {
    let set = try parse("seed 3; x = [1, 2]; y = sum(x)", "x=normal(0, 1, shape=[2])").get()
    let drawn = try parse("seed 3; x = normal(0, 1, shape=[2]); y = sum(x)").get()
    #expect(set.result == drawn.result)
  }

  static let refusals: [(String, String)] = [
    (
      "z=1",
      """
      --set:1:1: error: the graph has no leaf 'z'
      z=1
      ^
      help: its leaves are x, w, n
      """
    ),
    ("W=1", "--set:1:1: error: the graph has no leaf 'W'\nW=1\n^\nhelp: did you mean 'w'?"),
    (
      "y=1",
      """
      --set:1:1: error: 'y' is computed, and cannot be set
      y=1
      ^
      help: set a leaf that it is computed from
      """
    ),
    (
      "x=[1, 2, 3]",
      """
      --set:1:3: error: 'x' has shape (2,), and is set to shape (3,)
      x=[1, 2, 3]
        ^
      help: give a literal of shape (2,)
      """
    ),
    (
      "n=1",
      "--set:1:3: error: 'n' has shape (2,), and is set to shape ()\nn=1\n  ^\nhelp: give a literal of shape (2,)"
    ),
    ("x=[1, w]", "--set:1:7: error: undefined name 'w'\nx=[1, w]\n      ^"),
    ("w=", "--set:1:3: error: expected a value, found the end of the text\nw=\n  ^"),
    (
      "w=1; q=2",
      "--set:1:4: error: expected an operator or the end of the statement, found ';'\nw=1; q=2\n   ^"
    ),
  ]

  @Test(arguments: refusals)
  func refused(setting: String, error: String) {
    #expect(complaint(parse(Self.text, setting)) == error)
  }

  @Test func nothingIsSetTwice() {
    #expect(complaint(parse(Self.text, "w=1", "w=2")).contains("'w' is set twice"))
  }

  @Test func theTextsOwnErrorsComeFirst() {
    guard case .failure(let diagnostics) = parse("x = $", "z=1") else {
      return #expect(Bool(false))
    }
    #expect(!diagnostics.concernsSettings && diagnostics.errors.count == 1)
  }

  // MARK: Files

  static let files: TensorReader = { file, most in
    switch (file.path, file.name) {
    case ("x.npy", nil): .success(Tensor([1, 2]))
    case ("w.safetensors", "a"): .success(Tensor(4))
    case ("large", _): most < 5 ? .failure(TensorRefusal(Bilingual(same: "large"))) : .success(3)
    default:
      .failure(
        TensorRefusal(
          Bilingual(en: "there is no such file", ko: "그런 파일이 없습니다"),
          help: Bilingual(same: "look")))
    }
  }

  @Test func aFileIsALiteral() throws {
    let text = "x = load(\"x.npy\"); param a = load(\"w.safetensors\", \"a\"); y = sum(a * x)"
    let graph = try parse(text, reader: Self.files).get()
    let leaf = try graph.node("x")
    #expect(graph.result == 12 && graph.tape.kind(of: leaf) == .leaf)
    let half = try parse("x = 0.5 * load(\"x.npy\"); y = sum(x)", reader: Self.files).get()
    #expect(half.tape.nodeCount == 2 && half.result == 1.5)
    #expect(try parse("y = sum(load(\"x.npy\")^2)", reader: Self.files).get().result == 5)
  }

  @Test func whatCannotBeLoadedIsToldInItsPlace() {
    guard
      case .failure(let errors) = parse("a = 1\nx = 2 * load(\"q.npy\")\ny = x", reader: Self.files)
    else { return #expect(Bool(false)) }
    #expect(
      errors.rendered(language: .english) == """
        t:2:9: error: 'q.npy' cannot be loaded: there is no such file
        x = 2 * load("q.npy")
                ^
        help: look
        """)
    #expect(!errors.concernsSettings)
    #expect(errorMessages("x = load(\"x.npy\")") == ["no file can be loaded here"])
    #expect(
      errorMessages("x = load(x)") == ["expected a file's path in quotation marks, found 'x'"])
    #expect(
      errorMessages("x = load(\"a\", 1)") == [
        "expected a tensor's name in quotation marks, found '1'"
      ])
  }

  private func errorMessages(_ text: String) -> [String] {
    guard case .failure(let errors) = parse(text) else { return [] }
    return errors.errors.map(\.message.english)
  }

  /// Who sets a leaf needs no file.
  @Test func aSetLeafIsNotLoaded() throws {
    let opened = Mutex(0)
    let reader: TensorReader = { _, _ in
      opened.withLock { $0 += 1 }
      return .success(Tensor([1, 2]))
    }
    let text = "x = 2 * load(\"gone.npy\"); y = sum(x)"
    #expect(try parse(text, "x=[5, 6, 7]", reader: reader).get().result == 18)
    #expect(opened.withLock { $0 } == 0)
    #expect(try parse(text, reader: reader).get().result == 6)
    #expect(opened.withLock { $0 } == 1)
  }
}
